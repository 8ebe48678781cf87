//! How the parts of a whole lie beside each other: whether they overlap, and whether more follow.

use std::ops::Range;

use super::{Checked, sum::end};
use crate::number::{Number, NumberKind};

/// Whether a number is one of several that follow a colon.
pub(super) fn is_of_list(passage: &Checked<'_>, sentence: &Range<usize>, number: &Number) -> bool {
    passage.between(sentence.start..number.tokens.start).iter().any(|word| word == ":")
}

/// Whether more is counted behind the last part, of whom no number is told.
pub(super) fn goes_on(passage: &Checked<'_>, last: &Number) -> bool {
    let from = end(last);
    let sentence = passage.sentences.sentence_of(last.tokens.start).end;
    let rest = passage.between(from..sentence);
    let ends = rest
        .iter()
        .position(|word| matches!(word.as_str(), ";" | ":" | ")" | "("))
        .unwrap_or(rest.len());
    let rest = &rest[..ends];
    rest.iter().enumerate().any(|(at, word)| {
        let joined = at > 0 && matches!(rest[at - 1].as_str(), "," | "and" | "plus" | "&");
        let one = matches!(
            word.as_str(),
            "a" | "an" | "one" | "another" | "several" | "some" | "others" | "more"
        );
        let the_rest = word == "the"
            && rest.get(at + 1).is_some_and(|next| {
                matches!(next.as_str(), "rest" | "remainder" | "others" | "remaining" | "last")
            });
        joined && (one || the_rest)
    })
}

/// `the remaining nine`, `the other nine`.
pub(super) fn is_rest(passage: &Checked<'_>, part: &Number) -> bool {
    let from = part.tokens.start;
    let before = passage.between(from.saturating_sub(2)..from);
    let words: Vec<&str> = before.iter().map(String::as_str).collect();
    matches!(words[..], ["the", "remaining" | "other"])
}

/// Those of whom each is one or the other.
const PAIRS: &[(&str, &str)] = &[
    ("men", "women"),
    ("male", "female"),
    ("males", "females"),
    ("boys", "girls"),
    ("adults", "children"),
    ("adults", "minors"),
    ("sons", "daughters"),
    ("foreigners", "citizens"),
    ("мужчин", "женщин"),
    ("мужчын", "жанчын"),
    ("чоловіків", "жінок"),
];

/// Whether these two words are of those of whom each is one or the other.
pub(super) fn is_pair(one: &str, other: &str) -> bool {
    PAIRS.contains(&(one, other)) || PAIRS.contains(&(other, one))
}

/// Whether parts are the two of a pair that make a whole: men and women.
pub(super) fn are_counterparts(passage: &Checked<'_>, parts: &[&Number]) -> bool {
    let [one, other] = parts else { return false };
    let word = |part: &Number| {
        // `60 % of them are men`.
        let of = passage.between(part.tokens.end..part.tokens.end + 2);
        let whom = of[0] == "of" && matches!(of[1].as_str(), "them" | "these" | "those" | "whom");
        let from = part.tokens.end + if whom && part.kind == NumberKind::Share { 2 } else { 0 };
        let words = passage.between(from..from + 4);
        PAIRS
            .iter()
            .find_map(|(first, second)| {
                words.iter().take(3).find(|word| word == first || word == second)
            })
            .cloned()
    };
    let (Some(one), Some(other)) = (word(one), word(other)) else { return false };
    is_pair(&one, &other)
}

/// Whether nobody can be in two of the parts: by where they were taken, or by whose citizens they are.
pub(super) fn are_apart(passage: &Checked<'_>, parts: &[&Number]) -> bool {
    let capital = |at: usize| passage.sentences.word(at).starts_with(char::is_uppercase);
    let nation = |part: &&Number| {
        let last = part.counted.end.checked_sub(1).filter(|last| *last >= part.counted.start);
        capital(part.counted.start) || last.is_some_and(capital)
    };
    let taken = |part: &&Number| {
        let from = end(part);
        (from..from + 5).any(|at| {
            matches!(passage.sentences.small(at), "to" | "into" | "in" | "from")
                && capital(at + 1 + usize::from(passage.sentences.small(at + 1) == "the"))
        })
    };
    parts.iter().all(nation) || parts.iter().all(taken)
}
