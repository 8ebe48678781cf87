//! Instants: when something was added to the ledger.

use std::{fmt, str::FromStr};

use chrono::{DateTime, SecondsFormat, TimeZone as _, Utc};

use crate::{
    Value,
    vocabulary::{scalar, text},
};

/// A moment in time, in UTC and to the millisecond: `2025-12-15T09:30:00.000Z`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "sql", derive(sea_orm::DeriveValueType))]
#[cfg_attr(feature = "sql", sea_orm(value_type = "String"))]
pub struct Instant(DateTime<Utc>);

text!(Instant);
scalar!(
    Instant,
    "Instant",
    "A moment in UTC, written as RFC 3339 has it: `2025-12-15T09:30:00.000Z`."
);
impl Value for Instant {}

impl Instant {
    /// The first moment of 1970.
    pub const EPOCH: Self = Self(DateTime::UNIX_EPOCH);

    /// The moment, so many milliseconds after the first of January 1970.
    #[must_use]
    pub fn from_millis(millis: i64) -> Option<Self> {
        Utc.timestamp_millis_opt(millis).single().map(Self)
    }

    /// How many milliseconds it is after the first of January 1970.
    #[must_use]
    pub fn millis(self) -> i64 {
        self.0.timestamp_millis()
    }

    /// How many milliseconds have gone by since the other; negative if it is still to come.
    #[must_use]
    pub fn millis_since(self, other: Self) -> i64 {
        self.millis() - other.millis()
    }

    /// The first moment of a day, in UTC.
    #[must_use]
    pub fn beginning(day: crate::Day) -> Self {
        Self(chrono::NaiveDate::from(day).and_time(chrono::NaiveTime::MIN).and_utc())
    }

    /// The day it falls on, in UTC.
    #[must_use]
    pub fn day(self) -> Option<crate::Day> {
        self.0.date_naive().try_into().ok()
    }
}

/// A text that is no moment in time.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a moment: write it as RFC 3339 has it, as in 2025-12-15T09:30:00Z")]
pub struct InstantError(String);

impl FromStr for Instant {
    type Err = InstantError;

    fn from_str(text: &str) -> Result<Self, InstantError> {
        let read = DateTime::parse_from_rfc3339(text).map_err(|_| InstantError(text.to_owned()))?;
        Self::from_millis(read.timestamp_millis()).ok_or_else(|| InstantError(text.to_owned()))
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0.to_rfc3339_opts(SecondsFormat::Millis, true))
    }
}
