//! What pointed where when less was known, without a whole past: heard of those
//! records alone that can have pointed there.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    sync::Arc,
};

use detente_core::{Day, Decision, EntryId, RecordId, Surroundings, with_noun};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, sea_query::Query};

use super::Past;
use crate::{
    Pointing, Store, StoreError, Table, Viewer, boxed,
    cache::Relation,
    ledger::{change, entry, reference},
    settle::pointed_to,
    store::BATCH,
};

/// How many records are heard at most before a whole past is made instead.
const HEARD: usize = 5_000;

impl Store {
    /// The records of a noun that pointed to each of these in a field at a moment,
    /// in the order of their first day, as the viewer may see them today.
    #[boxed]
    pub async fn pointing_at<N: Table>(
        &self,
        viewer: &Viewer,
        past: &Arc<Past>,
        to: &[RecordId],
        field: &'static str,
    ) -> Result<HashMap<RecordId, Arc<Vec<RecordId>>>, StoreError> {
        if let Some(whole) = past.made() {
            return whole.pointing_here::<N>(viewer, to, field).await;
        }
        let turn = past.records.turn();
        let relation = |to: &RecordId| Relation {
            audience: viewer.sees,
            to: to.clone(),
            noun: N::NAME,
            field,
        };
        let mut found = HashMap::new();
        let mut missing: BTreeSet<RecordId> = BTreeSet::new();
        for to in to {
            match past.records.pointing(&relation(to)) {
                Some(from) => {
                    found.insert(to.clone(), from);
                }
                None => {
                    missing.insert(to.clone());
                }
            }
        }
        if missing.is_empty() {
            return Ok(found);
        }
        let Some(candidates) = self.candidates(past, &missing, N::NAME).await? else {
            let whole = self.whole(past).await?;
            return whole.pointing_here::<N>(viewer, to, field).await;
        };
        let files = self.files(candidates.iter().chain(&missing).cloned().collect()).await?;
        let mut here: BTreeMap<RecordId, BTreeSet<(Option<Day>, RecordId)>> = BTreeMap::new();
        for candidate in candidates {
            let Some(record) =
                files.record::<N>(&candidate.try_into()?, viewer.sees, past.known_at())?
            else {
                continue;
            };
            let first = record.fields.span(&Surroundings::default()).and_then(|span| span.first);
            for pointed in pointed_to(&record, "").into_iter().filter(|one| one.field == field) {
                if let Ok(to) = pointed.to_id.parse() {
                    let from = record.id.as_record_id().clone();
                    here.entry(to).or_default().insert((first, from));
                }
            }
        }
        for to in missing {
            let home = files.home(viewer.sees, &to, past.known_at())?;
            let from = here.get(&home).into_iter().flatten().map(|(_, from)| from.clone());
            let from = Arc::new(from.collect::<Vec<RecordId>>());
            past.records.keep_pointing(turn, relation(&to), Arc::clone(&from));
            found.insert(to, from);
        }
        Ok(found)
    }

    /// Everything that pointed to a record at a moment, in whichever field.
    #[boxed]
    pub async fn pointing_to_at(
        &self,
        viewer: &Viewer,
        past: &Arc<Past>,
        to: &RecordId,
    ) -> Result<Vec<Pointing>, StoreError> {
        if let Some(whole) = past.made() {
            return whole.pointing_to(viewer, to).await;
        }
        let asked = BTreeSet::from([to.clone()]);
        let mut found: BTreeSet<(RecordId, String, String)> = BTreeSet::new();
        for noun in detente_core::NOUNS {
            let Some(candidates) = self.candidates(past, &asked, noun).await? else {
                return self.whole(past).await?.pointing_to(viewer, to).await;
            };
            let files = self.files(candidates.iter().chain(&asked).cloned().collect()).await?;
            let home = files.home(viewer.sees, to, past.known_at())?;
            with_noun!(*noun, N => for candidate in candidates {
                let id = candidate.try_into()?;
                let record = files.record::<N>(&id, viewer.sees, past.known_at())?;
                for pointed in record.iter().flat_map(|record| pointed_to(record, "")) {
                    if pointed.to_id == home.as_str() {
                        found.insert((pointed.from_id.parse()?, pointed.field, pointed.element));
                    }
                }
            }, _ => {});
        }
        let pointing = found.into_iter();
        Ok(pointing.map(|(from, field, element)| Pointing { from, field, element }).collect())
    }

    /// The identifiers of a noun whose records can have pointed to one of these at
    /// a moment: those that do today, those that changed since and were said to,
    /// and those on which one of these spoke. None where these are too many.
    async fn candidates(
        &self,
        past: &Past,
        to: &BTreeSet<RecordId>,
        noun: &str,
    ) -> Result<Option<BTreeSet<RecordId>>, StoreError> {
        let merges = self.rulings().await?.merges;
        let to: Vec<RecordId> = kin(to.clone(), &merges).into_iter().collect();
        let known_at = past.known_at().cast_signed();
        let (first, last) = (format!("{noun}/"), format!("{noun}0"));
        let mut found: BTreeSet<String> = BTreeSet::new();
        for batch in to.chunks(BATCH) {
            let to = || batch.iter().map(RecordId::as_str);
            let today = reference::Entity::find()
                .select_only()
                .column(reference::Column::FromId)
                .filter(reference::Column::ToId.is_in(to()))
                .filter(reference::Column::FromId.gt(first.as_str()))
                .filter(reference::Column::FromId.lt(last.as_str()))
                .distinct();
            found.extend(today.into_tuple::<String>().all(&self.db).await?);
            let spoken = entry::Entity::find()
                .select_only()
                .column(entry::Column::Subject)
                .filter(
                    Condition::any()
                        .add(entry::Column::Source.is_in(to()))
                        .add(entry::Column::SaidBy.is_in(to())),
                )
                .filter(entry::Column::Subject.gt(first.as_str()))
                .filter(entry::Column::Subject.lt(last.as_str()))
                .filter(entry::Column::Revision.lte(known_at))
                .distinct();
            found.extend(spoken.into_tuple::<String>().all(&self.db).await?);
        }
        let since = Query::select()
            .column(change::Column::Subject)
            .from(change::Entity)
            .and_where(change::Column::Revision.gt(known_at))
            .and_where(change::Column::Subject.gt(first.as_str()))
            .and_where(change::Column::Subject.lt(last.as_str()))
            .to_owned();
        let wanted: HashSet<&str> = to.iter().map(RecordId::as_str).collect();
        let mut after = (0_i64, 0_i64);
        loop {
            let page = entry::Entity::find()
                .select_only()
                .columns([entry::Column::Revision, entry::Column::Position])
                .columns([entry::Column::Subject, entry::Column::Body])
                .filter(entry::Column::Kind.eq("claim"))
                .filter(entry::Column::Revision.lte(known_at))
                .filter(entry::Column::Subject.in_subquery(since.clone()))
                .filter(entry::Column::Body.is_not_null())
                .filter(beyond(after));
            let page = sea_orm::QueryOrder::order_by_asc(page, entry::Column::Revision);
            let page = sea_orm::QueryOrder::order_by_asc(page, entry::Column::Position);
            let rows: Vec<(i64, i64, String, String)> =
                page.limit(BATCH as u64).into_tuple().all(&self.db).await?;
            let Some((revision, position, ..)) = rows.last() else { break };
            after = (*revision, *position);
            let named = rows.into_iter().filter(|(.., body)| names(body, &wanted));
            found.extend(named.map(|(_, _, subject, _)| subject));
        }
        if found.len() > HEARD {
            return Ok(None);
        }
        let found = found.iter().map(|id| id.parse()).collect::<Result<BTreeSet<_>, _>>()?;
        Ok(Some(kin(found, &merges)))
    }
}

fn beyond((revision, position): (i64, i64)) -> Condition {
    Condition::any().add(entry::Column::Revision.gt(revision)).add(
        Condition::all()
            .add(entry::Column::Revision.eq(revision))
            .add(entry::Column::Position.gt(position)),
    )
}

/// Whether a claim's text names one of these: an identifier stands in it as a whole text.
fn names(body: &str, wanted: &HashSet<&str>) -> bool {
    body.split('"').any(|text| wanted.contains(text))
}

/// With all that were ever merged with them, or parted from them.
fn kin(mut ids: BTreeSet<RecordId>, merges: &[(EntryId, Decision)]) -> BTreeSet<RecordId> {
    loop {
        let before = ids.len();
        for (_, decision) in merges {
            if let Decision::Merge { subject, into: other }
            | Decision::Part { subject, from: other } = decision
                && (ids.contains(subject) || ids.contains(other))
            {
                ids.extend([subject.clone(), other.clone()]);
            }
        }
        if ids.len() == before {
            return ids;
        }
    }
}
