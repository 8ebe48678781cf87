//! Identifiers and keys made of words, to be looked at by whoever edits the draft.

use std::collections::{HashMap, HashSet};

use detente_core::{
    TextDigest,
    names::transliterate::{Standard, transliterate},
};

/// The longest word made of a text, in bytes.
const LONGEST: usize = 60;

/// A text in small letters, digits and hyphens, Cyrillic ones as passports write them; what holds
/// none of these is a beginning of its digest.
pub(super) fn slug(text: &str) -> String {
    let latin = transliterate(text, Standard::MvdBel2010);
    let mut slug = String::new();
    for c in latin.chars().flat_map(char::to_lowercase) {
        if slug.len() >= LONGEST {
            break;
        }
        let plain = folded(c);
        if plain.is_ascii_alphanumeric() {
            slug.push(plain);
        } else if !slug.is_empty() && !slug.ends_with('-') && !matches!(c, '\'' | '’' | '.') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    if slug.is_empty() {
        let mut digest = TextDigest::of(text).to_string();
        digest.truncate(10);
        return format!("x-{digest}");
    }
    slug
}

/// A letter without its marks, where it is a Latin one with marks.
fn folded(c: char) -> char {
    match c {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' | 'ą' | 'ā' => 'a',
        'č' | 'ć' | 'ç' => 'c',
        'ď' | 'đ' => 'd',
        'é' | 'è' | 'ê' | 'ë' | 'ě' | 'ę' | 'ė' | 'ē' => 'e',
        'í' | 'ì' | 'î' | 'ï' | 'ī' | 'į' => 'i',
        'ľ' | 'ł' | 'ĺ' => 'l',
        'ň' | 'ń' | 'ñ' => 'n',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ő' | 'ø' => 'o',
        'ř' => 'r',
        'š' | 'ś' | 'ş' => 's',
        'ť' | 'ţ' => 't',
        'ú' | 'ù' | 'û' | 'ü' | 'ů' | 'ű' | 'ū' | 'ų' | 'ŭ' => 'u',
        'ý' | 'ÿ' => 'y',
        'ž' | 'ź' | 'ż' => 'z',
        c => c,
    }
}

/// Words that were given already: each is given once.
#[derive(Debug, Default)]
pub(super) struct Given {
    given: HashSet<String>,
    /// The number to try next behind each word that was asked for again: an article may count
    /// `people` ten thousand times.
    next: HashMap<String, u32>,
}

impl Given {
    /// This word, or the first of `word-2`, `word-3` that is free.
    pub fn give(&mut self, word: &str) -> String {
        if self.given.insert(word.to_owned()) {
            return word.to_owned();
        }
        let number = self.next.entry(word.to_owned()).or_insert(2);
        loop {
            let next = format!("{word}-{number}");
            *number += 1;
            if self.given.insert(next.clone()) {
                return next;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_makes_a_word_in_any_script() {
        assert_eq!(slug("Karel Smyslený"), "karel-smysleny");
        assert_eq!(slug("Яна Вымысленая"), "jana-vymyslienaja");
        assert!(slug("خليل").starts_with("x-"));
        let mut given = Given::default();
        assert_eq!([given.give("jana"), given.give("jana")], ["jana", "jana-2"]);
        assert_eq!([given.give("jana-3"), given.give("jana")], ["jana-3", "jana-4"]);
    }

    proptest! {
        #[test]
        fn any_text_makes_an_identifier(text in any::<String>()) {
            let id = format!("person/{}", slug(&text));
            prop_assert!(id.parse::<detente_core::RecordId>().is_ok(), "{}", id);
        }
    }
}
