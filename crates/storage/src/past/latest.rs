//! What changed last, and how: for those who follow the record as it goes.

use std::collections::{BTreeMap, BTreeSet};

use detente_core::{Decision, EntryId, RecordId, Ruling, with_noun};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};

use super::{
    changes::of_nouns,
    history::{FieldChange, Turn, turns},
    typed,
};
use crate::{Revision, Store, StoreError, Viewer, boxed, ledger::change, viewer::Shown};

/// That a revision changed a record.
pub type ChangedBy = (u64, RecordId);

/// What a revision made of a record, as a viewer may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Latest {
    /// The record.
    pub subject: RecordId,
    /// The revision.
    pub revision: Revision,
    /// Whether it is the first that speaks of it.
    pub first: bool,
    /// Whether there is a record of it since.
    pub there: bool,
    /// Whether it was made one with another record.
    pub merged: bool,
    /// The fields that say something else since.
    pub changes: Vec<FieldChange>,
    /// The rulings that were made on it.
    pub rulings: Vec<(EntryId, Ruling)>,
}

impl Store {
    /// Which revisions changed which records, the newest first, after a place
    /// where one is named: of these nouns, or of any; of these records, or of all.
    #[boxed]
    pub async fn changed_last(
        &self,
        viewer: &Viewer,
        nouns: &[&str],
        ids: &[RecordId],
        after: Option<&ChangedBy>,
        limit: u64,
    ) -> Result<Vec<ChangedBy>, StoreError> {
        let [both, own] = Shown::to(viewer.sees);
        let mut rows = change::Entity::find()
            .select_only()
            .columns([change::Column::Revision, change::Column::Subject])
            .filter(change::Column::Audience.is_in([both, own, "unstated"]))
            .order_by_desc(change::Column::Revision)
            .order_by_asc(change::Column::Subject);
        if let Some(of) = of_nouns(nouns) {
            rows = rows.filter(Expr::cust(of));
        }
        if !ids.is_empty() {
            rows = rows.filter(change::Column::Subject.is_in(ids.iter().map(RecordId::as_str)));
        }
        if let Some((revision, subject)) = after {
            let same = Condition::all()
                .add(change::Column::Revision.eq(revision.cast_signed()))
                .add(change::Column::Subject.gt(subject.as_str()));
            let further = change::Column::Revision.lt(revision.cast_signed());
            rows = rows.filter(Condition::any().add(further).add(same));
        }
        let rows: Vec<(i64, String)> = rows.limit(limit).into_tuple().all(&self.db).await?;
        let row = |(revision, subject): (i64, String)| {
            Ok((revision.cast_unsigned(), subject.parse::<RecordId>()?))
        };
        self.met(rows.first().map(|(revision, _)| revision.cast_unsigned())).await?;
        rows.into_iter().map(row).collect()
    }

    /// What these revisions made of these records, in the same order; without those
    /// of which the viewer may see nothing that became another.
    #[boxed]
    pub async fn made_of(
        &self,
        viewer: &Viewer,
        changed: &[ChangedBy],
    ) -> Result<Vec<Latest>, StoreError> {
        let subjects: BTreeSet<RecordId> = changed.iter().map(|(_, id)| id.clone()).collect();
        let files = self.files(subjects.iter().cloned().collect()).await?;
        let mut of_subject: BTreeMap<&RecordId, Vec<Turn>> = BTreeMap::new();
        for id in &subjects {
            let turns = with_noun!(id.noun(), N => turns::<N>(&files, viewer.sees, &typed(id)?)?, _ => Vec::new());
            of_subject.insert(id, turns);
        }
        let numbers: Vec<u64> = changed.iter().map(|(revision, _)| *revision).collect();
        let revisions = self.revisions_numbered(viewer, &numbers).await?;
        let ruled = self.rulings().await?.merges;
        let mut found = Vec::new();
        for (revision, subject) in changed {
            let turns = of_subject.get(subject).map_or(&[][..], Vec::as_slice);
            let Some(at) = turns.iter().position(|turn| turn.revision == *revision) else {
                continue;
            };
            let Some(made) = revisions.get(revision) else { continue };
            let Turn { changes, rulings, there, .. } = &turns[at];
            let homes = self.merged();
            let into = |from: &RecordId, home: &RecordId| {
                let moved = homes.moved(viewer.sees, from) == Some(home);
                moved && (from == subject || home == subject)
            };
            let merged = ruled.iter().any(|(ruling, decision)| match decision {
                Decision::Merge { subject, into: home } => {
                    ruling.revision == *revision && into(subject, home)
                }
                _ => false,
            });
            found.push(Latest {
                subject: subject.clone(),
                revision: made.clone(),
                first: at == 0,
                there: *there,
                merged,
                changes: changes.clone(),
                rulings: rulings.clone(),
            });
        }
        Ok(found)
    }
}
