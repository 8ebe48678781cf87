//! Speakers without a name: `a senior official`.

use std::ops::Range;

use super::{LONGEST, Who, spoken::Spoken};
use crate::quotation::{
    bearer::is_bearer,
    frame::Frame,
    verb::{self, divides, is_preposition},
};

/// A Slavic description has no more words.
const SLAVIC: usize = 5;

/// A description, without its article; none where it has no noun.
pub(super) fn describe(frame: &Frame<'_>, pieces: Range<usize>) -> Option<Spoken> {
    let told = pieces.clone();
    let mut from = pieces.start;
    if matches!(frame.small(from), "the" | "a" | "an") {
        from += 1;
    }
    if is_preposition(frame.small(from)) || divides(frame.small(from)) {
        return None;
    }
    // An article begins a phrase, or follows what ties one to another: `Novak heard the guard` is no phrase.
    let clause = (from + 1..pieces.end).any(|at| {
        let before = frame.small(at - 1);
        matches!(frame.small(at), "the" | "a" | "an" | "his" | "her" | "their")
            && !(is_preposition(before) || matches!(before, "and" | "or" | "," | "("))
    });
    if clause {
        return None;
    }
    let words = frame.words(&(from..pieces.end)).trim().trim_end_matches('.');
    let many = words.split_whitespace().count();
    let idle = matches!(
        words.to_lowercase().as_str(),
        "this"
            | "that"
            | "these"
            | "those"
            | "who"
            | "which"
            | "there"
            | "i"
            | "we"
            | "you"
            | "some"
            | "others"
            | "many"
            | "all"
            | "one"
            | "what"
            | "everyone"
            | "nobody"
            | "reports"
            | "it's"
    );
    // `Власти освободили 62 заключённых`: a clause, of which nobody knows the verbs.
    let clause = words.contains(|c: char| c.is_ascii_digit())
        || (many > SLAVIC && crate::name::case::is_cyrillic(words));
    let verbal = (from..pieces.end).any(|at| {
        verb::is_being(frame.small(at))
            || matches!(frame.small(at), "has" | "have" | "had" | "which")
    });
    ((1..=LONGEST).contains(&many) && !idle && !clause && is_bearer(words)).then(|| Spoken {
        who: Who::Described(words.to_owned()),
        sure: !verbal && many <= 8,
        told,
    })
}
