//! In which case a Belarusian, Russian or Ukrainian name stands, as its endings tell it.
//!
//! A text has the name as its bearer is called only where the bearer is the
//! subject: `Адвокат Марии Лис` is the lawyer of Мария Лис, and no Марии Лис.

use std::collections::HashMap;

use detente_core::{
    Gender,
    names::{Bearer, PartKind, Prepared},
};

use super::{Named, run::Run};
use crate::{quotation::verb, sentence::Sentences, vocabulary::words};

/// In which case a name stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    /// As its bearer is called.
    AsCalled,
    /// Perhaps so: `Александра Лукашенко` is a woman, or a man of whom something is said.
    Either,
    /// In another: something is said of the bearer, or to them.
    Other,
}

words! {
    /// Names of men that end as those of women do.
    fn is_open_name_of_a_man: "
        никита микита мікіта илья ілля ілья фома хома кузьма лука савва сава мікола микола
    "
}

/// So many letters of the end of a name may change with its case.
const LONGEST_ENDING: usize = 3;

/// Whether a name stands as its bearer is called, beyond doubt: by its endings, or as the subject of a word of speech.
pub(super) fn is_as_called(
    sentences: &Sentences<'_>,
    run: &Run,
    text: &str,
    begins_with_given: bool,
) -> bool {
    let from = run.name.start;
    let begins = sentences.sentence_of(from).start == from;
    if !is_cyrillic(text) {
        return true;
    }
    match of_full(text) {
        // Any word that begins a sentence is written large.
        Case::AsCalled => begins_with_given || !begins,
        Case::Other => false,
        Case::Either => {
            let of_a_woman = |at: usize| {
                verb::is_speech(sentences.small(at)) && sentences.small(at).ends_with("ла")
            };
            run.titles.is_empty()
                && (from.checked_sub(1).is_some_and(of_a_woman)
                    || (begins && begins_with_given && of_a_woman(run.name.end)))
        }
    }
}

/// In which case a name of several words stands; of other letters than Cyrillic ones, none is told.
fn of_full(name: &str) -> Case {
    let small = name.to_lowercase();
    let words: Vec<&str> = small.split_whitespace().filter(|word| is_cyrillic(word)).collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return Case::AsCalled };
    // The surname may stand first.
    let (given, surname) = match words.iter().position(|word| is_given(word)) {
        Some(at) if at > 0 && at + 1 == words.len() && !is_form_of_given(first) => (last, first),
        Some(at) if at + 1 < words.len() => (&words[at], last),
        _ => (first, last),
    };
    if is_instrumental(given, surname) {
        return Case::Other;
    }
    match of_given(given) {
        Case::Either => beside_either(given, surname),
        case => case,
    }
}

/// In which case a single word stands that names a bearer whose surname it is.
pub(crate) fn of_surname(word: &str, bearer: &Named) -> Case {
    let small = word.to_lowercase();
    if !is_cyrillic(&small) {
        return Case::AsCalled;
    }
    let full = bearer.text.to_lowercase();
    let surname = full.rsplit(' ').next().unwrap_or_default();
    if small != surname || (small.ends_with(['у', 'ю']) && !full.contains(' ')) {
        return Case::Other;
    }
    // Women's surnames that end in a consonant have one form for all cases.
    let own = match bearer.gender {
        Some(Gender::Male) => is_hard(&small) && !small.ends_with("ых") && !small.ends_with("их"),
        Some(Gender::Female) => small.ends_with(['а', 'я']),
        _ => false,
    };
    if own && full.contains(' ') && !bearer.declined { Case::AsCalled } else { Case::Either }
}

/// A surname in another case of Belarusian, Russian or Ukrainian: `Новаку` of Новак.
pub(super) fn declined<'a>(
    text: &str,
    surnames: &'a HashMap<String, Option<usize>>,
) -> Option<&'a Option<usize>> {
    let letters: Vec<char> = text.to_lowercase().chars().collect();
    let cyrillic = letters.iter().all(|c| matches!(c, '\u{400}'..='\u{52f}' | '-'));
    if !cyrillic || letters.len() < 5 {
        return None;
    }
    // Endings are one to three letters, and stems keep the rest.
    (1..=3).find_map(|cut| {
        let stem: String = letters[..letters.len() - cut].iter().collect();
        ["", "а", "я", "й", "ь", "ы", "і"].iter().find_map(|end| {
            (stem.chars().count() >= 4).then(|| surnames.get(&format!("{stem}{end}"))).flatten()
        })
    })
}

/// Whether a word is a given name in some case.
pub(super) fn is_form_of_given(word: &str) -> bool {
    let small = word.to_lowercase();
    is_given(&small) || cut(&small, LONGEST_ENDING).any(|stem| is_any_given(&stem))
}

/// Whether a word is written in Cyrillic letters.
pub(crate) fn is_cyrillic(word: &str) -> bool {
    word.chars().any(|c| matches!(c, '\u{400}'..='\u{52f}'))
}

fn of_given(given: &str) -> Case {
    let before = |c: char| given.strip_suffix(c).and_then(|stem| stem.chars().next_back());
    let consonant = |c: Option<char>| c.is_some_and(|c| !is_vowel(c));
    if given.trim_end_matches('.').chars().count() < 2 {
        return Case::Either;
    }
    match given.chars().next_back() {
        Some('а' | 'я') => of_open_given(given),
        // `Юры Лис` as Belarusians are called, and `Анны Лис`, `Валерыі Лис` of whom something is said.
        Some(c @ ('ы' | 'і'))
            if consonant(before(c))
                && gender(&format!("{given}й")) == Some(Gender::Male)
                && given.strip_suffix(c).and_then(|stem| gender(&format!("{stem}а")))
                    != Some(Gender::Female) =>
        {
            Case::Either
        }
        Some('о' | 'ь') => Case::AsCalled,
        Some(c) if is_vowel(c) => Case::Other,
        _ => Case::AsCalled,
    }
}

/// `Анна` is called so; `Александра` may be a man's name in another case, and so may any that is not known.
fn of_open_given(given: &str) -> Case {
    let of_a_man = cut(given, 1)
        .flat_map(|stem| ["", "ь", "й"].map(|end| format!("{stem}{end}")))
        .any(|name| gender(&name) == Some(Gender::Male));
    let own = is_open_name_of_a_man(given) || (gender(given) == Some(Gender::Female) && !of_a_man);
    if own { Case::AsCalled } else { Case::Either }
}

/// What the surname tells, where the given name may stand in either case.
fn beside_either(given: &str, surname: &str) -> Case {
    let ends = |any: &[&str]| any.iter().any(|end| surname.ends_with(end));
    let open = given.ends_with(['ы', 'і']);
    if ends(&["ого", "его", "ога", "ага", "яга", "ому", "ему", "аму", "яму"])
    {
        Case::Other
    } else if (ends(&["ая", "яя", "ська", "цька", "зька"]) && !open)
        || (is_hard(surname) && !ends(&["ых", "их", "ой", "ей", "ай"]))
        || (open && ends(&["ны", "скі", "цкі"]))
    {
        // A man's surname has an ending in every other case: `Александра Лис` is a woman.
        Case::AsCalled
    } else if open || ends(&["у", "ю"]) {
        Case::Other
    } else {
        Case::Either
    }
}

/// `Олегом Лисом`, `Анной Лис`, and neither `Артём Лис` nor `Сергей Лис`.
fn is_instrumental(given: &str, surname: &str) -> bool {
    let without = |word: &str, ends: &[&str]| {
        ends.iter().find_map(|end| word.strip_suffix(end)).map(str::to_owned)
    };
    if let Some(stem) = without(given, &["ой", "ей", "ёй", "ай", "яй", "эй"]) {
        return ["а", "я"]
            .iter()
            .map(|end| format!("{stem}{end}"))
            .any(|name| is_open_name_of_a_man(&name) || gender(&name) == Some(Gender::Female));
    }
    let both = ["ом", "ем", "ым", "им", "ім", "ам", "єм"].iter().any(|end| surname.ends_with(end));
    without(given, &["ом", "ем", "ём", "єм", "ам", "ям"])
        .is_some_and(|stem| !is_given(given) && (both || is_any_given(&stem)))
}

/// Whether a stem is that of a given name.
fn is_any_given(stem: &str) -> bool {
    stem.chars().count() > 1
        && ["", "ь", "й", "а", "я", "о"].iter().any(|end| is_given(&format!("{stem}{end}")))
}

/// A word without its last letters, one after another.
fn cut(word: &str, most: usize) -> impl Iterator<Item = String> {
    let letters: Vec<char> = word.chars().collect();
    (1..=most).filter_map(move |cut| {
        letters.len().checked_sub(cut).map(|end| letters[..end].iter().collect())
    })
}

/// Whether a word is a given name as its bearer is called.
pub(super) fn is_given(word: &str) -> bool {
    let prepared = Prepared::new(word, Bearer::Person);
    prepared.parts().first().is_some_and(|part| part.kind() == PartKind::Given)
}

fn gender(word: &str) -> Option<Gender> {
    Prepared::new(word, Bearer::Person).gender()
}

fn is_hard(word: &str) -> bool {
    word.chars().next_back().is_some_and(|c| c.is_alphabetic() && !is_vowel(c))
}

const fn is_vowel(c: char) -> bool {
    matches!(c, 'а' | 'я' | 'о' | 'е' | 'ё' | 'э' | 'є' | 'и' | 'і' | 'ї' | 'ы' | 'у' | 'ю')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_told_from_its_other_cases() {
        for name in [
            "Станислав Ким",
            "Мария Лис",
            "Анна Саченко",
            "Ніна Пушкіна",
            "Яна Вымысленая",
            "Пётр Выдуманный",
            "Юры Лис",
            "Александра Лис",
            "Олександра Вигадська",
            "Сергей Петрович Лис",
            "Артём Лис",
            "Никита Саченко",
            "Кім Станіслаў",
            "Jana Novotna",
        ] {
            assert_eq!(of_full(name), Case::AsCalled, "{name}");
        }
        for name in ["Александра Лукашенко", "Станислава Кима", "Алеся Пушкіна", "Олега Гнатюка"]
        {
            assert_eq!(of_full(name), Case::Either, "{name}");
        }
        for name in [
            "Марии Лис",
            "Анны Саченко",
            "Валерыі Лис",
            "Алегу Рогаву",
            "Олегом Гнатюком",
            "Анной Лис",
            "Александра Выдуманного",
            "Сергеем Лисом",
            "Людмилы Чекиной",
            "Светланой Лис",
            "Ильёй Лисом",
            "Олексієм Лисом",
            "Олексію Вигаданому",
        ] {
            assert_eq!(of_full(name), Case::Other, "{name}");
        }
    }
}
