//! All that is heard of some subjects at any moment, in one statement.

use std::collections::{BTreeMap, HashMap};

use detente_core::{Body, EntryId, RecordId, Ruling};
use sea_orm::{ConnectionTrait, DbErr, QueryResult, Statement};

use super::{super::naming::LEANS_ON, Docket, FEW, Said, bear, body_of, file};
use crate::{StoreError, ledger::entry, store::rounded};

/// The claims and rulings on some subjects and on what they lean on, and the
/// rulings on the revisions of those claims: these without a subject.
const ALL: &str = "\
    with asked (id) as (values {asked}), \
    leant (id) as (select id from asked union select to_id from named \
        where how = '{leans_on}' and from_id in (select id from asked)), \
    spoken (id) as (select id from leant union select source from entry \
        where subject in (select id from leant)), \
    said as (select revision, position, kind, subject, body from entry \
        where subject in (select id from spoken) and body is not null) \
    select revision, position, subject, body, null as on_revision from said \
    union all \
    select revision, position, null, body, on_revision from entry \
        where on_revision in (select revision from said where kind = 'claim') \
        and body is not null";

/// Reads the claims and rulings on some identifiers, each by itself, with all that
/// bears on those that their records lean on: the releases that claims on them
/// name, and the sources that speak on any of them. All of it in one statement,
/// whatever is found: how many it took would tell.
pub(in super::super) async fn said_with_sources(
    db: &impl ConnectionTrait,
    subjects: &[RecordId],
) -> Result<BTreeMap<RecordId, Docket>, StoreError> {
    let backend = db.get_database_backend();
    let mut subjects = rounded(subjects.iter().map(RecordId::as_str));
    if subjects.is_empty() {
        // A list of values has one at least; this is nobody's identifier.
        subjects.push("");
    }
    let places: Vec<String> = (1..=subjects.len()).map(|at| format!("(${at})")).collect();
    let sql = ALL.replace("{asked}", &places.join(", ")).replace("{leans_on}", LEANS_ON);
    let values = subjects.into_iter().map(Into::into);
    let rows = db.query_all_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    let rows = rows.iter().map(Row::of).collect::<Result<Vec<_>, _>>()?;
    // To go to another thread takes longer than to read a few.
    if rows.len() < FEW { dockets(rows) } else { super::super::aside(|| dockets(rows)).await }
}

/// An entry, on a subject or on a revision.
struct Row {
    at: EntryId,
    subject: Option<String>,
    body: String,
    on: Option<i64>,
}

impl Row {
    fn of(row: &QueryResult) -> Result<Self, DbErr> {
        Ok(Self {
            at: entry::place(row.try_get_by_index(0)?, row.try_get_by_index(1)?),
            subject: row.try_get_by_index(2)?,
            body: row.try_get_by_index(3)?,
            on: row.try_get_by_index(4)?,
        })
    }
}

fn dockets(rows: Vec<Row>) -> Result<BTreeMap<RecordId, Docket>, StoreError> {
    let mut said = Said::new();
    let mut rulings: HashMap<u64, Vec<(EntryId, Ruling)>> = HashMap::new();
    for Row { at, subject, body, on } in rows {
        match (subject, body_of(at, &body)?, on) {
            (Some(subject), body, _) => said.push((subject.parse()?, at, body)),
            (None, Body::Ruling(ruling), Some(on)) => {
                rulings.entry(on.cast_unsigned()).or_default().push((at, ruling));
            }
            (None, ..) => {}
        }
    }
    let mut dockets = BTreeMap::new();
    file(&mut dockets, said);
    bear(&mut dockets, &rulings);
    Ok(dockets)
}
