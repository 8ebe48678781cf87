//! Throws the records away and makes them again from the ledger.

use std::collections::BTreeSet;

use detente_core::{NOUNS, RecordId, with_noun};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{
    Store, StoreError, Table, dispute, erased,
    ledger::{entry, reference},
    merged, pending,
    search::name_key,
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
        name_key::Entity::delete_many().exec(&tx).await?;
        dispute::row::Entity::delete_many().exec(&tx).await?;
        dispute::party::Entity::delete_many().exec(&tx).await?;
        for noun in NOUNS {
            with_noun!(*noun, N => { <N as Table>::Entity::delete_many().exec(&tx).await?; }, _ => {});
        }
        let merged = merged::remake(&tx).await?;
        pending::remake(&tx).await?;
        let mut settled = 0;
        // What others lean on comes first: nouns stand in the order they are settled in.
        for noun in NOUNS {
            let end = format!("{noun}0");
            let mut after = format!("{noun}/");
            // What is merged is settled together.
            let pairs = merged.merges().flat_map(|(id, into, _)| [id.clone(), into.clone()]);
            let mut ready: BTreeSet<RecordId> = pairs.filter(|id| id.noun() == *noun).collect();
            loop {
                let news = News { nothing_written: true, in_steps: true, ..News::default() };
                settled += settle::settle(&tx, &merged, ready, news).await?.len();
                let claims = entry::Entity::find()
                    .filter(entry::Column::Subject.gt(after.as_str()))
                    .filter(entry::Column::Subject.lt(end.as_str()))
                    .order_by_asc(entry::Column::Subject)
                    .limit(SUBJECTS);
                ready = settle::subjects(&tx, claims).await?;
                let Some(last) = ready.last() else { break };
                if last.as_str() <= after.as_str() {
                    return Err(StoreError::out_of_order("entry"));
                }
                last.as_str().clone_into(&mut after);
                ready.retain(|id| !merged.concerns(id));
            }
        }
        settle::contradictions(&tx).await?;
        self.commit(tx).await?;
        self.know(merged);
        self.cache.forget_all();
        if erased::any(&self.db).await? {
            self.clean().await?;
        }
        Ok(settled)
    }
}
