//! Writes the records that the ledger comes to.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use detente_core::{
    Audience, Body, Claim, Document, EntryId, Id, NOUNS, Noun, PartialDate, Path, Record, RecordId,
    Release, Ruling, Source, Surroundings, hear, resolve, with_noun,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::{
    StoreError, Table,
    ledger::{entry, reference},
    store::BATCH,
    table::Keys,
    viewer::Shown,
};

/// The claims and rulings on some subjects, by subject.
#[derive(Default)]
struct Docket {
    claims: Vec<(EntryId, Claim)>,
    rulings: Vec<(EntryId, Ruling)>,
}

/// A record, and whom it is shown to.
struct Settled<N> {
    record: Record<N>,
    shown: Shown,
    around: Surroundings,
}

/// Both audiences' view of something that other records lean on.
#[derive(Clone)]
struct Both<T>([Option<T>; 2]);

impl<T> Default for Both<T> {
    fn default() -> Self {
        Self([None, None])
    }
}

impl<T> Both<T> {
    fn of(&self, audience: Audience) -> Option<&T> {
        self.0[audience as usize].as_ref()
    }

    fn set(&mut self, shown: &str, value: T)
    where
        T: Clone,
    {
        for audience in [Audience::Public, Audience::Restricted] {
            if Shown::to(audience).contains(&shown) {
                self.0[audience as usize] = Some(value.clone());
            }
        }
    }
}

impl<T: PartialEq> Both<T> {
    fn is_one(&self) -> bool {
        self.0[0] == self.0[1]
    }
}

/// Computes the records of these subjects again, and of every other whose
/// record leans on one of them. Gives every subject it settled.
pub(crate) async fn settle(
    db: &impl ConnectionTrait,
    mut subjects: BTreeSet<RecordId>,
    fresh: bool,
) -> Result<BTreeSet<RecordId>, StoreError> {
    for noun in NOUNS {
        let ids: Vec<RecordId> = subjects.iter().filter(|id| id.noun() == *noun).cloned().collect();
        for batch in ids.chunks(BATCH) {
            let leaning = match *noun {
                "source" => {
                    let before = documents(db, batch.iter()).await?;
                    settle_batch::<Source>(db, batch, fresh).await?;
                    let after = documents(db, batch.iter()).await?;
                    let changed = batch.iter().filter(|id| {
                        let [before, after] = [&before, &after].map(|map| map.get(id.as_str()));
                        before.map(|both| &both.0) != after.map(|both| &both.0)
                    });
                    spoken_of(db, changed).await?
                }
                "release" => {
                    let before = release_days(db, batch.iter()).await?;
                    settle_batch::<Release>(db, batch, fresh).await?;
                    let after = release_days(db, batch.iter()).await?;
                    let changed = batch.iter().filter(|id| {
                        let [before, after] = [&before, &after].map(|map| map.get(id.as_str()));
                        before.map(|both| &both.0) != after.map(|both| &both.0)
                    });
                    ending_in(db, changed).await?
                }
                other => {
                    with_noun!(other, N => settle_batch::<N>(db, batch, fresh).await?, _ => {});
                    BTreeSet::new()
                }
            };
            // A fresh record is settled as a whole, in order: nothing leans on what is not there yet.
            if !fresh {
                subjects.extend(leaning);
            }
        }
    }
    Ok(subjects)
}

/// Every subject on which one of these sources speaks.
async fn spoken_of(
    db: &impl ConnectionTrait,
    sources: impl Iterator<Item = &RecordId>,
) -> Result<BTreeSet<RecordId>, StoreError> {
    let sources: Vec<_> = sources.map(RecordId::as_str).collect();
    let mut found = BTreeSet::new();
    for batch in sources.chunks(BATCH) {
        let said = entry::Entity::find().filter(entry::Column::Source.is_in(batch.iter().copied()));
        found.extend(subjects(db, said).await?);
    }
    Ok(found)
}

/// Every detention that ends in one of these releases, for anyone.
async fn ending_in(
    db: &impl ConnectionTrait,
    releases: impl Iterator<Item = &RecordId>,
) -> Result<BTreeSet<RecordId>, StoreError> {
    let releases: Vec<_> = releases.map(RecordId::as_str).collect();
    let mut found = BTreeSet::new();
    for batch in releases.chunks(BATCH) {
        let pointing = reference::Entity::find()
            .select_only()
            .column(reference::Column::FromId)
            .filter(reference::Column::ToId.is_in(batch.iter().copied()))
            .filter(reference::Column::Field.eq("release"))
            .distinct();
        let ids: Vec<String> = pointing.into_tuple().all(db).await?;
        for id in ids {
            found.insert(id.parse()?);
        }
    }
    Ok(found)
}

/// Every subject of these claims.
pub(crate) async fn subjects(
    db: &impl ConnectionTrait,
    claims: sea_orm::Select<entry::Entity>,
) -> Result<BTreeSet<RecordId>, StoreError> {
    let column = claims
        .filter(entry::Column::Kind.eq("claim"))
        .filter(entry::Column::Subject.is_not_null())
        .select_only()
        .column(entry::Column::Subject)
        .distinct();
    let subjects: Vec<String> = column.into_tuple().all(db).await?;
    Ok(subjects.into_iter().map(|id| id.parse()).collect::<Result<_, _>>()?)
}

async fn settle_batch<N: Table>(
    db: &impl ConnectionTrait,
    subjects: &[RecordId],
    fresh: bool,
) -> Result<(), StoreError> {
    let dockets = dockets(db, subjects).await?;
    let sources = if N::NAME == "source" {
        // Claims on sources weigh by rank and revision alone, so that nothing turns in a circle.
        HashMap::new()
    } else {
        let claims = dockets.values().flat_map(|docket| &docket.claims);
        let ids: BTreeSet<&RecordId> =
            claims.map(|(_, claim)| claim.source.as_record_id()).collect();
        documents(db, ids.into_iter()).await?
    };
    let mut settled = Vec::new();
    let mut heard = Vec::new();
    for (subject, docket) in &dockets {
        let id: Id<N> = subject.clone().try_into()?;
        let hears = |audience: Audience| {
            let document = |source: &Id<Source>| {
                let known = sources.get(source.as_str()).and_then(|both| both.of(audience));
                known.cloned().unwrap_or_else(|| Document::of(source, None))
            };
            hear::<N>(subject, &docket.claims, &docket.rulings, audience, document).map_err(
                |(entry, error)| StoreError::Entry {
                    entry: entry.to_string(),
                    error: error.to_string(),
                },
            )
        };
        let restricted = hears(Audience::Restricted)?;
        let public = hears(Audience::Public)?;
        let alike = !public.kept_back
            && docket
                .claims
                .iter()
                .all(|(_, claim)| sources.get(claim.source.as_str()).is_none_or(Both::is_one));
        heard.push((id, restricted, public, alike));
    }
    let leaned: BTreeSet<RecordId> = heard
        .iter()
        .flat_map(|(_, hearing, ..)| &hearing.heard)
        .flat_map(|claim| claim.states.leans_on())
        .collect();
    let days = release_days(db, leaned.iter()).await?;
    let around = |audience: Audience, heard: &[detente_core::Heard<N>]| {
        let mut around = Surroundings::default();
        for id in heard.iter().flat_map(|claim| claim.states.leans_on()) {
            if let Some(on) = days.get(id.as_str()).and_then(|both| both.of(audience))
                && let Ok(id) = id.try_into()
            {
                around.released_on.insert(id, *on);
            }
        }
        around
    };
    for (id, restricted, public, alike) in heard {
        let seen_by = |audience: Audience, heard: Vec<detente_core::Heard<N>>| {
            let around = around(audience, &heard);
            (resolve(id.clone(), heard, &around), around)
        };
        if restricted.heard.is_empty() {
            continue;
        }
        let public_heard = (!public.heard.is_empty()).then_some(public.heard);
        let (whole, surroundings) = seen_by(Audience::Restricted, restricted.heard);
        let public = match public_heard {
            Some(heard) if !alike || !same_around(&days, &whole.fields) => {
                Some(seen_by(Audience::Public, heard))
            }
            Some(_) => None,
            None => {
                settled.push(Settled {
                    record: whole,
                    shown: Shown::Restricted,
                    around: surroundings,
                });
                continue;
            }
        };
        match public {
            Some((open, open_around)) if open != whole => {
                settled.push(Settled { record: open, shown: Shown::Public, around: open_around });
                settled.push(Settled {
                    record: whole,
                    shown: Shown::Restricted,
                    around: surroundings,
                });
            }
            _ => settled.push(Settled {
                record: whole,
                shown: Shown::Everyone,
                around: surroundings,
            }),
        }
    }
    write(db, subjects, settled, fresh).await
}

/// Whether what a record leans on is the same for both audiences.
fn same_around<N: Noun>(days: &HashMap<String, Both<PartialDate>>, fields: &N) -> bool {
    fields.leans_on().iter().all(|id| days.get(id.as_str()).is_none_or(Both::is_one))
}

async fn write<N: Table>(
    db: &impl ConnectionTrait,
    subjects: &[RecordId],
    settled: Vec<Settled<N>>,
    fresh: bool,
) -> Result<(), StoreError> {
    if !fresh {
        let ids = || subjects.iter().map(RecordId::as_str);
        N::Entity::delete_many().filter(N::ID.is_in(ids())).exec(db).await?;
        let from = reference::Column::FromId.is_in(ids());
        reference::Entity::delete_many().filter(from).exec(db).await?;
    }
    let mut references = BTreeSet::new();
    let mut rows = Vec::with_capacity(settled.len());
    for Settled { record, shown, around } in settled {
        point(&record, shown, &mut references);
        let keys = Keys::of(&record, shown, &around)?;
        rows.push(N::row(record, keys));
    }
    let mut rows = rows.into_iter();
    loop {
        let batch: Vec<_> = rows.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            break;
        }
        N::Entity::insert_many(batch).exec_without_returning(db).await?;
    }
    let mut references = references.into_iter();
    loop {
        let batch: Vec<_> =
            references.by_ref().take(4 * BATCH).map(IntoActiveModel::into_active_model).collect();
        if batch.is_empty() {
            break;
        }
        reference::Entity::insert_many(batch).exec_without_returning(db).await?;
    }
    Ok(())
}

/// Notes what a record points to: records, the values lists are filtered by,
/// who speaks on it, and what is disputed.
fn point<N: Noun>(record: &Record<N>, shown: Shown, into: &mut BTreeSet<reference::Model>) {
    let mut note = |to_id: String, field: &str, element: &str| {
        into.insert(reference::Model {
            to_id,
            field: field.to_owned(),
            from_id: record.id.to_string(),
            element: element.to_owned(),
            audience: shown.word().to_owned(),
        });
    };
    record.fields.links(&mut |link, id| note(id.into(), link.field, link.element));
    for witness in &record.account.witnesses {
        note(witness.source.to_string(), "claims.source", "");
        if let Some(voice) = &witness.said_by {
            note(voice.to_string(), "claims.said_by", "");
        }
    }
    for dispute in record.account.disputes.iter().filter(|dispute| !dispute.settled) {
        note(format!("={}", dispute.kind), "disputes", &dispute.field);
    }
    if N::FACETS.is_empty() {
        return;
    }
    record.fields.stated(&mut Path::default(), &mut |path, value| {
        for facet in N::FACETS {
            let (field, rest) = path.split_once('.').map_or((path, None), |(f, r)| (f, Some(r)));
            let stands = match facet.split_once('.') {
                None => field == *facet,
                Some((list, part)) => {
                    field == list
                        && rest
                            .and_then(|rest| rest.split_once('.'))
                            .is_some_and(|(_, p)| p == part)
                }
            };
            if stands {
                note(format!("={value}"), facet, "");
            }
        }
    });
}

/// Reads the claims and rulings on some subjects.
async fn dockets(
    db: &impl ConnectionTrait,
    subjects: &[RecordId],
) -> Result<BTreeMap<RecordId, Docket>, StoreError> {
    let mut dockets: BTreeMap<RecordId, Docket> = BTreeMap::new();
    let rows = entry::Entity::find()
        .filter(entry::Column::Subject.is_in(subjects.iter().map(RecordId::as_str)))
        .filter(entry::Column::Body.is_not_null())
        .all(db)
        .await?;
    let mut revisions = BTreeSet::new();
    for row in rows {
        let id = row.id();
        let Some(subject) = row.subject.as_deref().map(str::parse::<RecordId>).transpose()? else {
            continue;
        };
        let docket = dockets.entry(subject).or_default();
        match read(&row)? {
            Body::Claim(claim) => {
                revisions.insert(row.revision);
                docket.claims.push((id, claim));
            }
            Body::Ruling(ruling) => docket.rulings.push((id, ruling)),
        }
    }
    let rulings = rulings_on(db, revisions).await?;
    for docket in dockets.values_mut() {
        docket.claims.sort_by_key(|(id, _)| *id);
        let mine: BTreeSet<u64> = docket.claims.iter().map(|(id, _)| id.revision).collect();
        for revision in mine {
            docket.rulings.extend(rulings.get(&revision).into_iter().flatten().cloned());
        }
    }
    Ok(dockets)
}

/// The rulings that act on entries of these revisions.
pub(crate) async fn rulings_on(
    db: &impl ConnectionTrait,
    revisions: BTreeSet<i64>,
) -> Result<HashMap<u64, Vec<(EntryId, Ruling)>>, StoreError> {
    let revisions: Vec<i64> = revisions.into_iter().collect();
    let mut found: HashMap<u64, Vec<(EntryId, Ruling)>> = HashMap::new();
    for batch in revisions.chunks(BATCH) {
        let rows = entry::Entity::find()
            .filter(entry::Column::OnRevision.is_in(batch.iter().copied()))
            .filter(entry::Column::Body.is_not_null())
            .order_by_asc(entry::Column::Revision)
            .order_by_asc(entry::Column::Position)
            .all(db)
            .await?;
        for row in rows {
            if let (Some(on), Body::Ruling(ruling)) = (row.on_revision, read(&row)?) {
                found.entry(on.cast_unsigned()).or_default().push((row.id(), ruling));
            }
        }
    }
    Ok(found)
}

/// Reads the body of an entry.
pub(crate) fn read(row: &entry::Model) -> Result<Body, StoreError> {
    let wrong = |error: String| StoreError::Entry { entry: row.id().to_string(), error };
    let body = row.body.as_deref().ok_or_else(|| wrong("its body is withheld".to_owned()))?;
    Body::of_ledger(body).map_err(|error| wrong(error.to_string()))
}

/// What resolution must know of sources, for both audiences.
async fn documents<'a>(
    db: &impl ConnectionTrait,
    ids: impl Iterator<Item = &'a RecordId>,
) -> Result<HashMap<String, Both<Document>>, StoreError> {
    use crate::source::{Column, Entity};
    let ids: Vec<_> = ids.map(RecordId::as_str).collect();
    let mut found: HashMap<String, Both<Document>> = HashMap::new();
    for batch in ids.chunks(BATCH) {
        let rows: Vec<(Id<Source>, String, Option<PartialDate>, Option<Id<Source>>)> =
            Entity::find()
                .select_only()
                .columns([Column::Id, Column::Audience, Column::PublishedOn, Column::EditionOf])
                .filter(Column::Id.is_in(batch.iter().copied()))
                .into_tuple()
                .all(db)
                .await?;
        for (id, audience, published_on, edition_of) in rows {
            let list = edition_of.unwrap_or_else(|| id.clone());
            found.entry(id.into()).or_default().set(&audience, Document { list, published_on });
        }
    }
    Ok(found)
}

/// The days of releases, for both audiences.
async fn release_days<'a>(
    db: &impl ConnectionTrait,
    ids: impl Iterator<Item = &'a RecordId>,
) -> Result<HashMap<String, Both<PartialDate>>, StoreError> {
    use crate::release::{Column, Entity};
    let ids: Vec<_> = ids.map(RecordId::as_str).collect();
    let mut found: HashMap<String, Both<PartialDate>> = HashMap::new();
    for batch in ids.chunks(BATCH) {
        let rows: Vec<(String, String, Option<PartialDate>)> = Entity::find()
            .select_only()
            .columns([Column::Id, Column::Audience, Column::On])
            .filter(Column::Id.is_in(batch.iter().copied()))
            .into_tuple()
            .all(db)
            .await?;
        for (id, audience, on) in rows {
            if let Some(on) = on {
                found.entry(id).or_default().set(&audience, on);
            }
        }
    }
    Ok(found)
}
