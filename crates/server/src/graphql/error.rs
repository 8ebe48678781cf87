//! What a caller is told when something cannot be done: a sentence and a code,
//! and never a word of the database's.

use std::sync::Arc;

use async_graphql::{Error, ErrorExtensions as _};
use detente_storage::{StoreError, Trouble};

/// What can go wrong while a question is answered.
#[derive(Clone, Debug, thiserror::Error)]
pub enum ApiError {
    /// The question itself cannot be answered.
    #[error("{0}")]
    BadInput(String),
    /// The caller may not do this.
    #[error("{0}")]
    Forbidden(String),
    /// It was done, and something is left to do.
    #[error("{0}")]
    Unfinished(&'static str),
    /// The database cannot do it now.
    #[error("{}", told(*.0))]
    Unavailable(Trouble),
    /// Something is wrong on this side.
    #[error("something went wrong on the server; nothing was stored")]
    Internal(Arc<StoreError>),
}

impl ApiError {
    /// The kind of error, as one word for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::BadInput(_) => "BAD_INPUT",
            Self::Forbidden(_) => "FORBIDDEN",
            Self::Unfinished(_) => "UNFINISHED",
            Self::Unavailable(Trouble::Busy) => "DATABASE_BUSY",
            Self::Unavailable(Trouble::Full) => "DATABASE_FULL",
            Self::Unavailable(Trouble::Slow) => "TIMEOUT",
            Self::Unavailable(Trouble::Gone) => "DATABASE_GONE",
            Self::Internal(_) => "INTERNAL",
        }
    }
}

/// What ails the database, and what to do about it. When it goes away nobody knows what it did last.
const fn told(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::Busy => {
            "others write to the database, and did not end in time; nothing was stored: ask again in a moment"
        }
        Trouble::Full => {
            "the server has no room left to store anything, and nothing was stored: whoever keeps it has to make room"
        }
        Trouble::Slow => {
            "the database was given a minute for a part of the answer, and was not done: ask for fewer records, or for less of each"
        }
        Trouble::Gone => {
            "the database does not answer: ask again in a moment. (If something was to be stored, it may be: to say it again adds nothing twice.)"
        }
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        if let (false, Some(trouble)) = (matches!(error, StoreError::Remains(_)), error.trouble()) {
            tracing::error!(%error, ?trouble, "the database could not do what was asked");
            return Self::Unavailable(trouble);
        }
        match error {
            StoreError::Cursor(_)
            | StoreError::Moment(_)
            | StoreError::Token(_)
            | StoreError::MirrorOf { .. } => Self::BadInput(error.to_string()),
            StoreError::Forbidden { .. } => Self::Forbidden(error.to_string()),
            StoreError::Id(error) => Self::BadInput(error.to_string()),
            StoreError::Remains(_) => {
                tracing::error!(%error, "remains of what was erased may be in the database");
                Self::Unfinished(
                    "it was erased, but remains of it may still be in the file of the database: stop what else reads the file, and run `detente rebuild`",
                )
            }
            StoreError::Database(_)
            | StoreError::Open { .. }
            | StoreError::Busy
            | StoreError::Unanswered { .. }
            | StoreError::Newer(_)
            | StoreError::Migration(_)
            | StoreError::Entry { .. }
            | StoreError::Record { .. }
            | StoreError::Broken { .. }
            | StoreError::Folder(_)
            | StoreError::Spool(_)
            | StoreError::Stale { .. }
            | StoreError::Parted { .. }
            | StoreError::OwnLedger { .. }
            | StoreError::NotEmpty { .. }
            | StoreError::Key(_)
            | StoreError::Refused(_) => {
                tracing::error!(%error, "a question could not be answered");
                Self::Internal(Arc::new(error))
            }
        }
    }
}

impl From<ApiError> for Error {
    fn from(error: ApiError) -> Self {
        let code = error.code();
        Self::new(error.to_string()).extend_with(|_, extensions| extensions.set("code", code))
    }
}
