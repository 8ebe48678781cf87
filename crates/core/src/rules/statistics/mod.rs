//! Statistics: how many people were held on a day or in a span of days, told
//! apart by country, charge, place and the like.

mod current;
mod group;
mod held;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

pub use self::{
    group::{Grouping, HeldGroup, SentenceLength},
    held::{Beside, held_among},
};
use super::headcount::{Counted, Headcount};
use crate::{CustodyOn, Id, Person};

/// Which groups someone is counted in, and how certainly: as one side of a dispute has it.
pub type Belonging = BTreeMap<HeldGroup, CustodyOn>;

/// Counts people by group as their detentions are told, one after the other.
#[derive(Clone, Debug, Default)]
pub struct Statistics {
    known: BTreeMap<HeldGroup, BTreeMap<Id<Person>, Counted>>,
    nameless: BTreeMap<HeldGroup, Headcount>,
}

impl Statistics {
    /// Adds a detention: where sources disagree, with what follows from each side.
    ///
    /// Within a group everyone counts once, by the detention that says most. Who
    /// is in it by one side alone is contested, and never certain.
    pub fn add(&mut self, person: Option<&Id<Person>>, sides: &[&Belonging]) {
        let groups: BTreeSet<&HeldGroup> = sides.iter().flat_map(|side| side.keys()).collect();
        for group in groups {
            let answers = sides.iter().map(|side| side.get(group).copied());
            let counted = Counted::of(answers.map(|on| on.unwrap_or(CustodyOn::NotHeld)));
            match person {
                Some(person) => {
                    let people = self.known.entry(group.clone()).or_default();
                    let before = people.entry(person.clone()).or_insert(counted);
                    *before = counted.max(*before);
                }
                // A detention of nobody known is one person more.
                None => self.nameless.entry(group.clone()).or_default().count(counted),
            }
        }
    }

    /// How many there are in each group in which anyone may be.
    #[must_use]
    pub fn counted(self) -> BTreeMap<HeldGroup, Headcount> {
        let mut counts = self.nameless;
        for (group, people) in self.known {
            let count = counts.entry(group).or_default();
            for counted in people.into_values() {
                count.count(counted);
            }
        }
        counts.retain(|_, count| count.at_most() > 0);
        counts
    }
}
