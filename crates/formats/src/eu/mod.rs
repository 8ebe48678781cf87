//! The lists of the European Union: the annexes of a regulation as rows, read out of the
//! Official Journal, and the Commission's consolidated list in CSV and XML.

mod consolidated;
mod journal;
#[cfg(test)]
mod tests;

use crate::{
    code,
    file::File,
    reading::{Edition, Intake},
    report::{Report, Stopped},
    table::{Ends, Header, Table},
};

/// Reads an edition: which of the three forms it has, its beginning tells.
pub(crate) fn read(
    files: Vec<File<'_>>,
    edition: &Edition,
    intake: &mut dyn Intake,
) -> Result<Report, Stopped> {
    let mut file = super::format::only(files)?;
    if file.is_xml() {
        return consolidated::read_xml(file, edition, intake);
    }
    // The consolidated form stands between semicolons, the rows of the Journal between commas.
    let between = file.between();
    let mut table = Table::open(file, edition.encoding, between)?.that_ends(Ends::Line);
    let Some(row) = table.next()? else {
        return Err(Stopped::at(
            table.name(),
            code::EMPTY_FILE,
            "the file is empty",
            "see that it is the right file",
        ));
    };
    let header = Header::of(&row, &table.place(&row))?;
    if header.has("celex") {
        return journal::read(table, &header, edition, intake);
    }
    if let Some(lacks) = header.lacks(table.place(&row), consolidated::COLUMNS) {
        return Err(lacks);
    }
    consolidated::read_rows(table, &header, edition, intake)
}
