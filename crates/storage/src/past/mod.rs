//! The second clock: what the record said when less was known.
//!
//! As known at a revision, claims and rulings count up to that revision; but
//! today's rulings on who may see what decide over the past too. A record is
//! resolved from the ledger by itself. For what asks about all of them (lists,
//! filters, counts, what points where) a database is made that ends there.

mod changes;
mod checkout;
mod contradictions;
mod history;
mod kept;
mod latest;
mod relations;
mod revisions;

use std::{collections::HashMap, sync::Arc};

use detente_core::{Body, Decision, EntryId, Id, Instant, KnownAt, Record, RecordId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr};

pub(crate) use self::kept::Pasts;
pub use self::{
    changes::{Changed, ChangedSince, Changes},
    checkout::CheckedOut,
    history::{FieldChange, RecordDifference, RecordRevision},
    kept::Past,
    latest::{ChangedBy, Latest},
};
use crate::{
    Store, StoreError, Table, Viewer, boxed,
    ledger::{entry, revision},
    settle::Files,
    store::BATCH,
};

/// The rulings that decide over the past, or over what was one: as of a revision.
#[derive(Clone, Default)]
pub(crate) struct Rulings {
    /// The newest revision with a ruling on what may be seen, or an erasure.
    sight: u64,
    /// Every merge and part that was ever ruled, in the order of the ledger.
    pub(crate) merges: Arc<Vec<(EntryId, Decision)>>,
}

impl Store {
    /// The revision that a moment means: a number itself, an instant or the end
    /// of a day the newest one made by then.
    #[boxed]
    pub async fn revision_at(&self, known_at: KnownAt) -> Result<u64, StoreError> {
        let made_by = match known_at {
            KnownAt::Revision(number) if (1..=self.seen()).contains(&number) => return Ok(number),
            KnownAt::Revision(number) => {
                let head = self.head().await?;
                if (1..=head).contains(&number) {
                    return Ok(number);
                }
                return Err(nothing(&format!("there is no revision {number}"), head));
            }
            KnownAt::Instant(instant) => revision::Column::MadeAt.lte(instant.to_string()),
            // The day is what an instant begins with: nothing on it comes after this.
            KnownAt::Day(day) => revision::Column::MadeAt.lt(format!("{day}U")),
        };
        let newest = revision::Entity::find().select_only().column(revision::Column::Number);
        let newest = newest.filter(made_by).order_by_desc(revision::Column::Number).limit(1);
        let found: Option<i64> = newest.into_tuple().one(&self.db).await?;
        if let Some(number) = found {
            return Ok(number.cast_unsigned());
        }
        let first = self.revisions(0, None, 1).await?;
        let first: Option<Instant> = first.first().map(|first| first.made_at);
        let first = first.map(|first| format!(", the first revision was made {first}"));
        let what = format!("nothing was known at {known_at}{}", first.unwrap_or_default());
        Err(nothing(&what, self.head().await?))
    }

    /// The record as it was known at a moment, to be asked further.
    #[boxed]
    pub async fn past(&self, known_at: KnownAt) -> Result<Arc<Past>, StoreError> {
        let known_at = self.revision_at(known_at).await?;
        let sight = self.rulings().await?.sight;
        Ok(self.pasts.of(known_at, sight))
    }

    /// The records of these identifiers as they were known then, as the viewer
    /// may see them today. A subject that the viewer sees nothing of is left out.
    pub async fn records_at<N: Table>(
        &self,
        viewer: &Viewer,
        past: &Past,
        ids: impl IntoIterator<Item = Id<N>> + Send,
    ) -> Result<HashMap<Id<N>, Arc<Record<N>>>, StoreError> {
        if let Some(whole) = past.made() {
            return whole.records(viewer, ids).await;
        }
        let turn = past.records.turn();
        let mut found = HashMap::new();
        let mut missing = Vec::new();
        for id in ids {
            match past.records.get(viewer.sees, &id) {
                Some(known) => found.extend(known.map(|record| (id, record))),
                None => missing.push(id),
            }
        }
        for batch in missing.chunks(BATCH) {
            let subjects = batch.iter().map(|id| id.as_record_id().clone()).collect();
            let files = self.files(subjects).await?;
            for id in batch {
                let record = files.record(id, viewer.sees, past.known_at())?.map(Arc::new);
                past.records.keep(turn, viewer.sees, id, record.clone());
                found.extend(record.map(|record| (id.clone(), record)));
            }
        }
        Ok(found)
    }

    /// All that the ledger holds on some subjects and on what their records lean on.
    #[boxed]
    pub(crate) async fn files(&self, subjects: Vec<RecordId>) -> Result<Files, StoreError> {
        let merges = self.rulings().await?.merges;
        Files::read(&self.db, subjects, merges).await
    }

    /// Lets go of what was made of the past before the newest ruling on what may
    /// be seen: it may hold what was hidden or erased since.
    pub(crate) async fn forget_pasts(&self) -> Result<(), StoreError> {
        let sight = self.rulings().await?.sight;
        self.pasts.keep(sight);
        Ok(())
    }

    async fn rulings(&self) -> Result<Rulings, StoreError> {
        let seen = self.seen();
        if let Some(rulings) = self.pasts.rulings(seen) {
            return Ok(rulings);
        }
        let rows = entry::Entity::find()
            .select_only()
            .columns([entry::Column::Revision, entry::Column::Position, entry::Column::Kind])
            .column(entry::Column::Body)
            // In the very words of the index, or it is not used.
            .filter(Expr::cust("kind in ('hide', 'show', 'erase', 'merge', 'part')"))
            .order_by_asc(entry::Column::Revision)
            .order_by_asc(entry::Column::Position);
        let rows: Vec<(i64, i64, String, Option<String>)> = rows.into_tuple().all(&self.db).await?;
        let (mut sight, mut merges) = (0, Vec::new());
        for (revision, position, kind, body) in rows {
            let id = entry::place(revision, position);
            match (kind.as_str(), body) {
                ("merge" | "part", Some(body)) => {
                    let unreadable = |error: detente_core::BodyError| StoreError::Entry {
                        entry: id.to_string(),
                        error: error.to_string(),
                    };
                    if let Body::Ruling(ruling) = Body::of_ledger(&body).map_err(unreadable)? {
                        merges.push((id, ruling.decision));
                    }
                }
                ("merge" | "part", None) => {}
                _ => sight = id.revision,
            }
        }
        let rulings = Rulings { sight, merges: Arc::new(merges) };
        self.pasts.saw(seen, rulings.clone());
        Ok(rulings)
    }
}

/// There was nothing to be known at a moment: with what there is.
fn nothing(what: &str, head: u64) -> StoreError {
    StoreError::Moment(match head {
        0 => format!("{what}: the ledger is empty"),
        1 => format!("{what}: the ledger has revision 1 alone"),
        head => format!("{what}: the ledger has revisions 1 to {head}"),
    })
}

/// A subject by the type of its noun.
fn typed<N: Table>(id: &RecordId) -> Result<Id<N>, StoreError> {
    debug_assert_eq!(id.noun(), N::NAME);
    Ok(id.clone().try_into()?)
}
