//! Dates as sources give them: `2020`, `2020-08`, `2020-08-09`, `2021-09~`, `../2026-04-23`.

mod stated;
#[cfg(test)]
mod tests;
mod words;

use std::{cmp::Ordering, fmt, str::FromStr};

use self::stated::Stated;
use crate::{
    Day, Value,
    vocabulary::{scalar, text, vocabulary},
};

vocabulary! {
    /// How closely a date is known.
    pub enum Precision {
        /// Somewhere in an interval.
        Interval = "interval",
        /// To the year.
        Year = "year",
        /// To the month.
        Month = "month",
        /// To the day.
        Day = "day",
    }
}

/// A date as a source gives it: one day, known as closely as the source knows it.
///
/// Level 1 of EDTF (ISO 8601-2) without seasons and unspecified digits:
/// - `2020`, `2020-08`, `2020-08-09`: a year, a month, a day.
/// - `~` after it, "approximately", widens it by one of its own kind on each
///   side: `2020~` is 2019 to 2021, `2020-08~` July to September.
/// - `?`, "uncertain", is remembered and moves no bound: the source doubts
///   whether, not how far. `%` is both.
/// - `2025-12-15/2026-04-23`: on some day from the one to the other; `..` in
///   place of an end leaves that side open.
///
/// Dates are ordered by their earliest day, then by their latest, then by text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "sql", derive(sea_orm::DeriveValueType))]
#[cfg_attr(feature = "sql", sea_orm(value_type = "String", column_type = "Text"))]
pub struct PartialDate(Form);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Form {
    One(Stated),
    Interval(Option<Stated>, Option<Stated>),
}

text!(PartialDate);
scalar!(
    PartialDate,
    "PartialDate",
    "A date as closely as it is known (EDTF level 1): `2020`, `2020-08`, `2020-08-09`, each with `~` (approximately), `?` (uncertain) or `%` (both) after it, or an interval in which the day lies: `2025-12-15/2026-04-23`, `../2026-04-23`, `2025-12-15/..`."
);

/// Why a text is not a date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// It has none of the forms of a date.
    #[error(
        "`{0}` is not a date: write 2020, 2020-08 or 2020-08-09, with ~ after it for about, or two of them with / between, or .. for an end that is not known"
    )]
    Form(String),
    /// The calendar has no such month or day.
    #[error(
        "the calendar has no date `{0}`: correct the month or the day, or leave out what is not known"
    )]
    Calendar(String),
    /// The end lies before the beginning.
    #[error(
        "`{0}` ends before it begins: write the earlier date first, or .. for an end that is not known"
    )]
    Backwards(String),
    /// Neither end is known.
    #[error("`{0}` names no date at all: state one of its ends, or leave the field out")]
    Unbounded(String),
}

impl PartialDate {
    /// The first day it can mean; none if that side is open.
    #[must_use]
    pub fn earliest(self) -> Option<Day> {
        match self.0 {
            Form::One(date) => Some(date.earliest()),
            Form::Interval(since, _) => since.map(Stated::earliest),
        }
    }

    /// The last day it can mean; none if that side is open.
    #[must_use]
    pub fn latest(self) -> Option<Day> {
        match self.0 {
            Form::One(date) => Some(date.latest()),
            Form::Interval(_, until) => until.map(Stated::latest),
        }
    }

    /// On a day or before it: `../2026-04-23`.
    #[must_use]
    pub fn by(day: Day) -> Self {
        Self(Form::Interval(None, Some(day.into())))
    }

    /// How closely it is known.
    #[must_use]
    pub fn precision(self) -> Precision {
        match self.0 {
            Form::One(date) => date.precision(),
            Form::Interval(..) => Precision::Interval,
        }
    }

    /// The day itself, if it is stated without any qualification.
    #[must_use]
    pub fn day(self) -> Option<Day> {
        match self.0 {
            Form::One(date) if !date.is_qualified() && date.precision() == Precision::Day => {
                Some(date.earliest())
            }
            _ => None,
        }
    }

    /// Whether it is a single day, stated without any qualification.
    #[must_use]
    pub fn is_exact(self) -> bool {
        self.day().is_some()
    }

    /// Whether it lies before the day, whichever day it means.
    #[must_use]
    pub fn certainly_before(self, day: Day) -> bool {
        self.latest().is_some_and(|latest| latest < day)
    }

    /// Whether it lies on the day or before it, whichever day it means.
    #[must_use]
    pub fn certainly_on_or_before(self, day: Day) -> bool {
        self.latest().is_some_and(|latest| latest <= day)
    }

    /// Whether it can lie before the day; if not, it is certainly on the day or after it.
    #[must_use]
    pub fn possibly_before(self, day: Day) -> bool {
        self.earliest().is_none_or(|earliest| earliest < day)
    }

    /// Whether it can lie on the day or before it; if not, it is certainly after it.
    #[must_use]
    pub fn possibly_on_or_before(self, day: Day) -> bool {
        self.earliest().is_none_or(|earliest| earliest <= day)
    }

    /// Whether it lies before the other date, whichever days the two mean.
    #[must_use]
    pub fn certainly_precedes(self, other: Self) -> bool {
        other.earliest().is_some_and(|earliest| self.certainly_before(earliest))
    }

    fn is_qualified(self) -> bool {
        match self.0 {
            Form::One(date) => date.is_qualified(),
            Form::Interval(since, until) => {
                [since, until].iter().flatten().any(|d| d.is_qualified())
            }
        }
    }

    /// The days it can mean, an open side standing for the end of the calendar.
    fn span(self) -> (Option<Day>, Day) {
        // `None` is smaller than every day, so that side needs no stand-in.
        (self.earliest(), self.latest().unwrap_or(Day::LAST))
    }
}

impl Value for PartialDate {
    /// Two dates agree when one day can be both: `2025-12` and `2025-12-13`.
    fn agrees(&self, other: &Self) -> bool {
        !self.certainly_precedes(*other) && !other.certainly_precedes(*self)
    }

    /// A date says more than another when it leaves fewer days, or the same days and no doubt.
    fn refines(&self, other: &Self) -> bool {
        let ((first, last), (other_first, other_last)) = (self.span(), other.span());
        let within = first >= other_first && last <= other_last;
        let same = first == other_first && last == other_last;
        within && (!same || (other.is_qualified() && !self.is_qualified()))
    }
}

impl From<Day> for PartialDate {
    fn from(day: Day) -> Self {
        Self(Form::One(day.into()))
    }
}

impl Ord for PartialDate {
    fn cmp(&self, other: &Self) -> Ordering {
        if self == other {
            return Ordering::Equal;
        }
        let open = |date: &Self| date.latest().is_none();
        (self.earliest().cmp(&other.earliest()))
            .then_with(|| (open(self), self.latest()).cmp(&(open(other), other.latest())))
            .then_with(|| self.to_string().cmp(&other.to_string()))
    }
}

impl PartialOrd for PartialDate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl FromStr for PartialDate {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let Some((since, until)) = text.split_once('/') else {
            return Stated::parse(text).map(|date| Self(Form::One(date)));
        };
        let end = |end: &str| match end {
            ".." => Ok(None),
            date => Stated::parse(date).map(Some),
        };
        let (since, until) = (end(since)?, end(until)?);
        match (since, until) {
            (None, None) => Err(DateError::Unbounded(text.to_owned())),
            (Some(since), Some(until)) if until.latest() < since.earliest() => {
                Err(DateError::Backwards(text.to_owned()))
            }
            ends => Ok(Self(Form::Interval(ends.0, ends.1))),
        }
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let end = |f: &mut fmt::Formatter<'_>, end: Option<Stated>| match end {
            None => f.write_str(".."),
            Some(date) => date.fmt(f),
        };
        match self.0 {
            Form::One(date) => date.fmt(f),
            Form::Interval(since, until) => {
                end(f, since)?;
                f.write_str("/")?;
                end(f, until)
            }
        }
    }
}
