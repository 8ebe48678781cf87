//! Organizations, as the API shows and lists them.

use async_graphql::{ComplexObject, Context, InputObject, Object};
use detente_core::{
    CountryCode, Id, Organization, OrganizationKind, Person, Sanction, Source, Statement,
};
use detente_storage::Condition;

use super::{
    asking::asking,
    claim::{ShownClaim, said},
    connection::{Connection, Order, RecordFilter, Slice, list, points, says},
    error::ApiError,
    shown::Shown,
};

#[ComplexObject]
impl Shown<Organization> {
    /// The organizations that are directly part of it.
    async fn parts(&self, ctx: &Context<'_>) -> Result<Vec<Shown<Organization>>, ApiError> {
        asking(ctx).pointing(self.0.id.as_record_id(), "parent").await
    }

    /// The people who hold or held a post here.
    async fn people(&self, ctx: &Context<'_>) -> Result<Vec<Shown<Person>>, ApiError> {
        asking(ctx).pointing(self.0.id.as_record_id(), "roles.organization").await
    }

    /// The measures laid on it.
    async fn sanctions(&self, ctx: &Context<'_>) -> Result<Vec<Shown<Sanction>>, ApiError> {
        asking(ctx).pointing(self.0.id.as_record_id(), "target").await
    }

    /// The measures it issued.
    async fn issued_sanctions(&self, ctx: &Context<'_>) -> Result<Vec<Shown<Sanction>>, ApiError> {
        asking(ctx).pointing(self.0.id.as_record_id(), "issuer").await
    }

    /// The documents it published.
    async fn publications(&self, ctx: &Context<'_>) -> Result<Vec<Shown<Source>>, ApiError> {
        asking(ctx).pointing(self.0.id.as_record_id(), "publisher").await
    }

    /// What it said.
    async fn statements(&self, ctx: &Context<'_>) -> Result<Vec<Shown<Statement>>, ApiError> {
        asking(ctx).pointing(self.0.id.as_record_id(), "speaker").await
    }

    /// What it passed on of what others said.
    async fn carried(&self, ctx: &Context<'_>) -> Result<Vec<Shown<Statement>>, ApiError> {
        asking(ctx).pointing(self.0.id.as_record_id(), "carried_by").await
    }

    /// Every claim that passes on its word.
    async fn said(&self, ctx: &Context<'_>) -> Result<Vec<ShownClaim>, ApiError> {
        said(ctx, self.0.id.as_record_id()).await
    }
}

/// Which organizations to list.
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct OrganizationFilter {
    #[graphql(flatten)]
    record: RecordFilter,
    /// Of one of these kinds.
    kind: Option<Vec<OrganizationKind>>,
    /// Of one of these countries.
    country: Option<Vec<CountryCode>>,
    /// Of one of these parts of the economy.
    sector: Option<Vec<String>>,
    /// Directly part of this organization.
    parent: Option<Id<Organization>>,
}

impl OrganizationFilter {
    fn conditions(self) -> Vec<Condition> {
        let asked = [
            says("kind", self.kind),
            says("country", self.country),
            says("sector", self.sector),
            points("parent", self.parent),
        ];
        self.record.conditions().into_iter().chain(asked.into_iter().flatten()).collect()
    }
}

/// What can be asked about organizations.
#[derive(Default)]
pub(crate) struct OrganizationQuery;

#[Object]
impl OrganizationQuery {
    /// One organization, by its identifier.
    async fn organization(
        &self,
        ctx: &Context<'_>,
        id: Id<Organization>,
    ) -> Result<Option<Shown<Organization>>, ApiError> {
        asking(ctx).find(&id).await
    }

    /// Organizations.
    #[expect(clippy::too_many_arguments, reason = "a page is asked for by four")]
    async fn organizations(
        &self,
        ctx: &Context<'_>,
        filter: Option<OrganizationFilter>,
        order_by: Option<Order>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> Result<Connection<Organization>, ApiError> {
        let conditions = filter.unwrap_or_default().conditions();
        list(ctx, conditions, order_by, Slice { first, after, last, before }).await
    }
}
