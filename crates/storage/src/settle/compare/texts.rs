//! Rows as they stand in the database, many in one text: for each column how
//! many bytes it has, a colon, and the bytes; a dash where it has none. To read
//! each column of each row by itself takes longer than all else in comparing.

use std::{collections::BTreeMap, iter};

use detente_core::RecordId;
use sea_orm::{ConnectionTrait, DbBackend, Statement, Value};

use super::super::aside;
use crate::{StoreError, Table, store::rounded};

/// The expression of a row, of these columns. In SQLite a column may hold what is
/// no text, and looks the same.
pub(super) fn of(columns: &[&str], backend: DbBackend) -> String {
    let column = |name: &&str| {
        let text = format!("octet_length(\"{name}\") || ':' || \"{name}\"");
        match backend {
            DbBackend::Sqlite => format!(
                "case typeof(\"{name}\") when 'text' then {text} when 'null' then '-' else '?' end"
            ),
            _ => format!("coalesce({text}, '-')"),
        }
    };
    columns.iter().map(column).collect::<Vec<_>>().join(" || ")
}

/// The columns of rows, one after the other. What is no text ends it.
pub(super) fn split(mut rest: &str) -> impl Iterator<Item = Option<&str>> {
    iter::from_fn(move || {
        let (column, after) = next(rest)?;
        rest = after;
        Some(column)
    })
}

/// The first column, and what comes after it.
fn next(rest: &str) -> Option<(Option<&str>, &str)> {
    if let Some(after) = rest.strip_prefix('-') {
        return Some((None, after));
    }
    let (length, after) = rest.split_once(':')?;
    let (text, after) = after.split_at_checked(length.parse().ok()?)?;
    Some((Some(text), after))
}

/// The rows that are written of some records.
pub(super) async fn written<N: Table>(
    db: &impl ConnectionTrait,
    ids: &[RecordId],
) -> Result<Option<String>, StoreError> {
    // Where all of a page was merged into others, nothing is asked: not every database knows an empty list.
    if ids.is_empty() {
        return Ok(None);
    }
    let ids = rounded(ids.iter().map(RecordId::as_str));
    let places: Vec<String> = (1..=ids.len()).map(|at| format!("${at}")).collect();
    let sql = format!(
        "select string_agg({}, '') from \"{}\" where id in ({})",
        of(N::WRITTEN.columns, db.get_database_backend()),
        N::NAME,
        places.join(", ")
    );
    let ids = ids.into_iter().map(Into::into);
    let rows = Statement::from_sql_and_values(db.get_database_backend(), sql, ids);
    Ok(match db.query_one_raw(rows).await? {
        Some(row) => row.try_get_by_index(0)?,
        None => None,
    })
}

/// The same by identifier and audience, which are the first of so many columns.
pub(super) fn by_record(mut rows: &str, columns: usize) -> BTreeMap<&str, BTreeMap<&str, &str>> {
    let mut found: BTreeMap<&str, BTreeMap<&str, &str>> = BTreeMap::new();
    while !rows.is_empty() {
        let (mut key, mut after) = ([""; 2], rows);
        for at in 0..columns {
            let Some((column, rest)) = next(after) else { return found };
            if let (Some(key), Some(column)) = (key.get_mut(at), column) {
                *key = column;
            }
            after = rest;
        }
        let row = &rows[..rows.len() - after.len()];
        found.entry(key[0]).or_default().insert(key[1], row);
        rows = after;
    }
    found
}

/// How many rows are read at a time.
const ROWS: usize = 4000;

/// Folds every row of a table that is nothing but its key, of these columns, into something.
pub(super) async fn fold<T: Send + 'static>(
    db: &impl ConnectionTrait,
    table: &str,
    columns: &[&str],
    mut into: T,
    with: impl Fn(&mut T, &[&str]) + Copy + Send + 'static,
) -> Result<T, StoreError> {
    let backend = db.get_database_backend();
    let (key, row) = (columns.join(", "), of(columns, backend));
    let some = |which: &str| {
        format!(
            "select string_agg({row}, '') from \
             (select {key} from {table} {which} order by {key} limit {ROWS}) as page"
        )
    };
    let places: Vec<String> = (1..=columns.len()).map(|at| format!("${at}")).collect();
    let first = some("");
    let next = some(&format!("where ({key}) > ({})", places.join(", ")));
    let mut after: Option<Vec<String>> = None;
    loop {
        let page = match after.clone() {
            None => Statement::from_string(backend, &first),
            Some(key) => {
                let key = key.into_iter().map(Value::from);
                Statement::from_sql_and_values(backend, &next, key)
            }
        };
        let page: Option<String> = match db.query_one_raw(page).await? {
            Some(row) => row.try_get_by_index(0)?,
            None => None,
        };
        let Some(page) = page else { return Ok(into) };
        let many = columns.len();
        let last: Vec<String>;
        (into, last) = aside(move || {
            let texts: Vec<&str> = split(&page).flatten().collect();
            let mut last: &[&str] = &[];
            for row in texts.chunks_exact(many) {
                with(&mut into, row);
                last = last.max(row);
            }
            Ok((into, last.iter().map(|text| (*text).to_owned()).collect()))
        })
        .await?;
        if last.is_empty() || after.is_some_and(|after| last <= after) {
            return Err(StoreError::out_of_order(table));
        }
        after = Some(last);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_in_one_text_are_told_apart_whatever_they_hold() {
        let rows = "8:person/a8:everyone2:1:-8:person/b6:public0:-";
        let columns: Vec<_> = split(rows).collect();
        let row = |id, audience, text| [Some(id), Some(audience), Some(text), None];
        let a = row("person/a", "everyone", "1:");
        assert_eq!(columns, [a, row("person/b", "public", "")].concat());
        let found = by_record(rows, 4);
        assert_eq!(split(found["person/a"]["everyone"]).collect::<Vec<_>>(), a);
        assert_eq!(found["person/b"]["public"], "8:person/b6:public0:-");
    }
}
