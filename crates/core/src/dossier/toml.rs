//! Reads TOML, going on after every fault.

use std::ops::Range;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{
    code,
    faults::{About, Faults},
    heading::PARTS,
    phrase,
    written::{Entry, Node, Written},
};

/// So many lines that are not TOML before the first part of a dossier are slips; more are another kind of text.
const SLIPS: usize = 3;

/// The tables of a TOML file, and what of it is not TOML. None where the file is
/// another kind of text: then that is told once, and not of each of its lines.
pub(super) fn read<'a>(text: &'a str, faults: &mut Faults<'_>) -> Option<Vec<Entry<'a>>> {
    let (root, errors) = DeTable::parse_recoverable(text);
    let mut told = Vec::new();
    for error in errors {
        let span = error.span().unwrap_or_default();
        let wrong = phrase::toml(error.message(), text.get(span.clone()).unwrap_or_default());
        // What is missing at the end of a line is told of that line, not of the next.
        let at = if span.start >= text.len() { text.trim_end().len() } else { span.start };
        told.push((at, span, wrong));
    }
    let not_toml = || told.iter().filter(|(_, _, wrong)| wrong.code == code::NOT_TOML);
    let root = entries(
        root.into_inner(),
        &Broken::at(not_toml().map(|(_, span, _)| span.clone()).collect()),
    );
    let first_part = root.iter().find(|entry| PARTS.contains(&&*entry.key));
    let slips = first_part.map_or(0, |_| SLIPS);
    let before = |at: usize| first_part.is_none_or(|part| at < part.at);
    let other_text = not_toml().filter(|(at, ..)| before(*at)).count() > slips;
    let first = not_toml().min_by_key(|(at, ..)| *at).filter(|_| other_text);
    if let Some((at, _, wrong)) = first {
        faults.note(
            *at,
            About::default(),
            code::NOT_TOML,
            format!("the file is no dossier: {}", wrong.problem),
            "write a dossier, in TOML or JSON: a [dossier], a [[source]] and what it says under [[claim]]",
        );
        return None;
    }
    for (at, _, wrong) in told {
        faults.note(at, About::default(), wrong.code, wrong.problem, wrong.remedy);
    }
    Some(root)
}

/// The pieces of the file that are not TOML, in order, each with the end of the
/// furthest so far.
struct Broken(Vec<(usize, usize)>);

impl Broken {
    fn at(mut spans: Vec<Range<usize>>) -> Self {
        spans.sort_by_key(|span| span.start);
        let furthest = |end: &mut usize, span: Range<usize>| {
            *end = span.end.max(*end);
            Some((span.start, *end))
        };
        Self(spans.into_iter().scan(0, furthest).collect())
    }

    /// Whether a piece of the file is one of them, or next to one.
    fn touches(&self, span: &Range<usize>) -> bool {
        let before = self.0.partition_point(|(start, _)| *start <= span.end);
        before > 0 && self.0[before - 1].1 >= span.start
    }
}

/// The entries of a table, in the order in which they are written.
fn entries<'a>(table: DeTable<'a>, broken: &Broken) -> Vec<Entry<'a>> {
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

fn written<'a>(key_at: usize, value: Spanned<DeValue<'a>>, broken: &Broken) -> Written<'a> {
    let span = value.span();
    // After a fault the parser stands in a zero, or what it could make of the rest.
    if !broken.0.is_empty() && span.is_empty() {
        return Written { at: key_at, node: Node::Broken };
    }
    let node = match value.into_inner() {
        DeValue::Array(elements) => {
            let each = |element: Spanned<DeValue<'a>>| {
                let at = element.span().start;
                written(at, element, broken)
            };
            Node::List(elements.into_iter().map(each).collect())
        }
        DeValue::Table(table) => Node::Table(entries(table, broken)),
        _ if broken.touches(&span) => Node::Broken,
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
