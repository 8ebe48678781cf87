//! The words of the names of bodies: legal forms, common words in other languages, ties.
//!
//! The table (`body.txt`) is written from the laws on companies of Belarus, Russia and Ukraine and from
//! dictionaries; it holds the name of no body.

use std::{collections::HashMap, sync::LazyLock};

use super::{PartKind, given::NameNumber, key, latin::Habit, reading, sound::Fold, word};

/// What a word is in the name of a body, and which meaning of the table it has.
pub(super) type Meaning = (PartKind, NameNumber);

struct Table {
    words: HashMap<Fold, Meaning>,
    /// Legal forms of several words, each as the folds of its words.
    phrases: Vec<(Vec<Fold>, NameNumber)>,
    /// The skeleton of each line's first word.
    first_forms: Vec<String>,
}

/// Meanings are numbered apart from given names.
const FIRST: NameNumber = 10_000;

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table { words: HashMap::new(), phrases: Vec::new(), first_forms: Vec::new() };
    let lines = include_str!("body.txt").lines().filter(|line| !line.starts_with('#'));
    for (number, line) in (FIRST..).zip(lines) {
        let (kind, words) = line.split_once(' ').unwrap_or((line, ""));
        let first_form = words.split_whitespace().next().and_then(first).map(key::skeleton);
        table.first_forms.push(first_form.unwrap_or_default());
        let kind = match kind {
            "form" => PartKind::LegalForm,
            "tie" => PartKind::Particle,
            _ => PartKind::Word,
        };
        for written in words.split_whitespace() {
            let folds: Vec<Fold> = word::words(&written.replace('_', " "))
                .iter()
                .filter_map(|word| first(&word.letters))
                .collect();
            match folds.as_slice() {
                [] => {}
                [one] => {
                    table.words.entry(*one).or_insert((kind, number));
                }
                _ => table.phrases.push((folds, number)),
            }
        }
    }
    table.phrases.sort_by_key(|(folds, _)| std::cmp::Reverse(folds.len()));
    table
});

fn first(letters: &str) -> Option<Fold> {
    reading::read(letters, Habit::of(std::iter::once(letters))).first().copied()
}

/// What a word of these sounds means, if it is a common one.
#[must_use]
pub(super) fn meaning(fold: Fold) -> Option<Meaning> {
    TABLE.words.get(&fold).copied()
}

/// How many words from the first on are a legal form written in full.
#[must_use]
pub(super) fn legal_form(folds: &[Fold]) -> Option<(usize, NameNumber)> {
    let (phrase, number) = TABLE.phrases.iter().find(|(phrase, _)| folds.starts_with(phrase))?;
    Some((phrase.len(), *number))
}

/// The skeleton of the first word of a meaning in the table.
#[must_use]
pub(super) fn first_form(number: NameNumber) -> Option<&'static str> {
    let line = usize::from(number.checked_sub(FIRST)?);
    TABLE.first_forms.get(line).map(String::as_str)
}
