//! Import: how many claims a second the ledger takes.

use std::{
    io::Write,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use detente_bench::generator::{Error, Generator};
use detente_core::Seed;
use detente_storage::{Draft, Store, Viewer};

use crate::{machine, table};

/// Invents so many people and imports them.
pub async fn run(people: usize, database: &str, seed: u64) -> Result<(), Error> {
    let store = Store::open(database).await?;
    let viewer = Viewer::owner("bench");
    let mut generator = Generator::new(seed, people)?;
    let (mut claims, mut appending) = (0_u32, Duration::ZERO);
    let began = Instant::now();
    while let Some(submission) = generator.revision()? {
        let revision = store.head().await? + 1;
        let draft = Draft {
            submission,
            rulings: Vec::new(),
            reason: String::new(),
            made_at: now()?,
            seed: salt(seed, revision),
        };
        let turn = Instant::now();
        let appended = store.append(&viewer, draft).await?;
        let took = turn.elapsed();
        appending += took;
        let added = u32::try_from(appended.added)?;
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

fn rate(claims: u32, took: Duration) -> String {
    format!("{:.0} claims/s", f64::from(claims) / took.as_secs_f64())
}

/// How large the file and its log are, where the database is a file.
fn size(database: &str) -> Option<u64> {
    let path = database.strip_prefix("sqlite://")?;
    let size = |path: &str| std::fs::metadata(path).map(|file| file.len());
    Some(size(path).ok()? + size(&format!("{path}-wal")).unwrap_or(0))
}

/// A benchmark's salts may be guessed: nobody's life depends on them.
fn salt(seed: u64, revision: u64) -> Seed {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed.to_be_bytes());
    bytes[8..16].copy_from_slice(&revision.to_be_bytes());
    Seed(bytes)
}

#[expect(clippy::disallowed_methods, reason = "a benchmark is an edge: here the clock is read")]
fn now() -> Result<detente_core::Instant, Error> {
    let millis = i64::try_from(SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis())?;
    detente_core::Instant::from_millis(millis).ok_or_else(|| "the clock is wrong".into())
}
