//! The scalars of the schema, as core's types: what `custom_scalars_module` names.

pub use detente_core::{
    CountryCode, EntryId as EntryID, Instant, Key, KnownAt, Language, PartialDate, Script, Url,
};

/// A day of the calendar.
pub type Date = detente_core::Day;
/// The digest of a text.
pub type Sha256 = detente_core::TextDigest;

/// Any JSON at all.
#[expect(clippy::upper_case_acronyms, reason = "the scalar is called so in the schema")]
pub type JSON = crate::json::Json;
