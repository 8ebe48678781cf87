//! Submissions: claims on their way into the ledger, and what can be wrong with them.

use std::fmt;

use super::Claim;

/// Claims to be added together, as one revision.
#[derive(Clone, Debug, Default)]
pub struct Submission {
    /// Who submits.
    pub author: String,
    /// What is added, in a sentence.
    pub message: String,
    /// The claims.
    pub claims: Vec<NewClaim>,
}

/// A claim on its way into the ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewClaim {
    /// The claim.
    pub claim: Claim,
    /// Whether its subject may be one that nobody has spoken of before.
    pub new: bool,
    /// Where it was written, for the person who wrote it: `file.toml:12`.
    pub written_at: Option<String>,
}

/// Something wrong with what was submitted: where, what, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where it was written: `file.toml:12`.
    pub written_at: Option<String>,
    /// The record it concerns.
    pub record: Option<String>,
    /// The path of the field it concerns.
    pub field: Option<String>,
    /// What kind of fault it is, as one word for programs: `UNKNOWN_SUBJECT`.
    pub code: &'static str,
    /// What is wrong, in a sentence.
    pub problem: String,
    /// What to do about it.
    pub remedy: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(written_at) = &self.written_at {
            write!(f, "{written_at}: ")?;
        }
        match (&self.record, &self.field) {
            (Some(record), Some(field)) => write!(f, "{record}, {field}: ")?,
            (Some(place), None) | (None, Some(place)) => write!(f, "{place}: ")?,
            (None, None) => {}
        }
        write!(f, "{}; {}", self.problem, self.remedy)
    }
}
