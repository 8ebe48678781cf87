//! Given names that are one name in several languages, and their short forms.
//!
//! The table (`given.txt`) is written from general works: Petrovsky, *Словарь русских личных имён* (1966); Superanskaya,
//! *Словарь русских личных имён* (1998); Ustsinovich, *Слоўнік асабовых уласных імён* (2011); Skrypnyk and Dziatkivska, *Власні
//! імена людей* (1996). It holds no surname, and was not made from any list of persons.

use std::{collections::HashMap, sync::LazyLock};

use super::{
    distance::{Differing, similarity},
    key,
    latin::Habit,
    reading,
    sound::{Fold, is_vowel},
};
use crate::Gender;

/// A given name in all languages: its line in the table, from 1.
pub(super) type NameNumber = u16;

/// One way in which a word is a known given name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Known {
    pub number: NameNumber,
    pub gender: Option<Gender>,
    pub short: bool,
}

struct Table {
    by_fold: HashMap<Fold, Vec<Known>>,
    /// By [`loose`] folds, for spellings that the table does not foresee.
    by_loose: HashMap<Fold, Vec<Known>>,
    by_stem: HashMap<String, Vec<(Fold, NameNumber)>>,
    by_skeleton: HashMap<String, Vec<NameNumber>>,
    first_forms: Vec<String>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table {
        by_fold: HashMap::new(),
        by_loose: HashMap::new(),
        by_stem: HashMap::new(),
        by_skeleton: HashMap::new(),
        first_forms: Vec::new(),
    };
    let lines =
        include_str!("given.txt").lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    for (number, line) in (1..).zip(lines) {
        let (gender, names) = line.split_once(' ').unwrap_or(("", line));
        let gender = match gender {
            "m" => Some(Gender::Male),
            "f" => Some(Gender::Female),
            _ => None,
        };
        let mut short = false;
        for name in names.split_whitespace() {
            if name == ";" {
                short = true;
                continue;
            }
            let name = name.to_lowercase().replace('\'', "");
            for fold in reading::read(&name, Habit::of(std::iter::once(name.as_str()))) {
                let known = Known { number, gender, short };
                note(table.by_fold.entry(strict(fold)).or_default(), known);
                note(table.by_loose.entry(loose(fold)).or_default(), known);
                let alike = table.by_skeleton.entry(key::skeleton(fold)).or_default();
                if !alike.contains(&number) {
                    alike.push(number);
                }
                if table.first_forms.len() < usize::from(number) {
                    table.first_forms.push(key::skeleton(fold));
                }
                if !short && gender == Some(Gender::Male) {
                    let here = table.by_stem.entry(key::skeleton(fold)).or_default();
                    let stem = stem(fold);
                    if !here.contains(&(stem, number)) {
                        here.push((stem, number));
                    }
                }
            }
        }
    }
    table
});

fn note(here: &mut Vec<Known>, known: Known) {
    if !here.iter().any(|noted| noted.number == known.number) {
        here.push(known);
    }
}

/// A fold in which г, х and a Latin h are one, and an unstressed o is a.
fn strict(fold: Fold) -> Fold {
    mapped(fold, |sound| match sound {
        b'g' | b'x' => b'h',
        b'o' => b'a',
        other => other,
    })
}

/// A fold in which moreover e is a, ц is т, and an i at the end is nothing.
fn loose(fold: Fold) -> Fold {
    let loose = mapped(strict(fold), |sound| match sound {
        b'e' => b'a',
        b'c' => b't',
        other => other,
    });
    match loose.sounds() {
        [whole @ .., b'i'] => Fold::new(whole),
        _ => loose,
    }
}

fn mapped(fold: Fold, each: impl Fn(u8) -> u8) -> Fold {
    let mut sounds: Vec<u8> = fold.sounds().iter().map(|sound| each(*sound)).collect();
    sounds.dedup();
    Fold::new(&sounds)
}

/// A word of so few sounds is too easily another to be taken for a name that it only resembles.
const LOOSE: usize = 5;

/// What given names a word is, by the likeliest reading that is one.
///
/// A name that is borne in full is not also a short one of others: Олеся is not Александра, nor Евгения Яўген.
#[must_use]
pub(super) fn read(readings: &[Fold]) -> Vec<Known> {
    let exact = readings.iter().find_map(|fold| TABLE.by_fold.get(&strict(*fold)));
    let known = exact.or_else(|| {
        let loose = readings.iter().map(|fold| loose(*fold));
        loose.filter(|fold| fold.sounds().len() >= LOOSE).find_map(|fold| TABLE.by_loose.get(&fold))
    });
    let mut known = known.cloned().unwrap_or_default();
    if known.iter().any(|known| !known.short) {
        known.retain(|known| !known.short);
    }
    known
}

/// A given name without the vowels it ends in: what a patronymic keeps of it.
fn stem(fold: Fold) -> Fold {
    let mut sounds = strict(fold).sounds().to_vec();
    while sounds.len() > 1 && sounds.last().copied().is_some_and(is_vowel) {
        sounds.pop();
    }
    Fold::new(&sounds)
}

/// How alike the stem of a patronymic must be to a given name's: Pavl(ovich) and Pavel.
const SAME_STEM: f32 = 0.8;

/// The names of men that sound most like the stem of a patronymic, with how much they do.
#[must_use]
pub(super) fn of_stem(of: Fold) -> Vec<(f32, NameNumber)> {
    let stem = stem(of);
    let Some(near) = TABLE.by_stem.get(&key::skeleton(stem)) else { return Vec::new() };
    let mut found: Vec<(f32, NameNumber)> = near
        .iter()
        .map(|(other, number)| (similarity(&stem, other, Differing::FREELY), *number))
        .filter(|(like, _)| *like >= SAME_STEM)
        .collect();
    let best = found.iter().map(|(like, _)| *like).fold(0.0, f32::max);
    found.retain(|(like, _)| *like >= best - 0.02);
    found
}

/// The given names that have a form of this skeleton.
#[must_use]
pub(super) fn of_skeleton(skeleton: &str) -> &'static [NameNumber] {
    TABLE.by_skeleton.get(skeleton).map(Vec::as_slice).unwrap_or_default()
}

/// The skeleton of the first form of a given name in the table.
#[must_use]
pub(super) fn first_form(number: NameNumber) -> Option<&'static str> {
    usize::from(number).checked_sub(1).and_then(|at| TABLE.first_forms.get(at)).map(String::as_str)
}
