//! Throws the records away and makes them again from the ledger.

use detente_core::{NOUNS, with_noun};
use sea_orm::EntityTrait;

use crate::{
    Store, StoreError, Table, dispute, erased,
    ledger::{entry, reference},
    merged, pending,
    settle::{self, News},
};

impl Store {
    /// Makes every record again from the ledger, in one transaction. What it
    /// gives is what `append` had given, to the byte.
    pub async fn rebuild(&self) -> Result<usize, StoreError> {
        let tx = self.begin().await?;
        reference::Entity::delete_many().exec(&tx).await?;
        dispute::row::Entity::delete_many().exec(&tx).await?;
        dispute::party::Entity::delete_many().exec(&tx).await?;
        for noun in NOUNS {
            with_noun!(*noun, N => { <N as Table>::Entity::delete_many().exec(&tx).await?; }, _ => {});
        }
        let merged = merged::remake(&tx).await?;
        pending::remake(&tx).await?;
        let subjects = settle::subjects(&tx, entry::Entity::find()).await?;
        let news = News { nothing_written: true, ..News::default() };
        let settled = settle::settle(&tx, &merged, subjects, news).await?;
        self.commit(tx).await?;
        self.know(merged);
        self.cache.forget_all();
        if erased::any(&self.db).await? {
            self.clean().await?;
        }
        Ok(settled.len())
    }
}
