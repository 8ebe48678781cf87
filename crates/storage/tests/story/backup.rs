//! A backup holds everything, as of one moment, also while others write; what is made of it is the same.

use std::path::Path;

use detente_core::{Correction, Decision, EntryId, Instant};
use detente_storage::{NewToken, Role, Store, StoreError};
use serde_json::json;
use tempfile::TempDir;
use tokio::task::JoinSet;

use crate::{
    database::{Database, dump, on_every_database, on_lasting_databases},
    said::{append, editor, public, says},
};

on_every_database!(a_backup_verifies_and_holds_every_row);

mod shared {
    use super::{
        a_backup_taken_while_others_write_is_of_one_moment, on_lasting_databases,
        what_is_restored_is_what_was_backed_up,
    };

    on_lasting_databases!(
        a_backup_taken_while_others_write_is_of_one_moment,
        what_is_restored_is_what_was_backed_up,
    );
}

/// Every table that is there, but for what the migrations note of themselves.
const TABLES: &[&str] = &[
    "revision",
    "entry",
    "change",
    "turned",
    "list",
    "signature",
    "excerpt",
    "mirror",
    "token",
    "correction",
    "erased",
    "keyring",
    "merged",
    "pending",
    "reference",
    "named",
    "name_key",
    "dispute",
    "dispute_party",
];

/// Every row of every table.
async fn every_row(database: &Database) -> Vec<String> {
    let by_hand = database.by_hand().await;
    let mut rows = Vec::new();
    for table in TABLES.iter().chain(detente_core::NOUNS) {
        rows.extend(dump(&by_hand, table).await);
    }
    by_hand.close().await.unwrap();
    rows
}

async fn opened(file: &Path) -> Database {
    Database::of(&format!("sqlite://{}", file.display())).await
}

/// A record with something of every kind: restricted, waiting, erased, a token, a reader's word.
async fn told(database: &Database) {
    database.ground().await;
    let ill = json!({ "began_on": "2021-04-04", "condition": "ill" });
    database.tell(vec![says("courier", "detention/ada", ill)]).await;
    database.tell(vec![says("courier", "person/ada", json!({ "born_on": "1990" }))]).await;
    database.rule(vec![Decision::Erase { entry: EntryId { revision: 3, position: 1 } }]).await;
    let at = Instant::from_millis(1_767_225_600_000).unwrap();
    let token =
        NewToken { name: "vera".to_owned(), role: Role::Editor, sees: None, expires_at: None };
    database.store.create_token(token, at, [7; 32]).await.unwrap();
    let correction = Correction {
        subject: "person/ada".parse().unwrap(),
        field: None,
        text: "She is called Ada L.".to_owned(),
        contact: Some("reader@post.example".to_owned()),
        source_url: None,
    };
    database.store.send_correction(&public(), correction, at).await.unwrap();
}

async fn a_backup_verifies_and_holds_every_row(database: &Database) {
    told(database).await;
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("backup.db");
    database.store.back_up(&file).await.unwrap();
    let backup = opened(&file).await;
    backup.store.verify_whole().await.unwrap();
    assert_eq!(backup.store.verify().await.unwrap(), database.store.verify().await.unwrap());
    let rows = every_row(&backup).await;
    for word in ["token: ", "correction: ", "erased: ", "keyring: ", "reader@post.example", "'ill'"]
    {
        assert!(rows.iter().any(|row| row.contains(word)), "{word}");
    }
    if !database.url.contains(":memory:") {
        assert_eq!(rows, every_row(database).await);
    }
    assert!(database.store.back_up(&file).await.is_err(), "what is there is not overwritten");
}

async fn what_is_restored_is_what_was_backed_up(database: &Database) {
    told(database).await;
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("backup.db");
    database.store.back_up(&file).await.unwrap();
    let backup = opened(&file).await;
    // A database of the same kind that is empty, and one that is not.
    let empty = match Database::on_postgres().await {
        Some(postgres) if database.url.starts_with("postgres") => postgres,
        other => {
            if let Some(postgres) = other {
                postgres.done().await;
            }
            Database::in_a_file().await
        }
    };
    empty.store.fill(&backup.store).await.unwrap();
    empty.store.verify_whole().await.unwrap();
    assert_eq!(empty.store.seen(), database.store.seen());
    assert_eq!(every_row(&empty).await, every_row(database).await);
    let again = says("herald", "person/new", json!({ "name": "New" }));
    append(&empty.store, &editor(), vec![again], vec![]).await.unwrap();
    let before = every_row(database).await;
    let refused = database.store.fill(&backup.store).await;
    assert!(matches!(refused, Err(StoreError::NotEmpty { .. })), "{refused:?}");
    assert_eq!(every_row(database).await, before);
    empty.done().await;
}

async fn a_backup_taken_while_others_write_is_of_one_moment(database: &Database) {
    database.ground().await;
    let mut writers = JoinSet::new();
    for writer in 0..2 {
        let store = database.store.clone();
        writers.spawn(async move {
            for turn in 0..10 {
                let name = format!("person/w{writer}-{turn}");
                let said = vec![
                    says("herald", &name, json!({ "name": "W" })),
                    says("courier", "person/ada", json!({ "name": format!("{writer} {turn}") })),
                ];
                append(&store, &editor(), said, vec![]).await.unwrap();
            }
        });
    }
    let folder = TempDir::new().unwrap();
    let mut heights = Vec::new();
    for number in 0..4 {
        let file = folder.path().join(format!("{number}.db"));
        database.store.back_up(&file).await.unwrap();
        let backup = Store::open(&format!("sqlite://{}", file.display())).await.unwrap();
        backup.verify_whole().await.unwrap();
        heights.push(backup.head().await.unwrap());
        backup.close().await.unwrap();
    }
    writers.join_all().await;
    assert!(heights.is_sorted(), "{heights:?}");
    assert_eq!(database.store.head().await.unwrap(), 21);
}
