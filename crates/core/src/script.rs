//! Writing systems by their code: `Cyrl`, `Latn`.

use std::{fmt, str::FromStr};

use crate::{
    Value,
    vocabulary::{scalar, text},
};

/// A writing system by its four letters of ISO 15924: `Cyrl`, `Latn`.
///
/// The form is checked, not the list: new scripts are registered every year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "sql", derive(sea_orm::DeriveValueType))]
#[cfg_attr(feature = "sql", sea_orm(value_type = "String", column_type = "Text"))]
pub struct Script([u8; 4]);

text!(Script);
scalar!(
    Script,
    "Script",
    "A writing system by its four letters of ISO 15924: `Cyrl`, `Latn`, `Hebr`."
);

impl Value for Script {}

/// A text that is not the code of a writing system.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not the code of a script: write the four letters of ISO 15924, such as Cyrl or Latn"
)]
pub struct ScriptError(String);

impl Script {
    /// Cyrillic.
    pub const CYRILLIC: Self = Self(*b"Cyrl");
    /// Latin.
    pub const LATIN: Self = Self(*b"Latn");
}

impl FromStr for Script {
    type Err = ScriptError;

    fn from_str(text: &str) -> Result<Self, ScriptError> {
        match <[u8; 4]>::try_from(text.as_bytes()) {
            Ok(mut letters) if letters.iter().all(u8::is_ascii_alphabetic) => {
                letters.make_ascii_lowercase();
                letters[0].make_ascii_uppercase();
                Ok(Self(letters))
            }
            _ => Err(ScriptError(text.to_owned())),
        }
    }
}

impl fmt::Display for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|letter| write!(f, "{}", char::from(*letter)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_script() -> impl Strategy<Value = Script> {
        "[A-Z][a-z]{3}".prop_map(|text| text.parse().unwrap())
    }

    #[test]
    fn a_script_begins_with_a_capital() {
        assert_eq!("CYRL".parse(), Ok(Script::CYRILLIC));
        assert_eq!("latn".parse::<Script>().unwrap().to_string(), "Latn");
    }

    #[test]
    fn the_name_of_a_script_is_not_its_code() {
        for text in ["", "Latin", "Cyr", "Cy1l", "éé"] {
            assert!(text.parse::<Script>().is_err(), "{text}");
        }
        insta::assert_snapshot!("Latin".parse::<Script>().unwrap_err(), @"`Latin` is not the code of a script: write the four letters of ISO 15924, such as Cyrl or Latn");
    }

    proptest! {
        #[test]
        fn a_script_is_read_back_as_it_was_written(script in any_script()) {
            prop_assert_eq!(script.to_string().parse(), Ok(script));
        }

        #[test]
        fn scripts_are_ordered_like_their_codes(one in any_script(), other in any_script()) {
            prop_assert_eq!(one.cmp(&other), one.to_string().cmp(&other.to_string()));
            prop_assert_eq!(one.agrees(&other), one == other);
        }
    }
}
