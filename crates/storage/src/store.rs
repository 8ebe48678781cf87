//! Opens the database, and counts what is asked of it.

use std::{
    sync::{
        Arc, Mutex, PoisonError, RwLock,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use detente_core::{Instant, Merged};
use sea_orm::{
    ColumnTrait, ConnectOptions, ConnectionTrait, Database, DatabaseConnection,
    DatabaseTransaction, DbBackend, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    TransactionTrait,
};
use sqlx::{
    Executor as _,
    sqlite::{SqliteJournalMode, SqliteSynchronous},
};

use tokio::sync::{Semaphore, watch};

use crate::{
    StoreError, boxed,
    cache::Cache,
    given::Headings,
    ledger::{change, revision},
    listed, merged, migrate,
    past::Pasts,
    pending, reach,
    signature::SigningKey,
    token::Bearers,
    writing,
};

/// Under which target every statement is told that was sent, with how long it took.
pub const STATEMENTS: &str = "detente_storage::statements";

/// How long PostgreSQL works on a statement that reads. SQLite ends one that nobody waits for with its next row.
const LONGEST_READ: &str = "set statement_timeout = '60s'";

/// How many rows one statement looks up. SQLite allows 32 766 variables in a
/// statement, PostgreSQL 65 535.
pub(crate) const BATCH: usize = 1000;

/// So many at a time, and once also where there are none: how many statements a
/// question takes must not tell whether anything was found that is kept back.
pub(crate) fn batches<T>(all: &[T]) -> impl Iterator<Item = &[T]> {
    all.chunks(BATCH).chain(all.is_empty().then_some(all))
}

/// These, the last of them repeated up to a power of two: so there are few
/// statements that look some of them up, and each is prepared once.
pub(crate) fn rounded<T: Clone>(some: impl Iterator<Item = T>) -> Vec<T> {
    let mut some: Vec<T> = some.collect();
    if let Some(last) = some.last().cloned() {
        some.resize(some.len().next_power_of_two(), last);
    }
    some
}

/// The ledger and its records, in SQLite or PostgreSQL.
#[derive(Clone)]
pub struct Store {
    pub(crate) db: DatabaseConnection,
    pub(crate) cache: Arc<Cache>,
    pub(crate) pasts: Arc<Pasts>,
    pub(crate) bearers: Arc<Bearers>,
    pub(crate) headings: Arc<Mutex<Headings>>,
    pub(crate) signing: Option<Arc<SigningKey>>,
    statements: Arc<AtomicU64>,
    seen: Arc<AtomicU64>,
    /// The same for those who wait for more.
    heights: watch::Sender<u64>,
    merged: Arc<RwLock<Arc<Merged>>>,
    /// The place of whoever writes: others of this process wait for it, and not for the database.
    pub(crate) writer: Arc<Semaphore>,
}

/// A revision, as the ledger has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// Its number, from one.
    pub number: u64,
    /// When it was added.
    pub made_at: Instant,
    /// Who added it; silent where that is withheld.
    pub author: Option<String>,
    /// What it adds; silent where that is withheld.
    pub message: Option<String>,
    /// The hash of it and all before it.
    pub hash: String,
}

impl Store {
    /// Opens a database, and makes or updates its tables. `sqlite://path`,
    /// `sqlite::memory:` or `postgres://…`.
    #[boxed]
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        Self::open_with(url, Cache::new()).await
    }

    /// The same, with records of about so many bytes in memory.
    pub(crate) async fn open_holding(url: &str, bytes: u64) -> Result<Self, StoreError> {
        Self::open_with(url, Cache::holding(bytes)).await
    }

    async fn open_with(url: &str, cache: Cache) -> Result<Self, StoreError> {
        let mut options = ConnectOptions::new(url);
        let memory = url.starts_with("sqlite") && url.contains(":memory:");
        options
            .sqlx_logging(false)
            .max_connections(if memory { 1 } else { 8 })
            .min_connections(1)
            .test_before_acquire(false)
            .acquire_timeout(Duration::from_secs(10))
            .map_sqlx_sqlite_opts(|sqlite| {
                sqlite
                    .create_if_missing(true)
                    .journal_mode(SqliteJournalMode::Wal)
                    .synchronous(SqliteSynchronous::Full)
                    .foreign_keys(true)
                    .page_size(8192)
                    .busy_timeout(Duration::from_secs(10))
                    .statement_cache_capacity(256)
                    // What it takes to undo one statement is not written to a file.
                    .pragma("temp_store", "memory")
                    // In pages: a page that many revisions change is written back once for all of them.
                    .pragma("wal_autocheckpoint", "16000")
            });
        options.map_sqlx_sqlite_pool_opts(|pool| {
            pool.after_release(|connection, _| Box::pin(writing::ended(connection)))
        });
        if memory {
            // Every connection to a database in memory is a database of its own.
            options.idle_timeout(None::<Duration>).max_lifetime(None::<Duration>);
        }
        let is_open = Arc::new(AtomicBool::new(false));
        let reads = Arc::clone(&is_open);
        options.map_sqlx_postgres_pool_opts(move |pool| {
            let reads = Arc::clone(&reads);
            pool.after_connect(move |connection, _| {
                let reads = reads.load(Ordering::Acquire);
                Box::pin(async move {
                    if reads {
                        connection.execute(LONGEST_READ).await?;
                    }
                    Ok(())
                })
            })
        });
        reach::knock(url).await?;
        let mut db = Database::connect(options)
            .await
            .map_err(|error| StoreError::Open { url: redacted(url), error: Box::new(error) })?;
        let outdated = migrate::up(&db).await?;
        listed::complete(&db).await?;
        // To bring the tables up to date takes as long as it takes; from now on whoever gave up a question is
        // not waited for.
        is_open.store(true, Ordering::Release);
        if db.get_database_backend() == DbBackend::Postgres {
            db.execute_unprepared(LONGEST_READ).await?;
        }
        let statements = Arc::new(AtomicU64::new(0));
        let counted = Arc::clone(&statements);
        db.set_metric_callback(move |told| {
            counted.fetch_add(1, Ordering::Relaxed);
            let micros = told.elapsed.as_micros();
            // The text alone: the values in it may be of what was asked for.
            tracing::trace!(target: STATEMENTS, micros, told.failed, "{}", told.statement.sql);
        });
        pending::name_authors(&db).await?;
        let merged = Arc::new(RwLock::new(Arc::new(merged::read(&db).await?)));
        let (pasts, bearers, seen) = (Arc::default(), Arc::default(), Arc::default());
        let headings = Arc::default();
        let heights = watch::Sender::new(0);
        let cache = Arc::new(cache);
        let store = Self {
            db,
            cache,
            pasts,
            bearers,
            headings,
            signing: None,
            statements,
            seen,
            heights,
            merged,
            writer: Arc::new(Semaphore::new(1)),
        };
        let head = head(&store.db).await?;
        store.seen.store(head, Ordering::Release);
        store.heights.send_replace(head);
        if outdated && store.seen() > 0 {
            store.rebuild().await?;
        }
        store.clean_remains().await?;
        Ok(store)
    }

    /// Closes the database once nobody uses it: what is in the log goes into the file.
    #[boxed]
    pub async fn close(&self) -> Result<(), StoreError> {
        Ok(self.db.clone().close().await?)
    }

    /// How many statements were sent so far, for tests that count them.
    #[must_use]
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// The number of the newest revision; zero in an empty ledger. It is a revision that this process has seen.
    #[boxed]
    pub async fn head(&self) -> Result<u64, StoreError> {
        self.catch_up().await
    }

    /// The newest revision that this process has seen: what its caches hold.
    #[must_use]
    pub fn seen(&self) -> u64 {
        self.seen.load(Ordering::Acquire)
    }

    /// The newest revision that this process has seen, for those who wait for more.
    #[must_use]
    pub fn heights(&self) -> watch::Receiver<u64> {
        self.heights.subscribe()
    }

    /// Looks whether another process has added to the ledger, and forgets
    /// exactly the records that its revisions changed.
    #[boxed]
    pub async fn catch_up(&self) -> Result<u64, StoreError> {
        let (head, seen) = (head(&self.db).await?, self.seen());
        if head > seen {
            let subjects = changed_after(&self.db, seen).await?;
            self.know(merged::read(&self.db).await?);
            self.saw(head, subjects.iter().map(String::as_str));
            self.forget_pasts().await?;
        }
        Ok(head)
    }

    /// Notes that a revision was met on the way to an answer. Where another process made it, what
    /// it changed is forgotten first: nobody is told of a revision, and then what was so before it.
    pub(crate) async fn met(&self, revision: Option<u64>) -> Result<(), StoreError> {
        if revision > Some(self.seen()) {
            self.catch_up().await?;
        }
        Ok(())
    }

    /// Which identifiers were merged, as this process knows it.
    #[must_use]
    pub fn merged(&self) -> Arc<Merged> {
        Arc::clone(&self.merged.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Notes which identifiers are merged now.
    pub(crate) fn know(&self, merged: Merged) {
        *self.merged.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(merged);
    }

    /// Notes that the ledger has come to a revision, and what was changed on the way.
    pub(crate) fn saw<'a>(&self, revision: u64, changed: impl Iterator<Item = &'a str>) {
        self.cache.forget(changed);
        self.seen.fetch_max(revision, Ordering::AcqRel);
        self.heights.send_if_modified(|height| {
            let higher = revision > *height;
            *height = revision.max(*height);
            higher
        });
    }

    /// Begins to read by a connection of its own, what stands before whatever is
    /// being written; none where there is but one, to a database in memory.
    pub(crate) async fn begin_beside(&self) -> Result<Option<DatabaseTransaction>, StoreError> {
        Ok(if self.is_in_memory() { None } else { Some(self.db.begin().await?) })
    }

    /// Whether it is a database in memory, to which there is but one connection.
    pub(crate) fn is_in_memory(&self) -> bool {
        self.db.get_database_backend() == DbBackend::Sqlite
            && self.db.get_sqlite_connection_pool().options().get_max_connections() == 1
    }

    /// Lets PostgreSQL look at what its tables hold, where most of it was just added: until it
    /// has, it takes them for small, and reads all of them where an index would do. SQLite goes
    /// by the indexes anyhow. What was added stands, whatever comes of it.
    pub(crate) async fn look_over(&self, added: usize) {
        if added < MANY || self.db.get_database_backend() != DbBackend::Postgres {
            return;
        }
        let looked = async {
            if self.entries().await? / 2 < added as u64 {
                let tx = self.db.begin().await?;
                tx.execute_unprepared("set local statement_timeout = 0; analyze").await?;
                tx.commit().await?;
            }
            Ok::<_, StoreError>(())
        };
        if let Err(error) = looked.await {
            tracing::warn!("the tables were not looked over: {error}");
        }
    }
}

/// So many entries are no usual addition.
const MANY: usize = 5000;

/// The number of the newest revision; zero in an empty ledger.
pub(crate) async fn head(db: &impl ConnectionTrait) -> Result<u64, DbErr> {
    let newest = revision::Entity::find().select_only().column(revision::Column::Number);
    let newest = newest.order_by_desc(revision::Column::Number).limit(1);
    let head: Option<i64> = newest.into_tuple().one(db).await?;
    Ok(head.unwrap_or(0).cast_unsigned())
}

/// The subjects whose records were changed by revisions after this one.
pub(crate) async fn changed_after(
    db: &impl ConnectionTrait,
    revision: u64,
) -> Result<Vec<String>, DbErr> {
    let rows = change::Entity::find().select_only().column(change::Column::Subject);
    let rows = rows.filter(change::Column::Revision.gt(revision.cast_signed()));
    rows.distinct().into_tuple().all(db).await
}

/// An address without its password.
fn redacted(url: &str) -> String {
    match (url.split_once("://"), url.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, host))) => format!("{scheme}://…@{host}"),
        _ => url.to_owned(),
    }
}
