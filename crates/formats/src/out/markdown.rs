//! Markdown: a page for each record, for people.

use std::fmt::Write as _;

use detente_core::{Noun, RecordId, Shape};
use serde_json::Value;

use super::{
    cells::{cell, plain},
    leaving::{Around, Leaving},
};

/// The page of a record.
pub(super) fn page<N: Noun>(leaving: &Leaving<'_, N>) -> String {
    let around = leaving.around;
    let mut page = format!("# {}\n\n", escaped(leaving.label));
    let _ = write!(page, "`{}`", leaving.id());
    if let Some(url) = leaving.url() {
        let _ = write!(page, " · <{url}>");
    }
    page.push_str("\n\n");
    if let Some(on) = around.on {
        for (question, answer) in leaving.answered() {
            let _ =
                writeln!(page, "- **{} on {on}**: {}", words(question), escaped(&words(answer)));
        }
    }
    let fields = leaving.fields();
    let disputed = leaving.disputed();
    let is_disputed =
        |field: &str| disputed.iter().any(|path| detente_core::lies_within(path, field));
    for field in Leaving::<N>::table().fields {
        let Some(value) = fields.get(field.name) else { continue };
        let mark = if is_disputed(field.name) { " (disputed)" } else { "" };
        let _ = write!(page, "- **{}**{mark}:", words(field.name));
        match (value, field.shape) {
            (Value::Array(parts), Shape::List(Shape::Table(part))) => {
                page.push('\n');
                for value in parts {
                    let said = part.fields.iter().filter_map(|field| {
                        let said = shown(value.get(field.name)?, field.shape, around);
                        Some(format!("{} {said}", words(field.name)))
                    });
                    let said: Vec<String> = said.collect();
                    let key = || value.get("key").map(plain).unwrap_or_default();
                    let said = if said.is_empty() { key() } else { said.join(", ") };
                    let _ = writeln!(page, "  - {said}");
                }
            }
            (value, shape) => {
                let _ = writeln!(page, " {}", shown(value, shape, around));
            }
        }
    }
    disputes(&mut page, leaving);
    sources(&mut page, leaving);
    page
}

/// What the sources disagree on.
fn disputes<N: Noun>(page: &mut String, leaving: &Leaving<'_, N>) {
    let account = &leaving.record.account;
    if account.disputes.is_empty() {
        return;
    }
    page.push_str("\n## Where the sources disagree\n\n");
    for dispute in &account.disputes {
        let settled = if dispute.settled { ", settled by the keepers" } else { "" };
        let rule = dispute.rule.as_ref().map(|rule| format!(": {}", escaped(rule)));
        let _ = writeln!(page, "- `{}`{settled}{}", dispute.field, rule.unwrap_or_default());
        for side in &dispute.sides {
            let by = side.claims.iter().filter_map(|at| account.witnesses.get(*at));
            let mut by: Vec<String> = by.map(|one| said_by(one, leaving.around)).collect();
            by.dedup();
            let _ = writeln!(page, "  - {} ({})", escaped(&side.says), by.join("; "));
        }
    }
}

/// Whose word it is: `Jana Vymyslena, in Tower lets twelve go`.
fn said_by(witness: &detente_core::Witness, around: &Around) -> String {
    let source = escaped(around.label(witness.source.as_record_id()));
    match &witness.said_by {
        Some(voice) => format!("{}, in {source}", escaped(around.label(voice.as_record_id()))),
        None => source,
    }
}

/// Who says all this, and on what terms it may be used.
fn sources<N: Noun>(page: &mut String, leaving: &Leaving<'_, N>) {
    page.push_str("\n## Sources\n\n");
    for source in leaving.sources() {
        let title = escaped(source.label);
        let title = match source.url {
            Some(url) => format!("[{title}](<{}>)", url.replace('>', "%3E")),
            None => title,
        };
        let _ = write!(page, "- {title}");
        let publisher = source.publisher.map(escaped);
        let on = source.published_on.map(|on| on.to_string());
        let archived =
            source.archived_url.map(|url| format!("[a copy](<{}>)", url.replace('>', "%3E")));
        let terms = source.terms.map(|terms| format!("terms of use: {}", escaped(terms)));
        for told in [publisher, on, archived, terms].into_iter().flatten() {
            let _ = write!(page, ", {told}");
        }
        page.push('\n');
    }
}

/// What a field says: a record by its name, with where it is found.
fn shown(value: &Value, shape: &Shape, around: &Around) -> String {
    match (value, shape) {
        (Value::Array(values), Shape::List(element)) => {
            let values: Vec<String> =
                values.iter().map(|value| shown(value, element, around)).collect();
            values.join("; ")
        }
        (Value::String(id), Shape::Reference(_)) => linked(id, around),
        (Value::String(word), Shape::Words(_)) => escaped(&words(word)),
        (value, shape) => escaped(&cell(value, shape)),
    }
}

fn linked(id: &str, around: &Around) -> String {
    let Ok(id) = id.parse::<RecordId>() else { return escaped(id) };
    let label = escaped(around.label(&id));
    let place = around.url(&id).unwrap_or_else(|| format!("{}.md", file(&id)));
    format!("[{label}]({place})")
}

/// The name of the file that a record's page stands in, without its end.
fn file(id: &RecordId) -> String {
    format!("{}-{}", id.noun(), id.slug())
}

/// A field's name in words: `published_on` is `published on`.
fn words(name: &str) -> String {
    name.replace('_', " ")
}

/// A text in which nothing is a sign of Markdown or HTML, on one line.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '&' => {
                escaped.push('\\');
                escaped.push(letter);
            }
            letter if letter.is_control() => escaped.push(' '),
            letter => escaped.push(letter),
        }
    }
    escaped
}
