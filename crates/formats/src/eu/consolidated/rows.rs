//! The consolidated list in CSV: one row for each name, address, day of birth, paper and citizenship of
//! a party, and all that is said of the party itself in each of them.

use detente_core::Seen;

use super::{
    parts::{Part, address, birth, citizenship, listing, name, paper, regulation, says_something},
    what,
};
use crate::{
    code, list,
    party::Party,
    reading::{Edition, Intake, Reading},
    report::{Report, Stopped, Why},
    table::{Header, Row, Table},
    text::clean,
    when,
};

pub(in crate::eu) fn read_rows(
    mut table: Table<'_>,
    header: &Header,
    edition: &Edition,
    intake: &mut dyn Intake,
) -> Result<Report, Stopped> {
    let mut next = table.next()?;
    let told = next.as_ref().and_then(|row| when::day(&header.get(row, "fileGenerationDate")?));
    let mut reading = Reading::begin(&list::EU_CONSOLIDATED, edition, told, table.name(), intake)?;
    let mut open: Option<Open> = None;
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
    if let Some(Open { party, .. }) = open {
        party.claim(&mut reading);
    }
    Ok(reading.end(&[("fsf.csv", table.digest())], table.name()))
}

/// The party whose rows are read, and the first of them.
struct Open {
    party: Party,
    first: Row,
}

fn one_row(
    row: &Row,
    header: &Header,
    at: &str,
    open: &mut Option<Open>,
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
    if open.as_ref().is_none_or(|open| open.party.key != number) {
        if let Some(done) = open.take() {
            done.party.claim(reading);
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
        *open = Some(Open { party, first: row.clone() });
    }
    let Some(Open { party, first }) = open else { return };
    party.here = Some(at.to_owned());
    beside(row, first, header, party);
    let part = |prefix: &'static str| move |word: &str| header.get(row, &column(prefix, word));
    // What stands in a cell of its own alone makes no part: how sure a name is, and in which calendar.
    let says = |part: Part| {
        let alone = ["strong", "nameLanguage", "circa", "calendarType"];
        let words = part.words().iter().filter(|word| !alone.contains(word));
        words.into_iter().any(|word| header.get(row, &column(part.prefix(), word)).is_some())
    };
    if says(Part::Name) {
        name(party, &part("NameAlias"));
    }
    if says(Part::Birth) {
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

/// Names what a row says of the party or its regulation otherwise than the first of its rows.
fn beside(row: &Row, first: &Row, header: &Header, party: &mut Party) {
    let words = [Part::Entity, Part::Regulation];
    let words = words
        .into_iter()
        .flat_map(|part| part.words().iter().map(move |word| column(part.prefix(), word)));
    for column in words.chain(["Entity_SubjectType", "Entity_Remark"].map(str::to_owned)) {
        let (said, before) = (header.get(row, &column), header.get(first, &column));
        if let Some(said) = said.filter(|said| Some(said) != before.as_ref()) {
            party.note_once(&format!("{column} (beside another)"), &said, Why::NoField);
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
