//! Puts a value where a path leads, read as the field there wants it.

use detente_core::{Described as _, RecordId, Shape, Table, with_noun};
use serde_json::{Map, Value, json};

use crate::{
    country::country,
    text::clean,
    when::{self, Order},
};

/// The fields of a noun; none if there is no such noun.
pub(super) fn table(noun: &str) -> Option<Table> {
    let shape = with_noun!(noun, N => N::SHAPE, _ => return None);
    if let Shape::Table(table) = shape { Some(*table) } else { None }
}

/// Why a value is not set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unset {
    /// The field cannot hold it.
    Unread,
    /// The field holds one value, and has another.
    Taken,
}

/// Sets the field at a path: `born_on`, `nationalities`, `identifiers.passport.value`. In a list of
/// parts the second step is the key of the element; `element` stands in for a `*` there.
pub(super) fn set(
    noun: &str,
    path: &str,
    text: &str,
    element: Option<&str>,
    order: Order,
    fields: &mut Map<String, Value>,
) -> Result<(), Unset> {
    let unread = Unset::Unread;
    let table = table(noun).ok_or(unread)?;
    let steps: Vec<&str> = path.split('.').collect();
    let shape = field(&table, steps[0]).map_err(|_| unread)?;
    let value_of = |shape: &Shape| read(shape, text, order).map_err(|_| unread);
    match (shape, steps.as_slice()) {
        (Shape::List(Shape::Table(part)), [name, key, within]) => {
            let key = if *key == "*" { element.unwrap_or("listed") } else { *key };
            let value = value_of(field(part, within).map_err(|_| unread)?)?;
            let list = fields.entry((*name).to_owned()).or_insert_with(|| json!([]));
            let list = list.as_array_mut().ok_or(unread)?;
            let same =
                list.iter_mut().find(|one| one.get("key").and_then(Value::as_str) == Some(key));
            match same.and_then(Value::as_object_mut) {
                Some(one) => put(one, within, value)?,
                None => list.push(json!({ "key": key, *within: value })),
            }
        }
        (Shape::List(Shape::Table(_)), _) => return Err(unread),
        (Shape::List(inner), [name]) => {
            let value = value_of(inner)?;
            let list = fields.entry((*name).to_owned()).or_insert_with(|| json!([]));
            if let Some(list) = list.as_array_mut().filter(|list| !list.contains(&value)) {
                list.push(value);
            }
        }
        (shape, [name]) => put(fields, name, value_of(shape)?)?,
        _ => return Err(unread),
    }
    Ok(())
}

/// Whether a path leads to a field, and the field cannot hold this value.
pub(super) fn cannot_hold(noun: &str, path: &str, text: &str, order: Order) -> bool {
    check(noun, path).is_ok() && set(noun, path, text, None, order, &mut Map::new()).is_err()
}

/// Puts a value where there is none yet, or the same.
fn put(fields: &mut Map<String, Value>, name: &str, value: Value) -> Result<(), Unset> {
    match fields.get(name) {
        Some(known) if *known != value => Err(Unset::Taken),
        _ => {
            fields.insert(name.to_owned(), value);
            Ok(())
        }
    }
}

/// Whether the field at a path holds several values of one cell: `nationalities`, `names.*.text`.
pub(super) fn holds_several(noun: &str, path: &str) -> bool {
    let mut steps = path.split('.');
    let (first, key) = (steps.next().unwrap_or_default(), steps.next());
    let shape = table(noun).and_then(|table| field(&table, first).ok());
    match shape {
        Some(Shape::List(Shape::Table(_))) => key == Some("*"),
        Some(Shape::List(_)) => true,
        _ => false,
    }
}

/// Whether a path leads to a field, and what is wrong if not.
pub(super) fn check(noun: &str, path: &str) -> Result<(), String> {
    let table = table(noun).ok_or_else(|| format!("there is no noun `{noun}`"))?;
    let mut steps = path.split('.');
    match (
        field(&table, steps.next().unwrap_or_default())?,
        steps.next(),
        steps.next(),
        steps.next(),
    ) {
        (Shape::List(Shape::Table(part)), Some(_), Some(within), None) => {
            field(part, within).map(|_| ())
        }
        (Shape::List(Shape::Table(_)), ..) => {
            Err(format!("`{path}` is a list of parts: write {path}.KEY.FIELD"))
        }
        (_, None, ..) => Ok(()),
        _ => Err(format!("nothing lies below the first word of `{path}`")),
    }
}

fn field<'t>(table: &Table, name: &str) -> Result<&'t Shape, String> {
    let found = table.fields.iter().find(|field| field.name == name);
    found.map(|field| field.shape).ok_or_else(|| {
        let known: Vec<&str> = table.fields.iter().map(|field| field.name).collect();
        format!("a {} has no field `{name}`: its fields are {}", table.name, known.join(", "))
    })
}

/// Reads a value as the field wants it, in the forms that lists use.
fn read(shape: &Shape, text: &str, order: Order) -> Result<Value, String> {
    let unknown = || format!("`{text}` is not understood");
    Ok(match shape {
        Shape::Text => Value::String(clean(text).ok_or_else(unknown)?),
        Shape::Flag => match text.to_lowercase().as_str() {
            "true" | "yes" | "1" => Value::Bool(true),
            "false" | "no" | "0" => Value::Bool(false),
            _ => return Err(unknown()),
        },
        Shape::Formed(form) => Value::String(match form.name {
            "PartialDate" => when::date_of(text, order).ok_or_else(unknown)?.to_string(),
            "CountryCode" => country(text).ok_or_else(unknown)?.to_string(),
            _ => (form.read)(text)?,
        }),
        Shape::Words(words) => {
            Value::String((words.read)(&text.trim().to_lowercase().replace([' ', '-'], "_"))?)
        }
        Shape::Reference(nouns) => {
            let id: RecordId = text.parse().map_err(|_| unknown())?;
            if !nouns.contains(&id.noun()) {
                return Err(unknown());
            }
            Value::String(id.to_string())
        }
        Shape::List(_) | Shape::Table(_) => return Err(unknown()),
    })
}
