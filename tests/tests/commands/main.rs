//! What a transcript cannot show: a server at work, a reader who goes away, a file too large.

#![expect(clippy::unwrap_used, reason = "tests")]

mod files;
mod serving;
mod watching;
mod writing;

use std::{
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
};

fn detente(database: &Path) -> Command {
    detente_tests::detente(env!("CARGO_BIN_EXE_detente-under-test"), database)
}

fn said(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

/// A server at work, stopped when the test is over.
struct Serving(Child, String);

impl Serving {
    fn begin(command: &mut Command) -> Self {
        Self::begin_at("127.0.0.1:0", command)
    }

    fn begin_at(address: &str, command: &mut Command) -> Self {
        let mut child =
            command.args(["--address", address]).stdout(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let playground = lines.next().unwrap().unwrap();
        let endpoint = lines.next().unwrap().unwrap();
        assert!(playground.starts_with("Playground  http://127.0.0.1:"), "{playground}");
        let endpoint = endpoint.strip_prefix("Endpoint    ").unwrap().to_owned();
        Self(child, endpoint)
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.0.kill(); // it may have ended by itself
        let _ = self.0.wait();
    }
}

/// Makes a token, and keeps its secret in a file.
fn token(database: &Path, role: &str, name: &str) -> PathBuf {
    let made = detente(database)
        .args(["token", "create", "--role", role, "--name", name])
        .output()
        .unwrap();
    let (code, secret, err) = said(&made);
    assert_eq!(code, Some(0), "{err}");
    assert!(secret.starts_with("detente_") && secret.lines().count() == 1, "{secret}");
    let file = database.with_extension(format!("{name}.token"));
    std::fs::write(&file, secret).unwrap();
    file
}
