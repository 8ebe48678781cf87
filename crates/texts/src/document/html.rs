//! HTML as passages and tables: the article of a page, without what stands around it.

mod told;

use std::collections::HashSet;

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

use super::{
    Gathered, Imprint, Passage, PassageKind,
    grid::{Span, TableRows},
    signed::{SetApart, sign, sign_itself},
    turn,
};
use crate::table::Table;

/// What is no part of an article.
const AROUND: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "nav", "footer", "aside", "form", "button",
    "select", "iframe", "textarea", "object", "video", "audio", "canvas", "math", "dialog",
];
/// What may name who spoke words that are set apart.
const SIGNS: &[&str] = &["footer", "cite", "figcaption"];
/// What ends one passage and begins another.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "blockquote",
    "ul",
    "ol",
    "dl",
    "dt",
    "dd",
    "figure",
    "figcaption",
    "pre",
    "hr",
    "body",
    "html",
    "address",
    "details",
    "summary",
    "center",
    "caption",
    "head",
    "title",
];

/// Reads a page.
pub(super) fn read(text: &str) -> (Vec<Passage>, Vec<Table>, Imprint) {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut page = Page { breaks: breaks(text), ..Page::default() };
    for Ok(token) in Tokenizer::new_with_emitter(text, emitter) {
        match token {
            Token::StartTag(tag) => page.begin(&tag),
            Token::EndTag(tag) => page.end(&String::from_utf8_lossy(&tag.name)),
            Token::String(words) => {
                page.words(&String::from_utf8_lossy(&words.value), words.span.start);
            }
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    while !page.rows.is_empty() {
        page.table();
    }
    page.flush();
    page.article()
}

/// The bytes at which lines begin.
fn breaks(text: &str) -> Vec<usize> {
    std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect()
}

#[derive(Default)]
struct Page {
    breaks: Vec<usize>,
    gathered: Gathered,
    /// How deep in what is no part of the article.
    around: Vec<String>,
    kind: Option<PassageKind>,
    in_title: bool,
    /// How many articles are open, and where each began among the passages.
    articles: Vec<usize>,
    /// Which passages and tables the longest article holds.
    longest: Option<[std::ops::Range<usize>; 2]>,
    passages: Vec<Passage>,
    tables: Vec<Table>,
    rows: Vec<TableRows>,
    tables_at: Vec<usize>,
    imprint: Imprint,
    heading: Option<String>,
    /// Words that are set apart, and who spoke them.
    set_apart: SetApart,
    /// Whether what is read next begins a line of its paragraph.
    broken: bool,
}

impl Page {
    fn line(&self, byte: usize) -> usize {
        self.breaks.partition_point(|at| *at <= byte).max(1)
    }

    fn begin(&mut self, tag: &StartTag<usize>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        let of = |wanted: &str| {
            let value = tag.attributes.get(wanted.as_bytes())?;
            let text = String::from_utf8_lossy(&value.value).trim().to_owned();
            (!text.is_empty()).then_some(text)
        };
        let line = self.line(tag.span.start);
        match &*name {
            "meta" => self.meta(of("property").or_else(|| of("name")), of("content")),
            "link" if of("rel").as_deref() == Some("canonical") => {
                self.imprint.url = of("href").and_then(|url| url.parse().ok());
            }
            "html" => self.imprint.language = of("lang").and_then(|tag| tag.parse().ok()),
            "time" => self.time(of("datetime").as_deref()),
            _ => {}
        }
        if self.begins_signature(&name, line) {
            return;
        }
        if AROUND.contains(&&*name) {
            if !tag.self_closing {
                self.flush();
                self.around.push(name);
            }
            return;
        }
        if !self.around.is_empty() {
            return;
        }
        match &*name {
            "table" => {
                self.flush();
                self.rows.push(TableRows::of(line));
            }
            "tr" => self.row(line),
            "td" | "th" => {
                let many = |span: &str| of(span).and_then(|many| many.parse().ok()).unwrap_or(1);
                let span = Span { columns: many("colspan"), rows: many("rowspan") };
                self.cell(line, name == "th", span);
            }
            "q" => self.quotation_mark("“"),
            "blockquote" => {
                self.flush();
                self.set_apart.begin(self.passages.len());
            }
            "br" => {
                self.broken = true;
                self.blank();
            }
            "article" | "main" => {
                self.flush();
                self.articles.push(self.passages.len());
                self.tables_at.push(self.tables.len());
            }
            "li" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.flush();
                let item = name == "li";
                self.kind = Some(if item { PassageKind::Item } else { PassageKind::Heading });
            }
            "title" => {
                self.flush();
                self.in_title = true;
            }
            name if BLOCKS.contains(&name) => self.flush(),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if let Some(open) = self.around.iter().rposition(|open| open == name) {
            self.around.truncate(open);
            return;
        }
        if !self.around.is_empty() {
            return;
        }
        if let Some(line) = self.set_apart.signing.take_if(|_| SIGNS.contains(&name)) {
            return self.sign(name, line);
        }
        match name {
            "blockquote" => {
                self.flush();
                self.set_apart.end(self.passages.len());
                if let Some(own) = self.set_apart.last.clone() {
                    sign_itself(&mut self.passages[own]);
                }
            }
            "table" => self.table(),
            "td" | "th" => self.end_cell(),
            "q" => self.quotation_mark("”"),
            "title" => {
                let title = std::mem::take(&mut self.gathered).text;
                self.imprint.title = Some(title).filter(|title| !title.is_empty());
                self.in_title = false;
            }
            "article" | "main" => {
                self.flush();
                let (from, tables) = (self.articles.pop(), self.tables_at.pop());
                if let (Some(from), Some(tables)) = (from, tables) {
                    self.article_ended(from..self.passages.len(), tables..self.tables.len());
                }
            }
            "h1" => {
                let words = self.gathered.text.trim().to_owned();
                if !words.is_empty() {
                    self.heading.get_or_insert(words);
                }
                self.flush();
            }
            "li" | "h2" | "h3" | "h4" | "h5" | "h6" => self.flush(),
            name if BLOCKS.contains(&name) => self.flush(),
            _ => {}
        }
    }

    /// Whether an element names who spoke the words that are set apart around it or before it.
    fn begins_signature(&mut self, element: &str, line: usize) -> bool {
        let whole = self.gathered.text.trim_end();
        let ends = whole.is_empty() || whole.ends_with(['”', '"', '»', '’', '.', '!', '?', '…']);
        let cell = self.rows.last().is_some_and(|table| table.cell.is_some());
        if !SIGNS.contains(&element) || !ends || cell || !self.around.is_empty() {
            return false;
        }
        if self.set_apart.is_open() {
            self.flush();
        }
        let empty = self.gathered.is_empty();
        let signs = empty && self.set_apart.signed(element, self.passages.len()).is_some();
        if signs {
            self.set_apart.signing = Some(line);
        }
        signs
    }

    fn sign(&mut self, element: &str, line: usize) {
        let words = std::mem::take(&mut self.gathered).text;
        let signed = self.set_apart.signed(element, self.passages.len());
        let told = signed.is_some_and(|range| sign(&mut self.passages[range], &words, line));
        if !told {
            self.gathered.add(&words, line);
            self.flush();
        }
    }

    fn article_ended(&mut self, passages: std::ops::Range<usize>, tables: std::ops::Range<usize>) {
        let letters = |range: &std::ops::Range<usize>| -> usize {
            self.passages[range.clone()].iter().map(|passage| passage.text.len()).sum()
        };
        let longer =
            self.longest.as_ref().is_none_or(|[longest, _]| letters(&passages) > letters(longest));
        if longer {
            self.longest = Some([passages, tables]);
        }
    }

    fn words(&mut self, words: &str, from: usize) {
        if !self.around.is_empty() {
            return;
        }
        // Lines are counted, not bytes: `&rsquo;` is one letter here and seven in the file.
        let first = self.line(from);
        for (at, piece) in words.split_inclusive('\n').enumerate() {
            self.add(piece, first + at);
        }
    }

    /// Words go on where the ones before them ended: `<b>Tut</b>.by` is one.
    fn add(&mut self, piece: &str, line: usize) {
        let begins = !piece.trim().is_empty() && std::mem::take(&mut self.broken);
        let free = self.kind.is_none() && !self.set_apart.is_open() && self.rows.is_empty();
        if begins && free && turn::begins(piece, &self.gathered.text, &HashSet::new()) {
            self.flush();
        }
        let gathered = self.gathered_or_cell();
        let joins = !gathered.text.ends_with(' ')
            && !gathered.is_empty()
            && piece.starts_with(|c: char| !c.is_whitespace());
        if joins {
            let (first, rest) =
                piece.split_at(piece.find(char::is_whitespace).unwrap_or(piece.len()));
            gathered.text.push_str(first);
            gathered.add(rest, line);
        } else {
            trim(gathered);
            gathered.add(piece, line);
        }
        if piece.ends_with(char::is_whitespace) && !gathered.is_empty() {
            gathered.text.push(' ');
        }
    }

    fn gathered_or_cell(&mut self) -> &mut Gathered {
        match self.rows.last_mut().and_then(|table| table.cell.as_mut()) {
            Some(cell) => cell,
            None => &mut self.gathered,
        }
    }

    fn quotation_mark(&mut self, mark: &str) {
        self.gathered_or_cell().text.push_str(mark);
    }

    /// Words that follow are not of the word before.
    fn blank(&mut self) {
        let gathered = self.gathered_or_cell();
        if !gathered.is_empty() && !gathered.text.ends_with(' ') {
            gathered.text.push(' ');
        }
    }

    fn flush(&mut self) {
        if self.rows.last().is_some_and(|table| table.cell.is_some()) {
            return self.blank();
        }
        trim(&mut self.gathered);
        let kind = self.kind.take().unwrap_or(PassageKind::Paragraph);
        if !self.in_title {
            self.passages.extend(self.gathered.end(kind));
        }
    }

    fn row(&mut self, line: usize) {
        self.end_cell();
        if let Some(table) = self.rows.last_mut() {
            table.begin_row(line);
        }
    }

    fn cell(&mut self, line: usize, heads: bool, span: Span) {
        self.end_cell();
        if let Some(table) = self.rows.last_mut() {
            table.begin_cell(line, heads, span);
        }
    }

    fn end_cell(&mut self) {
        let Some(table) = self.rows.last_mut() else { return };
        if let Some(mut cell) = table.cell.take() {
            trim(&mut cell);
            table.end_cell(&cell.text);
        }
    }

    /// Ends a table. One that only arranges a page becomes passages.
    fn table(&mut self) {
        self.end_cell();
        let Some(mut table) = self.rows.pop() else { return };
        table.end_row();
        table.rows.retain(|row| row.cells.iter().any(|cell| !cell.is_empty()));
        let columns = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let long = table.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.len() > 600);
        if columns > 1 && table.rows.len() > 1 && !long {
            let whole = Table::of(table.line, table.rows, table.headed);
            let whole = Table { title: table.title, ..whole };
            self.tables.push(whole.under(self.passages.last()));
            return;
        }
        for row in table.rows {
            for cell in row.cells {
                let mut gathered = Gathered::default();
                gathered.add(&cell, row.line);
                self.passages.extend(gathered.end(PassageKind::Paragraph));
            }
        }
    }

    /// The longest article of the page if it holds most of it, and what the page says of itself.
    fn article(mut self) -> (Vec<Passage>, Vec<Table>, Imprint) {
        self.imprint.title = self.title();
        let letters = |passages: &[Passage]| passages.iter().map(|p| p.text.len()).sum::<usize>();
        if let Some([passages, tables]) = self.longest.take()
            && letters(&self.passages[passages.clone()]) * 3 >= letters(&self.passages)
        {
            let tables = self.tables.drain(tables).collect();
            return (self.passages.drain(passages).collect(), tables, self.imprint);
        }
        (self.passages, self.tables, self.imprint)
    }
}

/// Takes away the blank that was left for words that might follow.
fn trim(gathered: &mut Gathered) {
    gathered.text.truncate(gathered.text.trim_end().len());
}

#[cfg(test)]
mod tests;
