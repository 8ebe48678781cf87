//! A detention, where other records contradict it: what it comes to if one side is right.

use super::{Detention, custody::deaths};
use crate::{Conflict, DomainRule, Id, PartialDate, Party, Person, Surroundings};

/// A contradiction between a detention and other records that bears on custody,
/// with what each of its sides tells of beside.
#[derive(Clone, Debug)]
pub struct Elsewhere {
    /// The contradiction.
    pub conflict: Conflict,
    /// The day of death, by side, as another record than the detention's own gives it.
    pub died_on: Vec<Option<PartialDate>>,
    /// The end of another detention, by side.
    pub ended_on: Vec<Option<PartialDate>>,
}

impl Elsewhere {
    /// Whether a contradiction bears on custody: with a birth, a death, or a release from
    /// another time in custody. Two detentions that overlap agree that the person was held, unless
    /// the keepers settled in which; and of more people named than were freed nobody says whose
    /// release is not true.
    #[must_use]
    pub fn bears_on_custody(conflict: &Conflict) -> bool {
        match conflict.breaks {
            Some(
                DomainRule::DiedAgainstLater
                | DomainRule::BornAgainstEarlier
                | DomainRule::ReleasedStillHeld,
            ) => true,
            Some(DomainRule::OverlappingDetentions) => conflict.settled,
            _ => false,
        }
    }

    /// The detention and what is around it, if one side is right. What its own
    /// record says on another side is left out, and the dead are not held. Whoever was not let go
    /// then, but held in another detention, was let go at the latest when that one ended.
    #[must_use]
    pub fn hearing(
        &self,
        side: usize,
        id: &Id<Detention>,
        detention: &Detention,
        around: &Surroundings,
    ) -> (Detention, Surroundings) {
        let own = |side: &Party| side.records.contains(id.as_record_id());
        let sides = self.conflict.sides.iter().enumerate();
        let others = sides.filter(|(at, other)| *at != side && own(other));
        let untrue: Vec<&str> =
            others.flat_map(|(_, other)| &other.fields).map(String::as_str).collect();
        let mut around = around.clone();
        let told = self.died_on.get(side).copied().flatten();
        let known = around.death_in(detention);
        if let Some(person) = &detention.person {
            if let Some(on) = told {
                around.died_on.insert(person.clone(), on);
            } else if known.is_some() && self.died_on.contains(&known) {
                // It is the death that another side tells of.
                around.died_on.remove(person);
            }
        }
        let mut heard = detention.without(&untrue);
        if detention.stated_end(&around).is_some() && heard.stated_end(&around).is_none() {
            heard.ended_on = self.ended_on.get(side).copied().flatten();
        }
        (heard, around)
    }
}

impl Person {
    /// The day of death that a side of a contradiction tells of, if it is this record that does.
    #[must_use]
    pub fn died_on_by(&self, side: &Party) -> Option<PartialDate> {
        self.died_on.filter(|_| side.fields.iter().any(|field| field == "died_on"))
    }
}

impl Detention {
    /// The day of a death in custody that a side of a contradiction tells of, if it is this record that does.
    #[must_use]
    pub fn died_on_by(&self, side: &Party, around: &Surroundings) -> Option<PartialDate> {
        let told = |fields: &[String]| fields.iter().all(|field| side.fields.contains(field));
        deaths(self, around).into_iter().find(|(_, fields)| told(fields)).map(|(on, _)| on)
    }

    /// The detention without what some fields say, by their paths.
    fn without(&self, paths: &[&str]) -> Self {
        let Ok(mut fields) = serde_json::to_value(self) else { return self.clone() };
        for path in paths {
            crate::resolve::remove(&mut fields, path, false);
        }
        serde_json::from_value(fields).unwrap_or_else(|_| self.clone())
    }
}
