use serde_json::json;

use super::*;
use crate::{Agreement, Detention, Noun, Person, Release, Statement, with_noun};

fn release() -> Release {
    serde_json::from_value(json!({
        "count": 123,
        "agreement": "agreement/december",
        "groups": [
            {"key": "to-lithuania", "count": 9, "taken_to_place": "place/vilnius"},
            {"key": "silent"},
        ],
        "in_exchange_for": ["sanction/relief"],
    }))
    .unwrap()
}

fn stated<F: Fields>(fields: &F) -> Vec<(String, String)> {
    let mut stated = Vec::new();
    fields.stated(&mut Path::default(), &mut |path, what| {
        stated.push((path.to_owned(), what.to_string()));
    });
    stated
}

fn links<F: Fields>(fields: &F) -> Vec<(String, String, String)> {
    let mut links = Vec::new();
    fields.links(&mut |link, id| {
        links.push((link.field.to_owned(), link.element.to_owned(), id.to_string()));
    });
    links
}

#[test]
fn what_is_stated_is_told_path_by_path() {
    let told = stated(&release());
    let told: Vec<_> = told.iter().map(|(path, what)| (path.as_str(), what.as_str())).collect();
    assert_eq!(
        told,
        [
            ("count", "123"),
            ("groups.to-lithuania", "to-lithuania"),
            ("groups.to-lithuania.count", "9"),
            ("groups.to-lithuania.taken_to_place", "place/vilnius"),
            ("groups.silent", "silent"),
            ("agreement", "agreement/december"),
            ("in_exchange_for.sanction/relief", "sanction/relief"),
        ]
    );
}

#[test]
fn every_reference_is_found_with_its_field_and_element() {
    let found = links(&release());
    let found: Vec<_> =
        found.iter().map(|(field, key, id)| (field.as_str(), key.as_str(), id.as_str())).collect();
    assert_eq!(
        found,
        [
            ("groups.taken_to_place", "to-lithuania", "place/vilnius"),
            ("agreement", "", "agreement/december"),
            ("in_exchange_for", "", "sanction/relief"),
        ]
    );
    let agreement: Agreement = serde_json::from_value(json!({
        "talks": [{"key": "minsk", "participants": ["person/envoy", "organization/state"]}],
    }))
    .unwrap();
    let found = links(&agreement);
    assert_eq!(found.len(), 2, "in a list within an element of a list");
    assert!(found.iter().all(|(field, key, _)| field == "talks.participants" && key == "minsk"));
}

#[test]
fn a_path_is_known_whatever_keys_it_names() {
    for path in
        ["count", "groups", "groups.any-key", "groups.any-key.count", "in_exchange_for.sanction/x"]
    {
        assert!(Release::knows(path), "{path}");
    }
    for path in
        ["", "counts", "count.x", "groups.a.counts", "groups.a.count.x", ".count", "agreement.x"]
    {
        assert!(!Release::knows(path), "{path}");
    }
    assert!(Agreement::knows("talks.minsk.participants.person/envoy"));
    assert!(Person::knows("names.legal.text") && Statement::knows("about.person/one"));
}

#[test]
fn whatever_is_stated_stands_at_a_path_that_is_known() {
    for (path, _) in stated(&release()) {
        assert!(Release::knows(&path), "{path}");
    }
}

#[test]
fn silence_is_seen_as_such() {
    assert!(Detention::default().is_silent() && !release().is_silent());
    assert!(stated(&Detention::default()).is_empty());
}

#[test]
fn every_restricted_field_is_one_of_its_noun() {
    fn check<N: Noun>() {
        for path in N::RESTRICTED {
            assert!(N::knows(path), "{path} of a {}", N::NAME);
        }
        assert_eq!(&N::FIELDS[..2], ["summary", "identifiers"], "{}", N::NAME);
        assert!(N::knows("identifiers.ofac-sdn.value"), "{}", N::NAME);
        assert_eq!(N::NOUNS, [N::NAME]);
    }
    for noun in crate::NOUNS {
        with_noun!(*noun, N => check::<N>(), _ => panic!("{noun} has no type"));
    }
    assert_eq!(Detention::RESTRICTED, ["condition"]);
}

#[test]
fn a_path_lies_within_itself_and_what_is_above_it() {
    for above in ["groups.to-lithuania.count", "groups.to-lithuania", "groups", ""] {
        assert!(lies_within("groups.to-lithuania.count", above), "{above}");
    }
    for other in ["groups.to", "group", "groups.to-lithuania.count.x", "count"] {
        assert!(!lies_within("groups.to-lithuania.count", other), "{other}");
    }
}

#[test]
fn a_path_comes_back_from_every_step() {
    let mut path = Path::default();
    path.within("groups", |path| {
        path.within("a.b", |path| assert_eq!(path.as_str(), "groups.a.b"));
        assert_eq!(path.as_str(), "groups");
    });
    assert_eq!(path.as_str(), "");
}

#[test]
fn references_are_led_to_what_theirs_was_merged_into() {
    let moved = |id: &RecordId| {
        let into = match id.as_str() {
            "place/vilnius" => "place/wilno",
            "sanction/relief" => "sanction/one",
            _ => return None,
        };
        into.parse().ok()
    };
    let mut fields = release();
    fields.in_exchange_for.push("sanction/one".parse().unwrap());
    fields.relink(&moved);
    let found: Vec<_> = links(&fields).into_iter().map(|(_, _, id)| id).collect();
    assert_eq!(found, ["place/wilno", "agreement/december", "sanction/one"], "each once");
}
