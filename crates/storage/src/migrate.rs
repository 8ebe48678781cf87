//! Brings a database up to date from the SQL files in `migrations/`.

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};
use sqlx::{
    AssertSqlSafe, SqlSafeStr,
    migrate::{MigrateError, Migration, Migrator},
};

use crate::StoreError;

static MIGRATIONS: Migrator = sqlx::migrate!("../../migrations");

/// PostgreSQL orders text as the language of the database does, unless a column
/// says otherwise, and the portable SQL of the migrations cannot say it. Lists
/// are ordered byte by byte on every database: only so does a cursor lead to
/// the same place, and only so can names be searched by their beginning.
/// Views that stand beside, such as those of an extension, are left as they are.
const ORDER_BY_BYTES: &str = r#"
do $$
declare text_column record;
begin
    for text_column in
        select table_name, column_name from information_schema.columns
        join information_schema.tables using (table_schema, table_name)
        where table_schema = current_schema() and table_type = 'BASE TABLE' and data_type = 'text'
            and collation_name is distinct from 'C' and table_name <> '_sqlx_migrations'
    loop
        execute format('alter table %I alter column %I type text collate "C"',
            text_column.table_name, text_column.column_name);
    end loop;
end
$$"#;

/// The last migration that adds what only the records can fill, or since which
/// they come to something else.
const RECORDS_SINCE: i64 = 35;

/// A table of nothing but its key is kept once instead of twice where SQLite is
/// told so, in words that PostgreSQL does not know.
fn for_sqlite(migration: &Migration) -> Migration {
    let sql = migration.sql.as_str();
    let sql = sql.replace("\n); -- on SQLite: without rowid", "\n) without rowid;");
    Migration { sql: AssertSqlSafe(sql).into_sql_str(), ..migration.clone() }
}

/// Makes the tables, or the changes to them that this version brings. A
/// database that knows more than this version is refused before it is touched.
///
/// Gives whether the records in it are those of an older version, so that they
/// must be made again.
pub(crate) async fn up(db: &DatabaseConnection) -> Result<bool, StoreError> {
    let before = version(db).await;
    let done = if db.get_database_backend() == DbBackend::Postgres {
        MIGRATIONS.run(db.get_postgres_connection_pool()).await
    } else {
        let migrator = Migrator::with_migrations(MIGRATIONS.iter().map(for_sqlite).collect());
        migrator.run(db.get_sqlite_connection_pool()).await
    };
    done.map_err(|error| match error {
        MigrateError::VersionMissing(version) | MigrateError::VersionTooNew(version, _) => {
            StoreError::Newer(version)
        }
        other => StoreError::Migration(other),
    })?;
    if db.get_database_backend() == DbBackend::Postgres {
        db.execute_unprepared(ORDER_BY_BYTES).await?;
    }
    Ok(before.is_some_and(|before| before < RECORDS_SINCE))
}

/// The migration that the database has come to; none where it is new.
async fn version(db: &DatabaseConnection) -> Option<i64> {
    let newest = "select max(version) as version from _sqlx_migrations";
    let newest = Statement::from_string(db.get_database_backend(), newest);
    // A new database does not have the table.
    let row = db.query_one_raw(newest).await.ok()??;
    row.try_get("", "version").ok()?
}
