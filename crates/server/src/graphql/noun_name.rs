//! The eleven kinds of record, as the API names them.

use async_graphql::Enum;
use detente_core::RecordId;

/// What kind of record it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(name = "Noun")]
pub enum NounName {
    /// A deal.
    Agreement,
    /// One episode of custody of one person.
    Detention,
    /// Something that happened.
    Event,
    /// A series of a number.
    Indicator,
    /// A body.
    Organization,
    /// A human being.
    Person,
    /// Where something is.
    Place,
    /// An act of freeing.
    Release,
    /// A restrictive measure.
    Sanction,
    /// A document.
    Source,
    /// Something said.
    Statement,
}

impl NounName {
    const ALL: [Self; 11] = [
        Self::Agreement,
        Self::Detention,
        Self::Event,
        Self::Indicator,
        Self::Organization,
        Self::Person,
        Self::Place,
        Self::Release,
        Self::Sanction,
        Self::Source,
        Self::Statement,
    ];

    /// The word before the slash of its identifiers.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Agreement => "agreement",
            Self::Detention => "detention",
            Self::Event => "event",
            Self::Indicator => "indicator",
            Self::Organization => "organization",
            Self::Person => "person",
            Self::Place => "place",
            Self::Release => "release",
            Self::Sanction => "sanction",
            Self::Source => "source",
            Self::Statement => "statement",
        }
    }

    /// The noun of an identifier.
    pub(crate) fn of(id: &RecordId) -> Self {
        let known = Self::ALL.into_iter().find(|noun| noun.word() == id.noun());
        // An identifier has one of the eleven nouns: it is checked when it is read.
        known.unwrap_or(Self::Person)
    }
}
