//! The vocabularies of the record, as answers and questions carry them, and as they are shown.

use std::fmt;

use detente_core as core;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A word of one of core's vocabularies: `PENAL_COLONY` to the server, `penal colony` to a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<T>(pub T);

impl<T: fmt::Display> fmt::Display for Word<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0.to_string().replace('_', " "))
    }
}

impl<T: fmt::Display> Serialize for Word<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.0.to_string().to_ascii_uppercase())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Word<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        T::deserialize(from).map(Self)
    }
}

/// Names the vocabularies as the schema does.
macro_rules! words {
    ($($name:ident),+ $(,)?) => {
        $(pub type $name = Word<core::$name>;)+
    };
}

words! {
    ActionKind, Audience, ChargeOutcome, CommitmentKind, CorrectionOutcome, CorrectionState, Custody, CustodyOn, Cut, DeliveryState,
    DisputeKind, DomainRule, EndModality, EventKind, Gender, Grouping, Loss, MomentKind, NameKind, Openness, OrganizationKind, PlaceKind, ProceedingKind, Rank, Reason, Regime,
    SanctionKind, SanctionedOn, SourceKind, Standing, Verdict, ViewerRole,
}

/// Words that only the schema has.
macro_rules! schema_words {
    ($($(#[doc = $doc:literal])* $name:ident { $($(#[doc = $vdoc:literal])* $variant:ident = $word:literal),+ $(,)? })+) => {$(
        $(#[doc = $doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, clap::ValueEnum)]
        pub enum $name {
            $($(#[doc = $vdoc])* #[serde(rename = $word)] $variant,)+
        }
    )+};
}

schema_words! {
    /// What a list is ordered by.
    Order {
        /// By identifier.
        Id = "ID",
        /// By identifier, backwards.
        IdDesc = "ID_DESC",
        /// By what it is called.
        Name = "NAME",
        /// By what it is called, backwards.
        NameDesc = "NAME_DESC",
        /// By day.
        Day = "DAY",
        /// By day, the latest first.
        DayDesc = "DAY_DESC",
    }
    /// What kind of record it is.
    Noun {
        /// A human being.
        Person = "PERSON",
        /// A body.
        Organization = "ORGANIZATION",
        /// Where something is.
        Place = "PLACE",
        /// One episode of custody of one person.
        Detention = "DETENTION",
        /// An act of freeing.
        Release = "RELEASE",
        /// A deal.
        Agreement = "AGREEMENT",
        /// A restrictive measure.
        Sanction = "SANCTION",
        /// Something said.
        Statement = "STATEMENT",
        /// A series of a number.
        Indicator = "INDICATOR",
        /// Something that happened.
        Event = "EVENT",
        /// A document.
        Source = "SOURCE",
    }
    /// A form in which the record is given to others.
    ExportFormat {
        /// A dossier, which can be imported again.
        Dossier = "DOSSIER",
        /// A dossier as JSON.
        DossierJson = "DOSSIER_JSON",
        /// One record a line, in JSON.
        Ndjson = "NDJSON",
        /// A table of one noun.
        Csv = "CSV",
        /// FollowTheMoney.
        Ftm = "FTM",
        /// JSON-LD in the words of schema.org.
        JsonLd = "JSON_LD",
        /// A page for each record.
        Markdown = "MARKDOWN",
        /// Tables as portable SQL.
        Sql = "SQL",
    }
    /// What disputes are counted by.
    CountBy {
        /// The kind of record.
        Noun = "NOUN",
        /// The kind of dispute.
        Kind = "KIND",
        /// The rule of the domain.
        Rule = "RULE",
        /// The field.
        Field = "FIELD",
        /// The source.
        Source = "SOURCE",
        /// The voice.
        SaidBy = "SAID_BY",
    }
    /// What an official does.
    OfficialRole {
        /// Judges.
        Judge = "JUDGE",
        /// Prosecutes.
        Prosecutor = "PROSECUTOR",
    }
    /// Whether a claim speaks.
    ClaimStanding {
        /// It waits for the keepers of the record.
        Pending = "PENDING",
        /// It speaks.
        Accepted = "ACCEPTED",
        /// The keepers rejected it.
        Rejected = "REJECTED",
        /// It was withdrawn.
        Retracted = "RETRACTED",
    }
}

impl ExportFormat {
    /// The word that it is asked for by, and the end of its files' names.
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
}

impl Noun {
    /// The noun of a word.
    pub fn of(word: &str) -> Option<Self> {
        <Self as clap::ValueEnum>::value_variants().iter().copied().find(|one| one.word() == word)
    }

    /// The word before the slash of an identifier.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organization => "organization",
            Self::Place => "place",
            Self::Detention => "detention",
            Self::Release => "release",
            Self::Agreement => "agreement",
            Self::Sanction => "sanction",
            Self::Statement => "statement",
            Self::Indicator => "indicator",
            Self::Event => "event",
            Self::Source => "source",
        }
    }

    /// The word for several records of this kind, as a heading has it.
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Person => "People",
            Self::Organization => "Organizations",
            Self::Place => "Places",
            Self::Detention => "Detentions",
            Self::Release => "Releases",
            Self::Agreement => "Agreements",
            Self::Sanction => "Sanctions",
            Self::Statement => "Statements",
            Self::Indicator => "Indicators",
            Self::Event => "Events",
            Self::Source => "Sources",
        }
    }
}

impl ClaimStanding {
    /// What a reader is told of a claim that does not speak.
    pub const fn remark(self) -> Option<&'static str> {
        match self {
            Self::Accepted => None,
            Self::Pending => Some("waits to be accepted"),
            Self::Rejected => Some("rejected"),
            Self::Retracted => Some("withdrawn"),
        }
    }
}
