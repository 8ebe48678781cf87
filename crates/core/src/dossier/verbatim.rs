//! Checks quotes against the texts of their sources, which the record itself
//! does not keep.

use super::{Quoted, ReadSource, Reading, code, near, phrase, written::shortened};
use crate::{Fault, TextDigest};

/// The text of a source, held by whoever checks its quotes.
#[derive(Clone, Copy, Debug)]
pub struct Held<'a> {
    /// The source, by its key in the file or by its id.
    pub source: &'a str,
    /// The text byte for byte, as it was read.
    pub text: &'a str,
    /// Its words, in which quotes are looked up: of a page, without the marks of HTML.
    pub words: &'a str,
}

/// A plain text, whose words are the text itself.
impl<'a> From<(&'a str, &'a str)> for Held<'a> {
    fn from((source, text): (&'a str, &'a str)) -> Self {
        Self { source, text, words: text }
    }
}

/// Checks every quote whose source's text is given, by the key of the source
/// or by its id.
///
/// A quote must occur word for word. How the text is broken into lines and
/// spaced is no part of it; quotation marks, apostrophes and dashes are.
#[must_use]
pub fn check_quotes<'a, T: Copy + Into<Held<'a>>>(reading: &Reading, texts: &[T]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for held in texts {
        let Held { source: name, text, words } = (*held).into();
        let named = |source: &&ReadSource| source.key == name || source.id.as_str() == name;
        let Some(source) = reading.sources.iter().find(named) else {
            faults.push(unknown(name, &reading.sources));
            continue;
        };
        faults.extend(source.text_digest.and_then(|stated| other_text(source, stated, text)));
        let text = Plain::of(words);
        let quotes = reading.quoted.iter().filter(|quoted| quoted.source == source.id);
        faults.extend(quotes.filter_map(|quoted| not_found(quoted, &source.key, &text)));
    }
    faults
}

fn unknown(name: &str, sources: &[ReadSource]) -> Fault {
    let keys: Vec<&str> = sources.iter().map(|source| source.key.as_str()).collect();
    Fault {
        written_at: None,
        record: None,
        field: None,
        code: code::UNKNOWN_SOURCE,
        problem: format!(
            "a text is given for {}, which the file does not name",
            phrase::quoted(name)
        ),
        remedy: near::remedy(name, "its sources are", &keys),
    }
}

fn other_text(source: &ReadSource, stated: TextDigest, text: &str) -> Option<Fault> {
    let digest = TextDigest::of(text);
    (digest != stated).then(|| Fault {
        written_at: Some(source.written_at.clone()),
        record: Some(source.id.to_string()),
        field: Some("text_digest".to_owned()),
        code: code::WRONG_TEXT,
        problem: format!("the text given has the SHA-256 {digest}, and the file states {stated}"),
        remedy: "give the text that was read, byte for byte, or correct the digest".to_owned(),
    })
}

fn not_found(quoted: &Quoted, key: &str, text: &Plain<'_>) -> Option<Fault> {
    let quote = Plain::of(&quoted.phrase);
    if text.spaced.contains(&*quote.spaced) {
        return None;
    }
    let remedy = if let Some(exact) = text.alike(&quote) {
        format!("it says {}: write it so", phrase::quoted(&exact))
    } else if let Some(nearest) = text.nearest(&quote) {
        format!("the nearest it has is `{}`", shortened(&nearest))
    } else {
        "quote words that it has, or leave the quote out".to_owned()
    };
    Some(Fault {
        written_at: Some(quoted.written_at.clone()),
        record: Some(quoted.record.clone()),
        field: Some(quoted.path.clone()),
        code: code::QUOTE_NOT_FOUND,
        problem: format!("the text of {key} does not say {}", phrase::quoted(&quoted.phrase)),
        remedy,
    })
}

/// A text without its layout, and as its letters alone read.
struct Plain<'a> {
    words: Vec<&'a str>,
    /// The words, one space between them.
    spaced: String,
    /// The same in small letters, all quotation marks and dashes alike.
    alike: String,
    /// Where in `spaced` each byte of `alike` comes from.
    from: Vec<usize>,
}

impl<'a> Plain<'a> {
    fn of(text: &'a str) -> Self {
        let words: Vec<&str> = text.split_whitespace().collect();
        let spaced = words.join(" ");
        let (mut alike, mut from) = (String::with_capacity(spaced.len()), Vec::new());
        for (at, letter) in spaced.char_indices() {
            let before = alike.len();
            match letter {
                '‘' | '’' | '‚' | '‛' | 'ʼ' | '`' | '´' => alike.push('\''),
                '“' | '”' | '„' | '‟' | '«' | '»' => alike.push('"'),
                '‐' | '‑' | '‒' | '–' | '—' | '−' => alike.push('-'),
                '…' => alike.push_str("..."),
                '\u{ad}' | '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{feff}' => {}
                letter => alike.extend(letter.to_lowercase()),
            }
            from.resize(from.len() + alike.len() - before, at);
        }
        Self { words, spaced, alike, from }
    }

    /// The piece of this text that reads like the quote, though it is not
    /// written like it.
    fn alike(&self, quote: &Plain<'_>) -> Option<String> {
        if quote.alike.is_empty() {
            return None;
        }
        let begin = self.alike.find(&*quote.alike)?;
        let end = begin + quote.alike.len();
        let (first, last) = (*self.from.get(begin)?, *self.from.get(end - 1)?);
        let last = last + self.spaced[last..].chars().next().map_or(0, char::len_utf8);
        Some(self.spaced.get(first..last)?.to_owned())
    }

    /// The piece of this text with as many words that has most words of the
    /// quote, if that is at least half of them.
    fn nearest(&self, quote: &Plain<'_>) -> Option<String> {
        let bare = |word: &str| {
            word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
        };
        let wanted: std::collections::BTreeSet<String> =
            quote.words.iter().map(|w| bare(w)).collect();
        let hits: Vec<bool> = self.words.iter().map(|word| wanted.contains(&bare(word))).collect();
        let length = quote.words.len().min(self.words.len());
        let count = |hits: &[bool]| hits.iter().filter(|hit| **hit).count();
        // Of windows that are as good, the one that begins with a word of the quote.
        let scored = hits.windows(length.max(1)).enumerate().map(|(at, window)| {
            let begins = usize::from(window.first() == Some(&true));
            ((2 * count(window) + begins), std::cmp::Reverse(at))
        });
        let (score, std::cmp::Reverse(at)) = scored.max()?;
        (score >= length && score > 1).then(|| self.words[at..at + length].join(" "))
    }
}
