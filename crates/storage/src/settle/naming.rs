//! What claims name, noted so that a merge finds every record it may turn.
//!
//! What a record points to stands in the `reference` table anyhow. What a claim
//! names that lost, or is not heard, does not: it is noted beside it, but only
//! where several claims are made of a subject. One that stands alone either
//! speaks, and the record points where it does, or there is no record to turn.

use std::collections::BTreeSet;

use detente_core::{Body, Claim, EntryId, Merged, Noun, RecordId, with_noun};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, Select};

use super::{
    docket::{Docket, claimed, said_of},
    pointing::leant_on,
};
use crate::{
    StoreError,
    ledger::{entry, reference},
    store::BATCH,
};

/// The identifiers that fields name.
pub(super) fn names<N: Noun>(states: &N) -> BTreeSet<RecordId> {
    let mut found = BTreeSet::new();
    states.links(&mut |_, id| {
        found.insert(id);
    });
    found
}

/// Everything that these claims name or lean on.
fn named_by(claims: &[(EntryId, Claim)]) -> Result<BTreeSet<RecordId>, StoreError> {
    let mut found = BTreeSet::new();
    for (entry, claim) in claims {
        with_noun!(claim.subject.noun(), N => {
            let states: N = claim.states.read().map_err(|error| StoreError::Entry {
                entry: entry.to_string(),
                error: error.to_string(),
            })?;
            found.extend(names(&states));
            found.extend(states.leans_on());
        }, _ => {});
    }
    Ok(found)
}

/// Takes away what is noted of what a claim names that goes, and of what others
/// name on its subject: it is noted again when the subject is settled.
pub(crate) async fn unname(
    db: &impl ConnectionTrait,
    row: &entry::Model,
) -> Result<(), StoreError> {
    let Body::Claim(claim) = super::read(row)? else { return Ok(()) };
    let merged = crate::merged::read(db).await?;
    let subjects = merged.kin(&claim.subject);
    let mut claims = vec![(row.id(), claim)];
    claims.extend(claims_on(db, &subjects).await?);
    forget(db, &merged, &named_by(&claims)?, &subjects).await
}

async fn claims_on(
    db: &impl ConnectionTrait,
    subjects: &BTreeSet<RecordId>,
) -> Result<Vec<(EntryId, Claim)>, StoreError> {
    let subjects: Vec<RecordId> = subjects.iter().cloned().collect();
    let mut found = Vec::new();
    for batch in subjects.chunks(BATCH) {
        let dockets = said_of(db, batch).await?;
        found.extend(dockets.into_values().flat_map(|Docket { claims, .. }| claims));
    }
    Ok(found)
}

/// Takes away what is noted of these names under these subjects.
async fn forget(
    db: &impl ConnectionTrait,
    merged: &Merged,
    names: &BTreeSet<RecordId>,
    subjects: &BTreeSet<RecordId>,
) -> Result<(), StoreError> {
    let homes = |ids: &BTreeSet<RecordId>| -> Vec<RecordId> {
        let homes: BTreeSet<RecordId> = ids.iter().flat_map(|id| merged.homes(id)).collect();
        homes.into_iter().collect()
    };
    let subjects = homes(subjects);
    for from in subjects.chunks(BATCH) {
        for to in homes(names).chunks(BATCH) {
            reference::Entity::delete_many()
                .filter(reference::Column::ToId.is_in(to.iter().map(leant_on)))
                .filter(reference::Column::FromId.is_in(from.iter().map(RecordId::as_str)))
                .exec(db)
                .await?;
        }
    }
    Ok(())
}

/// Every subject on which a claim was made that names one of these identifiers,
/// anywhere in it, with what these say themselves: their records may be others
/// once the identifiers lead elsewhere than they did.
pub(crate) async fn naming(
    db: &impl ConnectionTrait,
    before: &Merged,
    ids: &BTreeSet<RecordId>,
) -> Result<BTreeSet<RecordId>, StoreError> {
    let mut found = ids.clone();
    let every: Vec<&RecordId> = ids.iter().collect();
    for batch in every.chunks(BATCH / 2) {
        let pointing: Vec<String> = pointing(batch).into_tuple().all(db).await?;
        for id in pointing {
            found.insert(id.parse()?);
        }
        for claims in said(batch) {
            let subjects: Vec<String> = claims.into_tuple().all(db).await?;
            for id in subjects {
                found.insert(id.parse()?);
            }
        }
    }
    // What these name, and what names them, is noted again when all is settled.
    let kin: BTreeSet<RecordId> = ids.iter().flat_map(|id| before.kin(id)).collect();
    forget(db, before, &named_by(&claims_on(db, &kin).await?)?, &kin).await?;
    for batch in every.chunks(BATCH) {
        let to = reference::Column::ToId.is_in(batch.iter().map(leant_on));
        reference::Entity::delete_many().filter(to).exec(db).await?;
    }
    Ok(found)
}

/// The records that point to one of these identifiers, or on which a claim names it.
fn pointing(ids: &[&RecordId]) -> Select<reference::Entity> {
    let noted = ids.iter().map(ToString::to_string).chain(ids.iter().map(leant_on));
    reference::Entity::find()
        .select_only()
        .column(reference::Column::FromId)
        .filter(reference::Column::ToId.is_in(noted))
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
