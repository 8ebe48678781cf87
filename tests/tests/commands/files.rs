//! Files that are read and written, and who reads what is written.

use std::{fs::File, path::Path, process::Stdio};

use tempfile::TempDir;

use super::{detente, said};

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
    assert_eq!(out, include_str!("../../../schema.graphql"));
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
