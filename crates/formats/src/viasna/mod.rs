//! Viasna's list of political prisoners in CSV: one row a person, with arrest, charges,
//! judgment, place and end. It becomes the person, one detention, those who judged, and the places.

mod articles;
mod case;
mod cited;
mod custody;
mod decision;
mod ending;
mod others;
mod pseudonym;
mod punishment;
mod regime;
#[cfg(test)]
mod tests;
mod words;

use detente_core::Seen;

pub(crate) use self::ending::says_none_yet;

use self::case::Case;
use crate::{
    code,
    file::File,
    list,
    reading::{Edition, Intake, Reading},
    report::{Report, Stopped, Why},
    table::{Header, Table},
};

const WANTED: &[&str] = &["id", "name", "status", "arrested", "articles", "decision"];
const READ: &[&str] = &[
    "id",
    "url",
    "name",
    "status",
    "gender",
    "birthday",
    "arrested",
    "articles",
    "verdict_date",
    "decision",
    "penalty",
    "judge",
    "prosecutor",
    "prison",
    "declaration",
    "release_date",
    "died",
];

/// Reads an edition. The file does not tell its day.
pub(crate) fn read(
    files: Vec<File<'_>>,
    edition: &Edition,
    intake: &mut dyn Intake,
) -> Result<Report, Stopped> {
    let file = super::format::only(files)?;
    let mut table = Table::open(file, edition.encoding, b',')?;
    let Some(first) = table.next()? else {
        return Err(Stopped::at(
            table.name(),
            code::EMPTY_FILE,
            "the file is empty",
            "see that it is the right file",
        ));
    };
    let header = Header::of(&first, &table.place(&first))?;
    if let Some(lacks) = header.lacks(table.place(&first), WANTED) {
        return Err(lacks);
    }
    let mut reading = Reading::begin(&list::VIASNA, edition, None, table.name(), intake)?;
    let others: Vec<(usize, String)> =
        header.others(READ).map(|(at, name)| (at, name.to_owned())).collect();
    let mut told = Seen::default();
    while let Some(row) = table.next()? {
        table.tell(&mut reading);
        if reading.is_halted() {
            break;
        }
        let at = table.place(&row);
        if row.cells.len() != header.len() {
            reading.report.fault(table.wrong_cells(&row, header.len()).0);
            continue;
        }
        for (column, name) in &others {
            if let Some(value) = row.cells.get(*column).filter(|cell| !cell.trim().is_empty()) {
                reading.left(name, &at, value, Why::NoField);
            }
        }
        let Some(number) = header.get(&row, "id") else {
            let fault = Stopped::at(
                &at,
                code::NO_ID,
                "the row has no id",
                "write the number of the person on the list",
            );
            reading.report.fault(fault.0);
            continue;
        };
        if reading.entry(&number, header.get(&row, "name").as_deref(), &at) {
            let mut case = Case {
                row: &row,
                header: &header,
                number: &number,
                at: &at,
                reading: &mut reading,
                told: &mut told,
            };
            case.claim();
        } else {
            header.leave(&row, &at, &mut reading);
        }
    }
    Ok(reading.end(&[("viasna.csv", table.digest())], table.name()))
}
