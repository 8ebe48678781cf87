//! The `merged` table: which identifiers lead to which, and who may know.

use std::collections::{BTreeMap, BTreeSet};

use detente_core::{
    Audience, Body, Decision, Document, EntryId, Merged, RecordId, Ruling, hear, with_noun,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    Store, StoreError, boxed,
    insert::upsert,
    ledger::entry,
    settle::{self, Docket, Subjects},
    store::BATCH,
};

/// An identifier that was merged into another.
pub(crate) mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "merged")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub into_id: String,
        pub open: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What is written of merges, row by row.
pub(crate) async fn rows(db: &impl ConnectionTrait) -> Result<Vec<row::Model>, StoreError> {
    Ok(row::Entity::find().order_by_asc(row::Column::Id).all(db).await?)
}

/// Reads what is written of merges.
pub(crate) async fn read(db: &impl ConnectionTrait) -> Result<Merged, StoreError> {
    let rows = row::Entity::find().all(db).await?;
    let merges =
        rows.into_iter().map(|row| Ok((row.id.parse()?, row.into_id.parse()?, row.open != 0)));
    Ok(Merged::of(merges.collect::<Result<Vec<_>, StoreError>>()?))
}

/// Carries out the rulings of a revision, and looks again who may know of the
/// merges of what it touched: that is whoever may see both identifiers.
pub(crate) async fn renew(
    db: &impl ConnectionTrait,
    before: &Merged,
    rulings: &[Decision],
    touched: &Subjects,
) -> Result<Merged, StoreError> {
    let mut merged = before.clone();
    if merged.is_empty() && !rulings.iter().any(|ruling| matches!(ruling, Decision::Merge { .. })) {
        return Ok(merged);
    }
    let ruled: BTreeSet<RecordId> =
        rulings.iter().filter_map(|decision| merged.rule(decision)).flatten().collect();
    // Of what is no part of any merge nothing is looked up.
    let touched = touched.iter().filter(|id| merged.concerns(id));
    let touched: BTreeSet<RecordId> =
        touched.chain(ruled.iter().cloned()).flat_map(|id| merged.kin(&id)).collect();
    let turned = |id: &RecordId| touched.contains(id) || ruled.contains(id);
    let pairs = merged.merges().filter(|(id, into, _)| turned(id) || turned(into));
    let looked: BTreeSet<RecordId> =
        pairs.flat_map(|(id, into, _)| [id.clone(), into.clone()]).collect();
    if !looked.is_empty() {
        let seen = seen_by_the_public(db, &merged, &looked).await?;
        merged.show(|id, into| {
            (turned(id) || turned(into)).then(|| seen.contains(id) && seen.contains(into))
        });
    }
    write(db, before, &merged).await?;
    Ok(merged)
}

/// Makes them anew from the ledger.
pub(crate) async fn remake(db: &impl ConnectionTrait) -> Result<Merged, StoreError> {
    row::Entity::delete_many().exec(db).await?;
    let rulings = entry::Entity::find()
        .filter(entry::no_claim())
        .filter(entry::Column::Kind.is_in(["merge", "part"]))
        .filter(entry::Column::Body.is_not_null())
        .order_by_asc(entry::Column::Revision)
        .order_by_asc(entry::Column::Position)
        .all(db)
        .await?;
    let mut decisions = Vec::with_capacity(rulings.len());
    for row in rulings {
        if let Body::Ruling(ruling) = settle::read(&row)? {
            decisions.push(ruling.decision);
        }
    }
    renew(db, &Merged::default(), &decisions, &Subjects::default()).await
}

async fn write(
    db: &impl ConnectionTrait,
    before: &Merged,
    after: &Merged,
) -> Result<(), StoreError> {
    let rows = |merged: &Merged| -> BTreeMap<String, row::Model> {
        let row = |(id, into, open): (&RecordId, &RecordId, bool)| {
            let (id, into_id) = (id.to_string(), into.to_string());
            (id.clone(), row::Model { id, into_id, open: i64::from(open) })
        };
        merged.merges().map(row).collect()
    };
    let (old, new) = (rows(before), rows(after));
    let gone: Vec<&String> = old.keys().filter(|id| !new.contains_key(*id)).collect();
    for batch in gone.chunks(BATCH) {
        let gone = row::Column::Id.is_in(batch.iter().copied());
        row::Entity::delete_many().filter(gone).exec(db).await?;
    }
    let others = new.into_iter().filter(|(id, row)| old.get(id) != Some(row));
    Ok(upsert::<row::Entity>(db, others.map(|(_, row)| row).collect()).await?)
}

/// Which of these identifiers, each by itself, the public is told something of.
/// A field that is hidden of one is hidden of its kin: of whom nothing else is
/// said, nothing is told.
async fn seen_by_the_public(
    db: &impl ConnectionTrait,
    merged: &Merged,
    ids: &BTreeSet<RecordId>,
) -> Result<BTreeSet<RecordId>, StoreError> {
    let kin: BTreeSet<RecordId> = ids.iter().flat_map(|id| merged.kin(id)).collect();
    let kin: Vec<RecordId> = kin.into_iter().collect();
    let mut said = BTreeMap::new();
    for batch in kin.chunks(BATCH) {
        said.extend(settle::said_of(db, batch).await?);
    }
    let apart = merged.untold();
    let mut seen = BTreeSet::new();
    for (id, Docket { claims, .. }) in said.iter().filter(|(id, _)| ids.contains(*id)) {
        let kin = merged.kin(id);
        let rulings = kin.iter().filter_map(|id| said.get(id)).flat_map(|docket| &docket.rulings);
        let rulings: BTreeMap<EntryId, &Ruling> = rulings.map(|(at, made)| (*at, made)).collect();
        let rulings: Vec<(EntryId, Ruling)> =
            rulings.into_iter().map(|(at, made)| (at, made.clone())).collect();
        let speaks = with_noun!(id.noun(), N => hear::<N>(
            id, claims, &rulings, &apart, Audience::Public, |source| Document::of(source, None),
        ).map(|admitted| !admitted.heard.is_empty()), _ => Ok(false));
        let speaks = speaks.map_err(|(entry, error)| StoreError::Entry {
            entry: entry.to_string(),
            error: error.to_string(),
        })?;
        if speaks {
            seen.insert(id.clone());
        }
    }
    Ok(seen)
}

/// The latest ruling on whether these two are two, of those that say so, where
/// no merge of the pair came after it.
pub(crate) async fn parted(
    db: &impl ConnectionTrait,
    one: &RecordId,
    other: &RecordId,
) -> Result<Option<(EntryId, Ruling)>, StoreError> {
    let rows = entry::Entity::find()
        .filter(entry::Column::Subject.is_in([one.as_str(), other.as_str()]))
        .filter(entry::Column::Kind.is_in(["merge", "part"]))
        .filter(entry::Column::Body.is_not_null())
        .order_by_desc(entry::Column::Revision)
        .order_by_desc(entry::Column::Position)
        .all(db)
        .await?;
    for row in rows {
        let Body::Ruling(ruling) = settle::read(&row)? else { continue };
        let (subject, with, parts) = match &ruling.decision {
            Decision::Merge { subject, into } => (subject, into, false),
            Decision::Part { subject, from } => (subject, from, true),
            _ => continue,
        };
        if (subject == one && with == other) || (subject == other && with == one) {
            return Ok(parts.then(|| (row.id(), ruling)));
        }
    }
    Ok(None)
}

impl Store {
    /// The ruling that two identifiers are two subjects, where it stands.
    #[boxed]
    pub async fn parted(
        &self,
        one: &RecordId,
        other: &RecordId,
    ) -> Result<Option<(EntryId, Ruling)>, StoreError> {
        parted(&self.db, one, other).await
    }
}
