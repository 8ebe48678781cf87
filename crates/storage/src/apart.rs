//! Identifiers that the keepers of the record keep apart, whatever they have in common.

use std::collections::HashSet;

use detente_core::{Body, Decision, RecordId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::{Store, StoreError, Viewer, boxed, ledger::entry, settle::read, store::BATCH};

impl Store {
    /// Which of these identifiers were ruled to be two subjects, each pair in both
    /// orders. Where they were merged since, they are one, and no pair of two.
    #[boxed]
    pub async fn kept_apart(
        &self,
        viewer: &Viewer,
        ids: &[&RecordId],
    ) -> Result<HashSet<(RecordId, RecordId)>, StoreError> {
        let merged = self.merged();
        let mut apart = HashSet::new();
        let mut known: HashSet<String> = HashSet::new();
        for id in ids {
            known.insert(id.to_string());
            if merged.concerns(id) {
                // What was ruled of an identifier that was merged into it since holds of it.
                let members = merged.members(viewer.sees, id);
                known.extend(members.iter().map(ToString::to_string));
            }
        }
        let ids: Vec<&str> = known.iter().map(String::as_str).collect();
        for batch in ids.chunks(BATCH) {
            let rulings = entry::Entity::find()
                .filter(entry::Column::Kind.eq("part"))
                .filter(entry::Column::Subject.is_in(batch.iter().copied()));
            for row in rulings.all(&self.db).await? {
                let Body::Ruling(ruling) = read(&row)? else { continue };
                if let Decision::Part { subject, from } = ruling.decision {
                    let home = |id: &RecordId| merged.home(viewer.sees, id).clone();
                    let (one, other) = (home(&subject), home(&from));
                    apart.insert((other.clone(), one.clone()));
                    apart.insert((one, other));
                }
            }
        }
        Ok(apart)
    }
}
