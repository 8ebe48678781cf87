//! Where the parts of a mapping stand in its text: what is wrong with one is told with its line and column.

use std::ops::Range;

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

/// What may stand in a mapping, by where it stands.
const KNOWN: &[(&str, &[&str])] = &[
    ("", &["list", "record"]),
    ("list", &["slug", "title", "publisher", "publisher_name", "terms_of_use", "between", "dates"]),
    ("record", &["noun", "key", "field", "always"]),
    ("record.field", &["column", "field", "split", "words", "empty", "record"]),
];

/// The text of a mapping, and where its parts stand.
pub(super) struct Places<'t> {
    name: &'t str,
    text: &'t str,
    root: Spanned<DeTable<'t>>,
}

impl<'t> Places<'t> {
    /// The places of a text of this name, as far as it is TOML, and what is wrong where it is not.
    pub fn of(name: &'t str, text: &'t str) -> (Self, Vec<String>) {
        let (root, errors) = DeTable::parse_recoverable(text);
        let places = Self { name, text, root };
        let errors = errors.iter().map(|error| places.broken(error)).collect();
        (places, errors)
    }

    /// What an error of TOML says, with its place.
    pub fn broken(&self, error: &toml::de::Error) -> String {
        let problem = match error.message() {
            "duplicate key" => {
                "this stands a second time; what may stand several times has two brackets: [[record]]"
            }
            other => other,
        };
        told(self.name, self.text, error.span().map_or(0, |span| span.start), problem)
    }

    /// A problem with what stands at a path, or with as much of the path as there is.
    pub fn told(&self, path: &[&str], problem: &str) -> String {
        told(self.name, self.text, self.span(path).start, problem)
    }

    /// The keys that say nothing in a mapping, and what may stand there instead: all of them.
    pub fn unknown(&self) -> Vec<String> {
        let mut wrong = Vec::new();
        unknown_in("", self.root.get_ref(), &mut wrong);
        wrong.sort_by_key(|(at, _)| *at);
        wrong.into_iter().map(|(at, problem)| told(self.name, self.text, at, &problem)).collect()
    }

    fn span(&self, path: &[&str]) -> Range<usize> {
        let (mut table, mut span) = (Some(self.root.get_ref()), self.root.span());
        let mut list: Option<&[Spanned<DeValue<'_>>]> = None;
        for step in path {
            let value = match (table, list) {
                (Some(table), _) => {
                    let found = table.iter().find(|(key, _)| key.get_ref() == step);
                    found.map(|(_, value)| value)
                }
                (None, Some(list)) => step.parse::<usize>().ok().and_then(|at| list.get(at)),
                (None, None) => None,
            };
            let Some(value) = value else { break };
            span = value.span();
            table = value.get_ref().as_table();
            list = value.get_ref().as_array().map(|array| &array[..]);
        }
        span
    }
}

fn told(name: &str, text: &str, at: usize, problem: &str) -> String {
    let before = text.get(..at).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    format!("{name}:{line}:{column}: {problem}")
}

/// Notes the keys below a table that say nothing in a mapping, each with where it stands.
fn unknown_in(within: &str, table: &DeTable<'_>, wrong: &mut Vec<(usize, String)>) {
    let Some((_, known)) = KNOWN.iter().find(|(known, _)| *known == within) else { return };
    for (key, value) in table {
        let name = key.get_ref().as_ref();
        if !known.contains(&name) {
            let problem = format!(
                "`{name}` says nothing in a mapping: here may stand `{}`",
                known.join("`, `")
            );
            wrong.push((key.span().start, problem));
            continue;
        }
        let below = if within.is_empty() { name.to_owned() } else { format!("{within}.{name}") };
        match value.get_ref() {
            DeValue::Table(table) => unknown_in(&below, table, wrong),
            DeValue::Array(all) => {
                let tables = all.iter().filter_map(|one| one.get_ref().as_table());
                tables.for_each(|table| unknown_in(&below, table, wrong));
            }
            _ => {}
        }
    }
}
