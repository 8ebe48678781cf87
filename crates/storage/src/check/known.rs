//! What the ledger holds already, as far as whoever submits may know of it.
//!
//! What someone may not see must not be told by what is found wrong with their
//! submission. To them a subject they see nothing of is unknown, and a claim
//! they see nothing of is new: both wait, and an editor is told at review.

use std::collections::{BTreeSet, HashSet};

use detente_core::{EntryId, Merged, NOUNS, RecordId, with_noun};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::{
    Revision, StoreError, Table, Viewer,
    given::{Docket, Given, entries_at},
    ledger::{entry, revision},
    store::{BATCH, batches},
    viewer::Shown,
};

/// The subjects that there are.
pub(crate) struct Known {
    /// Those that someone may speak of without saying that they are new.
    pub told: HashSet<String>,
    /// Those that the ledger holds an entry on, whoever may see it.
    pub spoken_of: HashSet<String>,
}

/// Which of these subjects the ledger holds, and which of them the viewer may know of.
pub(super) async fn known(
    db: &impl ConnectionTrait,
    viewer: &Viewer,
    merged: &Merged,
    asked: &HashSet<&RecordId>,
) -> Result<Known, StoreError> {
    let (claimed, spoken_of) = held(db, asked).await?;
    if viewer.knows_all() {
        return Ok(Known { told: claimed, spoken_of });
    }
    let mut told = HashSet::new();
    let homes = asked.iter().map(|id| merged.home(viewer.sees, id)).collect();
    let shown = shown(db, viewer, &homes).await?;
    for id in asked {
        if shown.contains(merged.home(viewer.sees, id).as_str()) {
            told.insert(id.to_string());
        }
    }
    let others = asked.iter().map(|id| id.as_str()).filter(|id| !told.contains(*id));
    let others: BTreeSet<&str> = others.collect();
    told.extend(spoken_of_by(db, viewer, others).await?);
    Ok(Known { told, spoken_of })
}

/// Which of these subjects the ledger holds a claim on, and which any entry.
pub(super) async fn held(
    db: &impl ConnectionTrait,
    asked: &HashSet<&RecordId>,
) -> Result<(HashSet<String>, HashSet<String>), StoreError> {
    let mut asked: Vec<&str> = asked.iter().map(|id| id.as_str()).collect();
    asked.sort_unstable();
    let (mut claimed, mut spoken_of) = (HashSet::new(), HashSet::new());
    for batch in asked.chunks(BATCH) {
        let rows = entry::Entity::find()
            .select_only()
            .columns([entry::Column::Subject, entry::Column::Kind])
            .filter(entry::Column::Subject.is_in(batch.iter().copied()))
            .distinct();
        let rows: Vec<(String, String)> = rows.into_tuple().all(db).await?;
        for (subject, kind) in rows {
            if kind == "claim" {
                claimed.insert(subject.clone());
            }
            spoken_of.insert(subject);
        }
    }
    Ok((claimed, spoken_of))
}

/// Those of these subjects of which a viewer sees a record.
pub(crate) async fn shown(
    db: &impl ConnectionTrait,
    viewer: &Viewer,
    subjects: &BTreeSet<&RecordId>,
) -> Result<HashSet<String>, StoreError> {
    let mut found = HashSet::new();
    for noun in NOUNS {
        let ids: Vec<&str> =
            subjects.iter().filter(|id| id.noun() == *noun).map(|id| id.as_str()).collect();
        for batch in ids.chunks(BATCH) {
            with_noun!(*noun, N => {
                let rows = <N as Table>::Entity::find().select_only().column(N::ID)
                    .filter(N::ID.is_in(batch.iter().copied()))
                    .filter(N::AUDIENCE.is_in(Shown::to(viewer.sees)));
                let rows: Vec<String> = rows.into_tuple().all(db).await?;
                found.extend(rows);
            }, _ => {});
        }
    }
    Ok(found)
}

/// Those of these subjects on which a viewer submitted claims.
async fn spoken_of_by(
    db: &impl ConnectionTrait,
    viewer: &Viewer,
    subjects: BTreeSet<&str>,
) -> Result<HashSet<String>, StoreError> {
    let subjects: Vec<&str> = subjects.into_iter().collect();
    let mut spoken: Vec<(String, i64)> = Vec::new();
    for batch in batches(&subjects) {
        let rows = entry::Entity::find()
            .select_only()
            .columns([entry::Column::Subject, entry::Column::Revision])
            .filter(entry::Column::Subject.is_in(batch.iter().copied()))
            .filter(entry::Column::Kind.eq("claim"))
            .distinct();
        spoken.extend(rows.into_tuple::<(String, i64)>().all(db).await?);
    }
    let own = made_by(db, viewer, spoken.iter().map(|(_, revision)| *revision).collect()).await?;
    let spoken = spoken.into_iter().filter(|(_, revision)| own.contains(revision));
    Ok(spoken.map(|(subject, _)| subject).collect())
}

/// Those of these revisions that a viewer made.
async fn made_by(
    db: &impl ConnectionTrait,
    viewer: &Viewer,
    revisions: BTreeSet<i64>,
) -> Result<HashSet<i64>, StoreError> {
    let revisions: Vec<i64> = revisions.into_iter().collect();
    let mut found = HashSet::new();
    for batch in batches(&revisions) {
        let rows =
            revision::Entity::find().filter(revision::Column::Number.is_in(batch.iter().copied()));
        for row in rows.all(db).await? {
            let number = row.number;
            if Revision::of(row)?.author.as_ref() == Some(&viewer.name) {
                found.insert(number);
            }
        }
    }
    Ok(found)
}

/// Those of these claims of the ledger that a viewer may know to be there, word
/// for word: what the public is given whole, and what they submitted themselves.
pub(crate) async fn told(
    db: &impl ConnectionTrait,
    viewer: &Viewer,
    claims: BTreeSet<EntryId>,
) -> Result<BTreeSet<EntryId>, StoreError> {
    if viewer.knows_all() || claims.is_empty() {
        return Ok(claims);
    }
    let rows = entries_at(db, &claims).await?;
    let docket = Docket::of(db, &rows).await?;
    let revisions = rows.iter().map(|row| row.revision).collect();
    let own = made_by(db, viewer, revisions).await?;
    let mut found = BTreeSet::new();
    for row in rows {
        if own.contains(&row.revision) || docket.given_now(row.id())? == Given::Whole {
            found.insert(row.id());
        }
    }
    Ok(found)
}
