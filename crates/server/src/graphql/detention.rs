//! Detentions, as the API shows and lists them.

use async_graphql::{ComplexObject, Context, InputObject, Object, SimpleObject};
use detente_core::{
    CountryCode, CustodyOn, Day, Detention, EndModality, Id, Organization, PartialDate, Person,
    Place, Release, custody_on, days_held, last_seen,
};
use detente_storage::Condition;

use super::{
    asking::asking,
    connection::{Connection, Order, RecordFilter, Slice, list, points, says},
    custody::Custodial,
    dispute::Contestable,
    error::ApiError,
    shown::Shown,
};

#[ComplexObject]
impl Shown<Detention> {
    /// Whether the person was held on a day, as far as is known. A day counts
    /// where the person was held when it ended.
    async fn custody(
        &self,
        ctx: &Context<'_>,
        on: Day,
    ) -> Result<Contestable<CustodyOn>, ApiError> {
        let custodial = Custodial::of(ctx, self).await?;
        Ok(custodial.ask(|detention, around| custody_on(detention, around, on)))
    }

    /// For how many days the person was held: at least and at most, up to the
    /// day given where it goes on.
    async fn days_held(
        &self,
        ctx: &Context<'_>,
        as_of: Day,
    ) -> Result<Contestable<ShownDays>, ApiError> {
        let custodial = Custodial::of(ctx, self).await?;
        let days = custodial.ask(|detention, around| days_held(detention, around, as_of));
        Ok(days.map(|days| ShownDays { least: days.least, most: days.most }))
    }

    /// When someone last saw the person held, as closely as it is known.
    async fn last_seen(&self) -> Option<PartialDate> {
        last_seen(&self.0.fields)
    }

    /// The day custody ended: as stated, else that of the release it ended in.
    /// If a side that tells of a death is right, it ended by then at the latest.
    async fn end(&self, ctx: &Context<'_>) -> Result<Contestable<ShownEnd>, ApiError> {
        let end = Custodial::of(ctx, self).await?.ask(Detention::end);
        Ok(end.map(|on| ShownEnd { on }))
    }
}

/// For how long a person was held.
#[derive(Clone, Debug, PartialEq, SimpleObject)]
#[graphql(name = "DaysHeld")]
pub(crate) struct ShownDays {
    /// At least so many days.
    least: i64,
    /// At most so many days; silent where the beginning is not known.
    most: Option<i64>,
}

/// The end of custody.
#[derive(Clone, Debug, PartialEq, SimpleObject)]
#[graphql(name = "EndOfCustody")]
pub(crate) struct ShownEnd {
    /// The day; silent where no end is known.
    on: Option<PartialDate>,
}

/// Which detentions to list.
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct DetentionFilter {
    #[graphql(flatten)]
    record: RecordFilter,
    /// Of this person.
    person: Option<Id<Person>>,
    /// By the authorities of one of these countries.
    country: Option<Vec<CountryCode>>,
    /// Not certainly over, and possibly begun, on this day: ask `custody` of each whether it was.
    held_on: Option<Day>,
    /// Of which some part was spent here.
    place: Option<Id<Place>>,
    /// On a charge under one of these articles.
    article: Option<Vec<String>>,
    /// Of people whom this organization counts as political prisoners.
    recognised_by: Option<Id<Organization>>,
    /// In which this person judged.
    judge: Option<Id<Person>>,
    /// That ended in one of these ways.
    end_modality: Option<Vec<EndModality>>,
    /// That ended in this release.
    release: Option<Id<Release>>,
}

impl DetentionFilter {
    fn conditions(self) -> Vec<Condition> {
        let asked = [
            points("person", self.person),
            says("country", self.country),
            self.held_on.map(Condition::On),
            points("stays.place", self.place),
            says("charges.article", self.article),
            points("recognitions.by", self.recognised_by),
            points("proceedings.judge", self.judge),
            says("end_modality", self.end_modality),
            points("release", self.release),
        ];
        self.record.conditions().into_iter().chain(asked.into_iter().flatten()).collect()
    }
}

/// What can be asked about detentions.
#[derive(Default)]
pub(crate) struct DetentionQuery;

#[Object]
impl DetentionQuery {
    /// One detention, by its identifier.
    async fn detention(
        &self,
        ctx: &Context<'_>,
        id: Id<Detention>,
    ) -> Result<Option<Shown<Detention>>, ApiError> {
        asking(ctx).find(&id).await
    }

    /// Episodes of custody.
    #[expect(clippy::too_many_arguments, reason = "a page is asked for by four")]
    async fn detentions(
        &self,
        ctx: &Context<'_>,
        filter: Option<DetentionFilter>,
        order_by: Option<Order>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> Result<Connection<Detention>, ApiError> {
        let conditions = filter.unwrap_or_default().conditions();
        list(ctx, conditions, order_by, Slice { first, after, last, before }).await
    }
}
