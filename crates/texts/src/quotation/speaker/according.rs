//! On whose word something is told: `according to the agency`.

use std::ops::Range;

use detente_core::OrganizationKind;

use super::{
    Said, Who,
    spoken::{Spoken, apposed, last_name, noun},
};
use crate::{
    name::{NameKind, Named, is_of_body},
    quotation::{
        bearer::is_noun,
        frame::{Frame, Piece},
    },
};

/// `according to the agency`.
pub(super) fn according_to(frame: &Frame<'_>, at: usize, names: &[Named]) -> Option<Said> {
    let all = frame.pieces.len();
    let found = (0..all).find_map(|next| match (frame.small(next), frame.small(next + 1)) {
        ("according", "to") => Some((next, next + 2)),
        ("words", "of") if frame.small(next.saturating_sub(2)) == "in" => Some((next, next + 2)),
        ("по" | "паводле" | "за", "данным" | "дадзеных" | "даных" | "даними" | "підрахунками") => {
            Some((next, next + 2))
        }
        ("словам" | "словами" | "словах", _) => Some((next, next + 1)),
        _ => None,
    });
    let (found, from) = found?;
    // What another quotation stands between is another's.
    let between = if found < at { from..at } else { at + 1..found };
    if between.clone().any(|next| matches!(frame.piece(next), Some(Piece::Quote(_)))) {
        return None;
    }
    let end = (from..all)
        .find(|next| matches!(frame.piece(*next), Some(Piece::Mark | Piece::Quote(_))))
        .unwrap_or(all);
    // `According to the guild, Novak called it …`: what has a word of speech behind it is no one else's name.
    let spoken = apposed(frame, from, end, names)
        .filter(|spoken| !frame.is_speech(spoken.told.end))
        .or_else(|| whose_data(frame, from..end, names))
        .or_else(|| last_name(frame, from..end, names))
        .or_else(|| noun(frame, from..end, names))?;
    Some(Said { who: spoken.who, sure: spoken.sure, carrier: None, told: found..end })
}

/// `the count of the guild`, `figures from the guild`: it is the guild that says so.
fn whose_data(frame: &Frame<'_>, pieces: Range<usize>, names: &[Named]) -> Option<Spoken> {
    let data = pieces.clone().find(|at| {
        matches!(
            frame.small(*at),
            "count"
                | "counts"
                | "figure"
                | "figures"
                | "data"
                | "list"
                | "lists"
                | "records"
                | "estimate"
                | "estimates"
                | "statistics"
                | "numbers"
                | "tally"
                | "report"
                | "statement"
                | "poll"
                | "survey"
                | "information"
        )
    })?;
    // `interior ministry figures`, `the guild's count`.
    if data + 1 == pieces.end && data > pieces.start {
        let who = match frame.piece(data - 1) {
            Some(Piece::Name(name)) => Some((Who::Name(*name), true)),
            _ => noun(frame, pieces.start..data, names).map(|spoken| (spoken.who, spoken.sure)),
        };
        // `official data`, `the latest figures`: of whom they are, the text does not tell.
        let ends = frame.small(data - 1);
        let someones = is_of_body(ends) || (is_noun(ends) && ends != "official");
        let who = who.filter(|(who, _)| !matches!(who, Who::Described(_)) || someones);
        return who.map(|(who, sure)| Spoken { who, sure, told: pieces });
    }
    let led = matches!(frame.small(data + 1), "of" | "by" | "from" | "kept" | "published");
    let whole = noun(frame, data + 2..pieces.end, names)?;
    led.then_some(Spoken { told: pieces, ..whole })
}

/// `according to the indictment`: a paper of a court or of the police tells what someone said.
pub(super) fn is_by_a_paper(frame: &Frame<'_>) -> bool {
    (0..frame.pieces.len()).any(|at| {
        matches!(frame.small(at), "according" | "accordance")
            && (at + 2..at + 7).any(|at| {
                matches!(
                    frame.small(at),
                    "indictment"
                        | "charge"
                        | "charges"
                        | "verdict"
                        | "judgment"
                        | "judgement"
                        | "ruling"
                        | "file"
                        | "documents"
                        | "papers"
                        | "protocol"
                        | "transcript"
                        | "complaint"
                        | "lawsuit"
                        | "report"
                        | "reports"
                        | "case"
                )
            })
    })
}

/// Whether a body may pass on what others say: an agency, a newspaper, a guild, and neither a court nor an office of
/// a state.
pub(super) fn is_press(named: &Named) -> bool {
    named.kind == Some(NameKind::Organization)
        && !matches!(named.body, Some(OrganizationKind::StateBody | OrganizationKind::Court))
}
