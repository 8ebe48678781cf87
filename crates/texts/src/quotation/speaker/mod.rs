//! Who says something, as the sentence around it tells.

pub(super) mod manner;
mod spoken;

use std::ops::Range;

use self::spoken::{
    Spoken, apposed, carried, first_name, inverted, last_name, leading, noun, subject,
};
use super::{
    frame::{Frame, Piece},
    verb::{self, Pronoun, divides, is_between},
};
use crate::name::{NameKind, Named};

/// Who is said to speak, as the words have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    /// A name.
    Name(usize),
    /// A description: `a senior official`.
    Described(String),
    /// A pronoun.
    Pronoun(Pronoun),
}

/// Who says something, and whether the sentence leaves no doubt about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Said {
    pub who: Who,
    pub sure: bool,
    /// Who passed it on.
    pub carrier: Option<usize>,
    /// The pieces that tell it.
    pub told: Range<usize>,
}

/// A description has no more words.
const LONGEST: usize = 12;
/// So far from a word of speech its quotation may stand.
const FAR: usize = 24;

/// Who says the piece at this place of the sentence.
pub(crate) fn said(frame: &Frame<'_>, at: usize, names: &[Named]) -> Option<Said> {
    let quoted = matches!(frame.piece(at), Some(Piece::Quote(_)));
    let first =
        !(0..at).any(|before| frame.is_speech(before) || verb::passes_on(frame.small(before)));
    let after = || if quoted { behind(frame, at, names) } else { at_the_end(frame, at, names) };
    let before = || in_front(frame, at, names);
    let found = if first {
        after()
    } else {
        before().filter(|said| said.sure).or_else(after).or_else(before)
    };
    let found = found.map(|said| Said { sure: said.sure && !is_charge(frame, at), ..said });
    let by = according_to(frame, at, names);
    match (found, by) {
        (Some(said), Some(by)) => {
            let carrier = match by.who {
                Who::Name(name) if names[name].kind != Some(NameKind::Person) => Some(name),
                _ => None,
            };
            Some(Said { carrier: said.carrier.or(carrier), ..said })
        }
        (Some(said), None) => Some(said),
        (None, Some(by)) => Some(by),
        (None, None) => label(frame, at, names)
            .or_else(|| signature(frame, at, names))
            .or_else(|| manner::before_colon(frame, at, names)),
    }
}

/// Whether the words quoted here are those of a charge, whoever passes it on: `accused of “insulting the tower”`.
fn is_charge(frame: &Frame<'_>, at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).map(|at| frame.small(at)).unwrap_or_default();
    matches!(frame.piece(at), Some(Piece::Quote(_)))
        && matches!(before(1), "of" | "with" | "for")
        && matches!(
            before(2),
            "accused"
                | "charged"
                | "convicted"
                | "guilty"
                | "charges"
                | "charge"
                | "suspicion"
                | "suspected"
                | "sentenced"
                | "jailed"
                | "imprisoned"
                | "arrested"
                | "detained"
                | "tried"
        )
}

/// `“…,” Novak said`, `“…,” said Novak`.
fn behind(frame: &Frame<'_>, at: usize, names: &[Named]) -> Option<Said> {
    let marks =
        (at + 1..frame.pieces.len()).take_while(|next| frame.is_mark(*next, &[",", "—", "–", "-"]));
    let from = at + 1 + marks.count();
    let end =
        (from..frame.pieces.len()).find(|next| matches!(frame.piece(*next), Some(Piece::Quote(_))));
    let end = end.unwrap_or(frame.pieces.len());
    let word = (from..end).find(|next| frame.is_speech(*next))?;
    if verb::is_beside(frame.small(word)) || (from..word).any(|next| divides(frame.small(next))) {
        return None;
    }
    let spoken = if word == from || (word == from + 1 && is_between(frame.small(from))) {
        inverted(frame, word, end, names)?
    } else {
        subject(frame, word, from, names)?
    };
    Some(carried(frame, word, end, spoken, names))
}

/// `Twelve were freed, the keeper said.`
fn at_the_end(frame: &Frame<'_>, at: usize, names: &[Named]) -> Option<Said> {
    let word = (at + 1..frame.pieces.len()).rev().find(|next| frame.is_speech(*next))?;
    if verb::is_beside(frame.small(word)) {
        return None;
    }
    let comma = (at + 1..word).rev().find(|next| frame.is_mark(*next, &[","]))?;
    let near = word - comma <= LONGEST;
    let last = frame.pieces.len().saturating_sub(word) <= LONGEST;
    let direct = !(comma + 1..word).any(|next| divides(frame.small(next)));
    if !(near && last && direct) {
        return None;
    }
    let spoken = if word == comma + 1 {
        inverted(frame, word, frame.pieces.len(), names)?
    } else {
        subject(frame, word, comma + 1, names)?
    };
    Some(carried(frame, word, frame.pieces.len(), spoken, names))
}

/// `Novak said that …`, `Novak called it …`.
fn in_front(frame: &Frame<'_>, at: usize, names: &[Named]) -> Option<Said> {
    let from = (0..at).rev().find(|before| frame.is_mark(*before, &[";"]));
    let from = from.map_or(0, |before| before + 1);
    if let Some(said) = passed_on(frame, from, at, names) {
        return Some(said);
    }
    let word = (from..at).rev().find(|before| frame.is_speech(*before))?;
    let spoken = subject(frame, word, from, names)?;
    // What stands between a word of speech and what is said says no more than `that`.
    let between = word + 1..at;
    let comma = between.clone().any(|next| {
        let list = matches!(frame.small(next + 1), "including" | "and" | "among");
        frame.is_mark(next, &[",", "—", "–"]) && next + 1 < at && !list
    });
    let straight = frame.is_mark(at.saturating_sub(1), &[":"]);
    let told = (word + 1..at).any(|next| frame.small(next) == "that");
    let sure = spoken.sure && at - word <= FAR && (!comma || straight || told);
    let said = carried(frame, word, at, Spoken { sure, ..spoken }, names);
    Some(said)
}

/// `The agency quoted Novak as saying …`, `Novak was quoted by the agency as saying …`.
fn passed_on(frame: &Frame<'_>, from: usize, at: usize, names: &[Named]) -> Option<Said> {
    let word = (from..at).rev().find(|before| verb::passes_on(frame.small(*before)))?;
    let told = from..at;
    let passive = word > from && verb::is_being(frame.small(word - 1));
    let as_saying = (word + 1..at).find(|next| {
        frame.small(*next) == "as"
            && matches!(frame.small(next + 1), "saying" | "telling" | "calling" | "describing")
    })?;
    if passive {
        let spoken = subject(frame, word - 1, from, names)?;
        let by = (word + 1..at).find(|next| frame.small(*next) == "by");
        let carrier = by.and_then(|by| first_name(frame, by + 1..at));
        return Some(Said { who: spoken.who, sure: spoken.sure, carrier, told });
    }
    let carrier = subject(frame, word, from, names).and_then(|spoken| match spoken.who {
        Who::Name(name) => Some(name),
        _ => None,
    });
    // `quoted him as saying`: of whom the text spoke before, and not whoever quotes.
    let pronoun = match frame.small(word + 1) {
        "him" => Some(Pronoun::He),
        "her" if word + 2 == as_saying => Some(Pronoun::She),
        "them" => Some(Pronoun::They),
        _ => None,
    };
    if let Some(pronoun) = pronoun {
        return Some(Said { who: Who::Pronoun(pronoun), sure: false, carrier, told });
    }
    let spoken = noun(frame, word + 1..as_saying, names)?;
    Some(Said { who: spoken.who, sure: spoken.sure, carrier, told })
}

/// `according to the agency`.
fn according_to(frame: &Frame<'_>, at: usize, names: &[Named]) -> Option<Said> {
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
    let spoken = apposed(frame, from, end, names)
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
        return who.map(|(who, sure)| Spoken { who, sure, told: pieces });
    }
    let led = matches!(frame.small(data + 1), "of" | "by" | "from" | "kept" | "published");
    let whole = noun(frame, data + 2..pieces.end, names)?;
    led.then_some(Spoken { told: pieces, ..whole })
}

/// `“…” — Jana Novotna, keeper`.
fn signature(frame: &Frame<'_>, at: usize, names: &[Named]) -> Option<Said> {
    let from = at + 2;
    let end = (from..frame.pieces.len())
        .find(|next| matches!(frame.piece(*next), Some(Piece::Mark | Piece::Quote(_))))
        .unwrap_or(frame.pieces.len());
    if !matches!(frame.piece(at), Some(Piece::Quote(_))) || !frame.is_mark(at + 1, &["—", "–", "-"])
    {
        return None;
    }
    let spoken = noun(frame, from..end, names)?;
    let whole = matches!(spoken.who, Who::Name(_)).then_some(spoken)?;
    Some(Said { who: whole.who, sure: whole.sure, carrier: None, told: whole.told })
}

/// `Novak: “…”`.
fn label(frame: &Frame<'_>, at: usize, names: &[Named]) -> Option<Said> {
    let colon = at.checked_sub(1).filter(|before| frame.is_mark(*before, &[":"]))?;
    // `Novak, head of the guild: “…”`.
    let end = (0..colon).find(|before| frame.is_mark(*before, &[",", "("])).unwrap_or(colon);
    if end > 4 || colon > LONGEST + 4 {
        return None;
    }
    let spoken = noun(frame, 0..end, names)?;
    matches!(spoken.who, Who::Name(_)).then_some(Said {
        who: spoken.who,
        sure: spoken.sure,
        carrier: None,
        told: 0..colon,
    })
}

/// Who the sentence says speaks with this word, whatever it quotes.
pub(crate) fn subject_of(frame: &Frame<'_>, word: usize, names: &[Named]) -> Option<(Who, bool)> {
    subject(frame, word, 0, names).map(|spoken| (spoken.who, spoken.sure))
}

/// Who a sentence begins with.
pub(crate) fn first_of(frame: &Frame<'_>, names: &[Named]) -> Option<Who> {
    match frame.piece(0) {
        Some(Piece::Name(name)) if !frame.is_possessive(0) => Some(Who::Name(*name)),
        _ => leading(frame, 0, frame.pieces.len().min(16), names).map(|spoken| spoken.who),
    }
}
