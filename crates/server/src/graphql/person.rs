//! People, as the API shows and lists them.

use async_graphql::{ComplexObject, Context, InputObject, Object};
use detente_core::{CountryCode, Detention, Gender, Id, Organization, Person, Sanction, Statement};
use detente_storage::Condition;

use super::{
    asking::asking,
    claim::{ShownClaim, said},
    connection::{Connection, Order, RecordFilter, Slice, list, points, says},
    error::ApiError,
    shown::Shown,
};

#[ComplexObject]
impl Shown<Person> {
    /// The times this person was held, the earliest first.
    async fn detentions(&self, ctx: &Context<'_>) -> Result<Vec<Shown<Detention>>, ApiError> {
        asking(ctx).pointing(self.0.id.as_record_id(), "person").await
    }

    /// The detentions in which this person judged.
    async fn judged(&self, ctx: &Context<'_>) -> Result<Vec<Shown<Detention>>, ApiError> {
        asking(ctx).pointing(self.0.id.as_record_id(), "proceedings.judge").await
    }

    /// The detentions in which this person prosecuted.
    async fn prosecuted(&self, ctx: &Context<'_>) -> Result<Vec<Shown<Detention>>, ApiError> {
        asking(ctx).pointing(self.0.id.as_record_id(), "proceedings.prosecutor").await
    }

    /// The measures laid on this person.
    async fn sanctions(&self, ctx: &Context<'_>) -> Result<Vec<Shown<Sanction>>, ApiError> {
        asking(ctx).pointing(self.0.id.as_record_id(), "target").await
    }

    /// What this person said.
    async fn statements(&self, ctx: &Context<'_>) -> Result<Vec<Shown<Statement>>, ApiError> {
        asking(ctx).pointing(self.0.id.as_record_id(), "speaker").await
    }

    /// Every claim that passes on this person's word.
    async fn said(&self, ctx: &Context<'_>) -> Result<Vec<ShownClaim>, ApiError> {
        said(ctx, self.0.id.as_record_id()).await
    }
}

/// Which people to list.
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct PersonFilter {
    #[graphql(flatten)]
    record: RecordFilter,
    /// Of one of these genders.
    gender: Option<Vec<Gender>>,
    /// Citizens of one of these countries.
    nationality: Option<Vec<CountryCode>>,
    /// Who hold or held a post in this organization.
    role_at: Option<Id<Organization>>,
}

impl PersonFilter {
    fn conditions(self) -> Vec<Condition> {
        let asked = [
            says("gender", self.gender),
            says("nationalities", self.nationality),
            points("roles.organization", self.role_at),
        ];
        self.record.conditions().into_iter().chain(asked.into_iter().flatten()).collect()
    }
}

/// What can be asked about people.
#[derive(Default)]
pub(crate) struct PersonQuery;

#[Object]
impl PersonQuery {
    /// One person, by identifier.
    async fn person(
        &self,
        ctx: &Context<'_>,
        id: Id<Person>,
    ) -> Result<Option<Shown<Person>>, ApiError> {
        asking(ctx).find(&id).await
    }

    /// People.
    #[expect(clippy::too_many_arguments, reason = "a page is asked for by four")]
    async fn people(
        &self,
        ctx: &Context<'_>,
        filter: Option<PersonFilter>,
        order_by: Option<Order>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> Result<Connection<Person>, ApiError> {
        let conditions = filter.unwrap_or_default().conditions();
        list(ctx, conditions, order_by, Slice { first, after, last, before }).await
    }
}
