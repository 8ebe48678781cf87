//! What changed since a revision, for those who keep a copy of what they saw.

use std::collections::BTreeMap;

use detente_core::{NOUNS, RecordId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, Statement};

use crate::{Store, StoreError, Viewer, boxed, check, ledger::change, store::BATCH, viewer::Shown};

/// A record that changed for a viewer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    /// The subject.
    pub subject: RecordId,
    /// The newest revision that changed it.
    pub revision: u64,
    /// Whether there is no record of it any longer, for this viewer.
    pub absent: bool,
}

/// What changed since a revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changes {
    /// The records, those that changed longest ago first.
    pub changed: Vec<Changed>,
    /// The place of the last one that was looked at, to go on from.
    pub place: Option<(u64, RecordId)>,
    /// Whether there is more after them.
    pub more: bool,
    /// The revision to ask from the next time, once there is no more.
    pub revision: u64,
}

/// Which changes are asked for.
#[derive(Clone, Debug)]
pub struct ChangedSince<'a> {
    /// Those of revisions after this one.
    pub since: u64,
    /// Those of revisions up to this one; up to the newest where none is named.
    pub until: Option<u64>,
    /// Only records of these nouns, if any are named.
    pub nouns: &'a [&'a str],
    /// Only these records, if any are named.
    pub ids: &'a [RecordId],
    /// The place where the answer before ended.
    pub after: Option<(u64, RecordId)>,
}

impl Store {
    /// The records that were changed for a viewer after a revision, as they were
    /// shown at the time: also those that were hidden since. `after` is the
    /// place where the answer before ended.
    #[boxed]
    pub async fn changes(
        &self,
        viewer: &Viewer,
        since: u64,
        nouns: &[&str],
        after: Option<(u64, RecordId)>,
        limit: usize,
    ) -> Result<Changes, StoreError> {
        let asked = ChangedSince { since, until: None, nouns, ids: &[], after };
        self.changes_of(viewer, asked, limit).await
    }

    /// The records that were changed for a viewer, likewise.
    pub async fn changes_of(
        &self,
        viewer: &Viewer,
        asked: ChangedSince<'_>,
        limit: usize,
    ) -> Result<Changes, StoreError> {
        let ChangedSince { since, until, nouns, ids, after } = asked;
        let revision = match until {
            Some(until) => until,
            None => self.head().await?,
        };
        let backend = self.db.get_database_backend();
        let [both, own] = Shown::to(viewer.sees);
        let of = of_nouns(nouns).map(|of| format!("and {of}")).unwrap_or_default();
        let mark = |at: usize| match backend {
            sea_orm::DbBackend::Postgres => format!("${at}"),
            _ => "?".to_owned(),
        };
        let named: Vec<String> = (1..=ids.len()).map(mark).collect();
        // Without names the revisions are what it begins with, and no index of subjects.
        let (subject, named) = match named.as_slice() {
            [] => ("subject || ''", String::new()),
            named => ("subject", format!("and subject in ({})", named.join(", "))),
        };
        let until = until.map(|until| format!("and revision <= {until}")).unwrap_or_default();
        let mark = mark(ids.len() + 1);
        let (newest, last) =
            after.as_ref().map_or((0, ""), |(revision, subject)| (*revision, subject.as_str()));
        let sql = format!(
            "select whose as subject, max(revision) as newest from (\
             select {subject} as whose, revision from change where revision > {since} {until} \
             and audience in ('{both}', '{own}', 'unstated') {of} {named}) changed \
             group by whose having max(revision) > {newest} \
             or (max(revision) = {newest} and whose > {mark}) \
             order by newest, whose limit {}",
            limit + 1
        );
        let values = ids.iter().map(RecordId::as_str).chain([last]);
        let statement = Statement::from_sql_and_values(backend, sql, values.map(Into::into));
        let mut rows = Vec::new();
        for row in self.db.query_all_raw(statement).await? {
            let subject: RecordId = row.try_get::<String>("", "subject")?.parse()?;
            rows.push((subject, row.try_get::<i64>("", "newest")?.cast_unsigned()));
        }
        let more = rows.len() > limit;
        rows.truncate(limit);
        let place = rows.last().map(|(subject, newest)| (*newest, subject.clone()));
        let subjects = rows.iter().map(|(subject, _)| subject).collect();
        let there = check::shown(&self.db, viewer, &subjects).await?;
        let gone = rows.iter().map(|(subject, _)| subject);
        let gone = gone.filter(|id| !there.contains(id.as_str()));
        let gone: Vec<&RecordId> = gone.collect();
        let before = self.first_shown(viewer, &gone).await?;
        let changed = rows.iter().filter_map(|(subject, revision)| {
            let absent = !there.contains(subject.as_str());
            // Who was never shown it is not told that it is gone.
            let known = before.get(subject).is_some_and(|first| *first <= since);
            (!absent || known).then(|| Changed {
                subject: subject.clone(),
                revision: *revision,
                absent,
            })
        });
        Ok(Changes { changed: changed.collect(), place, more, revision })
    }

    /// The first revision that showed each of these to a viewer.
    async fn first_shown(
        &self,
        viewer: &Viewer,
        subjects: &[&RecordId],
    ) -> Result<BTreeMap<RecordId, u64>, StoreError> {
        let mut found = BTreeMap::new();
        for batch in subjects.chunks(BATCH) {
            let rows = change::Entity::find()
                .select_only()
                .column(change::Column::Subject)
                .column_as(change::Column::Revision.min(), "first")
                .filter(change::Column::Subject.is_in(batch.iter().map(|id| id.as_str())))
                .filter(change::Column::Audience.is_in(Shown::to(viewer.sees)))
                .group_by(change::Column::Subject);
            let rows: Vec<(String, i64)> = rows.into_tuple().all(&self.db).await?;
            for (subject, first) in rows {
                found.insert(subject.parse()?, first.cast_unsigned());
            }
        }
        Ok(found)
    }
}

/// That a change is of one of these nouns; nothing where none is named. It is said so that no
/// index of subjects seems to help: of a noun there may be as many as there are changes, and the
/// newest of them are asked for.
pub(super) fn of_nouns(nouns: &[&str]) -> Option<String> {
    let of = NOUNS.iter().filter(|noun| nouns.contains(noun));
    let of = of.map(|noun| format!("substr(subject, 1, {}) = '{noun}/'", noun.len() + 1));
    let of: Vec<String> = of.collect();
    (!nouns.is_empty()).then(|| match of.as_slice() {
        [] => "1 = 0".to_owned(),
        of => format!("({})", of.join(" or ")),
    })
}
