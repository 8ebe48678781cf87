//! What is told as it happens: revisions that are added, and records that change.
//!
//! Nothing is kept for whoever listens: each listener reads the ledger on from where they are, and waits where it ends. So a listener
//! who was away, or is slow, misses nothing and costs no memory.

use std::{collections::VecDeque, time::Duration};

use async_graphql::{Context, ID, SimpleObject, Subscription};
use detente_core::{Anything, Id, RecordId};
use detente_storage::{ChangedSince, Condition, Store, Viewer};
use futures_util::{
    StreamExt as _,
    stream::{self, BoxStream},
};
use tokio::sync::watch;

use super::{
    any::AnyRecord,
    asking::asking,
    connection::{RecordFilter, listed},
    error::ApiError,
    noun_name::NounName,
    revision::ShownRevision,
};

/// How many revisions, or records, are read at once.
const AT_ONCE: usize = 100;

/// How many records can be named.
const MOST: usize = 1000;

/// A record that changed, as it is told to whoever follows it.
#[derive(SimpleObject)]
struct RecordChanged {
    /// The identifier under which it changed. One that was merged into another since leads to that.
    id: ID,
    /// The record, as it is today.
    record: AnyRecord,
    /// The newest revision that changed it.
    revision: u64,
    /// Whether there is nothing of it to be seen any longer.
    absent: bool,
    /// Give it as `after` to go on from here.
    cursor: String,
}

/// Everything that can be followed as it happens.
#[derive(Default)]
pub struct LiveSubscription;

/// Everything that can be followed as it happens.
#[Subscription(name = "Subscription")]
impl LiveSubscription {
    /// Each revision that is added to the ledger, in its order, with none left out.
    #[expect(clippy::unused_async, reason = "the library asks for it")]
    async fn revision_added(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "From the one after this on; 0 tells all. Else from now on.")]
        after: Option<u64>,
    ) -> Result<BoxStream<'static, Result<ShownRevision, ApiError>>, ApiError> {
        let asking = asking(ctx);
        let (store, viewer) = (asking.service.store.clone(), asking.viewer.clone());
        let mut heights = store.heights();
        let head = *heights.borrow_and_update();
        let last = after.unwrap_or(head);
        known(last, head)?;
        let ready = VecDeque::new();
        Ok(followed(Revisions { store, viewer, heights, last, ready }))
    }

    /// Each record that changes, with its newest change: of several changes that came while nobody listened the last is told. Whatever
    /// is hidden from you is told as absent if it was shown to you before, and not at all else.
    #[expect(clippy::unused_async, reason = "the library asks for it")]
    async fn record_changed(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only these records, also those that are gone; up to 1000.")] ids: Option<
            Vec<Id<Anything>>,
        >,
        #[graphql(desc = "Only records of these kinds.")] nouns: Option<Vec<NounName>>,
        #[graphql(
            desc = "Only records of which this is so today. One that is gone is told all the same: nothing is left to ask it of."
        )]
        filter: Option<RecordFilter>,
        #[graphql(
            desc = "From here on: the cursor that came with a change, or the number of a revision. Else from now on."
        )]
        after: Option<String>,
    ) -> Result<BoxStream<'static, Result<RecordChanged, ApiError>>, ApiError> {
        let asking = asking(ctx);
        let (store, viewer) = (asking.service.store.clone(), asking.viewer.clone());
        let mut heights = store.heights();
        let head = *heights.borrow_and_update();
        let place = match after {
            Some(after) => Place::read(&after)?,
            None => Place::at(head),
        };
        known(place.until, head)?;
        let ids: Vec<RecordId> = ids.into_iter().flatten().map(Into::into).collect();
        if ids.len() > MOST {
            let many = ids.len();
            return Err(ApiError::BadInput(format!(
                "{MOST} records can be followed at once, not {many}: leave `ids` out, or follow the rest apart"
            )));
        }
        let nouns = nouns.into_iter().flatten().map(NounName::word).collect();
        let conditions = filter.map(RecordFilter::conditions).unwrap_or_default();
        let ready = VecDeque::new();
        Ok(followed(Records { store, viewer, heights, ids, nouns, conditions, place, ready }))
    }
}

fn known(revision: u64, head: u64) -> Result<(), ApiError> {
    if revision <= head {
        return Ok(());
    }
    Err(ApiError::BadInput(format!(
        "the ledger ends with revision {head}: there is no revision {revision} to go on from"
    )))
}

/// Whatever reads the ledger on.
trait Follows: Send + 'static {
    type Found: Send + 'static;
    /// What comes next; none once the ledger is closed.
    fn next(&mut self) -> impl Future<Output = Result<Option<Self::Found>, ApiError>> + Send;
}

/// How long to wait for a database that does not answer.
const AGAIN: Duration = Duration::from_secs(1);

/// What comes, until the ledger is closed or something goes wrong, which is the last that is told. A database that is away is
/// waited for: whoever listens misses nothing of what it says then.
fn followed<F: Follows>(follows: F) -> BoxStream<'static, Result<F::Found, ApiError>> {
    let next = |follows: Option<F>| async move {
        let mut follows = follows?;
        loop {
            match follows.next().await {
                Ok(found) => return Some((Ok(found?), Some(follows))),
                Err(ApiError::Unavailable(_)) => tokio::time::sleep(AGAIN).await,
                Err(error) => return Some((Err(error), None)),
            }
        }
    };
    stream::unfold(Some(follows), next).boxed()
}

struct Revisions {
    store: Store,
    viewer: Viewer,
    heights: watch::Receiver<u64>,
    last: u64,
    ready: VecDeque<ShownRevision>,
}

impl Follows for Revisions {
    type Found = ShownRevision;

    async fn next(&mut self) -> Result<Option<ShownRevision>, ApiError> {
        loop {
            if let Some(ready) = self.ready.pop_front() {
                return Ok(Some(ready));
            }
            let head = *self.heights.borrow_and_update();
            if self.last >= head {
                if self.heights.changed().await.is_err() {
                    return Ok(None);
                }
                continue;
            }
            let newest = head.min(self.last + AT_ONCE as u64);
            let found = self.store.shown_revisions(&self.viewer, self.last + 1, newest).await?;
            self.ready.extend(found.into_iter().map(ShownRevision));
            self.last = newest;
        }
    }
}

/// Where a listener is: between two revisions, after a record.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Place {
    since: u64,
    until: u64,
    after: Option<(u64, RecordId)>,
}

impl Place {
    /// At the end of a revision.
    fn at(revision: u64) -> Self {
        Self { since: revision, until: revision, after: None }
    }

    fn read(cursor: &str) -> Result<Self, ApiError> {
        let read = || {
            if let Ok(revision) = cursor.parse() {
                return Some(Self::at(revision));
            }
            let mut parts = cursor.splitn(4, ':');
            let mut number = || parts.next()?.parse().ok();
            let (since, until, newest) = (number()?, number()?, number()?);
            let subject = parts.next()?.parse().ok()?;
            let is_one = since < newest && newest <= until;
            is_one.then_some(Self { since, until, after: Some((newest, subject)) })
        };
        read().ok_or_else(|| {
            ApiError::BadInput(format!(
                "the cursor `{cursor}` is not one of these changes: use one that they gave, or the number of a revision"
            ))
        })
    }

    /// As whoever is told of a record can give it back.
    fn cursor(&self, newest: u64, subject: &RecordId) -> String {
        format!("{}:{}:{newest}:{subject}", self.since, self.until)
    }
}

struct Records {
    store: Store,
    viewer: Viewer,
    heights: watch::Receiver<u64>,
    ids: Vec<RecordId>,
    nouns: Vec<&'static str>,
    conditions: Vec<Condition>,
    place: Place,
    ready: VecDeque<RecordChanged>,
}

impl Follows for Records {
    type Found = RecordChanged;

    async fn next(&mut self) -> Result<Option<RecordChanged>, ApiError> {
        loop {
            if let Some(ready) = self.ready.pop_front() {
                return Ok(Some(ready));
            }
            if self.place.since == self.place.until {
                let head = *self.heights.borrow_and_update();
                if head == self.place.since {
                    if self.heights.changed().await.is_err() {
                        return Ok(None);
                    }
                    continue;
                }
                self.place = Place { until: head, ..self.place.clone() };
            }
            let Place { since, until, after } = self.place.clone();
            let (nouns, ids) = (self.nouns.as_slice(), self.ids.as_slice());
            let asked = ChangedSince { since, until: Some(until), nouns, ids, after };
            let found = self.store.changes_of(&self.viewer, asked, AT_ONCE).await?;
            let mut changed = found.changed;
            if !self.conditions.is_empty() {
                let there = changed.iter().filter(|one| !one.absent).map(|one| &one.subject);
                let listed = listed(&self.store, &self.viewer, &self.conditions, there).await?;
                changed.retain(|one| one.absent || listed.contains(&one.subject));
            }
            self.ready.extend(changed.into_iter().map(|one| RecordChanged {
                cursor: self.place.cursor(one.revision, &one.subject),
                id: ID::from(one.subject.to_string()),
                record: AnyRecord(one.subject),
                revision: one.revision,
                absent: one.absent,
            }));
            self.place = if found.more {
                Place { since, until, after: found.place }
            } else {
                Place::at(until)
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_leads_back_to_where_it_was_given() {
        let place = Place { since: 3, until: 9, after: None };
        let jana: RecordId = "person/jana".parse().unwrap();
        let read = Place::read(&place.cursor(7, &jana)).unwrap();
        assert_eq!(read, Place { after: Some((7, jana)), ..place });
        assert_eq!(Place::read("12").unwrap(), Place::at(12));
        for wrong in ["", "-1", "1:2", "3:9:10:person/jana", "3:9:3:person/jana", "3:9:7:jana"] {
            assert!(Place::read(wrong).is_err(), "{wrong}");
        }
    }
}
