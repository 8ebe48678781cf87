//! One row a listing: the annexes of Regulation 765/2006 as OpenSanctions reads them out of the Official Journal.

use detente_core::{Address, Gender, NameKind, SanctionKind};

use crate::{
    code,
    country::country,
    list,
    party::{Party, What},
    reading::{Edition, Intake, Reading},
    report::{Report, Stopped, Why},
    slug,
    table::{Header, Row, Table},
    text::clean,
    when::{self, Order},
};

const WANTED: &[&str] = &["celex", "recordId", "annex", "measure", "startDate", "schema", "name"];

/// The columns that are read; every other is named in the report.
const READ: &[&str] = &[
    "celex",
    "recordId",
    "programKey",
    "annex",
    "measure",
    "startDate",
    "reason",
    "schema",
    "name",
    "alias",
    "weakAlias",
    "previousName",
    "country",
    "jurisdiction",
    "nationality",
    "birthDate",
    "birthPlace",
    "position",
    "passportNumber",
    "gender",
    "sector",
    "legalForm",
    "registrationNumber",
    "taxNumber",
    "idNumber",
    "innCode",
    "ogrnCode",
    "kppCode",
    "okpoCode",
    "leiCode",
    "swiftBic",
    "imoNumber",
    "mmsi",
    "address",
    "website",
    "notes",
];

const NUMBERS: &[(&str, &str)] = &[
    ("passportNumber", "passport"),
    ("registrationNumber", "registration number"),
    ("taxNumber", "tax number"),
    ("idNumber", "personal number"),
    ("innCode", "INN"),
    ("ogrnCode", "OGRN"),
    ("kppCode", "KPP"),
    ("okpoCode", "OKPO"),
    ("leiCode", "LEI"),
    ("swiftBic", "SWIFT"),
    ("imoNumber", "IMO"),
    ("mmsi", "MMSI"),
    ("website", "website"),
];

/// The regulation that the list is of, by its number in CELEX.
const REGULATION: &str = "32006R0765";

pub(super) fn read(
    mut table: Table<'_>,
    header: &Header,
    edition: &Edition,
    intake: &mut dyn Intake,
) -> Result<Report, Stopped> {
    if let Some(lacks) = header.lacks(format!("{}:1", table.name()), WANTED) {
        return Err(lacks);
    }
    let mut reading = Reading::begin(&list::EU_JOURNAL, edition, None, table.name(), intake)?;
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
        let celex = header.get(&row, "celex").unwrap_or_default();
        if celex != REGULATION {
            return Err(Stopped::at(
                at,
                code::OTHER_LIST,
                format!(
                    "the row is of `{celex}`, and this list is that of {REGULATION} (Regulation 765/2006)"
                ),
                "read the annexes of another regulation by a mapping, as a list of its own",
            ));
        }
        for (column, name) in &others {
            if let Some(value) = row.cells.get(*column).and_then(|cell| clean(cell)) {
                reading.left(name, &at, &value, Why::NoField);
            }
        }
        listing(&row, header, &at, &mut reading);
    }
    Ok(reading.end(&[("32006R0765.csv", table.digest())], table.name()))
}

fn listing(row: &Row, header: &Header, at: &str, reading: &mut Reading<'_>) {
    let get = |column: &str| header.get(row, column);
    let (annex, name) = (get("annex").unwrap_or_default(), get("name").unwrap_or_default());
    // Some annexes do not number their rows: there the name is all that the list knows its bodies by.
    let number = get("recordId").unwrap_or_else(|| name.clone());
    let key = format!("{}-{}", slug::readable(&annex), slug::readable(&number));
    let what = match get("schema").as_deref() {
        Some("Person") => What::Person,
        Some("LegalEntity" | "Organization" | "Company") | None => What::Organization,
        Some(thing) => What::Thing(thing.to_lowercase()),
    };
    if !reading.entry(&key, Some(&name), at) {
        header.leave(row, at, reading);
        return;
    }
    let mut party = Party::new(&key, at, what);
    let several = |column: &str| {
        let text = get(column).unwrap_or_default();
        text.split(';').filter_map(clean).collect::<Vec<_>>()
    };
    for (position, one) in spellings(&name).into_iter().enumerate() {
        if position == 0 {
            party.called(&one);
        } else {
            party.also_called(&one, Some(NameKind::Alias), None, None);
        }
    }
    let kinds = [
        ("alias", NameKind::Alias),
        ("weakAlias", NameKind::Weak),
        ("previousName", NameKind::Former),
    ];
    for (column, kind) in kinds {
        for name in several(column).iter().flat_map(|name| spellings(name)) {
            party.also_called(&name, Some(kind), None, None);
        }
    }
    if let Some(gender) = get("gender") {
        party.gender = gender.to_lowercase().parse::<Gender>().ok();
        if party.gender.is_none() {
            party.note("gender", &gender, Why::Unknown);
        }
    }
    if let Some(text) = get("birthDate") {
        match when::date_of(&text, Order::DayFirst) {
            Some(date) => party.born.push(date),
            None => party.note("birthDate", &text, Why::Unknown),
        }
    }
    party.birth_places.extend(get("birthPlace"));
    for column in ["nationality", "country", "jurisdiction"] {
        for name in get(column).unwrap_or_default().split([',', ';']).filter_map(clean) {
            match country(&name) {
                Some(country) => party.citizen_of(country),
                None => party.note(column, &name, Why::Unknown),
            }
        }
    }
    for title in several("position") {
        party.holds(&title);
    }
    party.sector = get("sector");
    party.remarks.extend(get("legalForm").into_iter().chain(get("notes")));
    for (column, scheme) in NUMBERS {
        for value in several(column) {
            numbered(scheme, &value, &mut party);
        }
    }
    for text in several("address") {
        party.resides(Address { text: Some(text), ..Address::default() }, None);
    }
    measure(row, header, &annex, &mut party);
    party.claim(reading);
}

/// A name, and another spelling of the whole that stands behind it in brackets.
fn spellings(name: &str) -> Vec<String> {
    let bracketed = name.strip_suffix(')').and_then(|rest| rest.rsplit_once(" ("));
    match bracketed {
        Some((first, second))
            if second.split_whitespace().count() > 1
                && second.split_whitespace().count() == first.split_whitespace().count()
                && !second.contains([',', ':']) =>
        {
            vec![first.to_owned(), second.to_owned()]
        }
        _ => vec![name.to_owned()],
    }
}

/// A number, perhaps with another kind before it and a note in brackets behind: `Passport: MP3810311`,
/// `MP4071150 (issued on 4.10.2017)`, `7704734000 (Russia)`.
fn numbered(scheme: &str, text: &str, party: &mut Party) {
    let (scheme, text) = match text.split_once(": ") {
        Some((kind, rest)) if !kind.contains(|c: char| c.is_ascii_digit()) => {
            (kind.to_lowercase(), rest)
        }
        _ => (scheme.to_owned(), text),
    };
    let text = text.trim_end_matches('.');
    match text.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')) {
        Some((number, place)) if country(place).is_some() => {
            party.known_as(&format!("{scheme} ({place})"), number.trim());
        }
        Some((number, note)) => {
            party.note(&format!("note on a {scheme}"), note, Why::NoField);
            party.known_as(&scheme, number.trim());
        }
        None => party.known_as(&scheme, text),
    }
}

fn measure(row: &Row, header: &Header, annex: &str, party: &mut Party) {
    let get = |column: &str| header.get(row, column);
    party.measure.programme = get("programKey");
    party.measure.reason = get("reason");
    party.measure.instrument = Some(format!("Regulation (EC) 765/2006, Annex {annex}"));
    match get("measure").as_deref() {
        Some("Asset freeze") => party.measure.kind = Some(SanctionKind::AssetFreeze),
        Some("Export control") => party.measure.kind = Some(SanctionKind::ExportBan),
        Some("Financial restrictions") => party.measure.kind = Some(SanctionKind::FinancingBan),
        Some("Travel ban") => party.measure.kind = Some(SanctionKind::TravelBan),
        Some(other) => {
            party.measure.kind = Some(SanctionKind::Other);
            party.note("measure", other, Why::Unknown);
        }
        None => {}
    }
    if let Some(text) = get("startDate") {
        match when::date_of(&text, Order::DayFirst) {
            Some(date) => party.measure.imposed_on = Some(date),
            None => party.note("startDate", &text, Why::Unknown),
        }
    }
}
