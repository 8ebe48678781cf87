//! Writes rows, many in a statement.

use std::fmt::Write as _;

use sea_orm::{
    ActiveModelTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, IdenStatic, IntoActiveModel,
    Iterable, PrimaryKeyToColumn, Statement, Value,
};

/// How many rows one statement writes, at most: no table has more than 24
/// columns, and SQLite allows 32 766 variables.
const ROWS: usize = 512;

/// How rows of a table are written of which there are many: several times
/// quicker than to ask each row for each of its columns.
pub struct Written<R> {
    /// The columns.
    pub columns: &'static [&'static str],
    /// Puts the values of a row behind others, in the order of these columns.
    pub values: fn(R, &mut Vec<Value>),
}

/// Writes new rows.
pub(crate) async fn insert<E: EntityTrait>(
    db: &impl ConnectionTrait,
    rows: Vec<E::Model>,
) -> Result<(), DbErr>
where
    E::Model: IntoActiveModel<E::ActiveModel>,
{
    write::<E>(db, rows, "", &columns::<E>(), by_column::<E>).await
}

/// Writes new rows of a table of which there are many.
pub(crate) async fn insert_many<E: EntityTrait>(
    db: &impl ConnectionTrait,
    rows: Vec<E::Model>,
    written: Written<E::Model>,
) -> Result<(), DbErr> {
    write::<E>(db, rows, "", written.columns, written.values).await
}

/// Writes the rows whose key is not there yet.
pub(crate) async fn insert_missing<E: EntityTrait>(
    db: &impl ConnectionTrait,
    rows: Vec<E::Model>,
) -> Result<(), DbErr>
where
    E::Model: IntoActiveModel<E::ActiveModel>,
{
    write::<E>(db, rows, " on conflict do nothing", &columns::<E>(), by_column::<E>).await
}

/// Writes rows, each in place of the one with its key, where there is one.
pub(crate) async fn upsert<E: EntityTrait>(
    db: &impl ConnectionTrait,
    rows: Vec<E::Model>,
) -> Result<(), DbErr>
where
    E::Model: IntoActiveModel<E::ActiveModel>,
{
    let key: Vec<String> = E::PrimaryKey::iter().map(|key| quoted(key.into_column())).collect();
    let mut others = E::Column::iter().map(quoted).collect::<Vec<_>>();
    others.retain(|column| !key.contains(column));
    let set: Vec<_> = others.iter().map(|column| format!("{column} = excluded.{column}")).collect();
    let replacing = format!(" on conflict ({}) do update set {}", key.join(", "), set.join(", "));
    write::<E>(db, rows, &replacing, &columns::<E>(), by_column::<E>).await
}

fn columns<E: EntityTrait>() -> Vec<&'static str> {
    E::Column::iter().map(|column| column.as_str()).collect()
}

fn by_column<E: EntityTrait>(row: E::Model, into: &mut Vec<Value>)
where
    E::Model: IntoActiveModel<E::ActiveModel>,
{
    let mut row = row.into_active_model();
    into.extend(E::Column::iter().filter_map(|column| row.take(column).into_value()));
}

/// In statements of as many rows as the greatest power of two that is left: so
/// there are ten of them for a table, which are prepared once. They are written
/// by hand, for an import spends more time on them than on anything else.
async fn write<E: EntityTrait>(
    db: &impl ConnectionTrait,
    rows: Vec<E::Model>,
    ending: &str,
    columns: &[&str],
    put: fn(E::Model, &mut Vec<Value>),
) -> Result<(), DbErr> {
    let backend = db.get_database_backend();
    let columns: Vec<String> = columns.iter().map(|column| format!("\"{column}\"")).collect();
    let table = E::default();
    // A failure ends the whole transaction: SQLite need not keep what it takes to undo one statement.
    let insert = if backend == DbBackend::Sqlite { "insert or fail" } else { "insert" };
    let begin =
        format!("{insert} into \"{}\" ({}) values ", table.table_name(), columns.join(", "));
    let mut rows = rows.into_iter();
    let mut next = || {
        let count = (1 << rows.len().checked_ilog2()?).min(ROWS);
        let mut values: Vec<Value> = Vec::with_capacity(count * columns.len());
        for row in rows.by_ref().take(count) {
            put(row, &mut values);
        }
        let sql = statement(&begin, count, columns.len(), ending, backend);
        Some(Statement::from_sql_and_values(backend, sql, values))
    };
    let mut ready = next();
    while let Some(statement) = ready {
        // While the database carries out one statement, the next is made ready.
        let (done, after) = tokio::join!(db.execute_raw(statement), async { next() });
        done?;
        // Whoever waits to read by the same transaction goes first.
        tokio::task::yield_now().await;
        ready = after;
    }
    Ok(())
}

fn statement(begin: &str, rows: usize, columns: usize, ending: &str, backend: DbBackend) -> String {
    let mut sql = String::with_capacity(begin.len() + rows * columns * 7 + ending.len());
    sql.push_str(begin);
    for row in 0..rows {
        sql.push_str(if row == 0 { "(" } else { ", (" });
        for column in 0..columns {
            if column > 0 {
                sql.push_str(", ");
            }
            let _ = match backend {
                DbBackend::Postgres => write!(sql, "${}", row * columns + column + 1),
                _ => write!(sql, "?"),
            };
        }
        sql.push(')');
    }
    sql.push_str(ending);
    sql
}

fn quoted(column: impl IdenStatic) -> String {
    format!("\"{}\"", column.as_str())
}
