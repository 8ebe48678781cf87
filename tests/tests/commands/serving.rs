//! A server at work, for whoever comes with a token or with none.

use std::{
    fs::File,
    io::Read as _,
    path::PathBuf,
    process::Stdio,
    time::{Duration, Instant},
};

use tempfile::TempDir;

use super::{Serving, detente, said, token};

#[test]
fn a_server_answers_what_the_local_database_answers() {
    let folder = TempDir::new().unwrap();
    let database = folder.path().join("detente.db");
    let serving = Serving::begin(detente(&database).arg("serve"));
    let questions: [&[&str]; 9] = [
        &["search", "Kalesnikava"],
        &["match", "БЕЛЯЦКИЙ Алесь"],
        &["officials", "--on", "2024-01-01"],
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
fn a_server_takes_from_each_what_their_token_may() {
    let folder = TempDir::new().unwrap();
    let database = folder.path().join("detente.db");
    let [reader, contributor, editor] =
        ["reader", "contributor", "editor"].map(|role| token(&database, role, role));
    let serving = Serving::begin(detente(&database).arg("serve"));
    let run = |token: Option<&PathBuf>, arguments: &[&str]| {
        let mut command = detente(&database);
        command.args(["--server", &serving.1]).args(arguments);
        said(&command.args(token.map(|_| "--token-file")).args(token).output().unwrap())
    };
    let import: &[&str] = &["import", "fixtures/gazette.toml"];
    for (token, name) in [(None, "the public"), (Some(&reader), "reader")] {
        let (code, out, err) = run(token, import);
        assert_eq!((code, out.as_str()), (Some(4), ""));
        assert!(err.starts_with(&format!("error: {name} may not submit claims\nhint: ")), "{err}");
    }
    // A contributor's claims wait: nothing public changes.
    let (code, out, err) = run(Some(&contributor), import);
    assert_eq!(code, Some(0), "{err}");
    assert!(out.contains("3 claims wait until an editor accepts what is said"), "{out}");
    assert_eq!(run(None, &["person", "show", "jana-vymyslena"]).0, Some(1));
    let (code, out, err) = run(Some(&editor), &["import", "fixtures/herald.toml"]);
    assert_eq!(code, Some(0), "{err}");
    assert!(out.contains("2 claims added; 2 records changed"), "{out}");

    // What anyone says is wrong is read by editors alone.
    let correct = ["correct", "person/john-coale", "--text", "The name is spelled otherwise."];
    assert_eq!(run(None, &correct).0, Some(0));
    for token in [None, Some(&reader), Some(&contributor)] {
        assert_eq!(run(token, &["corrections"]).0, Some(4));
    }
    assert!(run(Some(&editor), &["corrections"]).1.contains("The name is spelled otherwise."));
}

#[test]
fn a_list_is_imported_over_http_as_from_the_file() {
    let folder = TempDir::new().unwrap();
    let database = folder.path().join("detente.db");
    let [reader, contributor, editor] =
        ["reader", "contributor", "editor"].map(|role| token(&database, role, role));
    let serving = Serving::begin(detente(&database).arg("serve"));
    let run = |token: Option<&PathBuf>, more: &[&str]| {
        let mut command = detente(&database);
        let list = "fixtures/lists/2022-01";
        command.args(["--server", &serving.1, "import", "ofac"]);
        command.args(["sdn.csv", "alt.csv"].map(|file| format!("{list}/{file}")));
        command.args(["--published-on", "2022-01-31"]).args(more);
        said(&command.args(token.map(|_| "--token-file")).args(token).output().unwrap())
    };
    for (token, name) in [(None, "the public"), (Some(&reader), "reader")] {
        let (code, out, err) = run(token, &[]);
        assert_eq!((code, out.as_str()), (Some(4), ""), "{err}");
        assert!(err.starts_with(&format!("error: {name} may not import lists\n")), "{err}");
    }
    let (code, out, err) = run(Some(&editor), &["--dry-run"]);
    assert_eq!(code, Some(0), "{err}");
    assert!(out.ends_with("10 claims would be added; nothing was stored\n"), "{out}");
    let left = folder.path().join("left.csv");
    let (code, out, err) = run(Some(&contributor), &["--left-out", &left.to_string_lossy()]);
    assert_eq!(code, Some(0), "{err}");
    assert!(
        out.ends_with("10 claims wait until an editor accepts what is said; revision 4\n"),
        "{out}"
    );
    let left = std::fs::read_to_string(left).unwrap();
    assert!(left.contains("sdn.csv:2,remarks: Email Address,"), "{left}");
    // Nothing of it speaks yet: for an editor all of it is still to be added, and so accepted.
    let (code, out, err) = run(Some(&editor), &[]);
    assert_eq!(code, Some(0), "{err}");
    assert!(out.contains("10 known already"), "{out}");
    assert_eq!(
        said(&detente(&database).args(["sanction", "show", "ofac-103"]).output().unwrap()).0,
        Some(0)
    );
    let (_, out, _) = run(Some(&editor), &[]);
    let again = "nothing to add: this edition was read before; the record stays as it is\n";
    assert!(out.ends_with(again), "{out}");
}

#[test]
fn a_token_that_is_taken_back_is_refused_within_seconds_and_stands_in_no_log() {
    let folder = TempDir::new().unwrap();
    let database = folder.path().join("detente.db");
    let vera = token(&database, "editor", "vera");
    let secret = std::fs::read_to_string(&vera).unwrap();
    let log = folder.path().join("log");
    let mut serve = detente(&database);
    serve.arg("serve").env("RUST_LOG", "trace").stderr(File::create(&log).unwrap());
    let serving = Serving::begin(&mut serve);
    let whoami = || {
        let mut command = detente(&database);
        command.args(["--server", &serving.1, "whoami"]).env("DETENTE_TOKEN", &secret);
        said(&command.output().unwrap())
    };
    assert_eq!(whoami().1, "  name  vera\n  role  editor\n  sees  what is restricted too\n");
    let list = ["token", "list", "--output", "ndjson"];
    let patience = Instant::now() + Duration::from_secs(20);
    while said(&detente(&database).args(list).output().unwrap()).1.contains("\"lastUsedAt\":null") {
        assert!(Instant::now() < patience, "a use is written down within seconds");
        std::thread::sleep(Duration::from_millis(100));
    }
    let revoked = detente(&database).args(["token", "revoke", "vera"]).output().unwrap();
    assert_eq!(revoked.status.code(), Some(0));
    let (code, err) = loop {
        let (code, _, err) = whoami();
        if code != Some(0) {
            break (code, err);
        }
        assert!(Instant::now() < patience, "a revocation holds within seconds");
        std::thread::sleep(Duration::from_millis(100));
    };
    assert_eq!(code, Some(4));
    assert!(err.starts_with("error: This token was revoked at "), "{err}");
    assert!(err.contains("\nhint: ask whoever keeps this server for a new token"), "{err}");
    drop(serving);
    let log = std::fs::read_to_string(log).unwrap();
    assert!(log.contains("Whoami") && !log.contains(secret.trim().trim_start_matches("detente_")));
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
fn a_log_for_machines_has_nothing_in_it_but_objects() {
    let folder = TempDir::new().unwrap();
    let database = folder.path().join("detente.db");
    let serve = || {
        let mut command = detente(&database);
        command.env("RUST_LOG", "info").args(["serve", "--log", "json"]).stderr(Stdio::piped());
        command
    };
    let logged = |lines: &str| -> Vec<String> {
        let object = |line: &str| -> serde_json::Value {
            serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))
        };
        lines.lines().map(|line| object(line)["message"].as_str().unwrap().to_owned()).collect()
    };
    let mut serving = Serving::begin(&mut serve());
    let address = serving.1.strip_prefix("http://").unwrap().strip_suffix("/graphql").unwrap();
    // Nobody else can listen there.
    let output = serve().args(["--address", address]).output().unwrap();
    let (code, _, err) = said(&output);
    assert_eq!((code, logged(&err).len()), (Some(1), 1), "{err}");
    serving.0.kill().unwrap();
    let mut err = String::new();
    serving.0.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    let begun = format!("a new database begins in {}", database.display());
    assert_eq!(logged(&err).first(), Some(&begun), "{err}");
}
