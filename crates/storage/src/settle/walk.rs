//! A walk through all that was ever said on the subjects of a noun, some subjects at a time.

use std::collections::BTreeSet;

use detente_core::{Body, Merged, RecordId};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{
    aside,
    docket::{Docket, Said, body_of, dockets, gathered},
};
use crate::{StoreError, ledger::entry};

/// How many entries are read at a time: so the memory it takes does not depend
/// on how many there are.
const ENTRIES: u64 = 600;

/// Where a walk has come to.
pub(super) struct Walk<'a> {
    noun: &'static str,
    /// The last subject that was read; none at the end.
    after: Option<String>,
    merged: &'a Merged,
}

impl<'a> Walk<'a> {
    /// Begins at the first subject of a noun.
    pub(super) fn of(noun: &'static str, merged: &'a Merged) -> Self {
        Self { noun, after: Some(format!("{noun}/")), merged }
    }

    /// The next subjects, in order, each with all that bears on it; none at the
    /// end. What was merged comes last, with what it was merged into.
    pub(super) async fn next(
        &mut self,
        db: &impl ConnectionTrait,
    ) -> Result<Option<Vec<(RecordId, Docket)>>, StoreError> {
        let Some(after) = self.after.take() else { return Ok(None) };
        let said = self.said(db, &after).await?;
        let Some((last, ..)) = said.last() else {
            let of_noun = |id: &&RecordId| id.noun() == self.noun;
            let pairs = self.merged.merges().flat_map(|(id, into, _)| [id, into]);
            let pairs: BTreeSet<RecordId> = pairs.filter(of_noun).cloned().collect();
            if pairs.is_empty() {
                return Ok(None);
            }
            let pairs: Vec<RecordId> = pairs.into_iter().collect();
            return Ok(Some(dockets(db, &pairs, self.merged).await?.into_iter().collect()));
        };
        if last.as_str() <= after.as_str() {
            return Err(StoreError::out_of_order("entry"));
        }
        self.after = Some(last.to_string());
        let mut found = gathered(db, said).await?;
        found.retain(|id, docket| !docket.claims.is_empty() && !self.merged.concerns(id));
        Ok(Some(found.into_iter().collect()))
    }

    /// What was said of the subjects after one, of as many as fit.
    async fn said(&self, db: &impl ConnectionTrait, after: &str) -> Result<Said, StoreError> {
        let mut most = ENTRIES;
        loop {
            let page = entry::Entity::find()
                .select_only()
                .columns([entry::Column::Revision, entry::Column::Position, entry::Column::Subject])
                .column(entry::Column::Body)
                .filter(entry::Column::Subject.gt(after))
                .filter(entry::Column::Subject.lt(format!("{}0", self.noun)))
                .filter(entry::Column::Body.is_not_null())
                .order_by_asc(entry::Column::Subject)
                .limit(most);
            let mut page: Vec<(i64, i64, String, String)> = page.into_tuple().all(db).await?;
            if page.len() as u64 == most {
                // Of the last subject there may be more than was read.
                let last = page.last().map(|(_, _, subject, _)| subject.clone());
                let whole = page.partition_point(|(.., subject, _)| Some(subject) != last.as_ref());
                page.truncate(whole);
                if page.is_empty() {
                    most *= 2;
                    continue;
                }
            }
            return aside(move || {
                page.sort_unstable_by(|(revision, position, subject, _), (r, p, other, _)| {
                    (subject, revision, position).cmp(&(other, r, p))
                });
                page.into_iter().map(read).collect()
            })
            .await;
        }
    }
}

fn read(
    (revision, position, subject, body): (i64, i64, String, String),
) -> Result<(RecordId, detente_core::EntryId, Body), StoreError> {
    let id = entry::place(revision, position);
    Ok((subject.parse()?, id, body_of(id, &body)?))
}
