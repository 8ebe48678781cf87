//! What a revision lists: the subjects whose records it changed, and what a
//! mirror was given anew with it.
//!
//! The list tells what was another then: after an erasure, or in a mirror, it
//! could not be made again from the ledger. So it has a digest.

use detente_core::{EntryId, TextDigest};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{
    StoreError,
    insert::{insert, insert_many},
    ledger::{change, list, revision, turned},
    settle::ChangedRecords,
    store::BATCH,
};

/// How many lists are looked at together.
const LISTS: u64 = 500;

/// Writes what a revision lists.
pub(crate) async fn write(
    db: &impl ConnectionTrait,
    number: u64,
    changed: &ChangedRecords,
    turned: &[EntryId],
) -> Result<(), StoreError> {
    let revision = number.cast_signed();
    let mut listed = changed.listed().map(|(subject, audience)| change::Model {
        revision,
        subject: subject.to_owned(),
        audience: audience.to_owned(),
    });
    loop {
        let batch: Vec<_> = listed.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            break;
        }
        insert_many::<change::Entity>(db, batch, change::WRITTEN).await?;
    }
    let rows = turned.iter().map(|at| turned::Model {
        revision,
        entry_revision: at.revision.cast_signed(),
        entry_position: i64::from(at.position),
    });
    let rows: Vec<_> = rows.collect();
    let digest = digest(changed.listed(), rows.iter().map(place).collect());
    insert::<turned::Entity>(db, rows).await?;
    insert::<list::Entity>(db, vec![list::Model { revision, digest }]).await?;
    Ok(())
}

fn place(row: &turned::Model) -> (i64, i64) {
    (row.entry_revision, row.entry_position)
}

/// The digest of the subjects, in order, with whom they changed for, then of the places of
/// the entries, a line each.
fn digest<'a>(
    subjects: impl Iterator<Item = (&'a str, &'a str)>,
    mut places: Vec<(i64, i64)>,
) -> String {
    let subjects = subjects.map(|(subject, audience)| format!("{subject} {audience}"));
    places.sort_unstable();
    let places = places.into_iter().map(|(revision, position)| format!("{revision}.{position}"));
    TextDigest::of_lines(subjects.chain(places)).to_string()
}

/// The lists of the revisions after one: their numbers and digests, as they should be.
async fn digests(db: &impl ConnectionTrait, after: i64) -> Result<Vec<(i64, String)>, StoreError> {
    let numbers: Vec<i64> = revision::Entity::find()
        .select_only()
        .column(revision::Column::Number)
        .filter(revision::Column::Number.gt(after))
        .order_by_asc(revision::Column::Number)
        .limit(LISTS)
        .into_tuple()
        .all(db)
        .await?;
    let Some(last) = numbers.last().copied() else { return Ok(Vec::new()) };
    let changed = change::Entity::find()
        .filter(change::Column::Revision.gt(after))
        .filter(change::Column::Revision.lte(last))
        .order_by_asc(change::Column::Revision)
        .all(db)
        .await?;
    let turned = turned::Entity::find()
        .filter(turned::Column::Revision.gt(after))
        .filter(turned::Column::Revision.lte(last))
        .order_by_asc(turned::Column::Revision)
        .all(db)
        .await?;
    let (mut changed, mut turned) = (changed.as_slice(), turned.as_slice());
    let mut found = Vec::with_capacity(numbers.len());
    for number in numbers {
        let (of_one, others) =
            changed.split_at(changed.partition_point(|row| row.revision <= number));
        changed = others;
        let (moved, others) = turned.split_at(turned.partition_point(|row| row.revision <= number));
        turned = others;
        let subjects = of_one.iter().map(|row| (row.subject.as_str(), row.audience.as_str()));
        let mut subjects: Vec<_> = subjects.collect();
        subjects.sort_unstable();
        found.push((number, digest(subjects.into_iter(), moved.iter().map(place).collect())));
    }
    Ok(found)
}

/// Writes the digests that a version before this one did not write.
pub(crate) async fn complete(db: &impl ConnectionTrait) -> Result<(), StoreError> {
    let newest = |row: Option<i64>| row.unwrap_or(0);
    let listed = list::Entity::find().select_only().column(list::Column::Revision);
    let listed = listed.order_by_desc(list::Column::Revision).limit(1);
    let mut after = newest(listed.into_tuple().one(db).await?);
    let head = revision::Entity::find().select_only().column(revision::Column::Number);
    let head = head.order_by_desc(revision::Column::Number).limit(1);
    let head = newest(head.into_tuple().one(db).await?);
    while after < head {
        let lists = digests(db, after).await?;
        let Some((last, _)) = lists.last() else { break };
        if *last <= after {
            return Err(StoreError::out_of_order("revision"));
        }
        after = *last;
        let rows = lists.into_iter().map(|(revision, digest)| list::Model { revision, digest });
        crate::insert::insert_missing::<list::Entity>(db, rows.collect()).await?;
    }
    Ok(())
}

/// Checks that every revision lists what it listed when it was added.
pub(crate) async fn verify(db: &impl ConnectionTrait) -> Result<(), StoreError> {
    let mut after = 0;
    loop {
        let lists = digests(db, after).await?;
        let Some((last, _)) = lists.last() else { break };
        let last = *last;
        let written = list::Entity::find()
            .filter(list::Column::Revision.gt(after))
            .filter(list::Column::Revision.lte(last))
            .order_by_asc(list::Column::Revision)
            .all(db)
            .await?;
        let mut written = written.into_iter();
        for (revision, digest) in lists {
            let row = written.next();
            if row.is_none_or(|row| (row.revision, &row.digest) != (revision, &digest)) {
                return Err(stale(revision));
            }
        }
        after = last;
    }
    // What is filed under no revision is in nobody's list.
    let beyond = |column: i64| !(1..=after).contains(&column);
    let (first, last) = (i64::MIN, 0);
    for (low, high) in [(first, last), (after + 1, i64::MAX)] {
        let changed = change::Entity::find().filter(change::Column::Revision.between(low, high));
        let turned = turned::Entity::find().filter(turned::Column::Revision.between(low, high));
        let listed = list::Entity::find().filter(list::Column::Revision.between(low, high));
        let found = [
            changed.one(db).await?.map(|row| row.revision),
            turned.one(db).await?.map(|row| row.revision),
            listed.one(db).await?.map(|row| row.revision),
        ];
        if let Some(revision) = found.into_iter().flatten().find(|revision| beyond(*revision)) {
            return Err(stale(revision));
        }
    }
    Ok(())
}

fn stale(revision: i64) -> StoreError {
    StoreError::Stale {
        what: format!("the list of what revision {revision} changed"),
        why: "it is not the list that was written with it".to_owned(),
        remedy: "take the database from a copy, or from a mirror",
    }
}
