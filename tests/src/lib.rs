//! End to end: what a user sees. The tests stand under `tests/`, the transcripts beside it.

use std::{path::Path, process::Command};

/// The program under test, on a database, with nothing said to it by the surroundings.
#[must_use]
pub fn detente(program: &str, database: &Path) -> Command {
    let mut command = Command::new(program);
    for silent in ["DETENTE_SERVER", "DETENTE_CONFIG", "DETENTE_TOKEN"] {
        command.env(silent, "");
    }
    command.env_remove("DETENTE_SIGNING_KEY");
    command.env("DETENTE_DATABASE", database).env("RUST_LOG", "off");
    command
}
