//! Lists, page by page, as Relay has them.

use std::{borrow::Cow, collections::HashSet};

use async_graphql::{ComplexObject, Context, Enum, InputObject, Object, SimpleObject, TypeName};
use detente_core::{Anything, Day, Id, NOUNS, RecordId, Source, Voice, with_noun};
use detente_storage::{Condition, Cursor, OrderBy, Page, Query, Store, Viewer, Window};

use super::{
    asking::asking,
    error::ApiError,
    shown::{Showable, Shown},
};

/// The longest page.
const LONGEST: i32 = 100;

/// How long a page is where nobody says.
pub(super) const USUAL: i32 = 20;

/// What a list is ordered by. Records without a day come last, whichever way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
pub(crate) enum Order {
    /// By identifier.
    #[default]
    Id,
    /// By identifier, from the last to the first.
    IdDesc,
    /// By what the record is called.
    Name,
    /// By what the record is called, from the last to the first.
    NameDesc,
    /// By the first day the record is about, the earliest first.
    Day,
    /// By the first day the record is about, the latest first.
    DayDesc,
}

/// Which page of a list: `first` and `after`, or `last` and `before`.
#[derive(Default)]
pub(crate) struct Slice {
    pub first: Option<i32>,
    pub after: Option<String>,
    pub last: Option<i32>,
    pub before: Option<String>,
}

impl Slice {
    /// How long the page is, and whether it is counted from the end.
    pub(crate) fn size(&self) -> Result<(u64, bool), ApiError> {
        let (limit, last) = match (self.first, self.last) {
            (Some(_), Some(_)) => {
                return Err(ApiError::BadInput(
                    "a page is counted from one end: give `first` or `last`, not both".to_owned(),
                ));
            }
            (first, None) => (first.unwrap_or(USUAL), false),
            (None, Some(last)) => (last, true),
        };
        Ok((page_length(limit)?, last))
    }

    pub(crate) fn window(self) -> Result<Window, ApiError> {
        let (limit, last) = self.size()?;
        let cursor = |text: Option<String>| text.map(|text| text.parse::<Cursor>()).transpose();
        Ok(Window { after: cursor(self.after)?, before: cursor(self.before)?, limit, last })
    }
}

/// How long a page is, if it may be so long.
pub(super) fn page_length(limit: i32) -> Result<u64, ApiError> {
    if !(1..=LONGEST).contains(&limit) {
        return Err(ApiError::BadInput(format!(
            "a page has 1 to {LONGEST} records, not {limit}: ask for the rest with `after`"
        )));
    }
    Ok(u64::from(limit.unsigned_abs()))
}

/// What can be asked of the records of every list.
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct RecordFilter {
    /// One of these records.
    ids: Option<Vec<Id<Anything>>>,
    /// Its name begins with this, in whichever case.
    name_begins: Option<String>,
    /// It points to this record, in whichever field.
    mentions: Option<Id<Anything>>,
    /// This source speaks on it.
    source: Option<Id<Source>>,
    /// It rests on the word of this person, organization or statement.
    said_by: Option<Id<Voice>>,
    /// Its sources contradict each other, or do not.
    disputed: Option<bool>,
    /// The days it is about can lie on this day or later.
    since: Option<Day>,
    /// The days it is about can lie on this day or earlier.
    until: Option<Day>,
}

impl RecordFilter {
    pub(crate) fn conditions(self) -> Vec<Condition> {
        let points = |field: Option<&'static str>, to: Option<RecordId>| {
            to.map(|to| Condition::Points { field, to: vec![to] })
        };
        let between = self.since.is_some() || self.until.is_some();
        let asked = [
            self.ids.map(|ids| Condition::Ids(ids.into_iter().map(Into::into).collect())),
            self.name_begins.map(Condition::NameBegins),
            points(None, self.mentions.map(Into::into)),
            points(Some("claims.source"), self.source.map(Into::into)),
            points(Some("claims.said_by"), self.said_by.map(Into::into)),
            self.disputed.map(Condition::Disputed),
            between.then_some(Condition::Between(self.since, self.until)),
        ];
        asked.into_iter().flatten().collect()
    }
}

/// Those of these records, of whichever nouns, that lists of these conditions have.
pub(crate) async fn listed(
    store: &Store,
    viewer: &Viewer,
    conditions: &[Condition],
    ids: impl Iterator<Item = &RecordId> + Clone,
) -> Result<HashSet<RecordId>, ApiError> {
    let mut listed = HashSet::new();
    for noun in NOUNS {
        let ids: Vec<RecordId> = ids.clone().filter(|id| id.noun() == *noun).cloned().collect();
        for ids in ids.chunks(100) {
            let window = Window { after: None, before: None, limit: ids.len() as u64, last: false };
            let these = Condition::Ids(ids.to_vec());
            let conditions = conditions.iter().cloned().chain([these]).collect();
            let query = Query { conditions, order_by: OrderBy::Id, descending: false, window };
            with_noun!(*noun, N => {
                let page: Page<N> = store.page(viewer, &query).await?;
                listed.extend(page.rows.into_iter().map(|row| RecordId::from(row.id)));
            }, _ => {});
        }
    }
    Ok(listed)
}

/// That a field has one of these values, where any are asked for.
pub(crate) fn says<T: ToString>(field: &'static str, values: Option<Vec<T>>) -> Option<Condition> {
    let values = values?.iter().map(ToString::to_string).collect();
    Some(Condition::Says { field, values })
}

/// That a field points to a record, where one is asked for.
pub(crate) fn points<K>(field: &'static str, to: Option<Id<K>>) -> Option<Condition> {
    Some(Condition::Points { field: Some(field), to: vec![to?.into()] })
}

/// Asks for one page of a list.
pub(crate) async fn list<N: Showable>(
    ctx: &Context<'_>,
    conditions: Vec<Condition>,
    order: Option<Order>,
    slice: Slice,
) -> Result<Connection<N>, ApiError> {
    let (order_by, descending) = match order.unwrap_or_default() {
        Order::Id => (OrderBy::Id, false),
        Order::IdDesc => (OrderBy::Id, true),
        Order::Name => (OrderBy::Name, false),
        Order::NameDesc => (OrderBy::Name, true),
        Order::Day => (OrderBy::Day, false),
        Order::DayDesc => (OrderBy::Day, true),
    };
    let asking = asking(ctx);
    let query = Query { conditions, order_by, descending, window: slice.window()? };
    let wanted = ctx.look_ahead();
    let nodes = wanted.field("nodes").exists() || wanted.field("edges").field("node").exists();
    let page: Page<N> = if nodes {
        asking.store().await?.page_to_read(&asking.viewer, &query).await?
    } else {
        asking.store().await?.page(&asking.viewer, &query).await?
    };
    let records = if nodes {
        asking.records(page.rows.iter().map(|row| row.id.clone())).await?
    } else {
        page.rows.iter().map(|row| Shown::silent(row.id.clone())).collect()
    };
    let cursors = page.rows.iter().map(|row| row.cursor.to_string());
    let edges = cursors.zip(records).map(|(cursor, node)| Edge { cursor, node });
    Ok(Connection {
        edges: edges.collect(),
        page_info: PageInfo {
            has_next_page: page.more_after,
            has_previous_page: page.more_before,
            start_cursor: page.rows.first().map(|row| row.cursor.to_string()),
            end_cursor: page.rows.last().map(|row| row.cursor.to_string()),
        },
        conditions: query.conditions,
    })
}

/// Where a page stands in its list.
#[derive(Clone, SimpleObject)]
pub(crate) struct PageInfo {
    /// Whether there is more after it.
    pub has_next_page: bool,
    /// Whether there is more before it.
    pub has_previous_page: bool,
    /// The cursor of its first record.
    pub start_cursor: Option<String>,
    /// The cursor of its last record: give it as `after` to read on.
    pub end_cursor: Option<String>,
}

/// A record in a list, with its place there.
#[derive(Clone)]
pub(crate) struct Edge<N> {
    cursor: String,
    node: Shown<N>,
}

/// A page of a list.
pub(crate) struct Connection<N> {
    edges: Vec<Edge<N>>,
    page_info: PageInfo,
    conditions: Vec<Condition>,
}

impl<N: Showable> TypeName for Edge<N>
where
    Shown<N>: ComplexObject,
{
    fn type_name() -> Cow<'static, str> {
        Cow::Owned(format!("{}Edge", N::TYPE))
    }
}

impl<N: Showable> TypeName for Connection<N>
where
    Shown<N>: ComplexObject,
{
    fn type_name() -> Cow<'static, str> {
        Cow::Owned(format!("{}Connection", N::TYPE))
    }
}

/// A record in a list, with its place there.
#[Object(name_type)]
impl<N: Showable> Edge<N>
where
    Shown<N>: ComplexObject,
{
    /// Its place: give it as `after` to read on from here.
    async fn cursor(&self) -> &str {
        &self.cursor
    }

    /// The record.
    async fn node(&self) -> Shown<N> {
        self.node.clone()
    }
}

/// A page of a list.
#[Object(name_type)]
impl<N: Showable> Connection<N>
where
    Shown<N>: ComplexObject,
{
    /// The records, each with its place in the list.
    async fn edges(&self) -> &[Edge<N>] {
        &self.edges
    }

    /// The records.
    async fn nodes(&self) -> Vec<Shown<N>> {
        self.edges.iter().map(|edge| edge.node.clone()).collect()
    }

    /// Where the page stands in the list.
    async fn page_info(&self) -> PageInfo {
        self.page_info.clone()
    }

    /// How many records the whole list has. It is counted only if asked for.
    async fn total_count(&self, ctx: &Context<'_>) -> Result<i32, ApiError> {
        let asking = asking(ctx);
        let count = asking.store().await?.count::<N>(&asking.viewer, &self.conditions).await?;
        Ok(i32::try_from(count).unwrap_or(i32::MAX))
    }
}
