//! Makes the records of a noun from all that was ever said.

use detente_core::Merged;
use sea_orm::ConnectionTrait;
use tokio::sync::mpsc;

use super::{AHEAD, leaning, resolved, walk::Walk, write::Rows};
use crate::{StoreError, Table};

/// Makes every record of a noun, of which nothing is written yet. What others
/// lean on must be made before. Gives how many there are.
///
/// The ledger is read by another connection where there is one: while some
/// records are written, the next are resolved, and those after them read.
pub(crate) async fn remake<N: Table>(
    db: &impl ConnectionTrait,
    ledger: &impl ConnectionTrait,
    merged: &Merged,
) -> Result<usize, StoreError> {
    let (say, mut said) = mpsc::channel(AHEAD);
    let (ready, mut rows) = mpsc::channel(AHEAD);
    let read = async move {
        let mut walk = Walk::of(N::NAME, merged);
        while let Some(dockets) = walk.next(ledger).await? {
            // Whoever hears no more has failed, and says so.
            let _ = say.send(dockets).await;
        }
        Ok(())
    };
    let resolve = async move {
        let mut around = leaning::Around::default();
        while let Some(dockets) = said.recv().await {
            let _ = ready.send(resolved::<N>(db, merged, dockets, &mut around).await?).await;
        }
        Ok(())
    };
    let write = async move {
        let mut made = 0;
        while let Some(rows) = rows.recv().await {
            let rows: Rows<N> = rows;
            made += rows.write(db, &[]).await?.changed.len();
        }
        Ok::<_, StoreError>(made)
    };
    let ((), (), made) = tokio::try_join!(read, resolve, write)?;
    Ok(made)
}
