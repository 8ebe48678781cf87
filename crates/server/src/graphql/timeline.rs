//! What happened when: of everything, of one record, of a span.

use async_graphql::{Context, Object, SimpleObject};
use detente_core::{
    Anything, Dated, Day, Id, Moment, MomentKind, NOUNS, PartialDate, RecordId, possibly_within,
    with_noun,
};
use detente_storage::{Condition, OrderBy, Query, Window};

use super::{
    any::AnyRecord,
    asking::{Asking, asking},
    error::ApiError,
    noun_name::NounName,
    path::in_answers,
    shown::Shown,
};

/// Of how many records at most a timeline is made.
const MOST: usize = 10_000;

/// How many records are read at a time.
const BATCH: u64 = 500;

/// Something that happened, or was observed, on a day.
#[derive(SimpleObject)]
#[graphql(name = "Moment")]
pub(crate) struct ShownMoment {
    /// The day, as closely as it is known.
    on: PartialDate,
    /// What happened.
    what: MomentKind,
    /// The record that says so.
    record: AnyRecord,
    /// The path of the field that holds the day.
    field: String,
    /// What tells it from others of its kind, in a few words.
    detail: Option<String>,
    /// Whether the sources contradict each other about it.
    disputed: bool,
    /// Its place in the timeline: give it as `after` to read on from here.
    cursor: String,
}

/// A part of a timeline.
#[derive(SimpleObject)]
pub(crate) struct Timeline {
    /// What happened, in order.
    moments: Vec<ShownMoment>,
    /// How many moments the whole timeline has.
    total_count: usize,
    /// Whether there is more after these.
    has_next_page: bool,
}

/// What can be asked of time.
#[derive(Default)]
pub(crate) struct TimelineQuery;

#[Object]
impl TimelineQuery {
    /// What happened when: of everything, of one record and what points to it,
    /// or of a span of days. What has no day is left out.
    #[expect(clippy::too_many_arguments, reason = "each narrows the timeline in its own way")]
    async fn timeline(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "One record, and the records that point to it.")] of: Option<Id<Anything>>,
        #[graphql(desc = "What can have happened on this day or later.")] since: Option<Day>,
        #[graphql(desc = "What can have happened on this day or earlier.")] until: Option<Day>,
        #[graphql(desc = "Only records of these kinds.")] nouns: Option<Vec<NounName>>,
        #[graphql(desc = "At most so many moments, 1 to 1000.", default = 100)] first: usize,
        #[graphql(desc = "Only what comes after this cursor.")] after: Option<String>,
    ) -> Result<Timeline, ApiError> {
        if !(1..=1000).contains(&first) {
            return Err(ApiError::BadInput(format!(
                "a part of a timeline has 1 to 1000 moments, not {first}: ask for the rest with `after`"
            )));
        }
        let asking = asking(ctx);
        let wanted = |noun: &str| {
            nouns.as_ref().is_none_or(|nouns| nouns.iter().any(|one| one.word() == noun))
        };
        let mut moments = Vec::new();
        match of {
            Some(of) => {
                for id in near(asking, of.into()).await?.into_iter().filter(|id| wanted(id.noun()))
                {
                    with_noun!(id.noun(), N => {
                        let id: Id<N> = id.try_into().map_err(detente_storage::StoreError::from)?;
                        gather(&asking.record(&id).await?, &mut moments);
                    }, _ => {});
                }
            }
            None => {
                for noun in NOUNS.iter().filter(|noun| wanted(noun)) {
                    with_noun!(*noun, N => within::<N>(asking, since, until, &mut moments).await?, _ => {});
                }
            }
        }
        moments.retain(|(_, moment, _)| possibly_within(moment.on, since, until));
        moments.sort_by(|one, other| Moment::compare((&one.0, &one.1), (&other.0, &other.1)));
        let total_count = moments.len();
        let mut shown = moments.into_iter().map(|(id, moment, disputed)| ShownMoment {
            cursor: format!("{id} {}", moment.path),
            on: moment.on,
            what: moment.what,
            record: AnyRecord(id),
            field: in_answers(&moment.path),
            detail: moment.detail,
            disputed,
        });
        if let Some(after) = after
            && !shown.any(|moment| moment.cursor == after)
        {
            return Err(ApiError::BadInput(format!(
                "the cursor `{after}` is not one of this timeline: use one that it gave"
            )));
        }
        let found: Vec<ShownMoment> = shown.by_ref().take(first).collect();
        Ok(Timeline { moments: found, total_count, has_next_page: shown.next().is_some() })
    }
}

/// A record and those that point to it by what they say, not by who says it.
async fn near(asking: &Asking, of: RecordId) -> Result<Vec<RecordId>, ApiError> {
    let pointing = asking.store().await?.pointing_to(&asking.viewer, &of).await?;
    let telling = pointing.into_iter().filter(|pointing| !pointing.field.starts_with("claims."));
    let mut near: Vec<RecordId> = telling.map(|pointing| pointing.from).collect();
    near.push(of);
    near.sort();
    near.dedup();
    if near.len() > MOST { Err(too_many()) } else { Ok(near) }
}

async fn within<N: super::shown::Showable + Dated>(
    asking: &Asking,
    since: Option<Day>,
    until: Option<Day>,
    moments: &mut Vec<(RecordId, Moment, bool)>,
) -> Result<(), ApiError> {
    let mut query = Query {
        conditions: vec![Condition::Between(since, until)],
        order_by: OrderBy::Id,
        descending: false,
        window: Window { after: None, before: None, limit: BATCH, last: false },
    };
    let mut read = 0;
    loop {
        let page = asking.store().await?.page::<N>(&asking.viewer, &query).await?;
        for record in asking.records(page.rows.iter().map(|row| row.id.clone())).await? {
            gather(&record, moments);
        }
        read += page.rows.len();
        if read > MOST {
            return Err(too_many());
        }
        match page.rows.last() {
            Some(last) if page.more_after => query.window.after = Some(last.cursor.clone()),
            _ => return Ok(()),
        }
    }
}

fn gather<N: super::shown::Showable + Dated>(
    record: &Shown<N>,
    moments: &mut Vec<(RecordId, Moment, bool)>,
) {
    for moment in record.0.fields.moments() {
        let disputed = record.0.account.is_disputed(&moment.path);
        moments.push((record.0.id.as_record_id().clone(), moment, disputed));
    }
}

fn too_many() -> ApiError {
    ApiError::BadInput(format!(
        "that is a timeline of more than {MOST} records: narrow it with `since`, `until`, `of` or `nouns`"
    ))
}
