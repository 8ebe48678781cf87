//! Writes records and what they point to, where they are not what is written already.

use std::collections::{BTreeMap, BTreeSet};

use detente_core::{Audience, RecordId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::{
    audiences::Cases,
    circles::Members,
    naming::{self, named, noted},
    pointing::pointing,
};
use crate::{
    StoreError, Table, dispute,
    insert::{insert_many, upsert},
    ledger::reference,
    remove::remove,
    search::name_key,
    viewer::Shown,
};

/// What is to be written of some subjects.
pub(super) struct Rows<N: Table> {
    records: BTreeMap<RecordId, Vec<N::Row>>,
    references: BTreeMap<RecordId, BTreeSet<reference::Model>>,
    name_keys: BTreeMap<RecordId, BTreeSet<name_key::Model>>,
    named: BTreeSet<named::Model>,
    disputes: dispute::Rows,
    /// What the records bring into the circles that they stand in.
    pub members: Members,
}

/// What is written of some records, table by table.
pub(super) struct Parts<N: Table> {
    pub records: BTreeMap<RecordId, Vec<N::Row>>,
    pub references: BTreeSet<reference::Model>,
    pub named: BTreeSet<named::Model>,
    pub disputes: dispute::Rows,
    pub name_keys: BTreeSet<name_key::Model>,
}

impl<N: Table> Rows<N> {
    /// Resolves what was heard.
    pub(super) fn of(cases: Cases<N>) -> Result<Self, StoreError> {
        let mut rows = Self {
            records: BTreeMap::new(),
            references: BTreeMap::new(),
            name_keys: BTreeMap::new(),
            named: BTreeSet::new(),
            disputes: dispute::Rows::default(),
            members: Members::default(),
        };
        let Cases { cases, days } = cases;
        let mut views = Vec::new();
        for mut case in cases {
            let id = case.id.as_record_id().clone();
            let leans_on = std::mem::take(&mut case.leans_on);
            let names = std::mem::take(&mut case.names);
            case.views(&days, &mut views)?;
            for (shown, mut view) in views.drain(..) {
                let references = rows.references.entry(id.clone()).or_default();
                pointing(&view.record, shown.word(), references);
                let name_keys = rows.name_keys.entry(id.clone()).or_default();
                name_key::note(&view.record, shown.word(), name_keys);
                rows.disputes.within(&view.record, shown.word())?;
                rows.members.note(&view.record, shown);
                shown.word().clone_into(&mut view.keys.audience);
                let records = rows.records.entry(id.clone()).or_default();
                records.push(N::row(view.record, view.keys));
            }
            let pointing = rows.references.get(&id);
            let noted = noted(&id, &leans_on, &names, pointing.unwrap_or(&BTreeSet::new()));
            rows.named.extend(noted);
        }
        Ok(rows)
    }

    /// The rows of the records by their identifiers, everything they point to,
    /// the disputes within them, and what they are found by.
    pub(super) fn into_parts(self) -> Parts<N> {
        let references = self.references.into_values().flatten();
        let name_keys = self.name_keys.into_values().flatten();
        Parts {
            records: self.records,
            references: references.collect(),
            named: self.named,
            disputes: self.disputes,
            name_keys: name_keys.collect(),
        }
    }

    /// Writes them. Of the subjects in `known` something may be written already:
    /// what is the same stays untouched. Gives what changed.
    pub(super) async fn write(
        mut self,
        db: &impl ConnectionTrait,
        known: &[RecordId],
    ) -> Result<Turned, StoreError> {
        let new = |(id, rows): (&RecordId, &Vec<N::Row>)| {
            Some((id.clone(), changed_for::<N>(&[], rows)?))
        };
        let mut changed: BTreeMap<RecordId, Shown> = self.records.iter().filter_map(new).collect();
        let mut before =
            if known.is_empty() { BTreeMap::new() } else { written::<N>(db, known).await? };
        let (mut gone, mut replaced) = (Vec::new(), Vec::new());
        let (mut at_odds, mut unturned) = (Vec::new(), BTreeSet::new());
        let mut unsaid: Vec<reference::Model> = Vec::new();
        let mut uncalled: Vec<name_key::Model> = Vec::new();
        for id in known {
            let old = before.remove(id.as_str()).unwrap_or_default();
            let new = self.records.remove(id).unwrap_or_default();
            let references = self.references.entry(id.clone()).or_default();
            let name_keys = self.name_keys.entry(id.clone()).or_default();
            if old == new {
                changed.remove(id);
                references.clear();
                name_keys.clear();
                unturned.insert(id.as_str());
                continue;
            }
            if let Some(shown) = changed_for::<N>(&old, &new) {
                changed.insert(id.clone(), shown);
            }
            let audiences = |rows: &[N::Row]| -> Vec<String> {
                rows.iter().map(|row| N::place(row).1.to_owned()).collect()
            };
            if !old.is_empty() && audiences(&old) != audiences(&new) {
                gone.push(id.as_str());
            }
            replaced.extend(new);
            let (mut said, mut called) = (BTreeSet::new(), BTreeSet::new());
            for row in old {
                let audience = N::place(&row).1.to_owned();
                let record = N::record(row)?;
                if !record.account.disputes.is_empty() {
                    at_odds.push(id.as_str());
                }
                pointing(&record, &audience, &mut said);
                name_key::note(&record, &audience, &mut called);
            }
            unsaid.extend(said.difference(references).cloned());
            references.retain(|reference| !said.contains(reference));
            uncalled.extend(called.difference(name_keys).cloned());
            name_keys.retain(|key| !called.contains(key));
        }
        if !gone.is_empty() {
            N::Entity::delete_many().filter(N::ID.is_in(gone)).exec(db).await?;
        }
        let left = unsaid.iter().filter(|was| was.field == "release");
        let left = left.map(|was| was.to_id.parse()).collect::<Result<_, _>>()?;
        remove::<reference::Entity, _>(db, unsaid, reference::WRITTEN).await?;
        remove::<name_key::Entity, _>(db, uncalled, name_key::WRITTEN).await?;
        let new = self.records.into_values().flatten().collect();
        let written = insert_many::<N::Entity>(db, new, N::WRITTEN);
        // In the order of their key, neighbours come to stand on the same page of the table.
        let mut references: Vec<_> = self.references.into_values().flatten().collect();
        let (written, ()) = tokio::join!(written, async { references.sort_unstable() });
        written?;
        upsert::<N::Entity>(db, replaced).await?;
        insert_many::<reference::Entity>(db, references, reference::WRITTEN).await?;
        let mut name_keys: Vec<_> = self.name_keys.into_values().flatten().collect();
        name_keys.sort_unstable();
        insert_many::<name_key::Entity>(db, name_keys, name_key::WRITTEN).await?;
        naming::write(db, known, self.named).await?;
        self.disputes.retain(|subject| !unturned.contains(subject));
        self.disputes.write(db, &at_odds).await?;
        Ok(Turned { changed, left })
    }
}

/// What became another when records were written.
#[derive(Default)]
pub(super) struct Turned {
    /// The subjects whose rows changed, and for whom.
    pub changed: BTreeMap<RecordId, Shown>,
    /// The releases in which some detention ended before, and does no longer.
    pub left: BTreeSet<RecordId>,
}

/// Whom new rows of a subject show another record than the old ones did.
fn changed_for<N: Table>(old: &[N::Row], new: &[N::Row]) -> Option<Shown> {
    let changed = |audience: Audience| {
        let seen = |row: &&N::Row| Shown::to(audience).contains(&N::place(row).1);
        match (old.iter().find(seen), new.iter().find(seen)) {
            (Some(old), Some(new)) => !N::alike(old, new),
            (old, new) => old.is_some() != new.is_some(),
        }
    };
    match (changed(Audience::Public), changed(Audience::Restricted)) {
        (true, true) => Some(Shown::Everyone),
        (true, false) => Some(Shown::Public),
        (false, true) => Some(Shown::Restricted),
        (false, false) => None,
    }
}

/// The rows that are written of these subjects, the public's before the restricted one.
pub(super) async fn written<N: Table>(
    db: &impl ConnectionTrait,
    known: &[RecordId],
) -> Result<BTreeMap<String, Vec<N::Row>>, StoreError> {
    let ids = known.iter().map(RecordId::as_str);
    let mut found: BTreeMap<String, Vec<N::Row>> = BTreeMap::new();
    for row in N::Entity::find().filter(N::ID.is_in(ids)).all(db).await? {
        found.entry(N::place(&row).0.to_owned()).or_default().push(row);
    }
    for rows in found.values_mut() {
        rows.sort_by(|one, other| N::place(one).cmp(&N::place(other)));
    }
    Ok(found)
}
