//! What a request is answered from: the store, who asks, as of when, and what was
//! asked of the database at the same time, which goes there as one statement.

use std::{
    collections::HashMap,
    future::{Future, pending, poll_fn},
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    task::Poll,
};

use async_graphql::{Context, ContextSelectionSet, ErrorExtensionValues, Response, ServerError};
use detente_core::{Conflict, Decision, Id, Instant, KnownAt, Record, RecordId, Seed, Submission};
use detente_storage::{
    ClaimEntry, Draft, Past, Pointing, Published, RecordRevision, Store, Table, Viewer,
};
use futures_util::{FutureExt as _, StreamExt as _, stream::FuturesUnordered};
use tokio::sync::Semaphore;

use crate::uploads::Uploads;

use super::{error::ApiError, moments::Moments, once::Once, shown::Shown, together::Together};

/// Where the moment of a submission comes from.
pub type Clock = Arc<dyn Fn() -> Instant + Send + Sync>;

/// Where the salts of a revision and the secrets of tokens come from.
pub type Randomness = Arc<dyn Fn() -> [u8; 32] + Send + Sync>;

/// What all requests share.
#[derive(Clone)]
pub struct Service {
    /// The ledger and its records.
    pub store: Store,
    /// What time it is.
    pub clock: Clock,
    /// Bytes that nobody can guess.
    pub randomness: Randomness,
    /// Files that were sent to be imported.
    pub uploads: Uploads,
}

impl Service {
    /// What is to be added now: these claims and rulings, as one revision.
    pub(crate) fn draft(
        &self,
        submission: Submission,
        rulings: Vec<Decision>,
        reason: String,
    ) -> Draft {
        let (made_at, seed) = ((self.clock)(), Seed((self.randomness)()));
        Draft { submission, rulings, reason, made_at, seed }
    }
}

/// What one request is answered from: today, and as of each moment it asks about.
pub(crate) struct Request {
    today: Asking,
    moments: Moments,
    /// How many records its answer shows so far, with what stands in lists beside them.
    shown: AtomicUsize,
    /// Whether something was stored: that is told, however much it is.
    stored: AtomicBool,
}

/// So many records an answer shows at most, with what stands in lists beside them: what leads from one to the
/// other and back again could show the same ones without end.
const MOST_SHOWN: usize = 25_000;

/// The answer would show more records than one answer may.
pub(crate) struct ShowsTooMuch;

impl Request {
    pub(crate) fn new(service: Service, viewer: Viewer) -> Self {
        let (today, moments) = (Asking::of(service, viewer, None), Moments::default());
        Self { today, moments, shown: AtomicUsize::new(0), stored: AtomicBool::new(false) }
    }

    /// Notes whether a revision was added: nobody may take it for refused.
    pub(super) fn stored(&self, revision: Option<u64>) {
        self.stored.fetch_or(revision.is_some(), Ordering::Relaxed);
    }

    /// Counts what is shown. Where that is too much nobody comes back from here: the request ends.
    pub(super) async fn shows(&self, many: usize) {
        if self.stored.load(Ordering::Relaxed) {
            return;
        }
        if self.shown.fetch_add(many, Ordering::Relaxed) + many > MOST_SHOWN {
            pending::<()>().await;
        }
    }

    /// Lets a field of the root, and all below it, be answered as of a moment.
    pub(crate) async fn know(&self, field: &str, known_at: KnownAt) -> Result<(), ApiError> {
        let today = &self.today;
        let past = Some(today.service.store.past(known_at).await?);
        let (service, viewer) = (today.service.clone(), today.viewer.clone());
        self.moments.know(field, Asking::of(service, viewer, past))
    }

    /// Forgets what was looked up of today.
    pub(super) fn forget(&self) {
        self.today.together.forget();
        self.today.claims.forget();
        self.today.histories.forget();
        self.shown.store(0, Ordering::Relaxed);
    }

    /// Answers a request, looking up together what its fields wait for together.
    pub(crate) async fn answer<T>(
        &self,
        request: impl Future<Output = T>,
    ) -> Result<T, ShowsTooMuch> {
        let mut request = pin!(request);
        let mut looking = FuturesUnordered::new();
        poll_fn(|cx| {
            loop {
                if let Poll::Ready(answer) = request.as_mut().poll(cx) {
                    return Poll::Ready(Ok(answer));
                }
                if self.shown.load(Ordering::Relaxed) > MOST_SHOWN {
                    return Poll::Ready(Err(ShowsTooMuch));
                }
                for asking in std::iter::once(&self.today).chain(self.moments.all()) {
                    let look_ups = asking.together.look_ups(asking).into_iter();
                    looking.extend(look_ups.map(|found| found.map(move |found| (asking, found))));
                }
                match looking.poll_next_unpin(cx) {
                    Poll::Ready(Some((asking, found))) => asking.together.tell(found),
                    Poll::Ready(None) | Poll::Pending => return Poll::Pending,
                }
            }
        })
        .await
    }
}

/// What a field is answered from: who asks, and as of when.
pub(crate) struct Asking {
    pub service: Service,
    pub viewer: Viewer,
    past: Option<Arc<Past>>,
    together: Together,
    claims: Once<Claims>,
    histories: Once<Vec<RecordRevision>>,
    /// How many fields read the ledger itself at the same time: more would only
    /// wait for the database, and those beside them too.
    pub ledger: Semaphore,
}

/// How many fields of a request read the ledger itself at the same time.
const AT_ONCE: usize = 2;

/// The claims on a subject.
type Claims = Vec<Arc<ClaimEntry>>;

impl Asking {
    fn of(service: Service, viewer: Viewer, past: Option<Arc<Past>>) -> Self {
        let (together, ledger) = (Together::default(), Semaphore::new(AT_ONCE));
        let (claims, histories) = (Once::default(), Once::default());
        Self { service, viewer, past, together, claims, histories, ledger }
    }

    /// What all records are asked of: today's, or those of the moment asked about.
    pub(crate) async fn store(&self) -> Result<&Store, ApiError> {
        let today = &self.service.store;
        match &self.past {
            None => Ok(today),
            Some(past) => Ok(today.whole(past).await?),
        }
    }

    /// The revision as of which the field is answered; none for today.
    pub(crate) fn known_at(&self) -> Option<u64> {
        self.past.as_ref().map(|past| past.known_at())
    }

    /// The record of a subject. A subject that nobody speaks of to this viewer
    /// is shown as a record with its identifier and nothing else.
    pub(crate) async fn record<N: Table>(&self, id: &Id<N>) -> Result<Shown<N>, ApiError> {
        Ok(self.find(id).await?.unwrap_or_else(|| Shown::silent(id.clone())))
    }

    /// The record of a subject, if anyone speaks of it to this viewer.
    pub(crate) async fn find<N: Table>(&self, id: &Id<N>) -> Result<Option<Shown<N>>, ApiError> {
        let known = match &self.past {
            None => self.service.store.at_hand(&self.viewer, id),
            Some(past) => past.at_hand(&self.viewer, id),
        };
        if let Some(known) = known {
            return Ok(known.map(Shown));
        }
        let record = self.together.record(id).await?;
        Ok(record.map(Shown))
    }

    /// The records of these subjects, in their order.
    pub(crate) async fn records<N: Table>(
        &self,
        ids: impl IntoIterator<Item = Id<N>>,
    ) -> Result<Vec<Shown<N>>, ApiError> {
        let ids: Vec<Id<N>> = ids.into_iter().collect();
        let mut found = self.look_up(ids.clone()).await?;
        let shown = |id: Id<N>| found.remove(&id).map_or_else(|| Shown::silent(id), Shown);
        Ok(ids.into_iter().map(shown).collect())
    }

    /// Those of these subjects that anyone speaks of to this viewer.
    pub(super) async fn look_up<N: Table>(
        &self,
        ids: Vec<Id<N>>,
    ) -> Result<HashMap<Id<N>, Arc<Record<N>>>, ApiError> {
        let store = &self.service.store;
        Ok(match &self.past {
            None => store.records(&self.viewer, ids).await?,
            Some(past) => store.records_at(&self.viewer, past, ids).await?,
        })
    }

    /// Whether several pages without a title are of one publisher and day: today, also where the
    /// past is asked, for a label is not worth a whole past, and is the same in both.
    pub(super) async fn alike(&self, published: Published) -> Result<bool, ApiError> {
        self.together.alike(published).await
    }

    /// The claims on a subject: read once, however often a question asks for them.
    pub(crate) async fn claims(&self, id: &RecordId) -> Result<Arc<Claims>, ApiError> {
        let read = async {
            let claims = self.store().await?.claims_on(&self.viewer, id).await?;
            Ok(claims.into_iter().map(Arc::new).collect())
        };
        self.claims.of(id, read).await
    }

    /// The revisions that changed a record, likewise.
    pub(crate) async fn history(
        &self,
        id: &RecordId,
    ) -> Result<Arc<Vec<RecordRevision>>, ApiError> {
        let read = async {
            let _turn = self.ledger.acquire().await; // it is never closed
            Ok(self.service.store.history(&self.viewer, id, self.known_at()).await?)
        };
        self.histories.of(id, read).await
    }

    /// What other records say that contradicts this one.
    pub(crate) async fn conflicts(&self, id: &RecordId) -> Result<Arc<Vec<Conflict>>, ApiError> {
        self.together.conflicts(id).await
    }

    /// What other records say that contradicts each of these.
    pub(super) async fn contradictions_with_others(
        &self,
        ids: &[RecordId],
    ) -> Result<HashMap<RecordId, Vec<Conflict>>, ApiError> {
        let store = &self.service.store;
        Ok(match &self.past {
            None => store.contradictions_with_others(&self.viewer, ids).await?,
            Some(past) => store.contradictions_at(&self.viewer, past, ids).await?,
        })
    }

    /// What points to each of these in a field.
    pub(super) async fn pointing_here<N: Table>(
        &self,
        to: &[RecordId],
        field: &'static str,
    ) -> Result<HashMap<RecordId, Arc<Vec<RecordId>>>, ApiError> {
        let store = &self.service.store;
        Ok(match &self.past {
            None => store.pointing_here::<N>(&self.viewer, to, field).await?,
            Some(past) => store.pointing_at::<N>(&self.viewer, past, to, field).await?,
        })
    }

    /// Everything that points to a record, in whichever field.
    pub(crate) async fn pointing_to(&self, to: &RecordId) -> Result<Vec<Pointing>, ApiError> {
        let store = &self.service.store;
        Ok(match &self.past {
            None => store.pointing_to(&self.viewer, to).await?,
            Some(past) => store.pointing_to_at(&self.viewer, past, to).await?,
        })
    }

    /// The records of a noun that point to a record in a field.
    pub(crate) async fn pointing<N: Table>(
        &self,
        to: &RecordId,
        field: &'static str,
    ) -> Result<Vec<Shown<N>>, ApiError> {
        let made = match &self.past {
            None => Some(&self.service.store),
            Some(past) => past.made(),
        };
        let known = made.and_then(|made| made.pointing_at_hand::<N>(&self.viewer, to, field));
        let from = match known {
            Some(from) => from,
            None => self.together.pointing(N::NAME, field, to).await?,
        };
        let ids = from.iter().cloned().map(TryInto::try_into).collect::<Result<Vec<Id<N>>, _>>();
        self.records(ids.map_err(detente_storage::StoreError::from)?).await
    }
}

/// What a field is answered from.
pub(crate) fn asking<'a>(ctx: &Context<'a>) -> &'a Asking {
    let request = request(ctx);
    request.moments.of(ctx.path_node.as_ref()).unwrap_or(&request.today)
}

/// What a selection of fields is answered from.
pub(crate) fn asking_of<'a>(ctx: &ContextSelectionSet<'a>) -> &'a Asking {
    let request = ctx.data_unchecked::<Arc<Request>>();
    request.moments.of(ctx.path_node.as_ref()).unwrap_or(&request.today)
}

/// What the request is answered from.
pub(crate) fn request<'a>(ctx: &Context<'a>) -> &'a Request {
    ctx.data_unchecked::<Arc<Request>>()
}

impl From<ShowsTooMuch> for Response {
    fn from(_: ShowsTooMuch) -> Self {
        let message = format!(
            "the answer would show more than {MOST_SHOWN} records, with what stands in lists beside them: ask for fewer records, or for less of each"
        );
        let mut error = ServerError::new(message, None);
        let mut code = ErrorExtensionValues::default();
        code.set("code", "TOO_COSTLY");
        error.extensions = Some(code);
        Self::from_errors(vec![error])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn asked() -> Request {
        let service = Service {
            store: Store::open("sqlite::memory:").await.unwrap(),
            clock: Arc::new(|| Instant::EPOCH),
            randomness: Arc::new(|| [0; 32]),
            uploads: Uploads::default(),
        };
        Request::new(service, Viewer::public())
    }

    #[tokio::test]
    async fn what_was_stored_is_told_however_much_it_is() {
        let shown = async |request: &Request| {
            let all = async {
                request.shows(MOST_SHOWN).await;
                request.shows(1).await;
            };
            request.answer(all).await.is_ok()
        };
        let request = asked().await;
        request.stored(None);
        assert!(!shown(&request).await, "nothing was stored");
        let request = asked().await;
        request.stored(Some(4));
        assert!(shown(&request).await);
    }
}
