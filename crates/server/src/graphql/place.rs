//! Places, as the API shows and lists them.

use async_graphql::{ComplexObject, Context, InputObject, Object};
use detente_core::{CountryCode, Detention, Id, Place, PlaceKind};
use detente_storage::Condition;

use super::{
    asking::asking,
    connection::{Connection, Order, RecordFilter, Slice, list, points, says},
    error::ApiError,
    shown::Shown,
};

#[ComplexObject]
impl Shown<Place> {
    /// The places that lie directly within it.
    async fn places(&self, ctx: &Context<'_>) -> Result<Vec<Shown<Place>>, ApiError> {
        asking(ctx).pointing(self.0.id.as_record_id(), "within").await
    }

    /// The detentions of which some part was spent here.
    async fn detentions(
        &self,
        ctx: &Context<'_>,
        order_by: Option<Order>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> Result<Connection<Detention>, ApiError> {
        let here = points("stays.place", Some(self.0.id.clone()));
        list(ctx, here.into_iter().collect(), order_by, Slice { first, after, last, before }).await
    }
}

/// Which places to list.
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct PlaceFilter {
    #[graphql(flatten)]
    record: RecordFilter,
    /// Of one of these kinds.
    kind: Option<Vec<PlaceKind>>,
    /// In one of these countries.
    country: Option<Vec<CountryCode>>,
    /// Directly within this place.
    within: Option<Id<Place>>,
}

impl PlaceFilter {
    fn conditions(self) -> Vec<Condition> {
        let asked =
            [says("kind", self.kind), says("country", self.country), points("within", self.within)];
        self.record.conditions().into_iter().chain(asked.into_iter().flatten()).collect()
    }
}

/// What can be asked about places.
#[derive(Default)]
pub(crate) struct PlaceQuery;

#[Object]
impl PlaceQuery {
    /// One place, by its identifier.
    async fn place(
        &self,
        ctx: &Context<'_>,
        id: Id<Place>,
    ) -> Result<Option<Shown<Place>>, ApiError> {
        asking(ctx).find(&id).await
    }

    /// Places.
    #[expect(clippy::too_many_arguments, reason = "a page is asked for by four")]
    async fn places(
        &self,
        ctx: &Context<'_>,
        filter: Option<PlaceFilter>,
        order_by: Option<Order>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> Result<Connection<Place>, ApiError> {
        let conditions = filter.unwrap_or_default().conditions();
        list(ctx, conditions, order_by, Slice { first, after, last, before }).await
    }
}
