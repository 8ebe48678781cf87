//! Records that may be one: merges proposed, for the keepers of the record to rule on.

use async_graphql::{Context, Object, SimpleObject};
use detente_core::{Id, Organization, Person, Place, RecordId, names::Bearer};
use detente_storage::{OrderBy, Query, StoreError, Table, Window};

use super::{
    any::AnyRecord,
    asking::{Asking, asking},
    connection::{USUAL, page_length},
    error::ApiError,
    found::FoundConnection,
    naming::{Hit, ShownComparison, Sought, bearer, screened},
    noun_name::NounName,
    screening,
};

/// How many records are looked at together.
const BATCH: u64 = 100;

/// How many are looked at for one page: where few have duplicates, a page may be
/// short and have more after it.
const MOST: usize = 1000;

/// How many records one may be a duplicate of.
const MOST_OF_ONE: usize = 20;

/// Two records that may be one.
#[derive(SimpleObject)]
pub(crate) struct Duplicate {
    /// The one.
    one: AnyRecord,
    /// The other.
    other: AnyRecord,
    /// The name of the one that is likest.
    one_name: String,
    /// The name of the other that is likest.
    other_name: String,
    /// How likely they are one, 0 to 1.
    score: f64,
    /// Why: part by part, and what is known beyond the names.
    explanation: ShownComparison,
}

/// What can be asked of duplicates.
#[derive(Default)]
pub(crate) struct DuplicatesQuery;

#[Object]
impl DuplicatesQuery {
    /// Two records of one kind that by their names and what else they say may be
    /// one. Those that the keepers of the record keep apart are not among them.
    async fn duplicates(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "People, organizations or places.", default_with = "NounName::Person")]
        noun: NounName,
        #[graphql(desc = "The score from which two are taken for one, 0 to 1.")] threshold: Option<
            f64,
        >,
        first: Option<i32>,
        after: Option<String>,
    ) -> Result<FoundConnection<Duplicate>, ApiError> {
        let threshold = screening::threshold(threshold)?;
        let limit = usize::try_from(page_length(first.unwrap_or(USUAL))?).unwrap_or(usize::MAX);
        let began_after = after.is_some();
        let place = after.map(|after| Cursor::read(&after)).transpose()?;
        let (asking, whose) = (asking(ctx), bearer(noun));
        let looked = match noun {
            NounName::Person => look::<Person>(asking, whose, threshold, place, limit).await?,
            NounName::Organization => {
                look::<Organization>(asking, whose, threshold, place, limit).await?
            }
            NounName::Place => look::<Place>(asking, whose, threshold, place, limit).await?,
            other => {
                return Err(ApiError::BadInput(format!(
                    "people, organizations and places are compared by name: `{}` is none of them",
                    other.word()
                )));
            }
        };
        let found = looked.pairs.into_iter().map(|(one, hit)| {
            let cursor = format!("{one} {}", hit.id);
            let duplicate = Duplicate {
                one: AnyRecord(one),
                other: AnyRecord(hit.id),
                one_name: hit.sought,
                other_name: hit.name,
                score: hit.comparison.score,
                explanation: ShownComparison(hit.comparison),
            };
            (cursor, duplicate)
        });
        Ok(FoundConnection::of(found.collect(), began_after, looked.more, looked.to))
    }
}

/// A place in the list: a pair, or a record all of whose pairs come before.
struct Cursor {
    one: RecordId,
    other: Option<RecordId>,
}

impl Cursor {
    fn read(text: &str) -> Result<Self, ApiError> {
        let unknown = |_| {
            ApiError::BadInput(format!(
                "the cursor `{text}` is not one of this list: use an endCursor that it gave"
            ))
        };
        let (one, other) =
            text.split_once(' ').map_or((text, None), |(one, other)| (one, Some(other)));
        let other = other.map(str::parse).transpose().map_err(unknown)?;
        Ok(Self { one: one.parse().map_err(unknown)?, other })
    }
}

/// The pairs that were found, whether there may be more, and to where it was looked.
struct Looked {
    pairs: Vec<(RecordId, Hit)>,
    more: bool,
    to: Option<String>,
}

async fn look<N: Table>(
    asking: &Asking,
    bearer: Bearer,
    threshold: f64,
    place: Option<Cursor>,
    limit: usize,
) -> Result<Looked, ApiError> {
    let after = |id: &RecordId| detente_storage::Cursor::of_id(id);
    let mut pairs: Vec<(RecordId, Hit)> = Vec::new();
    let (mut at, mut more, mut looked) = (None, true, 0);
    if let Some(Cursor { one, other }) = place {
        if let Some(other) = other {
            // The pair that the page before ended with may have had others beside it.
            let id: Id<N> = one.clone().try_into().map_err(StoreError::from)?;
            let rest = pairs_of(asking, bearer, vec![id], threshold).await?;
            pairs.extend(rest.into_iter().filter(|(_, hit)| hit.id > other));
        }
        at = Some(one);
    }
    while more && pairs.len() <= limit && looked < MOST {
        let window =
            Window { after: at.as_ref().map(after), before: None, limit: BATCH, last: false };
        let query =
            Query { conditions: Vec::new(), order_by: OrderBy::Id, descending: false, window };
        let page = asking.store().await?.page::<N>(&asking.viewer, &query).await?;
        let ids: Vec<Id<N>> = page.rows.into_iter().map(|row| row.id).collect();
        more = page.more_after;
        looked += ids.len();
        at = ids.last().map(|id| id.as_record_id().clone()).or(at);
        pairs.extend(pairs_of(asking, bearer, ids, threshold).await?);
    }
    let cut = pairs.len() > limit;
    pairs.truncate(limit);
    let to = at.filter(|_| !cut).map(String::from);
    Ok(Looked { pairs, more: more || cut, to })
}

/// The pairs of these records with others that come after them, in order.
async fn pairs_of<N: Table>(
    asking: &Asking,
    bearer: Bearer,
    ids: Vec<Id<N>>,
    threshold: f64,
) -> Result<Vec<(RecordId, Hit)>, ApiError> {
    let records = asking.records(ids).await?;
    let sought = records.iter().map(|record| Sought::of(&record.0, bearer));
    let sought: Vec<Sought> = sought.collect();
    let hits = screened(asking, &sought, threshold, MOST_OF_ONE).await?;
    let mut pairs = Vec::new();
    for (record, mut hits) in records.iter().zip(hits) {
        let id = record.0.id.as_record_id();
        // Each pair is found from both of its sides, and listed with the first.
        hits.retain(|hit| hit.id.noun() == id.noun() && hit.id > *id);
        hits.sort_by(|one, other| one.id.cmp(&other.id));
        pairs.extend(hits.into_iter().map(|hit| (id.clone(), hit)));
    }
    let ids: Vec<&RecordId> = pairs.iter().flat_map(|(one, hit)| [one, &hit.id]).collect();
    let apart = asking.store().await?.kept_apart(&asking.viewer, &ids).await?;
    pairs.retain(|(one, hit)| !apart.contains(&(one.clone(), hit.id.clone())));
    Ok(pairs)
}
