//! Texts that were met before.

use std::collections::BTreeSet;

use sha2::{Digest as _, Sha256};

/// Texts that were met before: of each sixteen bytes are kept, however long it is.
#[derive(Clone, Debug, Default)]
pub struct Seen(BTreeSet<[u8; 16]>);

impl Seen {
    /// Whether a text is met for the first time.
    pub fn first(&mut self, text: &str) -> bool {
        self.0.insert(brief(text))
    }

    /// Whether it was met.
    #[must_use]
    pub fn holds(&self, text: &str) -> bool {
        self.0.contains(&brief(text))
    }

    /// Whether the text was met of which these are the sixteen bytes.
    #[must_use]
    pub fn holds_brief(&self, brief: [u8; 16]) -> bool {
        self.0.contains(&brief)
    }

    /// Takes it for one that was never met.
    pub fn forget(&mut self, text: &str) {
        self.0.remove(&brief(text));
    }

    /// Whether none was met.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The first sixteen bytes of a text's SHA-256.
#[must_use]
pub fn brief(text: &str) -> [u8; 16] {
    let digest = Sha256::digest(text);
    let mut brief = [0; 16];
    brief.copy_from_slice(&digest[..16]);
    brief
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_met_for_the_first_time_once() {
        let mut seen = Seen::default();
        assert!(seen.is_empty() && seen.first("person/jana"));
        assert!(!seen.first("person/jana") && seen.holds("person/jana"));
        assert!(!seen.holds("person/ona"));
        seen.forget("person/jana");
        assert!(seen.first("person/jana"));
    }
}
