//! Reads the fields of a noun, one by one, so that each bad one is told by itself.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{
    code,
    faults::{About, Faults},
    leaf::{leaf, typed},
    near, phrase,
    written::{Entry, Node, Written},
};
use crate::{FieldShape, Key, Path, Shape, Table};

/// The fields that were read, and where each path is written.
#[derive(Debug, Default)]
pub(super) struct Stated {
    /// The fields, in the form that the noun's own type reads.
    pub fields: Map<String, Value>,
    /// The byte at which each path is written, of those with faults too.
    pub at: BTreeMap<String, usize>,
}

/// What stands for the key of an element that has none that can be read.
pub(super) const NO_KEY: &str = "?";

/// Reads the fields of one record.
///
/// `elsewhere` says where the keys of a claim belong that stand among its fields.
pub(super) fn read(
    table: &Table,
    entries: &[Entry<'_>],
    record: &str,
    elsewhere: &'static str,
    faults: &mut Faults<'_>,
) -> Stated {
    let mut reader =
        Reader { record, elsewhere, path: Path::default(), at: BTreeMap::new(), faults };
    let fields = reader.fields(table, entries);
    Stated { fields, at: reader.at }
}

struct Reader<'r, 'f> {
    record: &'r str,
    elsewhere: &'static str,
    path: Path,
    at: BTreeMap<String, usize>,
    faults: &'r mut Faults<'f>,
}

impl Reader<'_, '_> {
    fn about(&self) -> About {
        let path = self.path.as_str();
        About {
            record: Some(self.record.to_owned()),
            field: (!path.is_empty()).then(|| path.to_owned()),
        }
    }

    /// Runs `then` one step further down.
    fn within<T>(&mut self, step: &str, at: usize, then: impl FnOnce(&mut Self) -> T) -> T {
        let mut path = std::mem::take(&mut self.path);
        let done = path.within(step, |path| {
            self.at.insert(path.as_str().to_owned(), at);
            std::mem::swap(&mut self.path, path);
            let done = then(self);
            std::mem::swap(&mut self.path, path);
            done
        });
        self.path = path;
        done
    }

    fn fields(&mut self, table: &Table, entries: &[Entry<'_>]) -> Map<String, Value> {
        let mut fields = Map::new();
        for entry in entries {
            if table.keyed && entry.key == "key" {
                continue;
            }
            let Some(field) = table.fields.iter().find(|field| field.name == entry.key) else {
                self.unknown(table, entry);
                continue;
            };
            let read = |reader: &mut Self| reader.value(field.shape, &entry.value);
            if let Some(value) = self.within(field.name, entry.at, read) {
                fields.insert(field.name.to_owned(), value);
            }
        }
        fields
    }

    fn unknown(&mut self, table: &Table, entry: &Entry<'_>) {
        let key = &*entry.key;
        let thing = table.name.to_lowercase();
        let names: Vec<&str> = table.fields.iter().map(|field: &FieldShape| field.name).collect();
        let remedy = if !table.keyed && ["said_by", "denies", "read_on", "source"].contains(&key) {
            self.elsewhere.to_owned()
        } else {
            near::remedy(key, &format!("the fields of {} are", near::a(&thing)), &names)
        };
        let problem = format!("{} has no field {}", near::a(&thing), phrase::quoted(key));
        self.faults.note(entry.at, self.about(), code::UNKNOWN_FIELD, problem, remedy);
    }

    fn value(&mut self, shape: &Shape, written: &Written<'_>) -> Option<Value> {
        match shape {
            Shape::List(element) => self.list(element, written),
            Shape::Table(table) => match &written.node {
                Node::Table(entries) => Some(Value::Object(self.fields(table, entries))),
                _ => None,
            },
            _ => leaf(shape, written, &self.about(), self.faults),
        }
    }

    fn list(&mut self, shape: &Shape, written: &Written<'_>) -> Option<Value> {
        let elements = match &written.node {
            Node::List(elements) => elements,
            Node::Broken => return None,
            other => {
                self.faults.note(
                    written.at,
                    self.about(),
                    code::WRONG_KIND,
                    format!("this is a list, and here stands {}", other.in_words()),
                    "write it in brackets, also where it has one element: [ … ]",
                );
                return None;
            }
        };
        if elements.is_empty() {
            self.faults.note(
                written.at,
                self.about(),
                code::EMPTY,
                "the list is empty, and silence is no claim",
                "leave the field out; to say that something is untrue, deny it in a claim of its own",
            );
            return None;
        }
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        let mut list = Vec::with_capacity(elements.len());
        for (at, element) in elements.iter().enumerate() {
            let Some((key, value)) = self.element(shape, at + 1, element) else { continue };
            if let Some(first) = known.get(&key) {
                let first = self.faults.line(*first);
                self.faults.note(
                    element.at,
                    self.about(),
                    code::DUPLICATE_KEY,
                    format!(
                        "{} stands twice in the list, first on line {first}",
                        phrase::quoted(&key)
                    ),
                    "give each element a key of its own, or state its fields in one element",
                );
                continue;
            }
            known.insert(key, element.at);
            list.push(value);
        }
        Some(Value::Array(list)).filter(|_| !known.is_empty())
    }

    /// One element, with its key: the value itself in a plain list.
    fn element(
        &mut self,
        shape: &Shape,
        number: usize,
        written: &Written<'_>,
    ) -> Option<(String, Value)> {
        let Shape::Table(table) = shape else {
            let value = self.value(shape, written)?;
            let key = value.as_str()?.to_owned();
            self.within(&key, written.at, |_| ());
            return Some((key, value));
        };
        let entries = match &written.node {
            Node::Table(entries) => entries,
            Node::Broken => return None,
            other => {
                self.faults.note(
                    written.at,
                    self.about(),
                    code::WRONG_KIND,
                    format!("element {number} of the list is {}", other.in_words()),
                    "write it in braces, with a key: { key = \"…\", … }",
                );
                return None;
            }
        };
        let key = self.key(number, written.at, entries);
        let step = key.as_ref().map_or(NO_KEY, Key::as_str).to_owned();
        let mut fields = self.within(&step, written.at, |reader| reader.fields(table, entries));
        key?;
        fields.insert("key".to_owned(), Value::String(step.clone()));
        Some((step, Value::Object(fields)))
    }

    fn key(&mut self, number: usize, at: usize, entries: &[Entry<'_>]) -> Option<Key> {
        if let Some(entry) = entries.iter().find(|entry| entry.key == "key") {
            return typed(&entry.value, &self.about(), self.faults);
        }
        self.faults.note(
            at,
            self.about(),
            code::NO_KEY,
            format!("element {number} of the list has no key"),
            "give it one that stays when dates and counts are corrected, such as key = \"to-lithuania\"",
        );
        None
    }
}
