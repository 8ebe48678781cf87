//! Contradictions by rules of the domain: within one record that its own rules
//! do not reach, and across records. One file for each rule.
//!
//! A rule is broken only where that is certain, whichever days and numbers the
//! values can mean: `2025-12` and `2025-12-13` contradict nothing.

mod birth;
mod death;
mod freed;
mod life;
mod named;
mod overlap;
mod parts;
mod promise;
mod relief;

use crate::{DomainRule, RecordId};

pub use life::Life;
pub use named::named_against_count;
pub(crate) use parts::{indicator_parts, release_parts};
pub use promise::delivered_before_promised;
pub(crate) use relief::relief_before_sanction;

/// Records that contradict each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crossing {
    /// The rule of the domain that is broken.
    pub breaks: DomainRule,
    /// What is wrong, in a sentence.
    pub rule: String,
    /// The two sides.
    pub sides: [CrossingSide; 2],
}

/// What one side says, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrossingSide {
    /// What it says.
    pub says: String,
    /// The fields it says it in, each with its record.
    pub fields: Vec<(RecordId, String)>,
}

impl CrossingSide {
    /// What one record says.
    fn of(
        record: impl Into<RecordId>,
        says: String,
        fields: impl IntoIterator<Item = String>,
    ) -> Self {
        let record = record.into();
        Self { says, fields: fields.into_iter().map(|field| (record.clone(), field)).collect() }
    }
}

#[cfg(test)]
mod tests;
