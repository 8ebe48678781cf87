//! The chain: what makes the ledger one history that cannot be rewritten unseen.

use sha2::{Digest as _, Sha256};

use super::hex;

/// What the hash of a revision covers, apart from its commitments.
#[derive(Clone, Copy, Debug)]
pub struct Link<'a> {
    /// The hash of the revision before it; empty for the first.
    pub before: &'a str,
    /// Its number, from one.
    pub number: u64,
    /// When it was added: RFC 3339, UTC, to the millisecond.
    pub made_at: &'a str,
}

/// The hash of a revision in the making: commitments are added one after the
/// other, so that nobody needs to hold all of a large revision at once.
#[derive(Clone)]
pub struct Chain(Sha256);

impl Chain {
    /// Begins with what the hash covers apart from commitments.
    #[must_use]
    pub fn of(link: Link<'_>) -> Self {
        let mut chain = Self(Sha256::new());
        chain.add("detente 1");
        chain.add(link.before);
        chain.add(&link.number.to_string());
        chain.add(link.made_at);
        chain
    }

    /// Adds the commitment to the heading, or to the next entry.
    pub fn add(&mut self, commitment: &str) {
        self.0.update(commitment);
        self.0.update("\n");
    }

    /// The hash of all that was added.
    #[must_use]
    pub fn hash(self) -> String {
        hex(self.0.finalize())
    }
}

/// The hash of a revision: SHA-256, in hexadecimal, of these lines, each ended
/// by a line feed: `detente 1`, the hash before, the number, the time, the
/// commitment to the heading, and the commitment to each entry in order.
#[must_use]
pub fn chain<'a>(link: Link<'_>, commitments: impl IntoIterator<Item = &'a str>) -> String {
    let mut chain = Chain::of(link);
    commitments.into_iter().for_each(|commitment| chain.add(commitment));
    chain.hash()
}
