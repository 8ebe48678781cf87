//! The older form: `sdn.csv` of twelve columns, `alt.csv` of five, `add.csv` of six, none
//! with a header; `-0-` stands where nothing is known.

use std::collections::HashMap;

use detente_core::{Address, NameKind};

use super::{Links, remarks, spoken};
use crate::{
    code,
    country::country,
    file::File,
    list::List,
    party::{Party, What},
    reading::{Edition, Intake, Reading, SECOND},
    report::{Report, Stopped, Why},
    table::{Ends, Row, Table},
    text::clean,
};

const SDN: usize = 12;
const ALT: usize = 5;
const ADD: usize = 6;

/// The most that the tables beside `sdn.csv` may hold: they are kept while it is read.
const MOST_BESIDE: usize = 64 * 1024 * 1024;

/// What the tables beside say of one party, each with its place.
#[derive(Default)]
struct Beside(HashMap<u64, Vec<(String, Row)>>);

pub(super) fn read(
    files: Vec<File<'_>>,
    list: &List,
    edition: &Edition,
    intake: &mut dyn Intake,
) -> Result<Report, Stopped> {
    let mut sdn = None;
    let (mut names, mut addresses) = (Beside::default(), Beside::default());
    let mut digests: Vec<(&str, String)> = Vec::new();
    let mut kept = 0;
    let mut first_name = String::new();
    let mut unsealed = Vec::new();
    for file in files {
        first_name.clone_from(&file.name);
        let mut table = Table::open(file, edition.encoding, b',')?.that_ends(Ends::Line);
        let Some(first) = table.next()? else { continue };
        match first.cells.len() {
            SDN if sdn.is_none() => sdn = Some((table, first)),
            ALT if names.0.is_empty() => {
                names.fill(&mut table, first, ALT, &mut kept)?;
                digests.push(("alt.csv", table.digest()));
                unsealed.extend((!table.is_sealed()).then(|| (table.name().to_owned(), "names")));
            }
            ADD if addresses.0.is_empty() => {
                addresses.fill(&mut table, first, ADD, &mut kept)?;
                digests.push(("add.csv", table.digest()));
                unsealed
                    .extend((!table.is_sealed()).then(|| (table.name().to_owned(), "addresses")));
            }
            SDN | ALT | ADD => {
                return Err(Stopped::at(
                    table.name(),
                    code::OTHER_LIST,
                    "the set has two files of this form",
                    "name sdn.csv, alt.csv and add.csv of one edition, each once",
                ));
            }
            count => {
                return Err(Stopped::at(
                    table.place(&first),
                    code::WRONG_CELLS,
                    format!(
                        "the row has {count} cells: sdn.csv has {SDN} columns, alt.csv {ALT}, add.csv {ADD}"
                    ),
                    "name the files of OFAC's older form, or its XML",
                ));
            }
        }
    }
    let Some((mut table, first)) = sdn else {
        return Err(Stopped::at(
            first_name,
            code::NO_FILE,
            "sdn.csv is not among the files: nothing else says who the parties are",
            "name it too; alt.csv and add.csv may be missing",
        ));
    };
    let mut reading = Reading::begin(list, edition, None, table.name(), intake)?;
    for (file, field) in [("alt.csv", "names"), ("add.csv", "addresses")] {
        if digests.iter().all(|(given, _)| *given != file) {
            reading.report.partial.insert(field);
        }
    }
    let mut links = Links::default();
    let mut next = Some(first);
    while let Some(row) = next.take().filter(|_| !reading.is_halted()) {
        table.tell(&mut reading);
        party(&row, &table, &mut names, &mut addresses, &mut links, &mut reading);
        next = table.next()?;
    }
    for (field, beside) in [("alternate name", &names), ("address", &addresses)] {
        let mut left: Vec<_> = beside.0.iter().collect();
        left.sort_by_key(|(number, _)| **number);
        for (at, row) in left.into_iter().flat_map(|(_, rows)| rows) {
            reading.left(field, at, &row.cells.join(", "), Why::NamesNothing);
        }
    }
    links.claim(&mut reading);
    unsealed.extend((!table.is_sealed()).then(|| (table.name().to_owned(), "rows")));
    for (name, field) in unsealed {
        // OFAC ends each table with control-Z; whoever keeps or serves its files again often leaves it out.
        let doubt = "end of the table (no control-Z, with which OFAC ends it: rows may be missing)";
        reading.left(doubt, &name, field, Why::Unknown);
    }
    digests.push(("sdn.csv", table.digest()));
    digests.sort_by_key(|(name, _)| {
        ["sdn.csv", "alt.csv", "add.csv"].iter().position(|known| known == name)
    });
    Ok(reading.end(&digests, table.name()))
}

impl Beside {
    fn fill(
        &mut self,
        table: &mut Table<'_>,
        first: Row,
        columns: usize,
        kept: &mut usize,
    ) -> Result<(), Stopped> {
        let mut next = Some(first);
        while let Some(row) = next {
            if row.cells.len() != columns {
                return Err(table.wrong_cells(&row, columns));
            }
            let at = table.place(&row);
            let number = number(&row, &at)?;
            *kept += at.len() + row.cells.iter().map(String::len).sum::<usize>() + 160;
            if *kept > MOST_BESIDE {
                return Err(Stopped::at(
                    at,
                    code::TOO_LARGE,
                    format!(
                        "alt.csv and add.csv together come to more than {} MB",
                        MOST_BESIDE / (1024 * 1024)
                    ),
                    "read OFAC's XML instead: in it each party stands with its names",
                ));
            }
            self.0.entry(number).or_default().push((at, row));
            next = table.next()?;
        }
        Ok(())
    }
}

fn number(row: &Row, at: &str) -> Result<u64, Stopped> {
    let first = row.cells.first().map_or("", |cell| cell.trim());
    first.parse().map_err(|_| {
        Stopped::at(
            at,
            code::NO_ID,
            format!("`{}` is not the number of a party", crate::text::shortened(first)),
            "see that the file is of OFAC's older form, and whole",
        )
    })
}

fn cell(row: &Row, at: usize) -> Option<String> {
    row.cells.get(at).and_then(|cell| clean(cell)).filter(|cell| cell != "-0-")
}

fn party(
    row: &Row,
    table: &Table<'_>,
    names: &mut Beside,
    addresses: &mut Beside,
    links: &mut Links,
    reading: &mut Reading<'_>,
) {
    let at = table.place(row);
    if row.cells.len() != SDN {
        reading.report.fault(table.wrong_cells(row, SDN).0);
        return;
    }
    let number = match number(row, &at) {
        Ok(number) => number,
        Err(stopped) => {
            reading.report.fault(stopped.0);
            return;
        }
    };
    let what = match cell(row, 2).as_deref() {
        Some("individual") => What::Person,
        Some(thing) => What::Thing(thing.to_owned()),
        None => What::Organization,
    };
    let person = what == What::Person;
    let thing = matches!(what, What::Thing(_));
    let mut party = Party::new(&number.to_string(), &at, what);
    if !reading.entry(&party.key, cell(row, 1).as_deref(), &at) {
        let cells = (0..row.cells.len()).filter_map(|column| cell(row, column));
        reading.left(SECOND, &at, &cells.collect::<Vec<_>>().join(", "), Why::Duplicate);
        return;
    }
    let spoken = |name: &str| if person { spoken(name) } else { name.to_owned() };
    if let Some(name) = cell(row, 1) {
        party.called(&spoken(&name));
        if !thing {
            links.name(&name, person, number);
        }
    }
    for (place, row) in names.0.remove(&number).unwrap_or_default() {
        let kind = match cell(&row, 2).as_deref() {
            Some("fka") => NameKind::Former,
            Some("aka" | "nka") | None => NameKind::Alias,
            Some(other) => {
                reading.left("kind of name", &place, other, Why::Unknown);
                NameKind::Alias
            }
        };
        if let Some(name) = cell(&row, 3) {
            let key = cell(&row, 1).map(|number| format!("aka-{number}"));
            party.also_called(&spoken(&name), Some(kind), None, key.as_deref());
        }
        if let Some(remark) = cell(&row, 4) {
            reading.left("remark on a name", &place, &remark, Why::NoField);
        }
    }
    for (place, row) in addresses.0.remove(&number).unwrap_or_default() {
        address(&row, &place, &mut party, reading);
    }
    for (at, field) in [(7, "vessel tonnage"), (8, "vessel gross registered tonnage")] {
        if let Some(value) = cell(row, at) {
            party.note(field, &value, Why::NoField);
        }
    }
    measure(row, &mut party);
    if let Some(text) = cell(row, 11) {
        remarks::read(&text, &mut party, |party, name| {
            party.linked("linked to", Some(name), None);
        });
    }
    if let Some(from) = party.id(reading) {
        for (key, name) in party.links("linked to") {
            links.link(&from, key, &name, &at);
        }
    }
    party.claim(reading);
}

/// The columns of the measure, of the post, and of ships.
fn measure(row: &Row, party: &mut Party) {
    party.measure.programme =
        cell(row, 3).map(|programmes| programmes.split("] [").collect::<Vec<_>>().join(", "));
    if let Some(title) = cell(row, 4) {
        party.holds(&title);
    }
    if let Some(sign) = cell(row, 5) {
        party.known_as("call sign", &sign);
    }
    if let Some(kind) = cell(row, 6) {
        party.remarks.push(kind);
    }
    if let Some(flag) = cell(row, 9) {
        party.remarks.push(format!("flag {flag}"));
    }
    if let Some(owner) = cell(row, 10) {
        party.linked("owner", Some(&owner), None);
    }
}

fn address(row: &Row, place: &str, party: &mut Party, reading: &mut Reading<'_>) {
    let named = cell(row, 4);
    let land = named.as_deref().and_then(country);
    if let (Some(name), None) = (&named, land) {
        reading.left("country of an address", place, name, Why::Unknown);
    }
    let (street, city) = (cell(row, 2), cell(row, 3));
    // Province and postal code stand with the city in one column: only a city alone is one.
    let plain = |city: &String| !city.contains(',') && !city.contains(|c: char| c.is_ascii_digit());
    let (text, city) = match city {
        Some(city) if plain(&city) => (street, Some(city)),
        city => {
            let pieces: Vec<String> = street.into_iter().chain(city).collect();
            ((!pieces.is_empty()).then(|| pieces.join(", ")), None)
        }
    };
    let note = cell(row, 5);
    let key = cell(row, 1).map(|number| format!("add-{number}"));
    let address = Address { text, city, country: land, note, ..Address::default() };
    party.resides(address, key.as_deref());
}
