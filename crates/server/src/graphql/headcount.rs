//! How many were held: voices side by side, and what the detentions themselves say.

use async_graphql::{Context, Object, SimpleObject};
use detente_core::{
    Counted, CountryCode, Cut, Day, Headcount, Id, Indicator, PartialDate, Person, Quantity,
    Source, Value as _, custody_on, headcount,
};
use detente_storage::{Condition, Standing};

use super::{
    any::AnyRecord,
    asking::{Asking, asking},
    claim::ShownClaim,
    error::ApiError,
    shown::Shown,
    walk::{Walk, all},
};

/// The series that count who is held, by what they say they count.
const POPULATION: &str = "political prisoners held";

/// How many were held, by whose word.
#[derive(SimpleObject)]
#[graphql(name = "Headcount")]
pub(crate) struct ShownHeadcount {
    /// The days asked about.
    on: PartialDate,
    /// The numbers that are reported for these days, each by its own voice. They
    /// are set side by side, never averaged and never chosen from.
    voices: Vec<CountedBy>,
    /// What the detentions in this record say themselves, of the last of these days.
    detentions: CountedHere,
}

/// A number, and whose it is.
#[derive(SimpleObject)]
struct CountedBy {
    /// The series it belongs to.
    indicator: Shown<Indicator>,
    /// The key of the point in the series.
    point: String,
    /// The day it is given for.
    on: Option<PartialDate>,
    /// The number.
    quantity: Quantity,
    /// For a part of a whole: how it is cut out.
    by: Option<Cut>,
    /// For a part of a whole: the point it is a part of.
    within: Option<String>,
    /// The document.
    source: Shown<Source>,
    /// Whose word it is, where it is not the source's own.
    said_by: Option<AnyRecord>,
    /// The claim.
    claim: ShownClaim,
}

/// How many people the detentions in this record have held on a day.
#[derive(SimpleObject)]
struct CountedHere {
    /// The day.
    on: Day,
    /// Certainly held.
    held: usize,
    /// Held before, and nobody says that it ended.
    presumed: usize,
    /// What is known allows both.
    possibly: usize,
    /// One source has them held, another at liberty.
    contested: usize,
    /// The fewest that can have been held.
    least: usize,
    /// The most that can have been held, of those in this record.
    most: usize,
}

/// What can be asked about how many were held.
#[derive(Default)]
pub(crate) struct HeadcountQuery;

#[Object]
impl HeadcountQuery {
    /// How many were held on a day or in a month, according to whom.
    async fn headcount(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "A day, a month or a year: `2025-12`.")] on: PartialDate,
        #[graphql(desc = "Detentions by the authorities of this country only.")] country: Option<
            CountryCode,
        >,
    ) -> Result<ShownHeadcount, ApiError> {
        let asking = asking(ctx);
        let Some(day) = on.latest() else {
            return Err(ApiError::BadInput(format!(
                "`{on}` has no last day: ask about a day, a month or a year"
            )));
        };
        let voices = voices(asking, on).await?;
        let counted = count(ctx, day, country).await?;
        let detentions = CountedHere {
            on: day,
            held: counted.held,
            presumed: counted.presumed,
            possibly: counted.possibly,
            contested: counted.contested,
            least: counted.at_least(),
            most: counted.at_most(),
        };
        Ok(ShownHeadcount { on, voices, detentions })
    }
}

/// Every number that is reported for these days, by its claim.
async fn voices(asking: &Asking, on: PartialDate) -> Result<Vec<CountedBy>, ApiError> {
    let counts = Condition::Says { field: "population", values: vec![POPULATION.to_owned()] };
    let page = asking.store().await?.page::<Indicator>(&asking.viewer, &all(vec![counts])).await?;
    let mut found = Vec::new();
    for indicator in asking.records(page.rows.into_iter().map(|row| row.id)).await? {
        let id: &Id<Indicator> = &indicator.0.id;
        for claim in asking.store().await?.claims_on(&asking.viewer, id.as_record_id()).await? {
            if claim.standing != Standing::Accepted || claim.claim.denies {
                continue;
            }
            let states: Indicator =
                claim.claim.states.read().map_err(|error| detente_storage::StoreError::Entry {
                    entry: claim.entry.to_string(),
                    error: error.to_string(),
                })?;
            for stated in states.points {
                // The day may be another claim's word on the same point.
                let settled =
                    indicator.0.fields.points.iter().find(|point| point.key == stated.key);
                let day = stated.on.or(settled.and_then(|point| point.on));
                let (Some(quantity), Some(day)) = (stated.quantity, day) else { continue };
                if !day.agrees(&on) {
                    continue;
                }
                let within = stated.within.or(settled.and_then(|point| point.within.clone()));
                found.push(CountedBy {
                    point: stated.key.to_string(),
                    on: Some(day),
                    quantity,
                    by: stated.by.or(settled.and_then(|point| point.by)),
                    within: within.map(|key| key.to_string()),
                    source: asking.record(&claim.claim.source).await?,
                    said_by: claim.claim.said_by.clone().map(|voice| AnyRecord(voice.into())),
                    claim: claim.clone().into(),
                    indicator: indicator.clone(),
                });
            }
        }
    }
    found.sort_by(|one, other| one.on.cmp(&other.on).then_with(|| one.point.cmp(&other.point)));
    Ok(found)
}

/// What the detentions say of a day, person by person.
async fn count(
    ctx: &Context<'_>,
    day: Day,
    country: Option<CountryCode>,
) -> Result<Headcount, ApiError> {
    let mut verdicts: Vec<(Option<Id<Person>>, Counted)> = Vec::new();
    let mut walk = Walk::through(&(day..=day), country);
    while let Some(batch) = walk.next(ctx).await? {
        for custodial in &batch {
            let held = custodial.ask(|fields, around| custody_on(fields, around, day));
            let counted = Counted::of(held.each().copied());
            verdicts.push((custodial.detention().fields.person.clone(), counted));
        }
    }
    Ok(headcount(verdicts.iter().map(|(person, counted)| (person.as_ref(), *counted))))
}
