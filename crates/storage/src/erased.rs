//! Erasure: a body destroyed for good, of which the commitment stays, and a
//! keyed digest by which the same claim is refused.

use std::{collections::HashSet, fmt::Write as _};

use detente_core::{EntryId, RecordId, Seed};
use hmac::{Hmac, KeyInit, Mac};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbBackend, EntityTrait, IntoActiveModel,
    QueryFilter, QuerySelect, sea_query::Expr,
};
use sha2::Sha256;

use crate::{Store, StoreError, insert::insert_missing, ledger::entry, store::BATCH};

/// The digest of something erased.
pub(crate) mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "erased")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub digest: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A key that no mirror is given.
pub(crate) mod keyring {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "keyring")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub name: String,
        pub secret: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// The name of the key that erased claims are known by.
const ERASED: &str = "erased";

/// Stands in the keyring while something was destroyed and its remains may lie in the file: no key, and nobody's secret.
const REMAINS: &str = "remains";

/// Destroys the body of an entry, and gives the subject it was about.
pub(crate) async fn erase(
    tx: &DatabaseTransaction,
    id: EntryId,
    seed: Seed,
) -> Result<Option<RecordId>, StoreError> {
    let key = (id.revision.cast_signed(), i64::from(id.position));
    let Some(row) = entry::Entity::find_by_id(key).one(tx).await? else { return Ok(None) };
    let Some(body) = &row.body else { return Ok(None) };
    let digest = digest(&key_or_new(tx, seed).await?, body)?;
    insert_missing::<row::Entity>(tx, vec![row::Model { digest }]).await?;
    overwriting(tx).await?;
    remain(tx).await?;
    let nothing = || Expr::value(None::<String>);
    entry::Entity::update_many()
        .col_expr(entry::Column::Salt, nothing())
        .col_expr(entry::Column::Body, nothing())
        .col_expr(entry::Column::Hash, nothing())
        .col_expr(entry::Column::Subject, nothing())
        .col_expr(entry::Column::Source, nothing())
        .col_expr(entry::Column::SaidBy, nothing())
        .filter(entry::Column::Revision.eq(key.0))
        .filter(entry::Column::Position.eq(key.1))
        .exec(tx)
        .await?;
    Ok(row.subject.map(|subject| subject.parse()).transpose()?)
}

/// What is deleted from here on is overwritten, not only given up.
pub(crate) async fn overwriting(tx: &DatabaseTransaction) -> Result<(), StoreError> {
    if tx.get_database_backend() == DbBackend::Sqlite {
        tx.execute_unprepared("pragma secure_delete = on").await?;
    }
    Ok(())
}

/// Notes that remains lie in the file until it is rewritten.
pub(crate) async fn remain(tx: &DatabaseTransaction) -> Result<(), StoreError> {
    if tx.get_database_backend() == DbBackend::Sqlite {
        let mark = keyring::Model { name: REMAINS.to_owned(), secret: String::new() };
        insert_missing::<keyring::Entity>(tx, vec![mark]).await?;
    }
    Ok(())
}

async fn key_or_new(tx: &DatabaseTransaction, seed: Seed) -> Result<String, StoreError> {
    if let Some(key) = keyring::Entity::find_by_id(ERASED.to_owned()).one(tx).await? {
        return Ok(key.secret);
    }
    // No revision has so many entries: these salts are nobody else's.
    let secret = format!("{}{}", seed.salt(u32::MAX), seed.salt(u32::MAX - 1));
    let row = keyring::Model { name: ERASED.to_owned(), secret: secret.clone() };
    keyring::Entity::insert(row.into_active_model()).exec_without_returning(tx).await?;
    Ok(secret)
}

fn digest(secret: &str, body: &str) -> Result<String, StoreError> {
    let unusable = |error: hmac::digest::InvalidLength| StoreError::Key(error.to_string());
    let mut digest = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).map_err(unusable)?;
    digest.update(body.as_bytes());
    let bytes = digest.finalize().into_bytes();
    Ok(bytes.iter().fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    }))
}

/// Which of these claims, by their canonical form, were erased: as positions.
pub(crate) async fn erased(
    db: &impl ConnectionTrait,
    bodies: &[String],
) -> Result<HashSet<usize>, StoreError> {
    let Some(key) = key(db).await? else { return Ok(HashSet::new()) };
    let digests = bodies.iter().map(|body| digest(&key, body));
    let digests = digests.collect::<Result<Vec<_>, _>>()?;
    let mut known: HashSet<String> = HashSet::new();
    for batch in digests.chunks(BATCH) {
        let rows = row::Entity::find()
            .select_only()
            .column(row::Column::Digest)
            .filter(row::Column::Digest.is_in(batch.iter().map(String::as_str)));
        let rows: Vec<String> = rows.into_tuple().all(db).await?;
        known.extend(rows);
    }
    let found = digests.iter().enumerate().filter(|(_, digest)| known.contains(*digest));
    Ok(found.map(|(at, _)| at).collect())
}

/// The key, where anything was ever erased.
async fn key(db: &impl ConnectionTrait) -> Result<Option<String>, StoreError> {
    let key = keyring::Entity::find_by_id(ERASED.to_owned()).one(db).await?;
    Ok(key.map(|key| key.secret))
}

/// Takes over what is refused: who checks the past out still erased it.
pub(crate) async fn copy(
    from: &impl ConnectionTrait,
    to: &DatabaseTransaction,
) -> Result<(), StoreError> {
    insert_missing::<row::Entity>(to, row::Entity::find().all(from).await?).await?;
    let key = keyring::Entity::find_by_id(ERASED.to_owned()).all(from).await?;
    insert_missing::<keyring::Entity>(to, key).await?;
    Ok(())
}

/// Whether anything was ever erased.
pub(crate) async fn any(db: &impl ConnectionTrait) -> Result<bool, StoreError> {
    Ok(key(db).await?.is_some())
}

impl Store {
    /// Does what whoever erased something last was stopped at. Where others read the file it waits for the next time.
    pub(crate) async fn clean_remains(&self) -> Result<(), StoreError> {
        if keyring::Entity::find_by_id(REMAINS.to_owned()).one(&self.db).await?.is_none() {
            return Ok(());
        }
        match self.clean().await {
            Err(StoreError::Remains(_)) => Ok(()),
            cleaned => cleaned,
        }
    }

    /// Leaves nothing of what was erased in the files of the database: what
    /// stood there before is rewritten, and the log emptied.
    pub(crate) async fn clean(&self) -> Result<(), StoreError> {
        if self.db.get_database_backend() != DbBackend::Sqlite {
            // What PostgreSQL keeps of it goes with `vacuum`: see docs/rulings.md.
            return Ok(());
        }
        let remains = |error: sea_orm::DbErr| StoreError::Remains(Box::new(error));
        // The copy that it makes stands in a file, whatever else is kept in memory.
        let vacuum = "pragma temp_store = file; vacuum; pragma temp_store = memory";
        self.db.execute_unprepared(vacuum).await.map_err(remains)?;
        for _ in 0..20 {
            let emptied = self.db.query_one_raw(sea_orm::Statement::from_string(
                DbBackend::Sqlite,
                "pragma wal_checkpoint(truncate)",
            ));
            let row = emptied.await.map_err(remains)?;
            let busy: i32 = row.map_or(Ok(0), |row| row.try_get_by_index(0)).map_err(remains)?;
            if busy == 0 {
                let mark = keyring::Entity::delete_by_id(REMAINS.to_owned());
                mark.exec(&self.db).await.map_err(remains)?;
                return Ok(());
            }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        Err(remains(sea_orm::DbErr::Custom("someone still reads what was there".to_owned())))
    }
}
