//! A file of plain tables, which any program for `SQLite` reads: an export, and no part of the record.

use std::path::Path;

use sea_orm::{ConnectOptions, ConnectionTrait as _, Database, DatabaseConnection};
use sqlx::sqlite::SqliteJournalMode;

use crate::StoreError;

/// A new file of `SQLite` that statements make.
pub struct TablesFile(DatabaseConnection);

impl TablesFile {
    /// Begins the file, which must not be there.
    pub async fn begin(path: &Path) -> Result<Self, StoreError> {
        let url = format!("sqlite://{}", path.display());
        let mut options = ConnectOptions::new(url.clone());
        // One connection, so that what begins a transaction and what ends it are the same.
        options.sqlx_logging(false).max_connections(1).map_sqlx_sqlite_opts({
            let path = path.to_owned();
            move |sqlite| {
                sqlite
                    .filename(&path)
                    .create_if_missing(true)
                    .journal_mode(SqliteJournalMode::Delete)
            }
        });
        let opened = Database::connect(options).await;
        opened.map(Self).map_err(|error| StoreError::Open { url, error: Box::new(error) })
    }

    /// Carries out statements.
    pub async fn run(&self, statements: &str) -> Result<(), StoreError> {
        self.0.execute_unprepared(statements).await?;
        Ok(())
    }

    /// Closes the file, which is whole then.
    pub async fn end(self) -> Result<(), StoreError> {
        Ok(self.0.close().await?)
    }
}
