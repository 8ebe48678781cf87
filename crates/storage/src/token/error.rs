//! Why a token is not good, or cannot be made.

use detente_core::Instant;

use crate::Role;

/// Why a token is not good, or cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// Nobody was given this secret. What is no secret at all is not told apart.
    #[error("this token is not known here")]
    Unknown,
    /// It is no longer good.
    #[error("this token expired at {0}")]
    Expired(Instant),
    /// It was taken back.
    #[error("this token was revoked at {0}")]
    Revoked(Instant),
    /// The name cannot be one.
    #[error(
        "`{0}` cannot be the name of a token: it needs 1 to 100 letters, digits, spaces between them and marks such as `-` or `@`, and `public` and `owner` are taken by the program"
    )]
    Name(String),
    /// Another live token has this name.
    #[error("the token {id} is called `{name}` already: revoke it first, or choose another name")]
    Taken {
        /// The name.
        name: String,
        /// The token that has it.
        id: String,
    },
    /// It would never be good.
    #[error("a token that expires at {0} would never be good: choose a moment to come")]
    Past(Instant),
    /// An editor who does not see everything.
    #[error("{0}s rule on everything, so they see what is restricted")]
    Blind(Role),
    /// There is no such token to take back.
    #[error("no token that could be revoked has this name or identifier: `{0}`")]
    NoSuch(String),
}
