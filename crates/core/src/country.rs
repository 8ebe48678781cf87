//! Countries by their code: `BY`, `US`, `EU`.

use std::{fmt, str::FromStr};

use celes::Country;

use crate::{
    Value,
    vocabulary::{scalar, text},
};

/// A country by its two letters of ISO 3166-1, and besides `EU` for the
/// European Union and `XK` for Kosovo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "sql", derive(sea_orm::DeriveValueType))]
#[cfg_attr(feature = "sql", sea_orm(value_type = "String", column_type = "Text"))]
pub struct CountryCode(&'static str);

text!(CountryCode);
scalar!(
    CountryCode,
    "CountryCode",
    "A country by its two letters of ISO 3166-1, such as `BY`; also `EU` (European Union) and `XK` (Kosovo)."
);

impl Value for CountryCode {}

/// A text that is not the code of a country.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a country code: write the two letters of ISO 3166-1, such as BY, GB for the United Kingdom or GR for Greece, or EU or XK"
)]
pub struct CountryError(String);

impl CountryCode {
    /// Belarus.
    pub const BELARUS: Self = Self("BY");
    /// The European Union.
    pub const EUROPEAN_UNION: Self = Self("EU");

    /// The two letters.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.0
    }

    /// Its short English name, as a newspaper writes it: `United States`.
    #[must_use]
    pub fn name(self) -> &'static str {
        short_name(self.0)
            .or_else(|| Country::from_alpha2(self.0).ok().map(|country| country.long_name))
            .map_or(self.0, |name| name.strip_prefix("The ").unwrap_or(name))
    }

    /// Its name as it stands in a sentence: `the United States`, `Belarus`.
    #[must_use]
    pub fn in_a_sentence(self) -> String {
        let name = self.name();
        let article = ["United ", "European ", "Democratic ", "Republic "];
        let plural = ["Bahamas", "Comoros", "Gambia", "Maldives", "Netherlands", "Philippines"];
        let article = article.iter().any(|word| name.starts_with(word)) || plural.contains(&name);
        if article { format!("the {name}") } else { name.to_owned() }
    }
}

/// The names that the register writes in another way than a newspaper.
fn short_name(code: &str) -> Option<&'static str> {
    Some(match code {
        "AE" => "United Arab Emirates",
        "AG" => "Antigua and Barbuda",
        "AX" => "Åland Islands",
        "BA" => "Bosnia and Herzegovina",
        "BL" => "Saint Barthélemy",
        "BN" => "Brunei",
        "BQ" => "Caribbean Netherlands",
        "BS" => "Bahamas",
        "CC" => "Cocos Islands",
        "CD" => "Democratic Republic of the Congo",
        "CF" => "Central African Republic",
        "CG" => "Republic of the Congo",
        "CI" => "Ivory Coast",
        "CV" => "Cape Verde",
        "CW" => "Curaçao",
        "EU" => "European Union",
        "FK" => "Falkland Islands",
        "FM" => "Micronesia",
        "GB" => "United Kingdom",
        "GS" => "South Georgia and the South Sandwich Islands",
        "GW" => "Guinea-Bissau",
        "HM" => "Heard Island and McDonald Islands",
        "IM" => "Isle of Man",
        "IR" => "Iran",
        "KN" => "Saint Kitts and Nevis",
        "KP" => "North Korea",
        "KR" => "South Korea",
        "LA" => "Laos",
        "MD" => "Moldova",
        "MF" => "Saint Martin",
        "MK" => "North Macedonia",
        "MO" => "Macau",
        "PM" => "Saint Pierre and Miquelon",
        "PN" => "Pitcairn Islands",
        "PS" => "Palestine",
        "RE" => "Réunion",
        "RU" => "Russia",
        "SH" => "Saint Helena",
        "SJ" => "Svalbard and Jan Mayen",
        "ST" => "São Tomé and Príncipe",
        "SX" => "Sint Maarten",
        "SY" => "Syria",
        "TC" => "Turks and Caicos Islands",
        "TL" => "East Timor",
        "TR" => "Turkey",
        "TT" => "Trinidad and Tobago",
        "TW" => "Taiwan",
        "TZ" => "Tanzania",
        "UM" => "United States Minor Outlying Islands",
        "US" => "United States",
        "VA" => "Vatican",
        "VC" => "Saint Vincent and the Grenadines",
        "VE" => "Venezuela",
        "VI" => "U.S. Virgin Islands",
        "WF" => "Wallis and Futuna",
        _ => return None,
    })
}

impl FromStr for CountryCode {
    type Err = CountryError;

    fn from_str(text: &str) -> Result<Self, CountryError> {
        if text.eq_ignore_ascii_case(Self::EUROPEAN_UNION.0) {
            return Ok(Self::EUROPEAN_UNION);
        }
        Country::from_alpha2(text)
            .map(|country| Self(country.alpha2))
            .map_err(|_| CountryError(text.to_owned()))
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn country(text: &str) -> CountryCode {
        text.parse().unwrap()
    }

    fn any_country() -> impl Strategy<Value = CountryCode> {
        proptest::sample::select(Country::get_countries().to_vec())
            .prop_map(|country| country.alpha2.parse().unwrap())
    }

    #[test]
    fn countries_are_named_as_in_a_newspaper() {
        let named = [
            ("BY", "Belarus"),
            ("CZ", "Czechia"),
            ("EU", "European Union"),
            ("GB", "United Kingdom"),
            ("LT", "Lithuania"),
            ("NL", "Netherlands"),
            ("PH", "Philippines"),
            ("RU", "Russia"),
            ("UA", "Ukraine"),
            ("US", "United States"),
            ("XK", "Kosovo"),
        ];
        for (code, name) in named {
            assert_eq!(country(code).name(), name);
        }
    }

    #[test]
    fn no_name_is_written_as_in_a_register() {
        for listed in Country::get_countries() {
            let name = country(listed.alpha2).name();
            let odd = ["The ", "Republic Of", " And ", " Of ", " The ", ","];
            assert!(!odd.iter().any(|part| name.contains(part)), "{name}");
        }
    }

    #[test]
    fn letters_may_be_small_and_codes_of_other_lists_are_refused() {
        assert_eq!(country("by"), CountryCode::BELARUS);
        assert_eq!(country("eu"), CountryCode::EUROPEAN_UNION);
        for text in ["UK", "EL", "SU", "BLR", "112", "Belarus", "", "ZZ", "бл"] {
            assert!(text.parse::<CountryCode>().is_err(), "{text}");
        }
        insta::assert_snapshot!("UK".parse::<CountryCode>().unwrap_err(), @"`UK` is not a country code: write the two letters of ISO 3166-1, such as BY, GB for the United Kingdom or GR for Greece, or EU or XK");
    }

    proptest! {
        #[test]
        fn a_country_is_read_back_as_it_was_written(country in any_country()) {
            prop_assert_eq!(country.to_string().parse(), Ok(country));
            prop_assert!(country.as_str().len() == 2 && !country.name().is_empty());
        }

        #[test]
        fn countries_are_ordered_like_their_codes(one in any_country(), other in any_country()) {
            prop_assert_eq!(one.cmp(&other), one.to_string().cmp(&other.to_string()));
            prop_assert_eq!(one.agrees(&other), one == other);
        }

        #[test]
        fn no_text_makes_the_parser_panic(text in ".{0,3}") {
            let _ = text.parse::<CountryCode>();
        }
    }
}
