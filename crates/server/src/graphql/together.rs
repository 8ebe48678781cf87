//! What is asked for at the same time is looked up together.
//!
//! A page of fifty people asks for the detentions of each. The fields are
//! answered side by side in one task: when all of them wait, everything they
//! wait for goes to the database as one statement a kind, and when it comes back
//! all of them go on at once. So the number of statements depends on the
//! question alone, and on no timer.

use std::{
    any::Any,
    collections::{BTreeMap, HashMap},
    future::poll_fn,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Poll, Waker},
};

use detente_core::{Conflict, Id, Record, RecordId, with_noun};
use detente_storage::{Published, StoreError, Table};
use futures_util::{FutureExt as _, future::BoxFuture};

use super::{asking::Asking, error::ApiError};

/// Something to be looked up.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Wanted {
    /// A record.
    Record(RecordId),
    /// The records of a noun that point to one in a field.
    Pointing { noun: &'static str, field: &'static str, to: RecordId },
    /// What contradicts a record in others.
    Conflicts(RecordId),
    /// Whether there are several pages without a title of one publisher and day.
    Alike(Published),
}

/// What was found.
#[derive(Clone)]
pub(super) enum Found {
    Record(Option<Arc<dyn Any + Send + Sync>>),
    Pointing(Arc<Vec<RecordId>>),
    Conflicts(Arc<Vec<Conflict>>),
    Alike(bool),
}

/// Where an answer will be, and who waits for it.
#[derive(Default)]
struct Awaited {
    answer: Option<Result<Found, ApiError>>,
    waiting: Vec<Waker>,
}

/// The look-ups of one request: those it has made, and those it waits for.
#[derive(Default)]
pub(crate) struct Together {
    awaited: Mutex<HashMap<Wanted, Awaited>>,
    queue: Mutex<Vec<Wanted>>,
}

fn open<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    // A panic elsewhere leaves these maps whole: each change is one insertion.
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Together {
    /// Forgets what was looked up; nobody may be waiting for any of it.
    pub(super) fn forget(&self) {
        open(&self.awaited).clear();
        open(&self.queue).clear();
    }

    /// The record of a subject, once everything asked for beside it is looked up too.
    pub(crate) async fn record<N: Table>(
        &self,
        id: &Id<N>,
    ) -> Result<Option<Arc<Record<N>>>, ApiError> {
        match self.wait(Wanted::Record(id.as_record_id().clone())).await? {
            Found::Record(record) => Ok(record.and_then(|record| record.downcast().ok())),
            Found::Pointing(_) | Found::Conflicts(_) | Found::Alike(_) => Ok(None),
        }
    }

    /// The records of a noun that point to one in a field, likewise.
    pub(crate) async fn pointing(
        &self,
        noun: &'static str,
        field: &'static str,
        to: &RecordId,
    ) -> Result<Arc<Vec<RecordId>>, ApiError> {
        match self.wait(Wanted::Pointing { noun, field, to: to.clone() }).await? {
            Found::Pointing(from) => Ok(from),
            Found::Record(_) | Found::Conflicts(_) | Found::Alike(_) => Ok(Arc::default()),
        }
    }

    /// What contradicts a record in others, likewise.
    pub(crate) async fn conflicts(&self, id: &RecordId) -> Result<Arc<Vec<Conflict>>, ApiError> {
        match self.wait(Wanted::Conflicts(id.clone())).await? {
            Found::Conflicts(conflicts) => Ok(conflicts),
            Found::Record(_) | Found::Pointing(_) | Found::Alike(_) => Ok(Arc::default()),
        }
    }

    /// Whether several pages without a title are of one publisher and day, likewise.
    pub(crate) async fn alike(&self, published: Published) -> Result<bool, ApiError> {
        Ok(matches!(self.wait(Wanted::Alike(published)).await?, Found::Alike(true)))
    }

    async fn wait(&self, wanted: Wanted) -> Result<Found, ApiError> {
        poll_fn(|cx| {
            let mut awaited = open(&self.awaited);
            if !awaited.contains_key(&wanted) {
                open(&self.queue).push(wanted.clone());
            }
            let slot = awaited.entry(wanted.clone()).or_default();
            if let Some(answer) = &slot.answer {
                return Poll::Ready(answer.clone());
            }
            slot.waiting.push(cx.waker().clone());
            Poll::Pending
        })
        .await
    }

    /// One look-up a kind for everything that waits.
    pub(super) fn look_ups<'a>(&self, asking: &'a Asking) -> Vec<BoxFuture<'a, Looked>> {
        let mut records: BTreeMap<String, Vec<RecordId>> = BTreeMap::new();
        let mut pointing: BTreeMap<(&'static str, &'static str), Vec<RecordId>> = BTreeMap::new();
        let mut conflicts: Vec<RecordId> = Vec::new();
        let mut alike: Vec<Published> = Vec::new();
        for wanted in open(&self.queue).drain(..) {
            match wanted {
                Wanted::Record(id) => records.entry(id.noun().to_owned()).or_default().push(id),
                Wanted::Pointing { noun, field, to } => {
                    pointing.entry((noun, field)).or_default().push(to);
                }
                Wanted::Conflicts(id) => conflicts.push(id),
                Wanted::Alike(published) => alike.push(published),
            }
        }
        let records = records.into_iter().map(|(noun, ids)| {
            with_noun!(noun.as_str(), N => records_of::<N>(asking, ids).boxed(),
                _ => async { Vec::new() }.boxed())
        });
        let pointing = pointing.into_iter().map(|((noun, field), to)| {
            with_noun!(noun, N => pointing_of::<N>(asking, field, to).boxed(),
                _ => async { Vec::new() }.boxed())
        });
        let conflicts = (!conflicts.is_empty()).then_some(conflicts);
        let conflicts = conflicts.map(|ids| conflicts_of(asking, ids).boxed());
        let alike = (!alike.is_empty()).then_some(alike);
        let alike = alike.map(|published| alike_of(asking, published).boxed());
        records.chain(pointing).chain(conflicts).chain(alike).collect()
    }

    /// Gives everyone who waited for these what was found.
    pub(super) fn tell(&self, found: Looked) {
        let mut awaited = open(&self.awaited);
        for (wanted, answer) in found {
            let slot = awaited.entry(wanted).or_default();
            slot.answer = Some(answer);
            slot.waiting.drain(..).for_each(Waker::wake);
        }
    }
}

/// What a look-up found of each thing it looked for.
pub(super) type Looked = Vec<(Wanted, Result<Found, ApiError>)>;

async fn records_of<N: Table>(asking: &Asking, ids: Vec<RecordId>) -> Looked {
    let read = ids.iter().map(|id| id.clone().try_into().map_err(StoreError::from));
    let found = match read.collect::<Result<Vec<Id<N>>, _>>() {
        Ok(ids) => asking.look_up(ids).await,
        Err(error) => Err(error.into()),
    };
    let found = found.map(|found| {
        let any = |record: Arc<Record<N>>| record as Arc<dyn Any + Send + Sync>;
        found.into_iter().map(|(id, record)| (RecordId::from(id), any(record))).collect()
    });
    let found: Result<HashMap<RecordId, Arc<dyn Any + Send + Sync>>, ApiError> = found;
    let each = ids.into_iter().map(|id| {
        let answer = match &found {
            Ok(found) => Ok(Found::Record(found.get(&id).cloned())),
            Err(error) => Err(error.clone()),
        };
        (Wanted::Record(id), answer)
    });
    each.collect()
}

async fn conflicts_of(asking: &Asking, ids: Vec<RecordId>) -> Looked {
    let found = asking.contradictions_with_others(&ids).await;
    let each = ids.into_iter().map(|id| {
        let answer = match &found {
            Ok(found) => {
                Ok(Found::Conflicts(Arc::new(found.get(&id).cloned().unwrap_or_default())))
            }
            Err(error) => Err(error.clone()),
        };
        (Wanted::Conflicts(id), answer)
    });
    each.collect()
}

async fn alike_of(asking: &Asking, published: Vec<Published>) -> Looked {
    let found = asking.service.store.alike(&asking.viewer, &published).await;
    let found = found.map_err(ApiError::from);
    let each = published.into_iter().map(|one| {
        let answer = match &found {
            Ok(found) => Ok(Found::Alike(found.contains(&one))),
            Err(error) => Err(error.clone()),
        };
        (Wanted::Alike(one), answer)
    });
    each.collect()
}

async fn pointing_of<N: Table>(asking: &Asking, field: &'static str, to: Vec<RecordId>) -> Looked {
    let found = asking.pointing_here::<N>(&to, field).await;
    let each = to.into_iter().map(|to| {
        let answer = match &found {
            Ok(found) => Ok(Found::Pointing(found.get(&to).cloned().unwrap_or_default())),
            Err(error) => Err(error.clone()),
        };
        (Wanted::Pointing { noun: N::NAME, field, to }, answer)
    });
    each.collect()
}
