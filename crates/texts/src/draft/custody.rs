//! Whether what a table says of a case is of people who are held: by its columns, by what stands over it and beneath it.

use crate::{
    article::Article,
    document::{Passage, PassageKind},
    place::quotable,
    table::{Column, Row, Table},
    vocabulary::words,
};

words! {
    /// Words of those who are tried or sentenced and are not there: they fled, or live elsewhere.
    fn is_away: "
        absentia absence absent absconded abroad exile exiled emigrated fled fugitive fugitives wanted hiding
        whereabouts
    "
}

words! {
    /// Words of a case that came to nothing, or is not decided.
    fn comes_to_nothing: "
        dropped closed discontinued withdrawn dismissed acquitted acquittal acquittals cleared exonerated
        rehabilitated quashed overturned annulled suspended deferred postponed conditional conditionally
        pending awaiting facing face faces threatened sought requested demanded investigated investigation
        spared amnestied pardoned
    "
}

words! {
    /// Punishments that hold nobody.
    fn is_no_custody: "
        fine fined fines probation warned reprimanded deported expelled banned confiscated confiscation
        community
    "
}

words! {
    /// Those who sentence or charge others.
    fn is_of_the_court: "judges prosecutors investigators magistrates officials"
}

words! {
    /// Words of being held.
    fn is_held: "
        prisoner prisoners prison prisons jail jailed imprisoned imprisonment inmate inmates detainee
        detainees detained detention held custody arrested arrest arrests colony released freed incarcerated
    "
}

/// What a table, and what stands around it, tells of whether those whom it names are held.
pub(super) struct Custody<'a> {
    /// Words that leave it open.
    open: Option<&'a str>,
    /// Whether it speaks of people who are held, or were.
    tells: bool,
}

impl<'a> Custody<'a> {
    /// What a table tells.
    pub fn of(article: &'a Article, table: &'a Table) -> Self {
        let around = around(article, table);
        Self {
            open: around.iter().copied().find(|text| words_of(text).any(|word| is_open(&word))),
            tells: around.iter().any(|text| words_of(text).any(|word| is_held(&word))),
        }
    }

    /// Why it is not beyond doubt that whoever a row is about is held; `sentenced` where it tells a term.
    pub fn doubt(&self, row: &Row, columns: &[Column], sentenced: bool) -> Option<String> {
        if let Some(words) = self.open.or_else(|| open_in_row(row, columns)) {
            return Some(format!("whether they were held, “{}” leaves open", quotable(words)));
        }
        let charged = !sentenced && !self.tells;
        charged.then(|| {
            "of whoever is charged, the table does not say whether they are held".to_owned()
        })
    }
}

/// The cell of a row that leaves it open: `in absentia`, `lives abroad`.
fn open_in_row<'a>(row: &'a Row, columns: &[Column]) -> Option<&'a str> {
    let other = row.cells.iter().zip(columns).filter(|(_, column)| **column == Column::Other);
    let mut cells = other.map(|(cell, _)| cell.as_str());
    cells.find(|cell| {
        words_of(cell).any(|word| is_away(&word) || comes_to_nothing(&word) || is_no_custody(&word))
    })
}

fn is_open(word: &str) -> bool {
    is_away(word) || comes_to_nothing(word) || is_no_custody(word) || is_of_the_court(word)
}

fn words_of(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase)
}

/// What a table is called, what its columns are called, the heading of the part of the text in which it stands, and
/// what stands right above it and beneath it.
fn around<'a>(article: &'a Article, table: &'a Table) -> Vec<&'a str> {
    /// So many lines may be free between.
    const NEAR: usize = 3;
    let passages = &article.document.passages;
    let line = |passage: &Passage| passage.line_at(0);
    let last = table.rows.last().map_or(table.line, |row| row.line);
    let before = passages.partition_point(|passage| line(passage) < table.line);
    let heading = passages[..before].iter().rfind(|passage| passage.kind == PassageKind::Heading);
    let above = passages[..before]
        .last()
        .filter(|above| table.line.saturating_sub(above.line_at(above.text.len())) <= NEAR);
    let below = passages.get(before).filter(|below| {
        let near = line(below) > last && line(below) - last <= NEAR;
        near && is_about_all(&below.text)
    });
    let title = table.title.as_deref();
    let passages = [heading, above, below].into_iter().flatten().map(|told| told.text.as_str());
    title.into_iter().chain(table.header.iter().map(String::as_str)).chain(passages).collect()
}

/// Whether a passage beneath a table is about those whom it names: `All were tried in absentia`, `* in absentia`.
fn is_about_all(text: &str) -> bool {
    let first = words_of(text).find(|word| !word.is_empty()).unwrap_or_default();
    text.starts_with(['*', '†'])
        || matches!(
            first.as_str(),
            "all" | "they" | "these" | "those" | "both" | "none" | "note" | "most" | "some"
        )
}
