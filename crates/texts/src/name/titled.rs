//! Titles before a name: what they tell of its bearer, whether the office is theirs, and which words are no part of it.

use std::ops::Range;

use detente_core::{
    Gender,
    names::{Bearer, PartKind, Prepared},
};

use super::{
    case::{is_cyrillic, is_form_of_given},
    country::{country, is_declined},
    is_of_body,
    kind::Cue,
    run::Run,
};
use crate::{document::Passage, place::Place, quotation::bearer::is_noun, sentence::Sentences};

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
    } else if !matches!(title.trim_end_matches('.'), "Mr" | "Mrs" | "Ms" | "Miss")
        && is_office(&title)
    {
        cue.title = Some((title, place(from)));
    }
}

/// Whether a title is one without the word behind it, which the name may have taken: `Opposition MP Jana Novotna` is no
/// `Opposition`.
fn is_office(title: &str) -> bool {
    let last = title.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    !matches!(
        last.as_str(),
        "opposition"
            | "former"
            | "acting"
            | "special"
            | "foreign"
            | "interior"
            | "defense"
            | "defence"
            | "finance"
            | "affairs"
            | "human"
            | "rights"
    )
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

/// How many Cyrillic words stand before a person's name, and are no part of it: those of whoever is spoken of beside
/// the person, and of the body or the country that the person speaks for. `Жена Игоря Лиса`, `МИД Беларуси Иван Лис`.
pub(super) fn before_given(sentences: &Sentences<'_>, name: &Range<usize>) -> usize {
    let word = |at: usize| sentences.word(at);
    let given = |at: usize| is_form_of_given(word(at));
    let letters = |word: &str| word.chars().count() > 1 && word.chars().all(char::is_uppercase);
    let leads = |at: &usize| {
        let (at, left) = (*at, name.end - at);
        if left < 2 || !is_cyrillic(word(at)) {
            return false;
        }
        let land = country(word(at)).is_some();
        let body = letters(word(at)) && !letters(word(at + 1));
        let person = given(at + 1) && (left < 4 || !given(at));
        // `Жена Лиса`, and neither `Министерство Юстиции` nor `Агентство Беларусь`.
        let small = word(at).to_lowercase();
        let alone = left == 2 && country(word(at + 1)).is_none();
        let noun = is_noun(&small) && !is_of_body(&small);
        (noun && (alone || given(at + 1)))
            || (body && (given(at + 1) || country(word(at + 1)).is_some()))
            || (left > 2 && land && (person || is_declined(word(at))))
            || (left > 2 && !given(at) && person && !is_with_patronymic(word(at + 1), word(at + 2)))
    };
    name.clone().take_while(leads).count()
}

/// Whether a given name and that of the father stand together: `Лис Иван Петрович` begins with the surname.
pub(super) fn is_with_patronymic(given: &str, word: &str) -> bool {
    let prepared = Prepared::new(&format!("{given} {word}"), Bearer::Person);
    prepared.parts().last().is_some_and(|part| part.kind() == PartKind::Patronymic)
}
