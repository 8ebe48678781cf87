//! The Commission's consolidated list (FSF): in XML one `sanctionEntity` a party, in CSV
//! one row for each of its names, addresses, days of birth, papers and citizenships.
//! Both call the same things by the same words, so both are read by the same lines here.

use detente_core::{Address, Gender, NameKind};

use crate::{
    code,
    country::country,
    file::File,
    list,
    markup::{Element, Entries},
    party::{Party, What},
    reading::{Edition, Intake, Reading},
    report::{Report, Stopped, Why},
    table::{Header, Row, Table},
    when,
};

/// The columns that the CSV must have.
pub(super) const COLUMNS: &[&str] = &[
    "Entity_LogicalId",
    "Entity_SubjectType",
    "Entity_Regulation_Programme",
    "NameAlias_WholeName",
];

/// The value of a word of the list: an attribute of an element, or a column of a row.
type Get<'g> = &'g dyn Fn(&str) -> Option<String>;

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
        }
    }
    Ok(reading.end(&[("fsf.xml", entries.digest())], entries.name()))
}

fn party_of(entry: &Element, party: &mut Party) {
    listing(party, &|word| entry.attribute(word));
    for element in &entry.within {
        let get = |word: &str| element.attribute(word);
        match element.name.as_str() {
            "nameAlias" => name(party, &get),
            "citizenship" => citizenship(party, &get),
            "birthdate" => birth(party, &get),
            "identification" => paper(party, &get),
            "address" => address(party, &get),
            "regulation" => regulation(party, &get),
            "remark" => party.remarks.extend(element.text()),
            "subjectType" => {}
            other => party.note(other, &element.text().unwrap_or_default(), Why::NoField),
        }
        for remark in element.all("remark").filter_map(Element::text) {
            party.note(&format!("remark on {}", element.name), &remark, Why::NoField);
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
    while let Some(row) = next.take().filter(|_| !reading.is_halted()) {
        let at = table.place(&row);
        if row.cells.len() == header.len() {
            one_row(&row, header, &at, &mut open, &mut reading);
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

fn listing(party: &mut Party, get: Get<'_>) {
    for (word, scheme) in
        [("euReferenceNumber", "EU reference number"), ("unitedNationId", "UN reference number")]
    {
        if let Some(number) = get(word) {
            party.measure.identifiers.push((scheme.to_owned(), number));
        }
    }
    if let Some(text) = get("designationDate") {
        match when::date(&text) {
            Some(date) => party.measure.imposed_on = Some(date),
            None => party.note("designationDate", &text, Why::Unknown),
        }
    }
    party.measure.reason = get("designationDetails");
}

fn regulation(party: &mut Party, get: Get<'_>) {
    if party.measure.programme.is_none() {
        party.measure.programme = get("programme");
        party.measure.instrument = get("numberTitle").map(|number| format!("Regulation {number}"));
        if party.measure.imposed_on.is_none() {
            let day = get("entryIntoForceDate").or_else(|| get("publicationDate"));
            // A first listing was imposed by it; what amends one says nothing of its day.
            if get("regulationType").or_else(|| get("type")).as_deref() == Some("regulation") {
                party.measure.imposed_on = day.and_then(|text| when::date(&text));
            } else if let Some(day) = day {
                party.note("day of an amending regulation", &day, Why::NoField);
            }
        }
    } else if let Some(number) = get("numberTitle") {
        party.note("a further regulation", &number, Why::NoField);
    }
}

fn name(party: &mut Party, get: Get<'_>) {
    let pieces = ["firstName", "middleName", "lastName"].into_iter().filter_map(get);
    let whole = get("wholeName").unwrap_or_else(|| pieces.collect::<Vec<_>>().join(" "));
    let language = get("nameLanguage").map(|tag| tag.to_lowercase());
    let own_key = get("logicalId").map(|number| format!("name-{number}"));
    let weak = get("strong").as_deref() == Some("false");
    let kind = if weak { NameKind::Weak } else { NameKind::Alias };
    if party.is_named() || weak {
        party.also_called(&whole, Some(kind), language.as_deref(), own_key.as_deref());
    } else {
        party.called(&whole);
    }
    match get("gender").as_deref() {
        Some("M") => party.gender = Some(Gender::Male),
        Some("F") => party.gender = Some(Gender::Female),
        Some(other) => party.note("gender", other, Why::Unknown),
        None => {}
    }
    for title in [get("function"), get("title")].into_iter().flatten() {
        party.holds(&title);
    }
}

fn land(party: &mut Party, get: Get<'_>, field: &str) -> Option<detente_core::CountryCode> {
    let code = get("countryIso2Code").filter(|code| code != "00");
    let named = get("countryDescription").filter(|name| name != "UNKNOWN");
    let found = code.as_deref().and_then(country).or_else(|| named.as_deref().and_then(country));
    if let (None, Some(unknown)) = (found, code.or(named)) {
        party.note(field, &unknown, Why::Unknown);
    }
    found
}

fn citizenship(party: &mut Party, get: Get<'_>) {
    if let Some(country) = land(party, get, "citizenship") {
        party.citizen_of(country);
    }
}

fn birth(party: &mut Party, get: Get<'_>) {
    let about = get("circa").as_deref() == Some("true");
    let year = get("year");
    let pieces = [year.as_deref(), get("monthOfYear").as_deref(), get("dayOfMonth").as_deref()]
        .map(|part| part.map(str::to_owned));
    let of_parts = || match &pieces {
        [Some(year), Some(month), Some(day)] => when::date(&format!("{day}.{month}.{year}")),
        [Some(year), Some(month), None] => when::date(&format!("{month}.{year}")),
        [Some(year), None, None] => when::date(year),
        _ => None,
    };
    let range = || when::date(&format!("{} to {}", get("yearRangeFrom")?, get("yearRangeTo")?));
    let date = get("birthdate").and_then(|text| when::date(&text)).or_else(of_parts).or_else(range);
    match date {
        Some(date) if about => party.born.extend(when::approximately(date)),
        Some(date) => party.born.push(date),
        None => {
            if let Some(text) = get("birthdate").or(year) {
                party.note("birthdate", &text, Why::Unknown);
            }
        }
    }
    if get("calendarType").is_some_and(|calendar| calendar != "GREGORIAN") {
        party.note(
            "calendar of a birthdate",
            &get("calendarType").unwrap_or_default(),
            Why::Unknown,
        );
    }
    let mut place: Vec<String> = ["place", "city", "region"].into_iter().filter_map(get).collect();
    place.extend(get("countryDescription").filter(|name| name != "UNKNOWN"));
    if !place.is_empty() {
        party.birth_places.push(place.join(", "));
    }
}

fn paper(party: &mut Party, get: Get<'_>) {
    let kind = get("identificationTypeDescription").or_else(|| get("identificationTypeCode"));
    let kind = kind.unwrap_or_else(|| "identification".to_owned());
    if let Some(number) = get("number").or_else(|| get("latinNumber")) {
        let land = get("countryDescription").filter(|name| name != "UNKNOWN");
        let scheme = land.map_or_else(|| kind.clone(), |land| format!("{kind} ({land})"));
        party.known_as(&scheme, &number);
        for word in ["issuedBy", "issueDate", "validFrom", "validTo", "nameOnDocument"] {
            if let Some(value) = get(word) {
                party.note(&format!("identification: {word}"), &value, Why::NoField);
            }
        }
    }
}

fn address(party: &mut Party, get: Get<'_>) {
    let country = land(party, get, "country of an address");
    let mut text: Vec<String> = get("street").into_iter().chain(get("place")).collect();
    text.extend(get("poBox").map(|number| format!("P.O. Box {number}")));
    let address = Address {
        text: (!text.is_empty()).then(|| text.join(", ")),
        city: get("city"),
        region: get("region"),
        postcode: get("zipCode"),
        country,
        ..Address::default()
    };
    let own_key = get("logicalId").map(|number| format!("address-{number}"));
    party.resides(address, own_key.as_deref());
    if let Some(contact) = get("contactInfo") {
        party.note("contactInfo", &contact, Why::NoField);
    }
}
