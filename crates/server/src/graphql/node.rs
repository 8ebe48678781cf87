//! Records by their identifiers, whatever their kind.

use async_graphql::{Context, Object};
use detente_core::{Anything, Id, RecordId, with_noun};

use super::{
    any::{AnyNode, AnyRecord},
    asking::asking,
    error::ApiError,
};

/// How many records can be asked for at once by their identifiers.
const MOST: usize = 100;

/// What can be asked of a record whose kind is not known.
#[derive(Default)]
pub(crate) struct NodeQuery;

#[Object]
impl NodeQuery {
    /// Whatever has this identifier, if anyone speaks of it.
    async fn node(&self, ctx: &Context<'_>, id: Id<Anything>) -> Result<Option<AnyNode>, ApiError> {
        Ok(spoken_of(ctx, id.into()).await?.map(AnyNode))
    }

    /// Whatever has these identifiers, in their order; null for one that nobody speaks of.
    async fn nodes(
        &self,
        ctx: &Context<'_>,
        ids: Vec<Id<Anything>>,
    ) -> Result<Vec<Option<AnyNode>>, ApiError> {
        if ids.len() > MOST {
            return Err(ApiError::BadInput(format!(
                "at most {MOST} records can be asked for at once, not {}",
                ids.len()
            )));
        }
        let found = ids
            .into_iter()
            .map(|id| async { Ok::<_, ApiError>(spoken_of(ctx, id.into()).await?.map(AnyNode)) });
        futures_util::future::try_join_all(found).await
    }

    /// The record that has this identifier, whatever its kind, if anyone speaks of it.
    async fn record(
        &self,
        ctx: &Context<'_>,
        id: Id<Anything>,
    ) -> Result<Option<AnyRecord>, ApiError> {
        Ok(spoken_of(ctx, id.into()).await?.map(AnyRecord))
    }
}

async fn spoken_of(ctx: &Context<'_>, id: RecordId) -> Result<Option<RecordId>, ApiError> {
    let known = with_noun!(id.noun(), N => {
        let id: Id<N> = id.clone().try_into().map_err(detente_storage::StoreError::from)?;
        asking(ctx).find(&id).await?.is_some()
    }, _ => false);
    Ok(known.then_some(id))
}
