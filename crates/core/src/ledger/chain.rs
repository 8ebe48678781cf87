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

/// The hash of a revision: SHA-256, in hexadecimal, of these lines, each ended
/// by a line feed: `detente 1`, the hash before, the number, the time, the
/// commitment to the heading, and the commitment to each entry in order.
#[must_use]
pub fn chain<'a>(link: Link<'_>, commitments: impl IntoIterator<Item = &'a str>) -> String {
    let mut digest = Sha256::new();
    let mut add = |text: &str| {
        digest.update(text);
        digest.update("\n");
    };
    add("detente 1");
    add(link.before);
    add(&link.number.to_string());
    add(link.made_at);
    commitments.into_iter().for_each(&mut add);
    hex(digest.finalize())
}
