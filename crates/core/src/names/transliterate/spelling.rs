//! Applies the rules of a standard to a word.

use std::{collections::BTreeMap, sync::LazyLock};

use super::{
    Standard,
    rule::{EDGE, Rule, Table},
    word::Letter,
};

/// The rules of every standard, read once.
static SPELLINGS: LazyLock<Vec<Spelling>> = LazyLock::new(|| {
    Standard::ALL.iter().map(|standard| Spelling::new(standard.table())).collect()
});

/// The rules of a standard.
pub(super) fn of(standard: Standard) -> &'static Spelling {
    // `ALL` holds every standard in the order of its number.
    &SPELLINGS[standard as usize]
}

/// The rules of one standard, by the letter that they begin with; those that
/// ask for most come first.
pub(super) struct Spelling(BTreeMap<char, Vec<Rule>>);

impl Spelling {
    fn new(table: &'static Table) -> Self {
        let mut rules: BTreeMap<char, Vec<Rule>> = BTreeMap::new();
        let mut next = Some(table);
        while let Some(table) = next {
            for rule in table.rules.split_whitespace().filter_map(Rule::read) {
                rules.entry(rule.letters[0]).or_default().push(rule);
            }
            next = table.base;
        }
        // The sort is stable: a table comes before the one it departs from.
        for rules in rules.values_mut() {
            rules.sort_by_key(|rule| std::cmp::Reverse(rule.demands()));
        }
        Self(rules)
    }

    /// Writes a word in Latin letters at the end of a text.
    pub(super) fn write(&self, word: &[Letter], latin: &mut String) {
        let mut at = 0;
        while let Some(letter) = word.get(at) {
            let fitting = self
                .0
                .get(&letter.small)
                .and_then(|rules| rules.iter().find(|r| fits(r, word, at)));
            let Some(rule) = fitting else {
                latin.push(letter.written);
                at += 1;
                continue;
            };
            let end = at + rule.letters.len();
            if letter.capital {
                write_capital(rule, all_capitals(word, at, end), latin);
            } else {
                latin.push_str(rule.latin);
            }
            at = end;
        }
    }
}

fn fits(rule: &Rule, word: &[Letter], at: usize) -> bool {
    let here = word[at..].iter().map(|letter| letter.small);
    let stands = |place: &[char], neighbour: Option<&Letter>| {
        place.is_empty() || place.contains(&neighbour.map_or(EDGE, |letter| letter.small))
    };
    let before = at.checked_sub(1).and_then(|before| word.get(before));
    word.len() - at >= rule.letters.len()
        && here.zip(&rule.letters).all(|(letter, wanted)| letter == *wanted)
        && stands(&rule.after, before)
        && stands(&rule.before, word.get(at + rule.letters.len()))
}

/// Whether a capital stands among capitals: `ЩУКА`, not `Щука`. At the end of
/// a word the letter before it tells, and a word of one letter is no `ЩУКА`.
fn all_capitals(word: &[Letter], at: usize, end: usize) -> bool {
    let is_letter = |letter: &&Letter| letter.small.is_alphabetic();
    let neighbour = word[end..].iter().find(is_letter);
    let neighbour = neighbour.or_else(|| word[..at].iter().rev().find(is_letter));
    neighbour.is_some_and(|letter| letter.capital)
}

fn write_capital(rule: &Rule, all: bool, latin: &mut String) {
    let mut first = true;
    for char in rule.capital.unwrap_or(rule.latin).chars() {
        // A dot that parts two letters is no letter.
        if all || first && char.is_alphabetic() {
            latin.extend(char.to_uppercase());
            first &= !char.is_alphabetic();
        } else {
            latin.push(char);
        }
    }
}
