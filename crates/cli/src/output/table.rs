//! Tables: lists of records, for reading and as CSV.

use std::fmt::Display;

use super::{Output, arrange::arranged, text::hanging};
use crate::{failure::Failure, json::Json};

/// A record in a list: as it was answered, and as its own type.
#[derive(Debug)]
pub struct Listed<R> {
    /// As it was answered.
    pub json: Json,
    /// As its own type.
    pub row: R,
}

/// What a table asks of its rows.
pub trait Row {
    /// Whether sources can contradict each other on it: what is no record is not disputed.
    const DISPUTABLE: bool = true;

    /// The fields on which its sources contradict each other.
    fn disputed(&self) -> Vec<&str>;
}

/// A value in a table: for reading, and for programs.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    shown: String,
    plain: String,
}

impl Cell {
    /// The same for both.
    pub fn of(value: Option<impl Display>) -> Self {
        let text = value.map(|value| value.to_string()).unwrap_or_default();
        Self { shown: text.clone(), plain: text }
    }

    /// One text for reading, another for programs.
    pub fn two(shown: Option<String>, plain: Option<String>) -> Self {
        Self { shown: shown.unwrap_or_default(), plain: plain.unwrap_or_default() }
    }

    /// A date: in words for reading.
    pub fn when(date: Option<detente_core::PartialDate>) -> Self {
        Self::two(date.map(crate::wording::when), date.map(|date| date.to_string()))
    }

    /// Several values, one a line.
    pub fn lines<T: Display>(values: impl IntoIterator<Item = T>) -> Self {
        let values: Vec<String> = values.into_iter().map(|value| value.to_string()).collect();
        Self { shown: values.join("\n"), plain: values.join("; ") }
    }
}

/// A column of a table.
pub struct Column<R> {
    title: &'static str,
    fields: &'static [&'static str],
    whole: bool,
    cell: Box<dyn Fn(&R) -> Cell>,
}

impl<R> Column<R> {
    /// A column that shows these fields: a value of theirs that is disputed gets a mark.
    pub fn new(
        title: &'static str,
        fields: &'static [&'static str],
        cell: impl Fn(&R) -> Cell + 'static,
    ) -> Self {
        Self { title, fields, whole: false, cell: Box::new(cell) }
    }

    /// The identifier: its slug for reading, which is all that `show` needs.
    pub fn id(id: impl Fn(&R) -> &String + 'static) -> Self {
        let cell = move |row: &R| {
            let id = id(row);
            let slug = id.split_once('/').map_or(id.as_str(), |(_, slug)| slug);
            Cell::two(Some(slug.to_owned()), Some(id.clone()))
        };
        Self { whole: true, ..Self::new("id", &[], cell) }
    }

    /// The identifier, with its noun where rows are of several.
    pub fn whole_id(id: impl Fn(&R) -> &String + 'static) -> Self {
        Self { whole: true, ..Self::new("id", &[], move |row| Cell::of(Some(id(row)))) }
    }
}

impl<R: Row> Column<R> {
    fn is_disputed(&self, row: &R) -> bool {
        let within = |field: &&str| {
            self.fields.iter().any(|own| {
                field.strip_prefix(own).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
            })
        };
        row.disputed().iter().any(within)
    }
}

/// The rows as a table.
pub fn drawn<R: Row>(output: Output, rows: &[Listed<R>], columns: &[Column<R>]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    // A column in which nobody states anything says nothing.
    let cells: Vec<Vec<Cell>> = rows
        .iter()
        .map(|row| columns.iter().map(|column| (column.cell)(&row.row)).collect())
        .collect();
    let speaks =
        |at: usize| cells.iter().any(|row| row.get(at).is_some_and(|cell| !cell.shown.is_empty()));
    let shown: Vec<(usize, &Column<R>)> =
        columns.iter().enumerate().filter(|(at, _)| speaks(*at)).collect();
    let mut marked = false;
    let texts: Vec<Vec<String>> = rows
        .iter()
        .zip(&cells)
        .map(|(listed, cells)| {
            let texts = shown.iter().map(|(at, column)| {
                let text = cells.get(*at).map(|cell| cell.shown.as_str()).unwrap_or_default();
                let disputed = !matches!(text, "" | "contested") && column.is_disputed(&listed.row);
                marked |= disputed;
                if disputed { format!("{text}*") } else { text.to_owned() }
            });
            texts.collect()
        })
        .collect();
    let titles: Vec<&str> = shown.iter().map(|(_, column)| column.title).collect();
    let whole: Vec<bool> = shown.iter().map(|(_, column)| column.whole).collect();
    let mut text = arranged(output, &titles, &whole, &texts);
    if marked {
        let note = "disputed: sources contradict each other on this; `show` or `detente disputes` gives both sides";
        text.push('\n');
        text.push_str(&hanging("* ", note, output.width.into()));
    }
    text
}

/// The rows as CSV, with a header; the last column names the fields that are disputed, where any can be.
pub fn csv<R: Row>(rows: &[Listed<R>], columns: &[Column<R>]) -> Result<String, Failure> {
    let header = columns.iter().map(|column| column.title.replace(' ', "_"));
    let header = header.chain(R::DISPUTABLE.then(|| "disputed".to_owned()));
    let records = rows.iter().map(|row| {
        let cells = columns.iter().map(|column| (column.cell)(&row.row).plain);
        let disputed: std::collections::BTreeSet<&str> = row.row.disputed().into_iter().collect();
        let disputed = disputed.into_iter().collect::<Vec<_>>().join("; ");
        cells.chain(R::DISPUTABLE.then_some(disputed)).collect::<Vec<_>>()
    });
    written(std::iter::once(header.collect()).chain(records))
}

/// One answer as CSV: the path of each field, and what it says.
pub fn flat(json: &Json) -> Result<String, Failure> {
    let mut rows = vec![vec!["field".to_owned(), "value".to_owned()]];
    flatten(json, String::new(), &mut rows);
    written(rows)
}

fn flatten(json: &Json, path: String, rows: &mut Vec<Vec<String>>) {
    let within =
        |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    match json {
        Json::Null => {}
        Json::Bool(value) => rows.push(vec![path, value.to_string()]),
        Json::Number(value) => rows.push(vec![path, value.to_string()]),
        Json::Text(value) => rows.push(vec![path, value.clone()]),
        Json::List(elements) => {
            for (at, element) in (1..).zip(elements) {
                let key = element.get("key").and_then(Json::text).map(str::to_owned);
                flatten(element, within(&key.unwrap_or_else(|| at.to_string())), rows);
            }
        }
        Json::Object(fields) => {
            for (name, value) in fields.iter().filter(|(name, _)| name != "key") {
                flatten(value, within(name), rows);
            }
        }
    }
}

fn written(rows: impl IntoIterator<Item = Vec<String>>) -> Result<String, Failure> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let wrong = |error: &dyn Display| Failure::Output(std::io::Error::other(error.to_string()));
    for row in rows {
        writer.write_record(row).map_err(|error| wrong(&error))?;
    }
    let bytes = writer.into_inner().map_err(|error| wrong(&error))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
