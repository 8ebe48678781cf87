//! Throws the records away and makes them again from the ledger.

use detente_core::{NOUNS, with_noun};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{
    Store, StoreError, Table,
    ledger::{entry, reference},
    settle::{self, News},
};

/// How many subjects are settled at a time: so the memory it takes does not
/// depend on how many there are.
const SUBJECTS: u64 = 8000;

impl Store {
    /// Makes every record again from the ledger, in one transaction. What it
    /// gives is what `append` had given, to the byte.
    pub async fn rebuild(&self) -> Result<usize, StoreError> {
        let tx = self.begin().await?;
        reference::Entity::delete_many().exec(&tx).await?;
        for noun in NOUNS {
            with_noun!(*noun, N => { <N as Table>::Entity::delete_many().exec(&tx).await?; }, _ => {});
        }
        let mut settled = 0;
        // What others lean on comes first: nouns stand in the order they are settled in.
        for noun in NOUNS {
            let end = format!("{noun}0");
            let mut after = format!("{noun}/");
            loop {
                let claims = entry::Entity::find()
                    .filter(entry::Column::Subject.gt(after.as_str()))
                    .filter(entry::Column::Subject.lt(end.as_str()))
                    .order_by_asc(entry::Column::Subject)
                    .limit(SUBJECTS);
                let subjects = settle::subjects(&tx, claims).await?;
                let Some(last) = subjects.last() else { break };
                last.as_str().clone_into(&mut after);
                let news = News { nothing_written: true, ..News::default() };
                settled += settle::settle(&tx, subjects, news).await?.len();
            }
        }
        self.commit(tx).await?;
        self.cache.forget_all();
        Ok(settled)
    }
}
