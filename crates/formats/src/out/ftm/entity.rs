//! The entities that a record is in `FollowTheMoney`.

use std::collections::BTreeMap;

use detente_core::{CountryCode, Noun, PartialDate, RecordId};
use serde_json::json;

use super::cleaned::cleaned;
use crate::out::{
    cells::plain_date,
    leaving::{Around, Cited, Leaving},
};

/// The entities that one record is.
pub(super) struct Entities<'a> {
    /// The record.
    pub id: &'a RecordId,
    /// What it is called.
    pub label: &'a str,
    /// What stands around it.
    pub around: &'a Around,
    sources: Vec<Cited<'a>>,
    url: Option<String>,
    all: Vec<Entity>,
}

/// An entity.
pub(super) struct Entity {
    id: String,
    schema: &'static str,
    properties: BTreeMap<&'static str, Vec<String>>,
}

/// The entity of a record: `person-ales-bialiatski`. No noun has a hyphen, so that
/// no two records are one entity; a slash cannot stand in a reference.
pub(super) fn id(record: &RecordId) -> String {
    format!("{}-{}", record.noun(), record.slug())
}

impl<'a> Entities<'a> {
    pub fn of<N: Noun>(leaving: &Leaving<'a, N>) -> Self {
        Self {
            id: leaving.id(),
            label: leaving.label,
            around: leaving.around,
            sources: leaving.sources(),
            url: leaving.url(),
            all: Vec::new(),
        }
    }

    /// The entity of the record itself.
    pub fn own(&mut self, schema: &'static str) -> &mut Entity {
        let id = id(self.id);
        self.other(&id, schema)
    }

    /// An entity beside it: a post, a link.
    pub fn beside(&mut self, place: &str, schema: &'static str) -> &mut Entity {
        let id = format!("{}.{place}", id(self.id));
        self.other(&id, schema)
    }

    fn other(&mut self, id: &str, schema: &'static str) -> &mut Entity {
        let known = self.all.iter().position(|entity| entity.id == id);
        let at = known.unwrap_or_else(|| {
            let mut entity = Entity { id: id.to_owned(), schema, properties: BTreeMap::new() };
            // Whatever stands on the word of a source names it.
            for source in &self.sources {
                // A document that speaks of itself is no proof of itself.
                if source.id.as_record_id() != self.id {
                    entity.add("proof", Some(self::id(source.id.as_record_id())));
                }
                entity.add("publisher", source.publisher);
            }
            entity.add("sourceUrl", self.url.clone());
            // Where the document is read; of its publisher's own pages the record says nothing.
            for source in &self.sources {
                entity.add("sourceUrl", source.url.filter(|url| is_address(url)));
            }
            self.all.push(entity);
            self.all.len() - 1
        });
        &mut self.all[at]
    }

    /// A link between two, where no schema says more closely what it is.
    pub fn link(&mut self, place: &str, from: &RecordId, to: &RecordId, role: Option<&str>) {
        // The schema links things, and a measure is none.
        if [from, to].iter().any(|end| matches!(end.noun(), "sanction" | "indicator")) || from == to
        {
            return;
        }
        let link = self.beside(place, "UnknownLink");
        link.add("subject", Some(id(from)));
        link.add("object", Some(id(to)));
        link.add("role", role);
    }

    /// Every entity on a line of its own.
    pub fn lines(self) -> String {
        let line = |entity: Entity| {
            let told = json!({
                "id": entity.id,
                "schema": entity.schema,
                "properties": entity.properties,
            });
            format!("{told}\n")
        };
        self.all.into_iter().map(line).collect()
    }
}

/// The most signs that the schema takes in a property; none where a page may stand in it.
fn longest(property: &str) -> Option<usize> {
    match property {
        "description" | "notes" | "summary" | "reason" => None,
        "authorityId" => Some(64),
        "address" | "full" | "location" => Some(250),
        "name" | "alias" | "weakAlias" | "previousName" => Some(384),
        "sourceUrl" => Some(4096),
        _ => Some(1024),
    }
}

/// Whether an address is one of the web: the schema takes no other.
fn is_address(url: &str) -> bool {
    url.starts_with("http://") || url.starts_with("https://")
}

impl Entity {
    /// Whether a property of it has a value.
    pub fn says(&self, property: &str) -> bool {
        self.properties.contains_key(property)
    }

    /// Adds a value, where there is one and it is not there yet. One that is longer than the schema
    /// takes is told in words.
    pub fn add(&mut self, property: &'static str, value: Option<impl Into<String>>) {
        let value = value.map(Into::into);
        let Some(value) = value.and_then(|value| cleaned(property, &value)) else { return };
        let (property, value) = match longest(property) {
            Some(most) if value.chars().count() > most => {
                ("description", format!("{property}: {value}"))
            }
            _ => (property, value),
        };
        let values = self.properties.entry(property).or_default();
        if !values.contains(&value) {
            values.push(value);
        }
    }

    /// Adds a date; one that the schema has no word for goes among the notes.
    pub fn date(
        &mut self,
        property: &'static str,
        notes: &'static str,
        name: &str,
        date: Option<PartialDate>,
    ) {
        let Some(date) = date else { return };
        match plain_date(date) {
            Some(date) => self.add(property, Some(date)),
            None => self.add(notes, Some(format!("{name}: {date}"))),
        }
    }

    /// Adds a country.
    pub fn country(&mut self, property: &'static str, country: Option<CountryCode>) {
        self.add(property, country.map(|country| country.as_str().to_lowercase()));
    }

    /// Adds an address of the web.
    pub fn address(&mut self, property: &'static str, url: Option<&detente_core::Url>) {
        self.add(property, url.map(detente_core::Url::as_str).filter(|url| is_address(url)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_too_long_for_its_property_is_told_whole_in_words() {
        let mut entity =
            Entity { id: "s".to_owned(), schema: "Sanction", properties: BTreeMap::new() };
        let long = "ix-a-bank-for-development-and-reconstruction-of-lhota-and-of-nothing";
        assert!(long.len() > 64);
        entity.add("authorityId", Some(long));
        entity.add("authorityId", Some("BEL0045"));
        entity.add("reason", Some("Because. ".repeat(500)));
        assert_eq!(entity.properties["authorityId"], ["BEL0045"]);
        assert_eq!(entity.properties["description"], [format!("authorityId: {long}")]);
        assert_eq!(entity.properties["reason"].len(), 1);
    }
}
