//! What ails a database that refused: not what was asked of it, but the place where it stands.

use sea_orm::{DbErr, RuntimeErr, SqlxError};

use crate::StoreError;

/// What ails a database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Others write to it, for longer than was waited.
    Busy,
    /// There is no room left to write.
    Full,
    /// It worked on something for longer than it may.
    Slow,
    /// It does not answer: it was stopped, or the way to it is cut.
    Gone,
}

impl StoreError {
    /// What ails the database, if it is that and not what was asked.
    #[must_use]
    pub fn trouble(&self) -> Option<Trouble> {
        match self {
            Self::Database(error) => Trouble::of(error),
            Self::Open { error, .. } | Self::Remains(error) => Trouble::of(error),
            Self::Busy => Some(Trouble::Busy),
            Self::Unanswered { .. } => Some(Trouble::Gone),
            _ => None,
        }
    }
}

impl Trouble {
    fn of(error: &DbErr) -> Option<Self> {
        let error = match error {
            DbErr::Conn(error) | DbErr::Exec(error) | DbErr::Query(error) => error,
            DbErr::ConnectionAcquire(_) => return Some(Self::Gone),
            _ => return None,
        };
        let RuntimeErr::SqlxError(error) = error else { return None };
        match error.as_ref() {
            SqlxError::Io(_)
            | SqlxError::PoolTimedOut
            | SqlxError::PoolClosed
            | SqlxError::WorkerCrashed => Some(Self::Gone),
            SqlxError::Database(error) => Self::of_code(&error.code()?),
            _ => None,
        }
    }

    /// PostgreSQL's codes have five signs; `SQLite`'s are numbers, of which the last eight bits tell the kind.
    fn of_code(code: &str) -> Option<Self> {
        if code.len() == 5 {
            return match code {
                "53100" => Some(Self::Full),
                "57014" => Some(Self::Slow),
                "40001" | "40P01" | "55P03" => Some(Self::Busy),
                "53300" | "57P01" | "57P02" | "57P03" => Some(Self::Gone),
                code if code.starts_with("08") => Some(Self::Gone),
                _ => None,
            };
        }
        let code = code.parse::<u32>().ok()?;
        // What it reads and writes beside its file cannot grow: so it tells of a full disk there.
        if matches!(code, 778 | 4874) {
            return Some(Self::Full);
        }
        match code & 0xff {
            5 | 6 => Some(Self::Busy),
            13 => Some(Self::Full),
            14 => Some(Self::Gone),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use sea_orm::{ConnectOptions, ConnectionTrait as _, Database};

    use super::*;

    #[tokio::test]
    async fn a_file_that_may_not_grow_is_full() {
        let mut options = ConnectOptions::new("sqlite::memory:");
        options.max_connections(1).sqlx_logging(false);
        let db = Database::connect(options).await.unwrap();
        db.execute_unprepared("create table kept (what text)").await.unwrap();
        db.execute_unprepared("pragma max_page_count = 4").await.unwrap();
        let insert = "insert into kept values (hex(randomblob(100000)))";
        let error = StoreError::from(db.execute_unprepared(insert).await.unwrap_err());
        assert_eq!(error.trouble(), Some(Trouble::Full), "{error}");
        let wrong = db.execute_unprepared("insert into nothing values (1)").await.unwrap_err();
        assert_eq!(StoreError::from(wrong).trouble(), None);
    }

    #[test]
    fn the_codes_of_postgres_are_not_numbers_of_sqlite() {
        assert_eq!(Trouble::of_code("53100"), Some(Trouble::Full));
        assert_eq!(Trouble::of_code("57P03"), Some(Trouble::Gone));
        assert_eq!(Trouble::of_code("57014"), Some(Trouble::Slow));
        assert_eq!(Trouble::of_code("08006"), Some(Trouble::Gone));
        assert_eq!(Trouble::of_code("23505"), None);
        assert_eq!(Trouble::of_code("517"), Some(Trouble::Busy));
        assert_eq!(Trouble::of_code("4874"), Some(Trouble::Full));
        assert_eq!(Trouble::of_code("266"), None);
    }
}
