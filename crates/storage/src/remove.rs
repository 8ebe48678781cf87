//! Takes rows away by their columns, many in a statement.

use sea_orm::{ConnectionTrait, DbBackend, DbErr, EntityTrait, Statement, Value};

use crate::insert::Written;

/// How many rows one statement names, at most: SQLite takes no more than a
/// thousand conditions beside each other.
const ROWS: usize = 128;

/// Takes away the rows of which these columns are such. An index must begin with them.
pub(crate) async fn remove<E: EntityTrait, R>(
    db: &impl ConnectionTrait,
    rows: impl IntoIterator<Item = R>,
    by: Written<R>,
) -> Result<(), DbErr> {
    let backend = db.get_database_backend();
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let mut values: Vec<Value> = Vec::new();
        let named = rows.by_ref().take(ROWS).map(|row| (by.values)(row, &mut values)).count();
        // The last row is named again, up to a power of two: each of the few statements is prepared once.
        let last = values.split_off((named - 1) * by.columns.len());
        let named = named.next_power_of_two();
        while values.len() < named * by.columns.len() {
            values.extend(last.iter().cloned());
        }
        let sql = statement(E::default().table_name(), by.columns, named, backend);
        db.execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    }
    Ok(())
}

fn statement(table: &str, columns: &[&str], rows: usize, backend: DbBackend) -> String {
    let columns: Vec<String> = columns.iter().map(|column| format!("\"{column}\"")).collect();
    let which = if backend == DbBackend::Postgres {
        // One condition beside the other is planned row by row there, which takes longer than all the rest.
        let mut place = 0;
        let mut row = || {
            let places = columns.iter().map(|_| {
                place += 1;
                format!("${place}")
            });
            format!("({})", places.collect::<Vec<_>>().join(", "))
        };
        let rows: Vec<String> = (0..rows).map(|_| row()).collect();
        format!("({}) in (values {})", columns.join(", "), rows.join(", "))
    } else {
        // Of a list of rows SQLite would compare every row of the table.
        let row: Vec<String> = columns.iter().map(|column| format!("{column} = ?")).collect();
        vec![format!("({})", row.join(" and ")); rows].join(" or ")
    };
    format!("delete from \"{table}\" where {which}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_is_named_by_all_its_columns() {
        let sql = |backend| statement("named", &["from_id", "how"], 2, backend);
        assert_eq!(
            sql(DbBackend::Sqlite),
            r#"delete from "named" where ("from_id" = ? and "how" = ?) or ("from_id" = ? and "how" = ?)"#
        );
        assert_eq!(
            sql(DbBackend::Postgres),
            r#"delete from "named" where ("from_id", "how") in (values ($1, $2), ($3, $4))"#
        );
    }
}
