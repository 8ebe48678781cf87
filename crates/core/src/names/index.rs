//! Under which keys a name is kept, and under which it is looked for.
//!
//! Three kinds of key, all of small alphabets, told apart by their form:
//! - `KVLNK`: the skeleton of a word. Not selective: thousands share one.
//! - `=ALKSNDR`: a given name in any language, long or short, by its line in the
//!   table. Least selective of all: one person in twenty may bear it.
//! - `ALKSNDR+KVLNK`: a given name and another word of the same name. Selective.
//!
//! A name is kept under all its [`keys`], and with each of them how it sounds, so that a
//! [`super::Sieve`] can tell candidates apart before anything of them is read.

use std::collections::{BTreeMap, BTreeSet};

use super::{Bearer, Part, PartKind, Prepared, body, given, sieve};

/// No more words of one name are paired with each other.
const MOST_PAIRED: usize = 4;

/// The keys a name is kept under; each once, few.
#[must_use]
pub fn keys(name: &Prepared) -> Vec<String> {
    let mut keys = Vec::new();
    for part in name.parts() {
        if is_weighty(part, name) {
            for skeleton in part.keys() {
                add(&mut keys, skeleton);
            }
            for given in givens(part) {
                add(&mut keys, format!("={given}"));
            }
        }
    }
    for pair in pairs(name) {
        add(&mut keys, pair);
    }
    keys
}

/// The keys that a bearer of these names is kept under, each with how those names sound that it leads to.
#[must_use]
pub fn entries(names: &[Prepared]) -> BTreeMap<String, String> {
    let mut sounding: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for name in names {
        let sounds = sieve::sounds(name);
        for key in keys(name) {
            sounding.entry(key).or_default().insert(sounds.clone());
        }
    }
    sounding.into_iter().map(|(key, sounds)| (key, sieve::side_by_side(&sounds))).collect()
}

fn add(keys: &mut Vec<String>, key: String) {
    if !keys.contains(&key) {
        keys.push(key);
    }
}

/// Whether a part says something by itself.
fn is_weighty(part: &Part, name: &Prepared) -> bool {
    match part.kind() {
        PartKind::Given | PartKind::Surname | PartKind::Word => true,
        // What looks like a patronymic may be the only surname there is.
        PartKind::Patronymic => !name.parts().iter().any(|part| part.kind() == PartKind::Surname),
        PartKind::Initial | PartKind::Particle | PartKind::LegalForm => false,
    }
}

/// The given names or common words a part is, each by the skeleton of its first form in the table.
fn givens(part: &Part) -> Vec<&'static str> {
    part.names
        .iter()
        .filter_map(|number| given::first_form(*number).or_else(|| body::first_form(*number)))
        .collect()
}

/// What a part is called inside a pair: its given names, else its skeletons.
pub(super) fn codes(part: &Part) -> Vec<String> {
    let givens = givens(part);
    if givens.is_empty() { part.keys() } else { givens.into_iter().map(str::to_owned).collect() }
}

pub(super) fn pair(first: &str, second: &str) -> String {
    format!("{first}+{second}")
}

/// The given name comes first; where that is not known, both orders are kept.
pub(super) fn in_order<'a>(
    one: &'a Part,
    other: &'a Part,
    bearer: Bearer,
) -> Vec<(&'a Part, &'a Part)> {
    if bearer != Bearer::Person {
        return vec![(one, other)];
    }
    match (one.kind() == PartKind::Given, other.kind() == PartKind::Given) {
        (true, false) => vec![(one, other)],
        (false, true) => vec![(other, one)],
        _ => vec![(one, other), (other, one)],
    }
}

/// Every two weighty parts.
pub(super) fn two_by_two(name: &Prepared) -> Vec<(&Part, &Part)> {
    let weighty: Vec<&Part> =
        name.parts().iter().filter(|part| is_weighty(part, name)).take(MOST_PAIRED).collect();
    let mut couples = Vec::new();
    for (at, one) in weighty.iter().enumerate() {
        for other in weighty.iter().skip(at + 1) {
            couples.extend(in_order(one, other, name.bearer()));
        }
    }
    couples
}

/// The selective keys.
pub(super) fn pairs(name: &Prepared) -> Vec<String> {
    let mut keys = Vec::new();
    for (first, second) in two_by_two(name) {
        for one in codes(first) {
            for other in codes(second) {
                add(&mut keys, pair(&one, &other));
            }
        }
    }
    keys
}
