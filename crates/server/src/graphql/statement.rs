//! Statements, as the API shows and lists them.

use async_graphql::{ComplexObject, Context, InputObject, Object};
use detente_core::{Actor, Anything, Id, Organization, Statement};
use detente_storage::Condition;

use super::{
    asking::asking,
    claim::{ShownClaim, said},
    connection::{Connection, Order, RecordFilter, Slice, list, points},
    error::ApiError,
    shown::Shown,
};

#[ComplexObject]
impl Shown<Statement> {
    /// Every claim that passes on its word.
    async fn said(&self, ctx: &Context<'_>) -> Result<Vec<ShownClaim>, ApiError> {
        said(ctx, self.0.id.as_record_id()).await
    }
}

/// Which statements to list.
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct StatementFilter {
    #[graphql(flatten)]
    record: RecordFilter,
    /// Said by this person or organization.
    speaker: Option<Id<Actor>>,
    /// Passed on by this organization.
    carried_by: Option<Id<Organization>>,
    /// About this record.
    about: Option<Id<Anything>>,
}

impl StatementFilter {
    fn conditions(self) -> Vec<Condition> {
        let asked = [
            points("speaker", self.speaker),
            points("carried_by", self.carried_by),
            points("about", self.about),
        ];
        self.record.conditions().into_iter().chain(asked.into_iter().flatten()).collect()
    }
}

/// What can be asked about statements.
#[derive(Default)]
pub(crate) struct StatementQuery;

#[Object]
impl StatementQuery {
    /// One statement, by its identifier.
    async fn statement(
        &self,
        ctx: &Context<'_>,
        id: Id<Statement>,
    ) -> Result<Option<Shown<Statement>>, ApiError> {
        asking(ctx).find(&id).await
    }

    /// Things that were said.
    #[expect(clippy::too_many_arguments, reason = "a page is asked for by four")]
    async fn statements(
        &self,
        ctx: &Context<'_>,
        filter: Option<StatementFilter>,
        order_by: Option<Order>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> Result<Connection<Statement>, ApiError> {
        let conditions = filter.unwrap_or_default().conditions();
        list(ctx, conditions, order_by, Slice { first, after, last, before }).await
    }
}
