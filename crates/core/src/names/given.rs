//! Given names that are one name in several languages, and their short forms.
//!
//! The table (`given.txt`) is written from general works: Petrovsky, *Словарь русских личных имён* (1966); Superanskaya,
//! *Словарь русских личных имён* (1998); Ustsinovich, *Слоўнік асабовых уласных імён* (2011); Skrypnyk and Dziatkivska, *Власні
//! імена людей* (1996). It holds no surname, and was not made from any list of persons.

use std::{collections::HashMap, sync::LazyLock};

use super::{key, latin::Habit, reading, sound::Fold};
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
    by_stem: HashMap<String, Vec<NameNumber>>,
    first_forms: Vec<String>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table =
        Table { by_fold: HashMap::new(), by_stem: HashMap::new(), first_forms: Vec::new() };
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
                let here = table.by_fold.entry(fold).or_default();
                if !here.iter().any(|known| known.number == number) {
                    here.push(known);
                }
                if table.first_forms.len() < usize::from(number) {
                    table.first_forms.push(key::skeleton(fold));
                }
                if !short && gender == Some(Gender::Male) {
                    let here = table.by_stem.entry(key::skeleton(fold)).or_default();
                    if !here.contains(&number) {
                        here.push(number);
                    }
                }
            }
        }
    }
    table
});

/// What given names a word of these sounds is.
#[must_use]
pub(super) fn known(fold: Fold) -> &'static [Known] {
    TABLE.by_fold.get(&fold).map_or(&[], Vec::as_slice)
}

/// The names of men whose consonants these are: of which a patronymic can be made.
#[must_use]
pub(super) fn of_stem(skeleton: &str) -> &'static [NameNumber] {
    TABLE.by_stem.get(skeleton).map_or(&[], Vec::as_slice)
}

/// The skeleton of the first form of a given name in the table.
#[must_use]
pub(super) fn first_form(number: NameNumber) -> Option<&'static str> {
    usize::from(number).checked_sub(1).and_then(|at| TABLE.first_forms.get(at)).map(String::as_str)
}
