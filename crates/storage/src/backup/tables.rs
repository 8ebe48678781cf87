//! The tables as they stand in a database, whatever they hold, and how their rows are copied.

use futures_util::TryStreamExt as _;
use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbErr, QueryResult, Statement, StreamTrait as _, Value,
    sea_query::{Alias, Asterisk, Query},
};

/// How many rows one statement writes, at most: no table has more than 24 columns, and SQLite allows 32 766 variables.
const ROWS: usize = 512;

/// A table, with its columns.
pub(super) struct Table {
    pub(super) name: String,
    columns: Vec<Column>,
}

struct Column {
    name: String,
    /// Whether it holds numbers; else it holds text, for there is nothing else.
    of_numbers: bool,
}

impl Table {
    /// Those of a file of `SQLite`, in the order in which they were made: so each comes after those that it refers to.
    pub(super) async fn all(db: &DatabaseTransaction) -> Result<Vec<Self>, DbErr> {
        let names = "select name from sqlite_schema where type = 'table' and name not like 'sqlite\\_%' escape '\\' and name <> '_sqlx_migrations' order by rowid";
        let mut tables = Vec::new();
        for row in rows(db, names.to_owned()).await? {
            let name: String = row.try_get_by_index(0)?;
            let columns =
                format!("select name, type from pragma_table_info('{name}') order by cid");
            let columns =
                rows(db, columns).await?.iter().map(Column::read).collect::<Result<_, _>>()?;
            tables.push(Self { name, columns });
        }
        Ok(tables)
    }

    /// Whether a database holds anything in it.
    pub(super) async fn holds_rows(&self, db: &DatabaseTransaction) -> Result<bool, DbErr> {
        let any = Query::select().column(Asterisk).from(self.alias()).limit(1).take();
        Ok(db.query_one(&any).await?.is_some())
    }

    /// Copies its rows, a few at a time.
    pub(super) async fn copy(
        &self,
        from: &DatabaseTransaction,
        to: &DatabaseTransaction,
    ) -> Result<(), DbErr> {
        let all = Query::select().columns(self.columns()).from(self.alias()).take();
        let mut rows = from.stream(&all).await?.try_chunks(ROWS);
        while let Some(some) = rows.try_next().await.map_err(|error| error.1)? {
            let mut insert =
                Query::insert().into_table(self.alias()).columns(self.columns()).take();
            for row in some {
                let values =
                    self.columns.iter().enumerate().map(|(at, column)| column.value(&row, at));
                let values = values.collect::<Result<Vec<_>, _>>()?;
                let row = insert.values(values.into_iter().map(Into::into));
                row.map_err(|error| DbErr::Custom(error.to_string()))?;
            }
            to.execute(&insert).await?;
        }
        Ok(())
    }

    fn alias(&self) -> Alias {
        Alias::new(&self.name)
    }

    fn columns(&self) -> impl Iterator<Item = Alias> {
        self.columns.iter().map(|column| Alias::new(&column.name))
    }
}

impl Column {
    fn read(row: &QueryResult) -> Result<Self, DbErr> {
        let (name, kind): (String, String) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        Ok(Self { name, of_numbers: kind.eq_ignore_ascii_case("bigint") })
    }

    fn value(&self, row: &QueryResult, at: usize) -> Result<Value, DbErr> {
        Ok(if self.of_numbers {
            row.try_get_by_index::<Option<i64>>(at)?.into()
        } else {
            row.try_get_by_index::<Option<String>>(at)?.into()
        })
    }
}

async fn rows(db: &impl ConnectionTrait, select: String) -> Result<Vec<QueryResult>, DbErr> {
    db.query_all_raw(Statement::from_string(db.get_database_backend(), select)).await
}
