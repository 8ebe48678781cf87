//! Tests of the reader, over invented people.

mod all_at_once;
mod any_bytes;
mod docs;
mod each_fault;
mod quotes;
pub(super) mod round_trip;
mod schema;
mod whole;

use super::{Reading, read};

/// The head of every file here: a source of the key N1, with the line after it being 15.
pub(super) const HEAD: &str = r#"[dossier]
title = "An invented dossier"
author = "Nobody"

[[source]]
key = "N1"
id = "source/invented-gazette"
new = true
read_on = "2024-03-02"
title = "Tower lets twelve go"
url = "https://gazette.example/1"
published_on = "2024-03-01"
kind = "news_article"

"#;

/// Reads a file that begins with the head.
pub(super) fn after_head(rest: &str) -> Reading {
    read("f.toml", format!("{HEAD}{rest}").as_bytes())
}

/// The faults as a person sees them, each with its code.
pub(in crate::dossier) fn told(reading: &Reading) -> String {
    let lines = reading.faults.iter().map(|fault| format!("{} {fault}", fault.code));
    lines.collect::<Vec<_>>().join("\n")
}

/// The faults of a claim on a person, on line 15, whose states begin on line 20.
pub(super) fn of_person(states: &str) -> String {
    told(&after_head(&format!(
        "[[claim]]\nsource = \"N1\"\nsubject = \"person/jana\"\nnew = true\n[claim.states]\n{states}\n"
    )))
}
