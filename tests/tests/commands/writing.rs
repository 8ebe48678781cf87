//! Writing in an editor.

use std::{
    path::PathBuf,
    time::{Duration, Instant},
};

use tempfile::TempDir;

use super::{Serving, detente, said, token};

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
