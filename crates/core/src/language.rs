//! Languages by their tag: `be`, `be-Latn`, `pt-BR`.

use std::{fmt, str::FromStr};

use oxilangtag::LanguageTag;

use crate::{
    Value,
    vocabulary::{scalar, text},
};

/// A language by its tag of BCP 47: `be`, or closer `be-tarask` or `ru-Latn`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "sql", derive(sea_orm::DeriveValueType))]
#[cfg_attr(feature = "sql", sea_orm(value_type = "String", column_type = "Text"))]
pub struct Language(Box<str>);

text!(Language);
scalar!(
    Language,
    "Language",
    "A language by its tag of BCP 47: `be`, `ru`, `uk`, `en`, or closer `be-tarask`, `ru-Latn`, `pt-BR`."
);

/// A text that is not the tag of a language.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not the tag of a language: write its two or three letters, such as be, ru, uk or en, with a script or a country after a hyphen where it matters, such as ru-Latn or pt-BR"
)]
pub struct LanguageError(String);

impl Language {
    /// The whole tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language without script, country or variant: of `be-tarask`, `be`.
    #[must_use]
    pub fn primary(&self) -> &str {
        self.0.split_once('-').map_or(&self.0, |(primary, _)| primary)
    }
}

impl Value for Language {
    /// Two tags agree when one is the beginning of the other: `be` and `be-tarask`.
    fn agrees(&self, other: &Self) -> bool {
        self == other || self.refines(other) || other.refines(self)
    }

    /// A tag says more than the tag it begins with.
    fn refines(&self, other: &Self) -> bool {
        self.0.strip_prefix(&*other.0).is_some_and(|rest| rest.starts_with('-'))
    }
}

impl FromStr for Language {
    type Err = LanguageError;

    fn from_str(text: &str) -> Result<Self, LanguageError> {
        let wrong = || LanguageError(text.to_owned());
        let tag = LanguageTag::parse_and_normalize(text).map_err(|_| wrong())?;
        let language = Self(tag.into_inner().into_boxed_str());
        // BCP 47 keeps longer beginnings for words it has not registered, such as `russian`.
        if (2..=3).contains(&language.primary().len()) { Ok(language) } else { Err(wrong()) }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn language(text: &str) -> Language {
        text.parse().unwrap()
    }

    fn any_language() -> impl Strategy<Value = Language> {
        "(be|ru|uk|en|sr|zgh)(-(latn|CYRL))?(-(by|US|419))?(-tarask)?(-x-[a-z0-9]{1,8})?"
            .prop_map(|tag| tag.parse().unwrap())
    }

    #[test]
    fn a_tag_is_written_in_its_usual_letters() {
        assert_eq!(language("RU-latn").to_string(), "ru-Latn");
        assert_eq!(language("pt-br").to_string(), "pt-BR");
        assert_eq!(language("be-Tarask").primary(), "be");
    }

    #[test]
    fn belarusian_and_its_classical_spelling_agree() {
        assert!(language("be").agrees(&language("be-tarask")));
        assert!(language("be-tarask").refines(&language("be")));
        assert!(!language("be").agrees(&language("ru")));
        assert!(!language("be-Latn").agrees(&language("be-Cyrl")));
        assert!(!language("bel").refines(&language("be")));
    }

    #[test]
    fn the_name_of_a_language_is_not_its_tag() {
        for text in ["", "russian", "Belarusian", "b", "be_BY", "be-", "x-private", "бел"] {
            assert!(text.parse::<Language>().is_err(), "{text}");
        }
        insta::assert_snapshot!("russian".parse::<Language>().unwrap_err(), @"`russian` is not the tag of a language: write its two or three letters, such as be, ru, uk or en, with a script or a country after a hyphen where it matters, such as ru-Latn or pt-BR");
    }

    proptest! {
        #[test]
        fn a_language_is_read_back_as_it_was_written(language in any_language()) {
            prop_assert_eq!(language.to_string().parse(), Ok(language.clone()));
            prop_assert_eq!(language.as_str().to_ascii_uppercase().parse(), Ok(language));
        }

        #[test]
        fn agreement_is_mutual_and_refinement_one_sided(one in any_language(), other in any_language()) {
            prop_assert!(one.agrees(&one) && !one.refines(&one));
            prop_assert_eq!(one.agrees(&other), other.agrees(&one));
            prop_assert!(!(one.refines(&other) && other.refines(&one)));
            prop_assert_eq!(one.cmp(&other), one.as_str().cmp(other.as_str()));
        }

        #[test]
        fn whatever_is_read_is_read_back(text in "[a-zA-Z0-9é-]{0,16}") {
            if let Ok(language) = text.parse::<Language>() {
                prop_assert_eq!(language.to_string().parse(), Ok(language));
            }
        }
    }
}
