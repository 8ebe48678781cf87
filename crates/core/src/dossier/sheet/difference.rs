//! What was written in a record: its fields before, and after.

use serde_json::{Map, Value};

use crate::{Path, Shape, Table};

/// A value that is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The path of the field.
    pub field: String,
    /// What the record says, if it says anything.
    pub before: Option<String>,
    /// What is said now. Of an element of a list that is said to be there, its key.
    pub after: String,
}

impl Change {
    /// Whether it says again what the record says.
    #[must_use]
    pub fn confirms(&self) -> bool {
        self.before.as_ref() == Some(&self.after)
    }
}

/// A value, or an element of a list, that was taken out and stays as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// The path of the field or element.
    pub field: String,
    /// What the record says there; nothing for an element of fields.
    pub says: Option<String>,
}

/// The difference between two states of a record.
pub(super) struct Difference {
    /// What is to be stated.
    pub states: Map<String, Value>,
    /// The same, value by value.
    pub changes: Vec<Change>,
    /// What was taken out.
    pub left: Vec<Left>,
}

impl Difference {
    /// What was changed, and what was left and is quoted for.
    pub fn between(
        table: &Table,
        before: &Map<String, Value>,
        after: &Map<String, Value>,
        quoted: &dyn Fn(&str) -> bool,
    ) -> Self {
        let mut walk =
            Walk { quoted, path: Path::default(), changes: Vec::new(), left: Vec::new() };
        let states = walk.fields(table, before, after);
        Self { states, changes: walk.changes, left: walk.left }
    }
}

struct Walk<'a> {
    quoted: &'a dyn Fn(&str) -> bool,
    path: Path,
    changes: Vec<Change>,
    left: Vec<Left>,
}

impl Walk<'_> {
    /// Runs `then` one step further down.
    fn within<T>(&mut self, step: &str, then: impl FnOnce(&mut Self) -> T) -> T {
        let mut path = std::mem::take(&mut self.path);
        let done = path.within(step, |path| {
            std::mem::swap(&mut self.path, path);
            let done = then(self);
            std::mem::swap(&mut self.path, path);
            done
        });
        self.path = path;
        done
    }

    fn fields(
        &mut self,
        table: &Table,
        before: &Map<String, Value>,
        after: &Map<String, Value>,
    ) -> Map<String, Value> {
        let mut states = Map::new();
        for field in table.fields {
            let (before, after) = (before.get(field.name), after.get(field.name));
            let said = self.within(field.name, |walk| match field.shape {
                Shape::List(element) => walk.list(element, before, after),
                _ => walk.value(before, after),
            });
            if let Some(value) = said {
                states.insert(field.name.to_owned(), value);
            }
        }
        states
    }

    /// A value by itself: said where it is another, or the source is quoted for it.
    fn value(&mut self, before: Option<&Value>, after: Option<&Value>) -> Option<Value> {
        let field = self.path.as_str();
        match (before, after) {
            (before, Some(after)) if before != Some(after) || (self.quoted)(field) => {
                let before = before.map(text);
                self.changes.push(Change { field: field.to_owned(), before, after: text(after) });
                Some(after.clone())
            }
            (Some(before), None) => {
                self.left.push(Left { field: field.to_owned(), says: Some(text(before)) });
                None
            }
            _ => None,
        }
    }

    /// Of a list, the elements of which something is said.
    fn list(
        &mut self,
        shape: &Shape,
        before: Option<&Value>,
        after: Option<&Value>,
    ) -> Option<Value> {
        let elements = |list: Option<&Value>| -> Vec<Value> {
            list.and_then(Value::as_array).cloned().unwrap_or_default()
        };
        let (before, after) = (elements(before), elements(after));
        let find =
            |list: &[Value], key: &str| list.iter().find(|one| self::key(one) == key).cloned();
        for gone in before.iter().filter(|one| find(&after, key(one)).is_none()) {
            let says = (!gone.is_object()).then(|| text(gone));
            self.within(key(gone), |walk| {
                walk.left.push(Left { field: walk.path.as_str().to_owned(), says });
            });
        }
        let mut said = Vec::new();
        for element in &after {
            let key = key(element);
            let before = find(&before, key);
            said.extend(self.within(key, |walk| match (shape, element) {
                (Shape::Table(part), Value::Object(fields)) => {
                    walk.part(part, before.as_ref().and_then(Value::as_object), fields)
                }
                _ => walk.value(before.as_ref(), Some(element)),
            }));
        }
        (!said.is_empty()).then_some(Value::Array(said))
    }

    /// Of an element of fields, its key and what is said of it.
    fn part(
        &mut self,
        part: &Table,
        before: Option<&Map<String, Value>>,
        after: &Map<String, Value>,
    ) -> Option<Value> {
        let key = after.get("key")?;
        let mut states = self.fields(part, before.unwrap_or(&Map::new()), after);
        if states.is_empty() {
            // That it is there is said by its key alone.
            if before.is_some() && !(self.quoted)(self.path.as_str()) {
                return None;
            }
            let (field, says) = (self.path.as_str().to_owned(), text(key));
            let before = before.map(|_| says.clone());
            self.changes.push(Change { field, before, after: says });
        }
        states.insert("key".to_owned(), key.clone());
        Some(Value::Object(states))
    }
}

/// What an element is known by.
fn key(element: &Value) -> &str {
    element.get("key").unwrap_or(element).as_str().unwrap_or_default()
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
