//! Killed at any moment, the program leaves a database that holds, with all that it had acknowledged.
//!
//! What was acknowledged is noted here, outside of the process that is killed.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "tests")]

mod import;
#[path = "../people/mod.rs"]
mod people;
mod rulings;
mod server;

use std::{
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use detente_core::{Id, Person};
use detente_storage::{Store, Viewer};

fn detente(database: &Path) -> Command {
    let mut command = detente_tests::detente(env!("CARGO_BIN_EXE_detente-under-test"), database);
    command.stdout(Stdio::piped()).stderr(Stdio::null());
    command
}

/// Waits so long, and kills what has not ended by then. Whether it had.
fn kill_after(child: &mut Child, wait: Duration) -> bool {
    let begun = Instant::now();
    while begun.elapsed() < wait {
        if child.try_wait().unwrap().is_some() {
            return true;
        }
        thread::sleep(Duration::from_millis(1));
    }
    let ended = child.try_wait().unwrap().is_some();
    let _ = child.kill(); // it may have ended by itself
    child.wait().unwrap();
    ended
}

/// A time to wait, another in every round and the same in every run.
fn moment(round: u64, longest: Duration) -> Duration {
    let scattered = (round + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32;
    longest.mul_f64(f64::from(u32::try_from(scattered).unwrap()) / f64::from(u32::MAX))
}

/// How long a command takes here: the first is let be, and tells; the others are
/// killed at some moment of it.
#[derive(Default)]
struct Usual(Duration);

impl Usual {
    /// Runs a command, and kills it unless it ends before. Whether it did, and so
    /// acknowledged what it was told to do.
    fn run(&mut self, round: u64, command: &mut Command) -> bool {
        let begun = Instant::now();
        let mut child = command.spawn().unwrap();
        let first = self.0.is_zero();
        let wait = if first { Duration::MAX } else { moment(round, self.0.mul_f64(1.3)) };
        let ended = kill_after(&mut child, wait);
        if first {
            self.0 = begun.elapsed();
        }
        assert!(!ended || child.wait().unwrap().success(), "{command:?}");
        ended
    }
}

/// What the database holds once it is opened again.
struct Found {
    store: Store,
    runtime: tokio::runtime::Runtime,
}

impl Found {
    fn open(database: &Path) -> Self {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let url = format!("sqlite://{}", database.display());
        let store = runtime.block_on(Store::open(&url)).unwrap();
        runtime.block_on(store.verify_whole()).unwrap();
        Self { store, runtime }
    }

    /// What a person is known by, if anything is said of them.
    fn known_as(&self, person: &str) -> Option<String> {
        let id: Id<Person> = person.parse().unwrap();
        let public = Viewer::public();
        let found = self.runtime.block_on(self.store.record::<Person>(&public, &id)).unwrap();
        found.map(|record| record.id.to_string())
    }

    fn holds(&self, person: &str) -> bool {
        self.known_as(person).is_some()
    }

    fn close(self) {
        self.runtime.block_on(self.store.close()).unwrap();
    }
}

/// A database without records, of which the first start is over.
fn empty(folder: &Path) -> PathBuf {
    let database = folder.join("detente.db");
    let opening = detente_server::service::Opening { empty: true };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(detente_server::service::open(&database.to_string_lossy(), opening)).unwrap();
    database
}
