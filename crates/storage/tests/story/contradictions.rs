//! Records contradict each other by rules of the domain: found round whatever
//! changed, told beside each of them, and counted without reading a record.

use detente_core::{
    Audience, Conflict, Decision, Detention, DisputeKind, DomainRule, NewClaim, Person, Sight,
};
use detente_storage::{Condition, CountDisputesBy, DisputeFilter, DisputeQuery, Viewer, Window};
use serde_json::json;

use crate::{
    database::{Database, on_every_database},
    pages::listed,
    said::{append, changed, contributor, editor, entry, public, read_on, says},
};

on_every_database!(
    a_death_contradicts_what_was_seen_later_and_both_records_say_so,
    what_moves_to_another_person_is_a_contradiction_no_longer,
    nobody_judges_after_death_whatever_is_said_first,
    a_releases_day_is_a_day_of_a_life,
    two_detentions_overlap_and_more_are_named_than_freed,
    a_promise_later_than_its_act_is_found_from_either_side,
    the_public_is_told_nothing_of_a_hidden_death,
    disputes_are_listed_and_counted_by_noun_kind_field_and_source,
    what_was_settled_is_open_again_once_anything_is_said_on_it,
    a_large_import_costs_few_statements_more,
);

async fn beside(database: &Database, viewer: &Viewer, subject: &str) -> Vec<Conflict> {
    let id = subject.parse().unwrap();
    let found = database.store.contradictions_with_others(viewer, std::slice::from_ref(&id)).await;
    found.unwrap().remove(&id).unwrap_or_default()
}

async fn rules(database: &Database, subject: &str) -> Vec<String> {
    beside(database, &public(), subject).await.into_iter().filter_map(|one| one.rule).collect()
}

/// The Courier saw Ada held in 2023.
fn seen() -> NewClaim {
    let stay = json!({ "stays": [{ "key": "colony", "seen_on": "2023-05-01" }] });
    says("courier", "detention/ada", stay)
}

async fn a_death_contradicts_what_was_seen_later_and_both_records_say_so(database: &Database) {
    database.ground().await;
    database.tell(vec![seen()]).await;
    let died = says("herald", "person/ada", json!({ "died_on": "2022" }));
    let told = database.tell(vec![died]).await;
    assert_eq!(changed(&told), ["detention/ada", "person/ada"]);
    let found = beside(database, &public(), "detention/ada").await;
    assert_eq!(found, beside(database, &public(), "person/ada").await);
    let [found] = found.as_slice() else { panic!("one: {found:?}") };
    assert_eq!(found.kind, DisputeKind::Contradiction);
    assert_eq!(found.breaks, Some(DomainRule::DiedAgainstLater));
    assert_eq!(found.rule.as_deref(), Some("died on 2022, and seen held on 2023-05-01"));
    let sources: Vec<_> =
        found.sides.iter().map(|side| side.witnesses[0].source.as_record_id().slug()).collect();
    assert_eq!(sources, ["herald", "courier"]);
    let disputed = || listed::<Person>(database, vec![Condition::Disputed(true)]);
    assert_eq!(disputed().await, ["person/ada"]);
    // A later reading takes the death back.
    let lives = read_on("2026-01-02", "herald", "person/ada", json!({ "died_on": "2024" }));
    assert_eq!(changed(&database.tell(vec![lives]).await), ["detention/ada", "person/ada"]);
    assert!(rules(database, "detention/ada").await.is_empty());
    assert!(disputed().await.is_empty());
}

async fn what_moves_to_another_person_is_a_contradiction_no_longer(database: &Database) {
    database.ground().await;
    let died = says("herald", "person/ada", json!({ "died_on": "2022" }));
    database.tell(vec![seen(), died]).await;
    assert_eq!(rules(database, "person/ada").await.len(), 1);
    let moved = read_on("2026-01-02", "herald", "detention/ada", json!({ "person": "person/bel" }));
    database.tell(vec![moved]).await;
    assert!(rules(database, "person/ada").await.is_empty());
    assert!(rules(database, "detention/ada").await.is_empty());
}

async fn nobody_judges_after_death_whatever_is_said_first(database: &Database) {
    database.ground().await;
    let died = |day: &str, on: &str| read_on(day, "herald", "person/bel", json!({ "died_on": on }));
    let tried = |day: &str, judge: &str| {
        let trial = json!([{ "key": "trial", "on": "2023-05", "judge": judge }]);
        read_on(day, "courier", "detention/ada", json!({ "proceedings": trial }))
    };
    database.tell(vec![tried("2026-01-01", "person/bel")]).await;
    let told = database.tell(vec![died("2026-01-01", "2022")]).await;
    assert_eq!(changed(&told), ["detention/ada", "person/bel"]);
    let after_death = ["died on 2022, and judged on 2023-05"];
    assert_eq!(rules(database, "person/bel").await, after_death);
    assert_eq!(rules(database, "detention/ada").await, after_death);
    database.tell(vec![tried("2026-01-02", "person/cim")]).await;
    assert!(rules(database, "person/bel").await.is_empty(), "it was another judge");
    let told = database.tell(vec![tried("2026-01-03", "person/bel")]).await;
    assert_eq!(changed(&told), ["detention/ada", "person/bel"]);
    assert_eq!(rules(database, "person/bel").await, after_death);
    database.store.verify_whole().await.unwrap();
    database.store.rebuild().await.unwrap();
    assert_eq!(rules(database, "person/bel").await, after_death);
    database.tell(vec![died("2026-01-04", "2024")]).await;
    assert!(rules(database, "detention/ada").await.is_empty());
}

async fn a_releases_day_is_a_day_of_a_life(database: &Database) {
    database.ground().await;
    let freed = says("courier", "detention/ada", json!({ "release": "release/spring" }));
    let died = says("courier", "person/ada", json!({ "died_on": "2024-04-01" }));
    database.tell(vec![freed, died]).await;
    assert!(rules(database, "person/ada").await.is_empty());
    let later = read_on("2026-01-02", "herald", "release/spring", json!({ "on": "2024-05" }));
    database.tell(vec![later]).await;
    let told = ["died on 2024-04-01, and released on 2024-05"];
    assert_eq!(rules(database, "person/ada").await, told);
    let retract = Decision::Retract { entries: entry(3, 1), field: None };
    database.rule(vec![retract]).await;
    assert!(rules(database, "person/ada").await.is_empty());
}

async fn two_detentions_overlap_and_more_are_named_than_freed(database: &Database) {
    database.ground().await;
    let freed = |began: &str| json!({ "person": "person/ada", "began_on": began, "release": "release/spring" });
    database
        .tell(vec![
            says("courier", "detention/ada", json!({ "release": "release/spring" })),
            says("courier", "detention/two", freed("2023-01-01")),
            says("courier", "release/spring", json!({ "count": 1 })),
        ])
        .await;
    assert_eq!(
        rules(database, "detention/two").await,
        ["in custody on 2023-01-01 in two detentions"]
    );
    assert!(rules(database, "release/spring").await.is_empty(), "one person, held twice");
    let bel = json!({ "person": "person/bel", "release": "release/spring" });
    database.tell(vec![says("courier", "detention/bel", bel)]).await;
    assert_eq!(rules(database, "release/spring").await, ["1 freed, and 2 are named"]);
    assert!(rules(database, "detention/bel").await.is_empty(), "told beside the release alone");
    // One who turns out to have been freed elsewhere is counted no longer.
    let elsewhere =
        read_on("2026-01-03", "courier", "detention/bel", json!({ "release": "release/autumn" }));
    let autumn = says("herald", "release/autumn", json!({ "on": "2024-09-01" }));
    database.tell(vec![autumn, elsewhere]).await;
    assert!(rules(database, "release/spring").await.is_empty());
    let back =
        read_on("2026-01-04", "courier", "detention/bel", json!({ "release": "release/spring" }));
    database.tell(vec![back]).await;
    assert_eq!(rules(database, "release/spring").await, ["1 freed, and 2 are named"]);
    // Where one of them is contested, they may have been one.
    let other = json!({ "release": "release/autumn" });
    database.tell(vec![says("herald", "detention/bel", other)]).await;
    assert!(rules(database, "release/spring").await.is_empty());
}

async fn a_promise_later_than_its_act_is_found_from_either_side(database: &Database) {
    database.ground().await;
    let promise = json!({ "commitments": [
        { "key": "free", "promised_on": "2024-02", "acts": ["release/spring"] }
    ]});
    database.tell(vec![says("courier", "agreement/deal", promise)]).await;
    assert!(rules(database, "agreement/deal").await.is_empty());
    let earlier = read_on("2026-01-02", "herald", "release/spring", json!({ "on": "2024-01-31" }));
    let told = database.tell(vec![earlier]).await;
    assert_eq!(changed(&told), ["agreement/deal", "release/spring"]);
    let rule = ["released on 2024-01-31, and promised on 2024-02"];
    assert_eq!(rules(database, "agreement/deal").await, rule);
    assert_eq!(rules(database, "release/spring").await, rule);
}

async fn the_public_is_told_nothing_of_a_hidden_death(database: &Database) {
    database.ground().await;
    let died = says("courier", "person/ada", json!({ "died_on": "2022" }));
    database.tell(vec![seen(), died]).await;
    let what =
        Sight::Record { subject: "person/ada".parse().unwrap(), field: Some("died_on".into()) };
    let hide = Decision::Hide { what: what.clone() };
    let told = database.rule(vec![hide]).await;
    assert_eq!(changed(&told), ["detention/ada", "person/ada"]);
    assert!(rules(database, "detention/ada").await.is_empty());
    assert_eq!(beside(database, &editor(), "detention/ada").await.len(), 1);
    let query = |viewer: Viewer| async move {
        let filter = DisputeFilter::default();
        let store = &database.store;
        let by = store.disputes_by(&viewer, CountDisputesBy::Source, &filter).await.unwrap();
        (store.count_disputes(&viewer, &filter).await.unwrap(), by.len())
    };
    assert_eq!(query(public()).await, (0, 0));
    assert_eq!(query(editor()).await, (2, 1));
    database.rule(vec![Decision::Show { what }]).await;
    assert_eq!(query(public()).await, (2, 1));
    assert_eq!(editor().sees, Audience::Restricted);
}

async fn disputes_are_listed_and_counted_by_noun_kind_field_and_source(database: &Database) {
    database.ground().await;
    let mut denial = says("courier", "detention/ada", json!({ "country": "BY" }));
    denial.claim.denies = true;
    database
        .tell(vec![
            seen(),
            denial,
            says("herald", "person/ada", json!({ "died_on": "2022" })),
            says("courier", "person/ada", json!({ "name": "Ada L." })),
            says("courier", "person/bel", json!({ "name": "Bel" })),
        ])
        .await;
    let store = &database.store;
    let viewer = public();
    let by = async |by, filter: DisputeFilter| -> Vec<(String, u64)> {
        store.disputes_by(&viewer, by, &filter).await.unwrap()
    };
    let told = |counts: &[(&str, u64)]| -> Vec<(String, u64)> {
        counts.iter().map(|(of, count)| ((*of).to_owned(), *count)).collect()
    };
    let all = DisputeFilter::default;
    assert_eq!(by(CountDisputesBy::Noun, all()).await, told(&[("person", 3), ("detention", 2)]));
    assert_eq!(
        by(CountDisputesBy::Kind, all()).await,
        told(&[("contradiction", 2), ("values", 2), ("denial", 1)])
    );
    assert_eq!(by(CountDisputesBy::Rule, all()).await, told(&[("died_against_later", 2)]));
    assert_eq!(
        by(CountDisputesBy::Field, all()).await,
        told(&[("name", 2), ("country", 1), ("died_on", 1), ("stays.seen_on", 1)])
    );
    let sources = told(&[("source/courier", 5), ("source/herald", 5)]);
    assert_eq!(by(CountDisputesBy::Source, all()).await, sources);
    let people = DisputeFilter { nouns: Some(vec!["person"]), ..all() };
    assert_eq!(
        by(CountDisputesBy::Source, people.clone()).await,
        told(&[("source/courier", 3), ("source/herald", 3)])
    );
    let names = DisputeFilter { fields: Some(vec!["name".to_owned()]), ..people.clone() };
    assert_eq!(store.count_disputes(&viewer, &names).await.unwrap(), 2);
    let courier = DisputeFilter { source: Some("source/courier".parse().unwrap()), ..all() };
    assert_eq!(store.count_disputes(&viewer, &courier).await.unwrap(), 5);
    let settled = DisputeFilter { settled: Some(true), ..all() };
    assert_eq!(store.count_disputes(&viewer, &settled).await.unwrap(), 0);
    // Page by page, there and back.
    let mut window = Window { after: None, before: None, limit: 2, last: false };
    let mut found = Vec::new();
    loop {
        let query = DisputeQuery { filter: all(), descending: false, window: window.clone() };
        let before = store.statements();
        let page = store.disputes(&viewer, &query).await.unwrap();
        assert_eq!(store.statements() - before, 1);
        window.after = page.rows.last().map(|row| row.cursor.to_string().parse().unwrap());
        found.extend(page.rows);
        if !page.more_after {
            break;
        }
    }
    let subjects: Vec<_> = found.iter().map(|one| one.subject.as_str()).collect();
    let ada = ["detention/ada", "detention/ada", "person/ada", "person/ada", "person/bel"];
    assert_eq!(subjects, ada);
    let window = Window { after: None, before: None, limit: 10, last: true };
    let query = DisputeQuery { filter: all(), descending: true, window };
    let mut back = store.disputes(&viewer, &query).await.unwrap().rows;
    back.reverse();
    assert_eq!(back, found);
    // What the keepers settle is open no longer.
    let settle = Decision::Settle {
        subject: "person/bel".parse().unwrap(),
        field: "name".to_owned(),
        entry: detente_core::EntryId { revision: 2, position: 5 },
    };
    database.rule(vec![settle]).await;
    assert_eq!(store.count_disputes(&viewer, &settled).await.unwrap(), 1);
    assert_eq!(listed::<Person>(database, vec![Condition::Disputed(true)]).await, ["person/ada"]);
}

async fn what_was_settled_is_open_again_once_anything_is_said_on_it(database: &Database) {
    database.ground().await;
    let held =
        |from: &str, to: &str| json!({ "person": "person/bel", "began_on": from, "ended_on": to });
    database
        .tell(vec![
            says("courier", "detention/one", held("2021-01-01", "2021-07-01")),
            says("courier", "detention/two", held("2021-06-01", "2021-12-01")),
        ])
        .await;
    let settle = Decision::Settle {
        subject: "detention/one".parse().unwrap(),
        field: "began_on".to_owned(),
        entry: detente_core::EntryId { revision: 2, position: 1 },
    };
    database.rule(vec![settle]).await;
    let settled = async || {
        let filter = DisputeFilter { settled: Some(true), ..DisputeFilter::default() };
        database.store.count_disputes(&public(), &filter).await.unwrap() > 0
    };
    assert!(settled().await);
    // Who says otherwise is not followed, and yet it is evidence.
    let other = json!({ "began_on": "2021-02-01" });
    database.tell(vec![says("herald", "detention/one", other)]).await;
    assert!(!settled().await);
}

/// People of whom nobody had spoken, born and held, of whom one contradicts himself.
fn people(from: usize, count: usize) -> Vec<NewClaim> {
    let told = (from..from + count).flat_map(|at| {
        let person = format!("person/p{at:05}");
        let held = json!({ "person": person, "began_on": "2021-02-03" });
        let born = if at % 100 == 0 { "2022-01-01" } else { "1980-01-01" };
        [
            says("herald", &person, json!({ "name": "P", "born_on": born })),
            says("herald", &format!("detention/d{at:05}"), held),
        ]
    });
    told.collect()
}

#[tokio::test]
async fn of_a_person_nobody_spoke_of_the_detentions_contradict_each_other_still() {
    let database = &Database::in_a_file().await;
    database.ground().await;
    // What the contributor says of the person waits: there is no record of the person yet.
    let waits = vec![says("herald", "person/new", json!({ "name": "New" }))];
    append(&database.store, &contributor(), waits, vec![]).await.unwrap();
    let held = |began_on: &str| {
        json!({ "person": "person/new", "began_on": began_on,
            "stays": [{ "key": "colony", "custody": "held", "seen_on": "2025-01-01" }] })
    };
    let one = says("herald", "detention/one", held("2021-01-01"));
    database.tell(vec![one, says("herald", "detention/two", held("2022-01-01"))]).await;
    assert_eq!(database.store.size(&public(), "person").await.unwrap(), 3, "not the new one");
    assert_eq!(rules(database, "detention/one").await.len(), 1);
    database.store.verify_whole().await.unwrap();
    let before = database.rows().await;
    database.store.rebuild().await.unwrap();
    assert_eq!(database.rows().await, before);
}

async fn a_large_import_costs_few_statements_more(database: &Database) {
    database.ground().await;
    let count = async |from| {
        let before = database.store.statements();
        database.tell(people(from, 700)).await;
        database.store.statements() - before
    };
    let filter =
        DisputeFilter { kinds: Some(vec![DisputeKind::Contradiction]), ..Default::default() };
    count(0).await;
    let again = count(10_000).await;
    assert_eq!(database.store.count_disputes(&public(), &filter).await.unwrap(), 28);
    assert!(again < 80, "{again} statements for 1400 claims");
    let held: usize = listed::<Detention>(database, vec![Condition::Disputed(true)]).await.len();
    assert_eq!(held, 14);
}

#[tokio::test]
async fn the_records_of_an_older_version_are_made_again() {
    let database = Database::in_a_file().await;
    database.ground().await;
    let died = says("herald", "person/ada", json!({ "died_on": "2022" }));
    database.tell(vec![seen(), died]).await;
    let before = database.rows().await;
    let by_hand = database.by_hand().await;
    for sql in [
        "drop table dispute",
        "drop table dispute_party",
        "drop table mirror",
        "drop table excerpt",
        "drop table signature",
        "drop table turned",
        "drop table list",
        "drop index entry_ruling",
        "drop index official",
        "drop index change_of",
        "drop table name_key",
        "drop table named",
        "alter table person drop column birth_place",
        "alter table person drop column addresses",
        "alter table person drop column associations",
        "alter table person drop column relatives",
        "alter table organization drop column addresses",
        "alter table organization drop column associations",
        "delete from _sqlx_migrations where version >= 19",
    ] {
        sea_orm::ConnectionTrait::execute_unprepared(&by_hand, sql).await.unwrap();
    }
    detente_storage::Store::open(&database.url).await.unwrap();
    assert_eq!(database.rows().await, before);
}
