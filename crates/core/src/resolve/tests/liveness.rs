//! Which reading of a source speaks.

use serde_json::json;

use super::{behind, claim, record};
use crate::{Detention, Person, Release};

#[test]
fn of_two_readings_of_a_source_the_latest_is_live() {
    let release = record::<Release>(vec![
        claim(1, "s1", json!({"count": 120})).read("2025-12-14"),
        claim(2, "s1", json!({"count": 123})).read("2025-12-15"),
    ]);
    assert_eq!(release.fields.count, Some(123.into()));
    assert!(release.account.disputes.is_empty(), "a source does not dispute itself");
    assert_eq!(release.account.witnesses.len(), 1, "the earlier reading speaks no longer");
}

#[test]
fn a_reading_added_late_does_not_replace_one_that_was_read_after_it() {
    let release = record::<Release>(vec![
        claim(1, "s1", json!({"count": 123})).read("2025-12-15"),
        claim(2, "s1", json!({"count": 120})).read("2025-12-14"),
    ]);
    assert_eq!(release.fields.count, Some(123.into()));
}

#[test]
fn a_field_that_a_later_reading_leaves_out_stands() {
    let release = record::<Release>(vec![
        claim(1, "s1", json!({"count": 123, "country": "BY"})).read("2025-12-14"),
        claim(2, "s1", json!({"count": 124})).read("2025-12-15"),
    ]);
    assert_eq!(release.fields.country.unwrap().as_str(), "BY");
    assert_eq!(release.fields.count, Some(124.into()));
    assert_eq!(release.account.witnesses.len(), 2, "each speaks on something");
}

#[test]
fn a_field_that_was_retracted_gives_the_word_back_to_the_reading_before() {
    let release = record::<Release>(vec![
        claim(1, "s1", json!({"count": 123})).read("2025-12-14"),
        claim(2, "s1", json!({"count": 124})).read("2025-12-15").silent_on("count"),
    ]);
    assert_eq!(release.fields.count, Some(123.into()));
}

#[test]
fn two_voices_in_one_source_can_dispute() {
    let release = record::<Release>(vec![
        claim(1, "s1", json!({"count": 123})).said_by("organization/ngo"),
        claim(2, "s1", json!({"count": 120})).said_by("organization/ministry"),
        claim(3, "s1", json!({"count": 123})),
    ]);
    assert!(release.account.is_disputed("count"));
    assert_eq!(release.account.witnesses.len(), 3);
    assert_eq!(release.account.sources().len(), 1, "all in one document");
}

#[test]
fn editions_of_one_list_never_dispute_and_the_newest_that_states_a_field_speaks() {
    let person = record::<Person>(vec![
        claim(3, "list-2023", json!({"name": "Old Name", "gender": "female"}))
            .edition_of("list")
            .published_on("2023"),
        claim(2, "list-2025", json!({"name": "New Name"})).edition_of("list").published_on("2025"),
        claim(1, "list-2024", json!({"name": "Middle Name"}))
            .edition_of("list")
            .published_on("2024"),
    ]);
    assert_eq!(person.fields.name.as_deref(), Some("New Name"));
    assert!(person.account.disputes.is_empty());
    assert_eq!(behind(&person.account, "name"), ["list-2025"]);
    assert!(person.fields.gender.is_some(), "the silence of an edition removes nothing");
    assert_eq!(behind(&person.account, "gender"), ["list-2023"]);
}

#[test]
fn the_list_itself_comes_before_its_editions() {
    let person = record::<Person>(vec![
        claim(1, "list-2023", json!({"name": "Edition"})).edition_of("list").published_on("2023"),
        claim(2, "list", json!({"name": "List"})).published_on("2024"),
    ]);
    assert_eq!(person.fields.name.as_deref(), Some("Edition"));
}

#[test]
fn elements_of_a_list_are_live_field_by_field() {
    let group = |count: u32, label: Option<&str>| match label {
        Some(label) => json!({"groups": [{"key": "women", "count": count, "label": label}]}),
        None => json!({"groups": [{"key": "women", "count": count}]}),
    };
    let release = record::<Release>(vec![
        claim(1, "s1", group(8, Some("women"))).read("2025-12-14"),
        claim(2, "s1", group(9, None)).read("2025-12-15"),
    ]);
    let [women] = release.fields.groups.as_slice() else { panic!("one group") };
    assert_eq!((women.label.as_deref(), women.count), (Some("women"), Some(9.into())));
}

#[test]
fn what_is_hidden_is_not_heard_and_its_source_is_not_told() {
    let hidden =
        claim::<Detention>(2, "clinic", json!({"condition": "ill"})).silent_on("condition");
    let stated = claim::<Detention>(1, "s1", json!({"country": "BY"}));
    let detention = record(vec![stated.clone(), hidden.clone()]);
    assert_eq!(detention, record(vec![stated.clone()]), "as if it had never been said");
    let all = record::<Detention>(vec![stated, hidden.silent_on("")]);
    assert_eq!(all.account.witnesses.len(), 1);
}

#[test]
fn a_whole_element_can_be_silenced() {
    let groups = json!({"groups": [{"key": "a", "count": 1}, {"key": "b", "count": 2}]});
    let release = record::<Release>(vec![claim(1, "s1", groups).silent_on("groups.a")]);
    let keys: Vec<_> = release.fields.groups.iter().map(|group| group.key.as_str()).collect();
    assert_eq!(keys, ["b"]);
}

#[test]
fn a_reading_of_which_nothing_stands_orders_no_list() {
    let first = || {
        claim(1, "s1", json!({"sentences": [{"key": "term", "term": "3 years"}]}))
            .read("2025-12-14")
    };
    let later = || {
        vec![
            claim(
                2,
                "s1",
                json!({"sentences": [{"key": "fine", "fine": "100 EUR"}, {"key": "term", "term": "4 years"}]}),
            )
            .read("2025-12-15"),
        ]
    };
    let alone = record::<Detention>(later());
    let after_it = record::<Detention>([vec![first()], later()].concat());
    assert_eq!(alone.fields, after_it.fields);
    assert_eq!(after_it.fields.sentences[0].key.as_str(), "fine");
    assert_eq!(after_it.account.witnesses.len(), 1, "the earlier reading speaks no longer");
}
