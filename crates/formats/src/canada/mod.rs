//! Canada's consolidated list of autonomous sanctions, one `record` a party. It numbers its
//! entries within the schedule of a regulation, and says neither gender nor day of listing.

#[cfg(test)]
mod tests;

use detente_core::{CountryCode, NameKind};

use crate::{
    code,
    country::country,
    file::File,
    list,
    markup::{Element, Entries},
    party::{Party, What},
    reading::{Edition, Intake, Reading, SECOND},
    report::{Report, Stopped, Why},
    slug,
    text::clean,
    when,
};

const READ: &[&str] = &[
    "Country",
    "LastName",
    "GivenName",
    "Entity",
    "Aliases",
    "Title",
    "DateOfBirth",
    "Schedule",
    "Item",
    "EntityOrShip",
    "DateOfBirthOrShipBuildDate",
    "TitleOrShip",
    "ShipIMONumber",
    "DateOfListing",
];

/// Reads an edition. The file does not tell its day.
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
            "the file is no XML, and Canada's list is",
            "see that it is the right file, and name the format that it has",
        ));
    }
    let mut entries = Entries::of(file, edition.encoding, &["record"]);
    let root = entries.next()?.unwrap_or_default();
    if root.name != "data-set" {
        return Err(Stopped::at(
            entries.place(&root),
            code::OTHER_LIST,
            format!("the file begins with `{}`, and this list with `data-set`", root.name),
            "see that it is Canada's consolidated list in XML",
        ));
    }
    let mut reading = Reading::begin(&list::CANADA, edition, None, entries.name(), intake)?;
    while let Some(entry) = entries.next()? {
        if reading.is_halted() {
            break;
        }
        let at = entries.place(&entry);
        party(&entry, &at, &mut reading);
    }
    Ok(reading.end(&[("sema-lmes.xml", entries.digest())], entries.name()))
}

/// The regulation by the country it is about, in English: of `Belarus / Bélarus`, `Belarus`.
fn programme(text: &str) -> String {
    text.split('/').next().and_then(clean).unwrap_or_default()
}

fn party(entry: &Element, at: &str, reading: &mut Reading<'_>) {
    let get = |name: &str| entry.get(name);
    let programme = get("Country").as_deref().map(programme).unwrap_or_default();
    let numbers =
        [get("Schedule"), get("Item")].map(|number| number.filter(|number| number != "N/A"));
    let body = get("EntityOrShip").or_else(|| get("Entity"));
    let person = get("LastName").is_some() || get("GivenName").is_some();
    let name = match (&body, person) {
        (Some(body), _) => body.clone(),
        _ => {
            [get("GivenName"), get("LastName")].into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
    };
    // An entry without an item is known to the list by nothing but what it says.
    let number = match &numbers {
        [Some(schedule), Some(item)] => format!("{schedule}-{item}"),
        [None, Some(item)] => item.clone(),
        _ => {
            reading.left(
                "entry without a number (its key is a digest of its name)",
                at,
                &name,
                Why::Coarser,
            );
            format!("x-{}", slug::digest(&name, 10))
        }
    };
    let land = country(&programme).map(CountryCode::as_str);
    let prefix = land.map_or_else(|| slug::readable(&initials(&programme)), str::to_lowercase);
    let key = format!("{prefix}-{}", slug::readable(&number));
    if !reading.entry(&key, Some(&name), at) {
        reading.left(SECOND, at, &entry.told(), Why::Duplicate);
        return;
    }
    let mut party = Party::new(
        &key,
        at,
        if body.is_some() && !person { What::Organization } else { What::Person },
    );
    if let Some(number) = get("ShipIMONumber") {
        party.what = What::Thing("ship".to_owned());
        party.known_as("IMO", &number);
    }
    party.called(&name);
    for alias in get("Aliases").iter().flat_map(|aliases| aliases.split([',', ';'])) {
        party.also_called(alias, Some(NameKind::Alias), None, None);
    }
    // Titles stand in both languages of the country: `General/général`. The first is carried.
    for title in get("Title").iter().chain(get("TitleOrShip").iter()) {
        let mut halves = title.split('/').filter_map(clean);
        if let Some(first) = halves.next() {
            party.holds(&first);
        }
        for half in halves {
            party.note("Title (the other half of it)", &half, Why::Coarser);
        }
    }
    if let Some(text) = get("DateOfBirth").or_else(|| get("DateOfBirthOrShipBuildDate")) {
        match when::date(&text) {
            Some(date) => party.born.push(date),
            None => party.note("DateOfBirth", &text, Why::Unknown),
        }
    }
    if let Some(text) = get("DateOfListing") {
        match when::date(&text) {
            Some(date) => party.measure.imposed_on = Some(date),
            None => party.note("DateOfListing", &text, Why::Unknown),
        }
    }
    let [schedule, item] = numbers;
    let pieces = [
        schedule.map(|number| format!("Schedule {number}")),
        item.map(|number| format!("item {number}")),
    ];
    let pieces: Vec<String> = pieces.into_iter().flatten().collect();
    party.measure.instrument = (!pieces.is_empty()).then(|| pieces.join(", "));
    party.measure.programme = Some(programme).filter(|programme| !programme.is_empty());
    for other in entry.within.iter().filter(|element| !READ.contains(&element.name.as_str())) {
        party.note(&other.name, &other.text().unwrap_or_default(), Why::NoField);
    }
    party.claim(reading);
}

/// What a programme without a country calls itself: `Justice for Victims … (JVCFOR)`, else its name.
fn initials(programme: &str) -> String {
    let bracketed = programme.rsplit_once('(').and_then(|(_, rest)| rest.split_once(')'));
    bracketed.map_or(programme, |(word, _)| word).to_owned()
}
