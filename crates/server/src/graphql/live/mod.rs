//! What is told as it happens: revisions that are added, and records that change.
//!
//! Nothing is kept for whoever listens: each listener reads the ledger on from where they are, and waits where it ends. So a listener
//! who was away, or is slow, misses nothing and costs no memory. What many read at the same time is read once ([`reads`]).

mod place;
mod reads;

use std::{collections::VecDeque, sync::Arc, time::Duration};

use async_graphql::{Context, ID, SimpleObject, Subscription};
use detente_core::{Anything, Id, RecordId};
use detente_storage::{ChangedSince, Changes, Condition, Revision, Store, Viewer};
use futures_util::{
    StreamExt as _,
    stream::{self, BoxStream},
};
use tokio::sync::watch;

use self::{place::Place, reads::Reads};
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
        let shared = shared(ctx);
        Ok(followed(Revisions { store, viewer, heights, last, ready, shared }))
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
        let following = Arc::new(Following { viewer, ids, nouns, conditions });
        let (ready, shared) = (VecDeque::new(), shared(ctx));
        Ok(followed(Records { store, heights, following, place, ready, shared }))
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

/// What listeners read, for all of them.
#[derive(Default)]
pub(super) struct Listeners {
    /// Revisions from one number to another, as a viewer sees them.
    revisions: Reads<(Viewer, u64, u64), Vec<Revision>>,
    /// What changed beyond a place, of what a listener follows.
    records: Reads<(Arc<Following>, Place), Changes>,
}

fn shared(ctx: &Context<'_>) -> Arc<Listeners> {
    Arc::clone(ctx.data_unchecked::<Arc<Listeners>>())
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
    shared: Arc<Listeners>,
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
            let (store, viewer, first) = (&self.store, &self.viewer, self.last + 1);
            let what = (viewer.clone(), first, newest);
            let read = async { Ok(store.shown_revisions(viewer, first, newest).await?) };
            let found = self.shared.revisions.of(head, what, read).await?;
            self.ready.extend(found.iter().cloned().map(ShownRevision));
            self.last = newest;
        }
    }
}

/// What a listener follows.
#[derive(PartialEq, Eq)]
struct Following {
    viewer: Viewer,
    ids: Vec<RecordId>,
    nouns: Vec<&'static str>,
    conditions: Vec<Condition>,
}

impl Following {
    /// What of it changed beyond a place.
    async fn changed(&self, store: &Store, place: &Place) -> Result<Changes, ApiError> {
        let Place { since, until, after } = place.clone();
        let (nouns, ids) = (self.nouns.as_slice(), self.ids.as_slice());
        let asked = ChangedSince { since, until: Some(until), nouns, ids, after };
        let mut found = store.changes_of(&self.viewer, asked, AT_ONCE).await?;
        if !self.conditions.is_empty() {
            let there = found.changed.iter().filter(|one| !one.absent).map(|one| &one.subject);
            let listed = listed(store, &self.viewer, &self.conditions, there).await?;
            found.changed.retain(|one| one.absent || listed.contains(&one.subject));
        }
        Ok(found)
    }
}

struct Records {
    store: Store,
    heights: watch::Receiver<u64>,
    following: Arc<Following>,
    place: Place,
    ready: VecDeque<RecordChanged>,
    shared: Arc<Listeners>,
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
            // It is read as high as the ledger is now, which may be higher than what is left to tell.
            let head = *self.heights.borrow();
            let what = (Arc::clone(&self.following), self.place.clone());
            let read = self.following.changed(&self.store, &self.place);
            let found = self.shared.records.of(head, what, read).await?;
            self.ready.extend(found.changed.iter().cloned().map(|one| RecordChanged {
                cursor: self.place.cursor(one.revision, &one.subject),
                id: ID::from(one.subject.to_string()),
                record: AnyRecord(one.subject),
                revision: one.revision,
                absent: one.absent,
            }));
            self.place = if found.more {
                Place { after: found.place.clone(), ..self.place }
            } else {
                Place::at(self.place.until)
            };
        }
    }
}
