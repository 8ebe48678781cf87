//! One entity: its properties, and where each of them stands.

use std::collections::BTreeMap;

use detente_core::{Address, brief};
use serde_json::Value;

use crate::{
    country::country,
    reading::Reading,
    report::Why,
    text::{clean, joined},
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
    /// The lines of what was said in a statement of its own, by the property and the value.
    lines: BTreeMap<[u8; 16], u64>,
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

    /// Takes a value that a statement on this line gives.
    pub fn state(&mut self, property: &str, value: &str, line: u64) {
        self.lines.entry(said(property, value)).or_insert(line);
        self.add(property, value);
    }

    /// Takes a value that stands beside the properties, in a statement on this line.
    pub fn note_on(&mut self, name: &str, value: &Value, line: u64) {
        let known = self.beside.len();
        self.note(name, value);
        let lines = self.beside.iter().skip(known).map(|(name, text)| (said(name, text), line));
        self.lines.extend(lines.collect::<Vec<_>>());
    }

    /// Where a value of it stands: on the line of its statement, else where the entity does.
    pub fn at_of(&self, property: &str, value: &str) -> String {
        let file = self.at.rsplit_once(':').map(|(file, _)| file);
        match (self.lines.get(&said(property, value)), file) {
            (Some(line), Some(file)) => format!("{file}:{line}"),
            _ => self.at.clone(),
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
                let at = self.at_of(name, value);
                reading.left(format!("{}: {name}", self.schema), &at, value, why);
            }
        }
    }

    /// What it takes to keep it.
    pub fn size(&self) -> usize {
        let of = |(name, values): (&String, &Vec<String>)| {
            name.len() + values.iter().map(|v| v.len() + 32).sum::<usize>()
        };
        let lines = self.lines.len() * 48;
        self.id.len() + self.at.len() + lines + 200 + self.properties.iter().map(of).sum::<usize>()
    }
}

/// What tells a value of a property from all others.
fn said(property: &str, value: &str) -> [u8; 16] {
    brief(&format!("{property}\n{value}"))
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
