//! Digests of the texts that sources were read from.

use std::{fmt, str::FromStr};

use sha2::{Digest, Sha256};

use crate::{
    Value,
    vocabulary::{scalar, text},
};

/// The SHA-256 of a text: whoever holds the text can show that it is the one
/// that was read, though the record does not republish it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "sql", derive(sea_orm::DeriveValueType))]
#[cfg_attr(feature = "sql", sea_orm(value_type = "String", column_type = "Text"))]
pub struct TextDigest([u8; 32]);

text!(TextDigest);
scalar!(TextDigest, "Sha256", "The SHA-256 of a text, in 64 hexadecimal digits.");

impl Value for TextDigest {}

/// A text that is not a digest.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a SHA-256: write its 64 hexadecimal digits")]
pub struct DigestError(String);

impl TextDigest {
    /// The digest of this text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self(Sha256::digest(text).into())
    }

    /// The digest of a text that comes line by line, each ended by a line feed.
    #[must_use]
    pub fn of_lines(lines: impl IntoIterator<Item = String>) -> Self {
        let mut digest = Sha256::new();
        for line in lines {
            digest.update(line);
            digest.update("\n");
        }
        Self(digest.finalize().into())
    }
}

impl FromStr for TextDigest {
    type Err = DigestError;

    fn from_str(text: &str) -> Result<Self, DigestError> {
        let wrong = || DigestError(text.to_owned());
        let digit =
            |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        let (pairs, []) = text.as_bytes().as_chunks::<2>() else {
            return Err(wrong());
        };
        let bytes: Option<Vec<u8>> =
            pairs.iter().map(|[high, low]| Some((digit(*high)? << 4) | digit(*low)?)).collect();
        bytes.and_then(|bytes| bytes.try_into().ok()).map(Self).ok_or_else(wrong)
    }
}

impl fmt::Display for TextDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for TextDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TextDigest({self})")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const OF_ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    #[test]
    fn the_digest_is_the_one_that_every_other_program_computes() {
        assert_eq!(TextDigest::of("abc").to_string(), OF_ABC);
        assert_eq!(OF_ABC.to_uppercase().parse(), Ok(TextDigest::of("abc")));
        let lines = ["a".to_owned(), "b".to_owned()];
        assert_eq!(TextDigest::of_lines(lines), TextDigest::of("a\nb\n"));
    }

    #[test]
    fn a_digest_has_64_hexadecimal_digits() {
        let g = format!("g{}", &OF_ABC[1..]);
        for text in ["", "abc", &OF_ABC[..62], &format!("{OF_ABC}00"), &g, "é"] {
            assert!(text.parse::<TextDigest>().is_err(), "{text}");
        }
        insta::assert_snapshot!("abc".parse::<TextDigest>().unwrap_err(), @"`abc` is not a SHA-256: write its 64 hexadecimal digits");
    }

    proptest! {
        #[test]
        fn a_digest_is_read_back_as_it_was_written(text in ".*") {
            let digest = TextDigest::of(&text);
            prop_assert_eq!(digest.to_string().parse(), Ok(digest));
        }

        #[test]
        fn digests_are_ordered_like_their_texts(one in ".*", other in ".*") {
            let (one, other) = (TextDigest::of(&one), TextDigest::of(&other));
            prop_assert_eq!(one.cmp(&other), one.to_string().cmp(&other.to_string()));
            prop_assert_eq!(one.agrees(&other), one == other);
        }
    }
}
