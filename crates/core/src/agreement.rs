//! Agreements: deals, the talks that led to them, and what each side promised.

use crate::{
    Act, Actor, Id, Noun, PartialDate, Place, Quantity,
    order::{Order, in_order},
    record::{noun, noun_words, part},
    vocabulary::vocabulary,
};

vocabulary! {
    /// What kind of thing was promised.
    pub enum CommitmentKind {
        /// To free people.
        Release = "release",
        /// To ease sanctions.
        SanctionsRelief = "sanctions_relief",
        /// To talk further.
        Talks = "talks",
        /// To restore relations.
        Normalisation = "normalisation",
        /// Something else.
        Other = "other",
    }
}

part! {
    /// A round of talks.
    pub struct Talks("TalksInput") {
        /// Where.
        pub place: Option<Id<Place>>,
        /// The first day.
        pub began_on: Option<PartialDate>,
        /// The last day.
        pub ended_on: Option<PartialDate>,
        /// How many days.
        pub days: Option<Quantity>,
        /// Who took part.
        pub participants: Vec<Id<Actor>>,
    }
}

part! {
    /// What one side promised. Whether it was delivered is derived, not stated.
    pub struct Commitment("CommitmentInput") {
        /// Who promised.
        pub by: Option<Id<Actor>>,
        /// What kind of thing.
        pub kind: Option<CommitmentKind>,
        /// What, in a few words.
        pub text: Option<String>,
        /// When.
        pub promised_on: Option<PartialDate>,
        /// The releases and sanctions in which it is or would be kept.
        pub acts: Vec<Id<Act>>,
    }
}

noun! {
    /// A deal between two or more sides.
    pub struct Agreement("AgreementRecord", "AgreementInput"): "agreement" {
        /// What it is called.
        pub title: Option<String>,
        /// The sides.
        pub parties: Vec<Id<Actor>>,
        /// The day it was reached.
        pub reached_on: Option<PartialDate>,
        /// The talks that led to it.
        pub talks: Vec<Talks>,
        /// What each side promised.
        pub commitments: Vec<Commitment>,
    }
}

impl Agreement {
    fn orders(&self) -> Vec<Order> {
        let talks = self.talks.iter().flat_map(|talks| {
            let element = ("talks", &talks.key);
            let began = (format!("talks.{}.began_on", talks.key), talks.began_on);
            [
                Order::within(element, ("began_on", talks.began_on), ("ended_on", talks.ended_on)),
                // The talks led to the agreement.
                Order::of(began, ("reached_on", self.reached_on)),
            ]
        });
        talks.flatten().collect()
    }
}

impl Noun for Agreement {
    noun_words!("agreement", "agreements");

    const FACETS: &'static [&'static str] = &["commitments.kind"];

    fn span(&self, _: &crate::Surroundings) -> Option<crate::Span> {
        let talks = self.talks.iter().flat_map(|talks| [talks.began_on, talks.ended_on]);
        crate::Span::over(talks.chain([self.reached_on]).flatten())
    }

    fn label(&self) -> Option<String> {
        self.title.clone()
    }

    in_order!();
}
