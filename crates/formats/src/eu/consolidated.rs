//! The Commission's consolidated list (FSF): in XML one `sanctionEntity` a party, in CSV
//! one row for each of its names, addresses, days of birth, papers and citizenships.
//! Both call the same things by the same words, so both are read by the same lines here.

mod parts;

use detente_core::Seen;

use crate::{
    code,
    file::File,
    list,
    markup::{Element, Entries},
    party::{Party, What},
    reading::{Edition, Intake, Reading, SECOND},
    report::{Report, Stopped, Why},
    table::{Header, Row, Table},
    text::clean,
    when,
};

use self::parts::{
    Get, Part, address, birth, citizenship, listing, name, paper, regulation, says_something,
};

/// The columns that the CSV must have.
pub(super) const COLUMNS: &[&str] = &[
    "Entity_LogicalId",
    "Entity_SubjectType",
    "Entity_Regulation_Programme",
    "NameAlias_WholeName",
];

pub(super) fn read_xml(
    file: File<'_>,
    edition: &Edition,
    intake: &mut dyn Intake,
) -> Result<Report, Stopped> {
    let mut entries = Entries::of(file, edition.encoding, &["sanctionEntity"]);
    let root = entries.next()?.unwrap_or_default();
    if root.name != "export" {
        return Err(Stopped::at(
            entries.place(&root),
            code::OTHER_LIST,
            format!(
                "the file begins with `{}`, and the consolidated list with `export`",
                root.name
            ),
            "see that it is the full list in XML, version 1.1",
        ));
    }
    let told = root.attribute("generationDate").and_then(|text| when::day(&text));
    let mut reading =
        Reading::begin(&list::EU_CONSOLIDATED, edition, told, entries.name(), intake)?;
    while let Some(entry) = entries.next()? {
        if reading.is_halted() {
            break;
        }
        let at = entries.place(&entry);
        let Some(number) = entry.attribute("logicalId") else {
            let fault = Stopped::at(
                at,
                code::NO_ID,
                "the entry has no number (`logicalId`)",
                "see that the file is whole",
            );
            reading.report.fault(fault.0);
            continue;
        };
        let subject = entry.all("subjectType").find_map(|subject| subject.attribute("code"));
        let mut party = Party::new(&number, &at, what(subject.as_deref()));
        let name = entry.all("nameAlias").find_map(|name| name.attribute("wholeName"));
        if reading.entry(&number, name.as_deref(), &at) {
            party_of(&entry, &mut party);
            party.claim(&mut reading);
        } else {
            reading.left(SECOND, &at, &entry.told(), Why::Duplicate);
        }
    }
    Ok(reading.end(&[("fsf.xml", entries.digest())], entries.name()))
}

fn party_of(entry: &Element, party: &mut Party) {
    listing(party, &|word| entry.attribute(word));
    unread("sanctionEntity", Part::Entity, entry, party);
    for element in &entry.within {
        let get = |word: &str| element.attribute(word);
        let part = match element.name.as_str() {
            "nameAlias" => Part::Name,
            "citizenship" => Part::Citizenship,
            "birthdate" => Part::Birth,
            "identification" => Part::Paper,
            "address" => Part::Address,
            "regulation" => Part::Regulation,
            "remark" => {
                party.remarks.extend(element.text());
                continue;
            }
            "subjectType" => continue,
            other => {
                party.note(other, &element.told(), Why::NoField);
                continue;
            }
        };
        take(part, party, &get);
        unread(&element.name, part, element, party);
        for within in &element.within {
            match within.name.as_str() {
                "remark" => {
                    let remark = within.text().unwrap_or_default();
                    party.note(&format!("remark on {}", element.name), &remark, Why::NoField);
                }
                // By which act each line was written is told of the entry once.
                other => {
                    let field = format!("{other} of {}", element.name);
                    party.note_once(&field, &within.told(), Why::NoField);
                }
            }
        }
    }
}

fn take(part: Part, party: &mut Party, get: Get<'_>) {
    match part {
        Part::Entity => {}
        Part::Regulation => regulation(party, get),
        Part::Name => name(party, get),
        Part::Citizenship => citizenship(party, get),
        Part::Birth => birth(party, get),
        Part::Paper => paper(party, get),
        Part::Address => address(party, get),
    }
}

/// Names the attributes of an element that nothing here reads.
fn unread(name: &str, part: Part, element: &Element, party: &mut Party) {
    for (word, value) in element.attributes() {
        if !part.words().contains(&word) && says_something(word, &value) {
            party.note(&format!("{name}: {word}"), &value, Why::NoField);
        }
    }
}

pub(super) fn read_rows(
    mut table: Table<'_>,
    header: &Header,
    edition: &Edition,
    intake: &mut dyn Intake,
) -> Result<Report, Stopped> {
    let mut next = table.next()?;
    let told = next.as_ref().and_then(|row| when::day(&header.get(row, "fileGenerationDate")?));
    let mut reading = Reading::begin(&list::EU_CONSOLIDATED, edition, told, table.name(), intake)?;
    let mut open: Option<Party> = None;
    let known: Vec<String> = Part::ALL
        .iter()
        .flat_map(|part| part.words().iter().map(|word| column(part.prefix(), word)))
        .chain(["fileGenerationDate", "Entity_SubjectType"].map(str::to_owned))
        .chain(Part::ALL.iter().map(|part| column(part.prefix(), "remark")))
        .collect();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let others: Vec<(usize, String)> =
        header.others(&known).map(|(at, name)| (at, name.to_owned())).collect();
    let mut told = Seen::default();
    while let Some(row) = next.take().filter(|_| !reading.is_halted()) {
        table.tell(&mut reading);
        let at = table.place(&row);
        if row.cells.len() == header.len() {
            one_row(&row, header, &at, &mut open, &mut reading);
            // All that is said of the party itself stands in each of its rows.
            let number = header.get(&row, "Entity_LogicalId").unwrap_or_default();
            for (at_column, name) in &others {
                let word = name.rsplit('_').next().unwrap_or(name);
                let value = row.cells.get(*at_column).and_then(|cell| clean(cell));
                let Some(value) = value.filter(|value| says_something(word, value)) else {
                    continue;
                };
                if told.first(&format!("{number}\n{name}\n{value}")) {
                    reading.left(name, &at, &value, Why::NoField);
                }
            }
        } else {
            reading.report.fault(table.wrong_cells(&row, header.len()).0);
        }
        next = table.next()?;
    }
    if let Some(party) = open {
        party.claim(&mut reading);
    }
    Ok(reading.end(&[("fsf.csv", table.digest())], table.name()))
}

fn one_row(
    row: &Row,
    header: &Header,
    at: &str,
    open: &mut Option<Party>,
    reading: &mut Reading<'_>,
) {
    let Some(number) = header.get(row, "Entity_LogicalId") else {
        let fault = Stopped::at(
            at,
            code::NO_ID,
            "the row has no Entity_LogicalId",
            "see that the file is whole",
        );
        reading.report.fault(fault.0);
        return;
    };
    if open.as_ref().is_none_or(|party| party.key != number) {
        if let Some(done) = open.take() {
            done.claim(reading);
        }
        // The rows of a party stand together; a number that comes back is another's, or the file was mixed.
        let name = header.get(row, &column("NameAlias", "wholeName"));
        if !reading.entry(&number, name.as_deref(), at) {
            header.leave(row, at, reading);
            return;
        }
        let subject = header.get(row, "Entity_SubjectType");
        let mut party = Party::new(&number, at, what(subject.as_deref()));
        listing(&mut party, &|word| header.get(row, &column("Entity", word)));
        party.remarks.extend(header.get(row, "Entity_Remark"));
        regulation(&mut party, &|word| header.get(row, &column("Entity_Regulation", word)));
        *open = Some(party);
    }
    let Some(party) = open else { return };
    let part = |prefix: &'static str| move |word: &str| header.get(row, &column(prefix, word));
    if part("NameAlias")("wholeName").is_some() {
        name(party, &part("NameAlias"));
    }
    if part("BirthDate")("logicalId").is_some() || part("BirthDate")("year").is_some() {
        birth(party, &part("BirthDate"));
    }
    citizenship(party, &part("Citizenship"));
    address(party, &part("Address"));
    paper(party, &part("Identification"));
    for prefix in ["NameAlias", "BirthDate", "Citizenship", "Address", "Identification"] {
        if let Some(remark) = part(prefix)("remark") {
            party.note(&format!("{prefix}_Remark"), &remark, Why::NoField);
        }
    }
}

/// The column of a word: of `dayOfMonth` in `BirthDate`, `BirthDate_Day`.
fn column(prefix: &str, word: &str) -> String {
    let word = match (prefix, word) {
        ("Entity_Regulation", "regulationType") => "Type",
        ("BirthDate", "dayOfMonth") => "Day",
        ("BirthDate", "monthOfYear") => "Month",
        ("BirthDate", "birthdate") => "BirthDate",
        ("Identification", "identificationTypeCode") => "TypeCode",
        ("Identification", "identificationTypeDescription") => "TypeDescription",
        ("Entity", "euReferenceNumber") => "EU_ReferenceNumber",
        (_, word) => word,
    };
    let mut letters = word.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    format!("{prefix}_{}", first.into_iter().chain(letters).collect::<String>())
}

fn what(subject: Option<&str>) -> What {
    match subject.map(str::to_lowercase).as_deref() {
        Some("person" | "p") => What::Person,
        _ => What::Organization,
    }
}
