//! Sanctions, as the API shows and lists them.

use async_graphql::{ComplexObject, Context, InputObject, Object, SimpleObject};
use detente_core::{
    Agreement, Day, Id, Organization, Release, Sanction, SanctionKind, Standing, Target,
    standing_on,
};
use detente_storage::Condition;

use super::{
    asking::asking,
    connection::{Connection, Order, RecordFilter, Slice, list, points, says},
    dispute::Contestable,
    error::ApiError,
    shown::Shown,
};

#[ComplexObject]
impl Shown<Sanction> {
    /// The releases that someone says were made in exchange for relief of it.
    async fn releases(&self, ctx: &Context<'_>) -> Result<Vec<Shown<Release>>, ApiError> {
        asking(ctx).pointing(self.0.id.as_record_id(), "in_exchange_for").await
    }

    /// What force it has on a day: what the law then was, not what was announced.
    async fn standing(&self, on: Day) -> Contestable<ShownStanding> {
        let answer = self.0.ask(|sanction| {
            let standing = standing_on(sanction, on);
            ShownStanding {
                standing: standing.standing,
                possibly: standing.possibly,
                by: standing.by.map(|action| action.key.to_string()),
                instrument: standing.by.and_then(|action| action.instrument.clone()),
            }
        });
        answer.into()
    }
}

/// The force of a measure on a day, by the acts that are certainly past.
#[derive(Clone, Debug, PartialEq, SimpleObject)]
#[graphql(name = "StandingOnDay")]
pub(crate) struct ShownStanding {
    /// What it is.
    pub standing: Standing,
    /// What it may be instead, by acts that are only possibly past.
    pub possibly: Vec<Standing>,
    /// The key of the act that made it so.
    pub by: Option<String>,
    /// The instrument of that act.
    pub instrument: Option<String>,
}

/// Which sanctions to list.
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct SanctionFilter {
    #[graphql(flatten)]
    record: RecordFilter,
    /// Issued by this authority.
    issuer: Option<Id<Organization>>,
    /// Laid on this person, organization or place.
    target: Option<Id<Target>>,
    /// Of one of these kinds.
    kind: Option<Vec<SanctionKind>>,
    /// Of one of these programmes.
    programme: Option<Vec<String>>,
    /// Of which something was done under this agreement.
    agreement: Option<Id<Agreement>>,
}

impl SanctionFilter {
    fn conditions(self) -> Vec<Condition> {
        let asked = [
            points("issuer", self.issuer),
            points("target", self.target),
            says("kind", self.kind),
            says("programme", self.programme),
            points("actions.agreement", self.agreement),
        ];
        self.record.conditions().into_iter().chain(asked.into_iter().flatten()).collect()
    }
}

/// What can be asked about sanctions.
#[derive(Default)]
pub(crate) struct SanctionQuery;

#[Object]
impl SanctionQuery {
    /// One measure, by its identifier.
    async fn sanction(
        &self,
        ctx: &Context<'_>,
        id: Id<Sanction>,
    ) -> Result<Option<Shown<Sanction>>, ApiError> {
        asking(ctx).find(&id).await
    }

    /// Restrictive measures.
    #[expect(clippy::too_many_arguments, reason = "a page is asked for by four")]
    async fn sanctions(
        &self,
        ctx: &Context<'_>,
        filter: Option<SanctionFilter>,
        order_by: Option<Order>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> Result<Connection<Sanction>, ApiError> {
        let conditions = filter.unwrap_or_default().conditions();
        list(ctx, conditions, order_by, Slice { first, after, last, before }).await
    }
}
