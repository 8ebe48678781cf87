//! What resolution hears: the claims on a subject that the keepers let speak
//! to an audience, with what weighs them.

use std::collections::BTreeMap;

use crate::{
    Day, Detention, EntryId, Fields, Id, PartialDate, Person, Release, Source, Span, Voice,
    lies_within, vocabulary::vocabulary,
};

vocabulary! {
    /// What the keepers of the record make of a claim.
    pub enum Rank {
        /// Known to be wrong: kept, and heard only where nobody else speaks.
        Deprecated = "deprecated",
        /// Neither.
        Normal = "normal",
        /// The best one known.
        Preferred = "preferred",
    }
}

/// A claim as resolution hears it.
#[derive(Clone, Debug)]
pub struct Heard<N> {
    /// Where it stands in the ledger.
    pub entry: EntryId,
    /// The document it was read in.
    pub source: Id<Source>,
    /// The list that the source is an edition of; the source itself otherwise.
    pub list: Id<Source>,
    /// Whose word it is, where it is not the source's own.
    pub said_by: Option<Id<Voice>>,
    /// The day the source was read.
    pub read_on: Day,
    /// The day the source was published, as far as it is known.
    pub published_on: Option<PartialDate>,
    /// Whether its fields are said to be untrue.
    pub denies: bool,
    /// What it states.
    pub states: N,
    /// The fields it must not speak on: retracted, or hidden from this audience.
    pub silenced: Vec<String>,
    /// Its rank, by field; the empty path ranks the whole claim.
    pub ranks: BTreeMap<String, Rank>,
    /// The fields that the keepers settled by this claim, with the revision that did.
    pub settles: BTreeMap<String, u64>,
}

impl<N: Fields> Heard<N> {
    /// Whether nothing bends what it says, so that alone it is the record.
    pub(super) fn speaks_plainly(&self) -> bool {
        !self.denies && self.silenced.is_empty() && !self.states.is_silent()
    }
}

impl<N> Heard<N> {
    /// Takes from it what its source would give it.
    pub(super) fn weigh_by_rank_alone(&mut self) {
        self.list = self.source.clone();
        self.published_on = None;
    }

    /// The order in which readings of one voice replace each other.
    pub(super) fn turn(&self) -> (Option<Day>, Day, EntryId) {
        let edition = if self.list == self.source { None } else { self.published() };
        (edition, self.read_on, self.entry)
    }

    /// The last day its source can have been published.
    pub(super) fn published(&self) -> Option<Day> {
        self.published_on.and_then(PartialDate::latest)
    }

    /// Whether it may speak on a field.
    pub(super) fn speaks_on(&self, path: &str) -> bool {
        !self.silenced.iter().any(|silenced| lies_within(path, silenced))
    }

    /// Its rank on a field: the ruling that names the nearest path decides.
    pub(super) fn rank_on(&self, path: &str) -> Rank {
        let within = |(ranked, _): &(&String, &Rank)| lies_within(path, ranked);
        let nearest = self.ranks.iter().filter(within).max_by_key(|(ranked, _)| ranked.len());
        nearest.map_or(Rank::Normal, |(_, rank)| *rank)
    }
}

/// What the records around a subject say, where its own rules lean on them.
#[derive(Clone, Debug, Default)]
pub struct Surroundings {
    /// The day of each release, as its record gives it.
    pub released_on: BTreeMap<Id<Release>, PartialDate>,
    /// The days of each release that any side of a dispute about it gives.
    pub released_within: BTreeMap<Id<Release>, Span>,
    /// The day of death of each person, as the person's record gives it.
    pub died_on: BTreeMap<Id<Person>, PartialDate>,
}

impl Surroundings {
    /// The day on which whoever was held died, as the person's own record gives it.
    #[must_use]
    pub fn death_in(&self, detention: &Detention) -> Option<PartialDate> {
        self.died_on.get(detention.person.as_ref()?).copied()
    }
}
