//! Disputes: claims on one record that cannot all be true.

use serde::{Deserialize, Serialize};

use crate::{lies_within, vocabulary::vocabulary};

vocabulary! {
    /// How claims contradict each other.
    pub enum DisputeKind {
        /// They state values of one field that cannot both be true.
        Values = "values",
        /// One says that what the other states is untrue.
        Denial = "denial",
        /// They state different fields that a rule of the domain keeps apart.
        Contradiction = "contradiction",
    }
}

vocabulary! {
    /// A rule of the domain that keeps two things apart. It is broken only where
    /// that is certain, whichever days the dates can mean.
    pub enum DomainRule {
        /// One thing lies before another that it follows: an end before its
        /// beginning, an agreement before the talks that led to it.
        OutOfOrder = "out_of_order",
        /// Custody ended, and the person was held later.
        HeldAfterTheEnd = "held_after_the_end",
        /// Custody began, and the person was held earlier.
        HeldBeforeTheBeginning = "held_before_the_beginning",
        /// The person was released, and held still.
        ReleasedStillHeld = "released_still_held",
        /// A person was held in two detentions on one day.
        OverlappingDetentions = "overlapping_detentions",
        /// A sentence was imposed before any charge was brought.
        SentencedBeforeCharged = "sentenced_before_charged",
        /// A person died, and acted, was held or died later.
        DiedAgainstLater = "died_against_later",
        /// A person was born, and acted or was held earlier.
        BornAgainstEarlier = "born_against_earlier",
        /// The parts of a number come to more than the whole.
        PartsAgainstWhole = "parts_against_whole",
        /// More people are named than were freed.
        NamedAgainstCount = "named_against_count",
        /// What was promised had been done before it was promised.
        DeliveredBeforePromised = "delivered_before_promised",
        /// A measure was eased before it was imposed.
        ReliefBeforeSanction = "relief_before_sanction",
    }
}

/// A field on which live claims contradict each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dispute {
    /// The path of the field; for a contradiction, that of its first side.
    pub field: String,
    /// How they contradict each other.
    pub kind: DisputeKind,
    /// For a contradiction: what the rule of the domain says, in a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// For a contradiction: which rule of the domain is broken; none in a
    /// record that an older version wrote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub breaks: Option<DomainRule>,
    /// Whether the keepers settled it, and nothing new was said since.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub settled: bool,
    /// Those who contradict each other: the one the record follows comes first.
    pub sides: Vec<Side>,
}

/// Claims that agree among themselves, against another side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Side {
    /// What they say.
    pub says: String,
    /// Who says so, as positions among the witnesses.
    pub claims: Vec<usize>,
    /// The fields they say it in.
    pub fields: Vec<String>,
}

impl Dispute {
    /// Whether it is about a field, about something within it, or about the
    /// element that it stands in.
    #[must_use]
    pub fn touches(&self, path: &str) -> bool {
        let mut fields = self.sides.iter().flat_map(|side| &side.fields);
        fields.any(|field| lies_within(field, path) || lies_within(path, field))
    }
}

/// Two things a record says that cannot both be true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// The rule of the domain that is broken.
    pub breaks: DomainRule,
    /// What is wrong, in a sentence.
    pub rule: String,
    /// What each of the two sides says, and the fields it says it in.
    pub sides: [(String, Vec<String>); 2],
}

/// Something a record or a claim says that cannot be, whoever says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Impossible {
    /// The path of the field.
    pub field: String,
    /// What is wrong, in a sentence.
    pub problem: String,
    /// What to do about it.
    pub remedy: String,
}
