//! The consolidated list of the Security Council, one `INDIVIDUAL` or `ENTITY` a party.

#[cfg(test)]
mod tests;

use detente_core::{Address, NameKind, PartialDate};

use crate::{
    code,
    country::country,
    file::File,
    list,
    markup::{Element, Entries},
    party::{Party, What},
    reading::{Edition, Intake, Reading, SECOND},
    report::{Report, Stopped, Why},
    text::joined,
    when,
};

/// The elements that are read, or that say nothing of the party.
const READ: &[&str] = &[
    "DATAID",
    "VERSIONNUM",
    "FIRST_NAME",
    "SECOND_NAME",
    "THIRD_NAME",
    "FOURTH_NAME",
    "UN_LIST_TYPE",
    "REFERENCE_NUMBER",
    "LISTED_ON",
    "GENDER",
    "COMMENTS1",
    "NATIONALITY",
    "NATIONALITY2",
    "LIST_TYPE",
    "LAST_DAY_UPDATED",
    "DESIGNATION",
    "TITLE",
    "NAME_ORIGINAL_SCRIPT",
    "INDIVIDUAL_ALIAS",
    "ENTITY_ALIAS",
    "INDIVIDUAL_ADDRESS",
    "ENTITY_ADDRESS",
    "INDIVIDUAL_DATE_OF_BIRTH",
    "INDIVIDUAL_PLACE_OF_BIRTH",
    "INDIVIDUAL_DOCUMENT",
    "SORT_KEY",
    "SORT_KEY_LAST_MOD",
];

/// Reads an edition. Its day stands in the root of the file.
pub(crate) fn read(
    files: Vec<File<'_>>,
    edition: &Edition,
    intake: &mut dyn Intake,
) -> Result<Report, Stopped> {
    let mut file = super::format::only(files)?;
    if !file.is_xml() {
        return Err(Stopped::at(
            file.name,
            code::OTHER_LIST,
            "the file is no XML, and the list of the Security Council is",
            "see that it is the right file, and name the format that it has",
        ));
    }
    let mut entries = Entries::of(file, edition.encoding, &["INDIVIDUAL", "ENTITY"]);
    let root = entries.next()?.unwrap_or_default();
    if root.name != "CONSOLIDATED_LIST" {
        return Err(Stopped::at(
            entries.place(&root),
            code::OTHER_LIST,
            format!("the file begins with `{}`, and this list with `CONSOLIDATED_LIST`", root.name),
            "see that it is the list of the Security Council in XML",
        ));
    }
    let told = root.attribute("dateGenerated").and_then(|text| when::day(&text));
    let mut reading = Reading::begin(&list::UN, edition, told, entries.name(), intake)?;
    while let Some(entry) = entries.next()? {
        if reading.is_halted() {
            break;
        }
        let at = entries.place(&entry);
        let Some(number) = entry.get("DATAID") else {
            let fault = Stopped::at(
                at,
                code::NO_ID,
                "the entry has no number (`DATAID`)",
                "see that the file is whole",
            );
            reading.report.fault(fault.0);
            continue;
        };
        if reading.entry(&number, name(&entry).as_deref(), &at) {
            let what = if entry.name == "INDIVIDUAL" { What::Person } else { What::Organization };
            let mut party = Party::new(&number, &at, what);
            party_of(&entry, &mut party);
            party.claim(&mut reading);
        } else {
            reading.left(SECOND, &at, &entry.told(), Why::Duplicate);
        }
    }
    Ok(reading.end(&[("consolidated.xml", entries.digest())], entries.name()))
}

fn party_of(entry: &Element, party: &mut Party) {
    let get = |name: &str| entry.get(name);
    party.called(&name(entry).unwrap_or_default());
    for name in entry.all("NAME_ORIGINAL_SCRIPT").filter_map(Element::text) {
        party.also_called(&name, Some(NameKind::Transliteration), None, None);
    }
    for alias in entry.all("INDIVIDUAL_ALIAS").chain(entry.all("ENTITY_ALIAS")) {
        also_called(alias, party);
    }
    if let Some(gender) = get("GENDER") {
        party.gender = gender.to_lowercase().parse().ok();
        if party.gender.is_none() {
            party.note("GENDER", &gender, Why::Unknown);
        }
    }
    for value in values(entry, "NATIONALITY").chain(values(entry, "NATIONALITY2")) {
        match country(&value) {
            Some(country) => party.citizen_of(country),
            None => party.note("NATIONALITY", &value, Why::Unknown),
        }
    }
    for title in values(entry, "TITLE").chain(values(entry, "DESIGNATION")) {
        party.holds(&title);
    }
    for birth in entry.all("INDIVIDUAL_DATE_OF_BIRTH") {
        born(birth, party);
    }
    for place in entry.all("INDIVIDUAL_PLACE_OF_BIRTH") {
        let pieces = ["STREET", "CITY", "STATE_PROVINCE", "COUNTRY"].map(|part| place.get(part));
        party.birth_places.extend(joined(pieces.iter().flatten().map(String::as_str), ", "));
        if let Some(note) = place.get("NOTE") {
            party.note("INDIVIDUAL_PLACE_OF_BIRTH/NOTE", &note, Why::NoField);
        }
    }
    // The list writes them in no order that says anything.
    party.birth_places.sort();
    party.birth_places.dedup();
    for address in entry.all("INDIVIDUAL_ADDRESS").chain(entry.all("ENTITY_ADDRESS")) {
        resides(address, party);
    }
    for document in entry.all("INDIVIDUAL_DOCUMENT") {
        paper(document, party);
    }
    party.measure.programme = get("UN_LIST_TYPE");
    party.measure.reason = get("COMMENTS1");
    if let Some(reference) = get("REFERENCE_NUMBER") {
        party.measure.instrument = Some(format!("listing {reference}"));
        party.measure.identifiers.push(("UN reference number".to_owned(), reference));
    }
    if let Some(text) = get("LISTED_ON") {
        match when::date(&text) {
            Some(date) => party.measure.imposed_on = Some(date),
            None => party.note("LISTED_ON", &text, Why::Unknown),
        }
    }
    for day in values(entry, "LAST_DAY_UPDATED") {
        party.note("LAST_DAY_UPDATED", &day, Why::NoField);
    }
    for other in entry.within.iter().filter(|element| !READ.contains(&element.name.as_str())) {
        party.note(&other.name, &other.text().unwrap_or_default(), Why::NoField);
    }
}

/// The name of a party, which is spread over four elements.
fn name(entry: &Element) -> Option<String> {
    let names = ["FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"];
    let names: Vec<String> = names.into_iter().filter_map(|name| entry.get(name)).collect();
    (!names.is_empty()).then(|| names.join(" "))
}

fn values<'e>(entry: &'e Element, name: &'e str) -> impl Iterator<Item = String> + 'e {
    entry.all(name).flat_map(|list| list.all("VALUE").filter_map(Element::text))
}

fn also_called(alias: &Element, party: &mut Party) {
    let Some(name) = alias.get("ALIAS_NAME") else { return };
    let note = alias.get("NOTE").unwrap_or_default();
    let kind = match alias.get("QUALITY").as_deref() {
        Some("Low") => NameKind::Weak,
        Some("f.k.a.") => NameKind::Former,
        Some("Good" | "a.k.a.") | None
            if note.contains("ormerly listed") || note.contains("reviously listed") =>
        {
            NameKind::Former
        }
        Some("Good" | "a.k.a.") | None => NameKind::Alias,
        Some(other) => {
            party.note("QUALITY", other, Why::Unknown);
            NameKind::Alias
        }
    };
    // Spellings of one name stand between semicolons.
    for name in name.split(';') {
        party.also_called(name, Some(kind), None, None);
    }
    for element in alias
        .within
        .iter()
        .filter(|element| !matches!(element.name.as_str(), "QUALITY" | "ALIAS_NAME"))
    {
        if let Some(text) = element.text() {
            party.note(&format!("{}/{}", alias.name, element.name), &text, Why::NoField);
        }
    }
}

/// The list says whether a date is exact, about so, or between two years; some stand in the note.
fn born(birth: &Element, party: &mut Party) {
    let get = |name: &str| birth.get(name);
    let note = get("NOTE");
    let stated = || -> Option<PartialDate> {
        if let (Some(since), Some(until)) = (get("FROM_YEAR"), get("TO_YEAR")) {
            return when::date(&format!("{since} to {until}"));
        }
        let text = get("DATE").or_else(|| get("YEAR"))?;
        when::date(&text)
    };
    let stated = stated();
    let date = stated.or_else(|| note.as_deref().and_then(when::date));
    let said_about = note.as_deref() == Some("Approximately");
    let about = get("TYPE_OF_DATE").as_deref() == Some("APPROXIMATELY") || said_about;
    if let Some(note) = note.as_ref().filter(|_| stated.is_some() && !said_about) {
        party.note("INDIVIDUAL_DATE_OF_BIRTH/NOTE", note, Why::NoField);
    }
    match date {
        Some(date) if about => party.born.push(when::approximately(date).unwrap_or(date)),
        Some(date) => party.born.push(date),
        None => {
            if let Some(text) = get("DATE").or_else(|| get("YEAR")).or(note) {
                party.note("INDIVIDUAL_DATE_OF_BIRTH", &text, Why::Unknown);
            }
        }
    }
}

fn resides(address: &Element, party: &mut Party) {
    let named = address.get("COUNTRY");
    let land = named.as_deref().and_then(country);
    if let (Some(name), None) = (&named, land) {
        party.note("country of an address", name, Why::Unknown);
    }
    let address = Address {
        text: address.get("STREET"),
        city: address.get("CITY"),
        region: address.get("STATE_PROVINCE"),
        postcode: address.get("ZIP_CODE"),
        country: land,
        note: address.get("NOTE"),
        ..Address::default()
    };
    party.resides(address, None);
}

fn paper(document: &Element, party: &mut Party) {
    const TOLD: &[&str] =
        &["TYPE_OF_DOCUMENT", "TYPE_OF_DOCUMENT2", "NUMBER", "ISSUING_COUNTRY", "COUNTRY_OF_ISSUE"];
    let get = |name: &str| document.get(name);
    let (kind, closer) = (get("TYPE_OF_DOCUMENT"), get("TYPE_OF_DOCUMENT2"));
    let (land, other) = (get("ISSUING_COUNTRY"), get("COUNTRY_OF_ISSUE"));
    let Some(number) = get("NUMBER") else {
        // Where no number stands by itself, it stands in the words of what does, if anywhere.
        let said: Vec<String> = document.within.iter().filter_map(Element::text).collect();
        if let Some(said) = joined(said.iter().map(String::as_str), ", ") {
            party.note("INDIVIDUAL_DOCUMENT (of none that is numbered)", &said, Why::NoField);
        }
        return;
    };
    for (field, second, first) in [
        ("INDIVIDUAL_DOCUMENT/TYPE_OF_DOCUMENT", &closer, &kind),
        ("INDIVIDUAL_DOCUMENT/COUNTRY_OF_ISSUE", &land, &other),
    ] {
        if let (Some(second), Some(first)) = (second, first)
            && second != first
        {
            party.note(field, first, Why::NoField);
        }
    }
    let kind = closer.or(kind).unwrap_or_else(|| "document".to_owned());
    let scheme = land.or(other).map_or_else(|| kind.clone(), |land| format!("{kind} ({land})"));
    party.known_as(&scheme, &number);
    for element in document.within.iter().filter(|one| !TOLD.contains(&one.name.as_str())) {
        if let Some(text) = element.text() {
            party.note(&format!("INDIVIDUAL_DOCUMENT/{}", element.name), &text, Why::NoField);
        }
    }
}
