//! Points on the map: `54.6872, 25.2797`.

#[cfg(feature = "graphql")]
mod graphql;
#[cfg(test)]
mod tests;

use std::{fmt, str::FromStr};

use rust_decimal::Decimal;

use crate::{
    Value,
    vocabulary::{input_text, text},
};

/// A point on the map, latitude before longitude, in degrees: `54.6872, 25.2797`.
///
/// Points are ordered from south to north, then from west to east.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "sql", derive(sea_orm::DeriveValueType))]
#[cfg_attr(feature = "sql", sea_orm(value_type = "String", column_type = "Text"))]
pub struct Coordinates {
    latitude: Decimal,
    longitude: Decimal,
}

text!(Coordinates);
input_text!(
    Coordinates,
    "CoordinatesInput",
    "A point on the map, latitude before longitude, in degrees: `54.6872, 25.2797`."
);

/// Why a text is not a point on the map.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CoordinatesError {
    /// It is not two numbers.
    #[error(
        "`{0}` is not a point on the map: write latitude and longitude in degrees with at most eight digits after the point, such as 54.6872, 25.2797"
    )]
    Form(String),
    /// The latitude lies beyond a pole.
    #[error(
        "`{0}` lies beyond a pole: write the latitude first, from -90 to 90, then the longitude"
    )]
    Latitude(String),
    /// The longitude lies beyond the date line.
    #[error("`{0}` lies beyond the date line: write a longitude from -180 to 180")]
    Longitude(String),
}

impl Coordinates {
    /// Degrees north of the equator; south of it negative.
    #[must_use]
    pub const fn latitude(self) -> Decimal {
        self.latitude
    }

    /// Degrees east of Greenwich; west of it negative.
    #[must_use]
    pub const fn longitude(self) -> Decimal {
        self.longitude
    }
}

impl Value for Coordinates {
    /// Two points agree when they differ by no more than one of the last digit
    /// of the coarser: `54.69, 25.28` and `54.6872, 25.2797`.
    fn agrees(&self, other: &Self) -> bool {
        let near = |one: Decimal, other: Decimal| {
            (one - other).abs() <= Decimal::new(1, one.scale().min(other.scale()))
        };
        near(self.latitude, other.latitude) && near(self.longitude, other.longitude)
    }

    /// A point says more than one it agrees with when it has more digits.
    fn refines(&self, other: &Self) -> bool {
        let digits = |point: &Self| point.latitude.scale() + point.longitude.scale();
        self.agrees(other) && digits(self) > digits(other)
    }
}

impl FromStr for Coordinates {
    type Err = CoordinatesError;

    fn from_str(text: &str) -> Result<Self, CoordinatesError> {
        let degrees = |text: &str| {
            let (whole, rest) = text.split_once('.').unwrap_or((text, "0"));
            let whole = whole.strip_prefix('-').unwrap_or(whole);
            let plain = |digits: &str, most: usize| {
                (1..=most).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
            };
            let number = plain(whole, 3) && plain(rest, 8);
            number.then(|| text.parse::<Decimal>().ok()).flatten().map(|number| number.normalize())
        };
        let parts = text.split_once(',');
        let numbers = parts.and_then(|(latitude, longitude)| {
            Some((degrees(latitude.trim())?, degrees(longitude.trim())?))
        });
        let Some((latitude, longitude)) = numbers else {
            return Err(CoordinatesError::Form(text.to_owned()));
        };
        if latitude.abs() > Decimal::from(90) {
            Err(CoordinatesError::Latitude(text.to_owned()))
        } else if longitude.abs() > Decimal::from(180) {
            Err(CoordinatesError::Longitude(text.to_owned()))
        } else {
            Ok(Self { latitude, longitude })
        }
    }
}

impl fmt::Display for Coordinates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}", self.latitude, self.longitude)
    }
}
