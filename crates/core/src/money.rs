//! Fines as courts give them: `200 base units`, `5400 BYN`.

#[cfg(feature = "graphql")]
mod graphql;

use std::{fmt, str::FromStr};

use rust_decimal::Decimal;

use crate::{
    NumberError, Value, number,
    vocabulary::{input_text, text},
};

/// An amount that a court imposed, with the unit it named: `5400 BYN`.
///
/// A base unit is the sum by which the laws of Belarus measure fines. What it
/// is worth changes every year, so it is never turned into money here.
///
/// Fines are ordered by unit, then by amount: units are not compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "sql", derive(sea_orm::DeriveValueType))]
#[cfg_attr(feature = "sql", sea_orm(value_type = "String", column_type = "Text"))]
pub struct Fine {
    unit: Unit,
    amount: Decimal,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Unit {
    Base,
    Currency([u8; 3]),
}

text!(Fine);
input_text!(
    Fine,
    "FineInput",
    "An amount that a court imposed, with its unit: a currency of ISO 4217 (`5400 BYN`) or `200 base units`."
);

impl Value for Fine {}

/// Why a text is not a fine.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FineError {
    /// The amount in it cannot be read.
    #[error("{0}, and its unit after a space")]
    Amount(#[from] NumberError),
    /// It names no unit, or one that is not known.
    #[error(
        "`{0}` has no unit that is known: write the amount, then three letters of ISO 4217 or `base units`, such as 5400 BYN or 200 base units"
    )]
    Unit(String),
}

impl Fine {
    /// How many of the unit.
    #[must_use]
    pub const fn amount(self) -> Decimal {
        self.amount
    }

    /// The currency by its three letters, or `base units`.
    #[must_use]
    pub fn unit(self) -> String {
        self.unit.to_string()
    }
}

impl FromStr for Fine {
    type Err = FineError;

    fn from_str(text: &str) -> Result<Self, FineError> {
        let missing = || FineError::Unit(text.to_owned());
        let base = text.strip_suffix(" base units").or_else(|| text.strip_suffix(" base unit"));
        if let Some(amount) = base {
            return Ok(Self { unit: Unit::Base, amount: number::parse(amount)? });
        }
        let (amount, code) = text.rsplit_once(' ').ok_or_else(missing)?;
        match <[u8; 3]>::try_from(code.as_bytes()) {
            Ok(mut letters) if letters.iter().all(u8::is_ascii_alphabetic) => {
                letters.make_ascii_uppercase();
                Ok(Self { unit: Unit::Currency(letters), amount: number::parse(amount)? })
            }
            _ => Err(missing()),
        }
    }
}

impl fmt::Display for Fine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.amount, self.unit)
    }
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Base => f.write_str("base units"),
            Self::Currency(letters) => {
                letters.iter().try_for_each(|letter| write!(f, "{}", char::from(*letter)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::number::tests::any_number;

    fn fine(text: &str) -> Fine {
        text.parse().unwrap()
    }

    fn any_fine() -> impl Strategy<Value = Fine> {
        (any_number(), "BYN|USD|EUR|base units")
            .prop_map(|(amount, unit)| format!("{amount} {unit}").parse().unwrap())
    }

    #[test]
    fn courts_fine_in_base_units_or_in_money() {
        assert_eq!(fine("200 base units").unit(), "base units");
        assert_eq!(fine("1 base unit").to_string(), "1 base units");
        assert_eq!(fine("5,400 byn").to_string(), "5400 BYN");
        assert_eq!(fine("5 400.50 BYN").amount(), Decimal::new(54_005, 1));
    }

    #[test]
    fn base_units_are_not_money() {
        assert!(!fine("200 base units").agrees(&fine("200 BYN")));
        assert!(fine("300 BYN") > fine("200 BYN"));
    }

    #[test]
    fn what_is_no_fine_is_refused_with_what_to_write() {
        let error = |text: &str| text.parse::<Fine>().unwrap_err().to_string();
        insta::assert_snapshot!(error("5400"), @"`5400` has no unit that is known: write the amount, then three letters of ISO 4217 or `base units`, such as 5400 BYN or 200 base units");
        insta::assert_snapshot!(error("many BYN"), @"`many` is not a number that can be kept: write at most fifteen digits, and at most six after a point, such as 1100, 1,100 or 12.5, and its unit after a space");
        for text in ["", "BYN", "5400 rubles", "-5 BYN", " base units", "5400  BYN", "5 éa"] {
            assert!(text.parse::<Fine>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_fine_is_read_back_as_it_was_written(fine in any_fine()) {
            prop_assert_eq!(fine.to_string().parse(), Ok(fine));
        }

        #[test]
        fn order_is_total_and_equal_fines_have_equal_texts(one in any_fine(), other in any_fine()) {
            prop_assert_eq!(one.cmp(&other), other.cmp(&one).reverse());
            prop_assert_eq!(one == other, one.to_string() == other.to_string());
            prop_assert_eq!(one.agrees(&other), one == other);
        }

        #[test]
        fn no_text_makes_the_parser_panic(text in "[0-9,. é]{0,12}( [A-Za-z]{2,4}| base units)?") {
            let _ = text.parse::<Fine>();
        }
    }
}
