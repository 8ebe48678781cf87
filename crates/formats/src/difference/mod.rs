//! What a newer edition changes of what the record holds of its list: that alone is claimed.
//!
//! The caller reads the edition and hands every claim to `claims`, with what the record
//! holds of its subject in the word of this list, if anything; then every measure that
//! it holds of the list to `unseen`; and `doubt` at last, whether the file may have been cut
//! off, or be of another numbering. Neither claims nor measures need an order, and nothing but
//! their keys is kept.

mod doubt;
mod fields;
#[cfg(test)]
mod tests;
mod unsaid;

use std::collections::{BTreeMap, BTreeSet};

use detente_core::{
    ActionKind, Claim, Day, Fault, Id, NewClaim, Noun, RecordId, Sanction, Seen, Source, States,
    with_noun,
};
use serde_json::{Map, Value};

use self::{
    doubt::Names,
    fields::{ACTIONS, differing, latest},
    unsaid::Unsaid,
};
use crate::party::seen;

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
    /// Values that it gave before, of those of whom it still speaks, and gives no longer, by noun and
    /// field: of these nothing is claimed, and they stay the word of the edition that gave them.
    pub unsaid: BTreeMap<String, u64>,
    /// Measures that stood on it and still do: of these nothing is claimed.
    pub stayed: u64,
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
    met: Seen,
    added: Seen,
    changed: Seen,
    unsaid: Unsaid,
    names: Names,
    partial: BTreeSet<&'static str>,
    /// What it came to so far.
    pub changes: Changes,
}

impl Difference {
    /// Begins the comparison of an edition that was read just now. Without a previous one, all is added.
    #[must_use]
    pub fn new(previous: Option<KnownEdition>, now: KnownEdition) -> Self {
        let (met, added, changed) = (Seen::default(), Seen::default(), Seen::default());
        let (unsaid, names, partial) = (Unsaid::default(), Names::default(), BTreeSet::new());
        Self {
            previous,
            now,
            met,
            added,
            changed,
            unsaid,
            names,
            partial,
            changes: Changes::default(),
        }
    }

    /// The same, where of these fields a part stands in files that were not given.
    #[must_use]
    pub fn with_partial(self, partial: BTreeSet<&'static str>) -> Self {
        Self { partial, ..self }
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
        let first = self.met.first(subject.as_str());
        let held = held.and_then(Value::as_object).filter(|held| !held.is_empty());
        let Some(held) = held else {
            // What a list says of one entry may come in several claims.
            if self.added.first(subject.as_str()) {
                *self.changes.added.entry(subject.noun().to_owned()).or_default() += 1;
            }
            let gone = (measure && self.is_older()).then(|| self.previous.clone()).flatten();
            let gone = gone.and_then(|previous| unlisted(&subject, &previous));
            return std::iter::once(new).chain(gone).collect();
        };
        self.changes.stayed += u64::from(measure && first && stands(held.get(ACTIONS)));
        let Ok(Value::Object(stated)) = serde_json::from_str(new.claim.states.as_str()) else {
            return vec![new];
        };
        self.names.note(&stated, held);
        if !self.is_older() {
            self.unsaid.note(&subject, first, &stated, held);
        }
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

    /// What the edition comes to. To be asked last.
    #[must_use]
    pub fn changes(mut self) -> Changes {
        self.changes.unsaid = self.unsaid.by_field(&self.partial);
        self.changes
    }

    /// Whether the edition does not speak of a subject that the record holds of this list, and
    /// tells by that that it left. To be asked once every claim of the reading was compared.
    #[must_use]
    pub fn may_have_left(&self, subject: &RecordId) -> bool {
        !self.is_older() && !self.met.holds(subject.as_str())
    }

    /// Whether the list is read for which measures stand on it, and so tells by itself which left. To be
    /// asked once every claim of the reading was compared, and every measure looked for.
    #[must_use]
    pub fn tells_who_stands(&self) -> bool {
        let Changes { stayed, left, returned, .. } = self.changes;
        stayed + left + returned > 0
    }

    /// The observation that a measure which the record holds of this list no longer stands on it;
    /// none where it does, where it was seen to have left before, or where the edition is an older one.
    /// To be asked once every claim of the reading was compared.
    pub fn unseen(&mut self, subject: &RecordId, held: &Value) -> Option<NewClaim> {
        if !self.may_have_left(subject) {
            return None;
        }
        if !stands(held.get(ACTIONS)) {
            return None;
        }
        self.changes.left += 1;
        unlisted(subject, &self.now)
    }

    /// Why the edition must be doubted, whose file stands here: where so much left the list that the file
    /// may have been cut off, where its numbers are no longer those of the same parties, or where another
    /// file said the contrary of the same day. To be asked last.
    #[must_use]
    pub fn doubt(&self, place: Option<String>) -> Option<Fault> {
        let Changes { left, stayed, .. } = self.changes;
        doubt::shrank(left, stayed)
            .or_else(|| self.names.doubt())
            .or_else(|| doubt::corrects(left, self.now.on, self.previous.as_ref()?.on))
            .map(|fault| Fault { written_at: place, ..fault })
    }
}

/// Whether a measure stands on the list by the latest that was seen of it.
fn stands(actions: Option<&Value>) -> bool {
    let latest = actions.and_then(Value::as_array).and_then(latest);
    let kind = latest.and_then(|seen| seen.get("kind"));
    kind.is_some_and(|kind| kind != ActionKind::SeenUnlisted.word())
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
