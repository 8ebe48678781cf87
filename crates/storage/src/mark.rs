//! The mark by which a mirror notices that it visits itself: it is left in the mirror's own
//! database, and the server that is visited is asked for the one in its.

use sea_orm::EntityTrait;

use crate::{Store, StoreError, boxed, erased::keyring, insert::insert};

/// The name of the mark in the keyring, which no mirror is given.
const MARK: &str = "mark";

impl Store {
    /// Leaves a mark, in the place of the one before.
    #[boxed]
    pub async fn leave_mark(&self, mark: String) -> Result<(), StoreError> {
        let (place, tx) = self.begin().await?;
        keyring::Entity::delete_by_id(MARK.to_owned()).exec(&tx).await?;
        let row = keyring::Model { name: MARK.to_owned(), secret: mark };
        insert::<keyring::Entity>(&tx, vec![row]).await?;
        self.commit(place, tx).await.map(drop)
    }

    /// The mark that was left last; none where nobody ever began a mirror in this database.
    #[boxed]
    pub async fn mark(&self) -> Result<Option<String>, StoreError> {
        let found = keyring::Entity::find_by_id(MARK.to_owned()).one(&self.db).await?;
        Ok(found.map(|row| row.secret))
    }
}
