//! A cell read word by word: what its phrases mean, which dates it holds, and the words
//! that were not understood.

use detente_core::PartialDate;

use crate::when;

/// What a cell says, as far as it was understood.
#[derive(Debug)]
pub(super) struct Understood<M> {
    /// What its phrases mean, in their order.
    pub meant: Vec<M>,
    /// The dates in it.
    pub dates: Vec<PartialDate>,
    /// The words that were not understood.
    pub rest: Vec<String>,
}

/// Reads a cell by phrases in small letters. Those without a meaning say nothing more, and are understood too.
pub(super) fn understood<M: Copy>(cell: &str, phrases: &[(&str, Option<M>)]) -> Understood<M> {
    let words = words(cell);
    let mut read = Understood { meant: Vec::new(), dates: Vec::new(), rest: Vec::new() };
    let mut at = 0;
    while at < words.len() {
        let here = &words[at..];
        if let Some((date, count)) = date_at(here) {
            read.dates.push(date);
            at += count;
        } else if let Some((meaning, count)) = phrase_at(here, phrases) {
            read.meant.extend(meaning);
            at += count;
        } else {
            read.rest.push(words[at].clone());
            at += 1;
        }
    }
    read
}

/// What was not understood, with the cell that it stands in.
pub(super) fn within(cell: &str, rest: &str) -> String {
    let cell = cell.trim();
    if rest == cell { rest.to_owned() } else { format!("{rest} (in: {cell})") }
}

/// The words of a cell, without the signs that only part them.
fn words(cell: &str) -> Vec<String> {
    let parts = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')' | '[' | ']' | '"');
    let bare = |word: &str| word.trim_end_matches('.').to_owned();
    let words = cell.split(parts).map(bare);
    words.filter(|word| !matches!(word.as_str(), "" | "-" | "–" | "—" | ":")).collect()
}

/// The date that stands first among these words, and how many of them it takes.
fn date_at(words: &[String]) -> Option<(PartialDate, usize)> {
    (1..=words.len().min(3)).rev().find_map(|count| {
        let text = words[..count].join(" ");
        let date = when::date(&text).filter(|_| text.bytes().any(|byte| byte.is_ascii_digit()))?;
        Some((date, count))
    })
}

/// The longest phrase that stands first among these words, and how many of them it takes.
fn phrase_at<M: Copy>(
    words: &[String],
    phrases: &[(&str, Option<M>)],
) -> Option<(Option<M>, usize)> {
    let stands = |phrase: &str| {
        let count = phrase.split(' ').count();
        let mut pairs = phrase.split(' ').zip(words);
        (count <= words.len() && pairs.all(|(one, word)| one == word.to_lowercase()))
            .then_some(count)
    };
    let found = phrases.iter().filter_map(|(phrase, meaning)| Some((*meaning, stands(phrase)?)));
    found.max_by_key(|(_, count)| *count)
}
