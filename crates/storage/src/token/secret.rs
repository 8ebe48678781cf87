//! The secret of a token: 256 random bits, written so that people and programs
//! that look for secrets in the wrong places know it for one.

use std::fmt;

use detente_core::TextDigest;

/// What every secret begins with.
pub const BEGIN: &str = "detente_";

/// The secret of a token. It is printed once, and shows itself nowhere else.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// The secret of these random bytes.
    pub(crate) fn of(bytes: [u8; 32]) -> Self {
        let mut text = BEGIN.to_owned();
        for byte in bytes {
            for digit in [byte >> 4, byte & 0xf] {
                text.extend(char::from_digit(digit.into(), 16));
            }
        }
        Self(text)
    }

    /// The secret that someone gives, if it has the form of one.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let digits = text.strip_prefix(BEGIN)?;
        let good = digits.len() == 64
            && digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        good.then(|| Self(text.to_owned()))
    }

    /// Its SHA-256, which is what is kept. Passwords need a slow hash because
    /// they can be guessed; 256 random bits cannot, however quick the hash.
    pub(crate) fn digest(&self) -> TextDigest {
        TextDigest::of(&self.0)
    }

    /// The secret itself: for its bearer, once.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_read_back_as_it_was_revealed_and_never_shown() {
        let secret = Secret::of([0xa5; 32]);
        assert_eq!(Secret::read(secret.reveal()), Some(secret.clone()));
        assert!(!format!("{secret:?}").contains("a5"));
        for other in [
            "",
            "detente_",
            "a5",
            &secret.reveal().to_uppercase(),
            &format!("{}0", secret.reveal()),
        ] {
            assert_eq!(Secret::read(other), None, "{other}");
        }
    }
}
