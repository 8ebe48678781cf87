//! A revision that is being written: its heading first, then its entries, and the
//! hash that chains them to the revision before it at last.

use detente_core::{Chain, ChainLink, Heading, Sealed, Seed};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter, sea_query::Expr,
};

use crate::{
    StoreError,
    append::unwritable,
    insert::insert_many,
    ledger::{entry, revision},
};

/// A revision that is being written. Until it is closed its row carries no hash.
pub(crate) struct Opened {
    number: i64,
    chain: Chain,
}

impl Opened {
    /// Writes its sealed heading.
    pub(crate) async fn open(
        tx: &DatabaseTransaction,
        link: ChainLink<'_>,
        heading: &Heading,
        seed: Seed,
    ) -> Result<Self, StoreError> {
        let heading = heading.canonical().map_err(|error| unwritable(link.number, 0, &error))?;
        let heading = Sealed::new(seed.salt(0), heading);
        let mut chain = Chain::of(link);
        chain.add(&heading.commitment);
        let number = link.number.cast_signed();
        let row = revision::Model {
            number,
            made_at: link.made_at.to_owned(),
            commitment: heading.commitment,
            salt: Some(heading.salt.to_string()),
            body: Some(heading.body),
            hash: String::new(),
        };
        revision::Entity::insert(row.into_active_model()).exec_without_returning(tx).await?;
        Ok(Self { number, chain })
    }

    /// Writes its next entries.
    pub(crate) async fn add(
        &mut self,
        tx: &DatabaseTransaction,
        rows: Vec<entry::Model>,
    ) -> Result<(), StoreError> {
        for row in &rows {
            self.chain.add(&row.commitment);
        }
        Ok(insert_many::<entry::Entity>(tx, rows, entry::WRITTEN).await?)
    }

    /// Writes its hash: nothing is added to it any more.
    pub(crate) async fn close(self, tx: &DatabaseTransaction) -> Result<(), StoreError> {
        let hash = Expr::value(self.chain.hash());
        let row = revision::Entity::update_many().col_expr(revision::Column::Hash, hash);
        row.filter(revision::Column::Number.eq(self.number)).exec(tx).await?;
        Ok(())
    }
}
