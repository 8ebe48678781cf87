//! The claims behind the record, by subject, voice, source and place in the ledger.

use detente_core::EntryId;
use detente_storage::Standing;
use serde_json::json;

use crate::{
    database::{Database, on_every_database},
    said::{public, says},
};

on_every_database!(
    claims_are_found_by_subject_voice_source_and_place,
    revisions_are_listed_both_ways
);

async fn claims_are_found_by_subject_voice_source_and_place(database: &Database) {
    let first = database.ground().await.revision.unwrap();
    let mut passed_on = says("courier", "detention/ada", json!({ "country": "BY" }));
    passed_on.claim.said_by = Some("person/bel".parse().unwrap());
    database.tell(vec![passed_on.clone()]).await;
    let store = &database.store;
    let by_subject = store.claims_on(&public(), &passed_on.claim.subject).await.unwrap();
    assert_eq!(by_subject.len(), 2);
    let voice = "person/bel".parse().unwrap();
    let by_voice = store.claims_said_by(&public(), &voice).await.unwrap();
    assert_eq!(by_voice, by_subject[1..]);
    assert_eq!((&by_voice[0].claim, by_voice[0].standing), (&passed_on.claim, Standing::Accepted));
    let mentions = store.pointing_to(&public(), &voice).await.unwrap();
    assert_eq!(
        (mentions[0].from.as_str(), mentions[0].field.as_str()),
        ("detention/ada", "claims.said_by")
    );
    let by_source = store.claims_from(&public(), &"source/herald".parse().unwrap()).await.unwrap();
    assert_eq!(by_source.len(), 7);
    let places = [EntryId { revision: 2, position: 1 }, EntryId { revision: first, position: 1 }];
    let by_place = store.claims_at(&public(), &places).await.unwrap();
    let subjects: Vec<_> = by_place.iter().map(|claim| claim.claim.subject.as_str()).collect();
    assert_eq!(subjects, ["source/herald", "detention/ada"]);
    assert!(store.claims_at(&public(), &[]).await.unwrap().is_empty());
    // More than a statement takes in one piece.
    let many: Vec<_> = (1..3000).map(|at| EntryId { revision: at, position: 1 }).collect();
    assert_eq!(store.claims_at(&public(), &many).await.unwrap().len(), 2);
}

async fn revisions_are_listed_both_ways(database: &Database) {
    database.ground().await;
    for name in ["A", "B"] {
        database.tell(vec![says("courier", "person/bel", json!({ "name": name }))]).await;
    }
    let numbers = async |after, before, limit| {
        let revisions = database.store.revisions(after, before, limit).await.unwrap();
        revisions.iter().map(|revision| revision.number).collect::<Vec<_>>()
    };
    assert_eq!(numbers(0, None, 2).await, [1, 2]);
    assert_eq!(numbers(2, None, 2).await, [3]);
    assert_eq!(numbers(0, Some(3), 5).await, [2, 1]);
    let first = &database.store.revisions(0, None, 1).await.unwrap()[0];
    assert_eq!(first.author.as_deref(), Some("keeper"));
    assert_eq!(first.made_at.to_string(), "2026-01-01T00:00:01.000Z");
    let of_first = database.store.changed(&public(), 1, None, 100).await.unwrap();
    assert_eq!(of_first.len(), 11);
    let of_third = database.store.changed(&public(), 3, None, 100).await.unwrap();
    assert_eq!(of_third, ["person/bel".parse().unwrap()]);
}
