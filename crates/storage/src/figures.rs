//! What is known of a database and its cache without asking it, for whoever runs a server.

use sea_orm::DbBackend;

use crate::Store;

/// How a database and its cache fare.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StoreFigures {
    /// The newest revision that this process has seen.
    pub height: u64,
    /// How many statements were sent so far.
    pub statements: u64,
    /// How many connections are open.
    pub connections: u32,
    /// How many of them nobody uses.
    pub idle: u64,
    /// How many records are in memory.
    pub cached: u64,
    /// How many bytes they take, about.
    pub cached_bytes: u64,
    /// How many records that were asked for were in memory.
    pub hits: u64,
    /// How many were not.
    pub misses: u64,
}

impl Store {
    /// How the database and its cache fare.
    #[must_use]
    pub fn figures(&self) -> StoreFigures {
        let (connections, idle) = if self.db.get_database_backend() == DbBackend::Postgres {
            let pool = self.db.get_postgres_connection_pool();
            (pool.size(), pool.num_idle())
        } else {
            let pool = self.db.get_sqlite_connection_pool();
            (pool.size(), pool.num_idle())
        };
        StoreFigures {
            height: self.seen(),
            statements: self.statements(),
            connections,
            idle: idle as u64,
            ..self.cache.figures()
        }
    }
}
