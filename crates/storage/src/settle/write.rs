//! Writes records and what they point to, where they are not what is written already.

use std::collections::{BTreeMap, BTreeSet};

use detente_core::{Noun, Path, RecordId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::{audiences::View, leaning::leant_on};
use crate::{
    StoreError, Table,
    insert::{insert, upsert},
    ledger::{facet, reference},
    viewer::Shown,
};

/// The rows of one subject.
struct Rows<N: Table> {
    records: Vec<N::Row>,
    references: BTreeSet<reference::Model>,
}

impl<N: Table> Default for Rows<N> {
    fn default() -> Self {
        Self { records: Vec::new(), references: BTreeSet::new() }
    }
}

/// Writes the views. Of the subjects in `known` something may be written
/// already: what is the same stays untouched. Gives the subjects whose rows changed.
pub(super) async fn write<N: Table>(
    db: &impl ConnectionTrait,
    known: &[RecordId],
    views: Vec<(Shown, View<N>)>,
) -> Result<BTreeSet<RecordId>, StoreError> {
    let mut rows: BTreeMap<RecordId, Rows<N>> = BTreeMap::new();
    for (shown, View { record, mut keys, leans_on }) in views {
        let rows = rows.entry(record.id.as_record_id().clone()).or_default();
        point(&record, shown, &leans_on, &mut rows.references);
        shown.word().clone_into(&mut keys.audience);
        rows.records.push(N::row(record, keys));
    }
    let mut changed: BTreeSet<RecordId> = rows.keys().cloned().collect();
    let mut replaced = Vec::new();
    if !known.is_empty() {
        let mut before = written::<N>(db, known).await?;
        let (mut stale_records, mut stale_references) = (Vec::new(), Vec::new());
        for id in known {
            let old = before.remove(id.as_str()).unwrap_or_default();
            let new = rows.entry(id.clone()).or_default();
            if old.records == new.records {
                changed.remove(id);
                new.records.clear();
            } else {
                changed.insert(id.clone());
                if !old.records.is_empty() {
                    let places = |rows: &[N::Row]| {
                        rows.iter().map(|row| N::place(row).1.to_owned()).collect::<Vec<_>>()
                    };
                    if places(&old.records) != places(&new.records) {
                        stale_records.push(id.as_str());
                    }
                    replaced.append(&mut new.records);
                }
            }
            if old.references.is_subset(&new.references) {
                new.references.retain(|reference| !old.references.contains(reference));
            } else {
                stale_references.push(id.as_str());
            }
        }
        if !stale_records.is_empty() {
            N::Entity::delete_many().filter(N::ID.is_in(stale_records)).exec(db).await?;
        }
        if !stale_references.is_empty() {
            let from = reference::Column::FromId.is_in(stale_references);
            reference::Entity::delete_many().filter(from).exec(db).await?;
        }
    }
    let (mut records, mut references) = (Vec::new(), Vec::new());
    for rows in rows.into_values() {
        records.extend(rows.records);
        references.extend(rows.references);
    }
    insert::<N::Entity>(db, records).await?;
    upsert::<N::Entity>(db, replaced).await?;
    insert::<reference::Entity>(db, references).await?;
    Ok(changed)
}

/// What is written of these subjects.
async fn written<N: Table>(
    db: &impl ConnectionTrait,
    known: &[RecordId],
) -> Result<BTreeMap<String, Rows<N>>, StoreError> {
    let ids = || known.iter().map(RecordId::as_str);
    let mut found: BTreeMap<String, Rows<N>> = BTreeMap::new();
    for row in N::Entity::find().filter(N::ID.is_in(ids())).all(db).await? {
        found.entry(N::place(&row).0.to_owned()).or_default().records.push(row);
    }
    for rows in found.values_mut() {
        // As `views` gives them: the public's row before the restricted one.
        rows.records.sort_by(|one, other| N::place(one).cmp(&N::place(other)));
    }
    let pointing = reference::Column::FromId.is_in(ids());
    for row in reference::Entity::find().filter(pointing).all(db).await? {
        found.entry(row.from_id.clone()).or_default().references.insert(row);
    }
    Ok(found)
}

/// Notes what a record points to: records, the values lists are filtered by,
/// who speaks on it, and what is disputed.
fn point<N: Noun>(
    record: &detente_core::Record<N>,
    shown: Shown,
    leans_on: &BTreeSet<RecordId>,
    into: &mut BTreeSet<reference::Model>,
) {
    let mut note = |to_id: String, field: &str, element: &str| {
        into.insert(reference::Model {
            to_id,
            field: field.to_owned(),
            from_id: record.id.to_string(),
            element: crate::ledger::short(element).to_owned(),
            audience: shown.word().to_owned(),
        });
    };
    record.fields.links(&mut |link, id| note(id.into(), link.field, link.element));
    let pointed_to = record.fields.leans_on();
    for release in leans_on.iter().filter(|id| !pointed_to.contains(id)) {
        note(leant_on(release), "release", "");
    }
    for witness in &record.account.witnesses {
        note(witness.source.to_string(), "claims.source", "");
        if let Some(voice) = &witness.said_by {
            note(voice.to_string(), "claims.said_by", "");
        }
    }
    for dispute in record.account.disputes.iter().filter(|dispute| !dispute.settled) {
        note(facet(dispute.kind), "disputes", &dispute.field);
    }
    if N::FACETS.is_empty() {
        return;
    }
    record.fields.stated(&mut Path::default(), &mut |path, value| {
        if let Some(facet_of) = N::FACETS.iter().find(|facet| is_of(path, facet)) {
            note(facet(value), facet_of, "");
        }
    });
}

/// Whether a path leads to a value of a facet, whatever key it names on its way:
/// `charges.gl-13.article` to `charges.article`, `nationalities.BY` to `nationalities`.
fn is_of(path: &str, facet: &str) -> bool {
    let (field, rest) = path.split_once('.').map_or((path, None), |(f, r)| (f, Some(r)));
    match facet.split_once('.') {
        None => field == facet,
        Some((list, part)) => {
            let stated = rest.and_then(|rest| rest.split_once('.')).map(|(_, part)| part);
            field == list && stated == Some(part)
        }
    }
}
