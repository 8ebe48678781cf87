//! Sentences that tell how someone speaks, and lead to what they say: `Novak was blunter. “…”`.

use std::ops::Range;

use super::{Said, spoken::subject};
use crate::{
    name::Named,
    quotation::{
        frame::{Frame, Piece},
        verb,
    },
    vocabulary::words,
};

/// So many words may tell it.
const LONGEST: usize = 5;

words! {
    /// How someone speaks.
    fn is_manner: "
        blunt blunter clear clearer forthcoming adamant defiant cautious optimistic sceptical skeptical
        critical direct emphatic unequivocal dismissive harsh harsher brief laconic unrepentant
        unimpressed sanguine hopeful categorical succinct frank franker candid terse scathing unmoved
        sharper sharp angry angrier bitter jubilant conciliatory explicit diplomatic guarded outspoken
        philosophical sure convinced sarcastic unapologetic upbeat evasive reserved specific unconvinced pessimistic
    "
}

/// Whoever the pieces before a colon or a full stop tell to speak in some manner.
pub(crate) fn in_a_manner(
    frame: &Frame<'_>,
    pieces: Range<usize>,
    names: &[Named],
) -> Option<Said> {
    let verb = pieces.clone().find(|at| {
        matches!(
            frame.small(*at),
            "was" | "were" | "is" | "are" | "sounded" | "seemed" | "remained" | "struck" | "took"
        )
    })?;
    let rest = verb + 1..pieces.end;
    let plain = rest.clone().all(|at| {
        matches!(frame.piece(at), Some(Piece::Word))
            && (frame.small(at) == "so" || !verb::divides(frame.small(at)))
    });
    let struck = matches!(frame.small(verb), "struck" | "took")
        && rest.clone().any(|at| matches!(frame.small(at), "tone" | "line" | "note"));
    let copula = !matches!(frame.small(verb), "struck" | "took");
    let manner = struck || (copula && rest.clone().any(|at| is_manner(frame.small(at))));
    if !(plain && manner) || rest.len() > LONGEST {
        return None;
    }
    let spoken = subject(frame, verb, pieces.start, names)?;
    Some(Said { who: spoken.who, sure: spoken.sure, carrier: None, told: pieces })
}

/// Whoever speaks in some manner before a colon: `Novak was less forthcoming: “…”`.
pub(super) fn before_colon(frame: &Frame<'_>, at: usize, names: &[Named]) -> Option<Said> {
    let colon = at.checked_sub(1).filter(|before| frame.is_mark(*before, &[":"]))?;
    in_a_manner(frame, 0..colon, names)
}

/// Whoever a whole sentence tells to speak in some manner, for the quotation that follows it.
pub(crate) fn in_sentence(frame: &Frame<'_>, names: &[Named]) -> Option<Said> {
    let stop =
        frame.pieces.len().checked_sub(1).filter(|last| frame.is_mark(*last, &[".", ":"]))?;
    in_a_manner(frame, 0..stop, names)
}
