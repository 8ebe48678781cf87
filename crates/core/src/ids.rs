//! Identifiers by the hundred thousand.

use std::hash::BuildHasher;

use hashbrown::{HashTable, hash_table::Entry};

use crate::RecordId;

/// Identifiers, each once, in one text: of hundreds of thousands, each takes little more than its
/// letters. How they are hashed is for the caller to give, for here is no randomness.
#[derive(Clone, Default)]
pub struct Ids<S> {
    text: String,
    ends: Vec<usize>,
    places: HashTable<usize>,
    hashes: S,
}

impl<S: BuildHasher> Ids<S> {
    /// Adds an identifier where it is not among them. Gives its place.
    pub fn insert(&mut self, id: &RecordId) -> usize {
        let Self { text, ends, places, hashes } = self;
        let wanted = id.as_str();
        let same = |place: &usize| at(text, ends, *place) == wanted;
        let hash = |place: &usize| hashes.hash_one(at(text, ends, *place));
        match places.entry(hashes.hash_one(wanted), same, hash) {
            Entry::Occupied(there) => *there.get(),
            Entry::Vacant(room) => {
                let place = ends.len();
                room.insert(place);
                text.push_str(wanted);
                ends.push(text.len());
                place
            }
        }
    }

    /// Whether an identifier is among them.
    pub fn contains(&self, id: &RecordId) -> bool {
        let same = |place: &usize| at(&self.text, &self.ends, *place) == id.as_str();
        self.places.find(self.hashes.hash_one(id.as_str()), same).is_some()
    }

    /// The text of the one at a place; empty where there is none.
    pub fn text(&self, place: usize) -> &str {
        if place < self.len() { at(&self.text, &self.ends, place) } else { "" }
    }

    /// The identifiers at these places.
    pub fn at(&self, places: impl IntoIterator<Item = usize>) -> impl Iterator<Item = RecordId> {
        let known = places.into_iter().filter(|place| *place < self.len());
        known.map(|place| RecordId::sound(at(&self.text, &self.ends, place)))
    }

    /// The places of those of a noun, in the order of the identifiers.
    pub fn of_noun(&self, noun: &str) -> Vec<usize> {
        let is_one = |id: &str| id.split_once('/').is_some_and(|(of, _)| of == noun);
        self.sorted((0..self.len()).filter(|place| is_one(self.text(*place))).collect())
    }

    /// These places, in the order of their identifiers.
    pub fn sorted(&self, mut places: Vec<usize>) -> Vec<usize> {
        places.sort_unstable_by_key(|place| self.text(*place));
        places
    }

    /// All of them, in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = RecordId> {
        self.at(0..self.len())
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }
}

/// The text at a place that there is.
fn at<'a>(text: &'a str, ends: &[usize], place: usize) -> &'a str {
    let from = if place == 0 { 0 } else { ends[place - 1] };
    &text[from..ends[place]]
}

impl<S: BuildHasher> Extend<RecordId> for Ids<S> {
    fn extend<I: IntoIterator<Item = RecordId>>(&mut self, ids: I) {
        for id in ids {
            self.insert(&id);
        }
    }
}

impl<S: BuildHasher + Default> FromIterator<RecordId> for Ids<S> {
    fn from_iter<I: IntoIterator<Item = RecordId>>(ids: I) -> Self {
        let mut all = Self::default();
        all.extend(ids);
        all
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, hash::RandomState};

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn they_are_a_set_that_remembers_in_which_order_it_came_to_be(
            slugs in prop::collection::vec("(person|place|source)/[a-c]{1,3}", 0..60)
        ) {
            let said: Vec<RecordId> = slugs.iter().map(|slug| slug.parse().unwrap()).collect();
            let ids: Ids<RandomState> = said.iter().cloned().collect();
            let set: BTreeSet<RecordId> = said.iter().cloned().collect();
            prop_assert_eq!(ids.len(), set.len());
            prop_assert_eq!(ids.is_empty(), set.is_empty());
            prop_assert_eq!(ids.iter().collect::<BTreeSet<_>>(), set.clone());
            let mut first: Vec<RecordId> = Vec::new();
            for id in &said {
                if !first.contains(id) {
                    first.push(id.clone());
                }
                prop_assert!(ids.contains(id));
            }
            prop_assert_eq!(ids.iter().collect::<Vec<_>>(), first);
            prop_assert!(!ids.contains(&"event/a".parse().unwrap()));
            for noun in ["person", "place", "source", "event"] {
                let of_noun: Vec<RecordId> = ids.at(ids.of_noun(noun)).collect();
                let in_order: Vec<RecordId> =
                    set.iter().filter(|id| id.noun() == noun).cloned().collect();
                prop_assert_eq!(of_noun, in_order);
            }
        }
    }

    #[test]
    fn at_a_place_that_there_is_not_stands_nothing() {
        let ids: Ids<RandomState> = ["person/jana".parse().unwrap()].into_iter().collect();
        assert_eq!((ids.text(0), ids.text(1)), ("person/jana", ""));
        assert_eq!(ids.at([0, 1]).count(), 1);
    }
}
