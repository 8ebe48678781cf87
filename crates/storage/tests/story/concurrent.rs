//! Many write at once: every revision lands whole, and the chain holds.

use detente_core::{Instant, Person, Seed, Submission};
use detente_storage::{Draft, StoreError};
use serde_json::json;
use tokio::task::JoinSet;

use crate::{
    database::{Database, on_every_database, on_lasting_databases},
    said::{editor, public, says},
};

mod together {
    use super::{
        eight_who_write_at_once_all_land, on_every_database,
        what_is_read_while_others_write_is_never_kept_too_long,
    };

    on_every_database!(
        eight_who_write_at_once_all_land,
        what_is_read_while_others_write_is_never_kept_too_long,
    );
}
on_lasting_databases!(of_an_append_that_fails_halfway_nothing_remains);

fn draft(number: u8, claims: Vec<detente_core::NewClaim>) -> Draft {
    let author = format!("writer {number}");
    Draft {
        submission: Submission { author, message: String::new(), claims },
        rulings: Vec::new(),
        reason: String::new(),
        made_at: Instant::from_millis(1_767_225_600_000).unwrap(),
        seed: Seed([number; 32]),
    }
}

pub async fn eight_who_write_at_once_all_land(database: &Database) {
    database.ground().await;
    let mut writers = JoinSet::new();
    for writer in 0..8 {
        let store = database.store.clone();
        writers.spawn(async move {
            for turn in 0..5 {
                let someone =
                    says("herald", &format!("person/w{writer}-{turn}"), json!({ "name": "W" }));
                let shared = json!({ "name": format!("{writer} {turn}") });
                let shared = says("courier", "person/ada", shared);
                store.append(&editor(), draft(writer, vec![someone, shared])).await.unwrap();
            }
        });
    }
    writers.join_all().await;
    assert_eq!(database.store.head().await.unwrap(), 41);
    assert_eq!(database.store.seen(), 41);
    database.store.verify().await.unwrap();
    assert_eq!(database.store.size(&public(), "person").await.unwrap(), 43);
    assert_eq!(database.store.count::<Person>(&public(), &[]).await.unwrap(), 43);
}

pub async fn what_is_read_while_others_write_is_never_kept_too_long(database: &Database) {
    database.ground().await;
    let mut readers = JoinSet::new();
    for _ in 0..3 {
        let store = database.store.clone();
        readers.spawn(async move {
            let ada = "person/ada".parse().unwrap();
            for _ in 0..200 {
                store.record::<Person>(&public(), &ada).await.unwrap().unwrap();
                tokio::task::yield_now().await;
            }
        });
    }
    for turn in 0..20 {
        let name = format!("Ada {turn}");
        let day = format!("2026-03-{:02}", turn + 1);
        let said = crate::said::read_on(&day, "herald", "person/ada", json!({ "name": name }));
        database.tell(vec![said]).await;
        assert_eq!(database.noun::<Person>("ada").await.name, Some(name));
    }
    readers.join_all().await;
    assert_eq!(database.noun::<Person>("ada").await.name.as_deref(), Some("Ada 19"));
}

async fn of_an_append_that_fails_halfway_nothing_remains(database: &Database) {
    database.ground().await;
    let by_hand = database.by_hand().await;
    let sql = |sql: &'static str| sea_orm::ConnectionTrait::execute_unprepared(&by_hand, sql);
    // Settled last of all: whatever is written before it is written by then.
    sql("alter table detention rename to detention_away").await.unwrap();
    let ledger = async || {
        let mut rows = Vec::new();
        for table in ["revision", "entry", "change", "reference", "person", "detention_away"] {
            rows.extend(crate::database::dump(&by_hand, table).await);
        }
        rows
    };
    let before = ledger().await;
    let said = || {
        vec![
            says("herald", "person/eva", json!({ "name": "Eva" })),
            says("herald", "detention/eva", json!({ "person": "person/eva" })),
        ]
    };
    let failed = database.store.append(&editor(), draft(1, said())).await;
    assert!(matches!(failed, Err(StoreError::Database(_))), "{failed:?}");
    assert_eq!(ledger().await, before);
    assert_eq!(database.store.seen(), 1);
    sql("alter table detention_away rename to detention").await.unwrap();
    assert_eq!(database.store.append(&editor(), draft(2, said())).await.unwrap().revision, Some(2));
    database.store.verify().await.unwrap();
}
