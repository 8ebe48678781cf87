//! The editions of a list, and what the record holds in the word of that list alone.

use std::collections::{BTreeSet, HashMap};

use detente_core::{Audience, Day, Id, RecordId, Source, TextDigest, with_noun};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::{
    Store, StoreError, Viewer,
    beside::side_by_side,
    boxed,
    ledger::entry,
    settle::{Files, aside},
    store::BATCH,
};

/// One edition of a list, as the viewer sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldEdition {
    /// Its source.
    pub source: Id<Source>,
    /// The day it was published.
    pub on: Day,
    /// The day it was first read.
    pub read_on: Day,
    /// The digest of its files.
    pub digest: Option<TextDigest>,
}

impl Store {
    /// The editions of a list, the oldest first; one whose day is not known is left out.
    #[boxed]
    pub async fn editions(
        &self,
        viewer: &Viewer,
        list: &Id<Source>,
    ) -> Result<Vec<HeldEdition>, StoreError> {
        let list = list.as_record_id();
        let found =
            self.pointing_here::<Source>(viewer, std::slice::from_ref(list), "edition_of").await?;
        let ids = found.get(list).into_iter().flat_map(|ids| ids.iter().cloned());
        let ids = ids.map(Id::try_from).collect::<Result<Vec<Id<Source>>, _>>()?;
        let records = self.records(viewer, ids.iter().cloned()).await?;
        let mut read = self.first_read(&ids).await?;
        let editions = ids.into_iter().filter_map(|source| {
            let fields = &records.get(&source)?.fields;
            let on = fields.published_on?.day()?;
            let read_on = read.remove(source.as_record_id())?;
            let digest = fields.text_digest;
            Some(HeldEdition { source, on, read_on, digest })
        });
        let mut editions: Vec<HeldEdition> = editions.collect();
        editions.sort_by_key(|edition| edition.on);
        Ok(editions)
    }

    /// The first day on which each of these was read, as it says of itself.
    async fn first_read(&self, ids: &[Id<Source>]) -> Result<HashMap<RecordId, Day>, StoreError> {
        let mut first: HashMap<RecordId, Day> = HashMap::new();
        for batch in ids.chunks(BATCH) {
            let subjects: Vec<RecordId> =
                batch.iter().map(|id| id.as_record_id().clone()).collect();
            for (id, docket) in crate::settle::said_of(&self.db, &subjects).await? {
                let days = docket.claims.iter().map(|(_, claim)| claim.read_on);
                first.extend(days.min().map(|day| (id, day)));
            }
        }
        Ok(first)
    }

    /// What each of these records would be if these sources alone had spoken, in their own word: its
    /// fields as JSON. A subject on which none of them speaks is left out. Whoever does not
    /// see what is restricted is not given it.
    #[boxed]
    pub async fn in_word_of(
        &self,
        viewer: &Viewer,
        sources: &BTreeSet<Id<Source>>,
        subjects: &[RecordId],
    ) -> Result<HashMap<RecordId, serde_json::Value>, StoreError> {
        let audience = if viewer.knows_all() { Audience::Restricted } else { viewer.sees };
        let mut found = HashMap::with_capacity(subjects.len());
        for batch in subjects.chunks(BATCH) {
            let mut files = self.files(batch.to_vec()).await?;
            files.hear_only(sources);
            let batch = batch.to_vec();
            let heard = aside(move || {
                let heard =
                    |subject| Ok(word_on(&files, &subject, audience)?.map(|word| (subject, word)));
                side_by_side(batch, heard).into_iter().collect::<Result<Vec<_>, StoreError>>()
            });
            found.extend(heard.await?.into_iter().flatten());
        }
        Ok(found)
    }

    /// The records of a noun that these sources speak of, in the order of their identifiers.
    #[boxed]
    pub async fn subjects_of(
        &self,
        sources: &BTreeSet<Id<Source>>,
        noun: &str,
    ) -> Result<Vec<RecordId>, StoreError> {
        let mut found: BTreeSet<String> = BTreeSet::new();
        for source in sources {
            let subjects = entry::Entity::find()
                .select_only()
                .distinct()
                .column(entry::Column::Subject)
                .filter(entry::Column::Source.eq(source.as_record_id().as_str()))
                .filter(entry::Column::Subject.starts_with(format!("{noun}/")))
                .filter(entry::Column::Body.is_not_null());
            let subjects: Vec<String> = subjects.into_tuple().all(&self.db).await?;
            found.extend(subjects);
        }
        found.into_iter().map(|id| Ok(id.parse()?)).collect()
    }
}

/// The fields of a record, as JSON, by what was heard of it.
fn word_on(
    files: &Files,
    subject: &RecordId,
    audience: Audience,
) -> Result<Option<serde_json::Value>, StoreError> {
    let unreadable = |error| StoreError::Entry {
        entry: subject.to_string(),
        error: serde_json::Error::to_string(&error),
    };
    with_noun!(subject.noun(), N => {
        let id: Id<N> = subject.clone().try_into()?;
        let record = files.record(&id, audience, u64::MAX)?;
        record.map(|record| serde_json::to_value(&record.fields)).transpose().map_err(unreadable)
    }, _ => Ok(None))
}
