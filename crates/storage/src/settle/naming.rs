//! What claims name, noted so that a merge finds every record it may turn, and
//! what they lean on, so that what it says finds every record that does.
//!
//! What a record points to stands in the `reference` table anyhow. What a claim
//! names that lost, or is not heard, does not: it is noted in the table `named`,
//! but only where several claims are made of a subject. One that stands alone
//! either speaks, and the record points where it does, or there is no record to turn.
//! No word of it is shown to anybody.

use std::collections::BTreeSet;

use detente_core::{Noun, RecordId};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, Select};

use super::docket::claimed;
use crate::{
    StoreError,
    insert::insert_many,
    ledger::{entry, reference},
    remove::remove,
    store::{BATCH, rounded},
};

/// That a claim on a subject names another, or leans on it.
pub(crate) mod named {
    use sea_orm::entity::prelude::*;

    use crate::insert::Written;

    #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, DeriveEntityModel)]
    #[sea_orm(table_name = "named")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub from_id: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub how: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub to_id: String,
    }

    /// How rows are written.
    pub(crate) const WRITTEN: Written<Model> = Written {
        columns: &["from_id", "how", "to_id"],
        values: |row, into| {
            let Model { from_id, how, to_id } = row;
            into.extend([from_id, how, to_id].map(Value::from));
        },
    };

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// How the table calls it that a claim leans on another record, and that it names one.
pub(super) const LEANS_ON: &str = "leans on";
const NAMES: &str = "names";

/// The identifiers that fields name.
pub(super) fn names<N: Noun>(states: &N) -> BTreeSet<RecordId> {
    let mut found = BTreeSet::new();
    states.links(&mut |_, id| {
        found.insert(id);
    });
    found
}

/// What is noted of a subject: all that any claim on it leans on, of whichever
/// standing, and what one names that its record does not point to for anyone.
pub(super) fn noted<'a>(
    subject: &'a RecordId,
    leans_on: &'a BTreeSet<RecordId>,
    names: &'a BTreeSet<RecordId>,
    pointing: &BTreeSet<reference::Model>,
) -> impl Iterator<Item = named::Model> + use<'a> {
    let shown: BTreeSet<&str> = if names.is_empty() {
        BTreeSet::new()
    } else {
        pointing.iter().map(|reference| reference.to_id.as_str()).collect()
    };
    let unshown: Vec<&RecordId> = names.iter().filter(|id| !shown.contains(id.as_str())).collect();
    let leant = leans_on.iter().map(|id| (LEANS_ON, id));
    leant.chain(unshown.into_iter().map(|id| (NAMES, id))).map(|(how, id)| named::Model {
        from_id: subject.to_string(),
        how: how.to_owned(),
        to_id: id.to_string(),
    })
}

/// What is written of some subjects.
pub(super) async fn written(
    db: &impl ConnectionTrait,
    subjects: &[RecordId],
) -> Result<BTreeSet<named::Model>, DbErr> {
    let subjects = rounded(subjects.iter().map(RecordId::as_str));
    let rows = named::Entity::find().filter(named::Column::FromId.is_in(subjects));
    Ok(rows.all(db).await?.into_iter().collect())
}

/// Writes what is noted of some subjects; of those in `known` something may be written already.
pub(super) async fn write(
    db: &impl ConnectionTrait,
    known: &[RecordId],
    mut noted: BTreeSet<named::Model>,
) -> Result<(), DbErr> {
    if !known.is_empty() {
        let before = written(db, known).await?;
        let gone = before.difference(&noted).cloned();
        remove::<named::Entity, _>(db, gone, named::WRITTEN).await?;
        noted.retain(|row| !before.contains(row));
    }
    insert_many::<named::Entity>(db, noted.into_iter().collect(), named::WRITTEN).await
}

/// Every subject on which a claim was made that names one of these identifiers,
/// anywhere in it, with what these say themselves: their records may be others
/// once the identifiers lead elsewhere than they did.
pub(crate) async fn naming(
    db: &impl ConnectionTrait,
    ids: &BTreeSet<RecordId>,
) -> Result<BTreeSet<RecordId>, StoreError> {
    let mut found = ids.clone();
    let every: Vec<&RecordId> = ids.iter().collect();
    for batch in every.chunks(BATCH / 2) {
        let mut subjects: Vec<String> = pointing(batch).into_tuple().all(db).await?;
        subjects.extend(naming_one_of(batch).into_tuple::<String>().all(db).await?);
        for claims in said(batch) {
            subjects.extend(claims.into_tuple::<String>().all(db).await?);
        }
        for id in subjects {
            found.insert(id.parse()?);
        }
    }
    Ok(found)
}

/// The records that point to one of these identifiers.
fn pointing(ids: &[&RecordId]) -> Select<reference::Entity> {
    reference::Entity::find()
        .select_only()
        .column(reference::Column::FromId)
        .filter(reference::Column::ToId.is_in(ids.iter().map(|id| id.as_str())))
        .distinct()
}

/// The subjects of which it is noted that a claim on them names one of these.
fn naming_one_of(ids: &[&RecordId]) -> Select<named::Entity> {
    named::Entity::find()
        .select_only()
        .column(named::Column::FromId)
        .filter(named::Column::ToId.is_in(ids.iter().map(|id| id.as_str())))
        .distinct()
}

/// The subjects of the claims that were read in one of these, and of those that
/// are its word.
fn said(ids: &[&RecordId]) -> [Select<entry::Entity>; 2] {
    [entry::Column::Source, entry::Column::SaidBy].map(|column| {
        claimed(entry::Entity::find().filter(column.is_in(ids.iter().map(|id| id.as_str()))))
    })
}

#[cfg(test)]
mod tests {
    use sea_orm::{DbBackend, QueryTrait, Statement};

    use super::*;
    use crate::Store;

    /// How SQLite would look the names up.
    async fn plan(store: &Store, lookup: &str) -> Vec<String> {
        let explain = format!("explain query plan {lookup}");
        let rows = store.db.query_all_raw(Statement::from_string(DbBackend::Sqlite, explain));
        let steps = rows.await.unwrap();
        steps.iter().map(|step| step.try_get("", "detail").unwrap()).collect()
    }

    #[tokio::test]
    async fn a_merge_goes_through_no_table() {
        let store = Store::open("sqlite::memory:").await.unwrap();
        let ids: [RecordId; 2] = ["person/a", "person/b"].map(|id| id.parse().unwrap());
        let ids: Vec<&RecordId> = ids.iter().collect();
        let [source, voice] = said(&ids);
        let lookups = [
            pointing(&ids).build(DbBackend::Sqlite),
            naming_one_of(&ids).build(DbBackend::Sqlite),
            source.build(DbBackend::Sqlite),
            voice.build(DbBackend::Sqlite),
        ];
        for lookup in lookups.map(|lookup| lookup.to_string()) {
            let plan = plan(&store, &lookup).await;
            assert!(plan.iter().any(|step| step.starts_with("SEARCH")), "{lookup}: {plan:?}");
            assert!(!plan.iter().any(|step| step.starts_with("SCAN")), "{lookup}: {plan:?}");
        }
    }
}
