//! The lines of a file: entities, or statements that are gathered to entities. What stands
//! nested in an entity comes out as an entity of its own, after it.

use std::{collections::VecDeque, io::BufRead as _, rc::Rc};

use serde_json::{Map, Value};

use super::{entity::Entity, nouns};
use crate::{
    code,
    decoded::Text,
    file::{Encoding, File},
    meter::Meter,
    report::Stopped,
};

/// How deep entities may stand within each other.
const DEEPEST: usize = 6;

/// What a statement is made of; whatever else it has says when and where it was read.
const STATED: &[&str] =
    &["id", "canonical_id", "entity_id", "schema", "prop", "prop_type", "value"];

/// The entities of a file, one by one.
pub(super) struct Lines<'a> {
    text: Text<'a>,
    meter: Rc<Meter>,
    line: u64,
    ready: VecDeque<Entity>,
    open: Option<Entity>,
    ended: bool,
}

impl<'a> Lines<'a> {
    pub fn of(file: File<'a>, encoding: Option<Encoding>) -> Self {
        let (text, meter) = Text::of(file, encoding);
        Self { text, meter, line: 0, ready: VecDeque::new(), open: None, ended: false }
    }

    pub fn name(&self) -> &str {
        &self.meter.name
    }

    /// Where the last line stands.
    pub fn place(&self) -> String {
        format!("{}:{}", self.meter.name, self.line)
    }

    /// The SHA-256 of the bytes, once all are read.
    pub fn digest(&self) -> String {
        self.meter.digest()
    }

    /// The next entity; none at the end of the file.
    pub fn next(&mut self) -> Result<Option<Entity>, Stopped> {
        Ok(self.gathered()?.map(Entity::in_order))
    }

    fn gathered(&mut self) -> Result<Option<Entity>, Stopped> {
        loop {
            if let Some(entity) = self.ready.pop_front() {
                return Ok(Some(entity));
            }
            if self.ended {
                return Ok(self.open.take());
            }
            let mut line = String::new();
            let read = self
                .text
                .read_line(&mut line)
                .map_err(|error| Stopped::of(error, &self.place()))?;
            self.meter.entry_read();
            self.line += 1;
            self.ended = read == 0;
            let line = line.trim();
            if !line.is_empty() {
                let object: Map<String, Value> =
                    serde_json::from_str(line).map_err(|error| self.broken(&error))?;
                self.take(&object)?;
            }
        }
    }

    fn take(&mut self, object: &Map<String, Value>) -> Result<(), Stopped> {
        if object.contains_key("prop") {
            self.statement(object)
        } else {
            let at = self.place();
            self.entity(object, None, &at, 0)
        }
    }

    /// Takes an entity apart from those that stand in it.
    fn entity(
        &mut self,
        object: &Map<String, Value>,
        within: Option<(&str, &str)>,
        at: &str,
        depth: usize,
    ) -> Result<(), Stopped> {
        let text = |key: &str| object.get(key).and_then(Value::as_str).map(str::to_owned);
        let (Some(id), Some(schema)) = (text("id"), text("schema")) else {
            return Err(Stopped::at(
                at,
                code::NO_ID,
                "the line is an object without `id` or `schema`, which every entity has",
                "see that the file is FollowTheMoney: one entity a line, or one statement",
            ));
        };
        if depth > DEEPEST {
            return Err(Stopped::at(
                at,
                code::TOO_LARGE,
                "entities stand within each other without end",
                "see where the file came from",
            ));
        }
        let mut entity = Entity::new(id.clone(), schema.clone(), at);
        entity.caption = text("caption");
        if let Some((property, owner)) = within {
            entity.add(property, owner);
        }
        for (name, value) in object {
            if !["id", "schema", "caption", "properties"].contains(&name.as_str()) {
                entity.note(name, value);
            }
        }
        let mut nested = Vec::new();
        let properties = object.get("properties").and_then(Value::as_object);
        for (name, values) in properties.into_iter().flatten() {
            for value in values.as_array().into_iter().flatten() {
                match value {
                    Value::String(value) => entity.add(name, value),
                    Value::Object(inner) => {
                        if let Some(id) = inner.get("id").and_then(Value::as_str) {
                            // `sanctions` and the like are the links of others seen from here.
                            if name == "addressEntity" || nouns::leads(&schema, name) {
                                entity.add(name, id);
                            }
                        }
                        nested.push(inner);
                    }
                    other => entity.add(name, &other.to_string()),
                }
            }
        }
        self.ready.push_back(entity);
        for inner in nested {
            let schema = inner.get("schema").and_then(Value::as_str).unwrap_or_default();
            // Seen from one of its ends, a link names only the other.
            let says = |property: &str| {
                let properties = inner.get("properties").and_then(Value::as_object);
                properties.is_some_and(|properties| properties.contains_key(property))
            };
            let end = nouns::ends(schema).into_iter().find(|end| !says(end));
            let owner = end.map(|end| (end, id.as_str()));
            self.entity(inner, owner, at, depth + 1)?;
        }
        Ok(())
    }

    /// Adds a statement to the entity that is gathered; those of one stand together.
    fn statement(&mut self, object: &Map<String, Value>) -> Result<(), Stopped> {
        let text = |key: &str| object.get(key).and_then(Value::as_str);
        let id = text("canonical_id").or_else(|| text("entity_id"));
        let (Some(id), Some(schema), Some(property)) = (id, text("schema"), text("prop")) else {
            return Err(Stopped::at(
                self.place(),
                code::NO_ID,
                "the statement has no `canonical_id`, `schema` or `prop`",
                "see that the file holds one statement a line",
            ));
        };
        if self.open.as_ref().is_some_and(|open| open.id != id) {
            self.ready.extend(self.open.take());
        }
        let at = self.place();
        let open =
            self.open.get_or_insert_with(|| Entity::new(id.to_owned(), schema.to_owned(), &at));
        match (property, text("value")) {
            // The identifier again, or a digest of the entity: that is no property of it.
            ("id", Some(value)) if value != id => {
                open.note_on("id", &Value::String(value.to_owned()), self.line);
            }
            ("id", _) | (_, None) => {}
            (_, Some(value)) => open.state(property, value, self.line),
        }
        for (name, value) in object {
            if !STATED.contains(&name.as_str()) {
                open.note_on(name, value, self.line);
            }
        }
        Ok(())
    }

    fn broken(&self, error: &serde_json::Error) -> Stopped {
        let place = format!("{}:{}", self.place(), error.column());
        if error.is_eof() {
            return Stopped::at(
                place,
                code::TRUNCATED,
                "the line ends within an object",
                "it was cut off: fetch the file again, whole",
            );
        }
        Stopped::at(
            place,
            code::NOT_JSON,
            format!("the line is no object in JSON: {error}"),
            "see that each line holds one whole object",
        )
    }
}
