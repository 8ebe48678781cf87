//! Releases, as the API shows and lists them.

use async_graphql::{ComplexObject, Context, InputObject, Object};
use detente_core::{
    Agreement, CountryCode, Detention, EndModality, Id, Reconciliation, Release, Sanction,
    across_release, reconcile_release,
};
use detente_storage::Condition;

use super::{
    asking::asking,
    connection::{Connection, Order, RecordFilter, Slice, list, points, says},
    error::ApiError,
    reconciliation::{
        NamedPerson, ReconciliationReport, SourceReconciliation, by_source, by_voice, says_so,
        side_by_side,
    },
    shown::Shown,
};

#[ComplexObject]
impl Shown<Release> {
    /// The detentions that end in it: its people.
    async fn detentions(
        &self,
        ctx: &Context<'_>,
        order_by: Option<Order>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> Result<Connection<Detention>, ApiError> {
        let here = points("release", Some(self.0.id.clone()));
        list(ctx, here.into_iter().collect(), order_by, Slice { first, after, last, before }).await
    }

    /// The number freed against its groups and against the people who are named.
    async fn reconciliation(&self, ctx: &Context<'_>) -> Result<ReconciliationReport, ApiError> {
        let asking = asking(ctx);
        let named: Vec<Shown<Detention>> =
            asking.pointing(self.0.id.as_record_id(), "release").await?;
        let people = freed(&self.0.id, &named);
        let many = |contested| {
            let such = people.iter().filter(|person| person.contested == contested).count();
            u32::try_from(such).unwrap_or(u32::MAX)
        };
        let together = reconcile_release(&self.0.fields, many(false), many(true)).into();
        let mut each = Vec::new();
        for (source, alone) in by_source(asking, &self.0).await? {
            let named =
                named.iter().filter(|detention| says_so(&detention.0, &source.0.id)).count();
            let named = u32::try_from(named).unwrap_or(u32::MAX);
            let reconciliation = reconcile_release(&alone.fields, named, 0).into();
            each.push(SourceReconciliation { source, reconciliation });
        }
        let voices = by_voice(asking, &self.0).await?;
        let by_voice = voices.iter().filter_map(|voice| {
            // Whom a voice names, its claims on the detentions tell, not those on the release.
            let report = reconcile_release(&voice.alone.fields, 0, 0);
            voice.reconciled(Reconciliation { named: None, ..report })
        });
        let alone: Vec<Release> = voices.iter().map(|voice| voice.alone.fields.clone()).collect();
        Ok(ReconciliationReport {
            point: None,
            on: None,
            together,
            people,
            by_source: each,
            by_voice: by_voice.collect(),
            across_voices: side_by_side(&voices, across_release(&alone)),
        })
    }
}

/// Those who are named as freed in a release, out of the detentions that point
/// to it: all but those that, as every side says, did not end in it.
pub(super) fn freed(release: &Id<Release>, named: &[Shown<Detention>]) -> Vec<NamedPerson> {
    let freed = |detention: &Shown<Detention>| {
        let ended_here = detention.0.ask(|detention| detention.release.as_ref() == Some(release));
        let contested = match ended_here.settled() {
            Some(true) => false,
            Some(false) => return None,
            None => true,
        };
        Some(NamedPerson { detention: detention.clone(), contested })
    };
    named.iter().filter_map(freed).collect()
}

/// Which releases to list.
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct ReleaseFilter {
    #[graphql(flatten)]
    record: RecordFilter,
    /// By one of these countries.
    country: Option<Vec<CountryCode>>,
    /// In one of these forms.
    modality: Option<Vec<EndModality>>,
    /// Part of this agreement.
    agreement: Option<Id<Agreement>>,
    /// Made in exchange for relief of this measure, as someone says.
    in_exchange_for: Option<Id<Sanction>>,
}

impl ReleaseFilter {
    fn conditions(self) -> Vec<Condition> {
        let asked = [
            says("country", self.country),
            says("modality", self.modality),
            points("agreement", self.agreement),
            points("in_exchange_for", self.in_exchange_for),
        ];
        self.record.conditions().into_iter().chain(asked.into_iter().flatten()).collect()
    }
}

/// What can be asked about releases.
#[derive(Default)]
pub(crate) struct ReleaseQuery;

#[Object]
impl ReleaseQuery {
    /// One release, by its identifier.
    async fn release(
        &self,
        ctx: &Context<'_>,
        id: Id<Release>,
    ) -> Result<Option<Shown<Release>>, ApiError> {
        asking(ctx).find(&id).await
    }

    /// Acts of freeing.
    #[expect(clippy::too_many_arguments, reason = "a page is asked for by four")]
    async fn releases(
        &self,
        ctx: &Context<'_>,
        filter: Option<ReleaseFilter>,
        order_by: Option<Order>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
    ) -> Result<Connection<Release>, ApiError> {
        let conditions = filter.unwrap_or_default().conditions();
        list(ctx, conditions, order_by, Slice { first, after, last, before }).await
    }
}
