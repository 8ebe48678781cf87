//! Tokens that are to be made: what they may be called, and what their bearers see.

use detente_core::{Audience, Instant};

use super::TokenError;
use crate::Role;

/// How many characters a name may have.
const LONGEST_NAME: usize = 100;

/// Names that the program gives: nobody else stands under them in the ledger.
const RESERVED: [&str; 2] = ["public", "owner"];

/// A token that is to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewToken {
    /// The name under which what its bearer adds stands in the ledger.
    pub name: String,
    /// What its bearer may do.
    pub role: Role,
    /// What its bearer may see; where it is not said, as little as the role needs.
    pub sees: Option<Audience>,
    /// From when on it is no longer good.
    pub expires_at: Option<Instant>,
}

/// What a name may be written with: nothing in it is invisible, so that no two names look alike by that.
fn is_plain(char: char) -> bool {
    char.is_alphanumeric() || " .,'’-_@+()".contains(char)
}

impl NewToken {
    /// What its bearer sees: an editor everything, anyone else what is public, unless more was said.
    pub(super) fn sight(&self) -> Result<Audience, TokenError> {
        match (self.role >= Role::Editor, self.sees) {
            (true, Some(Audience::Public)) => Err(TokenError::Blind(self.role)),
            (true, _) => Ok(Audience::Restricted),
            (false, sees) => Ok(sees.unwrap_or(Audience::Public)),
        }
    }

    pub(super) fn check(&self, now: Instant) -> Result<(), TokenError> {
        let name = self.name.as_str();
        let good = (1..=LONGEST_NAME).contains(&name.chars().count())
            && name.trim() == name
            && name.chars().all(is_plain)
            && !RESERVED.iter().any(|reserved| name.eq_ignore_ascii_case(reserved));
        if !good {
            return Err(TokenError::Name(self.name.clone()));
        }
        match self.expires_at {
            Some(at) if at <= now => Err(TokenError::Past(at)),
            _ => Ok(()),
        }
    }
}
