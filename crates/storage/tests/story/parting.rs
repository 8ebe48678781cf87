//! A mirror takes nothing that does not follow from what it holds.

use detente_core::Decision;
use detente_storage::{Content, LedgerRevision, Store, StoreError};
use serde_json::json;

use crate::{
    database::{Database, on_lasting_databases},
    mirrored::{given, origin, visit},
    said::{entry, public, says},
};

on_lasting_databases!(
    what_does_not_follow_is_refused_and_changes_nothing,
    a_mirror_goes_on_where_it_stopped,
    a_ledger_of_its_own_is_extended_by_nobody,
);

async fn history(database: &Database) -> Vec<LedgerRevision> {
    database.ground().await;
    for name in ["A", "B", "C"] {
        database.tell(vec![says("herald", "place/a", json!({ "name": name }))]).await;
    }
    database
        .rule(vec![Decision::Hide { what: detente_core::Sight::Claims { entries: entry(3, 1) } }])
        .await;
    given(&database.store, &public(), 0, 1_000_000).await
}

async fn refused(mirror: &Store, revisions: Vec<LedgerRevision>, says: &str) {
    let head = mirror.head().await.unwrap();
    let told = mirror.extend(&origin(), revisions).await.unwrap_err();
    assert!(matches!(told, StoreError::Parted { .. }), "{told}");
    assert!(told.to_string().contains(says), "{told}");
    assert_eq!(mirror.head().await.unwrap(), head, "all of it or nothing");
}

async fn what_does_not_follow_is_refused_and_changes_nothing(database: &Database) {
    let all = history(database).await;
    let mirror = Database::in_a_file().await;
    let order = "a page is missing, repeated or out of order";
    refused(&mirror.store, all[1..].to_vec(), order).await;
    refused(&mirror.store, vec![all[0].clone(), all[2].clone()], order).await;
    refused(&mirror.store, vec![all[0].clone(), all[0].clone()], order).await;
    refused(&mirror.store, vec![all[1].clone(), all[0].clone()], order).await;

    let changed = |turn: &dyn Fn(&mut LedgerRevision)| {
        let mut all = all.clone();
        turn(&mut all[1]);
        all
    };
    let altered = "was altered on its way";
    refused(&mirror.store, changed(&|one| one.made_at.clone_from(&all[2].made_at)), altered).await;
    refused(&mirror.store, changed(&|one| one.hash.clone_from(&all[2].hash)), altered).await;
    refused(&mirror.store, changed(&|one| one.entries.truncate(1)), altered).await;
    refused(&mirror.store, changed(&|one| one.entries.swap(0, 1)), "out of order").await;
    refused(&mirror.store, changed(&|one| one.ends = false), "its end is missing").await;
    refused(&mirror.store, changed(&|one| "now".clone_into(&mut one.made_at)), "time").await;
    let body = |from: &str, to: &str| {
        changed(&|one| {
            if let Content::Whole { body, .. } = &mut one.entries[1].content {
                *body = body.replace(from, to);
            }
        })
    };
    refused(&mirror.store, body("keeper", "kepper"), "not what was committed to").await;
    let heading = changed(&|one| one.heading = all[2].heading.clone());
    refused(&mirror.store, heading, altered).await;
    let later = changed(&|one| one.changed.clone_from(&all[3].entries));
    refused(&mirror.store, later, "no earlier one").await;
    mirror.store.extend(&origin(), all).await.unwrap();
    mirror.store.verify_whole().await.unwrap();

    // Another ledger, of the same length and more.
    let other = Database::in_a_file().await;
    other.ground().await;
    for name in ["A", "X", "C", "D", "E", "F"] {
        other.tell(vec![says("herald", "place/a", json!({ "name": name }))]).await;
    }
    let fork = given(&other.store, &public(), mirror.store.head().await.unwrap(), 1_000_000).await;
    refused(&mirror.store, fork, "that ledger is another one").await;
}

async fn a_mirror_goes_on_where_it_stopped(database: &Database) {
    let all = history(database).await;
    let mirror = Database::in_a_file().await;
    for revision in all {
        mirror.store.extend(&origin(), vec![revision]).await.unwrap();
        mirror.store.verify_whole().await.unwrap();
    }
    visit(&mirror.store, &database.store, 1).await;
    assert_eq!(mirror.public_rows().await, database.public_rows().await);
}

async fn a_ledger_of_its_own_is_extended_by_nobody(database: &Database) {
    let all = history(database).await;
    let told = database.store.extend(&origin(), all).await.unwrap_err();
    assert!(matches!(told, StoreError::OwnLedger { revisions: 5 }), "{told}");
    assert_eq!(database.store.mirror_of().await.unwrap(), None);
}
