//! The canonical form of each kind of entry, and its hash: never to change.

use std::collections::BTreeMap;

use super::*;

#[test]
fn the_canonical_form_of_a_claim_is_frozen() {
    let canonical = Body::Claim(claim()).canonical().unwrap();
    insta::assert_snapshot!(canonical, @r#"{"denies":true,"kind":"claim","quotes":{"groups.to-ukraine.count":"114 людзей","on":"on\tSaturday — 𝒹ay"},"read_on":"2026-08-31","said_by":"person/envoy","source":"source/s1","states":{"count":"more than 430","groups":[{"by":"destination","key":"to-lithuania","taken_to_country":"LT"},{"count":"114","key":"to-ukraine","label":"палонныя \"да Ўкраіны\""}],"in_exchange_for":["sanction/relief"],"on":"2025-12-13"},"subject":"release/of-december"}"#);
    insta::assert_snapshot!(ClaimHash::of(&canonical), @"b9d1a9e25e3739cde27d8a37f86b4e75281ea921c66ec7732b6de258cc264a04");
    let canonical = Body::Claim(plain()).canonical().unwrap();
    insta::assert_snapshot!(canonical, @r#"{"kind":"claim","read_on":"2026-08-31","source":"source/s1","states":{"country":"BY"},"subject":"detention/one"}"#);
    insta::assert_snapshot!(ClaimHash::of(&canonical), @"686ea98c9b0d67af0a20c10b7b9028ed1ce8b7bb579c78f9210cd5ce3b8c7edc");
}

#[test]
fn the_canonical_form_of_every_ruling_is_frozen() {
    let forms: Vec<_> =
        rulings().into_iter().map(|ruling| Body::Ruling(ruling).canonical().unwrap()).collect();
    insta::assert_snapshot!(forms.join("\n"), @r#"
{"author":"Keeper","entries":{},"kind":"accept","reason":"two lists were compared"}
{"author":"Keeper","entries":{"positions":[1,2],"revision":7},"kind":"reject","reason":"two lists were compared"}
{"author":"Keeper","entries":{"positions":[3],"revision":12},"field":"groups.to-lithuania.count","kind":"rank","rank":"preferred","reason":"two lists were compared"}
{"author":"Keeper","field":"condition","kind":"show","reason":"two lists were compared","subject":"person/one"}
{"author":"Keeper","entries":{"positions":[3],"revision":12},"kind":"hide","reason":"two lists were compared"}
{"author":"Keeper","kind":"hide","reason":"two lists were compared","subject":"person/one"}
{"author":"Keeper","entries":{"positions":[3],"revision":12},"kind":"retract","reason":"two lists were compared"}
{"author":"Keeper","entry":"12.3","field":"born_on","kind":"settle","reason":"two lists were compared","subject":"person/one"}
{"author":"Keeper","into":"person/two","kind":"merge","reason":"two lists were compared","subject":"person/one"}
{"author":"Keeper","from":"person/two","kind":"part","reason":"two lists were compared","subject":"person/one"}
{"author":"Keeper","entry":"12.3","kind":"erase","reason":"two lists were compared"}
{"author":"Keeper","entries":{"positions":[3],"revision":12},"kind":"accept"}
"#);
    insta::assert_snapshot!(ClaimHash::of(&forms.join("\n")), @"21a4b7874dc8061b0508239c115e2797429f965b048d93ae79b861f77a3df996");
}

#[test]
fn the_canonical_form_of_a_heading_is_frozen() {
    let heading =
        Heading { author: "Editors".to_owned(), message: "Add the release of December".to_owned() };
    insta::assert_snapshot!(heading.canonical().unwrap(), @r#"{"author":"Editors","message":"Add the release of December"}"#);
}

#[test]
fn an_entry_is_read_back_as_it_was_written() {
    for body in bodies() {
        let canonical = body.canonical().unwrap();
        assert_eq!(Body::read(&canonical).unwrap(), body, "{canonical}");
    }
}

#[test]
fn there_are_ten_kinds_of_ruling_and_each_bears_its_word() {
    let mut kinds: Vec<_> = rulings().iter().map(|ruling| ruling.decision.kind()).collect();
    for (ruling, kind) in rulings().into_iter().zip(kinds.clone()) {
        let canonical = Body::Ruling(ruling).canonical().unwrap();
        assert!(canonical.contains(&format!("\"kind\":\"{kind}\"")), "{canonical}");
        assert_eq!(Body::read(&canonical).unwrap().kind(), kind);
    }
    kinds.sort_unstable();
    kinds.dedup();
    assert_eq!(kinds.len(), 10);
    assert_eq!(Body::Claim(plain()).kind(), "claim");
}

#[test]
fn what_is_not_said_is_left_out() {
    let canonical = Body::Claim(plain()).canonical().unwrap();
    for silent in ["denies", "said_by", "quotes", "null", "began_on", "[]"] {
        assert!(!canonical.contains(silent), "{silent} in {canonical}");
    }
    let nothing = States::of(&Detention::default()).unwrap();
    assert_eq!(nothing.as_str(), "{}");
}

#[test]
fn no_entry_is_read_from_another_form() {
    for body in bodies() {
        let canonical = body.canonical().unwrap();
        let others = [
            canonical.replacen('{', "{ ", 1),
            canonical.replacen('{', "{\"unknown\":1,", 1),
            canonical.replacen('{', "{\"zzz\":null,", 1),
            format!("{canonical}\n"),
            canonical[..canonical.len() - 1].to_owned(),
            canonical.replacen("kind", "kin\\u0064", 1),
            canonical.replacen("\"kind\":\"", "\"kind\":\"un", 1),
        ];
        for other in others {
            assert!(Body::read(&other).is_err(), "{other}");
        }
    }
    for text in ["", "{}", "null", "[]", "{\"kind\":\"claim\"}", "{\"kind\":\"accept\"}", "\u{0}"] {
        assert!(Body::read(text).is_err(), "{text}");
    }
}

#[test]
fn what_a_claim_states_is_read_in_its_canonical_form_alone() {
    let canonical = Body::Claim(plain()).canonical().unwrap();
    let stating = |states: &str| canonical.replace("{\"country\":\"BY\"}", states);
    assert!(Body::read(&stating("{\"a\":1,\"b\":[\"2\"]}")).is_ok(), "a later noun may know these");
    let others = [
        "{\"country\": \"BY\"}",
        "{\"country\":\"BY\",\"began_on\":\"2020\"}",
        "{\"country\":\"BY\",\"country\":\"BY\"}",
        "{\"count\":1.0}",
        "{\"country\":\"\\u0042Y\"}",
        "[]",
        "null",
        "\"BY\"",
    ];
    for states in others {
        assert!(Body::read(&stating(states)).is_err(), "{states}");
    }
}

#[test]
fn fields_that_the_noun_does_not_know_are_not_read_into_it() {
    let text = Body::Claim(plain()).canonical().unwrap().replace("country", "county");
    let Body::Claim(claim) = Body::read(&text).unwrap() else { panic!("a claim") };
    let error = claim.states.read::<Detention>().unwrap_err().to_string();
    assert!(error.contains("unknown field `county`"), "{error}");
}

#[test]
fn a_fields_null_is_not_silence() {
    let text = Body::Claim(plain()).canonical().unwrap();
    let with_null = text.replace("\"source\"", "\"said_by\":null,\"source\"");
    assert!(matches!(Body::read(&with_null), Err(BodyError::Form)));
}

#[test]
fn the_path_to_an_author_orders_as_rfc_8785_orders_it() {
    let mut claim = plain();
    // In UTF-16 the first of these comes before the second, in UTF-8 after it.
    for path in ["authors.𝒜nna", "authors.\u{ff21}nna", "authors.Anna", "authors.Ганна"] {
        claim.quotes.insert(path.to_owned(), "by Anna".to_owned());
    }
    let canonical = Body::Claim(claim.clone()).canonical().unwrap();
    let generic: serde_json::Value = serde_json::from_str(&canonical).unwrap();
    assert_eq!(canonical, serde_json_canonicalizer::to_string(&generic).unwrap());
    assert_eq!(Body::read(&canonical).unwrap(), Body::Claim(claim));
}

#[test]
fn a_claim_that_differs_in_anything_is_another_claim() {
    let hash = |claim: Claim| ClaimHash::of(&Body::Claim(claim).canonical().unwrap());
    let same = hash(claim());
    assert_eq!(hash(claim()), same, "the same reading twice is one claim");
    let others = [
        Claim { subject: "release/other".parse().unwrap(), ..claim() },
        Claim { source: "source/s2".parse().unwrap(), ..claim() },
        Claim { said_by: None, ..claim() },
        Claim { read_on: "2026-09-01".parse().unwrap(), ..claim() },
        Claim { denies: false, ..claim() },
        Claim { states: plain().states, ..claim() },
        Claim { quotes: BTreeMap::new(), ..claim() },
    ];
    for other in others {
        assert_ne!(hash(other), same);
    }
}

#[test]
fn a_ruling_on_its_own_revision_holds_every_entry_of_it() {
    let entry = |revision, position| EntryId { revision, position };
    assert!(Scope::THIS_REVISION.holds(entry(5, 1), 5));
    assert!(!Scope::THIS_REVISION.holds(entry(4, 1), 5));
    let one = Scope::of(entry(4, 2));
    assert!(one.holds(entry(4, 2), 5));
    assert!(!one.holds(entry(4, 1), 5) && !one.holds(entry(5, 2), 5));
    let several = Scope { revision: None, positions: vec![1, 3] };
    assert!(several.holds(entry(5, 3), 5));
    assert!(!several.holds(entry(5, 2), 5) && !several.holds(entry(4, 1), 5));
}

#[test]
fn an_entry_is_named_by_revision_and_position() {
    let entry = EntryId { revision: 12, position: 3 };
    assert_eq!((entry.to_string().as_str(), "12.3".parse()), ("12.3", Ok(entry)));
    for text in
        ["", "12", "12.", ".3", "0.1", "1.0", "01.1", "1.01", "+1.1", "1.1.1", "1 .1", "-1.1"]
    {
        assert!(text.parse::<EntryId>().is_err(), "{text}");
    }
    assert!(EntryId { revision: 2, position: 1 } > EntryId { revision: 1, position: 9 });
}
