//! The consolidated list of the UK's Treasury: one row for each name of a party, and for each
//! of its addresses and days of birth, all the rest repeated. A name is spread over six columns.

mod groups;
mod information;
mod numbered;
mod party;
mod regime;
#[cfg(test)]
mod tests;

use crate::{
    code,
    file::File,
    list,
    reading::{Edition, Intake, Reading},
    report::{Report, Stopped, Why},
    table::{Ends, Header, Table},
    when,
};

use self::{
    groups::Groups,
    party::{DESIGNATED, party_of},
};

const WANTED: &[&str] = &[
    "Name 6",
    "Name 1",
    "Name 2",
    "Name 3",
    "Name 4",
    "Name 5",
    "DOB",
    "Nationality",
    "Group Type",
    "Alias Type",
    "Regime",
    "Listed On",
    "Group ID",
];

const READ: &[&str] = &[
    "Name 6",
    "Name 1",
    "Name 2",
    "Name 3",
    "Name 4",
    "Name 5",
    "Title",
    "Name Non-Latin Script",
    "Non-Latin Script Type",
    "Non-Latin Script Language",
    "DOB",
    "Town of Birth",
    "Country of Birth",
    "Nationality",
    "Passport Number",
    "Passport Details",
    "National Identification Number",
    "National Identification Details",
    "Position",
    "Address 1",
    "Address 2",
    "Address 3",
    "Address 4",
    "Address 5",
    "Address 6",
    "Post/Zip Code",
    "Country",
    "Other Information",
    "Group Type",
    "Alias Type",
    "Alias Quality",
    "Regime",
    "Listed On",
    "UK Sanctions List Date Designated",
    "Last Updated",
    "Group ID",
];

/// Reads an edition, in CSV or as a workbook.
pub(crate) fn read(
    files: Vec<File<'_>>,
    edition: &Edition,
    intake: &mut dyn Intake,
) -> Result<Report, Stopped> {
    let mut file = super::format::only(files)?;
    if file.is_xml() {
        return Err(Stopped::at(
            file.name,
            code::OTHER_LIST,
            "the file is XML, and the UK's list is read as CSV or XLSX",
            "take the consolidated list in CSV or XLSX: its publisher has it in both",
        ));
    }
    let mut table = Table::open(file, edition.encoding, b',')?.that_ends(Ends::Line);
    let (mut told, mut header) = (None, None);
    while let Some(row) = table.next()? {
        // The day of the edition stands above the header.
        if row.cells.first().is_some_and(|cell| cell.trim().trim_end_matches(':') == "Last Updated")
        {
            told = row.cells.get(1).and_then(|cell| when::day(cell.trim()));
            continue;
        }
        let place = table.place(&row);
        header = Some((Header::of(&row, &place)?, place));
        break;
    }
    let Some((header, place)) = header else {
        return Err(Stopped::at(
            table.name(),
            code::EMPTY_FILE,
            "the file holds no table",
            "see that it is the right file, and whole",
        ));
    };
    if let Some(lacks) = header.lacks(place.clone(), WANTED) {
        return Err(lacks);
    }
    let mut reading = Reading::begin(&list::UK, edition, told, table.name(), intake)?;
    let others: Vec<(usize, String)> =
        header.others(READ).map(|(at, name)| (at, name.to_owned())).collect();
    let mut groups = Groups::under(&header);
    if !header.has(DESIGNATED) {
        let field = format!(
            "Listed On (no column `{DESIGNATED}`: the day of imposition is that of the listing)"
        );
        reading.left(field, &place, "Listed On", Why::Coarser);
    }
    while let Some(row) = table.next()? {
        table.tell(&mut reading);
        let at = table.place(&row);
        let Some(number) = header.get(&row, "Group ID") else {
            let fault = Stopped::at(
                at,
                code::TRUNCATED,
                "the row has no Group ID",
                "see that the file is whole",
            );
            reading.report.fault(fault.0);
            continue;
        };
        for (column, name) in &others {
            if let Some(value) = row.cells.get(*column).filter(|cell| !cell.trim().is_empty()) {
                reading.left(name, &at, value, Why::NoField);
            }
        }
        if !groups.add(number, &row) {
            return Err(Stopped::at(
                at,
                code::TOO_LARGE,
                format!(
                    "the rows come to more than {} MB, and those of one party stand apart",
                    Groups::most()
                ),
                "sort the file by Group ID, divide it, and read each part as a list of its own",
            ));
        }
    }
    let read = Header::named(READ);
    for (number, rows) in groups.parties() {
        if reading.is_halted() {
            break;
        }
        let party = party_of(&number, rows, &read, |row| table.place(row));
        if reading.entry(&number, None, &party.at) {
            party.claim(&mut reading);
        }
    }
    Ok(reading.end(&[("ConList", table.digest())], table.name()))
}
