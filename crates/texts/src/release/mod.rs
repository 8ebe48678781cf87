//! Whether people who are counted were let go at one time, and whether the sentence itself affirms it.
//!
//! A count of a release is stated only where the sentence plainly says, in the
//! past and of these very people, that they were freed from custody, and
//! nothing in it or in the next one takes that back. What is denied, demanded,
//! asked, supposed or only heard is at most proposed; so is a pardon, which
//! need not let anybody go.

mod doubt;
mod onward;
#[cfg(test)]
mod tests;
mod told;

use std::ops::Range;

pub(crate) use self::told::{is_on_someones_word, is_on_the_word_of_several};
use crate::{
    name,
    number::{Number, NumberKind},
    quotation::verb,
    sentence::Sentences,
    vocabulary::words,
    when,
};

/// Whether a number is of people who were let go at one time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Freed {
    /// Nothing says so.
    #[default]
    No,
    /// A word of freeing stands beside it, which may be denied, demanded or supposed.
    Perhaps,
    /// The sentence names the release as something that there is, without a verb of its own: `in exchange for the
    /// release of 12 prisoners`.
    Named,
    /// The sentence affirms it.
    Plainly,
}

words! {
    /// Nouns of people who can be let go.
    fn is_of_people: "
        prisoner prisoners people person persons detainee detainees inmate inmates captive captives
        hostage hostages convict convicts internee internees civilian civilians citizen citizens
        national nationals foreigner foreigners protester protesters protestor protestors demonstrator
        demonstrators student students conscript conscripts soldier soldiers clergymen nuns monks
        dissident dissidents
    "
}

words! {
    /// Verbs of freeing as the past and the passive have them.
    fn is_freed: "released freed"
}

words! {
    /// Verbs of what may set people free, and may only shorten how long they are held.
    fn is_pardoned: "pardoned amnestied"
}

/// What a sentence says of the people whom this number counts; `next` is the passage behind that of the number.
pub(crate) fn freed(
    sentences: &Sentences<'_>,
    number: &Number,
    next: Option<&Sentences<'_>>,
) -> Freed {
    if !is_beside_freeing(sentences, number) || is_part(sentences, number.tokens.start) {
        return Freed::No;
    }
    let sentence = sentences.sentence_of(number.tokens.start);
    let whole = number.quantity.is_some_and(|quantity| quantity.number().is_integer());
    if !whole || !counts_people(number) || doubt::is_doubtful(sentences, &sentence, &number.tokens)
    {
        return Freed::Perhaps;
    }
    let told_of = is_object(sentences, &sentence, number)
        .then_some(number.counted.end)
        .or_else(|| subject_of(sentences, &sentence, number));
    if let Some(end) = told_of {
        let open = onward::stays_in_custody(sentences, &(end..sentence.end))
            || onward::are_kept_apart(sentences, number.counted.end..end)
            || doubt::is_taken_back(sentences, &sentence, next);
        return if open { Freed::Perhaps } else { Freed::Plainly };
    }
    let elsewhere = onward::stays_in_custody(sentences, &(number.counted.end..sentence.end));
    if is_of_a_noun(sentences, number) && !elsewhere { Freed::Named } else { Freed::Perhaps }
}

/// Whether a sentence says that the release of which a text speaks took place: `The release, confirmed by the
/// guild, marks …`.
pub(crate) fn tells_of_it(sentences: &Sentences<'_>) -> bool {
    sentences.ranges.iter().any(|sentence| {
        let word = |at: usize| sentences.small(sentence.start + at);
        let after = usize::from(matches!(word(2), "," | "was"));
        let happened = matches!(
            word(2 + after),
            "confirmed" | "marks" | "marked" | "followed" | "follows" | "happened"
        ) || (word(2 + after) == "took" && word(3 + after) == "place");
        word(0) == "the"
            && matches!(word(1), "release" | "releases")
            && happened
            && !doubt::is_doubtful(sentences, sentence, &(0..0))
    })
}

/// Whether the noun that is counted is one of people, and not a list or their families.
fn counts_people(number: &Number) -> bool {
    let of = number.of.to_lowercase();
    let head = of.split_whitespace().take_while(|word| *word != "of").last();
    head.is_some_and(|head| is_of_people(head) || name::is_role(head))
}

/// Whether a number is said to be what others are a part of: `some of its 40`, `12 out of 40`, `all but 40`.
fn is_part(sentences: &Sentences<'_>, from: usize) -> bool {
    let mut at = from;
    while at > 0
        && matches!(
            sentences.small(at - 1),
            "its" | "the" | "their" | "his" | "her" | "all" | "these" | "those" | "about" | "some"
        )
    {
        at -= 1;
    }
    let before =
        |back: usize| at.checked_sub(back).map(|at| sentences.small(at)).unwrap_or_default();
    match before(1) {
        "but" | "except" => true,
        "of" => !is_act(before(2)),
        _ => false,
    }
}

/// Nouns of freeing, and the verb where it affirms nothing by itself.
fn is_act(word: &str) -> bool {
    matches!(
        word,
        "release" | "freeing" | "releasing" | "freedom" | "pardon" | "pardoning" | "free"
    )
}

/// `Northland freed 12 prisoners`: the number is the object of a verb in the past that has a subject.
fn is_object(sentences: &Sentences<'_>, sentence: &Range<usize>, number: &Number) -> bool {
    let mut at = number.tokens.start;
    while at > sentence.start && matches!(sentences.small(at - 1), "all" | "the") {
        at -= 1;
    }
    let Some(verb) = at.checked_sub(1).filter(|verb| *verb > sentence.start) else { return false };
    let behind = sentences.small(number.counted.end);
    let freed = match sentences.small(verb) {
        "let" => behind == "go",
        // `released 12 prisoners' letters`.
        word => is_freed(word) && !matches!(behind, "'" | "’"),
    };
    if !freed || is_owner(sentences, number) {
        return false;
    }
    let mut before = verb - 1;
    while before > sentence.start && is_adverb(sentences.small(before)) {
        before -= 1;
    }
    let word = sentences.small(before);
    let idle = matches!(
        word,
        "the"
            | "a"
            | "an"
            | "those"
            | "these"
            | "all"
            | "who"
            | "which"
            | "that"
            | "whose"
            | "being"
            | "having"
    );
    !(idle || verb::is_preposition(word) || verb::is_being(word) || is_adverb(word))
}

/// `12 prisoners were freed`: where the words end by which the number is the subject of a passive in the past.
fn subject_of(
    sentences: &Sentences<'_>,
    sentence: &Range<usize>,
    number: &Number,
) -> Option<usize> {
    const PLACE: usize = 3;
    let begins =
        number.tokens.start.checked_sub(1).filter(|at| *at >= sentence.start).is_none_or(|at| {
            let word = sentences.small(at);
            matches!(
                word,
                "," | "—"
                    | "–"
                    | "“"
                    | "\""
                    | "«"
                    | "that"
                    | "said"
                    | "says"
                    | "and"
                    | "yesterday"
                    | "today"
            ) || when::weekday(word).is_some()
                || when::month(word).is_some()
        });
    if !begins || sentences.small(sentence.start) == "of" || is_owner(sentences, number) {
        return None;
    }
    let mut at = number.counted.end;
    // `12 prisoners in the tower were`.
    if matches!(sentences.small(at), "in" | "from" | "at") {
        let word = |at: &usize| sentences.tokens.get(*at).is_some_and(crate::word::Token::is_word);
        let ends =
            |at: &usize| verb::is_being(sentences.small(*at)) || is_adverb(sentences.small(*at));
        at += 1 + (at + 1..=at + PLACE).take_while(|at| word(at) && !ends(at)).count();
    }
    while at < sentence.end && is_adverb(sentences.small(at)) {
        at += 1;
    }
    if matches!(sentences.small(at), "walked" | "went") {
        return (sentences.small(at + 1) == "free").then_some(at + 2);
    }
    if !matches!(sentences.small(at), "were" | "was" | "been") {
        return None;
    }
    at += 1;
    while at < sentence.end && is_adverb(sentences.small(at)) {
        at += 1;
    }
    // `were pardoned and released`.
    if is_pardoned(sentences.small(at)) && sentences.small(at + 1) == "and" {
        at += 2;
    }
    let two = [sentences.small(at), sentences.small(at + 1)];
    if is_freed(two[0]) {
        return Some(at + 1);
    }
    matches!(two, ["set", "free"] | ["let", "go"]).then_some(at + 2)
}

/// Words between a subject and its verb that change nothing in what is affirmed.
fn is_adverb(word: &str) -> bool {
    matches!(
        word,
        "has"
            | "have"
            | "had"
            | "also"
            | "later"
            | "then"
            | "already"
            | "now"
            | "today"
            | "yesterday"
    ) || (word.ends_with("ly") && word.len() > 4 && verb::is_between(word))
}

/// `12 prisoners' wives`: something else belongs to those who are counted.
fn is_owner(sentences: &Sentences<'_>, number: &Number) -> bool {
    let last = number.counted.end.checked_sub(1).and_then(|at| sentences.tokens.get(at));
    last.is_some_and(|token| token.possessive)
}

/// `in exchange for the release of 12 prisoners`, `after the release of 12 prisoners`.
fn is_of_a_noun(sentences: &Sentences<'_>, number: &Number) -> bool {
    let word = |back: usize| {
        number.tokens.start.checked_sub(back).map(|at| sentences.small(at)).unwrap_or_default()
    };
    let led = match word(4) {
        "for" => matches!(word(5), "exchange" | "return"),
        word => matches!(word, "after" | "following" | "announced" | "confirmed" | "secured"),
    };
    word(1) == "of" && is_act(word(2)) && word(3) == "the" && led && !is_owner(sentences, number)
}

/// Whether a word of freeing stands near a number of people, and nothing says that they were freed over time.
fn is_beside_freeing(sentences: &Sentences<'_>, number: &Number) -> bool {
    const NEAR: usize = 5;
    let sentence = sentences.sentence_of(number.tokens.start);
    let small = |at: usize| sentences.small(at);
    let freed = |word: &str| {
        is_freed(word) || is_pardoned(word) || matches!(word, "frees" | "releases" | "pardons")
    };
    let over_time = sentence.clone().any(|at| doubt::is_over_time(small(at)));
    let from = number.tokens.start.saturating_sub(NEAR).max(sentence.start);
    let parts =
        |word: &str| matches!(word, "included" | "including" | "include" | "includes" | "among");
    let from =
        (from..number.tokens.start).rev().find(|at| parts(small(*at))).map_or(from, |at| at + 1);
    let from = (from..number.tokens.start)
        .rev()
        .find(|at| matches!(sentences.word(*at), ":" | ";" | "." | "?" | "!"))
        .map_or(from, |at| at + 1);
    // `those freed` speaks of people who were counted elsewhere.
    let those = |at: usize| {
        at.checked_sub(1).is_some_and(|before| matches!(small(before), "those" | "of" | "all"))
    };
    // `40 prisoners released, 12 moved to a colony`: who stands before the word was freed, and not who follows.
    let others = |at: usize| {
        at.checked_sub(1).is_some_and(|before| is_of_people(small(before)))
            && (at + 1..number.tokens.start).any(|at| matches!(small(at), "," | "and"))
    };
    let before = (from..number.tokens.start).any(|at| {
        let word = small(at);
        (freed(word) && !those(at) && !others(at))
            || (matches!(word, "let" | "lets")
                && (number.counted.end..number.counted.end + 2).any(|at| small(at) == "go"))
            || (is_act(word) && (small(at + 1) == "of" || word != "release"))
    });
    let end = (number.counted.end + 4).min(sentence.end);
    let be = |word: &str| matches!(word, "were" | "was" | "been" | "be");
    let after = (number.counted.end..end).any(|at| {
        (be(small(at)) && freed(small(at + 1)))
            || (at == number.counted.end && freed(small(at)))
            || (be(small(at)) && small(at + 1) == "set" && small(at + 2) == "free")
            || (matches!(small(at), "walked" | "walk" | "went" | "go") && small(at + 1) == "free")
    });
    // `38 men and 14 women had been pardoned`: the parts of a release.
    let part = matches!(number.of.as_str(), "men" | "women" | "others" | "foreigners" | "children");
    number.kind == NumberKind::Count
        && !number.of.is_empty()
        && !part
        && (before || after)
        && !over_time
}
