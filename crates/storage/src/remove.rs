//! Takes rows away by their columns, many in a statement.

use sea_orm::{ConnectionTrait, DbErr, EntityTrait, Statement, Value};

use crate::insert::Written;

/// How many rows one statement names, at most: SQLite takes no more than a
/// thousand conditions beside each other.
const ROWS: usize = 128;

/// Takes away the rows of which these columns are such. There must be an index that leads to them.
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
        let sql = statement(E::default().table_name(), by.columns, named);
        db.execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    }
    Ok(())
}

fn statement(table: &str, columns: &[&str], rows: usize) -> String {
    let mut place = 0;
    let mut row = || {
        let columns = columns.iter().map(|column| {
            place += 1;
            format!("\"{column}\" = ${place}")
        });
        format!("({})", columns.collect::<Vec<_>>().join(" and "))
    };
    // Of `in` a list of rows SQLite would compare every row of the table.
    let which: Vec<String> = (0..rows).map(|_| row()).collect();
    format!("delete from \"{table}\" where {}", which.join(" or "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_is_named_by_all_its_columns() {
        assert_eq!(
            statement("named", &["from_id", "how"], 2),
            r#"delete from "named" where ("from_id" = $1 and "how" = $2) or ("from_id" = $3 and "how" = $4)"#
        );
    }
}
