//! The consolidated list of the UK's Treasury: one row for each name of a party, and for each
//! of its addresses and days of birth, all the rest repeated. A name is spread over six columns.

mod information;
mod numbered;
#[cfg(test)]
mod tests;

use std::collections::HashMap;

use detente_core::{Address, NameKind};

use crate::{
    code,
    country::country,
    file::File,
    list,
    party::{Party, What},
    reading::{Edition, Intake, Reading},
    report::{Report, Stopped, Why},
    table::{Header, Row, Table},
    text::{joined, script_of},
    when,
};

use self::{information::information, numbered::numbered};

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

/// The most that the parties may come to while the rows are gathered: those of one stand apart.
const MOST_KEPT: usize = 96 * 1024 * 1024;

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
    let mut table = Table::open(file, edition.encoding, b',')?;
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
    if let Some(lacks) = header.lacks(place, WANTED) {
        return Err(lacks);
    }
    let mut reading = Reading::begin(&list::UK, edition, told, table.name(), intake)?;
    let others: Vec<(usize, String)> =
        header.others(READ).map(|(at, name)| (at, name.to_owned())).collect();
    let mut parties: Vec<Party> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    let mut kept = 0;
    while let Some(row) = table.next()? {
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
        let place = *known.entry(number.clone()).or_insert_with(|| {
            let what = match header.get(&row, "Group Type").as_deref() {
                Some("Individual") => What::Person,
                Some("Entity") | None => What::Organization,
                Some(thing) => What::Thing(thing.to_lowercase()),
            };
            let mut party = Party::new(&number, &at, what);
            once(&row, &header, &mut party);
            kept += 2048 + row.cells.iter().map(String::len).sum::<usize>();
            parties.push(party);
            parties.len() - 1
        });
        let party = &mut parties[place];
        kept += again(&row, &header, party);
        if kept > MOST_KEPT {
            return Err(Stopped::at(
                at,
                code::TOO_LARGE,
                format!(
                    "the parties come to more than {} MB, and their rows stand apart",
                    MOST_KEPT / (1024 * 1024)
                ),
                "sort the file by Group ID, divide it, and read each part as a list of its own",
            ));
        }
    }
    for party in parties {
        if reading.is_halted() {
            break;
        }
        let at = party.at.clone();
        if reading.entry(&party.key, None, &at) {
            party.claim(&mut reading);
        }
    }
    Ok(reading.end(&[("ConList", table.digest())], table.name()))
}

/// What is alike in all rows of a party.
fn once(row: &Row, header: &Header, party: &mut Party) {
    let get = |column: &str| header.get(row, column);
    party.measure.programme = get("Regime");
    for column in ["UK Sanctions List Date Designated", "Listed On"] {
        let Some(text) = get(column) else { continue };
        match when::date(&text) {
            Some(date) if party.measure.imposed_on.is_none() => {
                party.measure.imposed_on = Some(date);
            }
            Some(date) if party.measure.imposed_on != Some(date) => party.note(
                &format!("{column} (another day than that of the designation)"),
                &text,
                Why::NoField,
            ),
            Some(_) => {}
            None => party.note(column, &text, Why::Unknown),
        }
    }
    if let Some(text) = get("Other Information") {
        information(&text, party);
    }
    let (town, land) = (get("Town of Birth"), get("Country of Birth"));
    let (towns, lands) = (numbered(town.as_deref()), numbered(land.as_deref()));
    for at in 0..towns.len().max(lands.len()) {
        let pieces = [towns.get(at), lands.get(at)].into_iter().flatten().map(String::as_str);
        party.birth_places.extend(joined(pieces, ", "));
    }
    for name in numbered(get("Nationality").as_deref()) {
        match country(&name) {
            Some(country) => party.citizen_of(country),
            None => party.note("Nationality", &name, Why::Unknown),
        }
    }
    for title in [get("Title"), get("Position")].iter().flat_map(|text| numbered(text.as_deref())) {
        party.holds(&title);
    }
    for (number, details, scheme) in [
        ("Passport Number", "Passport Details", "passport"),
        (
            "National Identification Number",
            "National Identification Details",
            "national identification",
        ),
    ] {
        for value in numbered(get(number).as_deref()).into_iter().filter(|value| value != "-") {
            party.known_as(scheme, value.trim_end_matches('.'));
        }
        if let Some(text) = get(details) {
            party.note(details, &text, Why::NoField);
        }
    }
    if let Some(text) = get("Last Updated") {
        party.note("Last Updated", &text, Why::NoField);
    }
}

/// What differs from row to row: a name, an address, a day of birth. Tells how much it was.
fn again(row: &Row, header: &Header, party: &mut Party) -> usize {
    let get = |column: &str| header.get(row, column);
    let mut kept = 0;
    let columns = ["Name 1", "Name 2", "Name 3", "Name 4", "Name 5", "Name 6"];
    let pieces: Vec<String> = columns.into_iter().filter_map(get).collect();
    let name = pieces.join(" ");
    kept += name.len();
    let weak = get("Alias Quality").is_some_and(|quality| quality.starts_with("Low"));
    match get("Alias Type").as_deref() {
        Some("Primary name") => party.mainly_called(&name),
        Some("FKA") => party.also_called(&name, Some(NameKind::Former), None, None),
        Some("AKA") if weak => party.also_called(&name, Some(NameKind::Weak), None, None),
        Some("AKA" | "Primary name variation") | None => {
            party.also_called(&name, Some(NameKind::Alias), None, None);
        }
        Some(other) => {
            party.note("Alias Type", other, Why::Unknown);
            party.also_called(&name, Some(NameKind::Alias), None, None);
        }
    }
    if let Some(name) = get("Name Non-Latin Script") {
        kept += name.len();
        let language = match get("Non-Latin Script Language").as_deref() {
            Some("Bosnian") => Some("bs"),
            Some("Russian") => Some("ru"),
            Some("Belarusian") => Some("be"),
            Some("Ukrainian") => Some("uk"),
            Some("Arabic") => Some("ar"),
            Some(other) => {
                party.note("Non-Latin Script Language", other, Why::Unknown);
                None
            }
            None => None,
        };
        if script_of(&name).is_some() {
            party.also_called(&name, Some(NameKind::Transliteration), language, None);
        }
    }
    if let Some(text) = get("DOB") {
        match when::date(&text) {
            Some(date) if !party.born.contains(&date) => party.born.push(date),
            Some(_) => {}
            None => party.note_once("DOB", &text, Why::Unknown),
        }
    }
    let lines: Vec<String> = (1..=6).filter_map(|at| get(&format!("Address {at}"))).collect();
    let named = get("Country");
    let land = named.as_deref().and_then(country);
    if let (Some(name), None) = (&named, land) {
        party.note_once("Country", name, Why::Unknown);
    }
    kept += lines.iter().map(String::len).sum::<usize>();
    let text = (!lines.is_empty()).then(|| lines.join(", "));
    let postcode = get("Post/Zip Code");
    party.resides(Address { text, postcode, country: land, ..Address::default() }, None);
    kept * 3
}
