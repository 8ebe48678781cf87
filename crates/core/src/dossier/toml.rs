//! Reads TOML, going on after every fault.

use std::ops::Range;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    code,
    faults::{About, Faults},
    phrase,
    written::{Entry, Node, Written},
};

/// The tables of a TOML file, and what of it is not TOML.
pub(super) fn read<'a>(text: &'a str, faults: &mut Faults<'_>) -> Vec<Entry<'a>> {
    let (root, errors) = DeTable::parse_recoverable(text);
    let mut broken = Vec::new();
    for error in errors {
        let span = error.span().unwrap_or_default();
        let told = phrase::toml(error.message(), text.get(span.clone()).unwrap_or_default());
        // What is missing at the end of a line is told of that line, not of the next.
        let at = if span.start >= text.len() { text.trim_end().len() } else { span.start };
        faults.note(at, About::default(), told.code, told.problem, told.remedy);
        if told.code == code::NOT_TOML {
            broken.push(span);
        }
    }
    entries(root.into_inner(), &broken)
}

/// The entries of a table, in the order in which they are written.
fn entries<'a>(table: DeTable<'a>, broken: &[Range<usize>]) -> Vec<Entry<'a>> {
    let mut entries: Vec<Entry<'a>> = table
        .into_iter()
        .map(|(key, value)| {
            let at = key.span().start;
            Entry { key: key.into_inner(), at, value: written(at, value, broken) }
        })
        .collect();
    entries.sort_by_key(|entry| entry.at);
    entries
}

fn written<'a>(key_at: usize, value: Spanned<DeValue<'a>>, broken: &[Range<usize>]) -> Written<'a> {
    let span = value.span();
    // After a fault the parser stands in a zero, or what it could make of the rest.
    if !broken.is_empty() && span.is_empty() {
        return Written { at: key_at, node: Node::Broken };
    }
    let touched = |range: &Range<usize>| range.start <= span.end && span.start <= range.end;
    let node = match value.into_inner() {
        DeValue::Array(elements) => {
            let each = |element: Spanned<DeValue<'a>>| {
                let at = element.span().start;
                written(at, element, broken)
            };
            Node::List(elements.into_iter().map(each).collect())
        }
        DeValue::Table(table) => Node::Table(entries(table, broken)),
        _ if broken.iter().any(touched) => Node::Broken,
        DeValue::String(text) => Node::Text(text),
        DeValue::Integer(number) if number.radix() == 10 => {
            Node::Number(number.as_str().to_owned().into())
        }
        DeValue::Integer(number) => Node::Number(number.to_string().into()),
        DeValue::Float(number) => Node::Number(number.as_str().to_owned().into()),
        DeValue::Boolean(flag) => Node::Flag(flag),
        DeValue::Datetime(date) => Node::Date(date.to_string()),
    };
    Written { at: span.start, node }
}
