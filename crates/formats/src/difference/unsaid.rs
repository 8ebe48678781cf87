//! What a list said of those who still stand on it, and says no longer.

use std::collections::{BTreeMap, BTreeSet};

use detente_core::{RecordId, brief};
use serde_json::{Map, Value};

use super::fields::{ACTIONS, VALUES, content};

/// Observations say what was so on a day: what a later edition sees is no other word on it.
const OBSERVED: [&str; 2] = [ACTIONS, "stays"];

/// The values that were said before and are not yet met again, of those who are.
#[derive(Debug, Default)]
pub(super) struct Unsaid {
    of: BTreeMap<RecordId, BTreeSet<Said>>,
    /// The fields that this edition states of anybody: what it states of nobody may stand in a
    /// file of the set that was not given.
    stated: BTreeSet<String>,
}

impl Unsaid {
    /// Notes what one claim of the edition says, beside what is held of its subject; `first` where
    /// it is the first on it.
    pub fn note(
        &mut self,
        subject: &RecordId,
        first: bool,
        stated: &Map<String, Value>,
        held: &Map<String, Value>,
    ) {
        self.stated.extend(stated.keys().map(|field| format!("{}.{field}", subject.noun())));
        if first {
            self.of.insert(subject.clone(), said(held));
        }
        if let Some(left) = self.of.get_mut(subject) {
            let now = said(stated);
            let contents: BTreeSet<_> = now.iter().filter_map(|one| one.content).collect();
            // A key that was given to what the list said before under another is met by that alone.
            let before: BTreeSet<_> = said(held).iter().filter_map(|one| one.content).collect();
            let is_other =
                |one: &&Said| one.content.is_none_or(|content| !before.contains(&content));
            let keys: BTreeSet<&str> =
                now.iter().filter(is_other).map(|one| one.key.as_str()).collect();
            let is_met = |one: &Said| {
                keys.contains(one.key.as_str())
                    || one.content.is_some_and(|content| contents.contains(&content))
            };
            left.retain(|one| !is_met(one));
            if left.is_empty() {
                self.of.remove(subject);
            }
        }
    }

    /// How many values it says no longer, by noun and field; of `partial` fields that cannot be said.
    pub fn by_field(self, partial: &BTreeSet<&'static str>) -> BTreeMap<String, u64> {
        let mut fields = BTreeMap::new();
        for (subject, left) in &self.of {
            for one in left {
                let key = one.key.as_str();
                let field = key.split_once('.').map_or(key, |(field, _)| field);
                if partial.contains(field) {
                    continue;
                }
                let field = format!("{}.{field}", subject.noun());
                if self.stated.contains(&field) {
                    *fields.entry(field).or_default() += 1;
                }
            }
        }
        fields
    }
}

/// A field, or an element of a list, by its key or as it stands.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Said {
    key: String,
    /// What an element says beside its key, where it may say that under another.
    content: Option<[u8; 16]>,
}

/// Every field of one value, and every element of a list.
fn said(fields: &Map<String, Value>) -> BTreeSet<Said> {
    let mut said = BTreeSet::new();
    for (field, value) in fields.iter().filter(|(field, _)| !OBSERVED.contains(&field.as_str())) {
        match value {
            Value::Array(elements) => said.extend(elements.iter().map(|element| {
                let key = element.get("key").and_then(Value::as_str);
                let of_element = || brief(&format!("{field} {:?}", content(element)));
                let content = VALUES.contains(&field.as_str()).then(of_element);
                let key = key
                    .map_or_else(|| format!("{field}.{element}"), |key| format!("{field}.{key}"));
                Said { key, content }
            })),
            _ => _ = said.insert(Said { key: field.clone(), content: None }),
        }
    }
    said
}
