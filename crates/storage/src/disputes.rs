//! Disputes across the whole record: listed, filtered and counted by their own
//! table, so that no record is read for it.

use std::collections::HashMap;

use detente_core::{Conflict, DisputeKind, DomainRule, RecordId};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, Order, QueryFilter, QueryOrder,
    QuerySelect, Select,
    sea_query::{Asterisk, Expr, Query as Sub},
};

use crate::{
    Cursor, Store, StoreError, Viewer, Window, boxed,
    dispute::{self, SOURCE, VOICE, party, row},
    page::Along,
    store::BATCH,
    viewer::Shown,
};

/// Which disputes are asked for. What is silent asks for all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DisputeFilter {
    /// On records of these nouns.
    pub nouns: Option<Vec<&'static str>>,
    /// Of these kinds.
    pub kinds: Option<Vec<DisputeKind>>,
    /// By these rules of the domain.
    pub breaks: Option<Vec<DomainRule>>,
    /// On one of these fields, without the keys of elements.
    pub fields: Option<Vec<String>>,
    /// In which this source takes a side.
    pub source: Option<RecordId>,
    /// In which someone's word stands on a side.
    pub said_by: Option<RecordId>,
    /// Beside one of these records.
    pub subjects: Option<Vec<RecordId>>,
    /// Whether the keepers settled them; both where it is silent.
    pub settled: Option<bool>,
}

/// A list of disputes, asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisputeQuery {
    /// Which.
    pub filter: DisputeFilter,
    /// Whether the order, by the identifiers of their records, is turned round.
    pub descending: bool,
    /// Which part.
    pub window: Window,
}

/// A dispute, beside a record that it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundDispute {
    /// The record.
    pub subject: RecordId,
    /// The dispute.
    pub conflict: Conflict,
    /// Its place in the list.
    pub cursor: Cursor,
}

/// A part of a list of disputes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DisputePage {
    /// The disputes, in the order asked for.
    pub rows: Vec<FoundDispute>,
    /// Whether there is more before them.
    pub more_before: bool,
    /// Whether there is more after them.
    pub more_after: bool,
}

/// What disputes are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountDisputesBy {
    /// The noun of their record.
    Noun,
    /// How the sides contradict each other.
    Kind,
    /// The rule of the domain that is broken, of those in which one is.
    Rule,
    /// The field, without the keys of elements.
    Field,
    /// Each source that takes a side.
    Source,
    /// Each person, organization or statement whose word stands on a side.
    SaidBy,
}

impl Store {
    /// One page of disputes. One across records stands beside each of them.
    #[boxed]
    pub async fn disputes(
        &self,
        viewer: &Viewer,
        query: &DisputeQuery,
    ) -> Result<DisputePage, StoreError> {
        let DisputeQuery { filter, descending, window } = query;
        window.is_of(Along::Disputes, None)?;
        let mut rows = filtered(viewer, filter);
        if let Some(cursor) = &window.after {
            rows = rows.filter(beyond(cursor, !descending));
        }
        if let Some(cursor) = &window.before {
            rows = rows.filter(beyond(cursor, *descending));
        }
        let order = if *descending == window.last { Order::Asc } else { Order::Desc };
        let rows = rows
            .order_by(row::Column::Subject, order.clone())
            .order_by(row::Column::Place, order)
            .limit(window.limit + 1);
        let mut rows = rows.all(&self.db).await?;
        let limit = usize::try_from(window.limit).unwrap_or(usize::MAX);
        let more = rows.len() > limit;
        rows.truncate(limit);
        if window.last {
            rows.reverse();
        }
        let rows = rows.into_iter().map(|row| {
            let conflict = read(&row)?;
            let subject: RecordId = row.subject.parse()?;
            let cursor = Cursor::at(Along::Disputes, row.place, row.subject);
            Ok(FoundDispute { subject, conflict, cursor })
        });
        let rows = rows.collect::<Result<Vec<_>, StoreError>>()?;
        let (more_before, more_after) = if window.last {
            (more, window.before.is_some())
        } else {
            (window.after.is_some(), more)
        };
        Ok(DisputePage { rows, more_before, more_after })
    }

    /// How many disputes there are, one for each record that they stand beside.
    #[boxed]
    pub async fn count_disputes(
        &self,
        viewer: &Viewer,
        filter: &DisputeFilter,
    ) -> Result<u64, StoreError> {
        let rows = filtered(viewer, filter).select_only().expr(Expr::col(Asterisk).count());
        let count: Option<i64> = rows.into_tuple().one(&self.db).await?;
        Ok(count.unwrap_or(0).cast_unsigned())
    }

    /// How many disputes there are of each, the most first.
    #[boxed]
    pub async fn disputes_by(
        &self,
        viewer: &Viewer,
        by: CountDisputesBy,
        filter: &DisputeFilter,
    ) -> Result<Vec<(String, u64)>, StoreError> {
        let column = match by {
            CountDisputesBy::Noun => row::Column::Noun,
            CountDisputesBy::Kind => row::Column::Kind,
            CountDisputesBy::Rule => row::Column::Breaks,
            CountDisputesBy::Field => row::Column::Field,
            CountDisputesBy::Source => return self.disputes_by_party(viewer, SOURCE, filter).await,
            CountDisputesBy::SaidBy => return self.disputes_by_party(viewer, VOICE, filter).await,
        };
        let rows = filtered(viewer, filter)
            .filter(column.ne(""))
            .select_only()
            .column(column)
            .expr(Expr::col(Asterisk).count())
            .group_by(column);
        Ok(most_first(rows.into_tuple().all(&self.db).await?))
    }

    async fn disputes_by_party(
        &self,
        viewer: &Viewer,
        role: &str,
        filter: &DisputeFilter,
    ) -> Result<Vec<(String, u64)>, StoreError> {
        let mut rows = party::Entity::find()
            .select_only()
            .column(party::Column::Party)
            .expr(Expr::col(Asterisk).count())
            .filter(party::Column::Role.eq(role))
            .filter(party::Column::Audience.is_in(Shown::to(viewer.sees)))
            .group_by(party::Column::Party);
        if let Some(settled) = filter.settled {
            rows = rows.filter(party::Column::Standing.eq(dispute::standing(settled)));
        }
        let whole = DisputeFilter { settled: filter.settled, ..DisputeFilter::default() };
        if *filter != whole {
            let mut wanted = filtered(viewer, filter).select_only();
            wanted = wanted.columns([row::Column::Subject, row::Column::Place]);
            let place =
                Expr::tuple([Expr::col(party::Column::Subject), Expr::col(party::Column::Place)]);
            let wanted = sea_orm::QueryTrait::into_query(wanted);
            rows = rows.filter(place.in_subquery(wanted));
        }
        Ok(most_first(rows.into_tuple().all(&self.db).await?))
    }

    /// The contradictions of each of these records with others, settled or not.
    #[boxed]
    pub async fn contradictions_with_others(
        &self,
        viewer: &Viewer,
        subjects: &[RecordId],
    ) -> Result<HashMap<RecordId, Vec<Conflict>>, StoreError> {
        let mut found: HashMap<RecordId, Vec<Conflict>> = HashMap::new();
        for batch in subjects.chunks(BATCH) {
            let rows = row::Entity::find()
                .filter(row::Column::Subject.is_in(batch.iter().map(RecordId::as_str)))
                .filter(row::Column::Place.gte(dispute::ACROSS))
                .filter(row::Column::Audience.is_in(Shown::to(viewer.sees)))
                .order_by_asc(row::Column::Subject)
                .order_by_asc(row::Column::Place);
            for row in rows.all(&self.db).await? {
                found.entry(row.subject.parse()?).or_default().push(read(&row)?);
            }
        }
        Ok(found)
    }
}

/// The open contradictions of these records with others: whom each is shown to,
/// which record it stands beside, and what it is.
pub(crate) async fn open_across(
    db: &impl ConnectionTrait,
    subjects: &[RecordId],
) -> Result<Vec<(String, RecordId, Conflict)>, StoreError> {
    let mut found = Vec::new();
    for batch in subjects.chunks(BATCH) {
        let rows = row::Entity::find()
            .filter(row::Column::Subject.is_in(batch.iter().map(RecordId::as_str)))
            .filter(row::Column::Place.gte(dispute::ACROSS))
            .filter(row::Column::Standing.eq(dispute::standing(false)));
        for row in rows.all(db).await? {
            found.push((row.audience.clone(), row.subject.parse()?, read(&row)?));
        }
    }
    Ok(found)
}

fn most_first(counts: Vec<(String, i64)>) -> Vec<(String, u64)> {
    let mut counts: Vec<_> =
        counts.into_iter().map(|(of, count)| (of, count.cast_unsigned())).collect();
    counts.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    counts
}

fn read(row: &row::Model) -> Result<Conflict, StoreError> {
    serde_json::from_str(&row.body)
        .map_err(|error| StoreError::Record { id: row.subject.clone(), error })
}

/// The disputes that a filter asks for, as the viewer sees them.
fn filtered(viewer: &Viewer, filter: &DisputeFilter) -> Select<row::Entity> {
    let DisputeFilter { nouns, kinds, breaks, fields, source, said_by, subjects, settled } = filter;
    let mut rows = row::Entity::find().filter(row::Column::Audience.is_in(Shown::to(viewer.sees)));
    if let Some(nouns) = nouns {
        rows = rows.filter(row::Column::Noun.is_in(nouns.iter().copied()));
    }
    if let Some(kinds) = kinds {
        rows = rows.filter(row::Column::Kind.is_in(kinds.iter().map(|kind| kind.word())));
    }
    if let Some(breaks) = breaks {
        rows = rows.filter(row::Column::Breaks.is_in(breaks.iter().map(|rule| rule.word())));
    }
    if let Some(fields) = fields {
        rows = rows.filter(row::Column::Field.is_in(fields.iter().map(String::as_str)));
    }
    if let Some(subjects) = subjects {
        rows = rows.filter(row::Column::Subject.is_in(subjects.iter().map(RecordId::as_str)));
    }
    if let Some(settled) = settled {
        rows = rows.filter(row::Column::Standing.eq(dispute::standing(*settled)));
    }
    for (role, party) in [(SOURCE, source), (VOICE, said_by)] {
        let Some(party) = party else { continue };
        let mut places = Sub::select();
        places
            .columns([party::Column::Subject, party::Column::Place])
            .from(party::Entity)
            .and_where(party::Column::Role.eq(role))
            .and_where(party::Column::Party.eq(party.as_str()))
            .and_where(party::Column::Audience.is_in(Shown::to(viewer.sees)));
        let place = Expr::tuple([Expr::col(row::Column::Subject), Expr::col(row::Column::Place)]);
        rows = rows.filter(place.in_subquery(places));
    }
    rows
}

/// What lies on one side of a cursor.
fn beyond(cursor: &Cursor, greater: bool) -> sea_orm::Condition {
    let (place, subject) = (cursor.key(), cursor.id());
    let (not_before, further, tie) = if greater {
        (
            row::Column::Subject.gte(subject),
            row::Column::Subject.gt(subject),
            row::Column::Place.gt(place),
        )
    } else {
        (
            row::Column::Subject.lte(subject),
            row::Column::Subject.lt(subject),
            row::Column::Place.lt(place),
        )
    };
    sea_orm::Condition::all().add(not_before).add(sea_orm::Condition::any().add(further).add(tie))
}
