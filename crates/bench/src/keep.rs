//! Keeping: how many claims a second are verified, made into records anew, and mirrored.

use std::time::{Duration, Instant};

use detente_bench::generator::Error;
use detente_storage::{LedgerRevision, Origin, PageStart, Store, Viewer};

use crate::{import::rate, machine, table};

/// How many bytes a page of the ledger has, about.
const PAGE: usize = 1_000_000;

/// Verifies a database: the ledger, and every row beside it.
pub async fn verify(database: &str) -> Result<(), Error> {
    let store = Store::open(database).await?;
    let began = Instant::now();
    store.verify_whole().await?;
    report(&store, "verify", began.elapsed()).await
}

/// Verifies the ledger of a database by itself.
pub async fn chain(database: &str) -> Result<(), Error> {
    let store = Store::open(database).await?;
    let began = Instant::now();
    store.verify().await?;
    report(&store, "verify, the ledger alone", began.elapsed()).await
}

/// Makes the records of a database anew.
pub async fn rebuild(database: &str) -> Result<(), Error> {
    let store = Store::open(database).await?;
    let began = Instant::now();
    store.rebuild().await?;
    report(&store, "rebuild", began.elapsed()).await
}

/// Takes the ledger of one database into another as a mirror does, but with no
/// network between: what is left of it is the databases' own.
pub async fn mirror(database: &str, into: &str) -> Result<(), Error> {
    let (from, store) = (Store::open(database).await?, Store::open(into).await?);
    let public = Viewer::public();
    let origin = Origin { address: database.to_owned(), pinned: None };
    let (mut start, mut half) = (PageStart::default(), None);
    let (mut reading, began) = (Duration::ZERO, Instant::now());
    loop {
        let turn = Instant::now();
        let page = from.ledger_page(&public, start, 500, PAGE).await?;
        reading += turn.elapsed();
        if page.revisions.is_empty() {
            break;
        }
        start = page.next;
        let whole = LedgerRevision::together(&mut half, page.revisions);
        if !whole.is_empty() {
            store.extend(&origin, whole).await?;
        }
    }
    let took = began.elapsed();
    let entries = u32::try_from(store.entries().await?)?;
    table::print(&[("pages of the ledger, read", rate(entries, reading))])?;
    report(&store, "mirror, one step after the other", took).await
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
