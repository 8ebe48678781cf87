//! Rulings that are killed: two are one or two, a claim is erased or not.

use std::{fmt::Write as _, fs, path::Path};

use tempfile::TempDir;

use super::{Found, Usual, detente, empty, people::dossier};

/// People `person/one-1` and so on, each of whom is held. Gives the revision that says so.
fn held(folder: &Path, database: &Path, people: usize) -> u64 {
    let mut text = dossier("one", people);
    for at in 1..=people {
        write!(
            text,
            "\n[[claim]]\nsource = \"N1\"\nsubject = \"detention/one-{at}\"\nnew = true\n\
             [claim.states]\nperson = \"person/one-{at}\"\nbegan_on = \"2020\"\n"
        )
        .unwrap();
    }
    let file = folder.join("one.toml");
    fs::write(&file, text).unwrap();
    let import = ["--output", "json", "import"];
    let told = detente(database).args(import).arg(&file).output().unwrap();
    let told: serde_json::Value = serde_json::from_slice(&told.stdout).unwrap();
    told[0]["revision"].as_u64().unwrap()
}

#[test]
fn a_merge_that_is_killed_is_made_or_not_at_all() {
    const ROUNDS: usize = 30;
    let folder = TempDir::new().unwrap();
    let database = empty(folder.path());
    held(folder.path(), &database, 2 * ROUNDS);
    let mut usual = Usual::default();
    let (mut merged, mut nothing) = (Vec::new(), 0);
    for round in 0..ROUNDS {
        let goes = format!("person/one-{}", 2 * round + 1);
        let stays = format!("person/one-{}", 2 * round + 2);
        let rule = ["rule", "merge", &goes, "--into", &stays, "--reason", "One birth date."];
        let acknowledged = usual.run(round as u64, detente(&database).args(rule));
        let found = Found::open(&database);
        let is_one = found.known_as(&goes) == Some(stays.clone());
        assert!(is_one || !acknowledged, "round {round}: acknowledged, and lost");
        if is_one {
            merged.push((goes, stays));
        } else {
            nothing += 1;
        }
        for (goes, stays) in &merged {
            assert_eq!(found.known_as(goes).as_ref(), Some(stays), "round {round}");
        }
        found.close();
    }
    assert!(merged.len() > 1 && nothing > 1, "{} were merged, {nothing} not", merged.len());
}

#[test]
fn an_erasure_that_is_killed_destroys_a_claim_or_leaves_it() {
    const ROUNDS: usize = 20;
    let folder = TempDir::new().unwrap();
    let database = empty(folder.path());
    let revision = held(folder.path(), &database, ROUNDS);
    let mut usual = Usual::default();
    let (mut erased, mut nothing) = (Vec::new(), 0);
    for round in 0..ROUNDS {
        let person = format!("person/one-{}", round + 1);
        // The first entry is the claim on the source.
        let entry = format!("{revision}.{}", round + 2);
        let rule =
            ["rule", "erase", &entry, "--confirm", &entry, "--reason", "A court ordered it."];
        let acknowledged = usual.run(round as u64, detente(&database).args(rule));
        let found = Found::open(&database);
        let is_gone = !found.holds(&person);
        assert!(is_gone || !acknowledged, "round {round}: acknowledged, and still there");
        if is_gone {
            erased.push(person);
        } else {
            nothing += 1;
        }
        assert!(!erased.iter().any(|person| found.holds(person)), "round {round}");
        found.close();
        // Whoever opened it next finished the work: no byte of what was erased is left in the file.
        let file = fs::read(&database).unwrap();
        let said = format!("\"name\":\"one {}\"", round + 1);
        let is_there = file.windows(said.len()).any(|bytes| bytes == said.as_bytes());
        assert_eq!(is_there, !is_gone, "round {round}");
    }
    assert!(erased.len() > 1 && nothing > 1, "{} were erased, {nothing} not", erased.len());
}
