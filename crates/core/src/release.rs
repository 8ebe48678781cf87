//! Releases: acts of freeing one or many.

use crate::{
    Agreement, CountryCode, EndModality, Id, Key, Noun, Organization, PartialDate, Place, Quantity,
    Sanction,
    record::{noun, noun_words, part},
    vocabulary::vocabulary,
};

vocabulary! {
    /// How a total is cut into groups. Two ways of cutting are never added together.
    pub enum Cut {
        /// By where they were taken.
        Destination = "destination",
        /// By nationality.
        Nationality = "nationality",
        /// By sex.
        Sex = "sex",
        /// By whether they are named.
        Naming = "naming",
        /// By kind of case or of prisoner.
        Category = "category",
        /// By something else, which the label says.
        Other = "other",
    }
}

part! {
    /// Some of those who were freed.
    pub struct Group("GroupInput") {
        /// Who they are, in a few words.
        pub label: Option<String>,
        /// How the group is cut out of the whole.
        pub by: Option<Cut>,
        /// The group that it is a part of, by its key; of the whole where none is named.
        pub within: Option<Key>,
        /// How many they are.
        pub count: Option<Quantity>,
        /// The country they are citizens of.
        pub nationality: Option<CountryCode>,
        /// The place they were taken to.
        pub taken_to_place: Option<Id<Place>>,
        /// The country they were taken to.
        pub taken_to_country: Option<CountryCode>,
        /// Who received them there.
        pub received_by: Option<Id<Organization>>,
    }
}

impl Group {
    /// Who they are: as they are called, else by their nationality; `citizens of Lithuania`.
    #[must_use]
    pub fn in_words(&self) -> Option<String> {
        let citizens = |country: CountryCode| format!("citizens of {}", country.in_a_sentence());
        self.label.clone().or_else(|| self.nationality.map(citizens))
    }
}

noun! {
    /// An act of freeing one or many. Its people are the detentions that end in it.
    pub struct Release("ReleaseRecord", "ReleaseInput"): "release" {
        /// The country that let them go.
        pub country: Option<CountryCode>,
        /// The day it took place.
        pub on: Option<PartialDate>,
        /// How many were freed, as reported.
        pub count: Option<Quantity>,
        /// The groups among them, each way of cutting by itself.
        pub groups: Vec<Group>,
        /// In what form they were let go.
        pub modality: Option<EndModality>,
        /// The agreement it was part of.
        pub agreement: Option<Id<Agreement>>,
        /// The sanctions whose relief it was given for, as someone says.
        pub in_exchange_for: Vec<Id<Sanction>>,
    }
}

impl Noun for Release {
    noun_words!("release", "releases");

    const FACETS: &'static [&'static str] = &["country", "modality"];

    fn span(&self, _: &crate::Surroundings) -> Option<crate::Span> {
        self.on.map(crate::Span::of)
    }

    fn contradictions(&self, _: &crate::Surroundings) -> Vec<crate::Contradiction> {
        crate::rules::contradiction::release_parts(self)
    }

    fn label(&self) -> Option<String> {
        let on = self.on?.on_in_words();
        let count = self.count.as_ref().map(|count| format!(" of {count}"));
        let country = self.country.map(|country| format!(" by {}", country.name()));
        Some(format!("release{}{} {on}", count.unwrap_or_default(), country.unwrap_or_default()))
    }
}
