//! Words that leave open, in a sentence, whether what it speaks of happened.

use std::ops::Range;

use crate::{
    number::{is_time, numeral},
    quotation::verb,
    sentence::Sentences,
    vocabulary::words,
    when,
    word::TokenKind,
};

words! {
    /// Words of freeing over time, of people who were counted together with others.
    pub(super) fn is_over_time: "
        since total altogether further remaining per another ago year
    "
}

words! {
    /// Words by which something is denied, corrected or gone against, in a sentence or by the next one.
    fn takes_back: "
        no not never none nobody nothing neither nor cannot without deny denies denied denying denial denials
        false falsely untrue wrong wrongly fake lie lies doubt doubts doubted dispute disputes contradicts
        contradicted mistake mistakes mistaken mistakenly error erroneous erroneously incorrect incorrectly
        inaccurate correction corrects corrected correcting retracts retracted recanted
        rearrested re-arrested recaptured claim claims claimed
        hoax fiction fictional invented invention fool prank joke spoof drill stunt propaganda
        opposite version back again unverified unconfirmed unclear unknown whereabouts
        but however yet although though instead still could might
    "
}

words! {
    /// Words by which something is supposed, foretold, heard, hoped, demanded, promised or attempted.
    fn is_open: "
        hardly scarcely barely almost nearly
        supposedly allegedly reportedly purportedly ostensibly apparently perhaps maybe possibly probably
        likely unlikely seemingly
        claiming allege alleges alleged rumour rumours rumor rumors rumoured rumored
        report reports reported reporting hearsay
        believe believes believed think thinks thought hope hopes
        hoped fear fears feared expect expects expected suspect suspects suspected imagine imagines
        imagined suppose supposes supposed assume assumes assumed pretend pretends pretended dream dreams
        seem seems seemed appear appears appeared
        predict predicts predicted predicting forecast forecasts foretold speculated speculates guessed
        guesses hinted hints joked jokes initially originally
        far contrary bail parole probation recognisance recognizance surety furlough temporarily briefly debt debts
        if unless whether until till once when before lest
        would should must shall will can ought
        demand demands demanded demanding request requests requested ask asks asked asking call calls
        called calling urge urges urged urging appeal appeals appealed want wants wanted seek seeks sought
        propose proposes proposed proposal proposals plan plans planned promise promises promised
        pledge pledges pledged vow vows vowed offer offers offered threaten threatens threatened
        refuse refuses refused refusal reject rejects rejected rejecting condition conditions conditioned
        postpone postponed cancel cancelled canceled delay delayed suspend suspended
        order orders ordered vote votes voted bill draft
        try tries tried attempt attempts attempted fail fails failed failure consider considers considered
        require requires required let's novel film simulation exercise
        paper theory officially technically nominally formally legally ostensible whereas version
    "
}

words! {
    /// Words by which a sentence a little further on says that all of it was never so.
    fn undoes: "
        lie lies hoax untrue false fake fiction fictional invented fool prank joke spoof drill stunt imagined
        dreamt dreamed
    "
}

/// Whether the sentence behind this one, in its passage or at the beginning of the next, takes back what it says:
/// `None of them has been freed so far`.
pub(super) fn is_taken_back(
    sentences: &Sentences<'_>,
    sentence: &Range<usize>,
    next: Option<&Sentences<'_>>,
) -> bool {
    let behind = sentences.ranges.partition_point(|range| range.start < sentence.end);
    let rest = sentences.ranges[behind..].iter().map(|range| (sentences, range));
    let beyond =
        next.into_iter().flat_map(|next| next.ranges.iter().map(move |range| (next, range)));
    let mut follow = rest.chain(beyond).take(FAR);
    follow.next().is_some_and(|(sentences, range)| takes_it_back(sentences, range))
        || follow.any(|(sentences, range)| range.clone().any(|at| undoes(sentences.small(at))))
}

/// So many sentences further on a text may still say that it was not so.
const FAR: usize = 4;

/// Whether the next sentence takes back what the one before it says.
fn takes_it_back(sentences: &Sentences<'_>, range: &Range<usize>) -> bool {
    let open = range.clone().any(|at| {
        let word = sentences.small(at);
        (takes_back(word) || is_contracted(word)) && is_of_them(sentences, range, at)
    });
    open || is_still_held(sentences, range)
        || is_told_of(sentences, range)
        || counts_anew(sentences, range)
}

/// `So says the junta`, `That is the ministry's figure`: the sentence before was somebody's word.
fn is_told_of(sentences: &Sentences<'_>, sentence: &Range<usize>) -> bool {
    let whole = matches!(sentences.small(sentence.start), "so" | "that" | "this" | "it" | "such");
    whole
        && sentence.clone().any(|at| {
            let word = sentences.small(at);
            verb::is_speech(word)
                || matches!(
                    word,
                    "figure" | "number" | "count" | "account" | "story" | "line" | "how"
                )
        })
}

/// Whether a sentence counts them anew: `Families at the gate counted nine`, `Of these, 30 had been bailed before`; and
/// neither `Of them, 30 went to Norland` nor `Jana Novotna, 43, was among them`.
fn counts_anew(sentences: &Sentences<'_>, sentence: &Range<usize>) -> bool {
    let word = |at: usize| sentences.small(at);
    let whom = |at: usize| matches!(word(at), "them" | "these" | "those" | "whom");
    let before = sentence.clone().any(|at| {
        matches!(
            word(at),
            "had" | "already" | "before" | "earlier" | "previously" | "bailed" | "merely"
        )
    });
    let counted = sentence.clone().filter(|at| {
        let token = &sentences.tokens[*at];
        let quoted = sentences.quoted_at(token.span.start).is_some();
        let dated = when::month(word(at + 1)).is_some()
            || at.checked_sub(1).is_some_and(|before| when::month(word(before)).is_some())
            || (token.kind == TokenKind::Figures && token.of(sentences.text).len() == 4);
        // `Jana Novotna, 43,` tells an age.
        let aged = at.checked_sub(1).is_some_and(|before| matches!(word(before), "," | "("))
            && matches!(word(at + 1), "," | ")" | ".");
        !quoted && !dated && !aged && !is_time(word(at + 1)) && numeral(sentences, *at).is_some()
    });
    let parts = whom(sentence.start + 1);
    counted.into_iter().any(|at| {
        let one = word(at) == "one";
        let part = parts || (word(at + 1) == "of" && whom(at + 2));
        !one && (!part || before)
    })
}

/// Whether a word may be said of those who were let go: between marks, where the quoted words speak of them. `“We cannot
/// rest”` takes nothing back, and `“None of them is free”` does.
fn is_of_them(sentences: &Sentences<'_>, sentence: &Range<usize>, at: usize) -> bool {
    let quoted = |at: usize| sentences.quoted_at(sentences.tokens[at].span.start);
    let own = quoted(at);
    own.is_none()
        || sentence.clone().filter(|at| quoted(*at) == own).any(|at| {
            matches!(
                sentences.small(at),
                "they"
                    | "them"
                    | "these"
                    | "those"
                    | "that"
                    | "this"
                    | "it"
                    | "he"
                    | "she"
                    | "nobody"
                    | "none"
                    | "free"
                    | "freed"
                    | "release"
                    | "released"
                    | "number"
            ) || super::is_of_people(sentences.small(at))
        })
}

/// `They remain in custody`: of whom the sentence before speaks, this one says that they are held.
fn is_still_held(sentences: &Sentences<'_>, sentence: &Range<usize>) -> bool {
    matches!(
        sentences.small(sentence.start),
        "they" | "all" | "these" | "those" | "most" | "many" | "some" | "both" | "others"
    ) && sentence.clone().any(|at| {
        matches!(
            sentences.small(at),
            "remain"
                | "remained"
                | "returned"
                | "held"
                | "kept"
                | "stayed"
                | "stay"
                | "await"
                | "awaiting"
        )
    })
}

/// Whether a sentence asks, denies, demands or supposes, so that it affirms nothing by its other words; those of
/// the number itself, as in `nearly 40`, say nothing of that.
pub(super) fn is_doubtful(
    sentences: &Sentences<'_>,
    sentence: &Range<usize>,
    number: &Range<usize>,
) -> bool {
    let asks = sentence.clone().rev().take(2).any(|at| sentences.word(at) == "?");
    // `Had Northland freed …`, `Did Northland free …`.
    let inverted = matches!(
        sentences.small(sentence.start),
        "had"
            | "has"
            | "have"
            | "did"
            | "does"
            | "do"
            | "was"
            | "were"
            | "is"
            | "are"
            | "what"
            | "how"
            | "why"
            | "who"
            | "imagine"
    );
    asks || inverted
        || sentence.clone().filter(|at| !number.contains(at)).any(|at| {
            let word = sentences.small(at);
            let month = sentences.word(at) == "May";
            // `is said to have freed`.
            let said = verb::is_being(word)
                && sentences.small(at + 2) == "to"
                && verb::is_speech(sentences.small(at + 1));
            // `first said` is what was said before something else.
            let first = word == "first" && verb::is_speech(sentences.small(at + 1));
            is_open(word)
                || is_so_to_speak(sentences, at)
                || takes_back(word)
                || first
                || (word == "may" && !month)
                || is_contracted(word)
                || said
        })
}

/// `in a manner of speaking`, `so to speak`, `in name only`, `as it were`: what is said is not meant so.
fn is_so_to_speak(sentences: &Sentences<'_>, at: usize) -> bool {
    let words = [at, at + 1, at + 2].map(|at| sentences.small(at));
    matches!(
        words,
        ["manner", "of", "speaking"]
            | ["so", "to", "speak"]
            | ["as", "it", "were"]
            | ["in", "name", "only"]
            | ["if", "you", "will"]
            | ["in", "a", "sense"]
            | ["so", "it", "is" | "was" | "seems" | "seemed"]
    )
}

/// `didn't`, `hasn’t`.
fn is_contracted(word: &str) -> bool {
    word.ends_with("n't") || word.ends_with("n’t")
}
