//! Where something stands in a text.

use detente_core::dossier::MOST_WORDS;

/// Where something stands in a text, and in which words.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Place {
    /// The line of the file.
    pub line: usize,
    /// The words.
    pub quote: String,
}

/// So many words of a text as a quote may have; the whole where it is no longer.
#[must_use]
pub fn quotable(text: &str) -> &str {
    let mut words = 0;
    let mut within = false;
    for (at, c) in text.char_indices() {
        if c.is_whitespace() {
            within = false;
        } else if !within {
            within = true;
            words += 1;
            if words > MOST_WORDS {
                return text[..at].trim_end();
            }
        }
    }
    text.trim()
}

/// The words of a text around a part of it, as many as a quote may have, and not beyond its sentence.
#[must_use]
pub(crate) fn around(
    sentences: &crate::sentence::Sentences<'_>,
    tokens: std::ops::Range<usize>,
    before: usize,
    after: usize,
) -> String {
    let sentence = sentences.sentence_of(tokens.start);
    let from = tokens.start.saturating_sub(before).max(sentence.start);
    let end = (tokens.end + after).min(sentence.end);
    let words = sentences.words(&(from..end));
    let words = words.trim_start_matches([',', ';', ':', ')', '–', '—', '-', ' ']);
    quotable(words.trim_end_matches([',', ';', ':', ' ', '(', '—', '–'])).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_has_no_more_words_than_a_dossier_may_quote() {
        let long = "word ".repeat(40);
        assert_eq!(quotable(&long).split_whitespace().count(), MOST_WORDS);
        assert_eq!(quotable("two words"), "two words");
    }
}
