//! A record as a node of JSON-LD.

use detente_core::{Identifier, Noun, PartialDate, RecordId};
use serde_json::{Map, Value, json};

use crate::out::{
    cells::plain_date,
    leaving::{Around, Cited, Leaving},
};

/// A node: its types, and its properties, each of one value or of several.
pub(super) struct Node<'a> {
    pub around: &'a Around,
    id: &'a RecordId,
    types: Vec<&'static str>,
    properties: Map<String, Value>,
}

impl<'a> Node<'a> {
    pub fn of<N: Noun>(leaving: &Leaving<'a, N>) -> Self {
        let mut node = Self {
            around: leaving.around,
            id: leaving.id(),
            types: Vec::new(),
            properties: Map::new(),
        };
        node.add("name", Some(json!(leaving.label)));
        for source in leaving.sources() {
            node.add("subjectOf", Some(cited(&source, leaving.around)));
        }
        node
    }

    /// What kind of thing it is.
    pub fn is(&mut self, kind: &'static str) {
        if !self.types.contains(&kind) {
            self.types.push(kind);
        }
    }

    /// Adds a value, where there is one and it is not there yet.
    pub fn add(&mut self, property: &str, value: Option<Value>) {
        let Some(value) = value.filter(|value| !value.is_null()) else { return };
        match self.properties.get_mut(property) {
            None => {
                self.properties.insert(property.to_owned(), value);
            }
            Some(known) if *known == value => {}
            Some(Value::Array(known)) => {
                if !known.contains(&value) {
                    known.push(value);
                }
            }
            Some(known) => *known = json!([known.clone(), value]),
        }
    }

    /// Adds a text.
    pub fn say(&mut self, property: &str, text: Option<impl AsRef<str>>) {
        self.add(property, text.map(|text| json!(text.as_ref())));
    }

    /// Adds a date, if schema.org has a word for it; else as it is written.
    pub fn date(&mut self, property: &str, name: &str, date: Option<PartialDate>) {
        let Some(date) = date else { return };
        match plain_date(date) {
            Some(date) => self.add(property, Some(json!(date))),
            None => self.property(name, &date.to_string()),
        }
    }

    /// Adds something that schema.org has no word for.
    pub fn property(&mut self, name: &str, value: &str) {
        let mut told = Map::new();
        told.insert("@type".to_owned(), json!("PropertyValue"));
        told.insert("name".to_owned(), json!(name.replace('_', " ")));
        told.insert("value".to_owned(), json!(value));
        self.add("additionalProperty", Some(Value::Object(told)));
    }

    /// Adds the records that lead on from here.
    pub fn lead<'i>(&mut self, property: &str, to: impl IntoIterator<Item = &'i RecordId>) {
        for id in to {
            self.add(property, Some(reference(id, self.around)));
        }
    }

    /// Adds the numbers of others.
    pub fn identifiers(&mut self, identifiers: &[Identifier]) {
        for identifier in identifiers {
            let told = json!({
                "@type": "PropertyValue",
                "propertyID": identifier.scheme,
                "value": identifier.value,
            });
            self.add("identifier", Some(told));
        }
    }

    /// The node as text.
    pub fn text(self) -> String {
        let mut told = Map::new();
        told.insert("@id".to_owned(), json!(iri(self.id, self.around)));
        let types = match self.types.as_slice() {
            [one] => json!(one),
            several => json!(several),
        };
        told.insert("@type".to_owned(), types);
        told.extend(self.around.url(self.id).map(|url| ("url".to_owned(), json!(url))));
        told.extend(self.properties);
        Value::Object(told).to_string()
    }
}

/// What a record is called by in the graph: its address, else its identifier,
/// which is relative to whatever the file is read from.
fn iri(id: &RecordId, around: &Around) -> String {
    around.url(id).unwrap_or_else(|| id.to_string())
}

/// A record that another leads to.
pub(super) fn reference(id: &RecordId, around: &Around) -> Value {
    match around.labels.get(id) {
        Some(label) => json!({ "@id": iri(id, around), "name": label }),
        None => json!({ "@id": iri(id, around) }),
    }
}

/// A source, with the terms on which what it says may be used.
fn cited(source: &Cited<'_>, around: &Around) -> Value {
    let mut told = Map::new();
    told.insert("@type".to_owned(), json!("CreativeWork"));
    told.insert("@id".to_owned(), json!(iri(source.id.as_record_id(), around)));
    told.insert("name".to_owned(), json!(source.label));
    told.extend(source.url.map(|url| ("url".to_owned(), json!(url))));
    told.extend(source.terms.map(terms));
    Value::Object(told)
}

/// Terms of use: a licence where they are an address, else in words.
pub(super) fn terms(terms: &str) -> (String, Value) {
    let address = terms.starts_with("https://") || terms.starts_with("http://");
    let property = if address && !terms.contains(' ') { "license" } else { "conditionsOfAccess" };
    (property.to_owned(), json!(terms))
}
