//! What a list said of those who still stand on it, and says no longer.

use std::collections::{BTreeMap, BTreeSet};

use detente_core::RecordId;
use serde_json::{Map, Value};

/// Observations say what was so on a day: what a later edition sees is no other word on it.
const OBSERVED: [&str; 2] = [super::ACTIONS, "stays"];

/// The values that were said before and are not yet met again, of those who are.
#[derive(Debug, Default)]
pub(super) struct Unsaid {
    of: BTreeMap<RecordId, BTreeSet<String>>,
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
            left.retain(|one| !now.contains(one));
            if left.is_empty() {
                self.of.remove(subject);
            }
        }
    }

    /// How many values it says no longer, by noun and field.
    pub fn by_field(self) -> BTreeMap<String, u64> {
        let mut fields = BTreeMap::new();
        for (subject, left) in &self.of {
            for one in left {
                let field = one.split_once('.').map_or(one.as_str(), |(field, _)| field);
                let field = format!("{}.{field}", subject.noun());
                if self.stated.contains(&field) {
                    *fields.entry(field).or_default() += 1;
                }
            }
        }
        fields
    }
}

/// Every field of one value, and every element of a list, by its key or as it stands.
fn said(fields: &Map<String, Value>) -> BTreeSet<String> {
    let mut said = BTreeSet::new();
    for (field, value) in fields.iter().filter(|(field, _)| !OBSERVED.contains(&field.as_str())) {
        match value {
            Value::Array(elements) => said.extend(elements.iter().map(|element| {
                let key = element.get("key").and_then(Value::as_str);
                key.map_or_else(|| format!("{field}.{element}"), |key| format!("{field}.{key}"))
            })),
            _ => _ = said.insert(field.clone()),
        }
    }
    said
}
