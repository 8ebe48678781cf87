//! The sentences of a passage, with their words.

use std::ops::Range;

use crate::{
    quotation::{
        called::is_name,
        marks::{Marked, marked},
        verb,
    },
    word::{Token, TokenKind, tokens},
};

/// A longer one is no sentence, and is divided: what is looked for in it is looked for in bounded time.
const LONGEST: usize = 200;

/// Words after which a full stop ends no sentence.
const SHORTENED: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "gen", "brig", "col", "adm", "cmdr", "cpl", "insp", "supt",
    "amb", "lt", "maj", "capt", "sgt", "sen", "rep", "gov", "st", "no", "vs", "jan", "feb", "mar",
    "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "fr", "rev", "hon", "jr", "sr",
    "art", "approx", "ca", "e.g", "i.e", "etc", "г", "гг", "b", "ст", "им", "тыс", "млн", "руб",
];

/// Words that begin a sentence after `U.S.`, where its stop is that of the sentence too.
const BEGINNERS: &[&str] = &[
    "the", "a", "he", "she", "it", "they", "we", "in", "on", "at", "but", "and", "his", "her",
    "their", "this", "that", "these", "those", "after", "before", "however", "among", "of", "more",
];

/// The words of a passage, divided into sentences.
#[derive(Debug)]
pub(crate) struct Sentences<'a> {
    pub text: &'a str,
    pub tokens: Vec<Token>,
    /// Each token in small letters: they are compared with words again and again.
    small: Vec<Box<str>>,
    /// What stands between quotation marks.
    pub quoted: Vec<Marked>,
    /// The tokens of each sentence.
    pub ranges: Vec<Range<usize>>,
}

impl<'a> Sentences<'a> {
    pub fn of(text: &'a str) -> Self {
        let tokens = tokens(text);
        let mut quoted = marked(text);
        quoted.retain(|marked| !is_name(text, marked));
        let ranges = divided(text, &tokens, &quoted);
        let small = tokens.iter().map(|token| token.of(text).to_lowercase().into()).collect();
        Self { text, tokens, small, quoted, ranges }
    }

    /// The token as it is written; nothing beyond the last.
    pub fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.of(self.text))
    }

    /// The token in small letters; nothing beyond the last.
    pub fn small(&self, at: usize) -> &str {
        self.small.get(at).map_or("", AsRef::as_ref)
    }

    /// The words of these tokens, as they are written.
    pub fn words(&self, range: &Range<usize>) -> &'a str {
        match (
            self.tokens.get(range.start),
            range.end.checked_sub(1).and_then(|at| self.tokens.get(at)),
        ) {
            (Some(first), Some(last)) if first.span.start < last.span.end => {
                &self.text[first.span.start..last.span.end]
            }
            _ => "",
        }
    }

    /// The sentence that holds this token.
    pub fn sentence_of(&self, token: usize) -> Range<usize> {
        let at = self.ranges.partition_point(|sentence| sentence.end <= token);
        self.ranges.get(at).cloned().unwrap_or(0..self.tokens.len())
    }

    /// The first token that begins at this byte or after it.
    pub fn token_at(&self, byte: usize) -> usize {
        self.tokens.partition_point(|token| token.span.start < byte)
    }

    /// Which quoted words hold this byte.
    pub fn quoted_at(&self, byte: usize) -> Option<usize> {
        let at = self.quoted.partition_point(|marked| marked.whole.end <= byte);
        self.quoted.get(at).filter(|marked| marked.whole.start <= byte).map(|_| at)
    }
}

fn divided(text: &str, tokens: &[Token], quoted: &[Marked]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let (mut from, mut next_quoted) = (0, 0);
    for at in 0..tokens.len() {
        let byte = tokens[at].span.start;
        while quoted.get(next_quoted).is_some_and(|marked| marked.whole.end <= byte) {
            next_quoted += 1;
        }
        let within = quoted.get(next_quoted).filter(|marked| marked.whole.start <= byte);
        let closes =
            within.is_some_and(|marked| !marked.open && tokens[at].span.end == marked.whole.end);
        let ends = if closes {
            at > from
                && is_end(text, tokens, at - 1)
                && !is_attributed(text, tokens, at)
                && !is_signed(text, tokens, at)
        } else {
            within.is_none() && is_end(text, tokens, at) && begins(text, tokens, at + 1)
        };
        if (ends && begins(text, tokens, at + 1)) || at + 1 - from >= LONGEST {
            sentences.push(from..at + 1);
            from = at + 1;
        }
    }
    if from < tokens.len() {
        sentences.push(from..tokens.len());
    }
    sentences
}

/// Whether a sentence can begin here.
fn begins(text: &str, tokens: &[Token], at: usize) -> bool {
    let Some(token) = tokens.get(at) else { return true };
    let first = token.of(text).chars().next();
    first
        .is_some_and(|c| !c.is_lowercase() && !matches!(c, ',' | ';' | ')' | '.' | '-' | '–' | '—'))
}

/// Whether a sentence can end here.
fn is_end(text: &str, tokens: &[Token], at: usize) -> bool {
    let word = tokens[at].of(text);
    if word.ends_with('.') && tokens[at].kind == TokenKind::Word {
        // `the U.S. The next`: not after an initial.
        let stops = word.matches('.').count();
        let next = tokens.get(at + 1).map(|next| next.of(text).to_lowercase());
        return match next {
            None => true,
            Some(next) => stops > 1 && BEGINNERS.contains(&next.as_str()),
        };
    }
    match word {
        "?" | "!" | "…" => true,
        "." => {
            let before = at.checked_sub(1).map(|at| tokens[at].of(text).to_lowercase());
            !before.is_some_and(|before| {
                let joined = tokens[at - 1].span.end == tokens[at].span.start;
                // `No. 4` is a number, `“no.”` an answer.
                let figure = tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::Figures);
                joined
                    && SHORTENED.contains(&before.as_str())
                    && (figure || !matches!(before.as_str(), "no" | "art" | "b"))
            })
        }
        _ => false,
    }
}

/// Whether quoted words that end in a sign are told to be someone's after it: `“Why?” Novak asked.`
fn is_attributed(text: &str, tokens: &[Token], closing: usize) -> bool {
    const NEAR: usize = 6;
    let sign = closing.checked_sub(1).map_or("", |at| tokens[at].of(text));
    if sign == "." {
        return false;
    }
    let after = tokens.iter().skip(closing + 1).take(NEAR);
    let words = after.map(|token| token.of(text).to_lowercase());
    words
        .take_while(|word| !matches!(word.as_str(), "." | "?" | "!" | "“" | "\""))
        .any(|word| verb::is_speech(&word))
}

/// Whether brackets behind quoted words name someone: `“We go.” (Jana Novotna)`.
fn is_signed(text: &str, tokens: &[Token], closing: usize) -> bool {
    const LONGEST: usize = 8;
    let word = |at: usize| tokens.get(at).map_or("", |token| token.of(text));
    let within = (closing + 2..closing + 2 + LONGEST).take_while(|at| word(*at) != ")");
    word(closing + 1) == "("
        && word(closing + 2).starts_with(char::is_uppercase)
        && within.clone().count() < LONGEST
        && !within.clone().any(|at| matches!(word(at), "." | "?" | "!" | ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<&str> {
        let sentences = Sentences::of(text);
        sentences.ranges.iter().map(|range| sentences.words(range)).collect()
    }

    #[test]
    fn a_stop_within_a_quotation_or_after_a_title_ends_no_sentence() {
        assert_eq!(
            told("“We go. We stay,” Mr. Novak said. He left the U.S. The guild did not."),
            ["“We go. We stay,” Mr. Novak said.", "He left the U.S.", "The guild did not."]
        );
    }

    #[test]
    fn a_question_and_who_asked_it_are_one_sentence() {
        assert_eq!(
            told("“Why?” Novak asked. “Because.” He left."),
            ["“Why?” Novak asked.", "“Because.”", "He left."]
        );
        assert_eq!(told("He said “no.” Then he left."), ["He said “no.”", "Then he left."]);
    }
}
