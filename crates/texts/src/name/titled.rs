//! Titles before a name: what they tell of its bearer, and whether the office is theirs.

use detente_core::Gender;

use super::{kind::Cue, run::Run};
use crate::{document::Passage, place::Place, sentence::Sentences};

/// What the titles before a name tell.
pub(super) fn titled(sentences: &Sentences<'_>, passage: &Passage, run: &Run, cue: &mut Cue) {
    let before = run.titles.start.checked_sub(1).map(|at| sentences.small(at)).unwrap_or_default();
    let place = |from: usize| Place {
        line: super::line_of(passage, sentences, &run.name),
        quote: sentences.words(&(from..run.name.end)).to_owned(),
    };
    // `acting Foreign Minister` is a title of its own, and a `would-be President` has none.
    let from = run.titles.start - usize::from(goes_with_title(before));
    let title = sentences.words(&(from..run.titles.end)).to_owned();
    cue.gender = gender_of(&title);
    if is_assumed(before) {
        cue.called = Some(place(from - 1));
    } else if !matches!(title.trim_end_matches('.'), "Mr" | "Mrs" | "Ms" | "Miss") {
        cue.title = Some((title, place(from)));
    }
}

/// Words that belong to the title behind them: `acting Foreign Minister`.
fn goes_with_title(word: &str) -> bool {
    matches!(
        word,
        "acting"
            | "interim"
            | "caretaker"
            | "provisional"
            | "outgoing"
            | "incoming"
            | "honorary"
            | "former"
            | "ex"
            | "designate"
            | "deputy"
            | "vice"
            | "assistant"
            | "shadow"
    )
}

/// Words that say that a title is only claimed, or hoped for.
fn is_assumed(word: &str) -> bool {
    matches!(
        word,
        "would-be"
            | "self-styled"
            | "self-proclaimed"
            | "self-declared"
            | "self-appointed"
            | "so-called"
            | "alleged"
            | "supposed"
            | "purported"
            | "pretended"
            | "aspiring"
            | "fake"
            | "mock"
            | "wannabe"
            | "styled"
            | "unrecognised"
            | "unrecognized"
            | "never"
            | "not"
            | "future"
    )
}

/// What a title tells of its bearer.
fn gender_of(title: &str) -> Option<Gender> {
    let last = title.split_whitespace().next_back()?.trim_end_matches('.').to_lowercase();
    Some(match last.as_str() {
        "mr" | "king" | "prince" | "sir" | "lord" | "father" | "chairman" | "spokesman"
        | "congressman" => Gender::Male,
        "mrs" | "ms" | "miss" | "queen" | "princess" | "dame" | "lady" | "chairwoman"
        | "spokeswoman" | "congresswoman" => Gender::Female,
        _ => return None,
    })
}
