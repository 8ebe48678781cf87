//! People in a table: CSV with a header.

use std::path::Path;

use super::{Columns, Someone, Table};
use crate::failure::{Failure, Wrong};

/// Everyone in a table, and what is wrong with the rows of the others.
pub fn read(
    file: &Path,
    text: &[u8],
    columns: &Columns,
) -> Result<(Vec<Someone>, Vec<Wrong>), Failure> {
    let mut table = Table::read(file, text);
    table.must_have(file, &columns.needed(), |there| {
        let first = there.first().map_or("", String::as_str);
        format!(
            "say which column holds what, as in --columns name={first}; there are {}",
            there.join(", ")
        )
    })?;
    let mut people = Vec::new();
    let mut broken = std::mem::take(&mut table.broken);
    for (line, row) in &table.rows {
        let cell = |column: &str| table.cell(row, column).cloned();
        match Someone::read(file, *line, &|field| columns.stated(field, cell)) {
            Ok(someone) => people.push(someone),
            Err(wrong) => broken.extend(wrong),
        }
    }
    broken.sort_by_key(Wrong::line);
    Ok((people, broken))
}
