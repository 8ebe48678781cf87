//! Writes the record for others, a record at a time: text out, and nothing else.
//!
//! A source's terms of use go with whatever rests on it. What is disputed is
//! shown to be, and never picked in silence. No clock, no network, no database.

mod cells;
mod csv;
mod dossier;
mod ftm;
mod json_ld;
mod leaving;
mod markdown;
mod ndjson;
mod sql;
#[cfg(test)]
mod tests;

use std::{fmt, str::FromStr};

use detente_core::{NewClaim, Noun, with_noun};

pub use leaving::{Around, Leaving, questions};

/// A form in which the record is given to others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outward {
    /// A dossier, which can be imported again: the claims that speak, in TOML.
    Dossier,
    /// A dossier as JSON.
    DossierJson,
    /// One record a line, in JSON, with who says what.
    Ndjson,
    /// A table of one noun: one record a row.
    Csv,
    /// FollowTheMoney: one entity a line, in JSON.
    Ftm,
    /// JSON-LD in the words of schema.org.
    JsonLd,
    /// A page for each record, in Markdown.
    Markdown,
    /// Tables and their rows as portable SQL.
    Sql,
}

impl Outward {
    /// Every form.
    pub const ALL: &'static [Self] = &[
        Self::Dossier,
        Self::DossierJson,
        Self::Ndjson,
        Self::Csv,
        Self::Ftm,
        Self::JsonLd,
        Self::Markdown,
        Self::Sql,
    ];

    /// Its name.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Dossier => "dossier",
            Self::DossierJson => "dossier-json",
            Self::Ndjson => "ndjson",
            Self::Csv => "csv",
            Self::Ftm => "ftm",
            Self::JsonLd => "json-ld",
            Self::Markdown => "markdown",
            Self::Sql => "sql",
        }
    }

    /// Whether it is made of claims, and not of what they come to.
    #[must_use]
    pub const fn is_of_claims(self) -> bool {
        matches!(self, Self::Dossier | Self::DossierJson)
    }

    /// What stands before the first record, where records of this noun come
    /// first. `title` says what is exported, in a sentence.
    #[must_use]
    pub fn head(self, noun: &str, title: &str, around: &Around) -> String {
        match self {
            Self::Dossier => detente_core::dossier::write_heading(title, AUTHOR),
            Self::DossierJson => dossier::head(title, AUTHOR),
            Self::Csv => with_noun!(noun, N => csv::head::<N>(around), _ => String::new()),
            Self::JsonLd => json_ld::HEAD.to_owned(),
            Self::Sql => sql::head(title),
            Self::Ndjson | Self::Ftm | Self::Markdown => String::new(),
        }
    }

    /// What stands between two records.
    #[must_use]
    pub const fn between(self) -> &'static str {
        match self {
            Self::DossierJson | Self::JsonLd => ",\n",
            Self::Markdown => "\n---\n\n",
            Self::Dossier | Self::Ndjson | Self::Csv | Self::Ftm | Self::Sql => "",
        }
    }

    /// What stands after the last record.
    #[must_use]
    pub const fn foot(self) -> &'static str {
        match self {
            Self::DossierJson | Self::JsonLd => "\n]}\n",
            Self::Sql => sql::FOOT,
            Self::Dossier | Self::Ndjson | Self::Csv | Self::Ftm | Self::Markdown => "",
        }
    }

    /// A record as it stands in this form; nothing where the form has no place
    /// for it, or is made of claims.
    #[must_use]
    pub fn record<N: Noun + 'static>(self, leaving: &Leaving<'_, N>) -> String {
        match self {
            Self::Dossier | Self::DossierJson => String::new(),
            Self::Ndjson => ndjson::line(leaving),
            Self::Csv => csv::row(leaving),
            Self::Ftm => ftm::lines(leaving),
            Self::JsonLd => json_ld::node(leaving),
            Self::Markdown => markdown::page(leaving),
            Self::Sql => sql::rows(leaving),
        }
    }

    /// The claims on one record as they stand in a dossier; nothing in a form
    /// that is not made of claims.
    #[must_use]
    pub fn claims(self, claims: &[NewClaim]) -> String {
        match self {
            Self::Dossier => claims.iter().map(detente_core::dossier::write_claim).collect(),
            Self::DossierJson => dossier::claims(claims),
            _ => String::new(),
        }
    }
}

/// Who wrote an exported dossier down.
const AUTHOR: &str = "an export";

impl fmt::Display for Outward {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

impl FromStr for Outward {
    type Err = UnknownOutward;

    fn from_str(text: &str) -> Result<Self, UnknownOutward> {
        let named = Self::ALL.iter().find(|form| form.word() == text);
        named.copied().ok_or_else(|| UnknownOutward(text.to_owned()))
    }
}

/// The name of no form that is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownOutward(String);

impl fmt::Display for UnknownOutward {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known: Vec<&str> = Outward::ALL.iter().map(|form| form.word()).collect();
        write!(f, "`{}` is no form that is written: name one of {}", self.0, known.join(", "))
    }
}

impl std::error::Error for UnknownOutward {}
