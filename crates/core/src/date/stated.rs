//! One date as a source states it: a year, a month or a day, perhaps qualified.

use std::{fmt, num::NonZeroU8};

use super::{DateError, Precision};
use crate::Day;

/// What a source says of the certainty of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Qualifier {
    /// `~`: about then.
    Approximate,
    /// `?`: the source doubts it.
    Uncertain,
    /// `%`: both.
    Both,
}

/// A year, a month or a day, with what the source says of its certainty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Stated {
    year: u16,
    month: Option<NonZeroU8>,
    day: Option<NonZeroU8>,
    qualifier: Option<Qualifier>,
}

impl Stated {
    pub(super) fn parse(text: &str) -> Result<Self, DateError> {
        let form = || DateError::Form(text.to_owned());
        let (plain, qualifier) = match text.as_bytes().last() {
            Some(b'~') => (&text[..text.len() - 1], Some(Qualifier::Approximate)),
            Some(b'?') => (&text[..text.len() - 1], Some(Qualifier::Uncertain)),
            Some(b'%') => (&text[..text.len() - 1], Some(Qualifier::Both)),
            _ => (text, None),
        };
        let mut parts = plain.split('-');
        let mut number = |digits: usize| match parts.next() {
            None => Ok(None),
            Some(part) if part.len() == digits && part.bytes().all(|b| b.is_ascii_digit()) => {
                part.parse::<u16>().map(Some).map_err(|_| form())
            }
            Some(_) => Err(form()),
        };
        let (year, month, day) = (number(4)?.ok_or_else(form)?, number(2)?, number(2)?);
        if parts.next().is_some() {
            return Err(form());
        }
        // Whatever is not stated stands for the first, which every year and month has.
        Day::ymd(year.into(), month.unwrap_or(1).into(), day.unwrap_or(1).into())
            .ok_or_else(|| DateError::Calendar(text.to_owned()))?;
        let small = |number: u16| u8::try_from(number).ok().and_then(NonZeroU8::new);
        Ok(Self { year, month: month.and_then(small), day: day.and_then(small), qualifier })
    }

    pub(super) fn precision(self) -> Precision {
        match (self.month, self.day) {
            (None, _) => Precision::Year,
            (Some(_), None) => Precision::Month,
            (Some(_), Some(_)) => Precision::Day,
        }
    }

    pub(super) fn is_qualified(self) -> bool {
        self.qualifier.is_some()
    }

    fn is_approximate(self) -> bool {
        matches!(self.qualifier, Some(Qualifier::Approximate | Qualifier::Both))
    }

    /// The first day it can mean.
    pub(super) fn earliest(self) -> Day {
        self.unit(if self.is_approximate() { -1 } else { 0 }).unwrap_or(Day::FIRST)
    }

    /// The last day it can mean: the one before the next unit begins.
    pub(super) fn latest(self) -> Day {
        self.unit(if self.is_approximate() { 2 } else { 1 })
            .and_then(|next| next.plus_days(-1))
            .unwrap_or(Day::LAST)
    }

    /// The first day of the year, month or day that lies so many of its own kind away.
    fn unit(self, away: i32) -> Option<Day> {
        let year = i32::from(self.year);
        let month = self.month.map_or(0, |month| i32::from(month.get()) - 1);
        match self.precision() {
            Precision::Year => Day::ymd(year + away, 1, 1),
            Precision::Month => {
                let months = year * 12 + month + away;
                let month = u32::try_from(months.rem_euclid(12)).ok()? + 1;
                Day::ymd(months.div_euclid(12), month, 1)
            }
            Precision::Day | Precision::Interval => {
                let (month, day) = (self.month?, self.day?);
                Day::ymd(year, month.get().into(), day.get().into())?.plus_days(away.into())
            }
        }
    }
}

impl From<Day> for Stated {
    fn from(day: Day) -> Self {
        let small = |number: u32| u8::try_from(number).ok().and_then(NonZeroU8::new);
        Self {
            // A day's year lies in 1..=9999.
            year: u16::try_from(day.year()).unwrap_or_default(),
            month: small(day.month()),
            day: small(day.day_of_month()),
            qualifier: None,
        }
    }
}

impl fmt::Display for Stated {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        self.month.map_or(Ok(()), |month| write!(f, "-{month:02}"))?;
        self.day.map_or(Ok(()), |day| write!(f, "-{day:02}"))?;
        f.write_str(match self.qualifier {
            None => "",
            Some(Qualifier::Approximate) => "~",
            Some(Qualifier::Uncertain) => "?",
            Some(Qualifier::Both) => "%",
        })
    }
}
