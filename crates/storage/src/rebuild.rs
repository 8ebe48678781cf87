//! Throws the records away and makes them again from the ledger.

use detente_core::{NOUNS, with_noun};
use sea_orm::EntityTrait;

use crate::{
    Store, StoreError, Table, boxed, dispute, erased, ledger::reference, merged, pending,
    search::name_key, settle,
};

impl Store {
    /// Makes every record again from the ledger, in one transaction. What it
    /// gives is what `append` had given, to the byte.
    #[boxed]
    pub async fn rebuild(&self) -> Result<usize, StoreError> {
        let (place, tx) = self.begin().await?;
        reference::Entity::delete_many().exec(&tx).await?;
        settle::named::Entity::delete_many().exec(&tx).await?;
        name_key::Entity::delete_many().exec(&tx).await?;
        dispute::row::Entity::delete_many().exec(&tx).await?;
        dispute::party::Entity::delete_many().exec(&tx).await?;
        for noun in NOUNS {
            with_noun!(*noun, N => { <N as Table>::Entity::delete_many().exec(&tx).await?; }, _ => {});
        }
        let merged = merged::remake(&tx).await?;
        pending::remake(&tx).await?;
        let beside = self.begin_beside().await?;
        let ledger = beside.as_ref().unwrap_or(&tx);
        let mut made = 0;
        // What others lean on comes first: nouns stand in the order they are settled in.
        for noun in NOUNS {
            made +=
                with_noun!(*noun, N => settle::remake::<N>(&tx, ledger, &merged).await?, _ => 0);
        }
        if let Some(beside) = beside {
            beside.rollback().await?;
        }
        settle::contradictions(&tx, &merged).await?;
        let place = self.commit(place, tx).await?;
        self.know(merged);
        self.cache.forget_all();
        drop(place);
        if erased::any(&self.db).await? {
            self.clean().await?;
        }
        Ok(made)
    }
}
