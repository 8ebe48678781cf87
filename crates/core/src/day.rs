//! Full days of the calendar: `2025-12-13`.

use std::{fmt, str::FromStr};

use chrono::{Datelike, NaiveDate, TimeDelta};

use crate::{
    Value,
    vocabulary::{scalar, text},
};

/// A day of the calendar, such as `2025-12-13`, in the years 0001 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "sql", derive(sea_orm::DeriveValueType))]
#[cfg_attr(feature = "sql", sea_orm(value_type = "String", column_type = "Text"))]
pub struct Day(NaiveDate);

text!(Day);
scalar!(Day, "Date", "A day of the calendar, written `2025-12-13`.");

impl Value for Day {}

/// Why a text is not a day.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DayError {
    /// It has another form than year, month and day.
    #[error(
        "`{0}` is not a day: write the year, the month and the day in digits, such as 2025-12-13"
    )]
    Form(String),
    /// The calendar has no such day.
    #[error(
        "the calendar has no day `{0}`: correct the month or the day, or write what is known, such as 2025-12"
    )]
    Calendar(String),
}

impl Day {
    /// The earliest day that can be written, `0001-01-01`.
    pub const FIRST: Self = Self::fixed(1, 1, 1);
    /// The latest day that can be written, `9999-12-31`.
    pub const LAST: Self = Self::fixed(9999, 12, 31);

    // A constant cannot be unwrapped without a panic; neither day above misses.
    const fn fixed(year: i32, month: u32, day: u32) -> Self {
        match NaiveDate::from_ymd_opt(year, month, day) {
            Some(date) => Self(date),
            None => Self(NaiveDate::MIN),
        }
    }

    /// The day of this year, month and day of the month, if the calendar has it.
    #[must_use]
    pub fn ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).and_then(Self::within)
    }

    /// The day, if it lies in the years that can be written.
    pub(crate) fn within(date: NaiveDate) -> Option<Self> {
        (1..=9999).contains(&date.year()).then_some(Self(date))
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// The day of the month, 1 to 31.
    #[must_use]
    pub fn day_of_month(self) -> u32 {
        self.0.day()
    }

    /// So many days later, or earlier if negative.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Option<Self> {
        self.0.checked_add_signed(TimeDelta::try_days(days)?).and_then(Self::within)
    }

    /// So many days from this one to the other: negative if the other is earlier.
    #[must_use]
    pub fn days_until(self, other: Self) -> i64 {
        (other.0 - self.0).num_days()
    }
}

impl TryFrom<NaiveDate> for Day {
    type Error = DayError;

    fn try_from(date: NaiveDate) -> Result<Self, DayError> {
        Self::within(date).ok_or_else(|| DayError::Form(date.to_string()))
    }
}

impl From<Day> for NaiveDate {
    fn from(day: Day) -> Self {
        day.0
    }
}

impl FromStr for Day {
    type Err = DayError;

    fn from_str(text: &str) -> Result<Self, DayError> {
        let form = || DayError::Form(text.to_owned());
        let (year, rest) = text.split_once('-').ok_or_else(form)?;
        let (month, day) = rest.split_once('-').ok_or_else(form)?;
        let number = |part: &str, digits: usize| {
            let plain = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
            plain.then(|| part.parse::<u16>().ok()).flatten().ok_or_else(form)
        };
        let (year, month, day) = (number(year, 4)?, number(month, 2)?, number(day, 2)?);
        Self::ymd(year.into(), month.into(), day.into())
            .ok_or_else(|| DayError::Calendar(text.to_owned()))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.month(), self.day_of_month())
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use proptest::prelude::*;

    use super::*;

    pub(crate) fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    pub(crate) fn any_day() -> impl Strategy<Value = Day> {
        (0..=Day::FIRST.days_until(Day::LAST)).prop_map(|days| Day::FIRST.plus_days(days).unwrap())
    }

    #[test]
    fn two_thousand_was_a_leap_year_and_nineteen_hundred_was_not() {
        assert_eq!(day("2000-02-29").days_until(day("2000-03-01")), 1);
        assert_eq!("1900-02-29".parse::<Day>(), Err(DayError::Calendar("1900-02-29".to_owned())));
    }

    #[test]
    fn the_release_of_december_came_ninety_three_days_after_that_of_september() {
        assert_eq!(day("2025-09-11").days_until(day("2025-12-13")), 93);
        assert_eq!(day("2025-09-11").plus_days(93), Some(day("2025-12-13")));
    }

    #[test]
    fn a_month_is_not_a_day() {
        for text in ["2025-12", "13.12.2025", "2025-12-13T00:00", "25-12-13", "+025-12-13", ""] {
            assert_eq!(text.parse::<Day>(), Err(DayError::Form(text.to_owned())));
        }
    }

    #[test]
    fn days_stay_in_the_years_that_can_be_written() {
        assert_eq!(Day::FIRST.to_string(), "0001-01-01");
        assert_eq!(Day::LAST.to_string(), "9999-12-31");
        assert_eq!(Day::FIRST.plus_days(-1), None);
        assert_eq!(Day::LAST.plus_days(1), None);
        assert_eq!(Day::LAST.plus_days(i64::MAX), None);
        assert!("0000-01-01".parse::<Day>().is_err());
    }

    #[test]
    fn a_day_is_its_text_in_json() {
        let json = serde_json::to_string(&day("2025-12-13")).unwrap();
        assert_eq!(json, "\"2025-12-13\"");
        assert_eq!(serde_json::from_str::<Day>(&json).unwrap(), day("2025-12-13"));
    }

    proptest! {
        #[test]
        fn a_day_is_read_back_as_it_was_written(day in any_day()) {
            prop_assert_eq!(day.to_string().parse(), Ok(day));
        }

        #[test]
        fn days_are_ordered_like_their_texts(one in any_day(), other in any_day()) {
            prop_assert_eq!(one.cmp(&other), one.to_string().cmp(&other.to_string()));
        }

        #[test]
        fn adding_the_days_between_two_days_leads_from_one_to_the_other(one in any_day(), other in any_day()) {
            prop_assert_eq!(one.plus_days(one.days_until(other)), Some(other));
        }

        #[test]
        fn no_text_makes_the_parser_panic(text in ".*") {
            if let Ok(day) = text.parse::<Day>() {
                prop_assert_eq!(day.to_string(), text);
            }
        }
    }
}
