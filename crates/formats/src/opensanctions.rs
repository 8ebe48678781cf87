//! OpenSanctions: `targets.simple.csv`, one row a party, and `targets.nested.json`. It gathers
//! the lists of others: what it says of a measure is its word, and not the issuer's.

use detente_core::{Address, NameKind, OrganizationKind};

use crate::{
    code,
    country::country,
    file::File,
    ftm, list,
    party::{Party, What},
    reading::{Edition, Intake, Reading},
    report::{Report, Stopped, Why},
    table::{Ends, Header, Row, Table},
    text::clean,
    when,
};

const WANTED: &[&str] =
    &["id", "schema", "name", "aliases", "birth_date", "countries", "identifiers", "sanctions"];
const READ: &[&str] =
    &["id", "schema", "name", "aliases", "birth_date", "countries", "addresses", "identifiers"];

/// Reads an edition in either form.
pub(crate) fn read(
    files: Vec<File<'_>>,
    edition: &Edition,
    intake: &mut dyn Intake,
) -> Result<Report, Stopped> {
    let mut file = super::format::only(files)?;
    if file.is_json() {
        return ftm::read_nested(file, edition, intake);
    }
    let mut table = Table::open(file, edition.encoding, b',')?.that_ends(Ends::Line);
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
    let list = edition.list.as_ref().unwrap_or(&list::OPENSANCTIONS);
    let mut reading = Reading::begin(list, edition, None, table.name(), intake)?;
    let others: Vec<(usize, String)> =
        header.others(READ).map(|(at, name)| (at, name.to_owned())).collect();
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
        let Some(id) = header.get(&row, "id") else {
            let fault =
                Stopped::at(&at, code::NO_ID, "the row has no id", "see that the file is whole");
            reading.report.fault(fault.0);
            continue;
        };
        for (column, name) in &others {
            if let Some(value) = row.cells.get(*column).and_then(|cell| clean(cell)) {
                reading.left(name, &at, &value, Why::NoField);
            }
        }
        if reading.entry(&id, header.get(&row, "name").as_deref(), &at) {
            party(&row, &header, &id, &at, &mut reading);
        } else {
            header.leave(&row, &at, &mut reading);
        }
    }
    Ok(reading.end(&[("targets.simple.csv", table.digest())], table.name()))
}

fn party(row: &Row, header: &Header, id: &str, at: &str, reading: &mut Reading<'_>) {
    let get = |column: &str| header.get(row, column);
    let several =
        |column: &str| -> Vec<String> { get(column).map(|cell| values(&cell)).unwrap_or_default() };
    let (what, kind) = match get("schema").as_deref() {
        Some("Person") => (What::Person, None),
        Some("Company") => (What::Organization, Some(OrganizationKind::Company)),
        Some("PublicBody") => (What::Organization, Some(OrganizationKind::StateBody)),
        Some("Organization" | "LegalEntity") => (What::Organization, None),
        other => {
            let name = get("name").unwrap_or_default();
            reading.left(
                format!("entity of the schema {}", other.unwrap_or("(none)")),
                at,
                &name,
                Why::NoField,
            );
            return;
        }
    };
    let mut party = Party::new(id, at, what);
    party.kind = kind;
    party.called(&get("name").unwrap_or_default());
    for name in several("aliases") {
        party.also_called(&name, Some(NameKind::Alias), None, None);
    }
    for text in several("birth_date") {
        match when::date(&text) {
            Some(date) => party.born.push(date),
            None => party.note("birth_date", &text, Why::Unknown),
        }
    }
    for name in several("countries") {
        match country(&name) {
            // The column holds every country that a person has to do with: not all are citizenships.
            Some(_) if party.what == What::Person => {
                party.note("country of a person", &name, Why::NoField);
            }
            Some(country) => party.citizen_of(country),
            None => party.note("countries", &name, Why::Unknown),
        }
    }
    for text in several("addresses") {
        party.resides(Address { text: Some(text), ..Address::default() }, None);
    }
    for value in several("identifiers") {
        party.known_as("identifier", &value);
    }
    party.claim_alone(reading);
}

/// The values of a cell. They stand in it as the cells of a row of CSV do, between semicolons: one that
/// holds a semicolon or a quotation mark stands in quotation marks of its own.
fn values(cell: &str) -> Vec<String> {
    let row =
        csv::ReaderBuilder::new().has_headers(false).delimiter(b';').from_reader(cell.as_bytes());
    let rows = row.into_records().filter_map(Result::ok);
    rows.flat_map(|row| row.iter().filter_map(clean).collect::<Vec<_>>()).collect()
}

#[cfg(test)]
mod tests {
    use super::values;

    #[test]
    fn the_values_of_a_cell_are_a_row_of_their_own() {
        let quoted = r#""ООО ""Ромашка""";"Romashka; Ltd";Camomile"#;
        assert_eq!(values(quoted), ["ООО \"Ромашка\"", "Romashka; Ltd", "Camomile"]);
        assert_eq!(values("Jana;Janka; ;Яна"), ["Jana", "Janka", "Яна"]);
        assert_eq!(values("Jana \"Janka\" Vymyslena"), ["Jana \"Janka\" Vymyslena"]);
        assert_eq!(values(""), Vec::<String>::new());
    }
}
