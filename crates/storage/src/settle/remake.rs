//! Makes the records of a noun from all that was ever said.

use detente_core::Merged;
use sea_orm::ConnectionTrait;

use super::{leaning, resolved, walk::Walk, write::Rows};
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
    let mut walk = Walk::of(N::NAME, merged);
    let mut around = leaning::Around::default();
    let mut said = walk.next(ledger).await?;
    let mut ready: Option<Rows<N>> = None;
    let mut made = 0;
    while said.is_some() || ready.is_some() {
        let written = async {
            match ready.take() {
                Some(rows) => rows.write(db, &[]).await.map(|turned| turned.changed.len()),
                None => Ok(0),
            }
        };
        let next = async {
            match said.take() {
                Some(dockets) => resolved::<N>(db, merged, dockets, &mut around).await.map(Some),
                None => Ok(None),
            }
        };
        let (written, next, after) = tokio::join!(written, next, walk.next(ledger));
        made += written?;
        ready = next?;
        said = after?;
    }
    Ok(made)
}
