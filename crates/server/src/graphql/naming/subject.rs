//! Someone or something by name, and what else is known of it.

use async_graphql::InputObject;
use detente_core::{
    CountryCode, Gender, PartialDate,
    names::{Bearer, Particulars},
};

use super::Sought;

use crate::graphql::{error::ApiError, noun_name::NounName};

/// How many letters a name, or a text to search for, may have.
const LONGEST: usize = 10_000;

/// How many names one subject may have.
const MOST_NAMES: usize = 50;

/// Someone or something by name, with what else is known of it.
#[derive(Clone, Debug, InputObject)]
#[graphql(name = "NamedSubject")]
pub(crate) struct NamedSubject {
    /// The name, in whichever script and order.
    pub name: String,
    /// Its other names.
    #[graphql(default)]
    pub names: Vec<String>,
    /// Whose name it is: a person, an organization or a place.
    #[graphql(default_with = "NounName::Person")]
    pub noun: NounName,
    /// When they were born.
    pub born_on: Option<PartialDate>,
    /// A country they are a citizen of.
    pub country: Option<CountryCode>,
    /// Their gender.
    pub gender: Option<Gender>,
}

/// Whose names the records of a noun have.
pub(crate) const fn bearer(noun: NounName) -> Bearer {
    match noun {
        NounName::Person => Bearer::Person,
        NounName::Organization => Bearer::Organization,
        _ => Bearer::Thing,
    }
}

impl NamedSubject {
    /// Who is looked for, if they can be.
    pub(crate) fn sought(&self, which: &str) -> Result<Sought, ApiError> {
        let names = self.every_name(which)?.into_iter().map(str::to_owned).collect();
        let particulars = Particulars {
            born_on: self.born_on,
            countries: self.country.into_iter().collect(),
            gender: self.gender,
        };
        Ok(Sought { names, bearer: bearer(self.noun), particulars })
    }

    /// Every name of it, the one it goes by first, if they can be compared at all.
    fn every_name(&self, which: &str) -> Result<Vec<&str>, ApiError> {
        if self.names.len() >= MOST_NAMES {
            return Err(ApiError::BadInput(format!(
                "{which} has {} names: at most {MOST_NAMES} are compared",
                self.names.len() + 1
            )));
        }
        if !matches!(self.noun, NounName::Person | NounName::Organization | NounName::Place) {
            return Err(ApiError::BadInput(format!(
                "{which} is a {}: people, organizations and places are matched by name; `search` looks for anything",
                self.noun.word()
            )));
        }
        let names = std::iter::once(&self.name).chain(&self.names);
        names.map(|name| readable(name, which)).collect()
    }
}

/// The text, if it is one that can be looked for.
pub(crate) fn readable<'a>(text: &'a str, which: &str) -> Result<&'a str, ApiError> {
    let letters = text.chars().count();
    if letters > LONGEST {
        return Err(ApiError::BadInput(format!(
            "{which} has {letters} letters: at most {LONGEST} are read"
        )));
    }
    if !text.chars().any(char::is_alphanumeric) {
        return Err(ApiError::BadInput(if text.trim().is_empty() {
            format!("{which} is empty: write at least a letter or a digit of it")
        } else {
            format!("{which} has no letter and no digit: there is nothing in it to look for")
        }));
    }
    Ok(text)
}
