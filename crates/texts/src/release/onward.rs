//! Where those who are let go are told to go: out of custody, or from one place of it to another.

use std::ops::Range;

use super::is_adverb;
use crate::{
    number::is_time,
    quotation::verb,
    sentence::Sentences,
    vocabulary::words,
    when,
    word::{Token, TokenKind},
};

words! {
    /// Places in which people are held, and being held in them.
    fn holds: "
        prison prisons jail jails gaol gaols colony colonies custody detention captivity imprisonment
        incarceration penitentiary camp camps
    "
}

words! {
    /// What is done to whoever is let go only to be held again.
    fn is_taken: "arrested detained jailed imprisoned rearrested re-arrested recaptured interned"
}

words! {
    /// Where somebody who left such a place is still not free.
    fn is_kept_in: "
        arrest confinement cell cells population isolation ward hospital quarantine supervision surveillance
    "
}

/// So many words tell where someone is taken.
const LONGEST: usize = 6;

/// Whether these words, which follow those who are let go, tell that they left something other than custody, or came
/// into custody again: `from hospital`, `from the colony and sent to pre-trial detention`, `to house arrest`.
pub(super) fn stays_in_custody(sentences: &Sentences<'_>, words: &Range<usize>) -> bool {
    let again = words.clone().any(|at| match sentences.small(at) {
        "to" | "into" | "under" | "and" | "then" => is_kept(sentences, at + 1..words.end),
        _ => false,
    });
    again
        || clause(sentences, words)
            .any(|at| is_out_of_something_else(sentences, at) || is_for_a_time(sentences, at))
}

/// The words that tell of the release itself, and of nothing that the sentence tells of beside it.
fn clause(sentences: &Sentences<'_>, words: &Range<usize>) -> impl Iterator<Item = usize> {
    words.clone().take_while(|at| {
        let word = sentences.small(*at);
        let mark = sentences.tokens.get(*at).is_none_or(|token| token.kind == TokenKind::Mark);
        !(mark || verb::divides(word) || matches!(word, "exchange" | "return"))
    })
}

/// `for an hour`: whoever is let go so has to come back.
fn is_for_a_time(sentences: &Sentences<'_>, at: usize) -> bool {
    const LONGEST: usize = 3;
    sentences.small(at) == "for" && (at + 1..=at + LONGEST).any(|at| is_time(sentences.small(at)))
}

/// `from hospital`, `out of solitary confinement`, and neither `from prison` nor `in the spring of 2020`.
fn is_out_of_something_else(sentences: &Sentences<'_>, at: usize) -> bool {
    let leaves = match sentences.small(at) {
        "from" => true,
        "of" => at > 0 && sentences.small(at - 1) == "out",
        _ => false,
    };
    leaves && !is_out_of_custody(sentences, at + 1)
}

/// `from the prison of Sedm on Friday`, and neither `from hospital` nor `from the prison's hospital`.
fn is_out_of_custody(sentences: &Sentences<'_>, from: usize) -> bool {
    let Some(place) = (from..from + LONGEST)
        .take_while(|at| !verb::is_preposition(sentences.small(*at)))
        .find(|at| holds(sentences.small(*at)))
    else {
        return false;
    };
    let possessive = sentences.tokens.get(place).is_some_and(|token| token.possessive);
    let next = sentences.small(place + 1);
    let behind = place
        + 1
        + usize::from(matches!(next, "centre" | "centres" | "center" | "centers" | "facilities"));
    let next = sentences.small(behind);
    let ends = sentences.tokens.get(behind).is_none_or(|token| !token.is_word())
        || verb::is_preposition(next)
        || verb::divides(next)
        || is_adverb(next)
        || when::weekday(next).is_some()
        || matches!(next, "no" | "this" | "last" | "early" | "late");
    ends && !possessive
}

/// Whether those who were let go are told here to be held, in one place or another.
fn is_kept(sentences: &Sentences<'_>, words: Range<usize>) -> bool {
    let end = words.end.min(words.start + LONGEST);
    (words.start..end)
        .take_while(|at| {
            sentences.tokens.get(*at).is_some_and(Token::is_word) || sentences.word(*at) == "-"
        })
        .take_while(|at| !matches!(sentences.small(*at), "from" | "who" | "of"))
        .any(|at| {
            let word = sentences.small(at);
            holds(word) || is_kept_in(word) || is_taken(word)
        })
}

/// Whether those of whom these words tell are kept apart, and not only held: `in solitary confinement`.
pub(super) fn are_kept_apart(sentences: &Sentences<'_>, mut words: Range<usize>) -> bool {
    words.any(|at| is_kept_in(sentences.small(at)))
}
