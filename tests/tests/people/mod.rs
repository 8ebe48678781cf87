//! A small dossier of people who do not exist.

use std::fmt::Write as _;

/// A source that names people, `person/<name>-1` and so on: one claim on itself, and one on each.
pub fn dossier(name: &str, people: usize) -> String {
    let mut text = format!(
        "[dossier]\ntitle = \"People\"\nauthor = \"Nobody\"\n\n[[source]]\nkey = \"N1\"\n\
         id = \"source/{name}\"\nnew = true\nread_on = \"2024-03-02\"\nkind = \"web_page\"\n"
    );
    for at in 1..=people {
        write!(
            text,
            "\n[[claim]]\nsource = \"N1\"\nsubject = \"person/{name}-{at}\"\nnew = true\n\
             [claim.states]\nname = \"{name} {at}\"\n"
        )
        .unwrap();
    }
    text
}
