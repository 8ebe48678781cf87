//! What a request is answered from: the store, who asks, and what was asked of
//! the database at the same time, which goes there as one statement.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
    time::Duration,
};

use async_graphql::{
    Context, ContextSelectionSet,
    dataloader::{DataLoader, Loader},
};
use detente_core::{Id, Instant, Record, RecordId, with_noun};
use detente_storage::{Store, Table, Viewer};

use super::{error::ApiError, shown::Shown};

/// Where the moment of a submission comes from.
pub type Clock = Arc<dyn Fn() -> Instant + Send + Sync>;

/// Where the salts of a revision come from.
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
    /// Whether claims may be submitted.
    pub writable: bool,
}

/// What one request is answered from.
pub(crate) struct Asking {
    pub service: Service,
    pub viewer: Viewer,
    together: DataLoader<Reader>,
}

/// Looks up together what was asked for at the same time.
pub(crate) struct Reader {
    store: Store,
    viewer: Viewer,
}

/// What points to a record: from which noun, in which field.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Pointed {
    to: RecordId,
    noun: &'static str,
    field: &'static str,
}

impl<N: Table> Loader<Id<N>> for Reader {
    type Value = Arc<Record<N>>;
    type Error = ApiError;

    async fn load(&self, ids: &[Id<N>]) -> Result<HashMap<Id<N>, Self::Value>, ApiError> {
        Ok(self.store.records(&self.viewer, ids.iter().cloned()).await?)
    }
}

// The records that point are read with what points: one statement serves both.
impl Loader<Pointed> for Reader {
    type Value = Arc<Vec<RecordId>>;
    type Error = ApiError;

    async fn load(&self, keys: &[Pointed]) -> Result<HashMap<Pointed, Self::Value>, ApiError> {
        let kinds: BTreeSet<_> = keys.iter().map(|key| (key.noun, key.field)).collect();
        let mut found = HashMap::new();
        for (noun, field) in kinds {
            let asked = keys.iter().filter(|key| (key.noun, key.field) == (noun, field));
            let to: Vec<_> = asked.map(|key| key.to.clone()).collect();
            let here = with_noun!(noun,
                N => self.store.pointing_here::<N>(&self.viewer, &to, field).await?,
                _ => HashMap::new());
            found.extend(here.into_iter().map(|(to, from)| (Pointed { to, noun, field }, from)));
        }
        Ok(found)
    }
}

impl Asking {
    pub(crate) fn new(service: Service, viewer: Viewer) -> Self {
        let reader = Reader { store: service.store.clone(), viewer: viewer.clone() };
        let together = DataLoader::new(reader, tokio::spawn).delay(Duration::from_micros(500));
        Self { service, viewer, together }
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
        let record = self.together.load_one(id.clone()).await?;
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
            Some(from) => Some(from),
            None => {
                let key = Pointed { to: to.clone(), noun: N::NAME, field };
                self.together.load_one(key).await?
            }
        };
        let ids = from.iter().flat_map(|from| from.iter().cloned());
        let ids = ids.map(TryInto::try_into).collect::<Result<Vec<Id<N>>, _>>();
        self.records(ids.map_err(detente_storage::StoreError::from)?).await
    }
}

/// What the request is answered from.
pub(crate) fn asking<'a>(ctx: &Context<'a>) -> &'a Asking {
    ctx.data_unchecked::<Asking>()
}

pub(crate) fn asking_of<'a>(ctx: &ContextSelectionSet<'a>) -> &'a Asking {
    ctx.data_unchecked::<Asking>()
}
