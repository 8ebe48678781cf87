//! Reads a term: `1 year and 7 months`, `4 1/2 years`, `P1Y7M`, `life`.

use std::str::FromStr;

use super::{Length, Term};

/// Why a text is not a term.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TermError {
    /// It has none of the forms of a term.
    #[error(
        "`{0}` is not the length of a sentence: write years, months and days in this order, such as 10 years, 1 year 7 months, 4 1/2 years or 15 days, or life"
    )]
    Form(String),
    /// It is longer than any term that can be kept.
    #[error("`{0}` is too long: write at most 9999 years, months or days, or life")]
    TooLong(String),
    /// Nothing is left of it.
    #[error("`{0}` is no time at all: leave the field out if no term was imposed")]
    Nothing(String),
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Unit {
    Years,
    Months,
    Days,
}

/// A number of one unit, and whether a half is added to it.
struct Part {
    number: u32,
    half: bool,
    unit: Unit,
}

const MOST: u32 = 9999;

impl FromStr for Term {
    type Err = TermError;

    fn from_str(text: &str) -> Result<Self, TermError> {
        if text == "life" {
            return Ok(Self::LIFE);
        }
        let parts = match text.strip_prefix('P') {
            Some(designated) => read_designated(designated),
            None => read_words(text),
        };
        let parts = parts.ok_or_else(|| TermError::Form(text.to_owned()))?;
        let (mut months, mut days) = (0, 0);
        for Part { number, half, unit } in parts {
            if number > MOST {
                return Err(TermError::TooLong(text.to_owned()));
            }
            match unit {
                Unit::Years => months += number * 12 + if half { 6 } else { 0 },
                Unit::Months => months += number,
                Unit::Days => days = number,
            }
        }
        match (months, days) {
            (0, 0) => Err(TermError::Nothing(text.to_owned())),
            _ if months / 12 > MOST => Err(TermError::TooLong(text.to_owned())),
            _ => Ok(Self(Length::Fixed { months, days })),
        }
    }
}

/// Reads `1 year, 7 months and 3 days`.
fn read_words(text: &str) -> Option<Vec<Part>> {
    let mut words = text.split_ascii_whitespace().filter(|word| *word != "and").peekable();
    let mut parts = Vec::new();
    while let Some(word) = words.next() {
        let (number, half) = match word {
            "1/2" => (0, true),
            _ => (read_digits(word)?, words.next_if_eq(&"1/2").is_some()),
        };
        let unit = match words.next()?.trim_end_matches(',') {
            "year" | "years" => Unit::Years,
            "month" | "months" if !half => Unit::Months,
            "day" | "days" if !half => Unit::Days,
            _ => return None,
        };
        parts.push(Part { number, half, unit });
    }
    in_order(parts)
}

/// Reads `1Y7M3D`, the rest of an ISO 8601 duration.
fn read_designated(text: &str) -> Option<Vec<Part>> {
    let parts = text.split_inclusive(['Y', 'M', 'D']).map(|part| {
        let (digits, unit) = [('Y', Unit::Years), ('M', Unit::Months), ('D', Unit::Days)]
            .into_iter()
            .find_map(|(letter, unit)| Some((part.strip_suffix(letter)?, unit)))?;
        Some(Part { number: read_digits(digits)?, half: false, unit })
    });
    in_order(parts.collect::<Option<Vec<_>>>()?)
}

fn in_order(parts: Vec<Part>) -> Option<Vec<Part>> {
    let ordered = parts.is_sorted_by(|one, next| one.unit < next.unit);
    (ordered && !parts.is_empty()).then_some(parts)
}

/// A number too great to be read is still a number, and too long.
fn read_digits(text: &str) -> Option<u32> {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().unwrap_or(u32::MAX))
}
