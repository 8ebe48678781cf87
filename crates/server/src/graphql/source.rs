//! Sources, as the API shows and lists them.

use async_graphql::{ComplexObject, Context, InputObject, Object};
use detente_core::{Id, Language, Organization, Source, SourceKind};
use detente_storage::Condition;

use super::{
    asking::asking,
    claim::ShownClaim,
    connection::{Connection, Order, RecordFilter, Slice, list, points, says},
    error::ApiError,
    shown::Shown,
};

#[ComplexObject]
impl Shown<Source> {
    /// The editions of this list.
    async fn editions(&self, ctx: &Context<'_>) -> Result<Vec<Shown<Source>>, ApiError> {
        asking(ctx).pointing(self.0.id.as_record_id(), "edition_of").await
    }

    /// Every claim that was read in it.
    async fn said(&self, ctx: &Context<'_>) -> Result<Vec<ShownClaim>, ApiError> {
        let asking = asking(ctx);
        let said =
            asking.store().await?.claims_from(&asking.viewer, self.0.id.as_record_id()).await?;
        Ok(said.into_iter().map(ShownClaim::from).collect())
    }
}

/// Which sources to list.
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct SourceFilter {
    #[graphql(flatten)]
    record: RecordFilter,
    /// Of one of these kinds.
    kind: Option<Vec<SourceKind>>,
    /// Written in one of these languages.
    language: Option<Vec<Language>>,
    /// Published by this organization.
    publisher: Option<Id<Organization>>,
    /// An edition of this list.
    edition_of: Option<Id<Source>>,
}

impl SourceFilter {
    fn conditions(self) -> Vec<Condition> {
        let asked = [
            says("kind", self.kind),
            says("language", self.language),
            points("publisher", self.publisher),
            points("edition_of", self.edition_of),
        ];
        self.record.conditions().into_iter().chain(asked.into_iter().flatten()).collect()
    }
}

/// What can be asked about sources.
#[derive(Default)]
pub(crate) struct SourceQuery;

#[Object]
impl SourceQuery {
    /// One source, by its identifier.
    async fn source(
        &self,
        ctx: &Context<'_>,
        id: Id<Source>,
    ) -> Result<Option<Shown<Source>>, ApiError> {
        asking(ctx).find(&id).await
    }

    /// Sources: documents, and editions of lists.
    #[expect(clippy::too_many_arguments, reason = "a page is asked for by four")]
    async fn sources(
        &self,
        ctx: &Context<'_>,
        filter: Option<SourceFilter>,
        order_by: Option<Order>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> Result<Connection<Source>, ApiError> {
        let conditions = filter.unwrap_or_default().conditions();
        list(ctx, conditions, order_by, Slice { first, after, last, before }).await
    }
}
