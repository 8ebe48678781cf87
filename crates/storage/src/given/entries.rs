//! The entries of the ledger that must be read to tell what is given.

use std::collections::BTreeSet;

use detente_core::{EntryId, RecordId, Scope};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    StoreError,
    ledger::entry,
    store::{BATCH, batches},
};

/// The claims that rulings act on, each ruling standing in a revision.
pub(crate) async fn claims_in(
    db: &impl ConnectionTrait,
    scopes: &[(u64, Scope)],
) -> Result<Vec<entry::Model>, StoreError> {
    let mut found = Vec::new();
    for batch in scopes.chunks(BATCH / 4) {
        let mut which = Condition::any();
        for (here, scope) in batch {
            let revision = scope.revision.unwrap_or(*here).cast_signed();
            let mut of_one = Condition::all().add(entry::Column::Revision.eq(revision));
            if !scope.positions.is_empty() {
                let positions = scope.positions.iter().map(|position| i64::from(*position));
                of_one = of_one.add(entry::Column::Position.is_in(positions));
            }
            which = which.add(of_one);
        }
        let claims = entry::Entity::find().filter(which).filter(entry::Column::Kind.eq("claim"));
        found.extend(claims.all(db).await?);
    }
    Ok(found)
}

/// These entries, by where they stand.
pub(crate) async fn entries_at(
    db: &impl ConnectionTrait,
    places: &BTreeSet<EntryId>,
) -> Result<Vec<entry::Model>, StoreError> {
    let places: Vec<EntryId> = places.iter().copied().collect();
    let mut found = Vec::with_capacity(places.len());
    for batch in places.chunks(BATCH / 2) {
        let which = entry::stands_at(batch);
        found.extend(entry::Entity::find().filter(which).all(db).await?);
    }
    Ok(found)
}

/// The entries on some subjects.
pub(crate) async fn on_subjects(
    db: &impl ConnectionTrait,
    subjects: &BTreeSet<RecordId>,
) -> Result<Vec<entry::Model>, StoreError> {
    let subjects: Vec<&str> = subjects.iter().map(RecordId::as_str).collect();
    let mut found = Vec::new();
    for batch in batches(&subjects) {
        let entries = entry::Entity::find()
            .filter(entry::Column::Subject.is_in(batch.iter().copied()))
            .filter(entry::Column::Body.is_not_null());
        found.extend(entries.all(db).await?);
    }
    Ok(found)
}

/// What was shown or hidden of some subjects.
pub(super) async fn sights_of(
    db: &impl ConnectionTrait,
    subjects: &BTreeSet<RecordId>,
) -> Result<Vec<entry::Model>, StoreError> {
    let subjects: Vec<&str> = subjects.iter().map(RecordId::as_str).collect();
    let mut found = Vec::new();
    for batch in batches(&subjects) {
        let entries = entry::Entity::find()
            .filter(entry::Column::Subject.is_in(batch.iter().copied()))
            .filter(entry::no_claim())
            .filter(entry::Column::Kind.is_in(["show", "hide"]))
            .filter(entry::Column::Body.is_not_null())
            .order_by_asc(entry::Column::Revision)
            .order_by_asc(entry::Column::Position);
        found.extend(entries.all(db).await?);
    }
    Ok(found)
}
