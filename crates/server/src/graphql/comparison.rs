//! Authorities compared on one target, as the API shows them.

use async_graphql::{Context, Object, SimpleObject};
use detente_core::{
    Action, Answer, Day, Id, Organization, Sanction, Standing, Target, compare_sanctions,
    standing_on,
};

use super::{asking::asking, error::ApiError, shown::Shown};

/// How many days can be compared at once.
const MOST: usize = 100;

/// What the authorities' measures on one target are worth on one day.
#[derive(SimpleObject)]
#[graphql(name = "SanctionComparison")]
pub(crate) struct ShownComparison {
    /// The day.
    on: Day,
    /// Whether the authorities certainly differ.
    differ: bool,
    /// The authorities.
    issuers: Vec<ShownIssuer>,
}

/// The strongest standing of any measure of one authority on the target.
#[derive(SimpleObject)]
#[graphql(name = "IssuerStanding")]
struct ShownIssuer {
    /// The authority, where it is known.
    issuer: Option<Shown<Organization>>,
    /// The measure that stands strongest.
    sanction: Shown<Sanction>,
    /// Its standing.
    standing: Standing,
    /// What the strongest standing may be instead.
    possibly: Vec<Standing>,
    /// The last act that changed it.
    by: Option<Action>,
    /// Whether the sources disagree so that the standing depends on whom one believes.
    contested: bool,
}

/// What can be asked of several authorities at once.
#[derive(Default)]
pub(crate) struct ComparisonQuery;

#[Object]
impl ComparisonQuery {
    /// The authorities that have a measure on one target, compared on each of
    /// these days: what the law then was, not what was announced.
    async fn sanction_comparison(
        &self,
        ctx: &Context<'_>,
        target: Id<Target>,
        on: Vec<Day>,
    ) -> Result<Vec<ShownComparison>, ApiError> {
        if on.len() > MOST {
            return Err(ApiError::BadInput(format!(
                "at most {MOST} days can be compared at once, not {}",
                on.len()
            )));
        }
        let asking = asking(ctx);
        let sanctions: Vec<Shown<Sanction>> =
            asking.pointing(target.as_record_id(), "target").await?;
        let measures: Vec<_> =
            sanctions.iter().map(|sanction| (&sanction.0.id, &sanction.0.fields)).collect();
        let mut found = Vec::new();
        for day in on {
            let comparison = compare_sanctions(&measures, day);
            let mut issuers = Vec::new();
            for issuer in comparison.issuers {
                let sanction = asking.record(issuer.sanction).await?;
                let standing = sanction.0.ask(|fields| standing_on(fields, day).standing);
                issuers.push(ShownIssuer {
                    contested: matches!(standing, Answer::Contested(_)),
                    issuer: match issuer.issuer {
                        Some(id) => Some(asking.record(id).await?),
                        None => None,
                    },
                    standing: issuer.standing,
                    possibly: issuer.possibly,
                    by: issuer.by.cloned(),
                    sanction,
                });
            }
            found.push(ShownComparison { on: day, differ: comparison.differ, issuers });
        }
        Ok(found)
    }
}
