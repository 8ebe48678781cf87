//! One entity: its properties, and what they are in the record.

use std::collections::BTreeMap;

use detente_core::{Address, Gender, NameKind};
use serde_json::Value;

use super::nouns::Noun;
use crate::{
    country::country,
    party::{Party, What},
    reading::Reading,
    report::Why,
    text::{clean, joined},
    when,
};

/// An entity of FollowTheMoney.
#[derive(Clone, Debug, Default)]
pub(super) struct Entity {
    pub id: String,
    pub schema: String,
    pub caption: Option<String>,
    pub at: String,
    pub properties: BTreeMap<String, Vec<String>>,
    /// What stands beside the properties and says nothing of the entity itself: in which
    /// data sets it is, when it was first seen.
    pub beside: Vec<(String, String)>,
}

impl Entity {
    pub fn new(id: String, schema: String, at: &str) -> Self {
        Self { id, schema, at: at.to_owned(), ..Self::default() }
    }

    pub fn add(&mut self, property: &str, value: &str) {
        let values = self.properties.entry(property.to_owned()).or_default();
        if !values.iter().any(|known| known == value) {
            values.push(value.to_owned());
        }
    }

    /// Notes a value that stands beside the properties.
    pub fn note(&mut self, name: &str, value: &Value) {
        let text = match value {
            Value::Null => return,
            Value::String(text) => text.clone(),
            Value::Array(values) => {
                let texts = values
                    .iter()
                    .map(|one| one.as_str().map_or_else(|| one.to_string(), str::to_owned));
                texts.collect::<Vec<_>>().join(", ")
            }
            other => other.to_string(),
        };
        let note = (name.to_owned(), text);
        if !note.1.is_empty() && !self.beside.contains(&note) {
            self.beside.push(note);
        }
    }

    pub fn all(&self, property: &str) -> impl Iterator<Item = &String> {
        self.properties.get(property).into_iter().flatten()
    }

    pub fn first(&self, property: &str) -> Option<&String> {
        self.all(property).next()
    }

    /// Names every value of it, but those of these properties and, of others, those told.
    pub fn leave(&self, but: &[&str], told: &[&str], why: Why, reading: &mut Reading<'_>) {
        for (name, values) in
            self.properties.iter().filter(|(name, _)| !but.contains(&name.as_str()))
        {
            for value in values.iter().filter(|value| !told.contains(&value.as_str())) {
                reading.left(format!("{}: {name}", self.schema), &self.at, value, why);
            }
        }
    }

    /// What it takes to keep it.
    pub fn size(&self) -> usize {
        let of = |(name, values): (&String, &Vec<String>)| {
            name.len() + values.iter().map(|v| v.len() + 32).sum::<usize>()
        };
        self.id.len() + self.at.len() + 200 + self.properties.iter().map(of).sum::<usize>()
    }
}

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
            Ok(gender) if party.gender.is_none() => party.gender = Some(gender),
            Ok(_) => party.note("gender (beside another)", word, Why::NoField),
            Err(_) => party.note("gender", word, Why::Unknown),
        }
    }
    for text in entity.all("birthDate") {
        match when::date(text) {
            Some(date) => party.born.push(date),
            None => party.note("birthDate", text, Why::Unknown),
        }
    }
    for text in entity.all("deathDate") {
        match when::date(text) {
            Some(date) if party.died_on.is_none() => party.died_on = Some(date),
            Some(date) if party.died_on == Some(date) => {}
            Some(_) => party.note("deathDate (beside another)", text, Why::NoField),
            None => party.note("deathDate", text, Why::Unknown),
        }
    }
    party.birth_places.extend(entity.all("birthPlace").filter_map(|place| clean(place)));
    countries(entity, noun, &mut party);
    for title in entity.all("position").chain(entity.all("title")) {
        party.holds(title);
    }
    party.sector = entity.first("sector").and_then(|sector| clean(sector));
    for sector in entity.all("sector").skip(1) {
        party.note("sector (beside another)", sector, Why::NoField);
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
            party.note(property, value, Why::NoField);
        }
    }
    party.claim_alone(reading);
}

/// The countries of a person or a body. A body has one in the record, and a person those that they
/// are a citizen of.
fn countries(entity: &Entity, noun: Noun, party: &mut Party) {
    let lands: &[&str] = if noun == Noun::Person {
        &["nationality", "citizenship"]
    } else {
        &["jurisdiction", "country"]
    };
    for property in lands {
        for name in entity.all(property) {
            match country(name) {
                Some(country) if noun == Noun::Person => party.citizen_of(country),
                Some(country) if party.country.is_none_or(|known| known == country) => {
                    party.country = Some(country);
                }
                Some(_) => party.note(&format!("{property} (beside another)"), name, Why::NoField),
                None => party.note(property, name, Why::Unknown),
            }
        }
    }
    if noun == Noun::Person {
        for name in entity.all("country") {
            party.note("country of a person", name, Why::NoField);
        }
    }
    if noun == Noun::Person {
        for name in entity.all("jurisdiction") {
            party.note("jurisdiction of a person", name, Why::NoField);
        }
    } else {
        for property in ["nationality", "citizenship"] {
            for name in entity.all(property) {
                party.note(&format!("{property} of a body"), name, Why::NoField);
            }
        }
    }
}

/// The properties of an address that are read, or say again as a whole what its parts say.
pub(super) const OF_AN_ADDRESS: &[&str] = &[
    "street",
    "street2",
    "postOfficeBox",
    "city",
    "region",
    "state",
    "postalCode",
    "country",
    "remarks",
    "full",
];

/// An address that is an entity of its own.
pub(super) fn address(entity: &Entity) -> Address {
    let get = |property: &str| entity.first(property).and_then(|text| clean(text));
    let (street, city) = (get("street"), get("city"));
    let structured = street.is_some() || city.is_some();
    let text = if structured {
        joined(
            [street, get("street2"), get("postOfficeBox")].iter().flatten().map(String::as_str),
            ", ",
        )
    } else {
        get("full")
    };
    Address {
        text,
        city,
        region: get("region").or_else(|| get("state")),
        postcode: get("postalCode"),
        country: get("country").as_deref().and_then(country),
        note: get("remarks"),
        ..Address::default()
    }
}
