//! Names screened against the record, in batches, with the reasons of every hit.

use async_graphql::{Context, Object, SimpleObject};
use detente_core::names::{Named, THRESHOLD};

use super::{
    any::AnyRecord,
    asking::asking,
    error::ApiError,
    naming::{Hit, NamedSubject, ShownComparison, Sought, screened},
};

/// How many subjects are screened at once.
const MOST: usize = 100;

/// How many hits one subject may have.
const MOST_HITS: usize = 50;

/// A record that may be the subject.
#[derive(SimpleObject)]
#[graphql(name = "Match")]
pub(crate) struct ShownHit {
    /// The record.
    pub record: AnyRecord,
    /// The name of the subject that is likest.
    pub sought: String,
    /// The name of the record that is likest.
    pub name: String,
    /// How likely they are one, 0 to 1.
    pub score: f64,
    /// Why: part by part, and what is known beyond the names.
    pub explanation: ShownComparison,
}

impl From<Hit> for ShownHit {
    fn from(hit: Hit) -> Self {
        Self {
            record: AnyRecord(hit.id),
            sought: hit.sought,
            name: hit.name,
            score: hit.comparison.score,
            explanation: ShownComparison(hit.comparison),
        }
    }
}

/// What was found of one subject.
#[derive(SimpleObject)]
struct Screened {
    /// The name of the subject, as it was given.
    name: String,
    /// The records that may be it, the likest first.
    matches: Vec<ShownHit>,
}

/// The threshold, if it is one.
pub(super) fn threshold(given: Option<f64>) -> Result<f64, ApiError> {
    let threshold = given.unwrap_or(THRESHOLD);
    if (0.0..=1.0).contains(&threshold) {
        return Ok(threshold);
    }
    Err(ApiError::BadInput(format!(
        "a threshold lies between 0 and 1, and {threshold} does not: {THRESHOLD} is the usual one"
    )))
}

/// What can be screened.
#[derive(Default)]
pub(crate) struct ScreeningQuery;

#[Object]
impl ScreeningQuery {
    /// For each of these people, organizations or places, the records that may be
    /// it, by their names in any spelling and what else is known. Likeness is no
    /// identity: every hit says why it is one.
    #[graphql(name = "match")]
    async fn screen(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whom to look for, at most 100 at once.")] subjects: Vec<NamedSubject>,
        #[graphql(desc = "The score from which a record is a hit, 0 to 1.")] threshold: Option<f64>,
        #[graphql(desc = "At most so many hits for each, 1 to 50.", default = 5)] limit: i32,
    ) -> Result<Vec<Screened>, ApiError> {
        let threshold = self::threshold(threshold)?;
        let hits = usize::try_from(limit).ok().filter(|limit| (1..=MOST_HITS).contains(limit));
        let Some(limit) = hits else {
            return Err(ApiError::BadInput(format!(
                "each subject has 1 to {MOST_HITS} hits, not {limit}"
            )));
        };
        if subjects.is_empty() || subjects.len() > MOST {
            return Err(ApiError::BadInput(format!(
                "1 to {MOST} subjects are matched at once, not {}: send the others in another request",
                subjects.len()
            )));
        }
        let sought = (1..).zip(&subjects).map(|(at, subject)| {
            let which = format!("the name of subject {at}");
            subject.sought(&which)
        });
        let sought = told_at_once(sought)?;
        let found = screened(asking(ctx), &sought, threshold, limit).await?;
        let each = subjects.into_iter().zip(found).map(|(subject, hits)| Screened {
            name: subject.name,
            matches: hits.into_iter().map(ShownHit::from).collect(),
        });
        Ok(each.collect())
    }

    /// How likely two names are one bearer's, and why: of nobody in the record,
    /// and of anybody. The two are compared as what the first of them is.
    #[expect(clippy::unused_async, reason = "the library takes no other resolvers")]
    async fn explain(
        &self,
        one: NamedSubject,
        other: NamedSubject,
    ) -> Result<ShownComparison, ApiError> {
        let other = NamedSubject { noun: one.noun, ..other };
        let sought = told_at_once([one.sought("the one name"), other.sought("the other name")])?;
        let mut named = sought.iter().map(|Sought { names, bearer, particulars }| {
            Named::of(names.iter().map(String::as_str), *bearer, particulars.clone())
        });
        let compared = named
            .next()
            .zip(named.next())
            .and_then(|(one, other)| Some(ShownComparison(one.likest(&other)?.comparison)));
        compared.ok_or_else(|| ApiError::BadInput("there are no two names to compare".to_owned()))
    }
}

/// All of them, or everything that is wrong with any of them.
fn told_at_once(
    each: impl IntoIterator<Item = Result<Sought, ApiError>>,
) -> Result<Vec<Sought>, ApiError> {
    let (mut all, mut wrong) = (Vec::new(), Vec::new());
    for one in each {
        match one {
            Ok(sought) => all.push(sought),
            Err(error) => wrong.push(error.to_string()),
        }
    }
    if wrong.is_empty() { Ok(all) } else { Err(ApiError::BadInput(wrong.join("; "))) }
}
