//! Indicators, as the API shows and lists them.

use async_graphql::{ComplexObject, Context, InputObject, Object};
use detente_core::{Anything, Id, Indicator};
use detente_storage::Condition;

use super::{
    asking::asking,
    connection::{Connection, Order, RecordFilter, Slice, list, points, says},
    error::ApiError,
    shown::Shown,
};

#[ComplexObject]
impl Shown<Indicator> {}

/// Which indicators to list.
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct IndicatorFilter {
    #[graphql(flatten)]
    record: RecordFilter,
    /// About this record.
    subject: Option<Id<Anything>>,
    /// That measure one of these.
    metric: Option<Vec<String>>,
    /// That count one of these.
    population: Option<Vec<String>>,
}

impl IndicatorFilter {
    fn conditions(self) -> Vec<Condition> {
        let asked = [
            points("subject", self.subject),
            says("metric", self.metric),
            says("population", self.population),
        ];
        self.record.conditions().into_iter().chain(asked.into_iter().flatten()).collect()
    }
}

/// What can be asked about indicators.
#[derive(Default)]
pub(crate) struct IndicatorQuery;

#[Object]
impl IndicatorQuery {
    /// One series of a number, by its identifier.
    async fn indicator(
        &self,
        ctx: &Context<'_>,
        id: Id<Indicator>,
    ) -> Result<Option<Shown<Indicator>>, ApiError> {
        asking(ctx).find(&id).await
    }

    /// Series of numbers about the world.
    #[expect(clippy::too_many_arguments, reason = "a page is asked for by four")]
    async fn indicators(
        &self,
        ctx: &Context<'_>,
        filter: Option<IndicatorFilter>,
        order_by: Option<Order>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> Result<Connection<Indicator>, ApiError> {
        let conditions = filter.unwrap_or_default().conditions();
        list(ctx, conditions, order_by, Slice { first, after, last, before }).await
    }
}
