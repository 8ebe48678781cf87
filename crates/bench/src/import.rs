//! Import: how many claims a second the ledger takes.

use std::{
    io::Write,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use detente_bench::generator::{Error, Generator};
use detente_core::Seed;
use detente_storage::{Draft, Formed, Store, Viewer};

use crate::{machine, table};

/// Invents so many people and imports them.
pub async fn run(people: usize, database: &str, seed: u64) -> Result<(), Error> {
    let store = Store::open(database).await?;
    let viewer = Viewer::owner("bench");
    let mut generator = Generator::new(seed, people)?;
    let (mut claims, mut appending) = (0_u32, Duration::ZERO);
    let began = Instant::now();
    let head = store.head().await?;
    let mut drafts = (head + 1..).map(|revision| {
        let Some(submission) = generator.revision()? else { return Ok(None) };
        let (rulings, reason) = (Vec::new(), String::new());
        let (made_at, seed) = (now()?, salt(seed, revision));
        Ok::<_, Error>(Some(Draft { submission, rulings, reason, made_at, seed }))
    });
    let mut next = || drafts.next().transpose().map(Option::flatten);
    let mut formed = next()?.map(Formed::from);
    while let Some(ready) = formed.take() {
        let draft = next()?;
        let turn = Instant::now();
        // While one revision is written, the one after it is made ready.
        let forming = tokio::task::spawn_blocking(|| draft.map(Formed::from));
        let (appended, after) = tokio::join!(store.append(&viewer, ready), forming);
        let took = turn.elapsed();
        formed = after?;
        let added = u32::try_from(appended?.added)?;
        appending += took;
        claims += added;
        let mut err = std::io::stderr().lock();
        write!(err, "\r{claims} claims, the last {added} at {}   ", rate(added, took))?;
    }
    let whole = began.elapsed();
    store.close().await?;
    let (_, most) = machine::memory();
    let mut figures = vec![
        ("people", people.to_string()),
        ("claims", claims.to_string()),
        ("import", rate(claims, appending)),
        ("import, with inventing what is imported", rate(claims, whole)),
        ("whole", format!("{:.1} s", whole.as_secs_f64())),
        ("processor, a claim", format!("{:.0} µs", machine::worked() * 1e6 / f64::from(claims))),
        ("most memory", format!("{most} MB")),
    ];
    if let Some(bytes) = size(database) {
        figures.push(("file", format!("{} MB", bytes / 1_000_000)));
        figures.push(("file, a claim", format!("{} bytes", bytes / u64::from(claims.max(1)))));
    }
    writeln!(std::io::stderr().lock())?;
    table::print(&figures)?;
    Ok(())
}

/// How many claims in a second.
pub fn rate(claims: u32, took: Duration) -> String {
    format!("{:.0} claims/s", f64::from(claims) / took.as_secs_f64())
}

/// How large the file and its log are, where the database is a file.
fn size(database: &str) -> Option<u64> {
    let path = database.strip_prefix("sqlite://")?;
    let size = |path: &str| std::fs::metadata(path).map(|file| file.len());
    Some(size(path).ok()? + size(&format!("{path}-wal")).unwrap_or(0))
}

/// A benchmark's salts may be guessed: nobody's life depends on them.
pub fn salt(seed: u64, revision: u64) -> Seed {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_be_bytes());
    bytes[8..16].copy_from_slice(&revision.to_be_bytes());
    Seed(bytes)
}

#[expect(clippy::disallowed_methods, reason = "a benchmark is an edge: here the clock is read")]
pub fn now() -> Result<detente_core::Instant, Error> {
    let millis = i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis())?;
    detente_core::Instant::from_millis(millis).ok_or_else(|| "the clock is wrong".into())
}
