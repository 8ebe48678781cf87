//! Detentions, as the API shows and lists them.

use async_graphql::{ComplexObject, Context, InputObject, Object, SimpleObject};
use detente_core::{
    Answer, CountryCode, CustodyOn, Day, Detention, EndModality, Id, Organization, PartialDate,
    Person, Place, Record, Release, Surroundings, custody_on, days_held, last_seen,
};
use detente_storage::Condition;

use super::{
    asking::asking,
    connection::{Connection, Order, RecordFilter, Slice, list, points, says},
    custody_across::custody_across,
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
        let around = Around::of(ctx, self).await?;
        let held = around.ask(&self.0, |detention, around| custody_on(detention, around, on));
        if let Answer::Settled(held) = held {
            // What another record says of the person may not let this one answer.
            let across = asking(ctx).conflicts(self.0.id.as_record_id()).await?;
            for conflict in across.iter() {
                if let Some(answers) = custody_across(ctx, &around, self, conflict, on).await?
                    && answers.iter().any(|answer| *answer != held)
                {
                    return Ok(Contestable::between(conflict, answers));
                }
            }
        }
        Ok(Contestable::of(held, |held| held))
    }

    /// For how many days the person was held: at least and at most, up to the
    /// day given where it goes on.
    async fn days_held(
        &self,
        ctx: &Context<'_>,
        as_of: Day,
    ) -> Result<Contestable<ShownDays>, ApiError> {
        let around = Around::of(ctx, self).await?;
        let days = around.ask(&self.0, |detention, around| days_held(detention, around, as_of));
        Ok(Contestable::of(days, |days| ShownDays { least: days.least, most: days.most }))
    }

    /// When someone last saw the person held, as closely as it is known.
    async fn last_seen(&self) -> Option<PartialDate> {
        last_seen(&self.0.fields)
    }

    /// The day custody ended: as stated, else that of the release it ended in.
    async fn end(&self, ctx: &Context<'_>) -> Result<Contestable<ShownEnd>, ApiError> {
        let around = Around::of(ctx, self).await?;
        let end = around.ask(&self.0, Detention::end);
        Ok(Contestable::of(end, |on| ShownEnd { on }))
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

/// The records that a detention leans on: the releases that someone says it ended in.
pub(crate) struct Around(Vec<Shown<Release>>);

impl Around {
    /// Reads them.
    pub(crate) async fn of(
        ctx: &Context<'_>,
        detention: &Shown<Detention>,
    ) -> Result<Self, ApiError> {
        let said = detention.0.account.without.iter().map(|without| &without.fields);
        let said = said.chain([&detention.0.fields]);
        let mut releases: Vec<_> = said.filter_map(|fields| fields.release.as_ref()).collect();
        releases.sort();
        releases.dedup();
        let read = releases.into_iter().map(|release| asking(ctx).record(release));
        Ok(Self(futures_util::future::try_join_all(read).await?))
    }

    /// The days of these releases, as their records give them.
    pub(crate) fn surroundings(&self) -> Surroundings {
        let mut around = Surroundings::default();
        for release in &self.0 {
            around.released_on.extend(release.0.fields.on.map(|on| (release.0.id.clone(), on)));
        }
        around
    }

    /// Asks a rule of a detention. Where the sources disagree about the day of
    /// its release, the rule is asked of each of their days too.
    pub(crate) fn ask<'a, T: PartialEq>(
        &'a self,
        detention: &'a Record<Detention>,
        rule: impl Fn(&Detention, &Surroundings) -> T,
    ) -> Answer<'a, T> {
        let around = self.surroundings();
        let answer = detention.ask(|fields| rule(fields, &around));
        if let Answer::Settled(_) = answer {
            for release in &self.0 {
                let of_day = release.0.ask(|release_fields| {
                    let mut around = around.clone();
                    match release_fields.on {
                        Some(on) => around.released_on.insert(release.0.id.clone(), on),
                        None => around.released_on.remove(&release.0.id),
                    };
                    rule(&detention.fields, &around)
                });
                if let Answer::Contested(_) = of_day {
                    return of_day;
                }
            }
        }
        answer
    }
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
