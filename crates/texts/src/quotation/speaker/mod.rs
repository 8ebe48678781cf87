//! Who says something, as the sentence around it tells.

mod according;
mod affirmed;
mod described;
mod interrupted;
mod lent;
pub(super) mod manner;
mod rival;
mod spoken;

use std::ops::Range;

pub(super) use self::affirmed::supposes;
use self::{
    according::{according_to, is_by_a_paper, is_press},
    spoken::{Spoken, carried, first_name, inverted, leading, noun, subject},
};
use super::{
    frame::{Frame, Piece},
    verb::{self, Pronoun, divides, is_between},
};
use crate::name::{NameKind, Named, is_title};

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
    if interrupted::is_unsaid(frame, at) || (quoted && rival::is_of_a_question(frame, at)) {
        return None;
    }
    let first =
        !(0..at).any(|before| frame.is_speech(before) || verb::passes_on(frame.small(before)));
    let after = || if quoted { behind(frame, at, names) } else { at_the_end(frame, at, names) };
    let before = || in_front(frame, at, names);
    let found = if first {
        after()
    } else {
        let (before, after) = (before(), after());
        let two = quoted && rival::are_two(before.as_ref(), after.as_ref());
        let found = before.clone().filter(|said| said.sure).or(after).or(before);
        found.map(|said| Said { sure: said.sure && !two, ..said })
    };
    let open = is_charge(frame, at) || rival::are_only_marked(frame, at);
    let found = found.map(|said| Said { sure: said.sure && !open, ..said });
    let by = according_to(frame, at, names);
    let said = by_both(frame, at, names, found, by)?;
    Some(Said { sure: said.sure && !lent::may_be_anothers(frame, at, &said), ..said })
}

/// Who says the piece at this place, by a word of speech and by whose word it is told on.
fn by_both(
    frame: &Frame<'_>,
    at: usize,
    names: &[Named],
    found: Option<Said>,
    by: Option<Said>,
) -> Option<Said> {
    match (found, by) {
        (Some(said), Some(by)) => {
            let carrier = match by.who {
                Who::Name(name) if names[name].kind != Some(NameKind::Person) => Some(name),
                _ => None,
            };
            // What a person or a paper is said to tell of another's words is their word.
            let body = carrier.is_some_and(|name| is_press(&names[name]));
            let same = by.who == said.who;
            Some(Said {
                carrier: said.carrier.or(carrier),
                sure: said.sure && (body || same) && !is_by_a_paper(frame),
                ..said
            })
        }
        (Some(said), None) => Some(Said { sure: said.sure && !is_by_a_paper(frame), ..said }),
        (None, Some(by)) => Some(by),
        (None, None) => label(frame, at, names)
            .or_else(|| signature(frame, at, names))
            .or_else(|| manner::before_colon(frame, at, names)),
    }
}

/// Whether the words quoted here are those of a charge, whoever passes it on: `accused of “insulting the tower”`,
/// `convicted Novak of “treason”`.
fn is_charge(frame: &Frame<'_>, at: usize) -> bool {
    const NEAR: usize = 8;
    let led = at.checked_sub(1).is_some_and(|at| matches!(frame.small(at), "of" | "with" | "for"));
    let charges = |word: &str| {
        matches!(
            word,
            "accused"
                | "accuses"
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
    };
    matches!(frame.piece(at), Some(Piece::Quote(_)))
        && led
        && (at.saturating_sub(NEAR)..at)
            .rev()
            .take_while(|at| {
                matches!(frame.piece(*at), Some(Piece::Word | Piece::Name(_)))
                    && !frame.is_speech(*at)
            })
            .any(|at| charges(frame.small(at)))
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
        // `The “trial” was over, Novak said`: what is told before is no part of who speaks.
        let spoken = subject(frame, word, from, names)?;
        let beside = spoken.told.start == from || frame.is_mark(from - 1, &[",", "—", "–", "-"]);
        Spoken { sure: spoken.sure && (beside || sets_off(frame, at)), ..spoken }
    };
    let sure = spoken.sure && !rival::are_in_an_opening(frame, at);
    let spoken = Spoken { sure, ..spoken };
    Some(affirmed::weighed(frame, word, carried(frame, word, end, spoken, names), names))
}

/// Whether the words quoted here end in a mark of their own: `“We go,”`.
fn sets_off(frame: &Frame<'_>, at: usize) -> bool {
    let Some(Piece::Quote(quote)) = frame.piece(at) else { return false };
    let inner = frame.sentences.quoted[*quote].inner.clone();
    frame.sentences.text[inner].ends_with([',', '.', '!', '?', '…', '—', '–'])
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
    let said = carried(frame, word, frame.pieces.len(), spoken, names);
    Some(affirmed::weighed(frame, word, said, names))
}

/// `Novak said that …`, `Novak called it …`.
fn in_front(frame: &Frame<'_>, at: usize, names: &[Named]) -> Option<Said> {
    let from = (0..at).rev().find(|before| frame.is_mark(*before, &[";"]));
    let from = from.map_or(0, |before| before + 1);
    if let Some(said) = passed_on(frame, from, at, names) {
        return Some(said);
    }
    let word = (from..at).rev().find(|before| frame.is_speech(*before))?;
    let word = if frame.small(at - 1) == "as" { with_as(frame, word, from, at)? } else { word };
    let spoken = subject(frame, word, from, names)?;
    // What stands between a word of speech and what is said says no more than `that`.
    let between = word + 1..at;
    let comma = between.clone().any(|next| {
        let list = matches!(frame.small(next + 1), "including" | "and" | "among");
        frame.is_mark(next, &[",", "—", "–"]) && next + 1 < at && !list
    });
    let straight = frame.is_mark(at.saturating_sub(1), &[":"]);
    let told = (word + 1..at).any(|next| frame.small(next) == "that");
    let sure = spoken.sure
        && at - word <= FAR
        && (!comma || straight || told)
        && !interrupted::by_another(frame, word, at)
        && !rival::may_be_anothers(frame, word, at, &spoken.who, names);
    let said = carried(frame, word, at, Spoken { sure, ..spoken }, names);
    Some(affirmed::weighed(frame, word, said, names))
}

/// The word of speech that an `as` belongs to, where another quotation stands between: `described what he calls “a
/// gift” as “a trade”`.
fn with_as(frame: &Frame<'_>, word: usize, from: usize, at: usize) -> Option<usize> {
    let quoted = |range: Range<usize>| {
        range.into_iter().any(|next| matches!(frame.piece(next), Some(Piece::Quote(_))))
    };
    if !quoted(word..at) {
        return Some(word);
    }
    (from..at).rev().find(|before| {
        let small = frame.small(*before);
        let takes_as = [
            "describ",
            "dismiss",
            "hail",
            "prais",
            "condemn",
            "characteri",
            "criticis",
            "criticiz",
        ];
        frame.is_speech(*before) && takes_as.iter().any(|stem| small.starts_with(stem))
    })
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
    // `was quoted as saying “twelve”, which the guild called “a lie”`: another word of speech stands nearer.
    if (as_saying + 2..at).any(|next| frame.is_speech(next)) {
        return None;
    }
    let taken_over = rival::is_taken_over(frame, as_saying, at);
    let weighed = |said: Said| {
        let said = affirmed::weighed(frame, word, said, names);
        Said { sure: said.sure && !taken_over, ..said }
    };
    if passive {
        let spoken = subject(frame, word - 1, from, names)?;
        let by = (word + 1..at).find(|next| frame.small(*next) == "by");
        let carrier = by.and_then(|by| first_name(frame, by + 1..at));
        let free = by.is_none() || carrier.is_some_and(|name| is_press(&names[name]));
        return Some(weighed(Said { who: spoken.who, sure: spoken.sure && free, carrier, told }));
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
    // An agency passes words on; what a person says of another's is that person's word.
    let body = carrier.is_some_and(|name| is_press(&names[name]));
    Some(weighed(Said { who: spoken.who, sure: spoken.sure && body, carrier, told }))
}

/// `“…” — Jana Novotna, keeper`, `“…” (Jana Novotna)`.
fn signature(frame: &Frame<'_>, at: usize, names: &[Named]) -> Option<Said> {
    let from = at + 2;
    let end = (from..frame.pieces.len())
        .find(|next| matches!(frame.piece(*next), Some(Piece::Mark | Piece::Quote(_))))
        .unwrap_or(frame.pieces.len());
    let dash = frame.is_mark(at + 1, &["—", "–", "-"]);
    let bracket = frame.is_mark(at + 1, &["("]) && frame.is_mark(end, &[")", ","]);
    if !matches!(frame.piece(at), Some(Piece::Quote(_))) || !(dash || bracket) {
        return None;
    }
    let spoken = noun(frame, from..end, names)?;
    // Of a body or a place in brackets the words may only be told: `(Reuters)`.
    let person = |name: usize| names[name].kind == Some(NameKind::Person);
    let whole = match spoken.who {
        Who::Name(name) if dash || person(name) => spoken,
        _ => return None,
    };
    Some(Said { who: whole.who, sure: whole.sure, carrier: None, told: whole.told })
}

/// `Novak: “…”`.
fn label(frame: &Frame<'_>, at: usize, names: &[Named]) -> Option<Said> {
    let colon = at.checked_sub(1).filter(|before| frame.is_mark(*before, &[":"]))?;
    // `Novak, head of the guild: “…”`.
    let end = (0..colon).find(|before| frame.is_mark(*before, &[",", "("])).unwrap_or(colon);
    let quotes = (0..colon).any(|before| matches!(frame.piece(before), Some(Piece::Quote(_))));
    // `Director of the Centre Jana Novotna: “…”`.
    let most = if is_title(frame.small(0)) { 8 } else { 4 };
    if end > most || colon > LONGEST + 4 || quotes {
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
