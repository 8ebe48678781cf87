//! What a request is answered from: the store, who asks, and what was asked of
//! the database at the same time, which goes there as one statement.

use std::{future::Future, sync::Arc};

use async_graphql::{Context, ContextSelectionSet};
use detente_core::{Id, Instant, RecordId};
use detente_storage::{Store, Table, Viewer};

use super::{error::ApiError, shown::Shown, together::Together};

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
}

/// What one request is answered from.
pub(crate) struct Asking {
    pub service: Service,
    pub viewer: Viewer,
    together: Together,
}

impl Asking {
    pub(crate) fn new(service: Service, viewer: Viewer) -> Self {
        Self { service, viewer, together: Together::default() }
    }

    /// Answers a request, looking up together what its fields wait for together.
    pub(crate) async fn answer<T>(&self, request: impl Future<Output = T>) -> T {
        self.together.run(self.store(), &self.viewer, request).await
    }

    pub(crate) fn store(&self) -> &Store {
        &self.service.store
    }

    /// The record of a subject. A subject that nobody speaks of to this viewer
    /// is shown as a record with its identifier and nothing else.
    pub(crate) async fn record<N: Table>(&self, id: &Id<N>) -> Result<Shown<N>, ApiError> {
        Ok(self.find(id).await?.unwrap_or_else(|| Shown::silent(id.clone())))
    }

    /// The record of a subject, if anyone speaks of it to this viewer.
    pub(crate) async fn find<N: Table>(&self, id: &Id<N>) -> Result<Option<Shown<N>>, ApiError> {
        if let Some(known) = self.store().at_hand(&self.viewer, id) {
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
        let mut found = self.store().records(&self.viewer, ids.clone()).await?;
        let shown = |id: Id<N>| found.remove(&id).map_or_else(|| Shown::silent(id), Shown);
        Ok(ids.into_iter().map(shown).collect())
    }

    /// The records of a noun that point to a record in a field.
    pub(crate) async fn pointing<N: Table>(
        &self,
        to: &RecordId,
        field: &'static str,
    ) -> Result<Vec<Shown<N>>, ApiError> {
        let known = self.store().pointing_at_hand::<N>(&self.viewer, to, field);
        let from = match known {
            Some(from) => from,
            None => self.together.pointing(N::NAME, field, to).await?,
        };
        let ids = from.iter().cloned().map(TryInto::try_into).collect::<Result<Vec<Id<N>>, _>>();
        self.records(ids.map_err(detente_storage::StoreError::from)?).await
    }
}

/// What the request is answered from.
pub(crate) fn asking<'a>(ctx: &Context<'a>) -> &'a Asking {
    ctx.data_unchecked::<Arc<Asking>>()
}

pub(crate) fn asking_of<'a>(ctx: &ContextSelectionSet<'a>) -> &'a Asking {
    ctx.data_unchecked::<Arc<Asking>>()
}
