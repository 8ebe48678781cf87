//! Events, as the API shows and lists them.

use async_graphql::{ComplexObject, Context, InputObject, Object};
use detente_core::{Actor, Event, EventKind, Id, Place};
use detente_storage::Condition;

use super::{
    asking::asking,
    connection::{Connection, Order, RecordFilter, Slice, list, points, says},
    error::ApiError,
    shown::Shown,
};

#[ComplexObject]
impl Shown<Event> {}

/// Which events to list.
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct EventFilter {
    #[graphql(flatten)]
    record: RecordFilter,
    /// Of one of these kinds.
    kind: Option<Vec<EventKind>>,
    /// That happened here.
    place: Option<Id<Place>>,
    /// In which this person or organization took part.
    participant: Option<Id<Actor>>,
}

impl EventFilter {
    fn conditions(self) -> Vec<Condition> {
        let asked = [
            says("kind", self.kind),
            points("places", self.place),
            points("participants", self.participant),
        ];
        self.record.conditions().into_iter().chain(asked.into_iter().flatten()).collect()
    }
}

/// What can be asked about events.
#[derive(Default)]
pub(crate) struct EventQuery;

#[Object]
impl EventQuery {
    /// One event, by its identifier.
    async fn event(
        &self,
        ctx: &Context<'_>,
        id: Id<Event>,
    ) -> Result<Option<Shown<Event>>, ApiError> {
        asking(ctx).find(&id).await
    }

    /// Things that happened.
    #[expect(clippy::too_many_arguments, reason = "a page is asked for by four")]
    async fn events(
        &self,
        ctx: &Context<'_>,
        filter: Option<EventFilter>,
        order_by: Option<Order>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> Result<Connection<Event>, ApiError> {
        let conditions = filter.unwrap_or_default().conditions();
        list(ctx, conditions, order_by, Slice { first, after, last, before }).await
    }
}
