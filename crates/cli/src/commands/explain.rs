//! `detente explain`: how likely two names are one bearer's, and why.

use clap::{Args, ValueEnum};
use detente_core::{
    CountryCode, Gender, PartialDate,
    names::{Bearer, Comparison, Particulars, Prepared, THRESHOLD, explain},
};
use serde_json::json;

use crate::{
    failure::Failure,
    json::Json,
    options::Options,
    output::{Output, Page},
    session::misread,
};

/// Whose names they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Whose {
    /// A human being's.
    Person,
    /// A body's.
    Organization,
    /// A place's, or anything else's.
    Place,
}

impl From<Whose> for Bearer {
    fn from(whose: Whose) -> Self {
        match whose {
            Whose::Person => Self::Person,
            Whose::Organization => Self::Organization,
            Whose::Place => Self::Thing,
        }
    }
}

/// Tells how likely two names are one bearer's; needs no record.
#[derive(Debug, Args)]
pub struct Compared {
    /// The one name, in whichever script and order
    #[arg(value_name = "NAME")]
    one: String,
    /// The other
    #[arg(value_name = "NAME")]
    other: String,
    /// Whose names they are: person, organization or place
    #[arg(long, value_name = "NOUN", default_value = "person", hide_possible_values = true)]
    noun: Whose,
    /// When each was born, as in --born-on 1970-02,1970
    #[arg(long, value_name = "DATE,DATE", value_delimiter = ',')]
    born_on: Vec<PartialDate>,
    /// A country of each, as in --country BY,LT
    #[arg(long, value_name = "COUNTRY,COUNTRY", value_delimiter = ',')]
    country: Vec<CountryCode>,
    /// The gender of each: female, male or other, as in --gender female,female
    #[arg(long, value_name = "GENDER,GENDER", value_delimiter = ',', hide_possible_values = true)]
    gender: Vec<Gender>,
}

impl Compared {
    /// Tells it.
    pub fn run(&self, options: &Options) -> Result<(), Failure> {
        for name in [&self.one, &self.other] {
            readable(name)?;
        }
        both("--born-on", &self.born_on)?;
        both("--country", &self.country)?;
        both("--gender", &self.gender)?;
        let bearer = self.noun.into();
        let of = |at: usize| Particulars {
            born_on: self.born_on.get(at).copied(),
            countries: self.country.get(at).copied().into_iter().collect(),
            gender: self.gender.get(at).copied(),
        };
        let [one, other] = [&self.one, &self.other].map(|name| Prepared::new(name, bearer));
        let compared = explain(&one, &other, [&of(0), &of(1)]);
        let json = as_json(&compared)?;
        Output::of(options).one(&json, || self.drawn(&compared))
    }

    fn drawn(&self, compared: &Comparison) -> Page {
        let mut page = Page::new();
        page.heading(format!("{} and {}", self.one, self.other));
        let verdict = if compared.score >= THRESHOLD { "a match" } else { "no match" };
        page.field(
            "score",
            "",
            Some(format!("{:.2}: {verdict}, from {THRESHOLD} on", compared.score)),
        );
        if compared.evidence.is_empty() {
            compared.in_words().iter().for_each(|reason| page.item(reason));
            return page;
        }
        page.field("by the names", "", Some(format!("{:.2}", compared.name_score)));
        compared.in_words().iter().for_each(|reason| page.item(reason));
        page
    }
}

/// Refuses what is said of one of the two alone.
fn both<T>(option: &str, given: &[T]) -> Result<(), Failure> {
    if matches!(given.len(), 0 | 2) {
        return Ok(());
    }
    Err(Failure::usage(
        format!("{option} has {} values, and there are two names", given.len()),
        "give one for each, with a comma between them",
    ))
}

/// Refuses a text in which there is nothing to compare.
pub fn readable(name: &str) -> Result<(), Failure> {
    const LONGEST: usize = 10_000;
    let letters = name.chars().count();
    if letters > LONGEST {
        return Err(Failure::usage(
            format!("a name of {letters} letters is none: at most {LONGEST} are read"),
            "is a quotation mark missing that should end it?",
        ));
    }
    if !name.chars().any(char::is_alphanumeric) {
        return Err(Failure::usage(
            format!("`{name}` has no letter and no digit: there is nothing in it to look for"),
            "write a name, in whichever script",
        ));
    }
    Ok(())
}

/// The comparison as the API has it.
fn as_json(compared: &Comparison) -> Result<Json, Failure> {
    let word = |word: &dyn std::fmt::Display| word.to_string().to_ascii_uppercase();
    let parts: Vec<_> = compared
        .parts
        .iter()
        .map(|pair| {
            json!({ "one": pair.one, "other": pair.other, "kind": word(&pair.kind),
            "rule": pair.rule.map(|rule| word(&rule)), "likeness": pair.likeness })
        })
        .collect();
    let evidence: Vec<_> = compared.evidence.iter().map(|evidence| {
        json!({ "kind": word(&evidence.kind), "agrees": evidence.agrees, "weight": evidence.weight })
    }).collect();
    let whole = json!({ "score": compared.score, "nameScore": compared.name_score,
        "parts": parts, "evidence": evidence, "inWords": compared.in_words() });
    serde_json::from_str(&whole.to_string()).map_err(misread)
}
