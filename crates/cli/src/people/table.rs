//! A table in a file, as text: CSV with a header.

use std::path::Path;

use super::wrong;
use crate::failure::{Failure, Wrong};

/// A table: its columns, its rows with their lines, and what is wrong with the others.
pub struct Table {
    /// The names of the columns.
    pub header: Vec<String>,
    /// Each row, with the line it begins on.
    pub rows: Vec<(usize, Vec<String>)>,
    /// What is wrong with the rows that cannot be read.
    pub broken: Vec<Wrong>,
}

impl Table {
    /// Reads a table. The columns are parted by whatever the header has most of: commas, semicolons or tabs.
    pub fn read(file: &Path, text: &[u8]) -> Self {
        let mut reader =
            csv::ReaderBuilder::new().delimiter(delimiter(text)).flexible(true).from_reader(text);
        let header = reader.byte_headers().map(|header| {
            header.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_owned()).collect()
        });
        let header: Vec<String> = header.unwrap_or_default();
        let mut table = Self { header, rows: Vec::new(), broken: Vec::new() };
        let line = |at: Option<&csv::Position>| {
            at.map_or(0, |at| usize::try_from(at.line()).unwrap_or(usize::MAX))
        };
        for row in reader.byte_records() {
            let (at, problem, remedy) = match row {
                Ok(row) => match table.cells(&row) {
                    Ok(cells) => {
                        table.rows.push((line(row.position()), cells));
                        continue;
                    }
                    Err((problem, remedy)) => (line(row.position()), problem, remedy),
                },
                Err(error) => (line(error.position()), error.to_string(), "write the row again"),
            };
            table.broken.push(wrong(file, at, None, problem, remedy));
        }
        table
    }

    /// The cells of a row, or what is wrong with it and what to do.
    fn cells(&self, row: &csv::ByteRecord) -> Result<Vec<String>, (String, &'static str)> {
        if row.len() != self.header.len() {
            return Err((
                format!("it has {} columns, and the header {}", row.len(), self.header.len()),
                "put a cell that holds a comma, or goes over several lines, into quotation marks",
            ));
        }
        let cells = row.iter().zip(&self.header).map(|(cell, column)| {
            let text = std::str::from_utf8(cell).map(str::to_owned);
            text.map_err(|_| {
                (format!("the column `{column}` is not UTF-8"), "save the file as UTF-8")
            })
        });
        cells.collect()
    }

    /// Refuses a table in which one of these columns is not, with what to do where some are there.
    pub fn must_have(
        &self,
        file: &Path,
        columns: &[String],
        remedy: impl Fn(&[String]) -> String,
    ) -> Result<(), Failure> {
        let lacking = columns.iter().filter(|column| !self.header.contains(column));
        let lacking: Vec<&str> = lacking.map(String::as_str).collect();
        if lacking.is_empty() {
            return Ok(());
        }
        let named = self.header.iter().filter(|column| !column.is_empty()).cloned();
        let named: Vec<String> = named.collect();
        let file = file.display();
        if named.is_empty() {
            return Err(Failure::usage(
                format!(
                    "{file} is empty: it has no header, and no column `{}`",
                    lacking.join("`, no column `")
                ),
                format!("the first line names the columns, as in {}", columns.join(",")),
            ));
        }
        Err(Failure::usage(
            format!("{file} has no column `{}`", lacking.join("`, no column `")),
            remedy(&named),
        ))
    }

    /// The cell of a row in a column.
    pub fn cell<'a>(&self, row: &'a [String], column: &str) -> Option<&'a String> {
        row.get(self.header.iter().position(|name| name == column)?)
    }
}

/// What stands between the columns: the one of comma, semicolon and tab that the header has most of.
fn delimiter(text: &[u8]) -> u8 {
    let header = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let columns = |mark: u8| header.split(|byte| *byte == mark).count();
    // Of equally many the last is taken: the comma.
    [b'\t', b';', b','].into_iter().max_by_key(|mark| columns(*mark)).unwrap_or(b',')
}
