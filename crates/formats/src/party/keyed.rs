//! The keys of the elements of a list. They follow from what the elements are, and never from the
//! order in which they stand: a row that moves, or comes between, gives no other its key.

use std::collections::{BTreeMap, BTreeSet};

use detente_core::{Address, Association, Identifier, Key, Name, Role};
use serde::Serialize;

use crate::slug;

/// An element without its key.
#[derive(Clone, Debug)]
pub(super) struct Unkeyed<T> {
    /// The list's own key of it.
    pub own: Option<String>,
    /// What its key is made of where the list has none.
    pub word: String,
    /// All that tells it from others of that word.
    pub whole: String,
    pub element: T,
}

impl<T> Unkeyed<T> {
    pub fn new(whole: String, element: T) -> Self {
        Self { own: None, word: slug::readable(&whole), whole, element }
    }

    /// The same, with the list's own key where it has one.
    pub fn own(self, key: Option<&str>) -> Self {
        Self { own: key.map(str::to_owned), ..self }
    }
}

/// Gives each element its key: the list's own, where one element alone has it; else its word, where
/// it alone has that; else its word with a digest of all that it says.
pub(super) fn keyed<T: Clone + Serialize>(elements: &[Unkeyed<T>]) -> Vec<(Key, T)> {
    let is_key = |word: &&str| word.parse::<Key>().is_ok();
    let owns = count(elements.iter().filter_map(|one| one.own.as_deref()).filter(is_key));
    let own = |one: &Unkeyed<T>| one.own.clone().filter(|own| owns.get(own.as_str()) == Some(&1));
    let others = || elements.iter().filter(|one| own(one).is_none());
    let words = count(others().map(|one| one.word.as_str()));
    let wholes = count(others().map(|one| one.whole.as_str()));
    let alone = |one: &Unkeyed<T>| {
        words.get(one.word.as_str()) == Some(&1) && !owns.contains_key(one.word.as_str())
    };
    let mut given = BTreeSet::new();
    let keys = elements.iter().filter_map(|one| {
        let closer = |of: &str| format!("{}-{}", one.word, slug::digest(of, 6));
        let word = match own(one) {
            Some(own) => own,
            None if alone(one) => one.word.clone(),
            None if wholes.get(one.whole.as_str()) == Some(&1) => closer(&one.whole),
            None => closer(&serde_json::to_string(&one.element).unwrap_or_default()),
        };
        let key: Key = word.parse().ok()?;
        given.insert(key.clone()).then(|| (key, one.element.clone()))
    });
    keys.collect()
}

/// An element of a list, which has a key there.
pub(super) trait Element {
    /// The same, under this key.
    fn under(self, key: Key) -> Self;
}

macro_rules! elements {
    ($($part:ty),*) => { $(
        impl Element for $part {
            fn under(self, key: Key) -> Self {
                Self { key, ..self }
            }
        }
    )* };
}

elements!(Name, Role, Identifier, Address, Association);

/// The elements, each under its key.
pub(super) fn elements<T: Clone + Serialize + Element>(unkeyed: &[Unkeyed<T>]) -> Vec<T> {
    keyed(unkeyed).into_iter().map(|(key, element)| element.under(key)).collect()
}

fn count<'w>(words: impl Iterator<Item = &'w str>) -> BTreeMap<&'w str, usize> {
    let mut counts = BTreeMap::new();
    for word in words {
        *counts.entry(word).or_default() += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn keys(texts: &[&str]) -> BTreeMap<String, String> {
        let elements: Vec<_> =
            texts.iter().map(|text| Unkeyed::new((*text).to_owned(), (*text).to_owned())).collect();
        keyed(&elements).into_iter().map(|(key, text)| (text, key.to_string())).collect()
    }

    #[test]
    fn what_reads_alike_is_told_apart_by_what_it_says_and_not_by_what_stands_first() {
        let one = keys(&["STEP S.A", "STEP S.A.", "Krok"]);
        assert_eq!(one, keys(&["Krok", "STEP S.A.", "STEP S.A"]));
        assert_eq!(one["Krok"], "krok");
        assert!(one["STEP S.A"].starts_with("step-s-a-"), "{one:?}");
        assert_ne!(one["STEP S.A"], one["STEP S.A."]);
        assert_eq!(keys(&["STEP S.A"])["STEP S.A"], "step-s-a", "alone it needs no digest");
    }

    #[test]
    fn a_key_of_the_lists_own_that_two_elements_have_is_the_key_of_neither() {
        let of =
            |text: &str, own: &str| Unkeyed::new(text.to_owned(), text.to_owned()).own(Some(own));
        let keys = keyed(&[of("Jan", "name-1"), of("Honza", "name-2"), of("Johan", "name-1")]);
        let keys: Vec<_> = keys.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(keys, ["jan", "name-2", "johan"]);
    }

    proptest! {
        #[test]
        fn every_text_has_a_key_of_its_own_whatever_the_order(
            texts in proptest::collection::btree_set("[aA. é-]{1,4}", 0..12),
            turned in any::<prop::sample::Index>(),
        ) {
            let mut texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let before = keys(&texts);
            prop_assert_eq!(before.len(), texts.len());
            if !texts.is_empty() {
                let by = turned.index(texts.len());
                texts.rotate_left(by);
            }
            prop_assert_eq!(before, keys(&texts));
        }
    }
}
