//! Indicators, as the API shows and lists them.

use async_graphql::{ComplexObject, Context, InputObject, Object};
use detente_core::{Anything, Id, Indicator, Key, across_point, reconcile_point};
use detente_storage::Condition;

use super::{
    asking::asking,
    connection::{Connection, Order, RecordFilter, Slice, list, points, says},
    error::ApiError,
    reconciliation::{
        ReconciliationReport, SourceReconciliation, by_source, by_voice, side_by_side,
    },
    shown::Shown,
};

#[ComplexObject]
impl Shown<Indicator> {
    /// Each number that has parts against its parts: of one point, or of all that have any.
    async fn reconciliation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The key of one point.")] point: Option<Key>,
    ) -> Result<Vec<ReconciliationReport>, ApiError> {
        let points = &self.0.fields.points;
        let has_parts = |key: &Key| points.iter().any(|part| part.within.as_ref() == Some(key));
        let wanted = points.iter().filter(|whole| match &point {
            Some(key) => whole.key == *key,
            None => has_parts(&whole.key),
        });
        let wanted: Vec<_> = wanted.collect();
        if let (Some(key), true) = (&point, wanted.is_empty()) {
            let known = points.iter().map(|point| point.key.to_string()).collect::<Vec<_>>();
            return Err(ApiError::BadInput(format!(
                "this indicator has no point `{key}`: its points are {}",
                known.join(", ")
            )));
        }
        let told = by_source(asking(ctx), &self.0).await?;
        let voices = by_voice(asking(ctx), &self.0).await?;
        let alone: Vec<Indicator> = voices.iter().map(|voice| voice.alone.fields.clone()).collect();
        let mut reports = Vec::new();
        for point in wanted {
            let key = point.key.as_str();
            let Some(together) = reconcile_point(&self.0.fields, key) else { continue };
            let each = told.iter().filter_map(|(source, alone)| {
                let reconciliation = reconcile_point(&alone.fields, key)?.into();
                Some(SourceReconciliation { source: source.clone(), reconciliation })
            });
            reports.push(ReconciliationReport {
                point: Some(key.to_owned()),
                on: point.on,
                together: together.into(),
                people: Vec::new(),
                by_source: each.collect(),
                by_voice: voices
                    .iter()
                    .filter_map(|voice| {
                        voice.reconciled(reconcile_point(&voice.alone.fields, key)?)
                    })
                    .collect(),
                across_voices: side_by_side(&voices, across_point(&alone, key)),
            });
        }
        Ok(reports)
    }
}

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
