//! Claims: what a source says of a subject.

use std::{borrow::Cow, collections::BTreeMap, fmt};

use serde::{Deserialize, Serialize, Serializer};
use serde_json::value::RawValue;
use sha2::{Digest as _, Sha256};

use super::{canonical, hex};
use crate::{Day, Id, Noun, RecordId, Source, Voice};

/// What one source says of one subject, as it was read on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// What it is about.
    pub subject: RecordId,
    /// The document it was read in.
    pub source: Id<Source>,
    /// Whose word it is, where it is not the source's own.
    pub said_by: Option<Id<Voice>>,
    /// The day the source was read.
    pub read_on: Day,
    /// Whether its fields are said to be untrue.
    pub denies: bool,
    /// The fields it states.
    pub states: States,
    /// Short phrases of the source, by the path of the field they carry.
    pub quotes: BTreeMap<String, String>,
}

/// The stated fields of a claim, in canonical form. So the hash of a claim
/// outlives every field its noun may gain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct States(String);

impl States {
    /// The canonical form of these fields.
    pub fn of<N: Noun>(fields: &N) -> Result<Self, serde_json::Error> {
        Ok(Self(canonical(fields)?))
    }

    /// Reads the fields back.
    pub fn read<N: Noun>(&self) -> Result<N, serde_json::Error> {
        serde_json::from_str(&self.0)
    }

    /// The canonical text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The identity of a claim: the SHA-256 of its canonical form, in hexadecimal.
///
/// The same reading twice is one claim, so every import can be repeated.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ClaimHash(String);

impl ClaimHash {
    /// The identity of the claim whose canonical form this is.
    #[must_use]
    pub fn of(canonical: &str) -> Self {
        Self(hex(Sha256::digest(canonical)))
    }

    /// The hash as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<ClaimHash> for String {
    fn from(hash: ClaimHash) -> Self {
        hash.0
    }
}

impl fmt::Display for ClaimHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The canonical form of a claim, member by member in the order of RFC 8785.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Form<'a> {
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    denies: bool,
    kind: Cow<'a, str>,
    #[serde(
        default,
        skip_serializing_if = "BTreeMap::is_empty",
        serialize_with = "in_canonical_order"
    )]
    quotes: Cow<'a, BTreeMap<String, String>>,
    read_on: Day,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    said_by: Option<Cow<'a, Id<Voice>>>,
    source: Cow<'a, Id<Source>>,
    #[serde(borrow)]
    states: Cow<'a, RawValue>,
    subject: Cow<'a, RecordId>,
}

/// RFC 8785 orders members by UTF-16, a map by code point: beyond the basic
/// plane they differ, and the path to an author's name can hold any character.
fn in_canonical_order<S: Serializer>(
    quotes: &BTreeMap<String, String>,
    to: S,
) -> Result<S::Ok, S::Error> {
    if quotes.keys().all(|path| path.is_ascii()) {
        return to.collect_map(quotes);
    }
    let mut ordered: Vec<_> = quotes.iter().collect();
    ordered.sort_by(|(one, _), (other, _)| one.encode_utf16().cmp(other.encode_utf16()));
    to.collect_map(ordered)
}

impl Claim {
    /// The canonical form, which is hashed and kept.
    pub fn canonical(&self) -> Result<String, serde_json::Error> {
        // The statement is canonical already: it is passed through as it is, and
        // everything else is text, which serde writes as RFC 8785 does.
        let states: &RawValue = serde_json::from_str(self.states.as_str())?;
        serde_json::to_string(&Form {
            denies: self.denies,
            kind: Cow::Borrowed("claim"),
            quotes: Cow::Borrowed(&self.quotes),
            read_on: self.read_on,
            said_by: self.said_by.as_ref().map(Cow::Borrowed),
            source: Cow::Borrowed(&self.source),
            states: Cow::Borrowed(states),
            subject: Cow::Borrowed(&self.subject),
        })
    }

    /// Whether what it states is canonical.
    pub(super) fn is_canonical(&self) -> Result<bool, serde_json::Error> {
        let states: serde_json::Value = serde_json::from_str(self.states.as_str())?;
        Ok(states.is_object() && canonical(&states)? == self.states.as_str())
    }

    /// Reads a claim back.
    pub(super) fn read(text: &str) -> Result<Self, serde_json::Error> {
        let form: Form<'_> = serde_json::from_str(text)?;
        Ok(Self {
            subject: form.subject.into_owned(),
            source: form.source.into_owned(),
            said_by: form.said_by.map(Cow::into_owned),
            read_on: form.read_on,
            denies: form.denies,
            states: States(form.states.get().to_owned()),
            quotes: form.quotes.into_owned(),
        })
    }
}
