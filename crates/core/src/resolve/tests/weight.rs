//! Which of several claims wins a field, and why.

use serde_json::json;

use super::{behind, claim, differ, record};
use crate::{Detention, Person, Rank, Reason, Release, Source};

fn counts(heard: Vec<(u64, &str, &str)>) -> crate::Record<Release> {
    let claims = heard.into_iter().map(|(revision, published, count)| {
        let claim = claim(revision, &format!("s{revision}"), json!({"count": count}));
        if published.is_empty() { claim } else { claim.published_on(published) }
    });
    record(claims.collect())
}

fn reason(release: &crate::Record<Release>) -> Reason {
    release.account.origin("count").reason
}

#[test]
fn of_those_that_agree_the_most_precise_wins() {
    let detention = record::<Detention>(vec![
        claim(1, "s1", json!({"ended_on": "2025-12-13"})).published_on("2025-12-13"),
        claim(2, "s2", json!({"ended_on": "2025-12"})).published_on("2025-12-20"),
    ]);
    assert_eq!(detention.fields.ended_on.unwrap().to_string(), "2025-12-13");
    assert!(detention.account.disputes.is_empty(), "a month and a day of it agree");
    assert_eq!(detention.account.origin("ended_on").reason, Reason::MorePrecise);
    assert_eq!(behind(&detention.account, "ended_on"), ["s1", "s2"]);
}

#[test]
fn of_two_that_are_as_precise_the_newer_wins() {
    let release = counts(vec![
        (1, "2025-12-01", "between 100 and 110"),
        (2, "2025-12-02", "between 105 and 120"),
        (3, "2025-12-03", "more than 90"),
    ]);
    assert_eq!(release.fields.count.unwrap().to_string(), "between 105 and 120");
    assert!(!release.account.is_disputed("count"));
}

#[test]
fn the_later_published_wins_however_it_came_into_the_ledger() {
    let release = counts(vec![(2, "2025-12-13", "120"), (1, "2025-12-15", "123")]);
    assert_eq!(release.fields.count, Some(123.into()));
    assert_eq!(reason(&release), Reason::LaterPublished);
    assert_eq!(differ(&release.account, "count"), ["s2"]);
}

#[test]
fn a_source_without_a_date_weighs_less_than_one_that_has_one() {
    let release = counts(vec![(2, "", "120"), (1, "2025", "123")]);
    assert_eq!(release.fields.count, Some(123.into()));
}

#[test]
fn where_nothing_else_tells_them_apart_the_later_added_wins() {
    let release = counts(vec![(1, "2025-12", "120"), (2, "2025-12", "123")]);
    assert_eq!((release.fields.count, reason(&release)), (Some(123.into()), Reason::LaterAdded));
}

#[test]
fn a_preferred_claim_wins_over_a_later_one_and_they_still_dispute() {
    let release = record::<Release>(vec![
        claim(1, "s1", json!({"count": 123}))
            .ranked("", Rank::Preferred)
            .published_on("2025-12-13"),
        claim(2, "s2", json!({"count": 120})).published_on("2025-12-15"),
    ]);
    assert_eq!((release.fields.count, reason(&release)), (Some(123.into()), Reason::Ranked));
    assert!(release.account.is_disputed("count"));
}

#[test]
fn the_ranking_that_names_the_nearest_field_decides() {
    let states = || json!({"count": 1, "groups": [{"key": "a", "count": 1, "label": "one"}]});
    let other = json!({"count": 2, "groups": [{"key": "a", "count": 2, "label": "two"}]});
    let first = claim::<Release>(1, "s1", states())
        .ranked("", Rank::Deprecated)
        .ranked("groups.a", Rank::Preferred)
        .ranked("groups.a.label", Rank::Normal);
    let release = record(vec![first, claim(2, "s2", other)]);
    let group = &release.fields.groups[0];
    assert_eq!(release.fields.count, Some(2.into()));
    assert_eq!((group.count, group.label.as_deref()), (Some(1.into()), Some("two")));
}

#[test]
fn a_deprecated_claim_neither_wins_nor_disputes_while_another_speaks() {
    let deprecated =
        claim::<Release>(2, "s2", json!({"count": 500})).ranked("count", Rank::Deprecated);
    let release = record(vec![claim(1, "s1", json!({"count": 123})), deprecated.clone()]);
    assert_eq!(release.fields.count, Some(123.into()));
    assert!(release.account.disputes.is_empty());
    assert_eq!(release.account.witnesses.len(), 1);
    let alone = record(vec![deprecated.clone()]);
    assert_eq!(alone.fields.count, Some(500.into()), "alone, it speaks");
    let beside = record(vec![deprecated, claim(1, "s1", json!({"country": "BY"}))]);
    assert_eq!(beside.fields.count, Some(500.into()), "on this field it is alone");
}

#[test]
fn a_deprecated_claim_that_someone_denies_is_not_heard() {
    let release = record::<Release>(vec![
        claim(1, "s1", json!({"count": 500})).ranked("", Rank::Deprecated),
        claim(2, "s2", json!({"count": 500})).denying(),
    ]);
    assert_eq!(release.fields.count, None);
    assert!(release.account.disputes.is_empty());
}

#[test]
fn sources_are_not_weighed_by_sources() {
    let source = record::<Source>(vec![
        claim(1, "s1", json!({"title": "One"})).published_on("2030"),
        claim(2, "s2", json!({"title": "Two"})).published_on("2020"),
    ]);
    assert_eq!(source.fields.title.as_deref(), Some("Two"), "the revision alone decides");
    let editions = record::<Source>(vec![
        claim(2, "s1", json!({"title": "One"})).edition_of("list").published_on("2020"),
        claim(1, "s2", json!({"title": "Two"})).edition_of("list").published_on("2030"),
    ]);
    assert!(editions.account.is_disputed("title"), "nor does one edition silence another");
}

#[test]
fn each_field_knows_who_alone_states_it() {
    let person = record::<Person>(vec![
        claim(1, "s1", json!({"name": "Anna Example", "gender": "female"})),
        claim(2, "s2", json!({"born_on": "1980", "name": "Anna Example"})),
    ]);
    assert_eq!(behind(&person.account, "gender"), ["s1"]);
    assert_eq!(behind(&person.account, "born_on"), ["s2"]);
    assert_eq!(behind(&person.account, "name"), ["s2", "s1"]);
    assert_eq!(person.account.origin("gender").reason, Reason::Only);
    assert_eq!(person.account.sources().len(), 2);
}

#[test]
fn the_account_names_only_what_is_not_plain() {
    let person = record::<Person>(vec![
        claim(1, "s1", json!({"name": "Anna Example", "gender": "female", "born_on": "1980"})),
        claim(2, "s2", json!({"died_on": "2020"})),
    ]);
    let json = serde_json::to_string(&person.account).unwrap();
    insta::assert_snapshot!(json, @r#"{"witnesses":[{"entry":"1.1","source":"source/s1"},{"entry":"2.1","source":"source/s2"}],"sole":0,"origins":{"died_on":{"w":1,"y":"only"}}}"#);
    let read: crate::Account<Person> = serde_json::from_str(&json).unwrap();
    assert_eq!(read, person.account);
}
