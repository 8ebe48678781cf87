//! What can be asked of the records in a list.

use detente_core::{Audience, Day, Merged, RecordId};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, Select,
    sea_query::{Query as Sub, SelectStatement},
};

use crate::{
    Table,
    dispute::{row, standing},
    ledger::{facet, reference},
    table::sort_name,
    viewer::Shown,
};

/// One thing asked of the records in a list. Several are asked together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// It is one of these.
    Ids(Vec<RecordId>),
    /// It points to one of these in a field.
    Points {
        /// The field, without keys; any field where none is named.
        field: Option<&'static str>,
        /// What it points to.
        to: Vec<RecordId>,
    },
    /// A field, by which lists are filtered, has one of these values.
    Says {
        /// The field, without keys.
        field: &'static str,
        /// The values, as they are written in claims.
        values: Vec<String>,
    },
    /// The days it is about can lie in this span, both ends included.
    Between(Option<Day>, Option<Day>),
    /// It can be so on the day: it has begun, and has not ended before its end.
    On(Day),
    /// Its sources contradict each other, or do not.
    Disputed(bool),
    /// Its name begins with this, in whichever case.
    NameBegins(String),
}

/// The records of which all this is so, as an audience sees them.
pub(super) fn filtered<N: Table>(
    audience: Audience,
    conditions: &[Condition],
    merged: &Merged,
) -> Select<N::Entity> {
    let mut rows = N::Entity::find().filter(N::AUDIENCE.is_in(Shown::to(audience)));
    // Whoever asks for an identifier that was merged asks for the one that stays.
    let home = |id: &RecordId| merged.home(audience, id).to_string();
    for condition in conditions {
        rows = match condition {
            Condition::Ids(ids) => rows.filter(N::ID.is_in(ids.iter().map(home))),
            Condition::Points { field, to } => {
                let to = to.iter().map(home).collect();
                rows.filter(N::ID.in_subquery(pointing(audience, *field, to)))
            }
            Condition::Says { field, values } => {
                let to = values.iter().map(facet).collect();
                rows.filter(N::ID.in_subquery(pointing(audience, Some(field), to)))
            }
            Condition::Between(since, until) => {
                if let Some(since) = since {
                    rows = rows.filter(N::LAST_DAY.gte(since.to_string()));
                }
                match until {
                    Some(until) => rows.filter(N::FIRST_DAY.lte(until.to_string())),
                    None => rows,
                }
            }
            Condition::On(day) => {
                let day = day.to_string();
                rows.filter(N::FIRST_DAY.lte(day.as_str())).filter(N::LAST_DAY.gt(day))
            }
            Condition::Disputed(disputed) => {
                let which = disputed_ones(audience, N::NAME);
                rows.filter(if *disputed {
                    N::ID.in_subquery(which)
                } else {
                    N::ID.not_in_subquery(which)
                })
            }
            Condition::NameBegins(name) => {
                let name = sort_name(name);
                let end = format!("{name}\u{10FFFF}");
                rows.filter(N::SORT_NAME.gte(name)).filter(N::SORT_NAME.lt(end))
            }
        };
    }
    rows
}

/// The records of a noun on which a dispute is open.
fn disputed_ones(audience: Audience, noun: &str) -> SelectStatement {
    let mut which = Sub::select();
    which
        .column(row::Column::Subject)
        .from(row::Entity)
        .and_where(row::Column::Noun.eq(noun))
        .and_where(row::Column::Standing.eq(standing(false)))
        .and_where(row::Column::Audience.is_in(Shown::to(audience)));
    which
}

fn pointing(audience: Audience, field: Option<&str>, to: Vec<String>) -> SelectStatement {
    let mut which = Sub::select();
    which
        .column(reference::Column::FromId)
        .from(reference::Entity)
        .and_where(reference::Column::ToId.is_in(to))
        .and_where(reference::Column::Audience.is_in(Shown::to(audience)));
    if let Some(field) = field {
        which.and_where(reference::Column::Field.eq(field));
    }
    which
}
