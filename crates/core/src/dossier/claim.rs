//! Reads the `[[claim]]` blocks.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{
    code,
    faults::{About, Faults},
    heading::{Block, Missing},
    leaf::typed,
    near, phrase, quotes,
    source::Sources,
    states::{self, Stated},
    written::{Entry, Node, Written},
};
use crate::{
    Anything, Claim, Day, Id, NewClaim, RecordId, Shape, Source, States, Table, Voice, with_noun,
};

/// The keys of a claim.
pub(super) const KEYS: &[&str] =
    &["source", "subject", "new", "said_by", "denies", "read_on", "states", "quotes"];

/// What is said where a source has no day on which it was read.
pub(super) const NO_DAY: Missing = (
    code::NO_READ_ON,
    "nobody says on which day the source was read",
    "write read_on = \"2025-12-31\", with the day on which you read it",
);

/// A claim that could be read, with the place of everything in it.
#[derive(Debug)]
pub(super) struct Draft {
    pub claim: NewClaim,
    /// The byte it begins at.
    pub at: usize,
    /// The byte at which each path is written.
    pub fields_at: BTreeMap<String, usize>,
    /// The byte at which each quote is written.
    pub quotes_at: BTreeMap<String, usize>,
}

/// What is known of a claim beside what it states.
pub(super) struct Parts<'r> {
    pub at: usize,
    pub record: &'r str,
    pub subject: Option<RecordId>,
    pub source: Option<Id<Source>>,
    pub read_on: Option<Day>,
    pub said_by: Option<Id<Voice>>,
    pub denies: bool,
    pub new: bool,
    /// Where the keys of a claim belong that stand among its fields.
    pub elsewhere: &'static str,
}

/// Reads every `[[claim]]`.
pub(super) fn read_all(
    blocks: Vec<Block<'_>>,
    sources: &Sources,
    faults: &mut Faults<'_>,
) -> Vec<Draft> {
    let blocks = blocks.into_iter().enumerate();
    blocks.filter_map(|(at, block)| read(at + 1, block, sources, faults)).collect()
}

fn read(
    number: usize,
    mut block: Block<'_>,
    sources: &Sources,
    faults: &mut Faults<'_>,
) -> Option<Draft> {
    let subject_entry = block.take("subject");
    let named = subject_entry.as_ref().and_then(|entry| as_text(&entry.value));
    let record = named.map_or_else(|| format!("claim {number}"), str::to_owned);
    let about = |field: &str| About::field(&record, field);

    let subject: Option<RecordId> = if let Some(entry) = &subject_entry {
        let id: Option<Id<Anything>> = typed(&entry.value, &about("subject"), faults);
        id.map(Into::into)
    } else {
        let remedy = "write subject = \"person/…\", or what else the claim is about";
        let problem = "the claim is about nothing";
        faults.note(block.at, about("subject"), code::MISSING, problem, remedy);
        None
    };
    let (source, read_on) = source(&mut block, &record, sources, faults);
    let said_by =
        block.take("said_by").and_then(|entry| typed(&entry.value, &about("said_by"), faults));
    let denies = flag(&mut block, "denies", &record, faults);
    let new = flag(&mut block, "new", &record, faults);
    let states = block.take("states");
    let quotes = block.take("quotes");
    let table = subject.as_ref().and_then(table_of);
    unknown_keys(block.entries, &record, table, faults);
    let entries = stated(states, block.at, &record, faults)?;
    let at = block.at;
    let elsewhere = "write it above [claim.states]: it is about the claim";
    let record = &record;
    let parts = Parts { at, record, subject, source, read_on, said_by, denies, new, elsewhere };
    draft(parts, table?, &entries, quotes, faults)
}

/// The text that stands here, if one does.
pub(super) fn as_text<'w>(written: &'w Written<'_>) -> Option<&'w str> {
    match &written.node {
        Node::Text(text) if !text.trim().is_empty() => Some(text.trim()),
        _ => None,
    }
}

/// A flag; not raised where nothing is written.
pub(super) fn flag(
    block: &mut Block<'_>,
    key: &str,
    record: &str,
    faults: &mut Faults<'_>,
) -> bool {
    let entry = block.take(key);
    entry
        .and_then(|entry| typed(&entry.value, &About::field(record, key), faults))
        .unwrap_or_default()
}

/// The fields that a subject's noun has.
pub(super) fn table_of(subject: &RecordId) -> Option<&'static Table> {
    let shape = with_noun!(subject.noun(), N => <N as crate::Described>::SHAPE, _ => return None);
    match shape {
        Shape::Table(table) => Some(table),
        _ => None,
    }
}

/// The source, and the day it was read: as the claim itself says, else as the source does.
fn source(
    block: &mut Block<'_>,
    record: &str,
    sources: &Sources,
    faults: &mut Faults<'_>,
) -> (Option<Id<Source>>, Option<Day>) {
    let about = About::field(record, "source");
    let given = block.take("read_on");
    let own: Option<Day> = given
        .as_ref()
        .and_then(|entry| typed(&entry.value, &About::field(record, "read_on"), faults));
    let Some(entry) = block.take("source") else {
        faults.note(
            block.at,
            about,
            code::NO_SOURCE,
            "the claim has no source",
            "write source = \"S1\", with the key of a [[source]] of this file",
        );
        return (None, None);
    };
    let Some(text) = as_text(&entry.value) else {
        // It is no text, and its type says what is wrong.
        let _: Option<String> = typed(&entry.value, &about, faults);
        return (None, None);
    };
    if let Some(known) = sources.of_key(text) {
        return (known.id.clone(), if given.is_some() { own } else { known.read_on });
    }
    if !text.contains('/') {
        let keys = sources.keys();
        let remedy = if keys.is_empty() {
            "write a [[source]] with this key first".to_owned()
        } else {
            near::remedy(text, "the keys of this file are", &keys)
        };
        let problem = format!("the file has no source with the key {}", phrase::quoted(text));
        faults.note(entry.value.at, about, code::UNKNOWN_SOURCE, problem, remedy);
        return (None, None);
    }
    let id: Option<Id<Source>> = typed(&entry.value, &about, faults);
    let read_on = own.or_else(|| sources.read_on(id.as_ref()?));
    if id.is_some() && given.is_none() && read_on.is_none() {
        let (code, problem, remedy) = NO_DAY;
        faults.note(entry.value.at, About::field(record, "read_on"), code, problem, remedy);
    }
    (id, read_on)
}

fn unknown_keys(
    entries: Vec<Entry<'_>>,
    record: &str,
    table: Option<&Table>,
    faults: &mut Faults<'_>,
) {
    for entry in entries {
        let key = &*entry.key;
        let is_field = table.is_some_and(|table| table.fields.iter().any(|f| f.name == key));
        let remedy = if is_field {
            "write it under [claim.states]".to_owned()
        } else {
            near::remedy(key, "its keys are", KEYS)
        };
        let problem = format!("a claim has no key {}", phrase::quoted(key));
        faults.note(entry.at, About::record(record), code::UNKNOWN_FIELD, problem, remedy);
    }
}

/// The entries of `[claim.states]`.
fn stated<'a>(
    states: Option<Entry<'a>>,
    at: usize,
    record: &str,
    faults: &mut Faults<'_>,
) -> Option<Vec<Entry<'a>>> {
    let about = About::record(record);
    let remedy = "write what the source says under [claim.states]";
    match states.map(|entry| (entry.value.at, entry.value.node)) {
        Some((_, Node::Table(entries))) if !entries.is_empty() => Some(entries),
        Some((_, Node::Broken)) => None,
        None | Some((_, Node::Table(_))) => {
            faults.note(at, about, code::STATES_NOTHING, "the claim states nothing", remedy);
            None
        }
        Some((at, other)) => {
            let problem = format!("`states` is a table, and here stands {}", other.in_words());
            faults.note(at, about, code::WRONG_KIND, problem, remedy);
            None
        }
    }
}

/// Reads what is stated and quoted, and makes the claim of it, if all that a
/// claim needs could be read.
pub(super) fn draft(
    parts: Parts<'_>,
    table: &Table,
    entries: &[Entry<'_>],
    quotes: Option<Entry<'_>>,
    faults: &mut Faults<'_>,
) -> Option<Draft> {
    let Stated { fields, at: fields_at } =
        states::read(table, entries, parts.record, parts.elsewhere, faults);
    let (quotes, quotes_at) = quotes::read(quotes, parts.record, &fields_at, faults);
    let subject = parts.subject?;
    let states = with_noun!(subject.noun(), N => {
        serde_json::from_value::<N>(Value::Object(fields)).and_then(|fields| States::of(&fields))
    }, _ => return None);
    let states = match states {
        Ok(states) => states,
        Err(error) => {
            // Every field was read by its shape, so this is a field that has none.
            let remedy = "correct it, or leave it out";
            let about = About::record(parts.record);
            faults.note(parts.at, about, code::MALFORMED_VALUE, error.to_string(), remedy);
            return None;
        }
    };
    let claim = Claim {
        subject,
        source: parts.source?,
        said_by: parts.said_by,
        read_on: parts.read_on?,
        denies: parts.denies,
        states,
        quotes,
    };
    let written_at = Some(faults.place(parts.at));
    let claim = NewClaim { claim, new: parts.new, written_at };
    Some(Draft { claim, at: parts.at, fields_at, quotes_at })
}
