//! One entity: its properties, and where each of them stands.

use std::collections::BTreeMap;

use detente_core::{Address, PartialDate, brief};
use serde_json::Value;

use crate::{
    country::country,
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

    /// The same, the values of each property in the order of their letters: that in which a file has
    /// them says nothing, and of several the same is always the first.
    pub fn in_order(mut self) -> Self {
        self.properties.values_mut().for_each(|values| values.sort());
        self
    }

    /// The first values of these properties, each with its property.
    pub fn firsts<'e>(&'e self, properties: &[&'e str]) -> Vec<(&'e str, &'e str)> {
        let first = |property: &&'e str| Some((*property, self.first(property)?.as_str()));
        properties.iter().filter_map(first).collect()
    }

    /// The dates of a property, each as it stands; the earliest comes first.
    pub fn dates(&self, property: &str) -> Vec<(PartialDate, &str)> {
        let dates = self.all(property).filter_map(|text| Some((when::date(text)?, text.as_str())));
        let mut dates: Vec<_> = dates.collect();
        dates.sort();
        dates
    }

    /// Names every value of it, but those of these properties and, of others, those told.
    pub fn leave(&self, but: &[&str], told: &[(&str, &str)], why: Why, reading: &mut Reading<'_>) {
        for (name, values) in
            self.properties.iter().filter(|(name, _)| !but.contains(&name.as_str()))
        {
            let is_told = |value: &&String| told.contains(&(name, value));
            let another = why == Why::NoField && values.iter().any(|value| is_told(&value));
            let why = if another { Why::OneValue } else { why };
            for value in values.iter().filter(|value| !is_told(value)) {
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

/// The properties of an address of which one value is read each.
const OF_AN_ADDRESS: &[&str] = &[
    "street",
    "street2",
    "postOfficeBox",
    "city",
    "region",
    "postalCode",
    "country",
    "remarks",
    "full",
];

/// An address that is an entity of its own. What else it says is named.
pub(super) fn address(entity: &Entity, reading: &mut Reading<'_>) -> Address {
    let get = |property: &str| entity.first(property).and_then(|text| clean(text));
    let (street, city) = (get("street"), get("city"));
    let structured = street.is_some() || city.is_some();
    let mut told = entity.firsts(OF_AN_ADDRESS);
    if get("region").is_none_or(|region| get("state").as_ref() == Some(&region)) {
        told.extend(entity.firsts(&["state"]));
    }
    // Beside its parts it says again as a whole what they say.
    let but: &[&str] = if structured { &["full"] } else { &[] };
    entity.leave(but, &told, Why::NoField, reading);
    let land = get("country").as_deref().and_then(country);
    if let (Some(name), None) = (entity.first("country"), land) {
        let at = entity.at_of("country", name);
        reading.left("Address: country", &at, name, Why::Unknown);
    }
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
        country: land,
        note: get("remarks"),
        ..Address::default()
    }
}
