//! The rows of an article's tables.

use std::collections::HashMap;

use detente_core::Term;
use rust_decimal::Decimal;

use super::{
    Draft,
    slug::slug,
    written::{Block, quoted},
};
use crate::{
    name::key,
    number::{is_time, numeral},
    place::quotable,
    sentence::Sentences,
    table::{Column, Row, Table},
};

/// What a row says of a person.
#[derive(Clone, Debug, Default)]
pub(super) struct RowOfPerson {
    /// Who, by the place among the names of the article.
    pub name: usize,
    line: usize,
    cell: String,
    /// What they are or were.
    pub roles: Vec<String>,
    terms: Vec<(Term, String)>,
    charges: Vec<String>,
}

/// The rows that speak of persons who are named in a column of their own.
pub(super) fn rows(draft: &Draft<'_>) -> Vec<RowOfPerson> {
    let mut rows = Vec::new();
    let names = draft.article.names.iter().enumerate();
    let names: HashMap<String, usize> =
        names.map(|(at, named)| (key(&named.text), at)).rev().collect();
    for table in &draft.article.document.tables {
        let columns = table.columns();
        let Some(of) = columns.iter().position(|column| *column == Column::Name) else { continue };
        for row in &table.rows {
            let Some(cell) = row.cells.get(of) else { continue };
            let Some(name) = names.get(&key(cell)).copied() else { continue };
            rows.push(of_person(name, row, cell, &columns, table));
        }
    }
    rows.sort_by_key(|row: &RowOfPerson| row.name);
    rows
}

fn of_person(name: usize, row: &Row, cell: &str, columns: &[Column], table: &Table) -> RowOfPerson {
    let mut told =
        RowOfPerson { name, line: row.line, cell: cell.to_owned(), ..RowOfPerson::default() };
    for (at, (column, cell)) in columns.iter().zip(&row.cells).enumerate() {
        let pieces = cell.split(';').map(str::trim).filter(|piece| says_something(piece));
        match column {
            Column::Role => told.roles.extend(pieces.map(str::to_owned)),
            Column::Charge => told.charges.extend(pieces.map(str::to_owned)),
            Column::Sentence => {
                // A column that is called `Sentence / Charges` holds both.
                let charges = table
                    .header
                    .get(at)
                    .is_some_and(|header| header.to_lowercase().contains("charge"));
                for piece in pieces {
                    match term(piece) {
                        Some((term, words)) => told.terms.push((term, words)),
                        None if charges => told.charges.push(piece.to_owned()),
                        None => {}
                    }
                }
            }
            Column::Name | Column::Age | Column::Other => {}
        }
    }
    told
}

/// Whether a cell says something: a dash, `n/a` or `unknown` is silence.
fn says_something(cell: &str) -> bool {
    let small = cell.to_lowercase();
    cell.chars().any(char::is_alphanumeric)
        && !matches!(small.as_str(), "n/a" | "na" | "unknown" | "none" | "not known" | "tbd")
}

/// The term that a cell begins with, and the words that say it: `10 years`, `life`.
fn term(cell: &str) -> Option<(Term, String)> {
    if let Ok(term) = cell.to_lowercase().parse() {
        return Some((term, cell.to_owned()));
    }
    if cell.to_lowercase().starts_with("life") {
        return Some((Term::LIFE, "life".to_owned()))
            .filter(|_| cell.starts_with('l'))
            .or(Some((Term::LIFE, cell.get(..4)?.to_owned())));
    }
    let sentences = Sentences::of(cell);
    let (number, end) = numeral(&sentences, 0)?;
    let unit = sentences.small(end);
    // `3 years and 6 months` and the like are left to whoever edits.
    let further = (end + 1..sentences.tokens.len()).any(|at| is_time(sentences.small(at)));
    let whole = number.trunc();
    let half = if number - whole == Decimal::new(5, 1) { " 1/2" } else { "" };
    let number = if half.is_empty() { number } else { whole };
    let term =
        format!("{number}{half} {unit}").parse().ok().filter(|_| is_time(unit) && !further)?;
    Some((term, sentences.words(&(0..end + 1)).to_owned()))
}

/// Writes the tables, and what their rows say of detentions.
pub(super) fn write(draft: &mut Draft<'_>, rows: &[RowOfPerson]) {
    let tables = &draft.article.document.tables;
    if tables.is_empty() {
        return;
    }
    draft.page.heading("Tables, row by row");
    for table in tables {
        draft.page.line("");
        let title =
            table.title.as_ref().map_or(String::new(), |title| format!(", under “{title}”"));
        draft.page.note(&format!("a table on line {}{title}", table.line));
        for row in &table.rows {
            let cell = |(at, cell): (usize, &String)| match table
                .header
                .get(at)
                .filter(|head| !head.is_empty())
            {
                Some(head) => format!("{head}: {cell}"),
                None => cell.clone(),
            };
            let cells: Vec<String> = row.cells.iter().enumerate().map(cell).collect();
            draft.page.note(&format!("line {}: {}", row.line, cells.join(" | ")));
        }
    }
    for row in rows {
        detention(draft, row);
    }
    for table in tables {
        figures(draft, table);
    }
}

/// The detention that a row tells of: by a sentence, or by charges.
fn detention(draft: &mut Draft<'_>, row: &RowOfPerson) {
    if row.terms.is_empty() && row.charges.is_empty() {
        return;
    }
    let Some(person) = draft.ids.id(row.name).map(str::to_owned) else { return };
    let slug = person.split('/').nth(1).unwrap_or_default().to_owned();
    let id = draft.given.give(&format!("detention/{slug}"));
    let mut block = Block::of(id, row.line);
    block.new = true;
    block.text("person", &person, &row.cell);
    let mut given = super::Given::default();
    let mut sentences = Vec::new();
    for (term, words) in &row.terms {
        let key = given.give("sentence");
        sentences.push(format!(
            "{{ key = {}, term = {} }}",
            quoted(&key),
            quoted(&term.to_string())
        ));
        block.quotes.push((format!("sentences.{key}.term"), words.clone()));
    }
    if !sentences.is_empty() {
        block.states.push(("sentences", format!("[{}]", sentences.join(", "))));
    }
    let mut charges = Vec::new();
    for charge in &row.charges {
        let key = given.give("charge");
        let words = quotable(charge);
        charges.push(format!("{{ key = {}, text = {} }}", quoted(&key), quoted(words)));
        block.quotes.push((format!("charges.{key}.text"), words.to_owned()));
    }
    if !charges.is_empty() {
        block.states.push(("charges", format!("[{}]", charges.join(", "))));
    }
    draft.block(&block);
}

/// The numbers of a table that counts: one series a column.
fn figures(draft: &mut Draft<'_>, table: &Table) {
    let width = table.header.len();
    for column in 1..width {
        let head = table.header[column].as_str();
        if Column::of(head) != Column::Other {
            continue;
        }
        let (mut points, mut shares) = (Vec::new(), 0);
        let mut quotes = Vec::new();
        let mut given = super::Given::default();
        for row in &table.rows {
            let (Some(of), Some(cell)) = (row.cells.first(), row.cells.get(column)) else {
                continue;
            };
            let sentences = Sentences::of(cell);
            let Some((number, end)) = numeral(&sentences, 0) else { continue };
            let share = sentences.word(end) == "%";
            if end + usize::from(share) < sentences.tokens.len() {
                continue;
            }
            shares += usize::from(share);
            let key = given.give(&slug(of));
            points.push(format!(
                "    {{ key = {}, quantity = {} }},",
                quoted(&key),
                quoted(&number.normalize().to_string())
            ));
            quotes.push((format!("points.{key}"), cell.clone()));
        }
        if points.is_empty() {
            continue;
        }
        let id = draft.given.give(&format!("indicator/{}-{}", draft.stem, slug(head)));
        let mut block = Block::of(id, table.line);
        block.unsure("what is counted, of whom and on which day, is for you to say");
        block.new = true;
        block.text("metric", head, head);
        if shares == points.len() {
            block.states.push(("unit", quoted("percent")));
        } else if shares > 0 {
            block.notes.push("some of the numbers are percentages and some are not".to_owned());
        }
        block.states.push(("points", format!("[\n{}\n]", points.join("\n"))));
        block.quotes.extend(quotes);
        draft.block(&block);
    }
}

#[cfg(test)]
mod tests {
    use super::term;

    #[test]
    fn a_term_may_end_in_half_a_year() {
        for cell in ["3½ years", "3 1/2 years", "3.5 years", "three and a half years of prison"] {
            let told = term(cell).map(|(term, words)| (term.to_string(), words));
            let (term, words) = told.unwrap_or_default();
            assert_eq!(term, "3 years 6 months", "{cell}");
            assert!(cell.starts_with(&words), "{cell}: {words}");
        }
    }
}
