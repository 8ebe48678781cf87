//! Keeping: how many claims a second are verified, and made into records anew.

use std::time::{Duration, Instant};

use detente_bench::generator::Error;
use detente_storage::Store;

use crate::{import::rate, machine, table};

/// Verifies the ledger of a database.
pub async fn verify(database: &str) -> Result<(), Error> {
    let store = Store::open(database).await?;
    let began = Instant::now();
    store.verify().await?;
    report(&store, "verify", began.elapsed()).await
}

/// Makes the records of a database anew.
pub async fn rebuild(database: &str) -> Result<(), Error> {
    let store = Store::open(database).await?;
    let began = Instant::now();
    store.rebuild().await?;
    report(&store, "rebuild", began.elapsed()).await
}

async fn report(store: &Store, what: &str, took: Duration) -> Result<(), Error> {
    let entries = u32::try_from(store.entries().await?)?;
    let processor = machine::worked() * 1e6 / f64::from(entries.max(1));
    let (_, most) = machine::memory();
    store.close().await?;
    let figures = [
        ("entries of the ledger", entries.to_string()),
        (what, rate(entries, took)),
        ("processor, an entry", format!("{processor:.0} µs")),
        ("most memory", format!("{most} MB")),
    ];
    table::print(&figures)?;
    Ok(())
}
