//! Whether what a table says of a case is of people who are held: by its columns, by what stands over it and beneath it.

use crate::{
    article::Article,
    document::{Passage, PassageKind},
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
        behind political
    "
}

/// Why a table leaves it open whether those whom it names are held, in the words that do; none where it does not.
pub(super) fn doubt<'a>(article: &'a Article, table: &'a Table) -> Option<&'a str> {
    around(article, table).find(|text| words_of(text).any(|word| is_open(&word)))
}

/// Whether a cell of a row leaves it open: `in absentia`, `lives abroad`.
pub(super) fn doubt_in_row<'a>(row: &'a Row, columns: &[Column]) -> Option<&'a str> {
    let other = row.cells.iter().zip(columns).filter(|(_, column)| **column == Column::Other);
    let mut cells = other.map(|(cell, _)| cell.as_str());
    cells.find(|cell| {
        words_of(cell).any(|word| is_away(&word) || comes_to_nothing(&word) || is_no_custody(&word))
    })
}

/// Whether a table speaks of people who are held, or were.
pub(super) fn tells_of_holding(article: &Article, table: &Table) -> bool {
    around(article, table).any(|text| words_of(text).any(|word| is_held(&word)))
}

fn is_open(word: &str) -> bool {
    is_away(word) || comes_to_nothing(word) || is_no_custody(word) || is_of_the_court(word)
}

fn words_of(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase)
}

/// What a table is called, what its columns are called, the heading of the part of the text in which it stands, and
/// what stands right above it and beneath it.
fn around<'a>(article: &'a Article, table: &'a Table) -> impl Iterator<Item = &'a str> {
    /// So many lines may be free between.
    const NEAR: usize = 3;
    let passages = &article.document.passages;
    let line = |passage: &Passage| passage.line_at(0);
    let last = table.rows.last().map_or(table.line, |row| row.line);
    let before = passages.partition_point(|passage| line(passage) < table.line);
    let heading = passages[..before].iter().rfind(|passage| passage.kind == PassageKind::Heading);
    let above = passages[..before]
        .last()
        .filter(|above| table.line - above.line_at(above.text.len()) <= NEAR);
    let below = passages.get(before).filter(|below| {
        let near = line(below) > last && line(below) - last <= NEAR;
        near && is_about_all(&below.text)
    });
    let title = table.title.as_deref();
    let passages = [heading, above, below].into_iter().flatten().map(|told| told.text.as_str());
    title.into_iter().chain(table.header.iter().map(String::as_str)).chain(passages)
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
