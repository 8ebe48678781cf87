//! How many people were held on a day, by what the detentions themselves say.

use std::collections::BTreeMap;

use crate::{CustodyOn, Id, Person, vocabulary::vocabulary};

vocabulary! {
    /// How a person counts on a day, whatever the number of detentions.
    pub enum Counted {
        /// Certainly at liberty.
        NotHeld = "not_held",
        /// What is known allows both.
        PossiblyHeld = "possibly_held",
        /// One source has the person held, another at liberty.
        Contested = "contested",
        /// Held before, and nobody says that it ended.
        PresumedHeld = "presumed_held",
        /// Certainly held.
        Held = "held",
    }
}

impl Counted {
    /// By what custody is on that day: one answer, or those of the sides where it is contested.
    #[must_use]
    pub fn of(mut answers: impl Iterator<Item = CustodyOn> + Clone) -> Self {
        // Where every side has the person held somehow, the weakest is what all agree on.
        let weakest = answers.clone().min().unwrap_or(CustodyOn::PossiblyHeld);
        let held = answers.any(|on| on != CustodyOn::NotHeld);
        match weakest {
            CustodyOn::NotHeld if held => Self::Contested,
            CustodyOn::NotHeld => Self::NotHeld,
            CustodyOn::PossiblyHeld => Self::PossiblyHeld,
            CustodyOn::PresumedHeld => Self::PresumedHeld,
            CustodyOn::Held => Self::Held,
        }
    }
}

/// How many people were held on a day, each counted once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Headcount {
    /// Those who were certainly held.
    pub held: usize,
    /// Those who were held before, and of whom nobody says that it ended.
    pub presumed: usize,
    /// Those of whom what is known allows both.
    pub possibly: usize,
    /// Those whom one source has held and another at liberty.
    pub contested: usize,
    /// Those who were certainly at liberty.
    pub not_held: usize,
}

impl Headcount {
    /// The fewest that can have been held: no presumption and no contested case is among them.
    #[must_use]
    pub const fn at_least(&self) -> usize {
        self.held
    }

    /// The most that can have been held, of those whom the record knows.
    #[must_use]
    pub const fn at_most(&self) -> usize {
        self.held + self.presumed + self.possibly + self.contested
    }

    pub(super) fn count(&mut self, counted: Counted) {
        let place = match counted {
            Counted::Held => &mut self.held,
            Counted::PresumedHeld => &mut self.presumed,
            Counted::PossiblyHeld => &mut self.possibly,
            Counted::Contested => &mut self.contested,
            Counted::NotHeld => &mut self.not_held,
        };
        *place += 1;
    }
}

/// Counts people by what each of their detentions says of a day: whoever has
/// several counts once, by the one that says most. A detention of nobody known
/// counts as one person more.
pub fn headcount<'a>(
    verdicts: impl IntoIterator<Item = (Option<&'a Id<Person>>, Counted)>,
) -> Headcount {
    let mut people: BTreeMap<&Id<Person>, Counted> = BTreeMap::new();
    let mut count = Headcount::default();
    for (person, counted) in verdicts {
        match person {
            Some(person) => {
                let known = people.entry(person).or_insert(counted);
                *known = counted.max(*known);
            }
            None => count.count(counted),
        }
    }
    for counted in people.into_values() {
        count.count(counted);
    }
    count
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn person(name: &str) -> Id<Person> {
        format!("person/{name}").parse().unwrap()
    }

    #[test]
    fn a_person_with_two_detentions_counts_once_by_the_one_that_says_most() {
        let (anna, boris) = (person("anna"), person("boris"));
        let count = headcount([
            (Some(&anna), Counted::NotHeld),
            (Some(&anna), Counted::Held),
            (Some(&boris), Counted::Contested),
            (Some(&boris), Counted::PresumedHeld),
        ]);
        assert_eq!(count, Headcount { held: 1, presumed: 1, ..Headcount::default() });
        assert_eq!((count.at_least(), count.at_most()), (1, 2));
    }

    #[test]
    fn detentions_of_people_without_a_name_are_counted_each() {
        let count = headcount([(None, Counted::Held), (None, Counted::Held)]);
        assert_eq!(count.held, 2);
    }

    #[test]
    fn a_contested_case_is_possible_and_never_certain() {
        let anna = person("anna");
        let count = headcount([(Some(&anna), Counted::Contested)]);
        assert_eq!((count.at_least(), count.at_most(), count.contested), (0, 1, 1));
    }

    #[test]
    fn where_nothing_is_contested_the_verdict_is_custodys_own() {
        for (on, counted) in [
            (CustodyOn::NotHeld, Counted::NotHeld),
            (CustodyOn::PossiblyHeld, Counted::PossiblyHeld),
            (CustodyOn::PresumedHeld, Counted::PresumedHeld),
            (CustodyOn::Held, Counted::Held),
        ] {
            assert_eq!(Counted::of([on].into_iter()), counted);
        }
    }

    proptest! {
        #[test]
        fn everyone_counts_once(
            verdicts in prop::collection::vec(("[a-d]", proptest::sample::select(Counted::ALL.to_vec())), 0..12),
        ) {
            let people: Vec<_> = verdicts.iter().map(|(name, counted)| (person(name), *counted)).collect();
            let count = headcount(people.iter().map(|(person, counted)| (Some(person), *counted)));
            let mut names: Vec<_> = verdicts.iter().map(|(name, _)| name).collect();
            names.sort_unstable();
            names.dedup();
            prop_assert_eq!(count.at_most() + count.not_held, names.len());
            prop_assert!(count.at_least() <= count.at_most());
        }
    }
}
