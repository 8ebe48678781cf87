//! Sealing: what is hashed of an entry, so that its body can be withheld or
//! destroyed and the chain still be verified.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::hex;

/// Random bytes that one revision draws its salts from. It is never kept:
/// otherwise a destroyed salt could be made again.
#[derive(Clone, Copy)]
pub struct Seed(pub [u8; 32]);

impl Seed {
    /// The salt of the entry at a position; position zero is the heading.
    #[must_use]
    pub fn salt(&self, position: u32) -> Salt {
        let digest =
            Sha256::new().chain_update(self.0).chain_update(position.to_be_bytes()).finalize();
        let mut salt = [0; 16];
        salt.copy_from_slice(&digest[..16]);
        Salt(salt)
    }
}

/// Sixteen random bytes that keep a body from being guessed by its commitment.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Salt([u8; 16]);

impl fmt::Display for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex(self.0))
    }
}

impl fmt::Debug for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A text that is not a salt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a salt is 32 hexadecimal letters")]
pub struct SaltError;

impl FromStr for Salt {
    type Err = SaltError;

    fn from_str(text: &str) -> Result<Self, SaltError> {
        let small = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        if text.len() != 32 || !text.bytes().all(small) {
            return Err(SaltError);
        }
        let mut salt = [0; 16];
        for (at, byte) in salt.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[at * 2..at * 2 + 2], 16).map_err(|_| SaltError)?;
        }
        Ok(Self(salt))
    }
}

/// What the chain holds of a body: SHA-256 of salt and body, in hexadecimal.
#[must_use]
pub fn commitment(salt: Salt, body: &str) -> String {
    hex(Sha256::new().chain_update(salt.0).chain_update(body).finalize())
}

/// A body in its canonical form, with its salt and commitment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// The salt.
    pub salt: Salt,
    /// The canonical form.
    pub body: String,
    /// The commitment to both.
    pub commitment: String,
}

impl Sealed {
    /// Seals a body.
    #[must_use]
    pub fn new(salt: Salt, body: String) -> Self {
        let commitment = commitment(salt, &body);
        Self { salt, body, commitment }
    }
}

/// Who made a revision, and what for. It is a body too: sealed like an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Heading {
    /// Who added it.
    pub author: String,
    /// What it adds, in a sentence.
    pub message: String,
}

impl Heading {
    /// The canonical form.
    pub fn canonical(&self) -> Result<String, serde_json::Error> {
        super::canonical(self)
    }
}
