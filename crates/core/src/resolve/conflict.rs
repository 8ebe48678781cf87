//! A dispute told whole: with the records that it is about, and who takes which side.

use serde::{Deserialize, Serialize};

use super::{Dispute, DisputeKind, DomainRule, Witness};
use crate::{Record, RecordId};

/// A dispute with all that is to be told of it, within one record or across several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conflict {
    /// The path of the field; for a contradiction, that of its first side.
    pub field: String,
    /// How the sides contradict each other.
    pub kind: DisputeKind,
    /// For a contradiction: which rule of the domain is broken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub breaks: Option<DomainRule>,
    /// For a contradiction: what is wrong, in a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// Whether the keepers settled it, and nothing new was said since.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub settled: bool,
    /// Those who contradict each other. Within a record the one that it follows comes first;
    /// where the keepers settled it, the one that they chose.
    pub sides: Vec<Party>,
}

/// One side of a dispute.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// What it says.
    pub says: String,
    /// The records that say it.
    pub records: Vec<RecordId>,
    /// The fields of these that say it.
    pub fields: Vec<String>,
    /// Who says so.
    pub witnesses: Vec<Witness>,
}

impl Conflict {
    /// A dispute within one record.
    #[must_use]
    pub fn within<N>(record: &Record<N>, dispute: &Dispute) -> Self {
        let sides = dispute.sides.iter().map(|side| {
            let known = side.claims.iter().filter_map(|at| record.account.witnesses.get(*at));
            Party {
                says: side.says.clone(),
                records: vec![record.id.as_record_id().clone()],
                fields: side.fields.clone(),
                witnesses: known.cloned().collect(),
            }
        });
        Self {
            field: dispute.field.clone(),
            kind: dispute.kind,
            breaks: dispute.breaks,
            rule: dispute.rule.clone(),
            settled: dispute.settled,
            sides: sides.collect(),
        }
    }
}
