//! Identifiers: `noun/slug`, one text in every layer.

#[cfg(feature = "graphql")]
mod graphql;
#[cfg(feature = "sql")]
mod sql;

use std::{borrow::Borrow, cmp::Ordering, fmt, hash, marker::PhantomData, str::FromStr, sync::Arc};

use serde::{Deserialize, Serialize, de};

#[cfg(feature = "graphql")]
pub use graphql::Follow;

use crate::{NOUNS, Value};

/// What an identifier may lead to: one noun, or one of several.
pub trait Kind: Send + Sync + 'static {
    /// The nouns, as the word before the slash.
    const NOUNS: &'static [&'static str];
    /// The name of the GraphQL type that a reference leads to.
    const TYPE: &'static str;
}

/// Declares sets of nouns that a reference may lead to.
macro_rules! kinds {
    ($($(#[$doc:meta])* pub enum $name:ident = $($noun:literal)|+;)+) => {
        $(
            $(#[$doc])*
            #[derive(Debug)]
            pub enum $name {}

            impl Kind for $name {
                const NOUNS: &'static [&'static str] = &[$($noun),+];
                const TYPE: &'static str = "Record";
            }
        )+
    };
}

kinds! {
    /// Whoever can act, speak or be a party: a person or an organization.
    pub enum Actor = "organization" | "person";
    /// Whose word a claim passes on: a person, an organization, or a statement by someone unnamed.
    pub enum Voice = "organization" | "person" | "statement";
    /// What a sanction can be laid on.
    pub enum Target = "organization" | "person" | "place";
    /// What one side of an agreement promised, as the acts that keep the promise.
    pub enum Act = "release" | "sanction";
}

/// Any record at all.
#[derive(Debug)]
pub enum Anything {}

impl Kind for Anything {
    const NOUNS: &'static [&'static str] = NOUNS;
    const TYPE: &'static str = "Record";
}

/// Identifies a record of any kind: `person/ales-bialiatski`. It is copied
/// wherever something leads to the record, so its copies share one text.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RecordId(Arc<str>);

/// The longest identifier, in bytes.
const LONGEST: usize = 200;

impl RecordId {
    /// The word before the slash.
    #[must_use]
    pub fn noun(&self) -> &str {
        self.0.split_once('/').map_or("", |(noun, _)| noun)
    }

    /// What follows the slash.
    #[must_use]
    pub fn slug(&self) -> &str {
        self.0.split_once('/').map_or("", |(_, slug)| slug)
    }

    /// The whole of it, as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What was an identifier before, and is one still.
    pub(crate) fn sound(text: &str) -> Self {
        Self(text.into())
    }
}

/// Identifies a record of the kind `K`.
pub struct Id<K>(RecordId, PhantomData<fn() -> K>);

impl<K> Id<K> {
    /// The identifier without its kind.
    #[must_use]
    pub fn as_record_id(&self) -> &RecordId {
        &self.0
    }

    /// The whole of it, as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl<K: Kind> Value for Id<K> {
    fn links(&self, found: &mut Vec<RecordId>) {
        found.push(self.0.clone());
    }

    fn relink(&mut self, moved: &crate::Moved<'_>) {
        // Only identifiers of one noun are merged: what could stand here still can.
        if let Some(id) = moved(&self.0).filter(|id| K::NOUNS.contains(&id.noun())) {
            self.0 = id;
        }
    }
}

/// Why a text is not an identifier, or not one of this kind.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// It does not have the shape of one.
    #[error("`{0}` is not an identifier: write {shape}", shape = shape(.0))]
    Shape(String),
    /// Its noun is none of the eleven.
    #[error("`{id}` names no kind of record: the nouns are {}", NOUNS.join(", "))]
    Noun {
        /// The identifier.
        id: String,
    },
    /// It leads to a record of another kind.
    #[error("`{id}` cannot stand here: this leads to a {}", wanted.join(" or a "))]
    Kind {
        /// The identifier.
        id: String,
        /// The nouns that can stand here.
        wanted: &'static [&'static str],
    },
}

/// How an identifier is written: of the noun that was named, if one was.
fn shape(text: &str) -> String {
    match text.split_once('/') {
        Some((noun, _)) if NOUNS.contains(&noun) => {
            format!("{noun}/ and then small letters, digits and hyphens")
        }
        _ => "noun/slug in small letters, digits and hyphens, as in person/ales-bialiatski"
            .to_owned(),
    }
}

impl FromStr for RecordId {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let word = |part: &str| {
            part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
                && part.starts_with(|c: char| c != '-')
                && !part.ends_with('-')
        };
        match text.split_once('/') {
            Some((noun, slug)) if text.len() <= LONGEST && word(noun) && word(slug) => {
                if NOUNS.contains(&noun) {
                    Ok(Self(text.into()))
                } else {
                    Err(IdError::Noun { id: text.to_owned() })
                }
            }
            _ => Err(IdError::Shape(text.to_owned())),
        }
    }
}

impl<K: Kind> TryFrom<RecordId> for Id<K> {
    type Error = IdError;

    fn try_from(id: RecordId) -> Result<Self, IdError> {
        if K::NOUNS.contains(&id.noun()) {
            Ok(Self(id, PhantomData))
        } else {
            Err(IdError::Kind { id: id.into(), wanted: K::NOUNS })
        }
    }
}

impl<K: Kind> FromStr for Id<K> {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        text.parse::<RecordId>()?.try_into()
    }
}

impl<'de> Deserialize<'de> for RecordId {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
        text.parse().map_err(de::Error::custom)
    }
}

impl<'de, K: Kind> Deserialize<'de> for Id<K> {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        RecordId::deserialize(from)?.try_into().map_err(de::Error::custom)
    }
}

impl Serialize for RecordId {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.0)
    }
}

impl<K> Serialize for Id<K> {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(to)
    }
}

// So that a map of records can be asked with plain text.
impl Borrow<str> for RecordId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl From<RecordId> for String {
    fn from(id: RecordId) -> Self {
        id.as_str().to_owned()
    }
}
impl<K> From<Id<K>> for String {
    fn from(id: Id<K>) -> Self {
        id.as_str().to_owned()
    }
}
impl<K> From<Id<K>> for RecordId {
    fn from(id: Id<K>) -> Self {
        id.0
    }
}
impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}
impl fmt::Debug for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
impl<K> fmt::Display for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
impl<K> fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

// Derives would ask of `K` what only the text must give.
impl<K> Clone for Id<K> {
    fn clone(&self) -> Self {
        Self(self.0.clone(), PhantomData)
    }
}
impl<K> PartialEq for Id<K> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<K> Eq for Id<K> {}
impl<K> PartialOrd for Id<K> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<K> Ord for Id<K> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0)
    }
}
impl<K> hash::Hash for Id<K> {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}
