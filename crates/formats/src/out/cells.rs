//! What a field says, in the one line that a cell of a table has.

use detente_core::{PartialDate, Shape, Table};
use serde_json::Value;

/// A field in one cell: what stands in a list is set apart by semicolons.
pub(super) fn cell(value: &Value, shape: &Shape) -> String {
    match (value, shape) {
        (Value::Array(parts), Shape::List(Shape::Table(part))) => {
            let parts: Vec<String> = parts.iter().map(|value| part_in_words(value, part)).collect();
            parts.join("; ")
        }
        (Value::Array(values), _) => {
            let values: Vec<String> = values.iter().map(plain).collect();
            values.join("; ")
        }
        _ => plain(value),
    }
}

/// A part on one line: `title: poet, until: 2021`; by its key where it says nothing else.
pub(super) fn part_in_words(value: &Value, part: &Table) -> String {
    let said = part.fields.iter().filter_map(|field| {
        let value = value.get(field.name)?;
        Some(format!("{}: {}", field.name, cell(value, field.shape)))
    });
    let said: Vec<String> = said.collect();
    if said.is_empty() { value.get("key").map(plain).unwrap_or_default() } else { said.join(", ") }
}

/// A value as plain text.
pub(super) fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Whether a field leads to records.
pub(super) fn leads_on(shape: &Shape) -> bool {
    matches!(shape, Shape::Reference(_) | Shape::List(Shape::Reference(_)))
}

/// A date, if it is plainly a year, a month or a day.
pub(super) fn plain_date(date: PartialDate) -> Option<String> {
    let text = date.to_string();
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    (plain && text.len() <= 10).then_some(text)
}
