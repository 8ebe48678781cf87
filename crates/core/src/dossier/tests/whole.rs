//! What a sound file comes to.

use super::{HEAD, after_head};
use crate::dossier::read;

const CLAIM: &str = r#"
[[claim]]
source = "N1"
subject = "person/jana"
new = true
said_by = "person/otto"
denies = true
[claim.states]
name = " Jana "
born_on = 1985-02-03
roles = [{ title = "clerk", key = "clerk" }]
[claim.quotes]
roles.clerk = "a clerk"
"#;

#[test]
fn a_claim_has_its_source_voice_day_and_line() {
    let reading = after_head(CLAIM);
    assert_eq!(reading.faults, []);
    assert_eq!(reading.submission.author, "Nobody");
    assert_eq!(reading.submission.message, "An invented dossier");
    let [source, person] = reading.submission.claims.as_slice() else { panic!() };
    assert_eq!(source.claim.subject.as_str(), "source/invented-gazette");
    assert_eq!(source.claim.source.as_str(), "source/invented-gazette");
    assert!(source.new && person.new && person.claim.denies);
    assert_eq!(source.written_at.as_deref(), Some("f.toml:5"));
    assert_eq!(person.written_at.as_deref(), Some("f.toml:16"));
    assert_eq!(person.claim.said_by.as_ref().unwrap().as_str(), "person/otto");
    assert_eq!(person.claim.read_on.to_string(), "2024-03-02");
    insta::assert_snapshot!(person.claim.states.as_str(), @r#"{"born_on":"1985-02-03","name":"Jana","roles":[{"key":"clerk","title":"clerk"}]}"#);
    assert_eq!(person.claim.quotes["roles.clerk"], "a clerk");
    assert_eq!(reading.quoted[0].written_at, "f.toml:27");
    assert_eq!(reading.texts_wanted().map(|source| &*source.key).collect::<Vec<_>>(), ["N1"]);
}

#[test]
fn json_comes_to_the_same_claims() {
    let json = r#"{
        "$schema": "./dossier.schema.json",
        "dossier": { "title": "An invented dossier", "author": "Nobody" },
        "source": [{
            "key": "N1", "id": "source/invented-gazette", "new": true, "read_on": "2024-03-02",
            "title": "Tower lets twelve go", "url": "https://gazette.example/1",
            "published_on": "2024-03-01", "kind": "news_article"
        }],
        "claim": [{
            "source": "N1", "subject": "person/jana", "new": true, "said_by": "person/otto",
            "denies": true,
            "states": {
                "name": "Jana", "born_on": "1985-02-03",
                "roles": [{ "key": "clerk", "title": "cl\u0065rk" }]
            },
            "quotes": { "roles.clerk": "a clerk" }
        }]
    }"#;
    let (json, toml) = (read("f.json", json.as_bytes()), after_head(CLAIM));
    assert_eq!(json.faults, []);
    let claims = |reading: &crate::dossier::Reading| -> Vec<crate::Claim> {
        reading.submission.claims.iter().map(|new| new.claim.clone()).collect()
    };
    assert_eq!(claims(&json), claims(&toml));
    assert_eq!(json.submission.claims[1].written_at.as_deref(), Some("f.json:9"));
}

#[test]
fn a_source_may_be_named_by_its_id() {
    let by_key = after_head(
        "[[claim]]\nsource = \"source/invented-gazette\"\nsubject = \"person/jana\"\nstates.name = \"Jana\"\n",
    );
    assert_eq!(by_key.faults, []);
    let other = after_head(
        "[[claim]]\nsource = \"source/other\"\nread_on = 2024-04-01\nsubject = \"person/jana\"\nstates.name = \"Jana\"\n",
    );
    assert_eq!(other.faults, []);
    assert_eq!(other.submission.claims[1].claim.read_on.to_string(), "2024-04-01");
}

#[test]
fn a_known_source_of_which_nothing_is_said_makes_no_claim() {
    let file = "[dossier]\ntitle = \"T\"\nauthor = \"A\"\n[[source]]\nkey = \"S\"\nid = \"source/s\"\nread_on = 2024-03-02\n[[claim]]\nsource = \"S\"\nsubject = \"person/jana\"\nstates.name = \"Jana\"\n";
    let reading = read("f.toml", file.as_bytes());
    assert_eq!(reading.faults, []);
    assert_eq!(reading.submission.claims.len(), 1);
    assert_eq!(reading.sources.len(), 1);
}

#[test]
fn the_mark_of_byte_order_and_the_line_ends_of_windows_are_no_fault() {
    let file = format!("\u{feff}{}", HEAD.replace('\n', "\r\n"));
    let reading = read("f.toml", file.as_bytes());
    assert_eq!(reading.faults, []);
    assert_eq!(reading.submission.claims.len(), 1);
}

#[test]
fn denied_fields_need_no_order() {
    let reading = after_head(
        "[[claim]]\nsource = \"N1\"\nsubject = \"person/jana\"\ndenies = true\nstates.born_on = \"1990\"\nstates.died_on = \"1980\"\n",
    );
    assert_eq!(reading.faults, []);
}
