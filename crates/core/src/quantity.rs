//! Numbers as sources give them: `123`, `more than 430`, `up to 1000`, `nearly 20`.

mod bounds;
#[cfg(feature = "graphql")]
mod graphql;
#[cfg(test)]
mod tests;

use std::{cmp::Ordering, fmt, str::FromStr};

use rust_decimal::{Decimal, RoundingStrategy};

pub use self::bounds::Bounds;
use crate::{
    NumberError, Value, number,
    vocabulary::{input_text, vocabulary},
};

vocabulary! {
    /// How a number bounds what it counts.
    pub enum QuantityKind {
        /// This number.
        Exactly = "exactly",
        /// A greater number.
        MoreThan = "more_than",
        /// This number or a greater one.
        AtLeast = "at_least",
        /// This number, a tenth of it more or a tenth of it less.
        About = "about",
        /// Less than this number, and no less than nine tenths of it.
        Nearly = "nearly",
        /// This number or a smaller one: as many as.
        UpTo = "up_to",
        /// This number or a smaller one.
        AtMost = "at_most",
        /// One of two numbers, or a number between them.
        Between = "between",
    }
}

impl QuantityKind {
    /// What stands before the number.
    const fn words(self) -> &'static str {
        match self {
            Self::Exactly => "exactly ",
            Self::MoreThan => "more than ",
            Self::AtLeast => "at least ",
            Self::About => "about ",
            Self::Nearly => "nearly ",
            Self::UpTo => "up to ",
            Self::AtMost => "at most ",
            Self::Between => "between ",
        }
    }
}

/// A number and what the source says of its precision: `more than 430`.
///
/// Two conventions of this project: "about N" is N and a tenth of it more or
/// less; "nearly N" is from nine tenths of N up to, and without, N. Where the
/// number is whole, things are counted, and the bounds are whole too: "more
/// than 430" is at least 431, "nearly 20" 18 to 19, and the tenths of "about"
/// are rounded away from the number, so that "about 5" is 4 to 6. Where it is
/// not, a bound that is itself excluded is kept as if it were not: no whole
/// number lies next to it.
///
/// Quantities are ordered by their least value, then by their most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "sql", derive(sea_orm::DeriveValueType))]
#[cfg_attr(feature = "sql", sea_orm(value_type = "String", column_type = "Text"))]
pub struct Quantity {
    kind: QuantityKind,
    number: Decimal,
    up_to: Option<Decimal>,
}

input_text!(
    Quantity,
    "QuantityInput",
    "A number as a source gives it: `123` (as a number or as text), `more than 430`, `at least 5`, `about 20`, `nearly 20`, `up to 1000`, `at most 9`, `between 5 and 7`."
);

/// Why a text is not a quantity.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QuantityError {
    /// The number in it cannot be read.
    #[error(
        "{0}, with `more than`, `at least`, `about`, `nearly`, `up to` or `at most` before it, or `between 5 and 7`"
    )]
    Number(#[from] NumberError),
    /// `between` names one number, or the greater one first.
    #[error("`{0}` is not a range: write the smaller number first, such as between 5 and 7")]
    Range(String),
    /// Nothing is less than nothing.
    #[error("`nearly 0` would be less than nothing: write 0, or leave the field out")]
    NearlyNothing,
}

impl Quantity {
    fn new(
        kind: QuantityKind,
        number: Decimal,
        up_to: Option<Decimal>,
    ) -> Result<Self, QuantityError> {
        let quantity = Self {
            kind,
            number: number::check(number)?,
            up_to: up_to.map(number::check).transpose()?,
        };
        match kind {
            QuantityKind::Between if up_to <= Some(number) => {
                Err(QuantityError::Range(quantity.to_string()))
            }
            QuantityKind::Nearly if number.is_zero() => Err(QuantityError::NearlyNothing),
            _ => Ok(quantity),
        }
    }

    /// How the number bounds what it counts.
    #[must_use]
    pub const fn kind(self) -> QuantityKind {
        self.kind
    }

    /// The number that the source names; of two, the smaller.
    #[must_use]
    pub const fn number(self) -> Decimal {
        self.number
    }

    /// The greater of the two numbers of `between 5 and 7`.
    #[must_use]
    pub const fn up_to(self) -> Option<Decimal> {
        self.up_to
    }

    /// The least it can be; none if the source sets no such bound.
    #[must_use]
    pub fn least(self) -> Option<Decimal> {
        self.bounds().least()
    }

    /// The most it can be; none if the source sets no such bound.
    #[must_use]
    pub fn most(self) -> Option<Decimal> {
        self.bounds().most()
    }

    /// The least and the most it can be.
    #[must_use]
    pub fn bounds(self) -> Bounds {
        self.bounds_if(self.is_whole())
    }

    fn is_whole(self) -> bool {
        self.number.is_integer() && self.up_to.is_none_or(|number| number.is_integer())
    }

    /// The bounds if what is counted is whole, or if it is not.
    fn bounds_if(self, whole: bool) -> Bounds {
        let number = self.number;
        let round = |number: Decimal, strategy| {
            if whole { number.round_dp_with_strategy(0, strategy) } else { number }
        };
        let tenths = |tenths: i64| number * Decimal::new(tenths, 1);
        let down = |number| round(number, RoundingStrategy::ToZero);
        let up = |number| round(number, RoundingStrategy::AwayFromZero);
        match self.kind {
            QuantityKind::Exactly => Bounds::of(Some(number), Some(number)),
            QuantityKind::MoreThan if whole => Bounds::of(Some(number + Decimal::ONE), None),
            QuantityKind::MoreThan | QuantityKind::AtLeast => Bounds::of(Some(number), None),
            QuantityKind::About => Bounds::of(Some(down(tenths(9))), Some(up(tenths(11)))),
            // Nearly one is a part of a whole; there is nothing to count below it.
            QuantityKind::Nearly if whole && number > Decimal::ONE => {
                Bounds::of(Some(down(tenths(9))), Some(number - Decimal::ONE))
            }
            QuantityKind::Nearly => Bounds::of(Some(tenths(9)), Some(number)),
            QuantityKind::UpTo | QuantityKind::AtMost => Bounds::of(None, Some(number)),
            QuantityKind::Between => Bounds::of(Some(number), self.up_to),
        }
    }

    /// The bounds of both, counted in whole things only if both are.
    fn compared(self, other: Self) -> (Bounds, Bounds) {
        let whole = self.is_whole() && other.is_whole();
        (self.bounds_if(whole), other.bounds_if(whole))
    }
}

impl Value for Quantity {
    /// Two quantities agree when one number can be both: `123` and `more than 100`.
    fn agrees(&self, other: &Self) -> bool {
        let (own, theirs) = self.compared(*other);
        own.overlaps(theirs)
    }

    /// A quantity says more than another when its bounds lie within the other's.
    fn refines(&self, other: &Self) -> bool {
        let (own, theirs) = self.compared(*other);
        own != theirs && own.lies_within(theirs)
    }
}

impl From<u32> for Quantity {
    fn from(number: u32) -> Self {
        Self { kind: QuantityKind::Exactly, number: number.into(), up_to: None }
    }
}

impl Ord for Quantity {
    fn cmp(&self, other: &Self) -> Ordering {
        let all = |quantity: &Self| (quantity.kind, quantity.number, quantity.up_to);
        self.bounds().cmp(&other.bounds()).then_with(|| all(self).cmp(&all(other)))
    }
}

impl PartialOrd for Quantity {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl FromStr for Quantity {
    type Err = QuantityError;

    fn from_str(text: &str) -> Result<Self, QuantityError> {
        let said = QuantityKind::ALL
            .iter()
            .find_map(|&kind| text.strip_prefix(kind.words()).map(|rest| (kind, rest)));
        let (kind, rest) = said.unwrap_or((QuantityKind::Exactly, text));
        if kind != QuantityKind::Between {
            return Self::new(kind, number::parse(rest)?, None);
        }
        let (least, most) =
            rest.split_once(" and ").ok_or_else(|| QuantityError::Range(text.to_owned()))?;
        Self::new(kind, number::parse(least)?, Some(number::parse(most)?))
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.kind != QuantityKind::Exactly {
            f.write_str(self.kind.words())?;
        }
        write!(f, "{}", self.number)?;
        self.up_to.map_or(Ok(()), |number| write!(f, " and {number}"))
    }
}

impl serde::Serialize for Quantity {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

// A dossier may say `count = 123`: that is how a number is written there.
impl<'de> serde::Deserialize<'de> for Quantity {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        #[derive(serde::Deserialize)]
        #[serde(untagged, expecting = "a quantity is a number or a text such as `more than 430`")]
        enum Written {
            Text(String),
            Whole(i64),
            Number(f64),
        }
        let text = match Written::deserialize(from)? {
            Written::Text(text) => text,
            Written::Whole(number) => number.to_string(),
            Written::Number(number) => number.to_string(),
        };
        text.parse().map_err(serde::de::Error::custom)
    }
}
