//! Under which keys a name is kept, and under which it is looked for.
//!
//! Three kinds of key, all of small alphabets, told apart by their form:
//! - `KVLNK`: the skeleton of a word. Not selective: thousands share one.
//! - `=ALKSNDR`: a given name in any language, long or short, by its line in the
//!   table. Least selective of all: one person in twenty may bear it.
//! - `ALKSNDR+KVLNK`: a given name and another word of the same name. Selective.
//!
//! A name is kept under all its [`keys`]. A [`super::Query`] asks for [`super::Query::probes`], in
//! order: whoever looks up goes from the first to the last, and stops when
//! enough good candidates are found, or a probe gives more than can be scored.

use super::{Bearer, Part, PartKind, Prepared, body, given, key};

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

/// The skeletons one typing error away: a class left out, put in, taken for another, swapped.
/// At most some two hundred, for a skeleton of ten.
#[must_use]
pub(super) fn neighbours(skeleton: &str) -> Vec<String> {
    let classes: Vec<char> = skeleton.chars().take(10).collect();
    let mut all = Vec::new();
    for at in 0..=classes.len() {
        let (before, after) = classes.split_at(at);
        let mut near = |middle: &[char], rest: &[char]| {
            let text: String = before.iter().chain(middle).chain(rest).collect();
            if !text.is_empty() && text != skeleton && !all.contains(&text) {
                all.push(text);
            }
        };
        if let [first, rest @ ..] = after {
            near(&[], rest);
            if let [second, rest @ ..] = rest {
                near(&[*second, *first], rest);
            }
            for class in key::CLASSES {
                near(&[class], rest);
            }
        }
        for class in key::CLASSES {
            near(&[class], after);
        }
    }
    all
}
