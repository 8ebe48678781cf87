//! A record as it stands when it is opened: its values, and who says each.

use std::collections::BTreeMap;

use detente_core::{RecordId, ViewerRole};
use serde_json::{Map, Value};

use crate::{
    failure::Failure,
    session::{Session, misread},
    show::{Who, documents, voices},
};

operations!("graphql/edit.graphql": RecordOpened);

documents!(record_opened::Doc);
voices!(record_opened::Seen);

/// Who writes.
pub struct Writer {
    /// The name in which it will stand in the ledger, unless an admin says whose work it is.
    pub name: String,
}

/// A record as it stands.
pub struct Opened {
    /// What it is known by: another than was asked for, where that one was merged into it.
    pub id: RecordId,
    /// What it is called.
    pub label: String,
    /// Its fields, in the form of a claim.
    pub states: Map<String, Value>,
    /// Who says each value, by the path that answers have for it, in plain letters.
    said: BTreeMap<String, String>,
    /// The paths on which sources contradict each other, as answers have them.
    pub disputed: Vec<String>,
}

impl Opened {
    /// The record, if anyone speaks of it.
    pub async fn of(session: &Session, id: &RecordId) -> Result<Option<Self>, Failure> {
        Ok(Self::with_writer(session, id).await?.1)
    }

    /// The record, if anyone speaks of it, and who writes. Who may not submit is told
    /// before they have typed a word.
    pub async fn with_writer(
        session: &Session,
        id: &RecordId,
    ) -> Result<(Writer, Option<Self>), Failure> {
        let variables = record_opened::Variables { id: id.to_string() };
        let answer = session.answer::<RecordOpened>(variables).await?;
        let record_opened::RecordOpenedViewer { name, role } = answer.viewer;
        if role < ViewerRole::Contributor {
            let who = if name == "public" { "the public" } else { &name };
            return Err(Failure::NotAuthorised(format!("{who} may not submit claims")));
        }
        let writer = Writer { name };
        let one = answer.one.map(Self::read).transpose()?;
        Ok((writer, one))
    }

    fn read(one: record_opened::RecordOpenedOne) -> Result<Self, Failure> {
        let id = one
            .id
            .parse()
            .map_err(|error: detente_core::IdError| Failure::Unintelligible(error.to_string()))?;
        let states = one.states.read().map_err(misread)?;
        let disputed = one.disputes.iter().map(|dispute| dispute.field.clone()).collect();
        let said = one.says.iter().map(|said| (plain(&said.field), who(said, &one.disputes)));
        Ok(Self { id, label: one.label, states, said: said.collect(), disputed })
    }

    /// A record that nobody speaks of.
    pub fn nothing(id: RecordId) -> Self {
        let label = id.slug().to_owned();
        Self { id, label, states: Map::new(), said: BTreeMap::new(), disputed: Vec::new() }
    }

    /// Who says each value, by its path.
    pub fn said(&self) -> BTreeMap<String, String> {
        let mut paths = Vec::new();
        walk("", &self.states, &mut paths);
        let said = paths.into_iter().filter_map(|path| {
            let who = self.said.get(&plain(&path))?.clone();
            Some((path, who))
        });
        said.collect()
    }
}

/// Who says a value, and who contradicts.
fn who(
    said: &record_opened::RecordOpenedOneSays,
    disputes: &[record_opened::RecordOpenedOneDisputes],
) -> String {
    let winner = said.witnesses.first().map(Who::who).unwrap_or_default();
    let text = match said.witnesses.len() {
        0 | 1 => winner,
        several => format!("{winner} and {} more", several - 1),
    };
    let touches = |field: &String| *field == said.field;
    let found = disputes.iter().filter(|dispute| {
        touches(&dispute.field) || dispute.sides.iter().any(|side| side.fields.iter().any(touches))
    });
    // The first side is the one that the record follows.
    let others = found.flat_map(|dispute| dispute.sides.iter().skip(1)).map(|side| {
        let who = side.witnesses.first().map(Who::who).unwrap_or_default();
        let denies = side.witnesses.first().is_some_and(|witness| witness.denies);
        format!("{}{} says {who}", if denies { "not " } else { "" }, side.says)
    });
    let others: Vec<String> = others.collect();
    // A dispute within an element is told where it stands.
    if others.is_empty() {
        return text;
    }
    format!("{text}; disputed: {}", others.join("; "))
}

/// Every path that is stated, of lists also those of their elements.
fn walk(above: &str, fields: &Map<String, Value>, paths: &mut Vec<String>) {
    for (name, value) in fields.iter().filter(|(name, _)| *name != "key") {
        let path = if above.is_empty() { name.clone() } else { format!("{above}.{name}") };
        let Value::Array(elements) = value else {
            paths.push(path);
            continue;
        };
        for element in elements {
            let key = element.get("key").unwrap_or(element).as_str().unwrap_or_default();
            let path = format!("{path}.{}", detente_core::spelled(key));
            if let Value::Object(fields) = element {
                walk(&path, fields, paths);
            }
            paths.push(path);
        }
    }
}

/// A path in the letters that both of its spellings have: `taken_to_country` and `takenToCountry`.
fn plain(path: &str) -> String {
    path.chars().filter(|letter| *letter != '_').flat_map(char::to_lowercase).collect()
}
