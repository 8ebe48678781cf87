//! A walk through all detentions of a span of days, batch by batch, with what bears on custody.

use std::ops::RangeInclusive;

use async_graphql::Context;
use detente_core::{CountryCode, Day, Detention};
use detente_storage::{Condition, OrderBy, Query, Window};
use futures_util::future::try_join_all;

use super::{asking::asking, custody::Custodial, error::ApiError};

/// How many records are read at a time.
pub(super) const BATCH: u64 = 500;

/// Everything of which this is so, in the order of identifiers, a batch at a time.
pub(super) fn all(conditions: Vec<Condition>) -> Query {
    let window = Window { after: None, before: None, limit: BATCH, last: false };
    Query { conditions, order_by: OrderBy::Id, descending: false, window }
}

/// Where a walk has come to.
pub(super) struct Walk {
    left: Option<Query>,
}

impl Walk {
    /// A walk through those who may have been held on some day of these, by a country's
    /// authorities if one is named.
    pub(super) fn through(days: &RangeInclusive<Day>, country: Option<CountryCode>) -> Self {
        let within = if days.start() == days.end() {
            Condition::On(*days.start())
        } else {
            Condition::Between(Some(*days.start()), Some(*days.end()))
        };
        let country = country
            .map(|country| Condition::Says { field: "country", values: vec![country.to_string()] });
        Self { left: Some(all(std::iter::once(within).chain(country).collect())) }
    }

    /// The next batch; none at the end.
    pub(super) async fn next(
        &mut self,
        ctx: &Context<'_>,
    ) -> Result<Option<Vec<Custodial>>, ApiError> {
        let Some(query) = &mut self.left else { return Ok(None) };
        let asking = asking(ctx);
        let page = asking.store().await?.page::<Detention>(&asking.viewer, query).await?;
        let ids: Vec<_> = page.rows.iter().map(|row| row.id.as_record_id().clone()).collect();
        let across = asking.contradictions_with_others(&ids).await?;
        let detentions = asking.records(page.rows.iter().map(|row| row.id.clone())).await?;
        let batch = detentions.iter().map(|detention| {
            let conflicts = across.get(detention.0.id.as_record_id());
            Custodial::against(ctx, detention, conflicts.map_or(&[][..], Vec::as_slice))
        });
        let batch = try_join_all(batch).await?;
        match page.rows.last() {
            Some(last) if page.more_after => query.window.after = Some(last.cursor.clone()),
            _ => self.left = None,
        }
        Ok(Some(batch))
    }
}
