//! Writes claims down as a dossier, which reads back as the same claims.

use std::{collections::HashMap, fmt::Write as _};

use serde_json::Value;

use crate::{Claim, Described, NewClaim, Shape, Source, Submission, Table, with_noun};

/// Writes a submission as a dossier, in TOML.
///
/// What a source says of itself in its own voice stands in its `[[source]]`;
/// everything else is a `[[claim]]`, in the order given.
#[must_use]
pub fn write(submission: &Submission) -> String {
    let mut file = write_heading(&submission.message, &submission.author);
    let Readings { known, of_claim } = Readings::of(&submission.claims);
    for (at, reading) in known.iter().enumerate() {
        let _ = write!(file, "\n[[source]]\nkey = \"S{}\"\n", at + 1);
        line(&mut file, "id", &text(reading.source.as_str()));
        line(&mut file, "read_on", &text(&reading.read_on.to_string()));
        let Some(own) = reading.own else { continue };
        if submission.claims[own].new {
            line(&mut file, "new", "true");
        }
        let claim = &submission.claims[own].claim;
        fields(&mut file, claim);
        quotes(&mut file, "source", claim);
    }
    for (at, (new, reading)) in submission.claims.iter().zip(of_claim).enumerate() {
        if known[reading].own == Some(at) {
            continue;
        }
        let _ = write!(file, "\n[[claim]]\nsource = \"S{}\"\n", reading + 1);
        rest(&mut file, new);
    }
    file
}

/// Writes the beginning of a dossier: what it is, and who wrote it down.
#[must_use]
pub fn write_heading(title: &str, author: &str) -> String {
    let mut file = String::from("[dossier]\n");
    line(&mut file, "title", &text(title));
    line(&mut file, "author", &text(author));
    file
}

/// Writes one claim as a `[[claim]]` that names its source and day itself: such
/// claims make a dossier in any number and order.
#[must_use]
pub fn write_claim(new: &NewClaim) -> String {
    let mut file = String::from("\n[[claim]]\n");
    line(&mut file, "source", &text(new.claim.source.as_str()));
    line(&mut file, "read_on", &text(&new.claim.read_on.to_string()));
    rest(&mut file, new);
    file
}

/// What is written of a claim after its source.
fn rest(file: &mut String, new: &NewClaim) {
    let claim = &new.claim;
    line(file, "subject", &text(claim.subject.as_str()));
    if new.new {
        line(file, "new", "true");
    }
    if let Some(voice) = &claim.said_by {
        line(file, "said_by", &text(voice.as_str()));
    }
    if claim.denies {
        line(file, "denies", "true");
    }
    file.push_str("[claim.states]\n");
    fields(file, claim);
    quotes(file, "claim", claim);
}

/// A source as it was read on one day.
struct Reading<'a> {
    source: &'a crate::Id<Source>,
    read_on: crate::Day,
    /// The claim that it makes on itself, by its position.
    own: Option<usize>,
}

/// The readings that claims come from, and which of them each claim does.
#[derive(Default)]
struct Readings<'a> {
    known: Vec<Reading<'a>>,
    of_claim: Vec<usize>,
}

impl<'a> Readings<'a> {
    fn of(claims: &'a [NewClaim]) -> Self {
        let mut readings = Self::default();
        let mut places = HashMap::new();
        for (at, NewClaim { claim, .. }) in claims.iter().enumerate() {
            let (source, read_on) = (&claim.source, claim.read_on);
            let reading = *places.entry((source, read_on)).or_insert_with(|| {
                readings.known.push(Reading { source, read_on, own: None });
                readings.known.len() - 1
            });
            readings.of_claim.push(reading);
            let on_itself = claim.subject == *source.as_record_id();
            if on_itself && claim.said_by.is_none() && !claim.denies {
                readings.known[reading].own.get_or_insert(at);
            }
        }
        readings
    }
}

pub(super) fn line(file: &mut String, key: &str, value: &str) {
    let _ = writeln!(file, "{key} = {value}");
}

pub(super) fn text(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

fn fields(file: &mut String, claim: &Claim) {
    let stated: Value = serde_json::from_str(claim.states.as_str()).unwrap_or_default();
    let shape = with_noun!(claim.subject.noun(), N => N::SHAPE, _ => return);
    let Shape::Table(table) = shape else { return };
    for field in table.fields {
        let Some(value) = stated.get(field.name) else { continue };
        let written = match (value, field.shape) {
            // One part a line: they are what a person compares.
            (Value::Array(parts), Shape::List(Shape::Table(part))) => {
                let parts = parts.iter().map(|value| format!("    {},\n", inline(value, part)));
                format!("[\n{}]", parts.collect::<String>())
            }
            _ => plain(value),
        };
        line(file, field.name, &written);
    }
}

/// A part on one line, its key first.
fn inline(value: &Value, part: &Table) -> String {
    let names = std::iter::once("key").chain(part.fields.iter().map(|field| field.name));
    let stated = names.filter_map(|name| Some(format!("{name} = {}", plain(value.get(name)?))));
    format!("{{ {} }}", stated.collect::<Vec<_>>().join(", "))
}

pub(super) fn plain(value: &Value) -> String {
    match value {
        Value::String(string) => text(string),
        Value::Array(elements) => {
            format!("[{}]", elements.iter().map(plain).collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}

fn quotes(file: &mut String, block: &str, claim: &Claim) {
    if claim.quotes.is_empty() {
        return;
    }
    let _ = writeln!(file, "[{block}.quotes]");
    for (path, phrase) in &claim.quotes {
        line(file, &key(path), &text(phrase));
    }
}

/// A path as a key of TOML: always in quotation marks, for it holds dots.
fn key(path: &str) -> String {
    // A basic string of one line: what its letters cannot be is escaped as in JSON.
    serde_json::to_string(path).unwrap_or_default()
}
