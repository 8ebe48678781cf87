//! Lists: a page is one statement that finds identifiers by an index. Cursors
//! name the last row, never its number, so that a page is as quick as the first.

mod condition;
mod cursor;

use std::sync::Arc;

use detente_core::{Audience, Id, Merged};
use sea_orm::{
    ColumnTrait, Condition as Where, EntityTrait, ExprTrait, Order, QueryFilter, QueryOrder,
    QuerySelect, Select, sea_query::Expr,
};

use self::condition::filtered;
pub(crate) use self::cursor::Along;
pub use self::{condition::Condition, cursor::Cursor};
use crate::{Store, StoreError, Table, Viewer, boxed};

/// No page is longer, whatever is asked for.
const LONGEST: u64 = 100_000;

/// What a list is ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OrderBy {
    /// The identifier.
    #[default]
    Id,
    /// What the record is called.
    Name,
    /// The first day the record is about: where that is open to the past it comes
    /// first, and where the record is about no day it comes last.
    Day,
}

/// Which part of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// After this one.
    pub after: Option<Cursor>,
    /// Before this one.
    pub before: Option<Cursor>,
    /// At most so many.
    pub limit: u64,
    /// From the end of it.
    pub last: bool,
}

impl OrderBy {
    const fn along(self) -> Along {
        match self {
            Self::Id => Along::Ids,
            Self::Name => Along::Names,
            Self::Day => Along::Days,
        }
    }
}

/// A list, asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// What is asked of each record.
    pub conditions: Vec<Condition>,
    /// The order.
    pub order_by: OrderBy,
    /// Whether the order is turned round.
    pub descending: bool,
    /// Which part.
    pub window: Window,
}

/// One row of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<N> {
    /// The record.
    pub id: Id<N>,
    /// Its place in the list.
    pub cursor: Cursor,
}

/// A part of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<N> {
    /// The rows, in the order asked for.
    pub rows: Vec<Found<N>>,
    /// Whether there is more before them.
    pub more_before: bool,
    /// Whether there is more after them.
    pub more_after: bool,
}

impl Store {
    /// One page of a list, in one statement: the identifiers, by an index.
    #[boxed]
    pub async fn page<N: Table>(
        &self,
        viewer: &Viewer,
        query: &Query,
    ) -> Result<Page<N>, StoreError> {
        query.window.is_of(query.order_by.along(), Some(N::NAME))?;
        let (key, rows) = windowed::<N>(viewer.sees, query, &self.merged());
        let rows = rows.select_only().column(key).column(N::ID);
        Page::of(rows.into_tuple().all(&self.db).await?, query)
    }

    /// One page of a list whose records will be asked for next. Where few of the
    /// noun's records are in memory, the same statement reads them.
    #[boxed]
    pub async fn page_to_read<N: Table>(
        &self,
        viewer: &Viewer,
        query: &Query,
    ) -> Result<Page<N>, StoreError> {
        if !self.cache.is_cold(N::NAME) {
            return self.page(viewer, query).await;
        }
        query.window.is_of(query.order_by.along(), Some(N::NAME))?;
        let turn = self.cache.turn();
        let (_, rows) = windowed::<N>(viewer.sees, query, &self.merged());
        let mut found = Vec::new();
        for row in rows.all(&self.db).await? {
            let key = N::key(&row, query.order_by);
            let record = Arc::new(N::record(row)?);
            found.push((key, record.id.to_string()));
            self.cache.keep(turn, viewer.sees, &record.id.clone(), Some(record));
        }
        self.cache.warmed(N::NAME);
        Page::of(found, query)
    }

    /// How many records a list has.
    #[boxed]
    pub async fn count<N: Table>(
        &self,
        viewer: &Viewer,
        conditions: &[Condition],
    ) -> Result<u64, StoreError> {
        let rows = filtered::<N>(viewer.sees, conditions, &self.merged()).select_only();
        let rows = rows.expr(Expr::col(sea_orm::sea_query::Asterisk).count());
        let count: Option<i64> = rows.into_tuple().one(&self.db).await?;
        Ok(count.unwrap_or(0).cast_unsigned())
    }
}

/// The rows of a window, and one more where there is more; in the order asked
/// for, or from its end.
fn windowed<N: Table>(
    audience: Audience,
    query: &Query,
    merged: &Merged,
) -> (<N::Entity as EntityTrait>::Column, Select<N::Entity>) {
    let Query { conditions, order_by, descending, window } = query;
    let key = match order_by {
        OrderBy::Id => N::ID,
        OrderBy::Name => N::SORT_NAME,
        OrderBy::Day => N::FIRST_DAY,
    };
    let mut rows = filtered::<N>(audience, conditions, merged);
    // After the cursor in the order asked for means greater, unless it is turned round.
    if let Some(cursor) = &window.after {
        rows = rows.filter(beyond::<N>(key, cursor, !descending));
    }
    if let Some(cursor) = &window.before {
        rows = rows.filter(beyond::<N>(key, cursor, *descending));
    }
    let backwards = *descending != window.last;
    let order = if backwards { Order::Desc } else { Order::Asc };
    rows = rows.order_by(key, order.clone());
    if *order_by != OrderBy::Id {
        rows = rows.order_by(N::ID, order);
    }
    (key, rows.limit(Ord::min(window.limit, LONGEST) + 1))
}

impl<N: Table> Page<N> {
    /// A page of what was found in a window, by what orders it and its identifier.
    fn of(mut found: Vec<(String, String)>, query: &Query) -> Result<Self, StoreError> {
        let Query { order_by, window, .. } = query;
        let limit = usize::try_from(Ord::min(window.limit, LONGEST)).unwrap_or(usize::MAX);
        let more = found.len() > limit;
        found.truncate(limit);
        if window.last {
            found.reverse();
        }
        let rows = found.into_iter().map(|(key, id)| {
            let cursor = Cursor::at(order_by.along(), key, id.clone());
            Ok(Found { id: id.parse()?, cursor })
        });
        let rows = rows.collect::<Result<Vec<_>, StoreError>>()?;
        let (more_before, more_after) = if window.last {
            (more, window.before.is_some())
        } else {
            (window.after.is_some(), more)
        };
        Ok(Self { rows, more_before, more_after })
    }
}

/// What lies on one side of a cursor.
fn beyond<N: Table>(
    key: <N::Entity as EntityTrait>::Column,
    cursor: &Cursor,
    greater: bool,
) -> Where {
    let (id, at) = (N::ID, cursor.key());
    let (not_before, further, tie) = if greater {
        (key.gte(at), key.gt(at), id.gt(cursor.id()))
    } else {
        (key.lte(at), key.lt(at), id.lt(cursor.id()))
    };
    // The first of the three tells the database where in the index to begin.
    Where::all().add(not_before).add(Where::any().add(further).add(tie))
}
