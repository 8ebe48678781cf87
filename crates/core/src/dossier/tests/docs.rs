//! The page that explains the format tells the truth.

use super::told;
use crate::dossier::{code, read, write};

const PAGE: &str = include_str!("../../../../../docs/dossier.md");

pub(super) fn example() -> &'static str {
    let (_, rest) = PAGE.split_once("```toml\n").unwrap();
    rest.split_once("```").unwrap().0
}

#[test]
fn the_example_has_no_faults() {
    let reading = read("docs/dossier.md", example().as_bytes());
    assert_eq!(told(&reading), "");
    assert_eq!(reading.submission.claims.len(), 8);
}

#[test]
fn the_example_reads_back_as_it_was_written() {
    let claims = read("a", example().as_bytes()).submission;
    let again = read("b", write(&claims).as_bytes());
    assert_eq!(told(&again), "");
    let plain = |claims: &crate::Submission| -> Vec<_> {
        claims.claims.iter().map(|new| (new.claim.clone(), new.new)).collect()
    };
    assert_eq!(plain(&again.submission), plain(&claims));
}

#[test]
fn every_kind_of_fault_is_explained_as_the_code_explains_it() {
    for (code, doc) in code::ALL {
        let row = format!("| `{code}` | {} |", doc.trim());
        assert!(PAGE.contains(&row), "docs/dossier.md lacks: {row}");
    }
}
