//! Rulings: what the keepers of the record decide.

use serde::{Deserialize, Serialize};

use crate::{EntryId, Rank, RecordId};

/// A decision of the keepers, with who made it and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruling {
    /// Who decided.
    pub author: String,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// What was decided.
    #[serde(flatten)]
    pub decision: Decision,
}

/// What a ruling acts on: entries of one revision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scope {
    /// The revision; silent for the one that holds the ruling itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<u64>,
    /// The positions in it; none for every claim of the revision.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub positions: Vec<u32>,
}

impl Scope {
    /// Every claim of the revision that holds the ruling.
    pub const THIS_REVISION: Self = Self { revision: None, positions: Vec::new() };

    /// One entry.
    #[must_use]
    pub fn of(entry: EntryId) -> Self {
        Self { revision: Some(entry.revision), positions: vec![entry.position] }
    }

    /// Whether it holds an entry, the ruling standing in revision `here`.
    #[must_use]
    pub fn holds(&self, entry: EntryId, here: u64) -> bool {
        entry.revision == self.revision.unwrap_or(here)
            && (self.positions.is_empty() || self.positions.contains(&entry.position))
    }
}

/// The ten things the keepers of the record can decide.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Decision {
    /// These claims speak.
    Accept {
        /// Which.
        entries: Scope,
    },
    /// These claims do not speak.
    Reject {
        /// Which.
        entries: Scope,
    },
    /// This claim weighs more or less than others.
    Rank {
        /// Which.
        entries: Scope,
        /// On which field; on all where none is named.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        field: Option<String>,
        /// How much.
        rank: Rank,
    },
    /// Everyone may see this.
    Show {
        /// What.
        #[serde(flatten)]
        what: Sight,
    },
    /// Only the restricted audience may see this.
    Hide {
        /// What.
        #[serde(flatten)]
        what: Sight,
    },
    /// The claim was misread, or withdrawn: it speaks no longer.
    Retract {
        /// Which.
        entries: Scope,
        /// On which field; on none at all where none is named.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        field: Option<String>,
    },
    /// The dispute on a field is settled by this claim.
    Settle {
        /// The record.
        subject: RecordId,
        /// The field.
        field: String,
        /// The claim that speaks.
        entry: EntryId,
    },
    /// Two identifiers are one subject.
    Merge {
        /// The identifier that goes.
        subject: RecordId,
        /// The identifier that stays.
        into: RecordId,
    },
    /// Two identifiers are two subjects, whatever they have in common.
    Part {
        /// The one.
        subject: RecordId,
        /// The other.
        from: RecordId,
    },
    /// The body of this entry is destroyed; its commitment stays.
    Erase {
        /// Which.
        entry: EntryId,
    },
}

/// What is shown or hidden: claims, or a subject, or a field of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Sight {
    /// Claims.
    Claims {
        /// Which.
        entries: Scope,
    },
    /// A record, or one field of it.
    Record {
        /// Which record.
        subject: RecordId,
        /// Which field; the whole record where none is named.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        field: Option<String>,
    },
}

impl Decision {
    /// The word for the ruling.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Accept { .. } => "accept",
            Self::Reject { .. } => "reject",
            Self::Rank { .. } => "rank",
            Self::Show { .. } => "show",
            Self::Hide { .. } => "hide",
            Self::Retract { .. } => "retract",
            Self::Settle { .. } => "settle",
            Self::Merge { .. } => "merge",
            Self::Part { .. } => "part",
            Self::Erase { .. } => "erase",
        }
    }
}
