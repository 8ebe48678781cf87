//! The one transaction of this process that may write.

use std::{sync::Arc, time::Duration};

use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbBackend, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};
use sqlx::{Connection as _, SqliteConnection};
use tokio::{sync::OwnedSemaphorePermit, time::timeout};

use crate::{Store, StoreError};

/// How long whoever writes waits for those before them.
const PATIENCE: Duration = Duration::from_secs(10);

/// The place of whoever writes, which is free for the next once this is dropped.
pub(crate) struct Place {
    _held: OwnedSemaphorePermit,
}

impl Store {
    /// Begins the one transaction that may write; dropped, it leaves nothing. Its place goes with it.
    pub(crate) async fn begin(&self) -> Result<(Place, DatabaseTransaction), StoreError> {
        // Who waits here holds no connection, which others could read by.
        let held = timeout(PATIENCE, Arc::clone(&self.writer).acquire_owned()).await;
        let held = held.ok().and_then(Result::ok).ok_or(StoreError::Busy)?;
        let immediate = Some(SqliteTransactionMode::Immediate);
        let options =
            TransactionOptions { sqlite_transaction_mode: immediate, ..Default::default() };
        let tx = self.db.begin_with_options(options).await?;
        tx.execute_unprepared(match tx.get_database_backend() {
            // What is written takes as long as it takes.
            DbBackend::Postgres => {
                "set local statement_timeout = 0; set local lock_timeout = '10s'; \
                 lock table revision in exclusive mode; set local lock_timeout = 0"
            }
            // What is written waits in memory for the end, instead of going to the log twice.
            _ => "pragma cache_size = -16384",
        })
        .await?;
        Ok((Place { _held: held }, tx))
    }

    /// Ends it: what was written stays. The place goes on being held: whoever writes next must not know of it
    /// before this process does.
    pub(crate) async fn commit(
        &self,
        place: Place,
        tx: DatabaseTransaction,
    ) -> Result<Place, StoreError> {
        if tx.get_database_backend() == DbBackend::Sqlite {
            tx.execute_unprepared("pragma cache_size = -8000").await?;
        }
        tx.commit().await?;
        Ok(place)
    }
}

/// Whether a connection that is given back is in no transaction; else it is closed. Where the disk is
/// full, SQLite undoes a transaction by itself, and the driver takes it for one that goes on: whatever is
/// written by that connection afterwards would be a part of it, and never stay.
pub(crate) async fn ended(connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    if connection.is_in_transaction() {
        // It may be about to be undone: that is done before this is answered.
        connection.ping().await?;
    }
    Ok(!connection.is_in_transaction())
}

#[cfg(test)]
mod tests {
    use sea_orm::{ConnectionTrait as _, Statement};

    use super::*;
    use crate::Trouble;

    async fn rows(store: &Store) -> i64 {
        let count = Statement::from_string(DbBackend::Sqlite, "select count(*) from kept");
        store.db.query_one_raw(count).await.unwrap().unwrap().try_get_by_index(0).unwrap()
    }

    #[tokio::test]
    async fn what_is_written_after_the_disk_was_full_stays() {
        let folder = tempfile::TempDir::new().unwrap();
        let url = format!("sqlite://{}", folder.path().join("a.db").display());
        let store = Store::open(&url).await.unwrap();
        store.db.execute_unprepared("create table kept (what text)").await.unwrap();
        for _ in 0..2 {
            let (_place, full) = store.begin().await.unwrap();
            full.execute_unprepared("pragma max_page_count = 1").await.unwrap();
            let insert = "insert into kept values (hex(randomblob(1000000)))";
            let error = StoreError::from(full.execute_unprepared(insert).await.unwrap_err());
            assert_eq!(error.trouble(), Some(Trouble::Full), "{error}");
        }
        let (place, writing) = store.begin().await.unwrap();
        writing.execute_unprepared("insert into kept values ('word')").await.unwrap();
        store.commit(place, writing).await.unwrap();
        // Another process sees it, and so it is there whatever becomes of this one.
        assert_eq!(rows(&Store::open(&url).await.unwrap()).await, 1);
    }

    #[tokio::test]
    async fn whoever_waits_to_write_keeps_nobody_from_reading() {
        let folder = tempfile::TempDir::new().unwrap();
        let url = format!("sqlite://{}", folder.path().join("a.db").display());
        let store = Store::open(&url).await.unwrap();
        let (place, first) = store.begin().await.unwrap();
        let waiting: Vec<_> = (0..20)
            .map(|_| {
                let store = store.clone();
                tokio::spawn(async move {
                    store.begin().await?.1.rollback().await.map_err(StoreError::from)
                })
            })
            .collect();
        tokio::task::yield_now().await;
        let read = timeout(Duration::from_secs(5), store.head()).await;
        assert_eq!(read.unwrap().unwrap(), 0);
        first.rollback().await.unwrap();
        drop(place);
        for one in waiting {
            one.await.unwrap().unwrap();
        }
    }
}
