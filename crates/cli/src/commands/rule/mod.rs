//! `detente rule`: what the keepers of the record decide.

mod erase;
mod made;

use clap::{Args, Subcommand};
use detente_core::{Anything, EntryId, Id};

use self::made::rule::{
    ClaimsInput, MergeInput, PartInput, RankInput, RetractInput, RulingInput, SettleInput,
    SightInput,
};
use crate::{failure::Failure, filter::id, session::Session};

pub use made::make;

/// What is decided.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Let claims speak
    ///
    /// As in `detente rule accept 12.3 --reason "The court's site says so too."`
    Accept(Claims),
    /// Let claims not speak
    Reject(Claims),
    /// Let claims weigh more or less than others
    Rank(Ranking),
    /// Show everyone claims, a record, or a field of it
    Show(Sight),
    /// Hide claims, a record, or a field of it from the public
    Hide(Sight),
    /// Withdraw claims that were misread: for good
    Retract(Retract),
    /// Settle a dispute by one of its claims, until something new is said
    ///
    /// As in `detente rule settle detention/ada began_on 12.3 --reason "..."`
    Settle(Settle),
    /// Make two identifiers one record
    ///
    /// As in `detente rule merge person/a-lantsova --into person/ada-lantsova --reason "..."`
    Merge(Merge),
    /// Make two identifiers two records, whatever they have in common
    Part(Part),
    /// Destroy a claim for good; what it says is shown first
    Erase(erase::Erase),
}

/// Why, and whether at all.
#[derive(Clone, Debug, Args)]
pub struct Why {
    /// Why, in a sentence: it stands in the ledger
    #[arg(long, value_name = "TEXT")]
    pub reason: String,
    /// Only say what would come of it
    #[arg(long)]
    pub dry_run: bool,
}

/// Claims.
#[derive(Debug, Args)]
pub struct Claims {
    /// Where they stand in the ledger, as in 12.3
    #[arg(value_name = "ENTRY", required_unless_present = "revision")]
    entries: Vec<EntryId>,
    /// Every claim of this revision
    #[arg(long, value_name = "N", conflicts_with = "entries")]
    revision: Option<i64>,
    #[command(flatten)]
    why: Why,
}

/// Claims, and how much they weigh.
#[derive(Debug, Args)]
pub struct Ranking {
    /// Where they stand in the ledger, as in 12.3
    #[arg(value_name = "ENTRY", required = true)]
    entries: Vec<EntryId>,
    /// How much: preferred, normal or deprecated
    #[arg(long = "as", value_name = "RANK")]
    rank: detente_core::Rank,
    /// On this field only
    #[arg(long, value_name = "FIELD")]
    field: Option<String>,
    #[command(flatten)]
    why: Why,
}

/// Claims, or a record.
#[derive(Debug, Args)]
pub struct Sight {
    /// Claims by where they stand, as in 12.3, or one record, as in person/ada
    #[arg(value_name = "ENTRY|RECORD", required = true)]
    what: Vec<String>,
    /// This field of the record only
    #[arg(long, value_name = "FIELD")]
    field: Option<String>,
    #[command(flatten)]
    why: Why,
}

/// Claims that speak no longer.
#[derive(Debug, Args)]
pub struct Retract {
    /// Where they stand in the ledger, as in 12.3
    #[arg(value_name = "ENTRY", required = true)]
    entries: Vec<EntryId>,
    /// On this field only
    #[arg(long, value_name = "FIELD")]
    field: Option<String>,
    #[command(flatten)]
    why: Why,
}

/// A dispute, and the claim that settles it.
#[derive(Debug, Args)]
pub struct Settle {
    /// The record
    #[arg(value_name = "RECORD", value_parser = id::<Anything>)]
    record: Id<Anything>,
    /// The field
    #[arg(value_name = "FIELD")]
    field: String,
    /// The claim that speaks
    #[arg(value_name = "ENTRY")]
    entry: EntryId,
    #[command(flatten)]
    why: Why,
}

/// Two identifiers that are one.
#[derive(Debug, Args)]
pub struct Merge {
    /// The identifier that goes
    #[arg(value_name = "RECORD", value_parser = id::<Anything>)]
    record: Id<Anything>,
    /// The identifier that stays
    #[arg(long, value_name = "RECORD", value_parser = id::<Anything>)]
    into: Id<Anything>,
    /// Although it was ruled that the two are two
    #[arg(long)]
    confirm: bool,
    #[command(flatten)]
    why: Why,
}

/// Two identifiers that are two.
#[derive(Debug, Args)]
pub struct Part {
    /// The one
    #[arg(value_name = "RECORD", value_parser = id::<Anything>)]
    record: Id<Anything>,
    /// The other
    #[arg(long, value_name = "RECORD", value_parser = id::<Anything>)]
    from: Id<Anything>,
    #[command(flatten)]
    why: Why,
}

impl Command {
    /// Makes the ruling.
    pub async fn run(self, session: &Session) -> Result<(), Failure> {
        let (ruling, why) = match self {
            Self::Accept(claims) => (RulingInput::Accept(claims.input()), claims.why),
            Self::Reject(claims) => (RulingInput::Reject(claims.input()), claims.why),
            Self::Rank(Ranking { entries, rank, field, why }) => {
                let rank = crate::words::Word(rank);
                (RulingInput::Rank(RankInput { entries, field, rank }), why)
            }
            Self::Show(sight) => (RulingInput::Show(sight.input()?), sight.why),
            Self::Hide(sight) => (RulingInput::Hide(sight.input()?), sight.why),
            Self::Retract(Retract { entries, field, why }) => {
                (RulingInput::Retract(RetractInput { entries, field }), why)
            }
            Self::Settle(Settle { record, field, entry, why }) => {
                let record = record.to_string();
                (RulingInput::Settle(SettleInput { record, field, entry }), why)
            }
            Self::Merge(Merge { record, into, confirm, why }) => {
                let (record, into) = (record.to_string(), into.to_string());
                (RulingInput::Merge(MergeInput { record, into, confirm }), why)
            }
            Self::Part(Part { record, from, why }) => {
                let (record, from) = (record.to_string(), from.to_string());
                (RulingInput::Part(PartInput { record, from }), why)
            }
            Self::Erase(erase) => return erase.run(session).await,
        };
        make(session, vec![ruling], why).await
    }
}

impl Claims {
    fn input(&self) -> ClaimsInput {
        ClaimsInput { entries: self.entries.clone(), revision: self.revision }
    }
}

impl Sight {
    fn input(&self) -> Result<SightInput, Failure> {
        let field = self.field.clone();
        if let [one] = self.what.as_slice()
            && one.contains('/')
        {
            let record: Id<Anything> = id(one).map_err(|error| {
                Failure::usage(error.to_string(), "name a record as in person/ada-lantsova")
            })?;
            return Ok(SightInput { entries: Vec::new(), record: Some(record.to_string()), field });
        }
        let entries = self.what.iter().map(|text| text.parse::<EntryId>());
        let entries = entries.collect::<Result<Vec<_>, _>>().map_err(|error| {
            Failure::usage(error.to_string(), "name claims, as in 12.3 12.4, or one record")
        })?;
        Ok(SightInput { entries, record: None, field })
    }
}

/// The ruling that lets claims speak.
pub fn accept(entries: Vec<EntryId>) -> RulingInput {
    RulingInput::Accept(ClaimsInput { entries, revision: None })
}

/// The ruling that lets claims not speak.
pub fn reject(entries: Vec<EntryId>) -> RulingInput {
    RulingInput::Reject(ClaimsInput { entries, revision: None })
}
