//! What records lean on: the sources that speak on them, the releases they end in.

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use detente_core::{Audience, Document, Id, Merged, PartialDate, RecordId, Release, Source, Span};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use super::{
    docket::subjects,
    naming::{LEANS_ON, named},
};
use crate::{StoreError, ledger::entry, store::BATCH, viewer::Shown};

/// Both audiences' view of something that other records lean on.
#[derive(Clone, PartialEq)]
pub(super) struct Both<T>([Option<T>; 2]);

impl<T> Default for Both<T> {
    fn default() -> Self {
        Self([None, None])
    }
}

impl<T: Clone> Both<T> {
    pub(super) fn of(&self, audience: Audience) -> Option<&T> {
        self.0[audience as usize].as_ref()
    }

    pub(super) fn set_for(&mut self, audience: Audience, value: T) {
        self.0[audience as usize] = Some(value);
    }

    pub(super) fn set(&mut self, shown: &str, value: &T) {
        for audience in [Audience::Public, Audience::Restricted] {
            if Shown::to(audience).contains(&shown) {
                self.0[audience as usize] = Some(value.clone());
            }
        }
    }
}

impl<T: PartialEq> Both<T> {
    pub(super) fn is_one(&self) -> bool {
        self.0[0] == self.0[1]
    }
}

/// What is known of sources, by their identifier.
pub(super) type Documents = HashMap<String, Both<Document>>;
/// What is known of the days of releases, by their identifier.
pub(super) type Days = HashMap<String, Both<ReleaseDays>>;

/// What the records that are being settled lean on, asked for once: sources and
/// releases settle before all that lean on them.
#[derive(Default)]
pub(super) struct Around {
    asked: BTreeSet<RecordId>,
    pub documents: Arc<Documents>,
    pub days: Arc<Days>,
}

impl Around {
    /// Asks for what is not known yet of these sources.
    pub(super) async fn documents(
        &mut self,
        db: &impl ConnectionTrait,
        ids: BTreeSet<&RecordId>,
    ) -> Result<(), StoreError> {
        let asked = self.unasked(ids);
        if !asked.is_empty() {
            Arc::make_mut(&mut self.documents).extend(documents(db, asked.iter()).await?);
        }
        Ok(())
    }

    /// Asks for what is not known yet of these releases.
    pub(super) async fn days(
        &mut self,
        db: &impl ConnectionTrait,
        ids: BTreeSet<&RecordId>,
    ) -> Result<(), StoreError> {
        let asked = self.unasked(ids);
        if !asked.is_empty() {
            Arc::make_mut(&mut self.days).extend(release_days(db, asked.iter()).await?);
        }
        Ok(())
    }

    fn unasked(&mut self, ids: BTreeSet<&RecordId>) -> Vec<RecordId> {
        let asked: Vec<_> =
            ids.into_iter().filter(|id| !self.asked.contains(*id)).cloned().collect();
        self.asked.extend(asked.iter().cloned());
        asked
    }
}

/// Every subject on which one of these sources speaks, but for other sources:
/// claims on those weigh by rank and revision alone.
pub(super) async fn spoken_of(
    db: &impl ConnectionTrait,
    merged: &Merged,
    sources: impl Iterator<Item = &RecordId>,
) -> Result<BTreeSet<RecordId>, StoreError> {
    let all = |source: &RecordId| -> BTreeSet<RecordId> {
        let members = |audience: &Audience| merged.members(*audience, source);
        Audience::ALL.iter().flat_map(members).chain([source.clone()]).collect()
    };
    let sources: BTreeSet<RecordId> = sources.flat_map(all).collect();
    let sources: Vec<_> = sources.iter().map(RecordId::as_str).collect();
    let mut found = BTreeSet::new();
    for batch in sources.chunks(BATCH) {
        let said = entry::Entity::find().filter(entry::Column::Source.is_in(batch.iter().copied()));
        found.extend(subjects(db, said).await?.into_iter().filter(|id| id.noun() != "source"));
    }
    Ok(found)
}

/// Every detention whose record leans on one of these releases, for anyone.
pub(super) async fn ending_in(
    db: &impl ConnectionTrait,
    releases: impl Iterator<Item = &RecordId>,
) -> Result<BTreeSet<RecordId>, StoreError> {
    let releases: Vec<_> = releases.map(RecordId::as_str).collect();
    let mut found = BTreeSet::new();
    for batch in releases.chunks(BATCH) {
        let leaning = named::Entity::find()
            .select_only()
            .column(named::Column::FromId)
            .filter(named::Column::ToId.is_in(batch.iter().copied()))
            .filter(named::Column::How.eq(LEANS_ON));
        let ids: Vec<String> = leaning.into_tuple().all(db).await?;
        for id in ids {
            found.insert(id.parse()?);
        }
    }
    Ok(found)
}

/// What resolution must know of sources, for both audiences.
pub(super) async fn documents<'a>(
    db: &impl ConnectionTrait,
    ids: impl Iterator<Item = &'a RecordId>,
) -> Result<Documents, StoreError> {
    use crate::source::{Column, Entity};
    type Row = (Id<Source>, String, Option<PartialDate>, Option<Id<Source>>);
    let ids: Vec<_> = ids.map(RecordId::as_str).collect();
    let mut found = Documents::new();
    for batch in ids.chunks(BATCH) {
        let rows = Entity::find()
            .select_only()
            .columns([Column::Id, Column::Audience, Column::PublishedOn, Column::EditionOf])
            .filter(Column::Id.is_in(batch.iter().copied()));
        let rows: Vec<Row> = rows.into_tuple().all(db).await?;
        for (id, audience, published_on, edition_of) in rows {
            let list = edition_of.unwrap_or_else(|| id.clone());
            found.entry(id.into()).or_default().set(&audience, &Document { list, published_on });
        }
    }
    Ok(found)
}

/// When people were released: as the record gives it, and within what days by
/// any side of a dispute about it.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct ReleaseDays {
    pub on: PartialDate,
    pub within: Span,
}

/// Whether some side has it that a release took place on no day that is known.
fn is_denied(id: &str, account: &str) -> Result<bool, StoreError> {
    if !account.contains("\"without\"") {
        return Ok(false);
    }
    let account = crate::table::account::<Release>(&id.parse()?, account)?;
    Ok(account.without.iter().any(|side| side.fields.on.is_none()))
}

/// The days of releases, for both audiences.
pub(super) async fn release_days<'a>(
    db: &impl ConnectionTrait,
    ids: impl Iterator<Item = &'a RecordId>,
) -> Result<Days, StoreError> {
    use crate::release::{Column, Entity};
    type Row = (String, String, String, Option<PartialDate>, String, String);
    let ids: Vec<_> = ids.map(RecordId::as_str).collect();
    let mut found = Days::new();
    for batch in ids.chunks(BATCH) {
        let rows = Entity::find()
            .select_only()
            .columns([Column::Id, Column::Audience, Column::Account])
            .columns([Column::On, Column::FirstDay, Column::LastDay])
            .filter(Column::Id.is_in(batch.iter().copied()));
        let rows: Vec<Row> = rows.into_tuple().all(db).await?;
        for (id, audience, account, on, first, last) in rows {
            if let Some(on) = on {
                // What is no day stands for a side that is open.
                let mut within = Span { first: first.parse().ok(), last: last.parse().ok() };
                if is_denied(&id, &account)? {
                    within.last = None;
                }
                found.entry(id).or_default().set(&audience, &ReleaseDays { on, within });
            }
        }
    }
    Ok(found)
}
