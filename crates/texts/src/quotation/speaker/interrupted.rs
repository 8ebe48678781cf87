//! Whether someone else takes the word between a word of speech and what is quoted: `Novak said before his neighbour
//! interrupted: “…”`, and whether the words quoted are said at all: `Novak never said “…”`.

use crate::quotation::{
    bearer,
    frame::{Frame, Piece},
    verb,
};

/// Whether a clause with a subject of its own stands behind a word of speech and before the words quoted at this place,
/// so that they may be that subject's.
pub(super) fn by_another(frame: &Frame<'_>, word: usize, at: usize) -> bool {
    if is_gapped(frame, word, at) {
        return true;
    }
    let colon = frame.is_mark(at.saturating_sub(1), &[":"]);
    let mut clauses = (word + 1..at).filter(|next| {
        frame.is_mark(*next, &[",", "—", "–"])
            || (verb::divides(frame.small(*next)) && frame.small(*next) != "that")
    });
    if colon {
        return clauses.any(|clause| has_subject(frame, clause + 1, at - 1));
    }
    // `as the crowd chanted “…”`, and neither `because the guards were “…”` nor `that Novak was “…”`.
    let last = at.checked_sub(1).map(|last| frame.small(last)).unwrap_or_default();
    let verbal = matches!(frame.piece(at.saturating_sub(1)), Some(Piece::Word))
        && !verb::is_being(last)
        && !verb::is_preposition(last)
        && !verb::divides(last)
        && !is_article(last);
    verbal && clauses.next_back().is_some_and(|clause| has_subject(frame, clause + 1, at))
}

/// `Novak said “…” and Rybar “…”`: the word of speech is not said again, and the subject is another.
fn is_gapped(frame: &Frame<'_>, word: usize, at: usize) -> bool {
    let quoted = (word..at).rev().find(|at| matches!(frame.piece(*at), Some(Piece::Quote(_))));
    let Some(quoted) = quoted else { return false };
    let comma = usize::from(frame.is_mark(at - 1, &[","]));
    let subject = at - 1 - comma;
    let joined = (quoted + 1..subject)
        .any(|at| frame.is_mark(at, &[","]) || matches!(frame.small(at), "and" | "but" | "while"));
    let verbless = (quoted + 1..at).all(|at| !frame.is_speech(at));
    let someone = matches!(frame.piece(subject), Some(Piece::Name(_)))
        || verb::pronoun(frame.small(subject)).is_some()
        || bearer::is_noun(frame.small(subject));
    subject > quoted && joined && verbless && someone
}

/// Whether a subject and what it does begin here: `the crowd chanted`, and not `his wife` alone.
fn has_subject(frame: &Frame<'_>, from: usize, end: usize) -> bool {
    let words = |from: usize| {
        (from..end).take_while(|at| matches!(frame.piece(*at), Some(Piece::Word))).count()
    };
    let name = (from..end).find(|at| !is_article(frame.small(*at)));
    let name = name.filter(|at| matches!(frame.piece(*at), Some(Piece::Name(_))));
    if verb::pronoun(frame.small(from)).is_some() {
        return words(from + 1) > 0;
    }
    match name {
        Some(name) => words(name + 1) > 0,
        None if is_article(frame.small(from)) => {
            words(from + 1) > 1
                || (from..end)
                    .any(|at| matches!(frame.piece(at), Some(Piece::Name(_))) && words(at + 1) > 0)
        }
        None => false,
    }
}

fn is_article(word: &str) -> bool {
    matches!(
        word,
        "the" | "a" | "an" | "his" | "her" | "their" | "its" | "one" | "another" | "some"
    )
}

/// Whether the words at this place are told to be what someone did not say: `Novak never said “…”`, `Novak did not
/// confirm that 12 were freed`.
pub(super) fn is_unsaid(frame: &Frame<'_>, at: usize) -> bool {
    let quoted = matches!(frame.piece(at), Some(Piece::Quote(_)));
    let word = if quoted {
        let leads =
            |before: &usize| frame.is_mark(*before, &[":", ","]) || frame.small(*before) == "that";
        (0..at).rev().find(|before| !leads(before)).filter(|word| frame.is_speech(*word))
    } else {
        (0..at)
            .rev()
            .take_while(|before| !frame.is_mark(*before, &[";"]))
            .find(|before| frame.is_speech(*before) || frame.small(*before) == "confirm")
    };
    let Some(word) = word else { return false };
    let from = (0..word)
        .rev()
        .find(|before| {
            matches!(frame.piece(*before), Some(Piece::Mark | Piece::Quote(_)))
                || matches!(frame.small(*before), "and" | "but" | "while" | "because")
        })
        .map_or(0, |before| before + 1);
    (from..word).any(|at| is_negation(frame, at)) || (!quoted && is_denial(frame.small(word)))
}

/// Words by which whoever speaks denies what follows.
pub(super) fn is_denial(word: &str) -> bool {
    matches!(word, "denied" | "denies" | "denying" | "deny")
}

/// `not`, `nobody`, and neither `not only` nor `in no time`.
fn is_negation(frame: &Frame<'_>, at: usize) -> bool {
    let small = frame.small(at);
    match small {
        "not" => frame.small(at + 1) != "only",
        "no" => at.checked_sub(1).is_none_or(|at| !verb::is_preposition(frame.small(at))),
        "never" | "nobody" | "none" | "neither" | "nor" | "cannot" | "denied" | "denies"
        | "denying" | "refused" | "refuses" | "refusing" => true,
        _ => is_contracted(small),
    }
}

/// `didn't`, `hasn’t`.
pub(super) fn is_contracted(word: &str) -> bool {
    word.ends_with("n't") || word.ends_with("n’t")
}
