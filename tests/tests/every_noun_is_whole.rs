//! A noun has one home per layer, of the same name: this names the files that one still lacks.

#![expect(clippy::unwrap_used, reason = "tests")]

use std::{fs, path::Path};

use detente_core::NOUNS;

/// The homes of a noun: one of the files of each line must be there.
fn homes(noun: &str) -> Vec<Vec<String>> {
    let code =
        |folder: &str| vec![format!("{folder}/{noun}.rs"), format!("{folder}/{noun}/mod.rs")];
    vec![
        code("crates/core/src"),
        code("crates/storage/src"),
        code("crates/server/src/graphql"),
        code("crates/cli/src/commands"),
        vec![format!("crates/cli/graphql/{noun}.graphql")],
        vec![format!("tests/cmd/{noun}.md")],
    ]
}

fn has_migration(root: &Path, noun: &str) -> bool {
    let files = fs::read_dir(root.join("migrations")).unwrap();
    let end = format!("_{noun}.sql");
    files.flatten().any(|file| file.file_name().to_string_lossy().ends_with(&end))
}

#[test]
fn every_noun_is_whole() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut lacking = Vec::new();
    for noun in NOUNS {
        for home in homes(noun) {
            if !home.iter().any(|file| root.join(file).is_file()) {
                lacking.push(format!("{noun}: {}", home.join(" or ")));
            }
        }
        if !has_migration(root, noun) {
            lacking.push(format!("{noun}: migrations/NNNN_{noun}.sql"));
        }
    }
    assert!(lacking.is_empty(), "these files are still to be written:\n{}", lacking.join("\n"));
}
