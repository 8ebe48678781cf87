//! Takes in what is given now of earlier entries: bodies that may be seen
//! since, and those that may not be held any longer.

use std::collections::{BTreeMap, BTreeSet};

use detente_core::{Body, Decision, EntryId, RecordId};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter,
};
use serde_json::Value;

use super::{Held, parted};
use crate::{
    StoreError,
    append::ruled_on,
    erased::{overwriting, remain},
    insert::{insert, upsert},
    ledger::{entry, excerpt, revision},
    pending,
    settle::{self, Subjects, read, scope},
    store::BATCH,
    stream::{Content, LedgerEntry},
};

/// What came of it.
#[derive(Default)]
pub(super) struct Replaced {
    /// The subjects whose records it may turn.
    pub touched: Subjects,
    /// Whether a merge was among it, or what undid one.
    pub merges: bool,
    /// Whether a body that was held is held no longer.
    pub taken_away: bool,
}

/// Puts what is given now in the place of what was held.
pub(super) async fn replace(
    db: &DatabaseTransaction,
    changed: Vec<(EntryId, Held)>,
    headings: Vec<LedgerEntry>,
) -> Result<Replaced, StoreError> {
    let mut replaced = Replaced::default();
    if changed.is_empty() && headings.is_empty() {
        return Ok(replaced);
    }
    overwriting(db).await?;
    replace_headings(db, headings).await?;
    let mut before = held_now(db, &changed).await?;
    let (mut rows, mut excerpts, mut decisions) = (Vec::new(), Vec::new(), Vec::new());
    let (mut claimed, mut gone) = (BTreeSet::new(), Vec::new());
    for (at, held) in changed {
        let old = before.remove(&at);
        let old = old.ok_or_else(|| parted(at.revision, format!("there is no entry {at} here")))?;
        let row = held.row(at);
        if row.commitment != old.commitment {
            return Err(parted(at.revision, format!("entry {at} was committed to otherwise")));
        }
        if row == old {
            continue;
        }
        if old.salt.is_none() && old.body.is_some() {
            gone.push(at);
        }
        replaced.taken_away |= old.body.is_some() && row.body != old.body;
        let was = old.body.is_some().then(|| read(&old)).transpose()?;
        if let Held::Body { body, digest, .. } = &held {
            // Who held the whole can tell that the excerpt is one.
            if digest.is_some() && old.salt.is_some() && !is_part(&row, &old) {
                return Err(parted(
                    at.revision,
                    format!("what is given of entry {at} is no part of what it says"),
                ));
            }
            excerpts.extend(digest.clone().map(|digest| excerpt::Model::at(at, digest)));
            turned(at, body, &mut claimed, &mut decisions);
        }
        if let Some(was) = &was {
            pending::ruled(db, &Decision::Erase { entry: at }, at.revision).await?;
            turned(at, was, &mut claimed, &mut decisions);
        }
        rows.push(row);
    }
    for at in gone {
        let place = (at.revision.cast_signed(), i64::from(at.position));
        excerpt::Entity::delete_by_id(place).exec(db).await?;
    }
    upsert::<entry::Entity>(db, rows).await?;
    insert::<excerpt::Entity>(db, excerpts).await?;
    for (here, decision) in decisions {
        replaced.merges |= matches!(decision, Decision::Merge { .. } | Decision::Part { .. });
        claimed.extend(subjects_of(db, here, &decision).await?);
    }
    replaced.touched.extend(claimed);
    if replaced.taken_away {
        remain(db).await?;
    }
    Ok(replaced)
}

fn turned(
    at: EntryId,
    body: &Body,
    claimed: &mut BTreeSet<RecordId>,
    decisions: &mut Vec<(u64, Decision)>,
) {
    match body {
        Body::Claim(claim) => {
            claimed.insert(claim.subject.clone());
        }
        Body::Ruling(ruling) => decisions.push((at.revision, ruling.decision.clone())),
    }
}

/// The subjects that a ruling of an earlier revision bears on.
async fn subjects_of(
    db: &impl ConnectionTrait,
    here: u64,
    decision: &Decision,
) -> Result<BTreeSet<RecordId>, StoreError> {
    match scope(decision) {
        Some(scope) if scope.revision.unwrap_or(here) == here => {
            let claims = entry::Entity::find();
            settle::subjects(db, claims.filter(entry::Column::Revision.eq(here.cast_signed())))
                .await
        }
        _ => ruled_on(db, decision, here).await,
    }
}

async fn replace_headings(
    db: &impl ConnectionTrait,
    headings: Vec<LedgerEntry>,
) -> Result<(), StoreError> {
    for heading in headings {
        let number = heading.entry.revision;
        let row = revision::Entity::find_by_id(number.cast_signed()).one(db).await?;
        let Some(row) = row.filter(|row| row.commitment == heading.commitment) else {
            return Err(parted(number, "its heading was committed to otherwise"));
        };
        let (salt, body) = match heading.content {
            Content::Whole { salt, body } => (Some(salt), Some(body)),
            Content::Withheld | Content::Excerpt(_) => (None, None),
        };
        upsert::<revision::Entity>(db, vec![revision::Model { salt, body, ..row }]).await?;
    }
    Ok(())
}

async fn held_now(
    db: &impl ConnectionTrait,
    changed: &[(EntryId, Held)],
) -> Result<BTreeMap<EntryId, entry::Model>, StoreError> {
    let mut found = BTreeMap::new();
    for batch in changed.chunks(BATCH / 4) {
        let mut which = Condition::any();
        for (at, _) in batch {
            which = which.add(
                Condition::all()
                    .add(entry::Column::Revision.eq(at.revision.cast_signed()))
                    .add(entry::Column::Position.eq(i64::from(at.position))),
            );
        }
        let rows = entry::Entity::find().filter(which).all(db).await?;
        found.extend(rows.into_iter().map(|row| (row.id(), row)));
    }
    Ok(found)
}

/// Whether one claim says nothing that the other does not.
fn is_part(excerpt: &entry::Model, whole: &entry::Model) -> bool {
    let read =
        |row: &entry::Model| -> Option<Value> { serde_json::from_str(row.body.as_deref()?).ok() };
    read(excerpt).zip(read(whole)).is_some_and(|(excerpt, whole)| lies_in(&excerpt, &whole))
}

fn lies_in(part: &Value, whole: &Value) -> bool {
    match (part, whole) {
        (Value::Object(part), Value::Object(whole)) => part
            .iter()
            .all(|(name, part)| whole.get(name).is_some_and(|whole| lies_in(part, whole))),
        (Value::Array(part), Value::Array(whole)) => {
            part.iter().all(|part| whole.iter().any(|whole| lies_in(part, whole)))
        }
        (part, whole) => part == whole,
    }
}
