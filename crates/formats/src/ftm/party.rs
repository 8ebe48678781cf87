//! A person or a body: what its properties are in the record.

use detente_core::{Address, CountryCode, Gender, NameKind, PartialDate};

use super::{entity::Entity, nouns::Noun};
use crate::{
    country::country,
    party::{Party, What},
    reading::Reading,
    report::Why,
    text::clean,
    when,
};

/// The properties that are numbers in a register, and what the register is called.
const NUMBERS: &[(&str, &str)] = &[
    ("idNumber", "personal number"),
    ("innCode", "INN"),
    ("kppCode", "KPP"),
    ("ogrnCode", "OGRN"),
    ("okpoCode", "OKPO"),
    ("passportNumber", "passport"),
    ("registrationNumber", "registration number"),
    ("taxNumber", "tax number"),
    ("vatCode", "VAT"),
    ("leiCode", "LEI"),
    ("swiftBic", "SWIFT"),
    ("uniqueEntityId", "UEI"),
    ("permId", "PermID"),
    ("wikidataId", "wikidata"),
    ("socialSecurityNumber", "social security number"),
    ("website", "website"),
];

/// The properties that are read otherwise, or say again in parts what the name says whole.
const READ: &[&str] = &[
    "name",
    "alias",
    "weakAlias",
    "previousName",
    "abbreviation",
    "gender",
    "birthDate",
    "deathDate",
    "birthPlace",
    "nationality",
    "citizenship",
    "country",
    "jurisdiction",
    "position",
    "title",
    "sector",
    "summary",
    "notes",
    "address",
    "addressEntity",
];

/// Claims a person or a body. This is a word of the list, and no measure.
pub(super) fn party(entity: &Entity, noun: Noun, reading: &mut Reading<'_>) {
    let what = if noun == Noun::Person { What::Person } else { What::Organization };
    let mut party = Party::new(&entity.id, &entity.at, what);
    if let Noun::Organization(kind) = noun {
        party.kind = kind;
    }
    // The caption is the name that its keepers chose among several.
    let caption =
        entity.caption.as_ref().filter(|caption| entity.all("name").any(|name| name == *caption));
    for name in caption.into_iter().chain(entity.all("name")) {
        if party.is_named() {
            party.also_called(name, Some(NameKind::Alias), None, None);
        } else {
            party.called(name);
        }
    }
    for (property, kind) in [
        ("alias", NameKind::Alias),
        ("abbreviation", NameKind::Alias),
        ("previousName", NameKind::Former),
        ("weakAlias", NameKind::Weak),
    ] {
        for name in entity.all(property) {
            party.also_called(name, Some(kind), None, None);
        }
    }
    for word in entity.all("gender") {
        match word.parse::<Gender>() {
            Ok(gender) => party.is_of(gender),
            Err(_) => party.note_at(&entity.at_of("gender", word), "gender", word, Why::Unknown),
        }
    }
    for property in ["birthDate", "deathDate"] {
        for text in entity.all(property).filter(|text| when::date(text).is_none()) {
            party.note_at(&entity.at_of(property, text), property, text, Why::Unknown);
        }
    }
    party.born.extend(entity.dates("birthDate").into_iter().map(|(date, _)| date));
    let died: Vec<PartialDate> = entity.dates("deathDate").iter().map(|(date, _)| *date).collect();
    party.died_on = when::span(died.iter().copied());
    if party.died_on.is_some_and(|span| !died.contains(&span)) {
        let all: Vec<String> = died.iter().map(ToString::to_string).collect();
        let field = "deathDate (one of several: told as their span)";
        party.note(field, &all.join(", "), Why::Coarser);
    }
    party.birth_places.extend(entity.all("birthPlace").filter_map(|place| clean(place)));
    countries(entity, noun, &mut party);
    for title in entity.all("position").chain(entity.all("title")) {
        party.holds(title);
    }
    party.sector = entity.first("sector").and_then(|sector| clean(sector));
    for sector in entity.all("sector").skip(1) {
        party.note_at(
            &entity.at_of("sector", sector),
            "sector (beside another)",
            sector,
            Why::OneValue,
        );
    }
    party
        .remarks
        .extend(entity.all("summary").chain(entity.all("notes")).filter_map(|text| clean(text)));
    for (property, scheme) in NUMBERS {
        for value in entity.all(property) {
            party.known_as(scheme, value);
        }
    }
    for text in entity.all("address") {
        party.resides(Address { text: clean(text), ..Address::default() }, None);
    }
    for (property, values) in &entity.properties {
        let read =
            READ.contains(&property.as_str()) || NUMBERS.iter().any(|(known, _)| known == property);
        for value in values.iter().filter(|_| !read) {
            party.note_at(&entity.at_of(property, value), property, value, Why::NoField);
        }
    }
    party.claim_alone(reading);
}

/// The countries of a person or a body. A body has one in the record, and a person those that they
/// are a citizen of.
fn countries(entity: &Entity, noun: Noun, party: &mut Party) {
    let (own, others, of) = if noun == Noun::Person {
        (["nationality", "citizenship"], ["country", "jurisdiction"], "a person")
    } else {
        (["jurisdiction", "country"], ["nationality", "citizenship"], "a body")
    };
    let mut known: Vec<(&str, CountryCode, &str)> = Vec::new();
    for property in own {
        for name in entity.all(property) {
            match country(name) {
                Some(country) => known.push((property, country, name)),
                None => party.note_at(&entity.at_of(property, name), property, name, Why::Unknown),
            }
        }
    }
    if noun == Noun::Person {
        for (_, country, _) in known {
            party.citizen_of(country);
        }
    } else {
        // Where it is registered says more than a country that it has to do with.
        let first = known.iter().map(|(property, code, _)| (*property != own[0], *code)).min();
        party.country = first.map(|(_, country)| country);
        let country = party.country;
        for (property, _, name) in known.iter().filter(|(_, code, _)| Some(*code) != country) {
            let (at, field) =
                (entity.at_of(property, name), format!("{property} (beside another)"));
            party.note_at(&at, &field, name, Why::OneValue);
        }
    }
    for property in others {
        for name in entity.all(property) {
            let field = format!("{property} of {of}");
            party.note_at(&entity.at_of(property, name), &field, name, Why::NoField);
        }
    }
}
