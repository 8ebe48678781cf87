//! Databases to tell the story on: each test has one of its own.

use std::{
    env,
    sync::atomic::{AtomicU32, Ordering},
};

use detente_storage::Store;
use sea_orm::{ConnectionTrait, Database as SeaDatabase, DatabaseConnection, DbBackend, Statement};
use tempfile::TempDir;

/// A database, and a store that is open on it.
pub struct Database {
    pub store: Store,
    pub url: String,
    server: Option<(String, String)>,
    _folder: Option<TempDir>,
}

static NUMBER: AtomicU32 = AtomicU32::new(0);

impl Database {
    pub async fn in_memory() -> Self {
        let url = "sqlite::memory:".to_owned();
        Self { store: Store::open(&url).await.unwrap(), url, server: None, _folder: None }
    }

    pub async fn in_a_file() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("record.db").display());
        let store = Store::open(&url).await.unwrap();
        Self { store, url, server: None, _folder: Some(folder) }
    }

    /// One that is there already.
    pub async fn of(url: &str) -> Self {
        let store = Store::open(url).await.unwrap();
        Self { store, url: url.to_owned(), server: None, _folder: None }
    }

    /// A database of its own on the server, in whose language words are not
    /// ordered byte by byte; none where no server is named.
    #[expect(clippy::print_stdout, reason = "whoever runs the tests is told what was not run")]
    pub async fn on_postgres() -> Option<Self> {
        let Ok(server) = env::var("DETENTE_TEST_POSTGRES") else {
            println!("skipped on PostgreSQL: DETENTE_TEST_POSTGRES names no server");
            return None;
        };
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("detente_story_{}_{number}", std::process::id());
        let admin = SeaDatabase::connect(&server).await.unwrap();
        let drop = format!("drop database if exists {name} with (force)");
        admin.execute_unprepared(&drop).await.unwrap();
        let create = format!("create database {name} template template0 encoding 'UTF8'");
        let in_english = format!("{create} locale_provider icu icu_locale 'en'");
        if admin.execute_unprepared(&in_english).await.is_err() {
            admin.execute_unprepared(&create).await.unwrap();
        }
        let (address, _) = server.rsplit_once('/').unwrap();
        let url = format!("{address}/{name}");
        let store = Store::open(&url).await.unwrap();
        Some(Self { store, url, server: Some((server, drop)), _folder: None })
    }

    /// A connection beside the store: what a hand in the database could do.
    pub async fn by_hand(&self) -> DatabaseConnection {
        let by_hand = SeaDatabase::connect(&self.url).await.unwrap();
        if by_hand.get_database_backend() == DbBackend::Sqlite {
            by_hand.execute_unprepared("pragma foreign_keys = off").await.unwrap();
        }
        by_hand
    }

    /// Every row of every table but those of the ledger's own time, as text.
    pub async fn rows(&self) -> Vec<String> {
        let mut rows = Vec::new();
        let by_hand = self.by_hand().await;
        let others =
            ["reference", "named", "merged", "pending", "dispute", "dispute_party", "name_key"];
        for table in detente_core::NOUNS.iter().chain(&others) {
            rows.extend(dump(&by_hand, table).await);
        }
        by_hand.close().await.unwrap();
        rows
    }

    /// The rows that the public sees, apart from the word that tells who else sees them.
    pub async fn public_rows(&self) -> Vec<String> {
        let row = |row: String| {
            let word = |shown: &str| {
                let (quoted, spelled) =
                    (format!("audience='{shown}'"), format!("\"audience\":\"{shown}\""));
                [quoted, spelled].into_iter().find(|word| row.contains(word))
            };
            let word = word("everyone").or_else(|| word("public"))?;
            Some(row.replacen(&word, "seen by the public", 1))
        };
        let mut rows: Vec<_> = self.rows().await.into_iter().filter_map(row).collect();
        rows.sort();
        rows
    }

    /// Leaves nothing on the server.
    pub async fn done(self) {
        if let Some((server, drop)) = self.server {
            let admin = SeaDatabase::connect(&server).await.unwrap();
            admin.execute_unprepared(&drop).await.unwrap();
        }
    }
}

/// The rows of a table, in an order of their own.
pub async fn dump(db: &DatabaseConnection, table: &str) -> Vec<String> {
    let backend = db.get_database_backend();
    let columns = if backend == DbBackend::Postgres {
        format!(
            "select column_name as row from information_schema.columns
                where table_schema = current_schema() and table_name = '{table}'
                order by ordinal_position"
        )
    } else {
        format!("select name as row from pragma_table_info('{table}')")
    };
    // Both write a row alike: a mirror may stand in another database than its server.
    let quoted = |column: &String| {
        if backend == DbBackend::Postgres {
            format!(
                "'{column}=' || case when \"{column}\" is null then 'NULL'
                    when pg_typeof(\"{column}\")::text = 'text' then quote_literal(\"{column}\")
                    else \"{column}\"::text end"
            )
        } else {
            format!("'{column}=' || quote(\"{column}\")")
        }
    };
    let columns: Vec<_> = texts(db, backend, columns).await.iter().map(quoted).collect();
    let select = format!("select {} as row from \"{table}\"", columns.join(" || ' ' || "));
    let rows = texts(db, backend, select).await;
    let mut rows: Vec<_> = rows.into_iter().map(|row| format!("{table}: {row}")).collect();
    rows.sort();
    rows
}

async fn texts(db: &DatabaseConnection, backend: DbBackend, select: String) -> Vec<String> {
    let rows = db.query_all_raw(Statement::from_string(backend, select)).await.unwrap();
    rows.iter().map(|row| row.try_get("", "row").unwrap()).collect()
}

/// Tells each story on every database.
macro_rules! on_every_database {
    ($($story:ident),+ $(,)?) => {
        mod in_memory {
            $(#[tokio::test]
            async fn $story() {
                let database = crate::database::Database::in_memory().await;
                super::$story(&database).await;
            })+
        }
        mod in_a_file {
            $(#[tokio::test]
            async fn $story() {
                let database = crate::database::Database::in_a_file().await;
                super::$story(&database).await;
            })+
        }
        mod on_postgres {
            $(#[tokio::test]
            async fn $story() {
                if let Some(database) = crate::database::Database::on_postgres().await {
                    super::$story(&database).await;
                    database.done().await;
                }
            })+
        }
    };
}

/// Tells stories in which someone else looks into the database: not in memory,
/// where nobody else can.
macro_rules! on_lasting_databases {
    ($($story:ident),+ $(,)?) => {
        mod in_a_file {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $story() {
                let database = crate::database::Database::in_a_file().await;
                super::$story(&database).await;
            })+
        }
        mod on_postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $story() {
                if let Some(database) = crate::database::Database::on_postgres().await {
                    super::$story(&database).await;
                    database.done().await;
                }
            })+
        }
    };
}
pub(crate) use {on_every_database, on_lasting_databases};
