//! Each standard against the words that its publisher, or who described it,
//! gives as examples.
//!
//! The file is not part of the project: columns standard, lang, cyrillic,
//! latin. `DETENTE_TRANSLITERATION_STANDARDS` names it, or it lies beside the
//! workspace.

use std::{collections::BTreeMap, path::PathBuf};

use detente_core::names::transliterate::{Standard, transliterate};

const BESIDE: &str = "../shared/data/names/transliteration-standards.csv";

#[test]
fn each_standard_reproduces_its_examples() {
    let Some(examples) = examples() else {
        println!("skipped: neither DETENTE_TRANSLITERATION_STANDARDS nor {BESIDE} names a file");
        return;
    };
    let mut told: BTreeMap<Standard, (usize, usize)> = BTreeMap::new();
    assert!(!examples.is_empty(), "the file has no row that can be read");
    for (word, cyrillic, latin) in &examples {
        let Ok(standard) = word.parse::<Standard>() else {
            panic!("{word} is no standard of ours")
        };
        let (same, all) = told.entry(standard).or_default();
        *all += 1;
        let written = transliterate(cyrillic, standard);
        if written == *latin {
            *same += 1;
        } else {
            println!("{standard}: {cyrillic} is {latin}, we write {written}");
        }
    }
    for (standard, (same, all)) in &told {
        println!("{standard:<26} {same:>3} of {all:>3}");
    }
    for (standard, (same, all)) in told {
        assert!(same * 100 >= all * 95, "{standard} reproduces {same} of {all}");
    }
}

/// The standard's word, the Cyrillic and the Latin of each row.
fn examples() -> Option<Vec<(String, String, String)>> {
    #[expect(clippy::disallowed_methods, reason = "this test reads a file that is not ours")]
    let named = std::env::var_os("DETENTE_TRANSLITERATION_STANDARDS").map(PathBuf::from);
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").join(BESIDE);
    let mut rows = csv::Reader::from_path(named.unwrap_or(beside)).ok()?;
    // Line breaks and quotation marks are written `\n` and `\"` in the file.
    let plain = |text: &str| text.replace("\\n", "\n").replace("\\\"", "\"");
    let row = |row: csv::StringRecord| {
        let word = row[0].replace("-Cyrl-Latn", "").replace(['-', '.'], "_");
        (word, plain(&row[2]), plain(&row[3]))
    };
    Some(rows.records().filter_map(Result::ok).map(row).collect())
}
