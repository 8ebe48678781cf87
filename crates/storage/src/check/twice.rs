//! A claim that the ledger holds twice speaks once.
//!
//! Who submits a claim that is kept from them does not learn that it is there
//! already: so it may come to stand in the ledger again, and wait. Whoever rules
//! on it is told.

use std::collections::{BTreeMap, BTreeSet};

use detente_core::{Claim, EntryId, Fault};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    StoreError,
    claims::{Standing, hidden, standing},
    given::entries_at,
    ledger::entry,
    settle::rulings_on,
    store::BATCH,
};

/// Of claims that are to be accepted, those that an earlier entry says to the letter.
pub(super) async fn said_before(
    db: &impl ConnectionTrait,
    accepted: &BTreeMap<EntryId, Claim>,
) -> Result<Vec<Fault>, StoreError> {
    let places: BTreeSet<EntryId> = accepted.keys().copied().collect();
    let rows = entries_at(db, &places).await?;
    let hashes: Vec<&String> = rows.iter().filter_map(|row| row.hash.as_ref()).collect();
    let subjects: BTreeSet<&str> = accepted.values().map(|claim| claim.subject.as_str()).collect();
    let subjects: Vec<&str> = subjects.into_iter().collect();
    let mut first: BTreeMap<String, EntryId> = BTreeMap::new();
    // There is an index by subject, and none by hash.
    for batch in subjects.chunks(BATCH / 2) {
        for hashes in hashes.chunks(BATCH) {
            let held = entry::Entity::find()
                .filter(entry::Column::Subject.is_in(batch.iter().copied()))
                .filter(entry::Column::Hash.is_in(hashes.iter().copied()))
                .order_by_asc(entry::Column::Revision)
                .order_by_asc(entry::Column::Position);
            for row in held.all(db).await? {
                let at = row.id();
                first.entry(row.hash.unwrap_or_default()).or_insert(at);
            }
        }
    }
    let twice = rows.iter().filter_map(|row| {
        let first = *first.get(row.hash.as_ref()?)?;
        (first < row.id()).then_some((row.id(), first))
    });
    let twice: Vec<(EntryId, EntryId)> = twice.collect();
    let revisions = twice.iter().map(|(_, first)| first.revision.cast_signed()).collect();
    let rulings = rulings_on(db, revisions).await?;
    let told = twice.into_iter().map(|(at, first)| {
        let rulings = rulings.get(&first.revision).map_or(&[][..], Vec::as_slice);
        let stands = match standing(first, rulings) {
            Standing::Pending => "waits",
            Standing::Accepted if hidden(first, rulings) => "is hidden",
            Standing::Accepted => "was accepted",
            Standing::Rejected => "was rejected",
            Standing::Retracted => "was retracted",
        };
        Fault {
            written_at: None,
            record: Some(at.to_string()),
            field: None,
            code: "ALREADY_KNOWN",
            problem: format!("the ledger holds this very claim as {first}, which {stands}"),
            remedy: format!("reject this one, and rule on {first} if it should stand otherwise"),
        }
    });
    Ok(told.collect())
}
