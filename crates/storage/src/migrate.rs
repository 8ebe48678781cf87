//! Brings a database up to date from the SQL files in `migrations/`.

use sea_orm::{DatabaseConnection, DbBackend};
use sqlx::migrate::{MigrateError, Migrator};

use crate::StoreError;

static MIGRATIONS: Migrator = sqlx::migrate!("../../migrations");

/// Makes the tables, or the changes to them that this version brings. A
/// database that knows more than this version is refused before it is touched.
pub(crate) async fn up(db: &DatabaseConnection) -> Result<(), StoreError> {
    let done = match db.get_database_backend() {
        DbBackend::Postgres => MIGRATIONS.run(db.get_postgres_connection_pool()).await,
        _ => MIGRATIONS.run(db.get_sqlite_connection_pool()).await,
    };
    done.map_err(|error| match error {
        MigrateError::VersionMissing(version) | MigrateError::VersionTooNew(version, _) => {
            StoreError::Newer(version)
        }
        other => StoreError::Migration(other),
    })
}
