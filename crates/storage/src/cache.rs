//! The record cache: records and relations that were read before, until the
//! ledger says that they changed.

use std::{
    any::Any,
    collections::HashSet,
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicU32, Ordering},
    },
};

use detente_core::{Audience, Id, NOUNS, Noun, Record, RecordId};
use quick_cache::{Weighter, sync::Cache as Kept};

use crate::StoreFigures;

/// How much the cache may hold, in bytes, about.
const BYTES: u64 = 96 * 1024 * 1024;

type Key = (Audience, RecordId);

/// What points to a record: from which noun, in which field.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Relation {
    pub audience: Audience,
    pub to: RecordId,
    pub noun: &'static str,
    pub field: &'static str,
}

#[derive(Clone)]
struct Entry {
    /// Silence where the audience has no record of the subject.
    record: Option<Arc<dyn Any + Send + Sync>>,
    bytes: u64,
}

#[derive(Clone)]
struct Size;

impl Weighter<Key, Entry> for Size {
    fn weight(&self, _: &Key, entry: &Entry) -> u64 {
        entry.bytes
    }
}

impl Weighter<Relation, Arc<Vec<RecordId>>> for Size {
    fn weight(&self, relation: &Relation, from: &Arc<Vec<RecordId>>) -> u64 {
        let ids = from.iter().map(|id| id.as_str().len() + 32).sum::<usize>();
        (ids + relation.to.as_str().len() + 96) as u64
    }
}

pub(crate) struct Cache {
    /// The nouns of which few records are in memory, a bit each.
    cold: AtomicU32,
    records: Kept<Key, Entry, Size>,
    relations: Kept<Relation, Arc<Vec<RecordId>>, Size>,
    turn: RwLock<Turn>,
}

/// How often something was forgotten. What was read before the last time may be
/// what was forgotten then, and is not kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Turn(u64);

impl Cache {
    pub(crate) fn new() -> Self {
        Self::holding(BYTES)
    }

    /// One that holds about so many bytes.
    pub(crate) fn holding(bytes: u64) -> Self {
        let records = usize::try_from(bytes / 1000).unwrap_or(usize::MAX);
        Self {
            cold: AtomicU32::new(u32::MAX),
            records: Kept::with_weighter(records, bytes * 3 / 4, Size),
            relations: Kept::with_weighter(records, bytes / 4, Size),
            turn: RwLock::default(),
        }
    }

    /// What it holds, and how often it had what was asked for.
    pub(crate) fn figures(&self) -> StoreFigures {
        StoreFigures {
            cached: self.records.len() as u64,
            cached_bytes: self.records.weight() + self.relations.weight(),
            hits: self.records.hits(),
            misses: self.records.misses(),
            ..StoreFigures::default()
        }
    }

    /// To be asked before something is read that is to be kept.
    pub(crate) fn turn(&self) -> Turn {
        *self.turn.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether few records of a noun are in memory.
    pub(crate) fn is_cold(&self, noun: &str) -> bool {
        self.cold.load(Ordering::Relaxed) & bit(noun) != 0
    }

    /// Notes that a page of a noun was read into memory.
    pub(crate) fn warmed(&self, noun: &str) {
        self.cold.fetch_and(!bit(noun), Ordering::Relaxed);
    }

    /// Notes how many of the records asked for were not in memory.
    pub(crate) fn missed(&self, noun: &str, missing: usize, asked: usize) {
        if asked > 1 && missing * 2 > asked {
            self.cold.fetch_or(bit(noun), Ordering::Relaxed);
        }
    }

    /// What is known of a record: not at all, that there is none, or the record.
    #[expect(clippy::option_option, reason = "not to know, and to know of none, are two things")]
    pub(crate) fn get<N: Noun>(
        &self,
        audience: Audience,
        id: &Id<N>,
    ) -> Option<Option<Arc<Record<N>>>> {
        let entry = self.records.get(&(audience, id.as_record_id().clone()))?;
        match entry.record {
            None => Some(None),
            Some(record) => Some(Some(record.downcast().ok()?)),
        }
    }

    pub(crate) fn keep<N: Noun>(
        &self,
        turn: Turn,
        audience: Audience,
        id: &Id<N>,
        record: Option<Arc<Record<N>>>,
    ) {
        let bytes = record.as_deref().map_or(0, weigh) + id.as_str().len() as u64 + 96;
        let record = record.map(|record| record as Arc<dyn Any + Send + Sync>);
        let now = self.turn.read().unwrap_or_else(PoisonError::into_inner);
        if *now == turn {
            self.records.insert((audience, id.as_record_id().clone()), Entry { record, bytes });
        }
    }

    pub(crate) fn pointing(&self, relation: &Relation) -> Option<Arc<Vec<RecordId>>> {
        self.relations.get(relation)
    }

    pub(crate) fn keep_pointing(&self, turn: Turn, relation: Relation, from: Arc<Vec<RecordId>>) {
        let now = self.turn.read().unwrap_or_else(PoisonError::into_inner);
        if *now == turn {
            self.relations.insert(relation, from);
        }
    }

    /// Forgets the records of these subjects. What they point to may have
    /// changed with them, so every relation from a noun among them goes too.
    pub(crate) fn forget<'a>(&self, subjects: impl Iterator<Item = &'a str>) {
        let mut turn = self.turn.write().unwrap_or_else(PoisonError::into_inner);
        turn.0 += 1;
        let mut nouns = HashSet::new();
        for subject in subjects {
            if let Ok(id) = subject.parse::<RecordId>() {
                nouns.insert(id.noun().to_owned());
                for audience in Audience::ALL {
                    self.records.remove(&(*audience, id.clone()));
                }
            }
        }
        self.relations.retain(|relation, _| !nouns.contains(relation.noun));
    }

    /// Forgets everything.
    pub(crate) fn forget_all(&self) {
        let mut turn = self.turn.write().unwrap_or_else(PoisonError::into_inner);
        turn.0 += 1;
        self.records.clear();
        self.relations.clear();
    }
}

fn bit(noun: &str) -> u32 {
    let at = NOUNS.iter().position(|known| *known == noun);
    at.map_or(0, |at| 1 << at)
}

/// About how many bytes a record takes in memory: what it states, and who says so.
fn weigh<N: Noun>(record: &Record<N>) -> u64 {
    let mut values = 0_usize;
    record
        .fields
        .stated(&mut detente_core::Path::default(), &mut |path, _| values += 48 + path.len());
    let without = record.account.without.len() + 1;
    let witnesses = record.account.witnesses.len() * 160;
    ((size_of::<Record<N>>() + values) * without + witnesses) as u64
}

#[cfg(test)]
mod tests {
    use detente_core::{Account, Person};

    use super::*;

    #[test]
    fn what_was_read_before_something_was_forgotten_is_not_kept() {
        let cache = Cache::new();
        let id: Id<Person> = "person/ada".parse().unwrap();
        let fields = Person::default();
        let record = Arc::new(Record { id: id.clone(), fields, account: Account::default() });
        let to = id.as_record_id().clone();
        let relation = Relation { audience: Audience::Public, to, noun: "person", field: "x" };
        let keep = |turn| {
            cache.keep(turn, Audience::Public, &id, Some(Arc::clone(&record)));
            cache.keep_pointing(turn, relation.clone(), Arc::default());
            (cache.get(Audience::Public, &id).is_some(), cache.pointing(&relation).is_some())
        };
        let before = cache.turn();
        cache.forget(["person/ada"].into_iter());
        assert_eq!(keep(before), (false, false));
        assert_eq!(keep(cache.turn()), (true, true));
        cache.forget_all();
        assert!(cache.get(Audience::Public, &id).is_none());
        assert_eq!(keep(before), (false, false));
    }
}
