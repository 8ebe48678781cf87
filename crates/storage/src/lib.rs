//! Keeps the ledger and its records in SQLite or PostgreSQL.
//!
//! `Store::append` is the only way in. Everything else reads, or makes the
//! records anew from the ledger.

#![expect(
    clippy::must_use_candidate,
    reason = "a future that is boxed must be used as any other; the lint does not see that"
)]

// The body of an `async fn` is compiled wherever it is awaited, anew in each part of each crate, and as that crate is optimised.
// Boxed, it is compiled here, once: a box a question costs nothing beside the statement that it sends.
use async_recursion::async_recursion as boxed;

mod agreement;
mod alike;
mod apart;
mod append;
mod backup;
mod beside;
mod cache;
mod check;
mod checked;
mod claims;
mod correction;
mod detention;
mod dispute;
mod disputes;
mod edition;
mod entering;
mod erased;
mod error;
mod event;
mod extend;
mod figures;
mod formed;
mod founding;
mod given;
mod indicator;
mod insert;
mod json;
mod ledger;
mod listed;
mod mark;
mod merged;
mod migrate;
mod official;
mod opened;
mod opposed;
mod organization;
mod page;
mod past;
mod pending;
mod person;
mod place;
mod preview;
mod reach;
mod read;
mod rebuild;
mod release;
mod remove;
mod sanction;
mod search;
mod settle;
mod signature;
mod source;
mod spool;
mod statement;
mod store;
mod stream;
mod submitted;
mod sum;
mod table;
mod tables_file;
mod token;
mod trouble;
mod verify;
mod viewer;
mod writing;

pub use alike::Published;
pub use append::{Appended, Draft};
pub use checked::Checked;
pub use claims::{ClaimEntry, Standing};
pub use correction::{Closed, Numbers, Sent};
pub use disputes::{CountDisputesBy, DisputeFilter, DisputePage, DisputeQuery, FoundDispute};
pub use edition::HeldEdition;
pub use error::StoreError;
pub use extend::{Extended, Origin};
pub use figures::StoreFigures;
pub use formed::Formed;
pub use official::OfficialRole;
pub use opposed::Opposed;
pub use page::{Condition, Cursor, Found, OrderBy, Page, Query, Window};
pub use past::{
    Changed, ChangedBy, ChangedSince, Changes, CheckedOut, FieldChange, Latest, Past,
    RecordDifference, RecordRevision,
};
pub use pending::{Pending, Waiting};
pub use preview::{Consequence, Preview};
pub use read::Pointing;
pub use search::{Hit, Hits, Match, Screened};
pub use settle::ChangedRecords;
pub use signature::{KeyError, PublicKey, Signature, SigningKey};
pub use spool::{Gathered, Pieces, Spool};
pub use store::{Revision, STATEMENTS, Store};
pub use stream::{Content, LedgerEntry, LedgerPage, LedgerRevision, PageStart};
pub use submitted::Submitted;
pub use table::Table;
pub use tables_file::TablesFile;
pub use token::{Bearer, NewToken, SECRETS_BEGIN, Secret, Token, TokenError};
pub use trouble::Trouble;
pub use verify::Verified;
pub use viewer::{Role, Viewer};
