//! Identifiers and keys made of a list's own: the same words always make the same one.

use std::collections::{BTreeMap, BTreeSet};

use detente_core::Key;
use sha2::{Digest, Sha256};

/// The longest word made of a text, in bytes.
const LONGEST: usize = 60;

/// A text as the end of an identifier: small letters, digits and hyphens.
///
/// Where that says less than the text did (a capital letter beside its small one, a
/// letter that is not ASCII, a text too long), a digest of the text follows, so
/// that two texts never make one identifier.
pub(crate) fn exact(text: &str) -> String {
    let plain = text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    let ends = |byte: Option<&u8>| byte.is_some_and(|byte| *byte != b'-');
    let (first, last) = (text.as_bytes().first(), text.as_bytes().last());
    if plain && ends(first) && ends(last) && text.len() <= LONGEST {
        return text.to_owned();
    }
    let words = words(text);
    let digest = digest(text, 10);
    if words.is_empty() { digest } else { format!("{words}-{digest}") }
}

/// A text as a word that people can read; of texts that hold other letters than
/// ASCII ones, a digest. Two texts may make one: see `Words`.
pub(crate) fn readable(text: &str) -> String {
    let words = words(text);
    let lost = text.chars().any(|c| !c.is_ascii() && c.is_alphanumeric()) || text.len() > LONGEST;
    match (words.is_empty(), lost) {
        (true, _) => format!("x-{}", digest(text, 10)),
        (false, true) => format!("{words}-{}", digest(text, 6)),
        (false, false) => words,
    }
}

/// The beginning of the SHA-256 of a text, in hexadecimal.
pub(crate) fn digest(text: &str, digits: usize) -> String {
    let mut hex = digest_of(text.as_bytes());
    hex.truncate(digits);
    hex
}

/// The SHA-256 of some bytes, in hexadecimal.
pub(crate) fn digest_of(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn words(text: &str) -> String {
    let mut words = String::new();
    for c in text.chars() {
        if words.len() >= LONGEST {
            break;
        }
        if c.is_ascii_alphanumeric() {
            words.push(c.to_ascii_lowercase());
        } else if !words.is_empty() && !words.ends_with('-') && c != '\'' && c != '’' {
            words.push('-');
        }
    }
    words.truncate(words.trim_end_matches('-').len());
    words
}

/// Some bytes in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from_digit(half.into(), 16).unwrap_or('0');
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// A key that is written in the code.
pub(crate) fn fixed(word: &str) -> Key {
    word.parse().unwrap_or_default()
}

/// Words that texts were made into, to tell which of them are the word of several texts.
#[derive(Debug, Default)]
pub(crate) struct Words(BTreeMap<String, BTreeSet<String>>);

impl Words {
    /// The words of these texts, whatever their order.
    pub fn of(texts: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut words = Self::default();
        for (word, text) in texts {
            words.0.entry(word).or_default().insert(text);
        }
        words
    }

    /// The word of a text; where another text has it too, with a digest of its own after it: so that
    /// neither takes it from the other by standing first.
    pub fn closer(&self, word: &str, text: &str) -> String {
        let alone = self.0.get(word).is_none_or(|texts| texts.len() < 2);
        if alone { word.to_owned() } else { format!("{word}-{}", digest(text, 6)) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_word_is_readable_and_two_texts_are_two_identifiers() {
        assert_eq!(readable("Penal colony No. 1, Novopolotsk"), "penal-colony-no-1-novopolotsk");
        assert_eq!(exact("nk-2t"), "nk-2t");
        assert!(exact("NK-2T").starts_with("nk-2t-"));
        assert_ne!(exact("NK-2T"), exact("NK-2t"));
        assert_ne!(readable("Мінск"), readable("Менск"));
    }

    proptest! {
        #[test]
        fn whatever_the_text_it_makes_an_identifier_and_a_key(text in any::<String>()) {
            let id = format!("person/list-{}", exact(&text));
            prop_assert!(id.parse::<detente_core::RecordId>().is_ok(), "{}", id);
            prop_assert!(readable(&text).parse::<Key>().is_ok());
        }
    }
}
