//! What a caller is told when something cannot be done: a sentence and a code,
//! and never a word of the database's.

use std::sync::Arc;

use async_graphql::{Error, ErrorExtensions as _};
use detente_storage::StoreError;

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
            Self::Internal(_) => "INTERNAL",
        }
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
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
            | StoreError::Unanswered { .. }
            | StoreError::Newer(_)
            | StoreError::Migration(_)
            | StoreError::Entry { .. }
            | StoreError::Record { .. }
            | StoreError::Broken { .. }
            | StoreError::Folder(_)
            | StoreError::Stale { .. }
            | StoreError::Parted { .. }
            | StoreError::OwnLedger { .. }
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
