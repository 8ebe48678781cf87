//! A text as it is read: its passages and tables in order, and what it says of itself.

mod grid;
mod html;
mod imprint;
mod plain;
mod signed;
mod title;
mod turn;
mod unreadable;

use std::borrow::Cow;

use detente_core::TextDigest;

pub use self::{imprint::Imprint, unreadable::Unreadable};
use crate::table::Table;

/// What a passage is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PassageKind {
    /// A title, or a line that stands over others.
    Heading,
    /// Sentences.
    Paragraph,
    /// One of a list.
    Item,
}

/// A piece of a text that is read by itself: a heading, a paragraph, an item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// What it is.
    pub kind: PassageKind,
    /// Its words, with single blanks, however the file breaks lines.
    pub text: String,
    /// The line of the file on which each part of it begins, by the byte of `text`.
    lines: Vec<(usize, usize)>,
}

impl Passage {
    /// The line of the file on which this byte of its text stands.
    #[must_use]
    pub fn line_at(&self, byte: usize) -> usize {
        let after = self.lines.partition_point(|(from, _)| *from <= byte);
        self.lines.get(after.saturating_sub(1)).map_or(1, |(_, line)| *line)
    }
}

/// A passage as its lines are gathered.
#[derive(Debug, Default)]
struct Gathered {
    text: String,
    lines: Vec<(usize, usize)>,
}

impl Gathered {
    /// Adds words that stand on a line of the file.
    fn add(&mut self, words: &str, line: usize) {
        for word in words.split_whitespace() {
            if !self.text.is_empty() {
                self.text.push(' ');
            }
            if self.lines.last().is_none_or(|(_, last)| *last != line) {
                self.lines.push((self.text.len(), line));
            }
            self.text.extend(word.chars().filter(|c| !c.is_control()));
        }
    }

    fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    fn end(&mut self, kind: PassageKind) -> Option<Passage> {
        let Self { text, lines } = std::mem::take(self);
        (!text.is_empty()).then_some(Passage { kind, text, lines })
    }
}

/// A text as it is read.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its headings, paragraphs and items, in order.
    pub passages: Vec<Passage>,
    /// Its tables.
    pub tables: Vec<Table>,
    /// What it says of itself.
    pub imprint: Imprint,
    /// The SHA-256 of the file.
    pub digest: TextDigest,
    /// How many lines the file has.
    pub lines: usize,
}

impl Document {
    /// Reads a text, plain or HTML. `name` is that of the file.
    ///
    /// # Errors
    /// If it is empty, too large, not UTF-8 or no text at all.
    pub fn read(name: &str, bytes: &[u8]) -> Result<Self, Unreadable> {
        let text = unreadable::text(bytes)?;
        let digest = TextDigest::of(text);
        let lines = text.lines().count();
        let written = text.trim_end_matches('\u{1a}');
        let (passages, tables, mut imprint) = if is_html(name, text) {
            html::read(written)
        } else {
            let (passages, tables) = plain::read(written.trim_start_matches('\u{feff}'));
            (passages, tables, Imprint::default())
        };
        if passages.is_empty() && tables.is_empty() {
            return Err(Unreadable::Empty);
        }
        imprint.complete(&passages);
        Ok(Self { passages, tables, imprint, digest, lines })
    }
}

/// The words of a text without the marks of HTML, in which quotes can be looked
/// up; a plain text as it is.
#[must_use]
pub fn plain_words<'a>(name: &str, text: &'a str) -> Cow<'a, str> {
    if !is_html(name, text) {
        return Cow::Borrowed(text);
    }
    let (passages, tables, imprint) = html::read(text);
    let cells = tables.iter().flat_map(Table::cells);
    let own = imprint.words();
    let words: Vec<&str> =
        own.into_iter().chain(passages.iter().map(|p| p.text.as_str())).chain(cells).collect();
    Cow::Owned(words.join("\n"))
}

/// Whether a text is HTML, by the name of its file or by how it begins.
fn is_html(name: &str, text: &str) -> bool {
    let end = name.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase());
    if matches!(end.as_deref(), Some("html" | "htm" | "xhtml")) {
        return true;
    }
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let start: String = start.chars().take(200).collect::<String>().to_ascii_lowercase();
    ["<!doctype html", "<html", "<head", "<body", "<article"]
        .iter()
        .any(|tag| start.starts_with(tag) || (start.starts_with("<?xml") && start.contains(tag)))
}
