//! The same list in XML, one `sdnEntry` a party.

use detente_core::{Address, Gender, NameKind};

use super::{Links, remarks, spoken};
use crate::{
    code,
    country::country,
    file::File,
    list,
    markup::{Element, Entries},
    party::{Party, What},
    reading::{Edition, Intake, Reading, SECOND},
    report::{Report, Stopped, Why},
    when,
};

const KNOWN: &[&str] = &[
    "uid",
    "firstName",
    "lastName",
    "title",
    "sdnType",
    "remarks",
    "programList",
    "idList",
    "akaList",
    "addressList",
    "nationalityList",
    "citizenshipList",
    "dateOfBirthList",
    "placeOfBirthList",
    "vesselInfo",
];

pub(super) fn read(
    file: File<'_>,
    edition: &Edition,
    intake: &mut dyn Intake,
) -> Result<Report, Stopped> {
    let mut entries = Entries::of(file, edition.encoding, &["sdnEntry", "publshInformation"]);
    let root = entries.next()?.unwrap_or_default();
    if root.name != "sdnList" {
        return Err(Stopped::at(
            entries.place(&root),
            code::OTHER_LIST,
            format!("the file begins with `{}`, and OFAC's list with `sdnList`", root.name),
            "see that it is SDN.XML: the advanced form is another",
        ));
    }
    let (mut told, mut count) = (None, None);
    let mut next = entries.next()?;
    if let Some(published) = next.as_ref().filter(|entry| entry.name == "publshInformation") {
        told = published.get("Publish_Date").and_then(|text| american(&text));
        count = published.get("Record_Count").and_then(|text| text.parse::<u64>().ok());
        next = entries.next()?;
    }
    let mut reading = Reading::begin(&list::OFAC, edition, told, entries.name(), intake)?;
    let mut links = Links::default();
    while let Some(entry) = next.filter(|_| !reading.is_halted()) {
        let at = entries.place(&entry);
        party(&entry, &at, &mut links, &mut reading);
        next = entries.next()?;
    }
    let came = reading.report.entries;
    if let Some(count) = count.filter(|count| *count != came && !reading.is_halted()) {
        let fault = Stopped::at(
            entries.name(),
            code::TRUNCATED,
            format!(
                "the file says that it holds {count} entries (`Record_Count`), and {came} came"
            ),
            "entries were cut out of it: fetch it again, whole",
        );
        reading.report.fault(fault.0);
    }
    links.claim(&mut reading);
    Ok(reading.end(&[("sdn.xml", entries.digest())], entries.name()))
}

/// A day with the month first, as the publisher of this list writes it: `01/31/2022`.
fn american(text: &str) -> Option<detente_core::Day> {
    let mut parts = text.split('/').map(|part| part.parse::<u32>().ok());
    let (month, day, year) = (parts.next()??, parts.next()??, parts.next()??);
    detente_core::Day::ymd(i32::try_from(year).ok()?, month, day)
}

fn full_name(element: &Element) -> Option<String> {
    let parts = [element.get("firstName"), element.get("lastName")];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

fn party(entry: &Element, at: &str, links: &mut Links, reading: &mut Reading<'_>) {
    let Some(number) = entry.get("uid").and_then(|uid| uid.parse::<u64>().ok()) else {
        let fault = Stopped::at(
            at,
            code::NO_ID,
            "the entry has no number (`uid`)",
            "see that the file is whole",
        );
        reading.report.fault(fault.0);
        return;
    };
    let what = match entry.get("sdnType").unwrap_or_default().to_lowercase().as_str() {
        "individual" => What::Person,
        "entity" | "" => What::Organization,
        thing => What::Thing(thing.to_owned()),
    };
    let person = what == What::Person;
    let mut party = Party::new(&number.to_string(), at, what);
    if !reading.entry(&party.key, full_name(entry).as_deref(), at) {
        reading.left(SECOND, at, &entry.told(), Why::Duplicate);
        return;
    }
    if let Some(name) = full_name(entry) {
        party.called(&name);
    }
    let listed = [entry.get("lastName"), entry.get("firstName")].into_iter().flatten();
    links.name(&listed.collect::<Vec<_>>().join(", "), person, number);
    for aka in entry.of_list("akaList", "aka") {
        let weak = aka.get("category").as_deref() == Some("weak");
        let kind = match aka.get("type").as_deref() {
            _ if weak => NameKind::Weak,
            Some("f.k.a.") => NameKind::Former,
            _ => NameKind::Alias,
        };
        if let Some(name) = full_name(aka) {
            let key = aka.get("uid").map(|uid| format!("aka-{uid}"));
            party.also_called(&spoken(&name), Some(kind), None, key.as_deref());
        }
    }
    if let Some(title) = entry.get("title") {
        party.holds(&title);
    }
    let programmes: Vec<String> =
        entry.of_list("programList", "program").filter_map(Element::text).collect();
    party.measure.programme = (!programmes.is_empty()).then(|| programmes.join(", "));
    for id in entry.of_list("idList", "id") {
        number_of(id, &mut party);
    }
    for element in entry.of_list("dateOfBirthList", "dateOfBirthItem") {
        let Some(text) = element.get("dateOfBirth") else { continue };
        match when::date(&text) {
            Some(date) => party.born.push(date),
            None => party.note("dateOfBirth", &text, Why::Unknown),
        }
    }
    let places = entry.of_list("placeOfBirthList", "placeOfBirthItem");
    party.birth_places.extend(places.filter_map(|place| place.get("placeOfBirth")));
    for (list, element) in [("nationalityList", "nationality"), ("citizenshipList", "citizenship")]
    {
        for name in entry.of_list(list, element).filter_map(|one| one.get("country")) {
            match country(&name) {
                Some(country) => party.citizen_of(country),
                None => party.note(element, &name, Why::Unknown),
            }
        }
    }
    for address in entry.of_list("addressList", "address") {
        resides(address, &mut party);
    }
    for vessel in entry.all("vesselInfo") {
        ship(vessel, &mut party);
    }
    if let Some(text) = entry.get("remarks") {
        remarks::read(&text, &mut party, |party, name| {
            party.linked("linked to", Some(name), None);
        });
    }
    for other in entry.within.iter().filter(|element| !KNOWN.contains(&element.name.as_str())) {
        party.note(&other.name, &other.text().unwrap_or_default(), Why::NoField);
    }
    if let Some(from) = party.id(reading) {
        for (key, name) in party.links("linked to") {
            links.link(&from, key, &name, at);
        }
    }
    party.claim(reading);
}

fn number_of(id: &Element, party: &mut Party) {
    let kind = id.get("idType").unwrap_or_default();
    let Some(value) = id.get("idNumber") else { return };
    if kind == "Gender" {
        party.gender = value.to_lowercase().parse::<Gender>().ok();
        if party.gender.is_none() {
            party.note("id: Gender", &value, Why::Unknown);
        }
        return;
    }
    let no_field = [
        "Email Address",
        "Phone Number",
        "Fax",
        "Additional Sanctions Information",
        "Secondary sanctions risk",
        "Organization Established Date",
    ];
    if let Some(kind) = no_field.iter().find(|known| kind.starts_with(**known)) {
        party.note(&format!("id: {kind}"), &value, Why::NoField);
        return;
    }
    let rest = match id.get("idCountry") {
        Some(country) => format!(" {value} ({country})"),
        None => format!(" {value}"),
    };
    remarks::number(&kind, &rest, party);
    for date in ["issueDate", "expirationDate"] {
        if let Some(text) = id.get(date) {
            party.note(&format!("id: {date}"), &text, Why::NoField);
        }
    }
}

fn resides(address: &Element, party: &mut Party) {
    let lines =
        ["address1", "address2", "address3"].into_iter().filter_map(|line| address.get(line));
    let lines: Vec<String> = lines.collect();
    let named = address.get("country");
    let land = named.as_deref().and_then(country);
    if let (Some(name), None) = (&named, land) {
        party.note("country of an address", name, Why::Unknown);
    }
    let key = address.get("uid").map(|uid| format!("add-{uid}"));
    let address = Address {
        text: (!lines.is_empty()).then(|| lines.join(", ")),
        city: address.get("city"),
        region: address.get("stateOrProvince"),
        postcode: address.get("postalCode"),
        country: land,
        ..Address::default()
    };
    party.resides(address, key.as_deref());
}

fn ship(vessel: &Element, party: &mut Party) {
    for element in &vessel.within {
        let Some(value) = element.text() else { continue };
        match element.name.as_str() {
            "callSign" => party.known_as("call sign", &value),
            "vesselType" => party.remarks.push(value),
            "vesselFlag" => party.remarks.push(format!("flag {value}")),
            "vesselOwner" => {
                party.linked("owner", Some(&value), None);
            }
            other => party.note(other, &value, Why::NoField),
        }
    }
}
