//! The remarks of the older form: a sentence in which OFAC puts everything that has
//! no column. `DOB 08 Sep 1966; POB Privalka, Belarus; nationality Belarus; Gender Male.`

use detente_core::{Gender, NameKind, OrganizationKind};

use crate::{country::country, party::Party, report::Why, when};

/// How long OFAC lets remarks grow before it cuts them off.
const CUT_AT: usize = 1000;

/// What a number is called in the remarks, and whether it is said in short here.
const NUMBERS: &[&str] = &[
    "Aircraft Construction Number (also called L/N or S/N or F/N)",
    "Aircraft Manufacturer's Serial Number (MSN)",
    "Aircraft Mode S Transponder Code",
    "Aircraft Tail Number",
    "Business Number",
    "Business Registration Document #",
    "Business Registration Number",
    "C.R. No.",
    "C.U.I.P.",
    "C.U.R.P.",
    "C.U.I.T.",
    "Cartilla de Servicio Militar Nacional",
    "Cedula No.",
    "Central Registration Number",
    "Certificate of Incorporation Number",
    "Chamber of Commerce Number",
    "Chinese Commercial Code",
    "Citizen's Card Number",
    "Commercial Registry Number",
    "Company Number",
    "Credencial electoral",
    "D-U-N-S Number",
    "D.N.I.",
    "Diplomatic Passport",
    "Driver's License No.",
    "Dubai Chamber of Commerce Membership No.",
    "Economic Register Number (CBLS)",
    "Electoral Registry No.",
    "Enterprise Number",
    "File Number",
    "Fiscal Code",
    "Folio Mercantil No.",
    "Government Gazette Number",
    "I.F.E.",
    "Identification Number",
    "Immigration No.",
    "Istanbul Chamber of Comm. No.",
    "Italian Fiscal Code",
    "Kenyan ID No.",
    "Legal Entity Number",
    "License",
    "Matricula Mercantil No",
    "MMSI",
    "Moroccan Personal ID No.",
    "N.I.E.",
    "National Foreign ID Number",
    "National ID No.",
    "Nationality of Registration",
    "NIT #",
    "Numero Unico de Identidad (NUI)",
    "Passport",
    "Personal ID Card",
    "Phone Number",
    "Pilot License Number",
    "Public Registration Number",
    "Public Security and Immigration No.",
    "R.F.C.",
    "Refugee ID Card",
    "Registered Charity No.",
    "Registration Certificate Number",
    "Registration ID",
    "Registration Number",
    "Residency Number",
    "RIF #",
    "Romanian C.R.",
    "RTN",
    "RUC #",
    "Russian State Individual Business Registration Number Pattern (OGRNIP)",
    "S.S.N.",
    "SSN",
    "Serial No.",
    "Seafarer's Identification Document",
    "Stateless Person ID Card",
    "SWIFT/BIC",
    "Tarjeta Profesional",
    "Tax ID No.",
    "Tazkira National ID Card",
    "Trade License No.",
    "Travel Document Number",
    "Trademark number",
    "Turkish Identification Number",
    "UAE Identification",
    "UK Company Number",
    "Unified Social Credit Code (USCC)",
    "United Social Credit Code Certificate (USCCC)",
    "US FEIN",
    "V.A.T. Number",
    "VAT No.",
    "Vessel Registration Identification",
    "VisaNumberID",
    "Voter Identification Card",
    "Webpage",
    "Website",
];

/// What concerns the measure, or how to reach someone: no field of the record holds it.
const NO_FIELD: &[&str] = &[
    "Additional Sanctions Information",
    "Aircraft Manufacture Date",
    "Aircraft Model",
    "Aircraft Operator",
    "BIK (RU)",
    "CAATSA Section 235 Information",
    "Effective Date",
    "Email Address",
    "Executive Order",
    "Fax",
    "For more information on directives",
    "Former Vessel Flag",
    "Listing Date",
    "Organization Established Date",
    "Other Vessel Call Sign",
    "Other Vessel Flag",
    "Other Vessel Type",
    "Previous Aircraft Tail Number",
    "Secondary sanctions risk",
    "Telephone",
    "Transactions Prohibited",
    "Vessel Call Sign",
    "Vessel Flag",
    "Vessel Gross Registered Tonnage",
    "Vessel Gross Tonnage",
    "Vessel Owner",
    "Vessel Tonnage",
    "Vessel Type",
    "Vessel Year of Build",
];

/// What stands before the name of another that the party is linked to.
const LINKED: &str = "Linked To: ";

/// Reads the remarks on a party. The names of those it is linked to are handed to `linked`.
pub(super) fn read(remarks: &str, party: &mut Party, mut linked: impl FnMut(&mut Party, &str)) {
    let whole = remarks.trim();
    let cut = whole.chars().count() >= CUT_AT - 1 && !whole.ends_with('.');
    let mut pieces = divided(&without_brackets(whole.strip_suffix('.').unwrap_or(whole)));
    if cut && let Some(last) = pieces.pop() {
        party.note("remarks (cut off by the list itself)", &last, Why::Unknown);
    }
    for part in pieces {
        let part = part.trim();
        let plain = part.strip_prefix("alt. ").unwrap_or(part);
        if let Some(name) = plain.strip_prefix(LINKED) {
            linked(party, name.trim());
        } else if !one(plain, party) && !plain.is_empty() {
            party.remarks.push(plain.to_owned());
        }
    }
}

/// The remarks without the brackets that the XML puts around links, which stand as parts of their own:
/// `(Linked To: BANK (PRIVATE) NIC; Linked To: LHOTA)`. The brackets of a name stay.
fn without_brackets(remarks: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    let mut rest = remarks;
    while let Some((before, bracketed)) = rest.split_once(&format!("({LINKED}")) {
        // What was split off stands again at the beginning, without the bracket.
        let bracketed = &rest[rest.len() - bracketed.len() - LINKED.len()..];
        let end = closing(bracketed).unwrap_or(bracketed.len());
        parts.extend([before, &bracketed[..end]]);
        rest = bracketed.get(end + 1..).unwrap_or_default();
    }
    parts.push(rest);
    let parts =
        parts.into_iter().map(|part| part.trim_matches([' ', ';'])).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("; ")
}

/// Where the bracket closes that opened before this text.
fn closing(text: &str) -> Option<usize> {
    let mut open = 1;
    text.char_indices().find_map(|(at, letter)| {
        match letter {
            '(' => open += 1,
            ')' => open -= 1,
            _ => {}
        }
        (open == 0).then_some(at)
    })
}

/// The parts of the remarks; one between quotation marks may hold the sign between parts.
fn divided(remarks: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    for part in remarks.split("; ") {
        let open = pieces.last().is_some_and(|last| {
            let name = last.strip_prefix("alt. ").unwrap_or(last);
            name.get(1..).is_some_and(|rest| rest.starts_with(".k.a. '")) && !last.ends_with('\'')
        });
        match pieces.last_mut() {
            Some(last) if open && part.ends_with('\'') => {
                last.push_str("; ");
                last.push_str(part);
            }
            _ => pieces.push(part.to_owned()),
        }
    }
    pieces
}

/// Reads one part, if its kind is known.
fn one(part: &str, party: &mut Party) -> bool {
    if let Some(date) = part.strip_prefix("DOB ") {
        match when::date(date) {
            Some(date) => party.born.push(date),
            None => party.note("remarks: DOB", date, Why::Unknown),
        }
    } else if let Some(place) = part.strip_prefix("POB ") {
        party.birth_places.push(place.to_owned());
    } else if let Some(name) =
        part.strip_prefix("nationality ").or_else(|| part.strip_prefix("citizen "))
    {
        match country(name) {
            Some(country) => party.citizen_of(country),
            None => party.note("remarks: nationality", name, Why::Unknown),
        }
    } else if let Some(gender) = part.strip_prefix("Gender ") {
        party.gender = gender.to_lowercase().parse::<Gender>().ok();
    } else if let Some((kind, name)) = quoted_name(part) {
        party.also_called(name, Some(kind), None, None);
    } else if let Some(sector) = part.strip_prefix("Organization Type: ") {
        match &party.sector {
            None => party.sector = Some(sector.to_owned()),
            Some(_) => {
                party.note("remarks: Organization Type (a second one)", sector, Why::OneValue);
            }
        }
    } else if part == "Target Type Government Entity" {
        party.kind = Some(OrganizationKind::StateBody);
    } else if let Some(address) = part.strip_prefix("Digital Currency Address - ") {
        let (currency, number) = address.split_once(' ').unwrap_or(("", address));
        party.known_as(&format!("digital currency address {currency}"), number);
    } else if let Some(kind) = NO_FIELD.iter().find(|kind| part.starts_with(**kind)) {
        party.note(&format!("remarks: {kind}"), part, Why::NoField);
    } else if let Some((kind, rest)) = numbered(part) {
        number(kind, rest, party);
    } else {
        return false;
    }
    true
}

/// A name in quotation marks: what OFAC puts there is too common or too broad to tell anyone by.
fn quoted_name(part: &str) -> Option<(NameKind, &str)> {
    let (kind, rest) =
        [("a.k.a. ", NameKind::Weak), ("f.k.a. ", NameKind::Former), ("n.k.a. ", NameKind::Alias)]
            .into_iter()
            .find_map(|(word, kind)| Some((kind, part.strip_prefix(word)?)))?;
    let rest = rest.trim();
    Some((kind, rest.strip_prefix('\'').unwrap_or(rest).strip_suffix('\'').unwrap_or(rest)))
}

fn numbered(part: &str) -> Option<(&'static str, &str)> {
    let known = NUMBERS.iter().filter_map(|kind| Some((*kind, part.strip_prefix(*kind)?)));
    let whole = known.filter(|(_, rest)| rest.starts_with(' '));
    whole.max_by_key(|(kind, _)| kind.len())
}

/// A number with its country: `A10472263 (Malaysia) issued 02 Feb 2012 expires 02 Feb 2022`.
pub(super) fn number(kind: &str, rest: &str, party: &mut Party) {
    let kind =
        kind.trim_end_matches(['#', ' ']).trim_end_matches("No.").trim_end_matches(" No").trim();
    let mut rest = rest.trim();
    for word in [" expires ", " issued "] {
        if let Some((before, date)) = rest.rsplit_once(word) {
            party.note(&format!("remarks: {kind},{}", word.trim_end()), date, Why::NoField);
            rest = before.trim();
        }
    }
    let (value, place) = match rest.strip_suffix(')').and_then(|rest| rest.rsplit_once(" (")) {
        Some((value, place)) => (value, Some(place)),
        None => (rest, None),
    };
    match place {
        Some(place) => party.known_as(&format!("{kind} ({place})"), value),
        None if kind == "Vessel Registration Identification" => {
            party.known_as("IMO", value.trim_start_matches("IMO").trim());
        }
        None => party.known_as(kind, value),
    }
}
