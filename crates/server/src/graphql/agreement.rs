//! Agreements, as the API shows and lists them.

use async_graphql::{ComplexObject, Context, InputObject, Object};
use detente_core::{Actor, Agreement, CommitmentKind, Day, Id, Release, Sanction};
use detente_storage::Condition;

use super::{
    asking::asking,
    connection::{Connection, Order, RecordFilter, Slice, list, points, says},
    delivery::{CommitmentDelivery, delivery},
    error::ApiError,
    shown::Shown,
};

#[ComplexObject]
impl Shown<Agreement> {
    /// The releases that were part of it.
    async fn releases(&self, ctx: &Context<'_>) -> Result<Vec<Shown<Release>>, ApiError> {
        asking(ctx).pointing(self.0.id.as_record_id(), "agreement").await
    }

    /// The measures to which something was done under it.
    async fn sanctions(&self, ctx: &Context<'_>) -> Result<Vec<Shown<Sanction>>, ApiError> {
        asking(ctx).pointing(self.0.id.as_record_id(), "actions.agreement").await
    }

    /// What each side promised, and what had become of it by a day: an
    /// announcement is not a licence, and a licence is not the end of a measure.
    async fn delivery(
        &self,
        ctx: &Context<'_>,
        on: Day,
    ) -> Result<Vec<CommitmentDelivery>, ApiError> {
        delivery(ctx, self, on).await
    }
}

/// Which agreements to list.
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct AgreementFilter {
    #[graphql(flatten)]
    record: RecordFilter,
    /// To which this person or organization is a party.
    party: Option<Id<Actor>>,
    /// In which something of these kinds was promised.
    commitment_kind: Option<Vec<CommitmentKind>>,
}

impl AgreementFilter {
    fn conditions(self) -> Vec<Condition> {
        let asked = [points("parties", self.party), says("commitments.kind", self.commitment_kind)];
        self.record.conditions().into_iter().chain(asked.into_iter().flatten()).collect()
    }
}

/// What can be asked about agreements.
#[derive(Default)]
pub(crate) struct AgreementQuery;

#[Object]
impl AgreementQuery {
    /// One agreement, by its identifier.
    async fn agreement(
        &self,
        ctx: &Context<'_>,
        id: Id<Agreement>,
    ) -> Result<Option<Shown<Agreement>>, ApiError> {
        asking(ctx).find(&id).await
    }

    /// Deals.
    #[expect(clippy::too_many_arguments, reason = "a page is asked for by four")]
    async fn agreements(
        &self,
        ctx: &Context<'_>,
        filter: Option<AgreementFilter>,
        order_by: Option<Order>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> Result<Connection<Agreement>, ApiError> {
        let conditions = filter.unwrap_or_default().conditions();
        list(ctx, conditions, order_by, Slice { first, after, last, before }).await
    }
}
