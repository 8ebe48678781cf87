//! What a transcript cannot show: a server at work, a reader who goes away, a file too large.

#![expect(clippy::unwrap_used, reason = "tests")]

use std::{
    fs::File,
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Child, Command, Output, Stdio},
};

use tempfile::TempDir;

fn detente(database: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_detente-under-test"));
    command.env("DETENTE_DATABASE", database).env("DETENTE_SERVER", "").env("RUST_LOG", "off");
    command
}

fn said(output: &Output) -> (Option<i32>, String, String) {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

/// A server at work, stopped when the test is over.
struct Serving(Child, String);

impl Serving {
    fn begin(command: &mut Command) -> Self {
        let mut child =
            command.args(["--address", "127.0.0.1:0"]).stdout(Stdio::piped()).spawn().unwrap();
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

#[test]
fn a_server_answers_what_the_local_database_answers() {
    let folder = TempDir::new().unwrap();
    let database = folder.path().join("detente.db");
    let serving = Serving::begin(detente(&database).arg("serve"));
    let questions: [&[&str]; 6] = [
        &["person", "list"],
        &["release", "show", "belarus-2025-12-13"],
        &["detained", "--on", "2025-12-20"],
        &["timeline", "--limit", "5"],
        &["source", "show", "wsn-2025-12-13-potash", "--output", "json"],
        &["agreement", "show", "us-belarus-2025-12", "--on", "2026-05-01"],
    ];
    for question in questions {
        let local = detente(&database).args(question).output().unwrap();
        let remote =
            detente(&database).args(["--server", &serving.1]).args(question).output().unwrap();
        assert_eq!(said(&remote), said(&local), "{question:?}");
        assert_eq!(local.status.code(), Some(0), "{question:?}");
    }
}

#[test]
fn a_server_takes_claims_only_if_it_was_told_to() {
    let folder = TempDir::new().unwrap();
    let database = folder.path().join("detente.db");
    let import = |server: &str| {
        let mut command = detente(&database);
        let output =
            command.args(["--server", server, "import", "fixtures/gazette.toml"]).output().unwrap();
        said(&output)
    };
    let serving = Serving::begin(detente(&database).arg("serve"));
    let (code, out, err) = import(&serving.1);
    assert_eq!((code, out.as_str()), (Some(4), ""));
    assert!(err.contains("start it with --writable") && err.contains("hint: "), "{err}");
    drop(serving);
    let serving = Serving::begin(detente(&database).args(["serve", "--writable"]));
    let (code, out, err) = import(&serving.1);
    assert_eq!(code, Some(0), "{err}");
    assert!(out.contains("3 claims added"), "{out}");
}

#[test]
fn a_port_that_is_taken_is_told_with_what_to_do() {
    let folder = TempDir::new().unwrap();
    let database = folder.path().join("detente.db");
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let output = detente(&database).args(["serve", "--address", &address]).output().unwrap();
    let (code, out, err) = said(&output);
    assert_eq!((code, out.as_str()), (Some(1), ""));
    assert!(err.starts_with(&format!("error: cannot listen on {address}: ")), "{err}");
    assert!(err.contains("hint: choose another with --address"), "{err}");
}

#[test]
fn a_reader_who_goes_away_is_no_error() {
    let folder = TempDir::new().unwrap();
    let database = folder.path().join("detente.db");
    let mut child = detente(&database)
        .args(["source", "show", "wsn-2025-12-13-potash", "--output", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    let (code, _, err) = said(&output);
    assert_eq!(code, Some(0), "{err}");
    assert!(!err.contains("error"), "{err}");
}

#[test]
fn a_file_of_a_hundred_megabytes_is_refused_unread() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("large.toml");
    File::create(&file).unwrap().set_len(100 * 1024 * 1024).unwrap();
    for check in [&["import", "--check"][..], &["import"]] {
        let output =
            detente(&folder.path().join("detente.db")).args(check).arg(&file).output().unwrap();
        let (code, _, err) = said(&output);
        assert_eq!(code, Some(1));
        assert!(
            err.contains("large.toml: the file has 100 MB, and at most 16 MB are read"),
            "{err}"
        );
        assert!(err.contains("hint: divide it into several dossiers"), "{err}");
    }
}

#[test]
fn completions_and_the_manual_know_every_command() {
    let folder = TempDir::new().unwrap();
    let run =
        |arguments: &[&str]| said(&detente(folder.path()).args(arguments).output().unwrap()).1;
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(run(&["completions", shell]).contains("headcount"), "{shell}");
    }
    assert!(run(&["man"]).contains(".TH detente 1"));
    run(&["man", &folder.path().join("man").to_string_lossy()]);
    assert!(folder.path().join("man/detente-sanction-compare.1").is_file());
}

#[test]
fn the_schemas_are_printed_without_a_database() {
    let folder = TempDir::new().unwrap();
    let run = |arguments: &[&str]| {
        said(&detente(&folder.path().join("none/at/all.db")).args(arguments).output().unwrap())
    };
    let (code, out, err) = run(&["schema"]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    assert_eq!(out, include_str!("../../schema.graphql"));
    let (_, out, _) = run(&["schema", "--dossier"]);
    assert_eq!(
        serde_json::from_str::<serde_json::Value>(&out).unwrap(),
        detente_core::dossier::json_schema()
    );
}
