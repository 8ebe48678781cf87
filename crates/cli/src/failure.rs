//! What can go wrong, what the caller is told, and the exit code.

mod wrong;

use std::{io, path::PathBuf};

#[cfg(feature = "embedded")]
use detente_storage::Trouble;
use detente_texts::Unreadable;

pub use wrong::{Wrong, as_written};

/// Why a command could not be done.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// What was asked makes no sense.
    #[error("{what}")]
    Usage {
        /// What is wrong with it.
        what: String,
        /// What to write instead.
        hint: String,
    },
    /// Nobody answers there.
    #[error("nobody answers at {server}: {why}")]
    Unreachable {
        /// The address.
        server: String,
        /// What happened.
        why: String,
    },
    /// The caller may not do this.
    #[error("{0}")]
    NotAuthorised(String),
    /// The token is not good.
    #[error("{0}")]
    Unauthenticated(String),
    /// The server refused the question.
    #[error("{0}")]
    Refused(String),
    /// There is no such record.
    #[error("there is no {id} in the record")]
    Absent {
        /// The identifier that was asked for.
        id: String,
        /// Identifiers that look like it.
        near: Vec<String>,
    },
    /// A dossier cannot be added as it is.
    #[error("{}", counted(.faults.len()))]
    Faults {
        /// Everything wrong with it.
        faults: Vec<Wrong>,
        /// Whether something would have been stored.
        storing: bool,
    },
    /// A ruling cannot be made as it is.
    #[error("{}", counted(.faults.len()))]
    Unruled {
        /// Everything wrong with it.
        faults: Vec<Wrong>,
        /// Whether something would have been stored.
        storing: bool,
    },
    /// Documents that a server should trust are none that it can answer.
    #[cfg(feature = "embedded")]
    #[error("{}", counted(.faults.len()))]
    Untrusted {
        /// Everything wrong with them.
        faults: Vec<Wrong>,
    },
    /// Rows of a file cannot be read.
    #[error("{}", counted(.faults.len()))]
    Rows {
        /// Everything wrong with them.
        faults: Vec<Wrong>,
    },
    /// What a file of settings, or an option beside others, says cannot be.
    #[error("{}", counted(.faults.len()))]
    Settings {
        /// Everything wrong with it.
        faults: Vec<Wrong>,
    },
    /// A file cannot be read.
    #[error("{} cannot be read: {why}", .file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// Why.
        why: io::Error,
    },
    /// A file is no text that can be read.
    #[error("{}: {why}", .file.display())]
    NoText {
        /// The file.
        file: PathBuf,
        /// Why.
        why: Unreadable,
    },
    /// Texts say what cannot be; it was told.
    #[error("{}", cannot_be(*.0))]
    Impossible(usize),
    /// A change of the schema breaks what was written for it; it was told.
    #[error("{}", breaks(*.0))]
    Breaking(usize),
    /// A file cannot be written.
    #[error("{} cannot be written: {why}", .file.display())]
    Unwritable {
        /// The file.
        file: PathBuf,
        /// Why.
        why: io::Error,
    },
    /// The local database cannot be used.
    #[cfg(feature = "embedded")]
    #[error("{0}")]
    Database(String),
    /// The ledger in the local database is not what was written to it.
    #[cfg(feature = "embedded")]
    #[error("{0}")]
    Unsound(String),
    /// The local database cannot do it now.
    #[cfg(feature = "embedded")]
    #[error("{}", ails(*.0))]
    Ailing(Trouble),
    /// No PostgreSQL server answers there.
    #[cfg(feature = "embedded")]
    #[error("no PostgreSQL answers at {place}: {why}")]
    Unanswered {
        /// Its host and port, or its socket.
        place: String,
        /// What happened.
        why: String,
    },
    /// Nobody answers where the ledger that is mirrored comes from.
    #[cfg(feature = "embedded")]
    #[error("nobody answers at {server}: {why}")]
    NoOrigin {
        /// The address.
        server: String,
        /// What happened.
        why: String,
    },
    /// The server cannot listen there.
    #[cfg(feature = "embedded")]
    #[error("cannot listen on {address}: {why}")]
    Address {
        /// The address.
        address: String,
        /// Why.
        why: io::Error,
    },
    /// The answer is not one that this program understands.
    #[error("the answer cannot be understood: {0}")]
    Unintelligible(String),
    /// The answer said it all.
    #[error("the answer has errors")]
    Told,
    /// The output cannot be written.
    #[error("the output cannot be written: {0}")]
    Output(#[from] io::Error),
}

impl Failure {
    /// What was asked makes no sense.
    pub fn usage(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Usage { what: what.into(), hint: hint.into() }
    }

    /// The exit code: 1 refused or failed, 2 usage, 3 server unreachable, 4 not authorised.
    pub const fn code(&self) -> u8 {
        match self {
            Self::Refused(_)
            | Self::Absent { .. }
            | Self::Faults { .. }
            | Self::Unruled { .. }
            | Self::Rows { .. }
            | Self::Unreadable { .. }
            | Self::NoText { .. }
            | Self::Impossible(_)
            | Self::Breaking(_)
            | Self::Unwritable { .. }
            | Self::Unintelligible(_)
            | Self::Told
            | Self::Output(_) => 1,
            #[cfg(feature = "embedded")]
            Self::Untrusted { .. }
            | Self::Database(_)
            | Self::Unsound(_)
            | Self::Ailing(_)
            | Self::Unanswered { .. }
            | Self::Address { .. } => 1,
            Self::Usage { .. } | Self::Settings { .. } => 2,
            Self::Unreachable { .. } => 3,
            #[cfg(feature = "embedded")]
            Self::NoOrigin { .. } => 3,
            Self::NotAuthorised(_) | Self::Unauthenticated(_) => 4,
        }
    }

    /// What to do next.
    pub fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Usage { hint, .. } => hint.clone(),
            Self::Unreachable { why, .. } if why.contains("CaUsedAsEndEntity") => {
                "it shows the certificate of an authority, which proves no server: let it show one that the authority signed (docs/runbook.md tells how), and name the authority's with --server-ca".to_owned()
            }
            Self::Unreachable { why, .. } if why.contains("peer certificate") => {
                "if that server is yours, or you know its certificate, name it with --server-ca".to_owned()
            }
            Self::Unreachable { .. } => {
                "check --server or DETENTE_SERVER; without either, the local database answers".to_owned()
            }
            Self::NotAuthorised(_) => {
                "`detente whoami` tells who you are taken for; give another token with --token-file or DETENTE_TOKEN, or use a database of your own".to_owned()
            }
            Self::Unauthenticated(_) => {
                "ask whoever keeps this server for a new token, and give it with --token-file or DETENTE_TOKEN".to_owned()
            }
            Self::Absent { id, near } => {
                let noun = id.split_once('/').map_or("person", |(noun, _)| noun);
                match near.as_slice() {
                    [] => format!("`detente {noun} list` lists what there is"),
                    near => format!("did you mean {}? `detente {noun} list` lists what there is", near.join(" or ")),
                }
            }
            Self::Faults { storing, .. } => {
                let stored = if *storing { "nothing was stored; " } else { "" };
                format!("{stored}correct these and import the file again")
            }
            Self::Unruled { storing, .. } => {
                if *storing { "nothing was stored".to_owned() } else { return None }
            }
            #[cfg(feature = "embedded")]
            Self::Untrusted { .. } => {
                "the server was not started; correct these documents, or leave them out".to_owned()
            }
            Self::Rows { .. } => {
                "correct these rows, or go on without them with --skip-broken".to_owned()
            }
            Self::Settings { .. } => "nothing was begun; correct these and try again".to_owned(),
            Self::Unreadable { .. } => "check the path, and that the file may be read".to_owned(),
            Self::NoText { why, .. } => why.remedy().to_owned(),
            Self::Unwritable { why, .. } if why.kind() == io::ErrorKind::AlreadyExists => {
                "name another file, or move that one away".to_owned()
            }
            Self::Unwritable { .. } => "check the path, and that the folder may be written to".to_owned(),
            #[cfg(feature = "embedded")]
            Self::Database(_) => {
                "--database or DETENTE_DATABASE chooses another file, or a postgres:// address".to_owned()
            }
            #[cfg(feature = "embedded")]
            Self::Unsound(_) => {
                "keep this database as it is, for whoever finds out what happened; go on with a copy (`detente restore`) or a mirror, which `detente verify` finds whole".to_owned()
            }
            #[cfg(feature = "embedded")]
            Self::Ailing(Trouble::Busy) => "nothing was stored; let the other one end, then try again".to_owned(),
            #[cfg(feature = "embedded")]
            Self::Ailing(Trouble::Full) => "nothing was stored; make room, then try again".to_owned(),
            #[cfg(feature = "embedded")]
            Self::Ailing(Trouble::Slow) => "ask for fewer records, or when others ask less of it".to_owned(),
            #[cfg(feature = "embedded")]
            Self::Ailing(Trouble::Gone) => {
                "see that it runs and can be reached, then try again: what was stored already is not stored twice".to_owned()
            }
            #[cfg(feature = "embedded")]
            Self::Unanswered { .. } => {
                "start the PostgreSQL server, or correct the host and port in --database or DETENTE_DATABASE".to_owned()
            }
            #[cfg(feature = "embedded")]
            Self::NoOrigin { .. } => {
                "check the address that is mirrored, and that its server runs; what was taken before stays".to_owned()
            }
            #[cfg(feature = "embedded")]
            Self::Address { .. } => {
                "choose another with --address or --metrics, such as --address 127.0.0.1:8081, or port 0 for any that is free"
                    .to_owned()
            }
            Self::Unintelligible(_) => {
                "the server may be of another version than this program: compare `detente schema` with its own"
                    .to_owned()
            }
            Self::Breaking(_) => {
                "docs/schema.md tells how something goes without breaking anything".to_owned()
            }
            Self::Refused(_) | Self::Told | Self::Impossible(_) | Self::Output(_) => return None,
        })
    }

    /// Everything that is wrong, where that is more than one thing.
    pub fn faults(&self) -> &[Wrong] {
        match self {
            Self::Faults { faults, .. }
            | Self::Unruled { faults, .. }
            | Self::Rows { faults }
            | Self::Settings { faults } => faults,
            #[cfg(feature = "embedded")]
            Self::Untrusted { faults } => faults,
            _ => &[],
        }
    }

    /// Whether it is only that the reader of the output has gone.
    pub fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}

#[cfg(feature = "embedded")]
const fn ails(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::Busy => "others write to the database, and did not end in time",
        Trouble::Full => "there is no room left where the database stands",
        Trouble::Slow => "the database was not done within a minute",
        Trouble::Gone => "the database does not answer",
    }
}

fn cannot_be(findings: usize) -> String {
    let things = if findings == 1 { "1 thing".to_owned() } else { format!("{findings} things") };
    format!("{things} in the text cannot be, told above")
}

fn breaks(changes: usize) -> String {
    let changes = if changes == 1 {
        "1 change breaks".to_owned()
    } else {
        format!("{changes} changes break")
    };
    format!("{changes} questions that were written for the older schema")
}

fn counted(faults: usize) -> String {
    let things = if faults == 1 { "1 thing is".to_owned() } else { format!("{faults} things are") };
    format!("{things} wrong, told above")
}
