//! The subjects whose records are others now, and for whom.

use std::{fmt, hash::RandomState};

use detente_core::{Ids, RecordId};

use crate::viewer::Shown;

/// Subjects that something is to be done about: of a long edition there are hundreds of thousands.
pub(crate) type Subjects = Ids<RandomState>;

/// The subjects whose records were settled and are others now, and for whom.
#[derive(Clone, Default)]
pub struct ChangedRecords {
    /// Those that were looked at.
    pub(super) subjects: Subjects,
    /// For whom each of them is another.
    shown: Vec<Option<Shown>>,
}

impl ChangedRecords {
    /// Nothing of these has changed yet.
    pub(super) fn among(subjects: Subjects) -> Self {
        Self { subjects, shown: Vec::new() }
    }

    /// Notes for whom the record of a subject is another now: for them too.
    pub(super) fn note(&mut self, id: &RecordId, shown: Shown) {
        let place = self.subjects.insert(id);
        if place >= self.shown.len() {
            self.shown.resize(self.subjects.len(), None);
        }
        let known = &mut self.shown[place];
        *known = Some(known.map_or(shown, |before| before.and(shown)));
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.places().count()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places().next().is_none()
    }

    /// Their identifiers, in order.
    pub fn ids(&self) -> impl Iterator<Item = RecordId> {
        self.subjects.at(self.in_order())
    }

    /// The texts of their identifiers, in order.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.in_order().into_iter().map(|place| self.subjects.text(place))
    }

    /// The texts of their identifiers, in order, and for whom.
    pub(crate) fn listed(&self) -> impl Iterator<Item = (&str, &str)> {
        let whom = |place: usize| self.shown[place].map(|shown| (place, shown.word()));
        let listed = self.in_order().into_iter().filter_map(whom);
        listed.map(|(place, word)| (self.subjects.text(place), word))
    }

    /// Those of a noun, in order.
    pub(crate) fn of_noun(&self, noun: &str) -> Vec<RecordId> {
        let changed = |place: &usize| self.shown.get(*place).is_some_and(Option::is_some);
        self.subjects.at(self.subjects.of_noun(noun).into_iter().filter(changed)).collect()
    }

    fn in_order(&self) -> Vec<usize> {
        self.subjects.sorted(self.places().collect())
    }

    fn places(&self) -> impl Iterator<Item = usize> {
        let changed = |(place, shown): (usize, &Option<Shown>)| shown.map(|_| place);
        self.shown.iter().enumerate().filter_map(changed)
    }
}

impl PartialEq for ChangedRecords {
    fn eq(&self, other: &Self) -> bool {
        self.listed().eq(other.listed())
    }
}

impl Eq for ChangedRecords {}

impl fmt::Debug for ChangedRecords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.listed()).finish()
    }
}
