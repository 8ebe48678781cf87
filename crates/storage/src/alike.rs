//! Pages that are called alike: without a title, of one publisher and one day.

use std::collections::{BTreeSet, HashSet};

use detente_core::{Id, Organization, PartialDate};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::{Store, StoreError, Viewer, boxed, source, store::BATCH, viewer::Shown};

/// A publisher, and the day of a page.
pub type Published = (Id<Organization>, PartialDate);

impl Store {
    /// Those of these publishers and days of which the viewer sees several pages without a title.
    #[boxed]
    pub async fn alike(
        &self,
        viewer: &Viewer,
        asked: &[Published],
    ) -> Result<HashSet<Published>, StoreError> {
        use source::{Column, Entity};
        let mut once: HashSet<Published> = HashSet::new();
        let mut found = HashSet::new();
        for batch in asked.chunks(BATCH / 2) {
            let publishers: BTreeSet<&str> =
                batch.iter().map(|(publisher, _)| publisher.as_record_id().as_str()).collect();
            let days: BTreeSet<String> = batch.iter().map(|(_, on)| on.to_string()).collect();
            let pages = Entity::find()
                .select_only()
                .columns([Column::Publisher, Column::PublishedOn])
                .filter(Column::Publisher.is_in(publishers))
                .filter(Column::PublishedOn.is_in(days))
                .filter(Column::Title.is_null())
                .filter(Column::Audience.is_in(Shown::to(viewer.sees)));
            let pages: Vec<Published> = pages.into_tuple().all(&self.db).await?;
            found.extend(pages.into_iter().filter(|page| !once.insert(page.clone())));
        }
        Ok(found)
    }
}
