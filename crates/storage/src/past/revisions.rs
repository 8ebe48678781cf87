//! The revisions, as a viewer may see them.
//!
//! Number, time and hash are the chain's, and public. Who made a revision, and
//! what for, is told to everyone where nothing of it is kept back (`given/headings.rs`).

use std::collections::HashMap;

use detente_core::{Audience, NOUNS, RecordId};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Statement, Value,
};

use crate::{
    Revision, Store, StoreError, Viewer, boxed, ledger::revision, store::BATCH, viewer::Shown,
};

/// The subjects that revisions changed for an audience, with the revision, as
/// far as there is a record of them today. What a revision of an older version
/// changed counts for everyone.
fn seen_changes(audience: Audience) -> String {
    let [both, own] = Shown::to(audience);
    let each = NOUNS.iter().map(|noun| {
        format!(
            "select c.revision as revision, c.subject as subject from change c \
             where c.subject >= '{noun}/' and c.subject < '{noun}0' \
             and c.audience in ('{both}', '{own}', 'unstated') and exists (\
             select 1 from \"{noun}\" r where r.id = c.subject and r.audience in ('{both}', '{own}'))"
        )
    });
    each.collect::<Vec<_>>().join(" union all ")
}

impl Store {
    /// Revisions by their numbers, from the first of these to the second, oldest
    /// first, as a viewer may see them.
    #[boxed]
    pub async fn shown_revisions(
        &self,
        viewer: &Viewer,
        first: u64,
        last: u64,
    ) -> Result<Vec<Revision>, StoreError> {
        let rows = revision::Entity::find()
            .filter(revision::Column::Number.gte(first.cast_signed()))
            .filter(revision::Column::Number.lte(last.cast_signed()))
            .order_by_asc(revision::Column::Number);
        let rows = rows.all(&self.db).await?;
        self.met(rows.last().map(|row| row.number.cast_unsigned())).await?;
        let mut found = rows.into_iter().map(Revision::of).collect::<Result<Vec<_>, _>>()?;
        if viewer.sees == Audience::Restricted || found.is_empty() {
            return Ok(found);
        }
        self.keep_secret(found.iter_mut()).await?;
        Ok(found)
    }

    /// Takes away who made a revision, and what for, where that is not told to everyone.
    async fn keep_secret(
        &self,
        revisions: impl Iterator<Item = &mut Revision>,
    ) -> Result<(), StoreError> {
        let revisions: Vec<&mut Revision> = revisions.collect();
        let given = self.headings_given(revisions.iter().map(|revision| revision.number)).await?;
        for revision in revisions {
            if !given.contains(&revision.number) {
                (revision.author, revision.message) = (None, None);
            }
        }
        Ok(())
    }

    /// These revisions, by number, each of which a viewer sees to have changed something.
    pub(super) async fn revisions_numbered(
        &self,
        viewer: &Viewer,
        numbers: &[u64],
    ) -> Result<HashMap<u64, Revision>, StoreError> {
        let mut found = HashMap::new();
        for batch in numbers.chunks(BATCH) {
            let which = batch.iter().map(|number| number.cast_signed());
            let rows = revision::Entity::find().filter(revision::Column::Number.is_in(which));
            for row in rows.all(&self.db).await? {
                let revision = Revision::of(row)?;
                found.insert(revision.number, revision);
            }
        }
        if viewer.sees == Audience::Public {
            self.keep_secret(found.values_mut()).await?;
        }
        Ok(found)
    }

    /// The subjects that a revision changed for a viewer, by identifier, as far
    /// as there is something of them to see today.
    #[boxed]
    pub async fn changed(
        &self,
        viewer: &Viewer,
        revision: u64,
        after: Option<&RecordId>,
        limit: u64,
    ) -> Result<Vec<RecordId>, StoreError> {
        let backend = self.db.get_database_backend();
        let mark = if backend == sea_orm::DbBackend::Postgres { "$1" } else { "?" };
        let sql = format!(
            "select subject from ({}) s where revision = {revision} and subject > {mark} \
             order by subject limit {limit}",
            seen_changes(viewer.sees)
        );
        let after = Value::from(after.map_or("", RecordId::as_str));
        let statement = Statement::from_sql_and_values(backend, sql, [after]);
        let rows = self.db.query_all_raw(statement).await?;
        let subjects = rows.iter().map(|row| row.try_get::<String>("", "subject"));
        let subjects = subjects.collect::<Result<Vec<_>, _>>()?;
        Ok(subjects.into_iter().map(|id| id.parse()).collect::<Result<_, _>>()?)
    }

    /// How many subjects a revision changed for a viewer, likewise.
    #[boxed]
    pub async fn changed_count(&self, viewer: &Viewer, revision: u64) -> Result<u64, StoreError> {
        let sql = format!(
            "select count(*) as many from ({}) s where revision = {revision}",
            seen_changes(viewer.sees)
        );
        let statement = Statement::from_string(self.db.get_database_backend(), sql);
        let row = self.db.query_one_raw(statement).await?;
        let many = row.map(|row| row.try_get::<i64>("", "many")).transpose()?;
        Ok(many.unwrap_or(0).cast_unsigned())
    }
}
