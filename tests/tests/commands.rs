//! What a transcript cannot show: a server at work, a reader who goes away, a file too large.

#![expect(clippy::unwrap_used, reason = "tests")]

use std::{
    fs::File,
    io::{BufRead as _, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    time::{Duration, Instant},
};

use tempfile::TempDir;

fn detente(database: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_detente-under-test"));
    command
        .env("DETENTE_DATABASE", database)
        .env("DETENTE_SERVER", "")
        .env("DETENTE_CONFIG", "")
        .env("DETENTE_TOKEN", "");
    command.env("RUST_LOG", "off");
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
fn everyone_in_a_file_is_screened_and_the_hits_are_a_file_of_their_own() {
    let folder = TempDir::new().unwrap();
    let database = folder.path().join("detente.db");
    for (name, begins) in [("hits.csv", "line,own_id,name,score"), ("hits.ndjson", "{\"line\":2")] {
        let hits = folder.path().join(name);
        let matched = detente(&database)
            .args(["match", "--file", "fixtures/people.csv"])
            .args(["--columns", "name=First+Last,born_on=Born,id=Ref", "-o"])
            .arg(&hits)
            .output()
            .unwrap();
        let (code, out, err) = said(&matched);
        assert_eq!((code, out.as_str()), (Some(0), ""), "{err}");
        assert!(err.contains("2 of 3 names found"), "{err}");
        let hits = std::fs::read_to_string(hits).unwrap();
        assert!(hits.starts_with(begins), "{hits}");
        assert!(hits.contains("person/ales-bialiatski") && hits.contains("a-2"), "{hits}");
    }
    let nowhere = folder.path().join("hits");
    let refused = detente(&database)
        .args(["match", "--file", "fixtures/people.csv", "--columns", "name=First+Last", "-o"])
        .arg(&nowhere)
        .output()
        .unwrap();
    assert_eq!(said(&refused).0, Some(2));
    assert!(!nowhere.exists());
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
fn a_contributor_writes_in_an_editor_and_waits() {
    let folder = TempDir::new().unwrap();
    let database = folder.path().join("detente.db");
    let [reader, contributor] = ["reader", "contributor"].map(|role| token(&database, role, role));
    let import = ["import", "fixtures/gazette.toml", "fixtures/herald.toml"];
    assert_eq!(said(&detente(&database).args(import).output().unwrap()).0, Some(0));
    let serving = Serving::begin(detente(&database).arg("serve"));
    let write = |token: Option<&PathBuf>, editor: &str, arguments: &[&str]| {
        let mut command = detente(&database);
        command.env("EDITOR", editor).env("DETENTE_DRAFTS", folder.path().join("drafts"));
        command.args(["--server", &serving.1]).args(token.map(|_| "--token-file")).args(token);
        let from = ["--source", "invented-herald-tower", "--read-on", "2024-03-06", "--yes"];
        said(&command.args(arguments).args(from).output().unwrap())
    };
    let edit: &[&str] = &["edit", "person/jana-vymyslena"];
    let born = "sed -i 's/^# born_on = .*/born_on = \"1980~\"/'";
    for (token, name) in [(None, "the public"), (Some(&reader), "reader")] {
        let (code, out, err) = write(token, born, edit);
        assert_eq!((code, out.as_str()), (Some(4), ""), "{err}");
        assert!(err.starts_with(&format!("error: {name} may not submit claims\n")), "{err}");
    }
    let (code, out, err) = write(Some(&contributor), born, edit);
    assert_eq!(code, Some(0), "{err}");
    assert!(out.contains("born_on  nobody said → 1980~"), "{out}");
    assert!(out.contains("What you submit waits until an editor accepts it"), "{out}");
    assert!(out.ends_with("1 claim submitted; revision 6; waits for an editor\n"), "{out}");
    let (_, out, err) = write(Some(&contributor), born, edit);
    assert!(out.ends_with("nothing to add, 1 known already; the record stays as it is\n"), "{err}");
    let show = ["person", "show", "jana-vymyslena"];
    let shown = || said(&detente(&database).args(show).output().unwrap());
    assert!(!shown().1.contains("1980"), "nothing public changes");

    // A program is given the answer, and the rest is told beside it.
    let gender = "sed -i 's/^# gender = .*/gender = \"female\"/'";
    let (code, out, err) =
        write(Some(&contributor), gender, &[edit, &["--output", "json"]].concat());
    assert_eq!(code, Some(0), "{err}");
    let answer: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((&answer["added"], &answer["waiting"]), (&1.into(), &true.into()), "{answer}");
    assert!(err.contains("gender  nobody said → female"), "{err}");
    let (_, out, _) = write(Some(&contributor), "true", &[edit, &["--output", "json"]].concat());
    assert_eq!(out, "null\n", "nothing was submitted");

    // Of what is hidden they are told nothing: it can be new to them.
    let hide = ["rule", "hide", "person/jana-vymyslena", "--reason", "She asked for it."];
    assert_eq!(said(&detente(&database).args(hide).output().unwrap()).0, Some(0));
    let patience = Instant::now() + Duration::from_secs(20);
    let over_the_server = ["--server", &serving.1, "person", "show", "jana-vymyslena"];
    while said(&detente(&database).args(over_the_server).output().unwrap()).0 == Some(0) {
        assert!(Instant::now() < patience, "a server learns within seconds of what is hidden");
        std::thread::sleep(Duration::from_millis(100));
    }
    let (code, _, hidden) = write(Some(&contributor), gender, edit);
    let (_, _, nobody) = write(Some(&contributor), gender, &["edit", "person/nobody-vymyslena"]);
    assert_eq!((code, hidden.replace("jana", "nobody")), (Some(1), nobody));
    let name = "sed -i 's/^# name = .*The name the.*/name = \"Jana\"/'";
    let (code, out, err) = write(Some(&contributor), name, &["new", "person", "jana-vymyslena"]);
    assert_eq!(code, Some(0), "{err}");
    assert!(out.contains("1 claim submitted"), "{out}");
}

#[cfg(unix)]
#[test]
fn whoever_writes_is_told_what_others_changed_meanwhile() {
    let folder = TempDir::new().unwrap();
    let database = folder.path().join("detente.db");
    let import = ["import", "fixtures/gazette.toml"];
    assert_eq!(said(&detente(&database).args(import).output().unwrap()).0, Some(0));
    // While the editor is open, another imports what the Herald says.
    let program = env!("CARGO_BIN_EXE_detente-under-test");
    let written = "sed -i -e 's/^# born_on = .*/born_on = \"1980~\"/' -e 's/2019~/2016/'";
    let editor = format!("{program} import fixtures/herald.toml >/dev/null && {written}");
    let edited = detente(&database)
        .env("EDITOR", editor)
        .env("DETENTE_DRAFTS", folder.path().join("drafts"))
        .args(["edit", "person/jana-vymyslena", "--yes", "--read-on", "2024-03-06"])
        .args(["--source", "invented-gazette-tower"])
        .output()
        .unwrap();
    let (code, out, err) = said(&edited);
    assert_eq!(code, Some(0), "{err}");
    assert!(out.starts_with("The record has changed since you opened it:\n"), "{out}");
    assert!(out.contains("roles.clerk.since  2019~ → 2014; you wrote 2016"), "{out}");
    assert!(out.contains("nobody said → 1980~"), "{out}");
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

#[test]
fn a_past_is_checked_out_into_a_file_that_is_a_database_of_its_own() {
    let folder = TempDir::new().unwrap();
    let database = folder.path().join("detente.db");
    let past = folder.path().join("past.db");
    let run =
        |database: &Path, words: &[&str]| said(&detente(database).args(words).output().unwrap());
    let out = past.to_string_lossy().into_owned();
    let checkout = ["checkout", "--at", "2", "-o", &out];
    assert_eq!(run(&database, &["log"]).0, Some(0), "the first question fills the database");
    let (code, told, _) = run(&database, &checkout);
    assert_eq!(code, Some(0));
    assert!(told.contains("2 revisions with 127 entries"), "{told}");
    let (code, told, _) = run(&past, &["verify"]);
    assert_eq!(code, Some(0));
    assert!(told.starts_with("the ledger holds: 2 revisions"), "{told}");
    let question = ["agreement", "show", "us-belarus-2025-12"];
    let then = run(&database, &[&question[..], &["--known-at", "2"]].concat());
    let then: String = then.1.lines().filter(|line| !line.starts_with("as known on")).collect();
    let there: String = run(&past, &question).1.lines().collect();
    assert_eq!(there, then, "the file tells what was told then");
    let (_, told, _) = run(&past, &["verify"]);
    assert!(told.starts_with("the ledger holds: 2 revisions"), "asked, it stays that past: {told}");
    assert!(!folder.path().join("past.db-wal").exists(), "the file alone is the database");
    let (code, _, told) = run(&database, &checkout);
    assert_eq!(code, Some(2), "what is there is not written over");
    assert!(told.contains("is there already"), "{told}");
}
