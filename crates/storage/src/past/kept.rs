//! The moments that were asked about last, with what was made of them.

use std::sync::{
    Arc, Mutex, MutexGuard, PoisonError,
    atomic::{AtomicU64, Ordering},
};

use detente_core::{Id, Noun, Record};
use sea_orm::DbErr;
use tempfile::TempDir;
use tokio::sync::OnceCell;

use super::Rulings;
use crate::{Store, StoreError, Viewer, boxed, cache::Cache};

/// How many moments are kept.
const MOMENTS: usize = 32;

/// Of how many of them a whole database is kept.
const WHOLE: usize = 4;

/// How much memory the single records of one moment may take, in bytes, about.
const RECORDS: u64 = 2 * 1024 * 1024;

/// How much memory the records of a whole database of the past may take.
const OF_WHOLE: u64 = 16 * 1024 * 1024;

/// Of how many entries at most a whole database of the past is made to answer from.
const LARGEST: u64 = 50_000;

/// The record as it was known at one revision.
pub struct Past {
    known_at: u64,
    sight: u64,
    pub(super) records: Cache,
    whole: OnceCell<Whole>,
}

/// A database that ends at a revision, in a folder that goes with it.
struct Whole {
    store: Store,
    _folder: TempDir,
}

impl Past {
    /// The revision.
    #[must_use]
    pub fn known_at(&self) -> u64 {
        self.known_at
    }

    /// The record of a subject if it is in memory, without asking any database.
    #[must_use]
    pub fn at_hand<N: Noun>(&self, viewer: &Viewer, id: &Id<N>) -> Option<Option<Arc<Record<N>>>> {
        self.records.get(viewer.sees, id).or_else(|| self.made()?.at_hand(viewer, id))
    }

    /// The whole database of it, if it is made.
    #[must_use]
    pub fn made(&self) -> Option<&Store> {
        self.whole.get().map(|whole| &whole.store)
    }
}

/// The moments that were asked about last.
#[derive(Default)]
pub(crate) struct Pasts {
    /// The one asked about last comes last.
    moments: Mutex<Vec<Arc<Past>>>,
    /// One is made at a time: it takes a processor.
    making: tokio::sync::Mutex<()>,
    /// How many were made.
    made: AtomicU64,
    /// The rulings that decide over the past, as of a revision.
    rulings: Mutex<Option<(u64, Rulings)>>,
}

fn open<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Pasts {
    /// The moment of a revision, as today's rulings let it be seen.
    pub(super) fn of(&self, known_at: u64, sight: u64) -> Arc<Past> {
        self.keep(sight);
        let mut moments = open(&self.moments);
        let kept = moments.iter().position(|past| past.known_at == known_at);
        let past = match kept {
            Some(at) => moments.remove(at),
            None => Arc::new(Past {
                known_at,
                sight,
                records: Cache::holding(RECORDS),
                whole: OnceCell::new(),
            }),
        };
        moments.push(Arc::clone(&past));
        let many = moments.len().saturating_sub(MOMENTS);
        moments.drain(..many);
        past
    }

    /// Lets go of what was made before the newest ruling on what may be seen.
    pub(super) fn keep(&self, sight: u64) {
        open(&self.moments).retain(|past| past.sight == sight);
    }

    pub(super) fn rulings(&self, seen: u64) -> Option<Rulings> {
        let rulings = open(&self.rulings);
        rulings.as_ref().filter(|(of, _)| *of == seen).map(|(_, rulings)| rulings.clone())
    }

    pub(super) fn saw(&self, seen: u64, rulings: Rulings) {
        *open(&self.rulings) = Some((seen, rulings));
    }

    /// Keeps no more whole databases than it should.
    fn let_go(&self) {
        let mut moments = open(&self.moments);
        let mut whole = moments.iter().filter(|past| past.made().is_some()).count();
        moments.retain(|past| {
            let goes = whole > WHOLE && past.made().is_some();
            whole -= usize::from(goes);
            !goes
        });
    }
}

impl Store {
    /// A whole database of the past, for what one record cannot answer: lists,
    /// counts, what points where. Made when it is first asked for, once, however
    /// many ask at the same time; and to its end, should they go away.
    #[boxed]
    pub async fn whole<'a>(&self, past: &'a Arc<Past>) -> Result<&'a Store, StoreError> {
        loop {
            if let Some(made) = past.made() {
                return Ok(made);
            }
            let (store, of) = (self.clone(), Arc::clone(past));
            let making = tokio::spawn(async move {
                of.whole.get_or_try_init(|| store.make(of.known_at)).await.map(|_| ())
            });
            making.await.map_err(|error| DbErr::Custom(error.to_string()))??;
            self.pasts.let_go();
        }
    }

    async fn make(&self, known_at: u64) -> Result<Whole, StoreError> {
        let _turn = self.pasts.making.lock().await;
        let entries = self.entries_until(known_at).await?;
        if entries > LARGEST {
            return Err(StoreError::Moment(format!(
                "revision {known_at} stands on {entries} entries, and to answer about all records \
                 of the past at most {LARGEST} are gone through: make a database of it with \
                 `detente checkout --at {known_at} -o past.db`, and ask that; what one record says \
                 by itself can be asked for with `knownAt` all the same"
            )));
        }
        let folder = tempfile::tempdir().map_err(StoreError::Folder)?;
        let url = format!("sqlite://{}", folder.path().join("past.db").display());
        let store = Self::open_holding(&url, OF_WHOLE).await?;
        self.carry_over(known_at, &store).await?;
        self.pasts.made.fetch_add(1, Ordering::Relaxed);
        Ok(Whole { store, _folder: folder })
    }

    /// How many whole databases of the past were made so far, for tests that count them.
    #[must_use]
    pub fn pasts_made(&self) -> u64 {
        self.pasts.made.load(Ordering::Relaxed)
    }
}
