//! A record on its way out, and what must be known to write it.

use std::collections::{BTreeSet, HashMap};

use detente_core::{Day, Id, Noun, Record, RecordId, Shape, Source, Table, Witness};
use serde_json::{Map, Value, json};

/// A record on its way out.
#[derive(Clone, Copy, Debug)]
pub struct Leaving<'a, N> {
    /// The record.
    pub record: &'a Record<N>,
    /// What it is called.
    pub label: &'a str,
    /// What the rules of the domain answer of it on the day asked for, in the
    /// order of [`questions`]; empty where no day is.
    pub answers: &'a [String],
    /// What stands around it.
    pub around: &'a Around,
}

/// What stands around the records of an export.
#[derive(Clone, Debug, Default)]
pub struct Around {
    /// The address that the identifiers of records are put after; none where
    /// nobody shows them.
    pub base: Option<String>,
    /// The day that is asked about.
    pub on: Option<Day>,
    /// What the records that are named are called.
    pub labels: HashMap<RecordId, String>,
    /// The sources that speak, and the lists that they are editions of.
    pub sources: HashMap<Id<Source>, Source>,
}

/// What is asked of a noun on a day, by the names of the columns.
#[must_use]
pub fn questions(noun: &str) -> &'static [&'static str] {
    match noun {
        "detention" => &["custody", "days_held"],
        "sanction" => &["standing"],
        _ => &[],
    }
}

impl Around {
    /// What a record is called: its identifier, where nothing else is known.
    pub(super) fn label<'a>(&'a self, id: &'a RecordId) -> &'a str {
        self.labels.get(id).map_or(id.as_str(), String::as_str)
    }

    /// Where a record is shown, if anyone shows it.
    pub(super) fn url(&self, id: &RecordId) -> Option<String> {
        let base = self.base.as_ref()?;
        Some(format!("{}/{id}", base.trim_end_matches('/')))
    }

    /// The terms on which what a source says may be used: its own, else those of
    /// the list that it is an edition of.
    pub(super) fn terms<'s>(&'s self, source: &'s Source) -> Option<&'s str> {
        let list = || self.sources.get(source.edition_of.as_ref()?);
        let own = source.terms_of_use.as_deref();
        own.or_else(|| list()?.terms_of_use.as_deref())
    }
}

impl<'a, N: Noun> Leaving<'a, N> {
    pub(super) fn id(&self) -> &'a RecordId {
        self.record.id.as_record_id()
    }

    pub(super) fn url(&self) -> Option<String> {
        self.around.url(self.id())
    }

    /// The fields that the noun has, in their order.
    pub(super) fn table() -> &'static Table {
        const NONE: &Table = &Table { name: "", doc: "", keyed: false, fields: &[] };
        match N::SHAPE {
            Shape::Table(table) => table,
            _ => NONE,
        }
    }

    /// What the record says, by field.
    pub(super) fn fields(&self) -> Map<String, Value> {
        match serde_json::to_value(&self.record.fields) {
            Ok(Value::Object(fields)) => fields,
            _ => Map::new(),
        }
    }

    /// The fields of the record, then those that it would have on each side of
    /// what its sources disagree on and nobody settled.
    pub(super) fn sides(&self) -> impl Iterator<Item = &'a N> {
        let account = &self.record.account;
        let open = |at: usize| account.disputes.get(at).is_some_and(|dispute| !dispute.settled);
        let others = account.without.iter().filter(move |one| open(one.dispute));
        std::iter::once(&self.record.fields).chain(others.map(|one| &one.fields))
    }

    /// The questions asked on a day, with their answers.
    pub(super) fn answered(&self) -> impl Iterator<Item = (&'static str, &'a str)> {
        questions(N::NAME).iter().copied().zip(self.answers.iter().map(String::as_str))
    }

    /// The fields that the sources disagree on, where the keepers did not settle it.
    pub(super) fn disputed(&self) -> Vec<&'a str> {
        let open = self.record.account.disputes.iter().filter(|dispute| !dispute.settled);
        let fields: BTreeSet<&str> = open.map(|dispute| dispute.field.as_str()).collect();
        fields.into_iter().collect()
    }

    /// The sources that speak on the record, each with what is known of it.
    pub(super) fn sources(&self) -> Vec<Cited<'a>> {
        let ids = self.record.account.sources().into_iter();
        ids.map(|id| Cited::of(id, self.around)).collect()
    }

    /// Who stands behind each field that is stated, in the order of the record.
    pub(super) fn origins(&self) -> Map<String, Value> {
        let mut origins = Map::new();
        let account = &self.record.account;
        let path = &mut detente_core::Path::default();
        self.record.fields.stated(path, &mut |path, _| {
            let behind: Vec<Value> = account.behind(path).map(witness).collect();
            origins.insert(path.to_owned(), Value::Array(behind));
        });
        origins
    }

    /// The sources' disagreements, side by side.
    pub(super) fn disputes(&self) -> Vec<Value> {
        let account = &self.record.account;
        let disputes = account.disputes.iter().map(|dispute| {
            let sides = dispute.sides.iter().map(|side| {
                let by = side.claims.iter().filter_map(|at| account.witnesses.get(*at));
                let by: Vec<Value> = by.map(witness).collect();
                json!({ "says": side.says, "fields": side.fields, "by": by })
            });
            let mut told = Map::new();
            told.insert("field".to_owned(), json!(dispute.field));
            told.insert("kind".to_owned(), json!(dispute.kind));
            if let Some(rule) = &dispute.rule {
                told.insert("rule".to_owned(), json!(rule));
            }
            told.insert("settled".to_owned(), json!(dispute.settled));
            told.insert("sides".to_owned(), sides.collect());
            Value::Object(told)
        });
        disputes.collect()
    }
}

/// Whose word it is: the source, and whom it passes on.
fn witness(witness: &Witness) -> Value {
    let mut told = Map::new();
    told.insert("source".to_owned(), json!(witness.source));
    if let Some(voice) = &witness.said_by {
        told.insert("said_by".to_owned(), json!(voice));
    }
    if witness.denies {
        told.insert("denies".to_owned(), json!(true));
    }
    Value::Object(told)
}

/// A source that speaks, with what whoever uses it must know.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cited<'a> {
    pub id: &'a Id<Source>,
    pub label: &'a str,
    pub url: Option<&'a str>,
    pub archived_url: Option<&'a str>,
    pub publisher: Option<&'a str>,
    pub published_on: Option<detente_core::PartialDate>,
    pub terms: Option<&'a str>,
}

impl<'a> Cited<'a> {
    fn of(id: &'a Id<Source>, around: &'a Around) -> Self {
        let known = around.sources.get(id);
        let publisher = known.and_then(|source| source.publisher.as_ref());
        Self {
            id,
            label: around.label(id.as_record_id()),
            url: known.and_then(|source| Some(source.url.as_ref()?.as_str())),
            archived_url: known.and_then(|source| Some(source.archived_url.as_ref()?.as_str())),
            publisher: publisher.map(|publisher| around.label(publisher.as_record_id())),
            published_on: known.and_then(|source| source.published_on),
            terms: known.and_then(|source| around.terms(source)),
        }
    }

    /// The same as JSON, with nothing where nothing is known.
    pub fn json(&self) -> Value {
        let mut told = Map::new();
        let mut tell = |name: &str, value: Option<Value>| {
            told.extend(value.map(|value| (name.to_owned(), value)));
        };
        tell("id", Some(json!(self.id)));
        tell("label", Some(json!(self.label)));
        tell("url", self.url.map(Value::from));
        tell("archived_url", self.archived_url.map(Value::from));
        tell("publisher", self.publisher.map(Value::from));
        tell("published_on", self.published_on.map(|on| json!(on)));
        tell("terms_of_use", self.terms.map(Value::from));
        Value::Object(told)
    }
}
