//! How long a sentence is: `10 years`, `1 year 7 months`, `15 days`, `life`.

#[cfg(feature = "graphql")]
mod graphql;
mod length;
mod parse;
#[cfg(test)]
mod tests;

use std::{cmp::Ordering, fmt};

use chrono::{Months, NaiveDate};

pub use self::parse::TermError;
use crate::{
    Day, Value,
    vocabulary::{input_text, text},
};

/// How long a sentence is: years, months and days, or life.
///
/// Twelve months are a year, so `18 months` is written `1 year 6 months`. Days
/// stay days: a month has no fixed number of them. A term of life has no
/// bounds in days.
///
/// Terms are ordered by the fewest days they can last, then by the most; life
/// is the greatest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "sql", derive(sea_orm::DeriveValueType))]
#[cfg_attr(feature = "sql", sea_orm(value_type = "String", column_type = "Text"))]
pub struct Term(Length);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Length {
    Fixed { months: u32, days: u32 },
    Life,
}

text!(Term);
input_text!(
    Term,
    "TermInput",
    "How long a sentence is: `10 years`, `1 year 7 months`, `4 1/2 years`, `15 days`, `life`, or as in ISO 8601 `P1Y7M`."
);

impl Term {
    /// Until death.
    pub const LIFE: Self = Self(Length::Life);

    /// Whether it lasts until death.
    #[must_use]
    pub fn is_life(self) -> bool {
        self == Self::LIFE
    }

    /// Its whole years; none for life.
    #[must_use]
    pub fn years(self) -> Option<u32> {
        self.fixed().map(|(months, _)| months / 12)
    }

    /// Its months beside the years, 0 to 11; none for life.
    #[must_use]
    pub fn months(self) -> Option<u32> {
        self.fixed().map(|(months, _)| months % 12)
    }

    /// Its days beside the years and months; none for life.
    #[must_use]
    pub fn days(self) -> Option<u32> {
        self.fixed().map(|(_, days)| days)
    }

    /// The fewest days it can last, whenever it begins; none for life.
    #[must_use]
    pub fn least_days(self) -> Option<u32> {
        self.fixed().map(|(months, days)| length::least_days(months) + days)
    }

    /// The most days it can last, whenever it begins; none for life.
    #[must_use]
    pub fn most_days(self) -> Option<u32> {
        self.fixed().map(|(months, days)| length::most_days(months) + days)
    }

    /// The day on which it is over if it began on this one; none for life.
    ///
    /// That is the same day of the month as the one it began on, or the last
    /// of a shorter month: ten years from 2021-07-14 are over on 2031-07-14.
    #[must_use]
    pub fn ends_after(self, began: Day) -> Option<Day> {
        let (months, days) = self.fixed()?;
        let date = NaiveDate::from(began).checked_add_months(Months::new(months))?;
        Day::within(date)?.plus_days(days.into())
    }

    fn fixed(self) -> Option<(u32, u32)> {
        match self.0 {
            Length::Fixed { months, days } => Some((months, days)),
            Length::Life => None,
        }
    }
}

impl Value for Term {
    /// Two terms agree when both can last the same number of days: `1 year` and `365 days`.
    fn agrees(&self, other: &Self) -> bool {
        self.least_days().is_some() == other.least_days().is_some()
            && self.least_days() <= other.most_days()
            && other.least_days() <= self.most_days()
    }

    /// A term says more than another when it leaves fewer numbers of days.
    fn refines(&self, other: &Self) -> bool {
        let range = |term: &Self| (term.least_days(), term.most_days());
        let ((least, most), (other_least, other_most)) = (range(self), range(other));
        self.agrees(other)
            && least >= other_least
            && most <= other_most
            && (least, most) != (other_least, other_most)
    }
}

impl Ord for Term {
    fn cmp(&self, other: &Self) -> Ordering {
        let days = |term: &Self| (term.is_life(), term.least_days(), term.most_days());
        days(self).cmp(&days(other)).then_with(|| self.0.cmp(&other.0))
    }
}

impl PartialOrd for Term {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Length::Fixed { months, days } = self.0 else {
            return f.write_str("life");
        };
        let parts = [(months / 12, "year"), (months % 12, "month"), (days, "day")];
        let stated = parts.iter().filter(|(number, _)| *number > 0);
        for (at, (number, unit)) in stated.enumerate() {
            let (space, plural) =
                (if at > 0 { " " } else { "" }, if *number == 1 { "" } else { "s" });
            write!(f, "{space}{number} {unit}{plural}")?;
        }
        Ok(())
    }
}
