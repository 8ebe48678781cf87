//! What records lean on: when a source or a release changes, so do they.

use detente_core::{Detention, Person};
use detente_storage::Condition;
use serde_json::json;

use crate::{
    database::{Database, on_every_database},
    pages::listed,
    said::{changed, public, read_on, says},
};

on_every_database!(
    a_sources_day_turns_every_record_it_decides,
    a_source_that_becomes_an_edition_ends_disputes,
    a_releases_day_ends_the_detentions_in_it,
    a_release_that_only_a_losing_side_names_is_leant_on_too,
    a_release_that_somebody_denies_leaves_its_detention_among_those_who_may_be_held,
    whoever_points_here_is_found_and_counted,
);

async fn a_release_that_somebody_denies_leaves_its_detention_among_those_who_may_be_held(
    database: &Database,
) {
    database.ground().await;
    let freed = || says("herald", "release/x", json!({ "on": "2024-03-01" }));
    let held = json!({ "began_on": "2021-01-01", "release": "release/x" });
    database.tell(vec![freed(), says("herald", "detention/x", held)]).await;
    let may_be_held = async || {
        let later = vec![Condition::On("2024-06-01".parse().unwrap())];
        listed::<Detention>(database, later).await.contains(&"detention/x".to_owned())
    };
    assert!(!may_be_held().await);
    let mut denied = says("courier", "release/x", json!({ "on": "2024-03-01" }));
    denied.claim.denies = true;
    database.tell(vec![denied]).await;
    assert!(may_be_held().await);
}

async fn a_sources_day_turns_every_record_it_decides(database: &Database) {
    database.ground().await;
    let courier = |subject: &str, name: &str| says("courier", subject, json!({ "name": name }));
    database.tell(vec![courier("person/ada", "Ada L."), courier("person/bel", "Bel H.")]).await;
    assert_eq!(database.noun::<Person>("ada").await.name.as_deref(), Some("Ada L."));
    let older = json!({ "published_on": "2020-01-01" });
    let added =
        database.tell(vec![read_on("2026-01-02", "courier", "source/courier", older)]).await;
    assert_eq!(changed(&added), ["person/ada", "person/bel", "source/courier"]);
    assert_eq!(database.noun::<Person>("ada").await.name.as_deref(), Some("Ada Lantsova"));
    assert_eq!(database.noun::<Person>("bel").await.name.as_deref(), Some("bel Harbuz"));
}

async fn a_source_that_becomes_an_edition_ends_disputes(database: &Database) {
    database.ground().await;
    let fields = json!({ "title": "The list, late", "published_on": "2025-01-01" });
    let late = says("late", "source/late", fields);
    let said = says("late", "person/bel", json!({ "name": "Bel Harbuz" }));
    let list = says("list-2", "person/bel", json!({ "name": "Biel Harbuz" }));
    database.tell(vec![late, said, list]).await;
    let sides = async || {
        let bel = database.record::<Person>(&public(), "bel").await.unwrap();
        bel.account.disputes[0].sides.len()
    };
    assert_eq!(sides().await, 3);
    let edition = says("list", "source/late", json!({ "edition_of": "source/list" }));
    let added = database.tell(vec![edition]).await;
    assert_eq!(changed(&added), ["person/bel", "source/late"]);
    assert_eq!(sides().await, 2);
}

async fn held_on(database: &Database, day: &str) -> Vec<String> {
    listed::<Detention>(database, vec![Condition::On(day.parse().unwrap())]).await
}

async fn a_releases_day_ends_the_detentions_in_it(database: &Database) {
    database.ground().await;
    let released = json!({ "release": "release/spring" });
    database.tell(vec![says("courier", "detention/ada", released)]).await;
    assert_eq!(held_on(database, "2024-02-29").await, ["detention/ada"]);
    assert!(held_on(database, "2024-03-01").await.is_empty());
    let later = read_on("2026-01-02", "herald", "release/spring", json!({ "on": "2024-04-01" }));
    let added = database.tell(vec![later]).await;
    assert_eq!(changed(&added), ["detention/ada", "release/spring"]);
    assert_eq!(held_on(database, "2024-03-31").await, ["detention/ada"]);
    assert!(held_on(database, "2024-04-01").await.is_empty());
}

async fn a_release_that_only_a_losing_side_names_is_leant_on_too(database: &Database) {
    database.ground().await;
    let autumn = says("herald", "release/autumn", json!({ "on": "2024-09-01" }));
    let one = says("herald", "detention/ada", json!({ "release": "release/autumn" }));
    let other = says("courier", "detention/ada", json!({ "release": "release/spring" }));
    database.tell(vec![autumn, one, other]).await;
    // The Courier wins; if the Herald is right, Ada was held in June.
    assert_eq!(held_on(database, "2024-06-01").await, ["detention/ada"]);
    assert!(held_on(database, "2024-10-01").await.is_empty());
    let later = read_on("2026-01-02", "herald", "release/autumn", json!({ "on": "2024-11-01" }));
    let added = database.tell(vec![later]).await;
    assert_eq!(changed(&added), ["detention/ada", "release/autumn"]);
    assert_eq!(held_on(database, "2024-10-01").await, ["detention/ada"]);
    // It is no mention for all that: nothing that is shown points there.
    let autumn = "release/autumn".parse().unwrap();
    assert!(database.store.pointing_to(&public(), &autumn).await.unwrap().is_empty());
}

async fn whoever_points_here_is_found_and_counted(database: &Database) {
    database.ground().await;
    let (ada, herald) = ("person/ada".parse().unwrap(), "source/herald".parse().unwrap());
    let here = database.store.pointing_to(&public(), &ada).await.unwrap();
    let here: Vec<_> = here.iter().map(|p| (p.from.as_str(), p.field.as_str())).collect();
    assert_eq!(here, [("detention/ada", "person")]);
    let colony = "place/colony".parse().unwrap();
    let here = database.store.pointing_to(&public(), &colony).await.unwrap();
    assert_eq!((here[0].field.as_str(), here[0].element.as_str()), ("stays.place", "colony"));
    let later = json!({ "person": "person/ada", "began_on": "2024-01-01" });
    let earlier = json!({ "person": "person/ada", "began_on": "2020-01-01" });
    database
        .tell(vec![says("herald", "detention/z", earlier), says("herald", "detention/a", later)])
        .await;
    let held = database
        .store
        .pointing_here::<Detention>(&public(), std::slice::from_ref(&ada), "person")
        .await;
    let held: Vec<_> = held.unwrap()[&ada].iter().map(ToString::to_string).collect();
    assert_eq!(held, ["detention/z", "detention/ada", "detention/a"]);
    let told = database.store.pointing_here::<Person>(&public(), &[herald], "claims.source").await;
    assert_eq!(told.unwrap().values().map(|people| people.len()).sum::<usize>(), 3);
}
