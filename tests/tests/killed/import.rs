//! An import that is killed.

use std::fs;

use tempfile::TempDir;

use super::{Found, Usual, detente, empty, people::dossier};

#[test]
fn an_import_that_is_killed_is_there_as_a_whole_or_not_at_all() {
    const PEOPLE: usize = 150;
    let folder = TempDir::new().unwrap();
    let database = empty(folder.path());
    let (mut whole, mut nothing) = (0, 0);
    let mut usual = Usual::default();
    for round in 0..40 {
        let name = format!("round-{round}");
        let file = folder.path().join(format!("{name}.toml"));
        fs::write(&file, dossier(&name, PEOPLE)).unwrap();
        let acknowledged = usual.run(round, detente(&database).arg("import").arg(&file));
        let found = Found::open(&database);
        let there: Vec<bool> =
            (1..=PEOPLE).map(|at| found.holds(&format!("person/{name}-{at}"))).collect();
        assert!(there.iter().all(|one| *one == there[0]), "round {round}: half an import");
        assert!(there[0] || !acknowledged, "round {round}: acknowledged, and lost");
        if there[0] {
            whole += 1;
        } else {
            nothing += 1;
        }
        found.close();
    }
    assert!(whole > 1 && nothing > 1, "killed at one moment only: {whole} whole, {nothing} not");
}
