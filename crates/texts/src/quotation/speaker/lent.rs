//! Words that whoever speaks has from someone else: `said Novak, quoting his father: “…”`, `a letter from Novak: “…”`.

use super::Said;
use crate::{
    quotation::{
        bearer,
        frame::{Frame, Piece},
        verb,
    },
    vocabulary::words,
};

words! {
    /// What is done to the words of another.
    fn passes_on: "
        quoting paraphrasing echoing invoking repeating relaying conveying reciting parroting mimicking
        translating reading цытуючы цитируя цитуючи
    "
}

words! {
    /// What holds somebody's words.
    fn holds_words: "
        word words letter letters note notes message messages poem poems diary diaries quote quotation
        line lines verse verses lyrics song songs chant chants slogan slogans sign signs banner banners
        placard poster inscription graffiti proverb saying motto prayer psalm text texts email emails
        postcard telegram testimony remark remarks comment comments phrase speech statement
    "
}

/// Whether the words quoted at this place may be another's than whoever is said to speak.
pub(super) fn may_be_anothers(frame: &Frame<'_>, at: usize, said: &Said) -> bool {
    if !matches!(frame.piece(at), Some(Piece::Quote(_))) {
        return false;
    }
    let before = said.told.start < at;
    let quoted = |next: &usize| matches!(frame.piece(*next), Some(Piece::Quote(_)));
    let end = (at + 1..frame.pieces.len()).find(quoted);
    // What another quotation follows is said of that one: `“We go,” said Novak, quoting his father: “…”`.
    if !before && end.is_some() {
        return false;
    }
    let range = said.told.start..if before { at } else { frame.pieces.len() };
    let cited = |at: usize| {
        before && at >= said.told.end && matches!(frame.small(at), "citing" | "read" | "reads")
    };
    // `Reading from a letter of her husband, Novak said`.
    let begins = before && passes_on(frame.small(0)) && !(0..at).any(|at| quoted(&at));
    begins
        || (!before && heard(frame, said.told.end))
        || range.clone().any(|at| passes_on(frame.small(at)) || cited(at))
        || range.clone().filter(|at| *at >= said.told.end).any(|at| is_of_another(frame, at))
}

/// `“We go,” Novak said her father told her`: whom the speaker heard.
fn heard(frame: &Frame<'_>, told: usize) -> bool {
    (told..frame.pieces.len())
        .take_while(|at| {
            !matches!(frame.piece(*at), Some(Piece::Mark | Piece::Quote(_)))
                && !verb::divides(frame.small(*at))
        })
        .any(|at| frame.is_speech(at) && !verb::is_beside(frame.small(at)))
}

/// `a letter from Novak`, and neither `in a letter to Novak` nor `in a letter from prison`.
fn is_of_another(frame: &Frame<'_>, at: usize) -> bool {
    if !holds_words(frame.small(at)) {
        return false;
    }
    let own = (at.saturating_sub(3)..at).any(|before| matches!(frame.small(before), "in" | "on"))
        && !frame.small(at).starts_with("word");
    let someone = matches!(frame.piece(at + 2), Some(Piece::Name(_)))
        || bearer::is_noun(frame.small(at + 2))
        || bearer::is_noun(frame.small(at + 3));
    // `her father's words`.
    if at.checked_sub(1).is_some_and(|before| frame.is_possessive(before)) {
        return true;
    }
    match frame.small(at + 1) {
        "of" | "by" | "from" => someone || !own,
        "that" | "which" | "written" | "left" | "attributed" | "over" | "on" | "above" => !own,
        _ => false,
    }
}
