//! One set of names against another.

use std::collections::{BTreeSet, HashMap};

use super::{Named, Probe, Query, keys, named::Likest};

/// One of a set, and one of another that is likely the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Joined<'a> {
    /// The place of the one in its set.
    pub one: usize,
    /// The place of the other in the other set.
    pub other: usize,
    /// Their likest names, and why.
    pub likest: Likest<'a>,
}

/// Of two sets, every two that are likely the same: none of a lesser score than
/// the threshold, the likest first. Only those are compared that share a key.
#[must_use]
pub fn join<'a>(one: &'a [Named], other: &'a [Named], threshold: f64) -> Vec<Joined<'a>> {
    let mut kept: HashMap<String, BTreeSet<usize>> = HashMap::new();
    for (at, named) in other.iter().enumerate() {
        for key in named.prepared().iter().flat_map(keys).filter(|key| is_telling(key)) {
            kept.entry(key).or_default().insert(at);
        }
    }
    let mut found = Vec::new();
    for (at, named) in one.iter().enumerate() {
        let mut near: BTreeSet<usize> = BTreeSet::new();
        for name in named.names() {
            let rounds = Query::new(name, named.bearer(), false).rounds();
            for probe in rounds.into_iter().flatten() {
                let Probe::Equal(keys) = probe else { continue };
                let keys = keys.iter().filter(|key| is_telling(key));
                near.extend(keys.filter_map(|key| kept.get(key)).flatten());
            }
        }
        let alike = near.into_iter().filter_map(|place| {
            let likest = named.likest(other.get(place)?)?;
            let enough = likest.comparison.score >= threshold;
            enough.then_some(Joined { one: at, other: place, likest })
        });
        found.extend(alike);
    }
    found.sort_by(|a, b| {
        let scores = b.likest.comparison.score.total_cmp(&a.likest.comparison.score);
        scores.then_with(|| (a.one, a.other).cmp(&(b.one, b.other)))
    });
    found
}

/// Whether a key says more than that two share a given name.
fn is_telling(key: &str) -> bool {
    !key.starts_with('=')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::{Bearer, Particulars, THRESHOLD};

    fn people(names: &[&str]) -> Vec<Named> {
        let one = |name: &&str| Named::of([*name], Bearer::Person, Particulars::default());
        names.iter().map(one).collect()
    }

    fn pairs(one: &[Named], other: &[Named]) -> Vec<(usize, usize)> {
        join(one, other, THRESHOLD).iter().map(|joined| (joined.one, joined.other)).collect()
    }

    #[test]
    fn a_list_of_verdicts_meets_a_list_of_sanctions_in_another_spelling() {
        let verdicts = people(&["Siarhei Prydumau", "Алена Казка", "Piotr Misa"]);
        let listed = people(&["PRIDUMOV Sergei", "Ihar Vydumka", "Elena Kazka"]);
        let mut found = pairs(&verdicts, &listed);
        found.sort_unstable();
        assert_eq!(found, [(0, 0), (1, 2)]);
    }

    #[test]
    fn it_finds_the_same_from_either_side_and_nothing_in_an_empty_set() {
        let one = people(&["Siarhei Prydumau", "Алена Казка"]);
        let other = people(&["Elena Kazka", "PRIDUMOV Sergei", "😀", ""]);
        let mut there = pairs(&one, &other);
        let mut back: Vec<_> = pairs(&other, &one).into_iter().map(|(a, b)| (b, a)).collect();
        there.sort_unstable();
        back.sort_unstable();
        assert_eq!(there, back);
        assert_eq!(pairs(&one, &[]), []);
        assert_eq!(pairs(&[], &one), []);
    }
}
