//! Reads records: from the cache, and what it misses in one statement per noun.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use detente_core::{Audience, Id, Instant, Noun, Record, RecordId, with_noun};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
    sea_query::{Expr, Query},
};

use crate::{
    Revision, Store, StoreError, Table, Viewer, boxed,
    cache::Relation,
    ledger::{entry, reference, revision},
    store::BATCH,
    viewer::Shown,
};

/// A record that points to another: in which field, and in which element of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pointing {
    /// The record that points.
    pub from: RecordId,
    /// The field, without keys: `stays.place`.
    pub field: String,
    /// The key of the element it stands in; empty where there is none.
    pub element: String,
}

impl Store {
    /// The records of these identifiers, as the viewer sees them. A subject
    /// that the viewer sees nothing of is left out; one that was merged, as the
    /// viewer may see, gives the record of the identifier that stays.
    pub async fn records<N: Table>(
        &self,
        viewer: &Viewer,
        ids: impl IntoIterator<Item = Id<N>> + Send,
    ) -> Result<HashMap<Id<N>, Arc<Record<N>>>, StoreError> {
        let turn = self.cache.turn();
        let merged = self.merged();
        let mut found = HashMap::new();
        let mut missing = BTreeSet::new();
        let mut led: Vec<(Id<N>, Id<N>)> = Vec::new();
        for id in ids {
            let id = match merged.moved(viewer.sees, id.as_record_id()) {
                Some(home) => {
                    let home = Id::<N>::try_from(home.clone())?;
                    led.push((id, home.clone()));
                    home
                }
                None => id,
            };
            match self.cache.get(viewer.sees, &id) {
                Some(Some(record)) => {
                    found.insert(id, record);
                }
                Some(None) => {}
                None => {
                    missing.insert(id);
                }
            }
        }
        let missing: Vec<Id<N>> = missing.into_iter().collect();
        self.cache.missed(N::NAME, missing.len(), missing.len() + found.len());
        for batch in missing.chunks(BATCH) {
            let ids = batch.iter().map(Id::as_str);
            let rows = self.rows::<N>(viewer.sees, N::ID.is_in(ids).into()).await?;
            for id in batch {
                self.cache.keep(turn, viewer.sees, id, rows.get(id).cloned());
            }
            found.extend(rows);
        }
        for (id, home) in led {
            if let Some(record) = found.get(&home).cloned() {
                found.insert(id, record);
            }
        }
        Ok(found)
    }

    /// One record, as the viewer sees it.
    #[boxed]
    pub async fn record<N: Table>(
        &self,
        viewer: &Viewer,
        id: &Id<N>,
    ) -> Result<Option<Arc<Record<N>>>, StoreError> {
        Ok(self.records(viewer, [id.clone()]).await?.remove(id))
    }

    /// The record if it is in memory, without asking the database.
    #[must_use]
    pub fn at_hand<N: Noun>(&self, viewer: &Viewer, id: &Id<N>) -> Option<Option<Arc<Record<N>>>> {
        match self.merged().moved(viewer.sees, id.as_record_id()) {
            Some(home) => self.cache.get(viewer.sees, &Id::<N>::try_from(home.clone()).ok()?),
            None => self.cache.get(viewer.sees, id),
        }
    }

    /// The records of a noun that point to each of these in a field, in the
    /// order of their first day. Read in one statement, with the records. The
    /// fields `claims.source` and `claims.said_by` are the claims that speak.
    #[boxed]
    pub async fn pointing_here<N: Table>(
        &self,
        viewer: &Viewer,
        to: &[RecordId],
        field: &'static str,
    ) -> Result<HashMap<RecordId, Arc<Vec<RecordId>>>, StoreError> {
        let relation = |to: &RecordId| Relation {
            audience: viewer.sees,
            to: to.clone(),
            noun: N::NAME,
            field,
        };
        let turn = self.cache.turn();
        let merged = self.merged();
        let mut found = HashMap::new();
        let mut missing = BTreeSet::new();
        for id in to {
            let to = merged.home(viewer.sees, id);
            match self.cache.pointing(&relation(to)) {
                Some(from) => {
                    found.insert(to.clone(), from);
                }
                None => {
                    missing.insert(to.clone());
                }
            }
        }
        let missing: Vec<RecordId> = missing.into_iter().collect();
        for batch in missing.chunks(BATCH) {
            let pointing = Query::select()
                .column(reference::Column::FromId)
                .from(reference::Entity)
                .and_where(reference::Column::ToId.is_in(batch.iter().map(RecordId::as_str)))
                .and_where(reference::Column::Field.eq(field))
                .and_where(reference::Column::Audience.is_in(Shown::to(viewer.sees)))
                .and_where(reference::Column::FromId.like(format!("{}/%", N::NAME)))
                .to_owned();
            let rows = self.rows::<N>(viewer.sees, N::ID.in_subquery(pointing).into()).await?;
            let mut here: BTreeMap<RecordId, Vec<(Option<detente_core::Day>, RecordId)>> =
                batch.iter().map(|to| (to.clone(), Vec::new())).collect();
            for (id, record) in rows {
                let span = record.fields.span(&detente_core::Surroundings::default());
                let first = span.and_then(|span| span.first);
                let mut points = |to: &RecordId| {
                    if let Some(from) = here.get_mut(to) {
                        from.push((first, id.as_record_id().clone()));
                    }
                };
                record.fields.links(&mut |link, to| {
                    if link.field == field {
                        points(&to);
                    }
                });
                for witness in &record.account.witnesses {
                    match (field, &witness.said_by) {
                        ("claims.source", _) => points(witness.source.as_record_id()),
                        ("claims.said_by", Some(voice)) => points(voice.as_record_id()),
                        _ => {}
                    }
                }
                self.cache.keep(turn, viewer.sees, &id, Some(record));
            }
            for (to, mut from) in here {
                from.sort();
                from.dedup();
                let from = Arc::new(from.into_iter().map(|(_, id)| id).collect::<Vec<_>>());
                self.cache.keep_pointing(turn, relation(&to), Arc::clone(&from));
                found.insert(to, from);
            }
        }
        for id in to {
            if let Some(from) = merged.moved(viewer.sees, id).and_then(|home| found.get(home)) {
                found.insert(id.clone(), Arc::clone(from));
            }
        }
        Ok(found)
    }

    /// What points to each of these, if it is in memory.
    #[must_use]
    pub fn pointing_at_hand<N: Noun>(
        &self,
        viewer: &Viewer,
        to: &RecordId,
        field: &'static str,
    ) -> Option<Arc<Vec<RecordId>>> {
        let to = self.merged().home(viewer.sees, to).clone();
        let relation = Relation { audience: viewer.sees, to, noun: N::NAME, field };
        self.cache.pointing(&relation)
    }

    /// Everything that points to a record, in whichever field, of whichever noun.
    #[boxed]
    pub async fn pointing_to(
        &self,
        viewer: &Viewer,
        to: &RecordId,
    ) -> Result<Vec<Pointing>, StoreError> {
        let merged = self.merged();
        let to = merged.home(viewer.sees, to);
        let rows = reference::Entity::find()
            .filter(reference::Column::ToId.eq(to.as_str()))
            .filter(reference::Column::Audience.is_in(Shown::to(viewer.sees)))
            .order_by_asc(reference::Column::FromId)
            .order_by_asc(reference::Column::Field)
            .order_by_asc(reference::Column::Element)
            .all(&self.db)
            .await?;
        let pointing = rows.into_iter().map(|row| {
            Ok(Pointing { from: row.from_id.parse()?, field: row.field, element: row.element })
        });
        pointing.collect()
    }

    #[boxed]
    async fn rows<N: Table>(
        &self,
        audience: Audience,
        which: Condition,
    ) -> Result<HashMap<Id<N>, Arc<Record<N>>>, StoreError> {
        let seen = N::AUDIENCE.is_in(Shown::to(audience));
        let rows = N::Entity::find().filter(which).filter(seen).all(&self.db).await?;
        let records = rows.into_iter().map(|row| {
            let record = N::record(row)?;
            Ok((record.id.clone(), Arc::new(record)))
        });
        records.collect()
    }

    /// The revisions after one, oldest first, or before one, newest first.
    #[boxed]
    pub async fn revisions(
        &self,
        after: u64,
        before: Option<u64>,
        limit: u64,
    ) -> Result<Vec<Revision>, StoreError> {
        let rows = revision::Entity::find();
        let rows = match before {
            Some(before) => rows
                .filter(revision::Column::Number.lt(before.cast_signed()))
                .order_by_desc(revision::Column::Number),
            None => rows.order_by_asc(revision::Column::Number),
        };
        let rows = rows.filter(revision::Column::Number.gt(after.cast_signed())).limit(limit);
        let rows = rows.all(&self.db).await?;
        self.met(rows.iter().map(|row| row.number.cast_unsigned()).max()).await?;
        rows.into_iter().map(Revision::of).collect()
    }

    /// How many entries the ledger has.
    #[boxed]
    pub async fn entries(&self) -> Result<u64, StoreError> {
        Ok(entry::Entity::find().count(&self.db).await?)
    }

    /// How many records of a noun the viewer sees.
    #[boxed]
    pub async fn size(&self, viewer: &Viewer, noun: &str) -> Result<u64, StoreError> {
        async fn size<N: Table>(store: &Store, audience: Audience) -> Result<u64, StoreError> {
            let rows = N::Entity::find()
                .select_only()
                .expr(Expr::col(sea_orm::sea_query::Asterisk).count())
                .filter(N::AUDIENCE.is_in(Shown::to(audience)));
            let count: Option<i64> = rows.into_tuple().one(&store.db).await?;
            Ok(count.unwrap_or(0).cast_unsigned())
        }
        with_noun!(noun, N => size::<N>(self, viewer.sees).await, _ => Ok(0))
    }
}

impl Revision {
    pub(crate) fn of(row: revision::Model) -> Result<Self, StoreError> {
        let number = row.number.cast_unsigned();
        let unreadable = |what: String| StoreError::Broken { revision: number, what };
        let heading: Option<detente_core::Heading> = row
            .body
            .map(|body| serde_json::from_str(&body))
            .transpose()
            .map_err(|error| unreadable(format!("its heading cannot be read: {error}")))?;
        let made_at: Instant =
            row.made_at.parse().map_err(|_| unreadable("its time cannot be read".to_owned()))?;
        let (author, message) =
            heading.map_or((None, None), |heading| (Some(heading.author), Some(heading.message)));
        Ok(Self { number, made_at, author, message, hash: row.hash })
    }
}
