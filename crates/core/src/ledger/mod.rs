//! The ledger: a chain of revisions, each an atomic addition of claims and rulings.
//!
//! The forms in this folder are frozen: what is hashed here was hashed the same
//! way in the first revision, and mirrors verify it for as long as they exist.

mod chain;
mod claim;
mod entry;
mod ruling;
mod sealed;
mod submission;

pub use chain::{Chain, Link as ChainLink, chain};
pub use claim::{Claim, ClaimHash, States};
pub use entry::{Body, BodyError, EntryId, EntryIdError};
pub use ruling::{Decision, Ruling, Scope, Sight};
pub use sealed::{Heading, Salt, SaltError, Sealed, Seed, commitment};
pub use submission::{Fault, NewClaim, Submission};

/// Bytes as small hexadecimal letters.
pub(crate) fn hex(bytes: impl AsRef<[u8]>) -> String {
    const LETTERS: &[u8; 16] = b"0123456789abcdef";
    let bytes = bytes.as_ref();
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        text.push(char::from(LETTERS[usize::from(byte >> 4)]));
        text.push(char::from(LETTERS[usize::from(byte & 15)]));
    }
    text
}

/// The canonical form of a value: RFC 8785, with silent fields already left out.
pub(crate) fn canonical(value: &impl serde::Serialize) -> Result<String, serde_json::Error> {
    serde_json_canonicalizer::to_string(value)
}

#[cfg(test)]
mod tests;
