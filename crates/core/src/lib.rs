//! The nouns of the record, the ledger under it, the values they are made of
//! and the rules they obey.
//!
//! No I/O, no async, no clock, no randomness, and nothing of ours below it. The
//! features `sql`, `graphql` and `clap` only teach the types to travel further.

mod address;
mod agreement;
mod association;
mod audience;
mod coordinates;
mod correction;
mod country;
mod date;
mod day;
mod detention;
mod digest;
pub mod dossier;
mod event;
mod field;
mod id;
mod ids;
mod indicator;
mod instant;
mod key;
mod known_at;
mod language;
mod ledger;
mod money;
mod name;
pub mod names;
mod noun;
mod number;
mod order;
mod organization;
mod person;
mod place;
mod quantity;
mod record;
mod release;
mod resolve;
mod rules;
mod sanction;
mod script;
mod seen;
mod shape;
mod source;
mod statement;
mod term;
mod url;
mod value;
mod viewer_role;
mod vocabulary;

pub use address::Address;
pub use agreement::*;
pub use association::Association;
pub use audience::Audience;
pub use coordinates::{Coordinates, CoordinatesError};
pub use correction::{Closing, Correction, CorrectionOutcome, CorrectionState};
pub use country::{CountryCode, CountryError};
pub use date::{DateError, PartialDate, Precision};
pub use day::{Day, DayError};
pub use detention::*;
pub use digest::{DigestError, TextDigest};
pub use event::*;
pub use field::{
    Element, Field, Fields, Link, Path, first_step, lies_within, respelled, spelled, steps,
};
#[cfg(feature = "graphql")]
pub use id::Follow;
pub use id::{Act, Actor, Anything, Id, IdError, Kind, RecordId, Target, Voice};
pub use ids::Ids;
pub use indicator::*;
pub use instant::{Instant, InstantError};
pub use key::{Key, KeyError};
pub use known_at::{KnownAt, KnownAtError};
pub use language::{Language, LanguageError};
pub use ledger::*;
pub use money::{Fine, FineError};
pub use name::*;
pub use noun::NOUNS;
pub use number::NumberError;
pub use organization::*;
pub use person::*;
pub use place::*;
pub use quantity::{Bounds, Quantity, QuantityError, QuantityKind};
pub use record::{Identifier, Noun, Record, Span};
pub use release::*;
pub use resolve::{
    Account, Admitted, Answer, Conflict, Contradiction, Dispute, DisputeKind, Document, DomainRule,
    Explanation, Heard, Impossible, Loss, Lost, MergeError, Merged, Origin, Party, Rank, Reason,
    Settlements, Side, SideAnswer, Surroundings, Without, Witness, explain, hear, hidden_fields,
    resolve, told,
};
pub use rules::{
    Across, ActDelivery, Belonging, Beside, Counted, Crossing, CrossingSide, CutReport, Dated,
    Delivery, DeliveryState, DeliveryStep, Grouping, Headcount, HeldGroup, IssuerStanding, Life,
    Moment, MomentKind, Named, PartReport, Promised, Reconciliation, SanctionComparison,
    SentenceLength, Statistics, Verdict, across_point, across_release, compare_sanctions,
    delivered_before_promised, delivered_on, headcount, held_among, named_against_count,
    possibly_within, reconcile_point, reconcile_release,
};
pub use sanction::*;
pub use script::{Script, ScriptError};
pub use seen::{Seen, brief};
pub use shape::{Described, FieldShape, Formed, Read, Shape, Table, Words};
pub use source::*;
pub use statement::*;
pub use term::{Term, TermError};
pub use url::{Url, UrlError};
pub use value::{Moved, Value};
pub use viewer_role::ViewerRole;

pub use vocabulary::UnknownWord;
