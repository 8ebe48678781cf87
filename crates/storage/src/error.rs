//! Why the store could not do what was asked: which table, which row.

use detente_core::{Fault, IdError};
use sea_orm::DbErr;

use crate::TokenError;

/// Why the store could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database could not be reached, or refused a statement.
    #[error("the database refused: {0}")]
    Database(#[from] DbErr),
    /// The database could not be opened.
    #[error("the database {url} cannot be opened: {error}")]
    Open {
        /// Where it is, without a password.
        url: String,
        /// What the driver said.
        error: Box<DbErr>,
    },
    /// Others write to it, for longer than was waited.
    #[error("others write to the database, and did not end in time")]
    Busy,
    /// No PostgreSQL server answers where the database should be.
    #[error("no PostgreSQL answers at {place}: {why}")]
    Unanswered {
        /// Its host and port, or its socket.
        place: String,
        /// What happened.
        why: String,
    },
    /// Its tables are those of a newer version.
    #[error(
        "this database was made by a newer version of Détente (its migration {0} is unknown here); it was not touched: use that version, or a copy made before it"
    )]
    Newer(i64),
    /// Its tables could not be brought up to date.
    #[error("the database could not be brought up to date: {0}")]
    Migration(sqlx::migrate::MigrateError),
    /// An entry of the ledger cannot be read.
    #[error("entry {entry} of the ledger cannot be read: {error}")]
    Entry {
        /// The entry.
        entry: String,
        /// Why.
        error: String,
    },
    /// A record cannot be read from its row, or written to one.
    #[error(
        "the record of {id} cannot be read or written: {error}; `detente rebuild` makes it anew"
    )]
    Record {
        /// The record.
        id: String,
        /// Why.
        error: serde_json::Error,
    },
    /// The ledger or the records hold an identifier that is none.
    #[error("the database holds an identifier that is none: {0}")]
    Id(#[from] IdError),
    /// A revision does not carry the hash of what it says.
    #[error("revision {revision} does not hold: {what}")]
    Broken {
        /// The revision.
        revision: u64,
        /// What does not hold.
        what: String,
    },
    /// What stands beside the ledger is not what the ledger comes to.
    #[error("{what} does not hold: {why}; {remedy}")]
    Stale {
        /// Which record, for whom, in which column; or which list.
        what: String,
        /// What is written there, and what should be.
        why: String,
        /// What to do about it.
        remedy: &'static str,
    },
    /// What a mirror was given does not extend its ledger; nothing of it was stored.
    #[error("revision {revision} was not taken: {what}")]
    Parted {
        /// The revision.
        revision: u64,
        /// Why not.
        what: String,
    },
    /// The database keeps a ledger of its own, and cannot become a mirror.
    #[error(
        "this database keeps a ledger of its own, of {revisions} revisions, which no other ledger can extend: let the mirror begin in a database that is not there yet"
    )]
    OwnLedger {
        /// How many revisions it has.
        revisions: u64,
    },
    /// The database is a mirror, to which nothing is added but what its origin adds.
    #[error(
        "this database is a mirror of {origin}: what was added here would part it from that ledger; add it there, or to a database of your own"
    )]
    MirrorOf {
        /// Where its ledger comes from.
        origin: String,
    },
    /// The database that is to be filled holds something.
    #[error(
        "the database holds something already (its table `{table}` has rows), and nothing was written to it: name one that is empty, or not there yet"
    )]
    NotEmpty {
        /// The first table that has rows.
        table: String,
    },
    /// What was submitted was refused; nothing of it was stored.
    #[error("{} refused; nothing was stored", .0.len())]
    Refused(Vec<Fault>),
    /// What was erased is gone from the ledger, and not yet from the file.
    #[error(
        "what was erased is gone from the ledger; but the file of the database could not be rewritten, and may hold remains of it: {0}; stop what else reads it and run `detente rebuild`"
    )]
    Remains(Box<DbErr>),
    /// The key that erased claims are known by cannot be used.
    #[error("the key that erased claims are known by cannot be used: {0}")]
    Key(String),
    /// The viewer may not do this.
    #[error("{} may not {what}", who(.name))]
    Forbidden {
        /// The viewer.
        name: String,
        /// What was asked.
        what: &'static str,
    },
    /// The record cannot be told as of the moment that was asked about.
    #[error("{0}")]
    Moment(String),
    /// There is no folder to make a database of the past in.
    #[error("there is no folder to make a database of the past in: {0}")]
    Folder(std::io::Error),
    /// Claims that wait to be added cannot be kept in a file, or read from it.
    #[error("claims that wait to be added cannot be kept in a file: {0}")]
    Spool(std::io::Error),
    /// A token is not good, or cannot be made.
    #[error(transparent)]
    Token(#[from] TokenError),
    /// A cursor is not one of ours.
    #[error("the cursor `{0}` is not one of this list: use an endCursor that it gave")]
    Cursor(String),
}

/// Whoever comes without a name is told so.
fn who(name: &str) -> &str {
    if name == "public" { "the public" } else { name }
}

impl StoreError {
    /// What a page that begins before the end of the last one says: its index is broken.
    pub(crate) fn out_of_order(table: &str) -> Self {
        Self::Stale {
            what: format!("an index of the table `{table}`"),
            why: "it is out of order".to_owned(),
            remedy: "take the database from a copy, or from a mirror",
        }
    }
}
