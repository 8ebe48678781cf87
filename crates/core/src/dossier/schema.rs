//! The JSON Schema of dossiers, made from the nouns themselves, so that it
//! cannot drift. Editors show it while someone writes.

use serde_json::{Map, Value, json};

use super::{claim, quotes, source};
use crate::{Anything, Day, Described, Id, Key, NOUNS, Shape, Source, Table, Voice, with_noun};

/// The JSON Schema (draft 2020-12) of the dossier format.
#[must_use]
pub fn json_schema() -> Value {
    let mut schema = Schema::default();
    let source = schema.source();
    let claim = schema.claim();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Dossier of Détente",
        "description": "What sources say, claim by claim. One dossier becomes one revision of the record.",
        "type": "object",
        "properties": {
            "$schema": { "type": "string", "description": "Where this schema is found, for editors." },
            "dossier": {
                "description": "What this file is, and who wrote it.",
                "type": "object",
                "properties": {
                    "title": text("What is added, in a sentence: the message of the revision."),
                    "author": text("Who wrote it down."),
                },
                "required": ["title", "author"],
                "additionalProperties": false,
            },
            "source": {
                "description": "The documents that were read.",
                "type": "array",
                "items": source,
            },
            "claim": {
                "description": "What they say.",
                "type": "array",
                "items": claim,
            },
        },
        "required": ["dossier"],
        "additionalProperties": false,
        "$defs": schema.defined,
    })
}

/// The definitions that the rest refers to, as they are met.
#[derive(Default)]
struct Schema {
    defined: Map<String, Value>,
}

impl Schema {
    /// A `[[source]]`: the fields of the noun beside keys of its own.
    fn source(&mut self) -> Value {
        let mut properties = match Source::SHAPE {
            Shape::Table(table) => self.properties(table),
            _ => Map::new(),
        };
        let own = [
            text("What the claims of this file call it: S1."),
            described(self.of(<Id<Source>>::SHAPE), "What the record calls it."),
            described(self.of(Day::SHAPE), "The day on which it was read."),
            flag("Whether the record may hear of it for the first time."),
            quoted(),
        ];
        properties.extend(source::KEYS.iter().map(|key| (*key).to_owned()).zip(own));
        json!({
            "description": "A document that was read, and what it says of itself.",
            "type": "object",
            "properties": properties,
            "required": ["key", "id", "read_on"],
            "additionalProperties": false,
        })
    }

    /// A `[[claim]]`: what it may state depends on the noun of its subject.
    fn claim(&mut self) -> Value {
        let own = [
            text(
                "The source: the key of a [[source]] of this file, or its whole id with read_on given here.",
            ),
            described(self.of(<Id<Anything>>::SHAPE), "What the claim is about."),
            flag("Whether the record may hear of this subject for the first time."),
            described(
                self.of(<Id<Voice>>::SHAPE),
                "Whose word it is, where it is not the source's own.",
            ),
            flag("Whether what is stated is said to be untrue."),
            described(
                self.of(Day::SHAPE),
                "The day on which the source was read, where it is not that of the [[source]].",
            ),
            json!({ "type": "object", "minProperties": 1, "description": "What the source says of the subject." }),
            quoted(),
        ];
        let properties: Map<String, Value> =
            claim::KEYS.iter().map(|key| (*key).to_owned()).zip(own).collect();
        let by_noun: Vec<Value> = NOUNS
            .iter()
            .map(|noun| {
                let shape = with_noun!(*noun, N => N::SHAPE, _ => String::SHAPE);
                json!({
                    "if": {
                        "properties": { "subject": { "pattern": format!("^{noun}/") } },
                        "required": ["subject"],
                    },
                    "then": { "properties": { "states": self.of(shape) } },
                })
            })
            .collect();
        json!({
            "description": "What one source says of one subject, in one voice.",
            "type": "object",
            "properties": properties,
            "required": ["source", "subject", "states"],
            "additionalProperties": false,
            "allOf": by_noun,
        })
    }

    /// The schema of what a shape allows.
    fn of(&mut self, shape: &Shape) -> Value {
        match shape {
            Shape::Text => json!({ "type": "string", "minLength": 1 }),
            Shape::Flag => json!({ "type": "boolean" }),
            Shape::Reference(nouns) => reference(nouns),
            Shape::List(element) => {
                json!({ "type": "array", "minItems": 1, "items": self.of(element) })
            }
            Shape::Formed(form) => self.define(form.name, |_| {
                let mut schema = form_of(form.name);
                let kind = if form.numbers && form.name.starts_with("Quantity") {
                    json!(["string", "number"])
                } else {
                    json!("string")
                };
                schema.insert("type".to_owned(), kind);
                described(Value::Object(schema), form.doc)
            }),
            Shape::Words(list) => self.define(list.name, |_| {
                let word = |(word, doc): &(&str, &str)| described(json!({ "const": word }), doc);
                let words: Vec<Value> = list.words.iter().map(word).collect();
                described(json!({ "oneOf": words }), list.doc)
            }),
            Shape::Table(table) => self.define(table.name, |schema| schema.table(table)),
        }
    }

    fn table(&mut self, table: &Table) -> Value {
        let mut properties = self.properties(table);
        let mut schema = json!({ "type": "object", "additionalProperties": false });
        if table.keyed {
            let key = described(self.of(Key::SHAPE), "What the element is known by in its list.");
            properties.insert("key".to_owned(), key);
            schema["required"] = json!(["key"]);
        } else {
            schema["minProperties"] = json!(1);
        }
        schema["properties"] = Value::Object(properties);
        described(schema, table.doc)
    }

    fn properties(&mut self, table: &Table) -> Map<String, Value> {
        let field = |field: &crate::FieldShape| {
            (field.name.to_owned(), described(self.of(field.shape), field.doc))
        };
        table.fields.iter().map(field).collect()
    }

    /// Defines something once, and refers to it.
    fn define(&mut self, name: &str, define: impl FnOnce(&mut Self) -> Value) -> Value {
        // GraphQL tells a type that is given from the same type shown; here there is one.
        let name = name.strip_suffix("Input").unwrap_or(name);
        if !self.defined.contains_key(name) {
            let defined = define(self);
            self.defined.insert(name.to_owned(), defined);
        }
        json!({ "$ref": format!("#/$defs/{name}") })
    }
}

fn described(mut schema: Value, doc: &str) -> Value {
    let doc = doc.trim();
    if !doc.is_empty() {
        schema["description"] = Value::String(doc.to_owned());
    }
    schema
}

fn text(doc: &str) -> Value {
    described(json!({ "type": "string", "minLength": 1 }), doc)
}

fn flag(doc: &str) -> Value {
    described(json!({ "type": "boolean" }), doc)
}

fn quoted() -> Value {
    let doc = format!(
        "Short phrases of the source, at most {} words each, by the path of the field they carry: \
         \"roles.founder\" = \"founder of Viasna\".",
        quotes::MOST_WORDS
    );
    described(
        json!({ "type": "object", "additionalProperties": { "type": "string", "minLength": 1 } }),
        &doc,
    )
}

fn reference(nouns: &[&str]) -> Value {
    const SLUG: &str = "[a-z0-9]([a-z0-9-]*[a-z0-9])?";
    let forms: Vec<String> = nouns.iter().map(|noun| format!("{noun}/…")).collect();
    json!({
        "type": "string",
        "pattern": format!("^({})/{SLUG}$", nouns.join("|")),
        "maxLength": 200,
        "description": format!("The identifier of a record: {}.", super::near::or(&forms)),
    })
}

/// The form of a text, as far as a pattern can tell it.
fn form_of(name: &str) -> Map<String, Value> {
    const DATE: &str = "[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?[~?%]?";
    let form = match name {
        "PartialDate" => {
            json!({ "pattern": format!(r"^({DATE}|({DATE}|\.\.)/({DATE}|\.\.))$") })
        }
        "Date" => json!({ "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" }),
        "Url" => json!({ "format": "uri", "pattern": "^https?://" }),
        "Sha256" => json!({ "pattern": "^[0-9a-fA-F]{64}$" }),
        "Key" => json!({ "pattern": "^[a-z0-9][a-z0-9-]*$", "maxLength": 100 }),
        "CountryCode" => json!({ "pattern": "^[A-Za-z]{2}$" }),
        "Script" => json!({ "pattern": "^[A-Za-z]{4}$" }),
        _ => json!({ "minLength": 1 }),
    };
    match form {
        Value::Object(form) => form,
        _ => Map::new(),
    }
}
