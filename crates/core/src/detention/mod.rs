//! Detentions: who is held, where, on what charge, for how long.

mod custody;
mod parts;
mod words;

use crate::{
    Contradiction, CountryCode, Id, Impossible, Noun, PartialDate, Person, RecordId, Release,
    Surroundings,
    order::{in_order, out_of_order},
    record::{noun, noun_words},
};

pub use custody::{CustodyOn, DaysHeld, custody_on, days_held, held_span, last_seen};
pub use parts::{Charge, Proceeding, Recognition, Sentence, Stay};
pub use words::{ChargeOutcome, Custody, EndModality, Openness, ProceedingKind, Regime};

noun! {
    /// One episode of custody of one person.
    pub struct Detention("DetentionRecord", "DetentionInput"): "detention" {
        /// Who is held.
        pub person: Option<Id<Person>>,
        /// The country whose authorities hold the person.
        pub country: Option<CountryCode>,
        /// The day custody began.
        pub began_on: Option<PartialDate>,
        /// The day custody ended. Where it is not stated, it is that of the release.
        pub ended_on: Option<PartialDate>,
        /// Where and how the person was held, one after the other.
        pub stays: Vec<Stay>,
        /// What the person is accused of.
        pub charges: Vec<Charge>,
        /// What happened in court.
        pub proceedings: Vec<Proceeding>,
        /// The punishments imposed.
        pub sentences: Vec<Sentence>,
        /// Who counts this person as a political prisoner. It is no part of custody
        /// or of the law: a monitor recognises, and may do so after the fact.
        pub recognitions: Vec<Recognition>,
        /// How custody ended.
        pub end_modality: Option<EndModality>,
        /// The release it ended in.
        pub release: Option<Id<Release>>,
        /// The person's state of health and treatment. Restricted.
        pub condition: Option<String>,
    }
}

impl Detention {
    /// The day custody ended: as stated, else that of the release it ended in.
    #[must_use]
    pub fn end(&self, around: &Surroundings) -> Option<PartialDate> {
        let released = || around.released_on.get(self.release.as_ref()?).copied();
        self.ended_on.or_else(released)
    }
}

impl Noun for Detention {
    noun_words!("detention", "detentions", restricted: "condition");

    const FACETS: &'static [&'static str] =
        &["country", "end_modality", "charges.article", "stays.custody"];

    fn span(&self, around: &Surroundings) -> Option<crate::Span> {
        Some(held_span(self, around))
    }

    fn label(&self) -> Option<String> {
        None
    }

    fn named_after(&self) -> Option<RecordId> {
        self.person.clone().map(Into::into)
    }

    fn impossible(&self) -> Vec<Impossible> {
        let began = ("began_on", self.began_on);
        let mut found = Vec::from_iter(in_order(began, ("ended_on", self.ended_on)));
        for stay in &self.stays {
            let path = |field: &str| format!("stays.{}.{field}", stay.key);
            found.extend(in_order((&path("since"), stay.since), (&path("until"), stay.until)));
        }
        found
    }

    fn contradictions(&self, around: &Surroundings) -> Vec<Contradiction> {
        let began = ("began_on", self.began_on);
        let mut found = Vec::from_iter(out_of_order(began, ("ended_on", self.ended_on)));
        found.extend(custody::held_outside(self, around));
        found
    }

    fn leans_on(&self) -> Vec<RecordId> {
        self.release.iter().map(|release| release.as_record_id().clone()).collect()
    }
}
