//! What is exported is read by the programs it is for.

#![expect(clippy::unwrap_used, reason = "tests")]

use std::{
    io::Write as _,
    path::Path,
    process::{Command, Stdio},
};

use sqlx::{Connection as _, Row as _, SqliteConnection};
use tempfile::TempDir;

fn detente(database: &Path) -> Command {
    detente_tests::detente(env!("CARGO_BIN_EXE_detente-under-test"), database)
}

fn exported(database: &Path, arguments: &[&str]) -> String {
    let output = detente(database).arg("export").args(arguments).output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {told}");
    String::from_utf8(output.stdout).unwrap()
}

#[tokio::test]
async fn the_tables_can_be_asked_in_sql() {
    let folder = TempDir::new().unwrap();
    let record = folder.path().join("detente.db");
    let sql = exported(&record, &["sql", "--on", "2025-12-20"]);
    let mut text = SqliteConnection::connect("sqlite::memory:").await.unwrap();
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut text).await.unwrap();
    let tables = folder.path().join("tables.db").to_string_lossy().into_owned();
    std::fs::write(format!("{tables}.part"), "left by an export that was stopped").unwrap();
    assert_eq!(exported(&record, &["sql", "--on", "2025-12-20", "-o", &tables]), "");
    // A ledger has such a name too, and nothing is put in its place.
    let again = detente(&record).args(["export", "sql", "-o"]).arg(&record).output().unwrap();
    assert_eq!(again.status.code(), Some(2));
    let file = SqliteConnection::connect(&format!("sqlite://{tables}")).await.unwrap();
    for database in [text, file] {
        detentions_are_joined_to_people_and_sources(database).await;
    }
}

async fn detentions_are_joined_to_people_and_sources(mut database: SqliteConnection) {
    let asked = "select person.name, detention.custody, source.terms_of_use from detention \
                 join person on person.id = detention.person \
                 join speaks on speaks.record = detention.id \
                 join source on source.id = speaks.source \
                 where detention.id like 'detention/ales-bialiatski%'";
    let rows = sqlx::query(asked).fetch_all(&mut database).await.unwrap();
    assert!(!rows.is_empty());
    assert_eq!(rows[0].get::<String, _>("name"), "Ales Bialiatski");
    assert_eq!(rows[0].get::<String, _>("custody"), "not_held");
}

#[test]
fn a_folder_has_a_table_of_each_kind_or_a_page_of_each_record() {
    let folder = TempDir::new().unwrap();
    let database = folder.path().join("detente.db");
    let tables = format!("{}/tables/", folder.path().display());
    exported(&database, &["csv", "--noun", "detention", "-o", &tables]);
    let names = |folder: &str| {
        let files = std::fs::read_dir(folder).unwrap();
        let mut names: Vec<String> =
            files.map(|file| file.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    };
    // The terms on which detentions may be used are those of their sources.
    assert_eq!(names(&tables), ["detention.csv", "source.csv"]);
    let pages = format!("{}/pages/", folder.path().display());
    exported(&database, &["markdown", "--noun", "release", "-o", &pages]);
    assert!(names(&pages).contains(&"release-belarus-2025-12-13.md".to_owned()));
}

#[test]
fn what_follows_makes_a_dossier_that_stands_by_itself() {
    let folder = TempDir::new().unwrap();
    let database = folder.path().join("detente.db");
    let dossier = folder.path().join("one.toml");
    let file = dossier.to_string_lossy();
    let one = ["dossier", "--ids", "release/belarus-2025-12-13", "--follow", "-o", &file];
    assert_eq!(exported(&database, &one), "");
    let reading = detente_core::dossier::read("one.toml", &std::fs::read(&dossier).unwrap());
    assert!(reading.faults.is_empty(), "{:?}", reading.faults);
    let subjects: std::collections::BTreeSet<String> =
        reading.submission.claims.iter().map(|new| new.claim.subject.to_string()).collect();
    assert!(subjects.contains("release/belarus-2025-12-13"));
    for new in &reading.submission.claims {
        assert!(subjects.contains(new.claim.source.as_str()), "{}", new.claim.source);
    }
}

#[test]
fn followthemoney_reads_every_entity() {
    let python = std::env::var("DETENTE_TEST_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let there = Command::new(&python).args(["-c", "import followthemoney"]).output();
    if !there.is_ok_and(|output| output.status.success()) {
        println!(
            "skipped: {python} has no followthemoney; name one that has in DETENTE_TEST_PYTHON"
        );
        return;
    }
    let folder = TempDir::new().unwrap();
    let entities = exported(&folder.path().join("detente.db"), &["ftm", "--on", "2025-12-20"]);
    let mut checking = Command::new(&python)
        .arg("fixtures/ftm_entities.py")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    checking.stdin.take().unwrap().write_all(entities.as_bytes()).unwrap();
    let told = checking.wait_with_output().unwrap();
    let told = String::from_utf8(told.stdout).unwrap();
    assert_eq!(told.trim_end(), format!("{} entities", entities.lines().count()));
}
