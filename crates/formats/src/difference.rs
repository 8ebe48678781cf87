//! What a newer edition changes of what the record holds of its list: that alone is claimed.
//!
//! The caller reads the edition and hands every claim to `claims`, with what the record
//! holds of its subject in the word of this list, if anything; then every measure that
//! it holds of the list to `unseen`. Neither needs an order, and nothing but the keys
//! of the measures is kept.

use std::collections::BTreeMap;

use detente_core::{
    ActionKind, Claim, Day, Id, NewClaim, Noun, RecordId, Sanction, Source, States, with_noun,
};
use serde_json::{Map, Value};

use crate::{party::seen, reading::Seen};

/// An edition of a list, as the record knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownEdition {
    /// Its source: `source/ofac-sdn-2021-07-01`.
    pub source: Id<Source>,
    /// The day it was published.
    pub on: Day,
    /// The day it was read.
    pub read_on: Day,
}

/// What an edition changes: how many were added, changed and left, and which fields were changed how often.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Records that the list did not speak of before, by noun.
    pub added: BTreeMap<String, u64>,
    /// Records of which it says something else now, by noun.
    pub changed: BTreeMap<String, u64>,
    /// The fields that it says something else of, by noun and field.
    pub fields: BTreeMap<String, u64>,
    /// Measures that no longer stand on it.
    pub left: u64,
    /// Measures that stood on it, no longer did, and do again.
    pub returned: u64,
}

/// The comparison of an edition with the newest one that the record holds.
#[derive(Debug)]
pub struct Difference {
    previous: Option<KnownEdition>,
    now: KnownEdition,
    listed: Seen,
    added: Seen,
    changed: Seen,
    /// What it came to so far.
    pub changes: Changes,
}

impl Difference {
    /// Begins the comparison of an edition that was read just now. Without a previous one, all is added.
    #[must_use]
    pub fn new(previous: Option<KnownEdition>, now: KnownEdition) -> Self {
        let (listed, added, changed) = (Seen::default(), Seen::default(), Seen::default());
        Self { previous, now, listed, added, changed, changes: Changes::default() }
    }

    /// Whether the edition is older than the newest that the record holds: then it adds to
    /// what was known of the past, and takes nobody off the list.
    #[must_use]
    pub fn is_older(&self) -> bool {
        self.previous.as_ref().is_some_and(|previous| self.now.on < previous.on)
    }

    /// What of a claim is new, beside what the record holds of its subject in the word of this
    /// list (the fields as JSON). A measure on an older edition alone was off the list by the newer one.
    pub fn claims(&mut self, new: NewClaim, held: Option<&Value>) -> Vec<NewClaim> {
        let subject = new.claim.subject.clone();
        let measure = subject.noun() == Sanction::NAME;
        if measure {
            self.listed.first(subject.as_str());
        }
        let Some(held) = held.and_then(Value::as_object).filter(|held| !held.is_empty()) else {
            // What a list says of one entry may come in several claims.
            if self.added.first(subject.as_str()) {
                *self.changes.added.entry(subject.noun().to_owned()).or_default() += 1;
            }
            let gone = (measure && self.is_older()).then(|| self.previous.clone()).flatten();
            let gone = gone.and_then(|previous| unlisted(&subject, &previous));
            return std::iter::once(new).chain(gone).collect();
        };
        let Ok(Value::Object(stated)) = serde_json::from_str(new.claim.states.as_str()) else {
            return vec![new];
        };
        let (differs, returned) = differing(&stated, held);
        if differs.is_empty() {
            return Vec::new();
        }
        let Some(told) = states(&subject, &differs) else { return vec![new] };
        if returned {
            self.changes.returned += 1;
        }
        if self.changed.first(subject.as_str()) {
            *self.changes.changed.entry(subject.noun().to_owned()).or_default() += 1;
        }
        for field in differs.keys() {
            *self.changes.fields.entry(format!("{}.{field}", subject.noun())).or_default() += 1;
        }
        vec![NewClaim { claim: Claim { states: told, ..new.claim }, ..new }]
    }

    /// Whether a measure that the record holds of this list is not on the edition, and the edition tells that it left.
    #[must_use]
    pub fn may_have_left(&self, subject: &RecordId) -> bool {
        !self.is_older() && !self.listed.holds(subject.as_str())
    }

    /// The observation that a measure which the record holds of this list no longer stands on it;
    /// none where it does, where it was seen to have left before, or where the edition is an older one.
    /// To be asked once every claim of the reading was compared.
    pub fn unseen(&mut self, subject: &RecordId, held: &Value) -> Option<NewClaim> {
        if !self.may_have_left(subject) {
            return None;
        }
        let actions = held.get("actions").and_then(Value::as_array);
        if latest(actions?)?.get("kind")? == ActionKind::SeenUnlisted.word() {
            return None;
        }
        self.changes.left += 1;
        unlisted(subject, &self.now)
    }
}

fn unlisted(subject: &RecordId, edition: &KnownEdition) -> Option<NewClaim> {
    let actions = vec![seen(edition.on, ActionKind::SeenUnlisted)];
    let states = States::of(&Sanction { actions, ..Sanction::default() }).ok()?;
    let claim = Claim {
        subject: subject.clone(),
        source: edition.source.clone(),
        said_by: None,
        read_on: edition.read_on,
        denies: false,
        states,
        quotes: BTreeMap::default(),
    };
    Some(NewClaim { claim, new: false, written_at: None })
}

fn states(subject: &RecordId, fields: &Map<String, Value>) -> Option<States> {
    let fields = Value::Object(fields.clone());
    with_noun!(subject.noun(), N => {
        let fields: N = serde_json::from_value(fields).ok()?;
        States::of(&fields).ok()
    }, _ => None)
}

/// The fields that are stated otherwise than they are held, and whether one comes back to the list.
fn differing(stated: &Map<String, Value>, held: &Map<String, Value>) -> (Map<String, Value>, bool) {
    let mut differs = Map::new();
    let mut returned = false;
    for (field, value) in stated {
        match (value, held.get(field)) {
            (Value::Array(elements), Some(Value::Array(known))) => {
                let mut kept = Vec::new();
                for element in elements {
                    kept.extend(differing_element(element, known, &mut returned));
                }
                if !kept.is_empty() {
                    differs.insert(field.clone(), Value::Array(kept));
                }
            }
            (value, Some(known)) if value == known => {}
            (value, _) => {
                differs.insert(field.clone(), value.clone());
            }
        }
    }
    (differs, returned)
}

/// What of an element is new: all of one whose key is, of others the fields that differ.
fn differing_element(element: &Value, known: &[Value], returned: &mut bool) -> Option<Value> {
    let Some(key) = element.get("key").and_then(Value::as_str) else {
        return (!known.contains(element)).then(|| element.clone());
    };
    if let Some(same) = known.iter().find(|one| one.get("key").and_then(Value::as_str) == Some(key))
    {
        let (part, same) = (element.as_object()?, same.as_object()?);
        let mut part: Map<String, Value> = part
            .iter()
            .filter(|(field, value)| same.get(*field) != Some(value))
            .map(|(f, v)| (f.clone(), v.clone()))
            .collect();
        if part.is_empty() {
            return None;
        }
        part.insert("key".to_owned(), Value::String(key.to_owned()));
        return Some(Value::Object(part));
    }
    // To be seen in the same state again is no change; what an older edition saw comes before what is known.
    if key.starts_with("seen-")
        && let Some(last) = latest(known.iter().filter(|one| {
            one.get("key").and_then(Value::as_str).is_some_and(|of_one| of_one < key)
        }))
    {
        if state(last) == state(element) {
            return None;
        }
        *returned |= last.get("kind") == Some(&Value::from(ActionKind::SeenUnlisted.word()));
    }
    Some(element.clone())
}

/// The latest observation among some elements. Their keys end in the day of the edition.
fn latest<'a>(elements: impl IntoIterator<Item = &'a Value>) -> Option<&'a Value> {
    let key = |one: &Value| one.get("key").and_then(Value::as_str).map(str::to_owned);
    let seen =
        elements.into_iter().filter(|one| key(one).is_some_and(|key| key.starts_with("seen-")));
    seen.max_by_key(|one| key(one))
}

/// What was observed, without its day.
fn state(observation: &Value) -> Map<String, Value> {
    let fields = observation.as_object().into_iter().flatten();
    let lasting = fields.filter(|(field, _)| !matches!(field.as_str(), "key" | "on" | "seen_on"));
    lasting.map(|(field, value)| (field.clone(), value.clone())).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::{Edition, File, Format, read};

    const OLD: &str = "1,\"ALFA, Jan\",\"individual\",\"BELARUS\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"DOB 1966.\"\n2,\"BETA\",-0- ,\"BELARUS\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n";
    const NEW: &str = "1,\"ALFA, Jan\",\"individual\",\"BELARUS\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"DOB 08 Sep 1966.\"\n3,\"GAMA\",-0- ,\"BELARUS\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n";

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn edition(on: &str) -> KnownEdition {
        KnownEdition {
            source: format!("source/ofac-sdn-{on}").parse().unwrap(),
            on: day(on),
            read_on: day("2026-08-31"),
        }
    }

    fn claims(text: &str, on: &str) -> Vec<NewClaim> {
        let mut claims = Vec::new();
        let given = Edition::read_on(day("2026-08-31")).published_on(day(on));
        let report =
            read(Format::Ofac, vec![File::new("sdn.csv", text.as_bytes())], &given, &mut claims);
        assert!(report.is_sound(), "{report}");
        claims
    }

    /// What a record holds of the list after these claims: enough of resolution for one list.
    fn hold(held: &mut HashMap<RecordId, Value>, claims: &[NewClaim]) {
        for new in claims {
            let stated: Map<String, Value> =
                serde_json::from_str(new.claim.states.as_str()).unwrap();
            let record =
                held.entry(new.claim.subject.clone()).or_insert_with(|| Value::Object(Map::new()));
            let record = record.as_object_mut().unwrap();
            for (field, value) in stated {
                match (record.get_mut(&field), value) {
                    (Some(Value::Array(known)), Value::Array(more)) => known.extend(more),
                    (_, value) => {
                        record.insert(field, value);
                    }
                }
            }
        }
    }

    fn compare(
        held: &HashMap<RecordId, Value>,
        previous: &str,
        text: &str,
        on: &str,
    ) -> (Vec<NewClaim>, Changes) {
        let mut difference = Difference::new(Some(edition(previous)), edition(on));
        let mut new = Vec::new();
        for claim in claims(text, on) {
            let known = held.get(&claim.claim.subject);
            new.extend(difference.claims(claim, known));
        }
        for (subject, known) in held.iter().filter(|(subject, _)| subject.noun() == "sanction") {
            new.extend(difference.unseen(subject, known));
        }
        (new, difference.changes)
    }

    #[test]
    fn a_newer_edition_changes_what_changed_and_sees_who_left() {
        let mut held = HashMap::new();
        hold(&mut held, &claims(OLD, "2021-07-01"));
        let (new, changes) = compare(&held, "2021-07-01", NEW, "2022-01-31");
        let mut told: Vec<String> = new
            .iter()
            .map(|new| format!("{} {}", new.claim.subject, new.claim.states.as_str()))
            .filter(|told| !told.starts_with("source/"))
            .collect();
        told.sort();
        insta::assert_snapshot!(told.join("\n"));
        assert_eq!((changes.left, changes.returned), (1, 0));
        assert_eq!(changes.changed.get("person"), Some(&1));

        // The same edition again changes nothing, and who left is not seen to leave twice.
        hold(&mut held, &new);
        let (again, _) = compare(&held, "2022-01-31", NEW, "2022-01-31");
        assert!(again.is_empty(), "{again:?}");
        // Who comes back is seen to stand on it again.
        let (back, changes) = compare(&held, "2022-01-31", OLD, "2022-06-01");
        assert_eq!((changes.left, changes.returned), (1, 1));
        assert!(back.iter().any(|new| new.claim.states.as_str().contains("seen-2022-06-01")));
    }

    #[test]
    fn an_older_edition_takes_nobody_off_the_list() {
        let mut held = HashMap::new();
        hold(&mut held, &claims(NEW, "2022-01-31"));
        let (new, changes) = compare(&held, "2022-01-31", OLD, "2021-07-01");
        assert_eq!(changes.left, 0);
        let beta: Vec<&NewClaim> =
            new.iter().filter(|new| new.claim.subject.as_str() == "sanction/ofac-2").collect();
        assert_eq!(beta.len(), 2, "it stood on the older one, and no longer on the newer");
        assert_eq!(beta[1].claim.source.as_str(), "source/ofac-sdn-2022-01-31");
    }
}
