//! Writes records and what they point to, where they are not what is written already.

use std::collections::{BTreeMap, BTreeSet};

use detente_core::RecordId;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter};

use super::{
    audiences::Cases,
    pointing::{leaning, pointing},
};
use crate::{
    StoreError, Table,
    insert::{insert_many, insert_missing, upsert},
    ledger::reference,
    store::BATCH,
};

/// What is to be written of some subjects.
pub(super) struct Rows<N: Table> {
    records: BTreeMap<RecordId, Vec<N::Row>>,
    references: BTreeMap<RecordId, BTreeSet<reference::Model>>,
    leaning: Vec<reference::Model>,
}

impl<N: Table> Rows<N> {
    /// Resolves what was heard.
    pub(super) fn of(cases: Cases<N>) -> Result<Self, StoreError> {
        let mut rows =
            Self { records: BTreeMap::new(), references: BTreeMap::new(), leaning: Vec::new() };
        let Cases { cases, days } = cases;
        let mut views = Vec::new();
        for case in cases {
            rows.leaning.extend(leaning(case.id.as_record_id(), &case.leans_on));
            let id = case.id.as_record_id().clone();
            case.views(&days, &mut views)?;
            for (shown, mut view) in views.drain(..) {
                let references = rows.references.entry(id.clone()).or_default();
                pointing(&view.record, shown.word(), references);
                shown.word().clone_into(&mut view.keys.audience);
                let records = rows.records.entry(id.clone()).or_default();
                records.push(N::row(view.record, view.keys));
            }
        }
        Ok(rows)
    }

    /// The rows of the records by their identifiers, and everything they point to.
    pub(super) fn into_parts(
        self,
    ) -> (BTreeMap<RecordId, Vec<N::Row>>, BTreeSet<reference::Model>) {
        let references = self.references.into_values().flatten().chain(self.leaning);
        (self.records, references.collect())
    }

    /// Writes them. Of the subjects in `known` something may be written already:
    /// what is the same stays untouched. Gives the subjects whose rows changed.
    pub(super) async fn write(
        mut self,
        db: &impl ConnectionTrait,
        known: &[RecordId],
    ) -> Result<BTreeSet<RecordId>, StoreError> {
        let mut changed: BTreeSet<RecordId> = self.records.keys().cloned().collect();
        let mut before =
            if known.is_empty() { BTreeMap::new() } else { written::<N>(db, known).await? };
        let (mut gone, mut replaced) = (Vec::new(), Vec::new());
        let mut unsaid: Vec<reference::Model> = Vec::new();
        for id in known {
            let old = before.remove(id.as_str()).unwrap_or_default();
            let new = self.records.remove(id).unwrap_or_default();
            let references = self.references.entry(id.clone()).or_default();
            if old == new {
                changed.remove(id);
                references.clear();
                continue;
            }
            changed.insert(id.clone());
            let audiences = |rows: &[N::Row]| -> Vec<String> {
                rows.iter().map(|row| N::place(row).1.to_owned()).collect()
            };
            if !old.is_empty() && audiences(&old) != audiences(&new) {
                gone.push(id.as_str());
            }
            replaced.extend(new);
            let mut said = BTreeSet::new();
            for row in old {
                let audience = N::place(&row).1.to_owned();
                pointing(&N::record(row)?, &audience, &mut said);
            }
            unsaid.extend(said.difference(references).cloned());
            references.retain(|reference| !said.contains(reference));
        }
        if !gone.is_empty() {
            N::Entity::delete_many().filter(N::ID.is_in(gone)).exec(db).await?;
        }
        remove(db, &unsaid).await?;
        let new = self.records.into_values().flatten().collect();
        let written = insert_many::<N::Entity>(db, new, N::WRITTEN);
        // In the order of their key, neighbours come to stand on the same page of the table.
        let mut references: Vec<_> = self.references.into_values().flatten().collect();
        let (written, ()) = tokio::join!(written, async { references.sort_unstable() });
        written?;
        upsert::<N::Entity>(db, replaced).await?;
        insert_many::<reference::Entity>(db, references, reference::WRITTEN).await?;
        insert_missing::<reference::Entity>(db, self.leaning).await?;
        Ok(changed)
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

async fn remove(
    db: &impl ConnectionTrait,
    references: &[reference::Model],
) -> Result<(), StoreError> {
    use reference::Column;
    // SQLite takes no more than a thousand conditions beside each other.
    for batch in references.chunks(BATCH / 10) {
        let mut which = Condition::any();
        for reference::Model { to_id, field, from_id, element, audience } in batch {
            which = which.add(
                Condition::all()
                    .add(Column::ToId.eq(to_id))
                    .add(Column::Field.eq(field))
                    .add(Column::FromId.eq(from_id))
                    .add(Column::Element.eq(element))
                    .add(Column::Audience.eq(audience)),
            );
        }
        reference::Entity::delete_many().filter(which).exec(db).await?;
    }
    Ok(())
}
