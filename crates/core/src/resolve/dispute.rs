//! Disputes: claims on one record that cannot all be true.

use serde::{Deserialize, Serialize};

use super::{Heard, Settling, Surroundings, Without, settling::Except};
use crate::{Noun, Record, lies_within, vocabulary::vocabulary};

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
    /// Whether it is about a field, or about something within it.
    #[must_use]
    pub fn touches(&self, path: &str) -> bool {
        self.sides.iter().flat_map(|side| &side.fields).any(|field| lies_within(field, path))
    }
}

/// Two things a record says that cannot both be true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
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

/// Adds the contradictions of the domain to the account, and what the record
/// would say hearing one side of each open dispute alone.
pub(super) fn with_contradictions<N: Noun>(
    mut record: Record<N>,
    heard: &[Heard<N>],
    around: &Surroundings,
) -> Record<N> {
    for Contradiction { rule, sides } in record.fields.contradictions(around) {
        let sides = sides.map(|(says, fields)| {
            let behind = fields.iter().flat_map(|field| {
                let origin = record.account.origin(field);
                std::iter::once(origin.winner).chain(origin.agree)
            });
            let mut claims: Vec<usize> = behind.collect();
            claims.sort_unstable();
            claims.dedup();
            Side { says, claims, fields }
        });
        // A source that contradicts itself is a fault of the source, not of two:
        // there is no side to leave out, and it is shown all the same.
        record.account.disputes.push(Dispute {
            field: sides[0].fields.first().cloned().unwrap_or_default(),
            kind: DisputeKind::Contradiction,
            rule: Some(rule),
            settled: false,
            sides: sides.into(),
        });
    }
    let disputes = &record.account.disputes;
    let mut without = Vec::new();
    for (at, dispute) in disputes.iter().enumerate().filter(|(_, dispute)| !dispute.settled) {
        for hearing in 0..dispute.sides.len() {
            let others = dispute.sides.iter().enumerate().filter(|(side, _)| *side != hearing);
            let except =
                others.map(|(_, side)| Except { claims: &side.claims, fields: &side.fields });
            let fields = Settling::new(heard, Some(except.collect())).run(heard);
            if fields != record.fields {
                without.push(Without { dispute: at, hearing, fields });
            }
        }
    }
    record.account.without = without;
    record
}
