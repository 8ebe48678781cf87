//! Runs the transcripts: what is typed, and what is answered, as a historian would read it.
//!
//! After a change, `TRYCMD=overwrite cargo test -p detente-tests --test transcripts`, and read the difference.

#![expect(clippy::unwrap_used, reason = "tests")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use detente_core::{Audience, Seed, dossier};
use detente_server::service::{Opening, open};
use detente_storage::{Draft, Role, Store, Viewer};
use tempfile::TempDir;
use trycmd::TestCases;

/// The command line, built with these tests.
const DETENTE: &str = env!("CARGO_BIN_EXE_detente-under-test");

/// A database that holds the bundled dossier.
fn database(folder: &Path) -> PathBuf {
    let file = folder.join("detente.db");
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let opening = Opening { empty: false };
    runtime.block_on(open(&file.to_string_lossy(), opening)).unwrap();
    file
}

/// A keeper has imported a dossier, which speaks at once.
fn import(database: &Path, file: &str) {
    let submission = dossier::read(file, &fs::read(format!("fixtures/{file}")).unwrap()).submission;
    let draft = Draft {
        submission,
        rulings: Vec::new(),
        reason: "It was looked into.".to_owned(),
        made_at: "2026-03-04T05:06:07Z".parse().unwrap(),
        seed: Seed([8; 32]),
    };
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let store = Store::open(&format!("sqlite://{}", database.display())).await.unwrap();
        store.append(&Viewer::owner("a keeper"), draft).await.unwrap();
        store.close().await.unwrap();
    });
}

/// A reader of the Gazette has submitted what waits for the keepers now.
fn submit(database: &Path) {
    let contributor =
        Viewer { name: "a reader".to_owned(), role: Role::Contributor, sees: Audience::Public };
    let text = fs::read("fixtures/gazette.toml").unwrap();
    let submission = dossier::read("gazette.toml", &text).submission;
    let draft = Draft {
        submission,
        rulings: Vec::new(),
        reason: String::new(),
        made_at: "2026-03-04T05:06:07Z".parse().unwrap(),
        seed: Seed([7; 32]),
    };
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let store = Store::open(&format!("sqlite://{}", database.display())).await.unwrap();
        store.append(&contributor, draft).await.unwrap();
        store.close().await.unwrap();
    });
}

fn cases(database: &Path) -> TestCases {
    let cases = TestCases::new();
    cases.register_bin("detente", Path::new(DETENTE));
    cases.env("DETENTE_DATABASE", database.to_string_lossy());
    cases.env("DETENTE_SERVER", "").env("DETENTE_CONFIG", "");
    cases.env("DETENTE_TOKEN", "");
    cases.env("DETENTE_CONFIG", "");
    cases.env("RUST_LOG", "off");
    let drafts = database.with_file_name("drafts").to_string_lossy().into_owned();
    cases.env("DETENTE_DRAFTS", drafts.clone());
    cases.insert_var("[DRAFTS]", drafts).unwrap();
    cases.env("DETENTE_AUTHOR", "Nobody");
    cases
}

#[test]
fn what_is_asked_is_answered_as_written() {
    let folder = TempDir::new().unwrap();
    let cases = cases(&database(folder.path()));
    cases.case("cmd/*.md").case("questions/*.md").case("../README.md").run();
}

// The record these are asked of also holds judges and prosecutors, who are invented.
#[test]
fn who_is_asked_for_by_name_is_told_as_written() {
    let folder = TempDir::new().unwrap();
    let database = database(folder.path());
    import(&database, "judges.toml");
    cases(&database).case("names/*.md").run();
}

// Each of these has a database of its own: it may add to it.
#[test]
fn what_is_added_is_told_as_written() {
    for file in fs::read_dir("adding").unwrap() {
        let folder = TempDir::new().unwrap();
        let (file, database) = (file.unwrap().path(), database(folder.path()));
        if file.ends_with("review.md") {
            submit(&database);
        }
        cases(&database).case(file).run();
    }
}
