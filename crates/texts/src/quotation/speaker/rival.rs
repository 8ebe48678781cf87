//! Whether a sentence leaves more than one who may speak, or quotes words that nobody says in it: those of a question,
//! of a noun that someone describes, of a word that is only named.

use super::{Said, Who, spoken::subject};
use crate::{
    name::Named,
    quotation::{
        frame::{Frame, Piece},
        verb,
    },
    vocabulary::words,
};

words! {
    /// Words that tie what is quoted to what is quoted before it, and let nobody else take the word.
    fn joins: "
        , and or but as that it is was were be not also then the a an of in to from for with on by
    "
}

words! {
    /// Nouns of words: in `the word “held”` it is only named.
    fn names_words: "
        word words term terms phrase phrases expression label notion slogan adjective verb noun title
        headline caption nickname codename heading definition
    "
}

words! {
    /// Words before those that a newspaper sets in marks of its own: `the “elections” were held`.
    fn leads_marked: "
        the this that these those his her their its our so-called alleged supposed
    "
}

/// Whether the words quoted here are part of a question that is put to somebody: `Asked whether “six” was right, Novak
/// said`, `Asked by Ilic “Why?”, Novak said`.
pub(super) fn is_of_a_question(frame: &Frame<'_>, at: usize) -> bool {
    let asks = |before: &usize| {
        matches!(
            frame.small(*before),
            "asked" | "questioned" | "pressed" | "quizzed" | "challenged" | "confronted"
        ) && is_without_subject(frame, *before)
    };
    let Some(asked) = (0..at).rev().find(asks) else { return false };
    let answered = (asked + 1..at)
        .any(|next| frame.is_speech(next) || matches!(frame.piece(next), Some(Piece::Quote(_))));
    // `Asked about it, Novak was blunt: “No.”`
    let comma = (asked + 1..at).any(|next| frame.is_mark(next, &[","]));
    let led = frame.is_mark(at - 1, &[":"]) && comma;
    !answered && !led
}

/// Whether a participle stands where nobody does what it tells: `Asked by`, `when asked`, `Novak was asked`.
fn is_without_subject(frame: &Frame<'_>, word: usize) -> bool {
    let Some(before) = word.checked_sub(1) else { return true };
    let small = frame.small(before);
    matches!(frame.piece(before), Some(Piece::Mark))
        || verb::is_being(small)
        || matches!(small, "when" | "once" | "if" | "and" | "after" | "as" | "while" | "repeatedly")
}

/// Whether another than whoever is said to speak with this word may be the one whose words stand here.
pub(super) fn may_be_anothers(
    frame: &Frame<'_>,
    word: usize,
    at: usize,
    who: &Who,
    names: &[Named],
) -> bool {
    if !matches!(frame.piece(at), Some(Piece::Quote(_))) {
        return false;
    }
    is_taken_over(frame, word, at)
        || is_done_by_another(frame, word, at)
        || (word + 1..at).any(|next| matches!(frame.small(next), "whether" | "if"))
        || has_other_speaker(frame, word, at, who, names)
}

/// `described as “a lie” was repeated by the guard: “All are home.”`: another quotation stands between, and more than
/// words that tie the two.
pub(super) fn is_taken_over(frame: &Frame<'_>, word: usize, at: usize) -> bool {
    let quoted = (word..at).rev().find(|at| matches!(frame.piece(*at), Some(Piece::Quote(_))));
    quoted.is_some_and(|quoted| !(quoted + 1..at).all(|next| joins(frame.small(next))))
}

/// `Novak said of the trial, described by Rybar as “a farce”`: the word tells of another's deed.
fn is_done_by_another(frame: &Frame<'_>, word: usize, at: usize) -> bool {
    let by = |next: usize| frame.small(next) == "by" && !frame.small(next + 1).ends_with("ing");
    let participle = |next: usize| {
        let small = frame.small(next);
        verb::is_speech(small) && (small.ends_with("ed") || small.ends_with("en"))
    };
    (by(word + 1) && frame.small(word).ends_with("ed"))
        || (word + 1..at).any(|next| participle(next) && by(next + 1))
}

/// Whether someone else has a word of speech in what stands before the words quoted here.
fn has_other_speaker(
    frame: &Frame<'_>,
    word: usize,
    at: usize,
    who: &Who,
    names: &[Named],
) -> bool {
    let from = (0..word).rev().find(|before| {
        frame.is_mark(*before, &[";"]) || matches!(frame.piece(*before), Some(Piece::Quote(_)))
    });
    let from = from.map_or(0, |before| before + 1);
    let other = |one: &Who| match (one, who) {
        (Who::Pronoun(_), Who::Pronoun(_)) => false,
        (one, who) => one != who,
    };
    // `described what he calls “a gift” as “a trade”`.
    let what = |at: usize| at.checked_sub(1).is_some_and(|before| frame.small(before) == "what");
    (from..at)
        .filter(|next| *next != word && frame.is_speech(*next))
        .filter(|next| !verb::is_beside(frame.small(*next)))
        .filter_map(|next| subject(frame, next, from, names))
        .any(|spoken| other(&spoken.who) && !what(spoken.told.start))
}

/// Whether the words quoted here stand in what a sentence begins with, and not in what is said: `In response to a
/// question about “torture”, Novak said`, `To Rybar's “we go”, Novak said no`.
pub(super) fn are_in_an_opening(frame: &Frame<'_>, at: usize) -> bool {
    let from = (0..at).rev().find(|before| {
        matches!(frame.piece(*before), Some(Piece::Mark | Piece::Quote(_)))
            && !frame.is_mark(*before, &["-", "‑", "'", "’", "."])
    });
    let first = frame.small(from.map_or(0, |from| from + 1));
    let owned = at.checked_sub(1).is_some_and(|before| frame.is_possessive(before));
    let opens = verb::is_preposition(first)
        || first.ends_with("ing")
        || matches!(
            first,
            "when"
                | "while"
                | "after"
                | "before"
                | "asked"
                | "as"
                | "although"
                | "though"
                | "who"
                | "whose"
                | "which"
                | "despite"
                | "amid"
        );
    owned || (opens && from.is_none_or(|from| from + 1 < at))
}

/// Whether the words quoted here only stand in the sentence, and may be set in marks by whoever writes it.
pub(super) fn are_only_marked(frame: &Frame<'_>, at: usize) -> bool {
    let Some(Piece::Quote(quote)) = frame.piece(at) else { return false };
    let Some(before) = at.checked_sub(1).map(|before| frame.small(before)) else { return false };
    names_words(before) && !is_words_of(frame, at - 1)
        || (leads_marked(before) && is_short(frame, *quote) && goes_on(frame, at))
}

/// `in the words “We go”`: these are somebody's.
fn is_words_of(frame: &Frame<'_>, noun: usize) -> bool {
    frame.small(noun) == "words"
        && (noun.saturating_sub(2)..noun).any(|at| matches!(frame.small(at), "in" | "with"))
}

/// Whether so few words are quoted that they are hardly said by themselves.
fn is_short(frame: &Frame<'_>, quote: usize) -> bool {
    const MOST: usize = 3;
    let marked = &frame.sentences.quoted[quote];
    let words = &frame.sentences.text[marked.inner.clone()];
    words.split_whitespace().count() <= MOST && !words.ends_with([',', '.', '!', '?', '…'])
}

/// Whether a word of the same clause stands behind: `the “elections” were held`.
fn goes_on(frame: &Frame<'_>, at: usize) -> bool {
    matches!(frame.piece(at + 1), Some(Piece::Word | Piece::Name(_)))
        && !verb::divides(frame.small(at + 1))
}

/// Whether two who are told to speak before and behind the same words are two.
pub(super) fn are_two(before: Option<&Said>, behind: Option<&Said>) -> bool {
    matches!((before, behind), (Some(before), Some(behind)) if before.who != behind.who)
}
