//! Whether a sentence affirms that someone spoke: `never said`, `would have said` and `did Novak say` do not, and
//! what one party says that another said is the word of the first.

use std::ops::Range;

use super::{
    Said, Who,
    interrupted::{is_contracted, is_denial},
    spoken::noun,
};
use crate::{
    name::{NameKind, Named},
    quotation::{
        frame::{Frame, Piece},
        verb,
    },
};

/// So many words may stand between a party and what it reports: `said on Friday that`.
const NEAR: usize = 4;

/// What is said with this word of speech, as sure as the words around it leave it.
pub(super) fn weighed(frame: &Frame<'_>, word: usize, said: Said, names: &[Named]) -> Said {
    let said = passed_on_by(frame, word, said, names);
    let open = is_open(frame, word, &said, names);
    Said { sure: said.sure && !open, ..said }
}

/// Whether a word of speech is denied, supposed, asked for or done to something.
fn is_open(frame: &Frame<'_>, word: usize, said: &Said, names: &[Named]) -> bool {
    is_denial(frame.small(word))
        || has_open_auxiliary(frame, word)
        || is_infinitive(frame, word, said, names)
        || is_gerund(frame, word)
        || is_in_open_clause(frame, word)
        || is_that_clause(frame, said)
        || is_invented(frame, word)
        || is_question(frame)
}

/// `never said`, `did not say`, `would have said`, `reportedly said`.
fn has_open_auxiliary(frame: &Frame<'_>, word: usize) -> bool {
    let mut at = word;
    while at > 0 && verb::is_between(frame.small(at - 1)) {
        at -= 1;
        // `in May` is a month.
        let month = frame.words(&(at..at + 1)) == "May";
        let opens = !month
            && matches!(
                frame.small(at),
                "not"
                    | "never"
                    | "would"
                    | "could"
                    | "might"
                    | "may"
                    | "should"
                    | "will"
                    | "did"
                    | "does"
                    | "do"
                    | "nearly"
                    | "hardly"
                    | "scarcely"
                    | "barely"
                    | "allegedly"
                    | "reportedly"
                    | "supposedly"
                    | "purportedly"
                    | "apparently"
                    | "falsely"
                    | "probably"
                    | "possibly"
                    | "wrongly"
            );
        if opens {
            return true;
        }
    }
    at > 0
        && (matches!(
            frame.small(at - 1),
            "must" | "can" | "cannot" | "shall" | "almost" | "perhaps" | "maybe" | "to" | "nor"
        ) || is_contracted(frame.small(at - 1)))
}

/// `heard Novak say`: one person says, they say; without its ending the word tells of nothing that was done.
fn is_infinitive(frame: &Frame<'_>, word: usize, said: &Said, names: &[Named]) -> bool {
    let one = match said.who {
        Who::Name(name) => names[name].kind == Some(NameKind::Person),
        Who::Pronoun(pronoun) => pronoun != verb::Pronoun::They,
        Who::Described(_) => false,
    };
    one && frame.small(word) == "say"
}

/// `accused of calling`, `jailed for saying`, `kept from telling`: a deed that is named, and not told.
fn is_gerund(frame: &Frame<'_>, word: usize) -> bool {
    let Some(before) = word.checked_sub(1).filter(|_| verb::is_beside(frame.small(word))) else {
        return false;
    };
    let led = verb::is_preposition(frame.small(before)) && frame.small(before) != "by";
    led || is_denial(frame.small(before))
        || matches!(frame.small(before), "admitted" | "denounced" | "without")
}

/// `if Novak said`, `nobody heard that Novak said`: the part of the sentence in which the word stands affirms nothing.
fn is_in_open_clause(frame: &Frame<'_>, word: usize) -> bool {
    let divided = |at: &usize| {
        frame.is_mark(*at, &[",", ";", ":", "—", "–", "(", ")"])
            || matches!(frame.piece(*at), Some(Piece::Quote(_)))
    };
    let from = (0..word).rev().find(divided).map_or(0, |at| at + 1);
    let supposed = (from..word).any(|at| {
        matches!(
            frame.small(at),
            "if" | "whether" | "unless" | "until" | "wish" | "wished" | "imagine" | "suppose"
        )
    });
    // `did not smile but said`: what is denied before a `but` is not what stands behind it.
    let from = (from..word)
        .rev()
        .find(|at| {
            matches!(
                frame.small(*at),
                "and" | "but" | "while" | "yet" | "although" | "though" | "because"
            )
        })
        .unwrap_or(from);
    let denied = (from..word).any(|at| {
        let small = frame.small(at);
        matches!(small, "nobody" | "none" | "neither" | "never" | "cannot" | "without" | "no")
            || is_denial(small)
            || (small == "not" && frame.small(at + 1) != "only")
            || is_contracted(small)
    });
    supposed || denied || (frame.small(0) == "what" && frame.small(1) == "if")
}

/// Whether a sentence asks the reader to suppose what it and those behind it tell: `Imagine the morning.`
pub(in crate::quotation) fn supposes(frame: &Frame<'_>) -> bool {
    let asks = matches!(frame.small(0), "imagine" | "suppose" | "supposing" | "picture");
    asks || (frame.small(0) == "what" && frame.small(1) == "if")
}

/// `the court found that Novak called …`: whoever is the subject of the whole sentence says so; `a number which Novak
/// called …` may be described so by whoever writes.
fn is_that_clause(frame: &Frame<'_>, said: &Said) -> bool {
    let leads = |at: usize| matches!(frame.small(at), "that" | "which" | "whom");
    let named = |at: &usize| !matches!(frame.piece(*at), Some(Piece::Name(_)));
    said.told.start.checked_sub(1).is_some_and(leads)
        || said.told.clone().take_while(named).any(leads)
}

/// `In the film, Novak says …`.
fn is_invented(frame: &Frame<'_>, word: usize) -> bool {
    (2..word).any(|at| {
        matches!(
            frame.small(at),
            "film"
                | "movie"
                | "novel"
                | "play"
                | "poem"
                | "dream"
                | "sketch"
                | "comedy"
                | "satire"
                | "parody"
                | "story"
                | "cartoon"
        ) && frame.small(at - 2) == "in"
            && matches!(frame.small(at - 1), "the" | "a" | "an" | "his" | "her" | "their" | "one")
    })
}

/// Whether the sentence itself asks, outside of what it quotes.
fn is_question(frame: &Frame<'_>) -> bool {
    let asks = frame.pieces.len().checked_sub(1).is_some_and(|last| frame.is_mark(last, &["?"]));
    let inverted = matches!(
        frame.small(0),
        "did" | "does" | "do" | "has" | "have" | "had" | "would" | "could"
    );
    asks || inverted
}

/// What a party says that another said, as in `Prosecutors say Novak shouted “…”`: not sure, and told with all the
/// words that tell it.
fn passed_on_by(frame: &Frame<'_>, word: usize, said: Said, names: &[Named]) -> Said {
    let Some(outer) = outer(frame, word, &said.told).or_else(|| behind(frame, word, names)) else {
        return said;
    };
    let carrier = super::subject_of(frame, outer, names).and_then(|(who, _)| match who {
        Who::Name(name) if names[name].kind != Some(NameKind::Person) => Some(name),
        _ => None,
    });
    let start = if outer < said.told.start { phrase_start(frame, outer) } else { said.told.start };
    let told = start..said.told.end;
    Said { sure: false, carrier: said.carrier.or(carrier), told, ..said }
}

/// The word of speech whose object the party that speaks and its word are.
fn outer(frame: &Frame<'_>, word: usize, told: &Range<usize>) -> Option<usize> {
    // Only a speaker who stands right before the word has it alone: `said Novak, adding`.
    let own = !verb::is_beside(frame.small(word))
        && told.start < word
        && (subject_end(frame, told)..word)
            .all(|at| verb::is_between(frame.small(at)) || frame.is_mark(at, &[","]));
    let from = told.start.saturating_sub(NEAR);
    let outer = (from..told.start)
        .rev()
        .find(|at| frame.is_speech(*at) || verb::passes_on(frame.small(*at)))?;
    let straight = (outer + 1..told.start).all(|at| {
        let small = frame.small(at);
        matches!(frame.piece(at), Some(Piece::Word | Piece::Name(_)))
            && !matches!(
                small,
                "and"
                    | "but"
                    | "while"
                    | "as"
                    | "when"
                    | "after"
                    | "before"
                    | "because"
                    | "so"
                    | "or"
            )
    });
    (own && straight).then_some(outer)
}

/// Where the words end that name the speaker: `told` may hold the word of speech too.
fn subject_end(frame: &Frame<'_>, told: &Range<usize>) -> usize {
    let word = told.clone().find(|at| frame.is_speech(*at)).unwrap_or(told.end);
    (told.start..word)
        .rev()
        .find(|at| !verb::is_between(frame.small(*at)))
        .map_or(word, |at| at + 1)
}

/// `“…,” Novak shouted, prosecutors say`: whoever stands at the end reports what the sentence says.
fn behind(frame: &Frame<'_>, word: usize, names: &[Named]) -> Option<usize> {
    let end = (word + 1..frame.pieces.len())
        .find(|at| matches!(frame.piece(*at), Some(Piece::Quote(_))))
        .unwrap_or(frame.pieces.len());
    let last = (word + 1..end)
        .rev()
        .find(|at| frame.is_speech(*at) && !verb::is_beside(frame.small(*at)))?;
    let comma = (word + 1..last).rev().find(|at| frame.is_mark(*at, &[","]))?;
    let ends = (last + 1..end).all(|at| frame.is_mark(at, &[".", ","]));
    let plain =
        (comma + 1..last).all(|at| !verb::divides(frame.small(at)) && frame.small(at) != "who");
    let whom = noun(frame, comma + 1..last, names)?;
    (ends && plain && !matches!(whom.who, Who::Pronoun(_))).then_some(last)
}

/// Where the words begin that stand before a word of speech.
fn phrase_start(frame: &Frame<'_>, word: usize) -> usize {
    (0..word)
        .rev()
        .find(|at| {
            matches!(frame.piece(*at), Some(Piece::Mark | Piece::Quote(_)))
                || verb::divides(frame.small(*at))
        })
        .map_or(0, |at| at + 1)
}
