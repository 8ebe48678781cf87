//! A whole database in one file of `SQLite`, and a database filled from one: everything that it holds, what is restricted, who
//! bears a token and what readers wrote too.

mod tables;

use std::path::Path;

use sea_orm::{
    AccessMode, ConnectionTrait as _, DbBackend, IsolationLevel, Statement, TransactionTrait as _,
};

use crate::{Store, StoreError, boxed};
use tables::Table;

impl Store {
    /// Writes all that the database holds, as it stood at one moment, into a file of `SQLite` that is empty or not there yet.
    /// Whoever reads or writes meanwhile is not held up.
    #[boxed]
    pub async fn back_up(&self, into: &Path) -> Result<(), StoreError> {
        let is_sqlite = self.db.get_database_backend() == DbBackend::Sqlite;
        // What is written anew from memory stays in memory.
        if is_sqlite && !self.is_in_memory() {
            // What was deleted is not in the copy: it is written anew, not copied page by page.
            let path = into.to_string_lossy().into_owned();
            let copy =
                Statement::from_sql_and_values(DbBackend::Sqlite, "vacuum into ?", [path.into()]);
            self.db.execute_raw(copy).await?;
            return Ok(());
        }
        let copy = Self::open(&format!("sqlite://{}", into.display())).await?;
        let (isolation, access) = (IsolationLevel::RepeatableRead, AccessMode::ReadOnly);
        let from = if is_sqlite {
            self.db.begin().await?
        } else {
            let from = self.db.begin_with_config(Some(isolation), Some(access)).await?;
            // A table is one statement, and takes as long as it takes to write it.
            from.execute_unprepared("set local statement_timeout = 0").await?;
            from
        };
        let (place, to) = copy.begin().await?;
        for table in Table::all(&to).await? {
            table.copy(&from, &to).await?;
        }
        copy.commit(place, to).await?;
        copy.close().await
    }

    /// Fills this database, which must hold nothing, with all that another in a file of `SQLite` holds; all of it or nothing.
    #[boxed]
    pub async fn fill(&self, from: &Self) -> Result<(), StoreError> {
        let (from, (place, to)) = (from.db.begin().await?, self.begin().await?);
        let all = Table::all(&from).await?;
        for table in &all {
            if table.holds_rows(&to).await? {
                return Err(StoreError::NotEmpty { table: table.name.clone() });
            }
        }
        for table in &all {
            table.copy(&from, &to).await?;
        }
        self.commit(place, to).await?;
        self.catch_up().await?;
        Ok(())
    }
}
