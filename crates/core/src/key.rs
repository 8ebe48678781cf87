//! Keys: what an element of a list is known by.

use std::{fmt, str::FromStr};

use crate::{
    Value,
    vocabulary::{scalar, text},
};

/// What an element of a list is known by: `gl-13`, `to-lithuania`.
///
/// It is written by the author or importer and never computed from a date or
/// a count, so that it stays when those are corrected. Claims with the same
/// key speak of one element.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "sql", derive(sea_orm::DeriveValueType))]
#[cfg_attr(feature = "sql", sea_orm(value_type = "String"))]
pub struct Key(String);

text!(Key);
scalar!(Key, "Key", "What an element of a list is known by: small letters, digits and hyphens.");
impl Value for Key {}

impl Key {
    /// The key as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A text that cannot be a key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` cannot be a key: write small letters, digits and hyphens, as in to-lithuania")]
pub struct KeyError(String);

impl FromStr for Key {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, KeyError> {
        let letters =
            text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if letters && !text.is_empty() && text.len() <= 100 && !text.starts_with('-') {
            Ok(Self(text.to_owned()))
        } else {
            Err(KeyError(text.to_owned()))
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}
