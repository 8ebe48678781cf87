//! What a text says of itself: its title, who published it, and when.

use detente_core::{Language, PartialDate, Precision, Url};

use super::{Passage, PassageKind};
use crate::{sentence::Sentences, when};

/// How many passages from the top may speak of the text itself.
const TOP: usize = 8;

/// What a text says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imprint {
    /// Its title.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Where it is found.
    pub url: Option<Url>,
    /// The day it was published.
    pub published_on: Option<PartialDate>,
    /// The language it is written in.
    pub language: Option<Language>,
}

impl Imprint {
    /// Adds what its first passages say, where nothing else said it.
    pub(super) fn complete(&mut self, passages: &[Passage]) {
        if let Some(first) = passages.first().filter(|first| first.kind == PassageKind::Heading) {
            self.title.get_or_insert_with(|| first.text.clone());
        }
        let own = self.authors.is_empty();
        for passage in passages.iter().take(TOP) {
            if own && self.authors.is_empty() {
                self.authors = byline(passage);
            }
            if self.published_on.is_none() {
                self.published_on = day_of_publication(passage);
            }
        }
    }

    /// The words of it, in which quotes can be looked up.
    pub(super) fn words(&self) -> Vec<&str> {
        let own = [&self.title, &self.publisher];
        own.into_iter().flatten().chain(&self.authors).map(String::as_str).collect()
    }
}

/// Who wrote it, in a line such as `By Jana Vymyslena`.
fn byline(passage: &Passage) -> Vec<String> {
    let Some(names) = passage.text.strip_prefix("By ").filter(|names| names.len() < 120) else {
        return Vec::new();
    };
    let names = names.split(['|', '•', '·']).next().unwrap_or_default();
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let is_name = |name: &str| {
        (2..=4).contains(&name.split_whitespace().count()) && name.split_whitespace().all(capital)
    };
    let all: Vec<&str> =
        names.split(" and ").flat_map(|names| names.split(", ")).map(str::trim).collect();
    let names = all.iter().take_while(|name| is_name(name)).map(|name| (*name).to_owned());
    let names: Vec<String> = names.collect();
    // `By Friday Jana Novotna had left.` is a sentence.
    if passage.text.ends_with('.') { Vec::new() } else { names }
}

/// The day in a line that says nothing else: `Published: 14 December 2025, 10:30`.
fn day_of_publication(passage: &Passage) -> Option<PartialDate> {
    let words =
        ["published", "posted", "updated", "date", "on", "at", "gmt", "utc", "cet", "am", "pm"];
    let sentences = Sentences::of(&passage.text);
    let dates = when::read(&sentences, None);
    let mut exact =
        dates.iter().filter(|found| found.date.is_some_and(|d| d.precision() == Precision::Day));
    let (Some(found), None) = (exact.next(), exact.next()) else { return None };
    let outside = [&passage.text[..found.span.start], &passage.text[found.span.end..]];
    let letters = |word: &&str| word.chars().any(char::is_alphabetic);
    let rest = outside.iter().flat_map(|part| part.split(|c: char| !c.is_alphanumeric()));
    let alone =
        rest.filter(letters).all(|word| words.contains(&word.to_ascii_lowercase().as_str()));
    // A dateline tells where and when it was written: `SEDM, 1 March 2024 (Agency) —`.
    let dateline = passage.text[..found.span.start].trim_end_matches([' ', ',']);
    let place = !dateline.is_empty()
        && dateline.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
        && dateline.split_whitespace().count() <= 4;
    (alone || place).then_some(found.date).flatten()
}
