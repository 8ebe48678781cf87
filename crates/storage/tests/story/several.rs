//! Several processes share a database, of one version or of two.

use std::time::Instant;

use detente_core::{Person, Place};
use detente_storage::{PageStart, Store, StoreError};
use sea_orm::ConnectionTrait;
use serde_json::json;

use crate::{
    database::{Database, on_lasting_databases},
    said::{public, says, tell},
};

on_lasting_databases!(
    another_process_forgets_exactly_what_changed,
    nobody_is_told_of_a_revision_and_then_what_was_so_before_it,
    whoever_writes_after_another_forgets_what_the_other_changed,
    a_database_opens_a_second_time_at_once_and_unchanged,
    a_database_of_a_newer_version_is_refused,
);

async fn another_process_forgets_exactly_what_changed(database: &Database) {
    database.ground().await;
    let other = Store::open(&database.url).await.unwrap();
    assert_eq!(other.seen(), 1);
    let (ada, colony) = ("person/ada".parse().unwrap(), "place/colony".parse().unwrap());
    other.record::<Person>(&public(), &ada).await.unwrap();
    other.record::<Place>(&public(), &colony).await.unwrap();
    database.tell(vec![says("courier", "person/ada", json!({ "name": "Ada L." }))]).await;
    assert!(other.at_hand::<Person>(&public(), &ada).is_some());
    assert_eq!(other.catch_up().await.unwrap(), 2);
    assert_eq!(other.seen(), 2);
    assert!(other.at_hand::<Person>(&public(), &ada).is_none());
    assert!(other.at_hand::<Place>(&public(), &colony).is_some());
    let now = other.record::<Person>(&public(), &ada).await.unwrap().unwrap();
    assert_eq!(now.fields.name.as_deref(), Some("Ada L."));
}

async fn nobody_is_told_of_a_revision_and_then_what_was_so_before_it(database: &Database) {
    database.ground().await;
    let ada = "person/ada".parse().unwrap();
    for way in 0..6 {
        let other = Store::open(&database.url).await.unwrap();
        other.record::<Person>(&public(), &ada).await.unwrap();
        let name = format!("Ada {way}");
        database.tell(vec![says("courier", "person/ada", json!({ "name": name }))]).await;
        let newest = 2 + way;
        let told = match way {
            0 => other.head().await.unwrap(),
            1 => {
                let start = PageStart::default();
                other.ledger_page(&public(), start, 1, 1).await.unwrap().head
            }
            2 => other.revisions(0, Some(99), 1).await.unwrap()[0].number,
            3 => other.shown_revisions(&public(), newest, 99).await.unwrap()[0].number,
            4 => other.changed_last(&public(), &[], &[], None, 1).await.unwrap()[0].0,
            _ => other.changes(&public(), 0, &[], None, 99).await.unwrap().revision,
        };
        assert_eq!(told, newest, "{way}");
        assert!(other.at_hand::<Person>(&public(), &ada).is_none(), "{way}");
    }
}

async fn whoever_writes_after_another_forgets_what_the_other_changed(database: &Database) {
    database.ground().await;
    let other = Store::open(&database.url).await.unwrap();
    let ada = "person/ada".parse().unwrap();
    other.record::<Person>(&public(), &ada).await.unwrap();
    database.tell(vec![says("courier", "person/ada", json!({ "name": "Ada L." }))]).await;
    tell(&other, vec![says("courier", "person/bel", json!({ "name": "Bel" }))]).await;
    assert_eq!(other.seen(), 3);
    let now = other.record::<Person>(&public(), &ada).await.unwrap().unwrap();
    assert_eq!(now.fields.name.as_deref(), Some("Ada L."));
    // And the first learns of both.
    database.store.catch_up().await.unwrap();
    assert_eq!(database.noun::<Person>("bel").await.name.as_deref(), Some("Bel"));
}

async fn a_database_opens_a_second_time_at_once_and_unchanged(database: &Database) {
    database.ground().await;
    let many = (0..500).map(|at| says("herald", &format!("person/p{at}"), json!({ "name": "P" })));
    database.tell(many.collect()).await;
    let rows = database.rows().await;
    let began = Instant::now();
    let again = Store::open(&database.url).await.unwrap();
    // Far above what it takes, far below what loading anything would.
    assert!(began.elapsed().as_millis() < 1000);
    assert_eq!((again.head().await.unwrap(), again.seen()), (2, 2));
    assert_eq!(database.rows().await, rows);
}

async fn a_database_of_a_newer_version_is_refused(database: &Database) {
    database.ground().await;
    let by_hand = database.by_hand().await;
    let later = "insert into _sqlx_migrations (version, description, success, checksum, execution_time) \
        select 9999, 'of a later version', success, checksum, 0 from _sqlx_migrations where version = 1";
    by_hand.execute_unprepared(later).await.unwrap();
    by_hand.close().await.unwrap();
    let rows = database.rows().await;
    let refused = Store::open(&database.url).await.err();
    assert!(matches!(refused, Some(StoreError::Newer(9999))), "{refused:?}");
    assert!(refused.unwrap().to_string().contains("it was not touched"));
    assert_eq!(database.rows().await, rows);
}

#[tokio::test]
async fn a_file_of_a_newer_version_is_not_touched() {
    let database = Database::in_a_file().await;
    database.ground().await;
    let by_hand = database.by_hand().await;
    let later = "update _sqlx_migrations set version = 9999 where version = 13";
    by_hand.execute_unprepared(later).await.unwrap();
    by_hand.execute_unprepared("pragma wal_checkpoint(truncate)").await.unwrap();
    by_hand.close().await.unwrap();
    let path = database.url.strip_prefix("sqlite://").unwrap();
    let before = std::fs::read(path).unwrap();
    assert!(matches!(Store::open(&database.url).await, Err(StoreError::Newer(9999))));
    assert!(std::fs::read(path).unwrap() == before);
}
