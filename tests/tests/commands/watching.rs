//! Following what changes.

use std::{
    io::{BufRead as _, BufReader},
    path::Path,
    process::{Child, Stdio},
};

use tempfile::TempDir;

use super::{Serving, detente, said};

/// Somebody who follows, stopped when the test is over.
struct Watching(Child);

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.0.kill(); // it may have ended by itself
        let _ = self.0.wait();
    }
}

/// Imports a dossier. Gives how many records it changed.
fn import(database: &Path, dossier: &str) -> usize {
    let (code, out, err) = said(&detente(database).args(["import", dossier]).output().unwrap());
    assert_eq!(code, Some(0), "{err}");
    let (_, after) = out.split_once(" added; ").unwrap();
    after.split(' ').next().unwrap().parse().unwrap()
}

#[test]
fn who_watches_misses_nothing_while_the_server_is_gone_and_is_told_nothing_twice() {
    let folder = TempDir::new().unwrap();
    let database = folder.path().join("detente.db");
    let newest = ["log", "--limit", "1", "--output", "ndjson"];
    let (_, newest, _) = said(&detente(&database).args(newest).output().unwrap());
    let newest: serde_json::Value = serde_json::from_str(&newest).unwrap();
    let serving = Serving::begin(detente(&database).arg("serve"));
    let endpoint = serving.1.clone();
    let mut watching = detente(&database)
        .args(["--server", &endpoint, "watch", "--output", "ndjson"])
        .args(["--after", &newest["number"].to_string()])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map(Watching)
        .unwrap();
    let mut told = BufReader::new(watching.0.stdout.take().unwrap()).lines();
    let mut noted = BufReader::new(watching.0.stderr.take().unwrap()).lines();
    let mut next = |many: usize| -> Vec<(u64, String)> {
        let lines = told.by_ref().take(many).map(|line| {
            let one: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
            (one["revision"].as_u64().unwrap(), one["id"].as_str().unwrap().to_owned())
        });
        lines.collect()
    };
    let first = next(import(&database, "fixtures/gazette.toml"));

    drop(serving);
    let gone = noted.next().unwrap().unwrap();
    assert!(gone.contains("the server is gone"), "{gone}");
    let second = import(&database, "fixtures/herald.toml");
    let address = endpoint.strip_prefix("http://").unwrap().strip_suffix("/graphql").unwrap();
    let _serving = Serving::begin_at(address, detente(&database).arg("serve"));
    let second = next(second);

    let number = newest["number"].as_u64().unwrap();
    assert!(!first.is_empty() && first.iter().all(|(revision, _)| *revision == number + 1));
    assert!(!second.is_empty() && second.iter().all(|(revision, _)| *revision == number + 2));
    for told in [first, second] {
        let mut ids: Vec<&String> = told.iter().map(|(_, id)| id).collect();
        ids.dedup();
        assert_eq!(ids.len(), told.len(), "{told:?}");
    }
}

#[test]
fn traces_go_nowhere_but_to_an_address() {
    let folder = TempDir::new().unwrap();
    let database = folder.path().join("detente.db");
    let serve = ["serve", "--address", "127.0.0.1:0", "--traces", "nonsense"];
    let (code, out, err) = said(&detente(&database).args(serve).output().unwrap());
    assert_eq!((code, out.as_str()), (Some(2), ""), "{err}");
    assert!(err.contains("nonsense") && err.contains("http"), "{err}");
}
