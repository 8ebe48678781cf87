//! How a ledger begins: with several revisions at once, or with none.

use crate::{Draft, Store, StoreError, Viewer, append::Written, boxed, signature, store::head};

impl Store {
    /// Begins an empty ledger with these revisions, all of them or none; where
    /// anything stands in it already, nothing is added. Gives how many claims were.
    ///
    /// A start that is cut off leaves the ledger empty. So a ledger that holds
    /// the first of them and not the others is a past, and stays one.
    #[boxed]
    pub async fn found(&self, viewer: &Viewer, drafts: Vec<Draft>) -> Result<usize, StoreError> {
        let (place, tx) = self.begin().await?;
        // Asked within the transaction, for another process may begin the same database.
        if head(&tx).await? > 0 {
            return Ok(0);
        }
        let mut added = 0;
        for draft in drafts {
            Self::may(viewer, &draft)?;
            let Written { appended, .. } = Self::write(&tx, viewer, draft).await?;
            added += appended.added;
            if let (Some(number), Some(key)) = (appended.revision, &self.signing) {
                signature::sign(&tx, number, key).await?;
            }
        }
        self.commit(place, tx).await?;
        self.catch_up().await?;
        Ok(added)
    }
}
