//! Addresses on the web.

use std::{fmt, str::FromStr};

use crate::{
    Value,
    vocabulary::{scalar, text},
};

/// The address of a public page: `https://spring96.org/en/news/119261`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "sql", derive(sea_orm::DeriveValueType))]
#[cfg_attr(feature = "sql", sea_orm(value_type = "String", column_type = "Text"))]
pub struct Url(Box<str>);

text!(Url);
scalar!(Url, "Url", "The address of a public page; http and https only.");

impl Value for Url {}

/// Why a text is not the address of a public page.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UrlError {
    /// It is no address, or none on the web.
    #[error(
        "`{0}` is not the address of a page: write it whole, such as https://spring96.org/en/news/119261"
    )]
    Form(String),
    /// It carries a name or a password.
    // The text is left out of the sentence: a password does not belong in a log.
    #[error("the address carries a name or a password: write it without what stands before the @")]
    Credentials,
}

impl Url {
    /// The whole address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Url {
    type Err = UrlError;

    fn from_str(text: &str) -> Result<Self, UrlError> {
        let wrong = || UrlError::Form(text.to_owned());
        let url = url::Url::parse(text).map_err(|_| wrong())?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(wrong());
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(UrlError::Credentials);
        }
        Ok(Self(String::from(url).into_boxed_str()))
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn url(text: &str) -> Url {
        text.parse().unwrap()
    }

    fn any_url() -> impl Strategy<Value = Url> {
        "https?://[a-zA-Zé]{1,8}\\.(org|com)(:[1-9][0-9]{0,3})?(/[a-z .%é0-9]{0,8}){0,3}(\\?[a-z=&' ]{0,8})?(#[a-z ]{0,4})?"
            .prop_filter_map("not an address", |text| text.parse().ok())
    }

    #[test]
    fn an_address_has_one_spelling() {
        assert_eq!(
            url("HTTPS://Spring96.ORG:443/en/../en/news").as_str(),
            "https://spring96.org/en/news"
        );
        assert_eq!(url("https://hrw.org").as_str(), "https://hrw.org/");
        assert_eq!(url("https://вясна.бел/").as_str(), "https://xn--80ad7ap3e.xn--90ais/");
    }

    #[test]
    fn only_pages_on_the_web_are_taken() {
        for text in [
            "",
            "spring96.org",
            "ftp://spring96.org/",
            "file:///etc",
            "javascript:alert(1)",
            "https://",
        ] {
            assert!(text.parse::<Url>().is_err(), "{text}");
        }
        insta::assert_snapshot!("spring96.org".parse::<Url>().unwrap_err(), @"`spring96.org` is not the address of a page: write it whole, such as https://spring96.org/en/news/119261");
        let secret = "https://me:secret@spring96.org/".parse::<Url>().unwrap_err();
        assert_eq!(secret, UrlError::Credentials);
        assert!(!secret.to_string().contains("secret"));
    }

    proptest! {
        #[test]
        fn an_address_is_read_back_as_it_was_written(url in any_url()) {
            prop_assert_eq!(url.to_string().parse(), Ok(url));
        }

        #[test]
        fn addresses_are_ordered_like_their_texts(one in any_url(), other in any_url()) {
            prop_assert_eq!(one.cmp(&other), one.as_str().cmp(other.as_str()));
            prop_assert_eq!(one.agrees(&other), one == other);
        }

        #[test]
        fn no_text_makes_the_parser_panic(text in "(https?:)?/?/?.{0,16}") {
            if let Ok(url) = text.parse::<Url>() {
                prop_assert_eq!(url.to_string().parse(), Ok(url));
            }
        }
    }
}
