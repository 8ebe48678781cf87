//! The Commission's consolidated list (FSF): in XML one `sanctionEntity` a party, in CSV
//! one row for each of its names, addresses, days of birth, papers and citizenships.
//! Both call the same things by the same words, so both are read by the same lines here.

mod land;
mod parts;
mod rows;

use detente_core::PartialDate;

use crate::{
    code,
    file::File,
    list,
    markup::{Element, Entries},
    party::{Party, What},
    reading::{Edition, Intake, Reading, SECOND},
    report::{Report, Stopped, Why},
    when::{self, Order},
};

use self::parts::{
    Get, Part, address, birth, citizenship, listing, name, paper, regulation, says_something,
};
pub(super) use self::rows::read_rows;

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
    let mut elements: Vec<&Element> = entry.within.iter().collect();
    elements.sort_by_cached_key(|element| rank(element));
    for element in elements {
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

/// Of several regulations the one that listed the party comes first, and of those the earliest; what
/// is none stays as it stands.
fn rank(element: &Element) -> Option<(bool, bool, Option<PartialDate>, Option<String>)> {
    let get = |word: &str| element.attribute(word);
    let lists = get("regulationType").or_else(|| get("type")).as_deref() == Some("regulation");
    let day = get("entryIntoForceDate").or_else(|| get("publicationDate"));
    let day = day.and_then(|text| when::date_of(&text, Order::DayFirst));
    (element.name == "regulation").then(|| (!lists, day.is_none(), day, get("numberTitle")))
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

fn what(subject: Option<&str>) -> What {
    match subject.map(str::to_lowercase).as_deref() {
        Some("person" | "p") => What::Person,
        _ => What::Organization,
    }
}
