//! Dossiers with slips, sent by somebody whose dossiers are taken.

use std::cell::Cell;

use proptest::prelude::*;
use serde_json::json;

use crate::tape::{Tape, choices};
use crate::{asked, posting_as_vera};

/// A dossier of invented people, with a bit of everything.
const SOUND: &str = r#"
[dossier]
title = "What the Gazette says of the tower"
author = "Vera"

[[source]]
key = "G"
id = "source/gazette-fuzz"
new = true
read_on = "2024-03-02"
publisher = "organization/gazette"
published_on = "2024-03-01"
url = "https://gazette.example/1"

[[claim]]
source = "G"
subject = "organization/gazette"
new = true
[claim.states]
name = "Gazette"
kind = "media"

[[claim]]
source = "G"
subject = "person/jana-vymyslena"
new = true
[claim.states]
name = "Jana Vymyslena"
born_on = "1980~"
nationalities = ["BY"]
roles = [{ key = "clerk", title = "clerk", since = "2019~" }]
[claim.quotes]
"roles.clerk" = "a clerk in the tower"

[[claim]]
source = "G"
subject = "detention/jana-2021"
new = true
[claim.states]
person = "person/jana-vymyslena"
country = "BY"
began_on = "2021-07"
ended_on = "2025-12-13"
sentences = [{ key = "first", term = "4 1/2 years", imposed_on = "2021-09-03", fine = "5400 BYN" }]

[[claim]]
source = "G"
subject = "release/tower"
new = true
[claim.states]
country = "BY"
on = "2025-12-13"
count = "more than 5"
groups = [{ key = "abroad", by = "destination", count = "up to 3" }]
"#;

#[test]
fn any_slip_in_a_dossier_is_told() {
    let sound = Cell::new(0);
    proptest!(|(choices in choices(16), wet in 0..10_u8)| {
        let mut tape = Tape::of(&choices);
        let text = if tape.is_over() { SOUND.to_owned() } else { tape.mutated(SOUND) };
        let query = "mutation($input: SubmitDossierInput!) { submitDossier(input: $input) {
            revision userErrors { code message } } }";
        let name = tape.perhaps_mutated("tower.toml");
        let input = json!({ "name": name, "text": text, "dryRun": wet > 0 });
        let answer = asked(posting_as_vera(&json!({ "query": query, "variables": { "input": input } })))?;
        let told = &answer.json()["data"]["submitDossier"]["userErrors"];
        prop_assert!(told.is_array(), "{}", answer.json());
        sound.set(sound.get() + u32::from(told.as_array().is_some_and(Vec::is_empty)));
    });
    assert!(sound.get() > 0, "none was sound");
}
