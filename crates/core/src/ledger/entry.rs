//! Entries: what a revision adds, and where it stands.

use std::{fmt, str::FromStr};

use serde::Deserialize;

use super::{Claim, Ruling};
use crate::{
    Value,
    vocabulary::{scalar, text},
};

/// Where an entry stands: the revision, and the position in it, from one. `12.3`
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntryId {
    /// The number of the revision, from one.
    pub revision: u64,
    /// The position within the revision, from one.
    pub position: u32,
}

text!(EntryId);
scalar!(EntryId, "EntryID", "Where an entry stands in the ledger: revision and position, `12.3`.");
impl Value for EntryId {}

/// A text that names no place in the ledger.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` names no entry of the ledger: write revision and position, as in 12.3")]
pub struct EntryIdError(String);

impl FromStr for EntryId {
    type Err = EntryIdError;

    fn from_str(text: &str) -> Result<Self, EntryIdError> {
        let wrong = || EntryIdError(text.to_owned());
        let (revision, position) = text.split_once('.').ok_or_else(wrong)?;
        let plain = |part: &str| part.bytes().all(|b| b.is_ascii_digit()) && !part.starts_with('0');
        if !plain(revision) || !plain(position) {
            return Err(wrong());
        }
        let revision = revision.parse().map_err(|_| wrong())?;
        let position = position.parse().map_err(|_| wrong())?;
        Ok(Self { revision, position })
    }
}

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}.{}", self.revision, self.position))
    }
}

/// What an entry says: a claim, or a ruling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// What a source says.
    Claim(Claim),
    /// What the keepers of the record decide.
    Ruling(Ruling),
}

/// A text of the ledger that is not the canonical form of any entry.
#[derive(Debug, thiserror::Error)]
pub enum BodyError {
    /// It is no JSON, or not of an entry's shape.
    #[error("the body of an entry cannot be read: {0}")]
    Shape(#[from] serde_json::Error),
    /// It reads as an entry, but was not written as this program writes it.
    #[error("the body of an entry is not in its canonical form")]
    Form,
}

impl Body {
    /// The canonical form: RFC 8785 JSON, silent fields left out.
    pub fn canonical(&self) -> Result<String, serde_json::Error> {
        match self {
            Self::Claim(claim) => claim.canonical(),
            Self::Ruling(ruling) => super::canonical(ruling),
        }
    }

    /// Reads an entry back from its canonical form, and from no other.
    pub fn read(text: &str) -> Result<Self, BodyError> {
        let body = Self::of_ledger(text)?;
        let states = match &body {
            Self::Claim(claim) => claim.is_canonical()?,
            Self::Ruling(_) => true,
        };
        if states && body.canonical()? == text { Ok(body) } else { Err(BodyError::Form) }
    }

    /// Reads an entry that the ledger holds: its form was checked when it was added.
    pub fn of_ledger(text: &str) -> Result<Self, BodyError> {
        #[derive(Deserialize)]
        struct Tag<'a> {
            #[serde(borrow)]
            kind: std::borrow::Cow<'a, str>,
        }
        Ok(match serde_json::from_str::<Tag<'_>>(text)?.kind.as_ref() {
            "claim" => Self::Claim(Claim::read(text)?),
            _ => Self::Ruling(serde_json::from_str(text)?),
        })
    }

    /// The word for what it is: `claim`, or that of the ruling.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Claim(_) => "claim",
            Self::Ruling(ruling) => ruling.decision.kind(),
        }
    }
}
