//! The rows of an article's tables.

use std::collections::HashMap;

use detente_core::Term;

use super::{
    Draft,
    cell::{holds_dates, is_of_a_date, is_open, is_whole, passes_sentences, says_something, term},
    custody::Custody,
    slug::slug,
    written::{Block, quoted},
};
use crate::{
    name::key,
    number::{self, NumberKind, numeral},
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
    /// Why what it says of a detention is not beyond doubt.
    doubts: Vec<String>,
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
        let custody = Custody::of(draft.article, table);
        for row in &table.rows {
            let Some(cell) = row.cells.get(of) else { continue };
            let Some(name) = names.get(&key(&table.name_in(of, cell))).copied() else { continue };
            let mut told = of_person(name, row, cell, &columns, table);
            told.doubts.extend(custody.doubt(row, &columns, !told.terms.is_empty()));
            rows.push(told);
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
            Column::Role => {
                told.roles.extend(pieces.filter(|role| !is_open(role)).map(str::to_owned));
            }
            Column::Charge => {
                for piece in pieces {
                    told.charge(piece);
                }
            }
            Column::Sentence => {
                // A column that is called `Sentence / Charges` holds both.
                let charges = table
                    .header
                    .get(at)
                    .is_some_and(|header| header.to_lowercase().contains("charge"));
                for piece in pieces {
                    match term(piece) {
                        Some((term, words)) => {
                            told.terms.push((term, words.clone()));
                            if !is_whole(piece, &words) {
                                told.doubt(piece);
                            }
                        }
                        None if charges => told.charge(piece),
                        None => told.doubt(piece),
                    }
                }
            }
            Column::Name | Column::Age | Column::AgeThen | Column::Other => {}
        }
    }
    if told.roles.iter().any(|role| passes_sentences(role)) {
        told.doubts.push("the sentence may be one that they passed or asked for".to_owned());
    }
    if table.tells_of_later() {
        told.doubts.push("another column tells what became of the sentence".to_owned());
    }
    if told.terms.len() > 1 {
        told.doubts.push("several terms: which of them holds, the table does not say".to_owned());
    }
    told
}

impl RowOfPerson {
    /// Adds a charge, where the cell does not say that there is none.
    fn charge(&mut self, piece: &str) {
        if is_open(piece) {
            self.doubt(piece);
        } else {
            self.charges.push(piece.to_owned());
        }
    }

    fn doubt(&mut self, piece: &str) {
        self.doubts.push(format!("“{}” says more than the draft does", quotable(piece)));
    }
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
    for doubt in &row.doubts {
        block.unsure(doubt.clone());
    }
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

/// The number that a cell is, with its bounds, and whether it is a share: `63`, `more than 6`, `20 %`.
fn figure(cell: &str) -> Option<(String, bool)> {
    let sentences = Sentences::of(cell);
    let all = sentences.tokens.len();
    if let Some((number, end)) = numeral(&sentences, 0) {
        let share = sentences.word(end) == "%";
        if end + usize::from(share) == all {
            return Some((number.normalize().to_string(), share));
        }
    }
    let numbers = number::read(&sentences, &[], &[]);
    let [number] = numbers.as_slice() else { return None };
    let plain = matches!(number.kind, NumberKind::Count | NumberKind::Share);
    let quantity = number.quantity.filter(|_| plain && number.tokens == (0..all))?;
    Some((quantity.to_string(), number.kind == NumberKind::Share))
}

/// The numbers of a table that counts: one series a column.
fn figures(draft: &mut Draft<'_>, table: &Table) {
    let width = table.header.len();
    let columns = table.columns();
    for column in 1..width {
        let head = table.header[column].as_str();
        let dates = is_of_a_date(head) || holds_dates(table, column);
        if columns.get(column) != Some(&Column::Other) || dates {
            continue;
        }
        let (mut points, mut shares) = (Vec::new(), 0);
        let mut quotes = Vec::new();
        let mut given = super::Given::default();
        for row in &table.rows {
            let (Some(of), Some(cell)) = (row.cells.first(), row.cells.get(column)) else {
                continue;
            };
            let Some((quantity, share)) = figure(cell) else { continue };
            shares += usize::from(share);
            let key = given.give(&slug(of));
            points.push(format!(
                "    {{ key = {}, quantity = {} }},",
                quoted(&key),
                quoted(&quantity)
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
