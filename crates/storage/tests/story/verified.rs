//! Nobody rewrites the ledger unseen.

use detente_core::Decision;
use detente_storage::{Store, StoreError};
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use serde_json::json;

use crate::{
    database::{Database, on_lasting_databases},
    said::{entry, says},
};

on_lasting_databases!(
    a_changed_byte_is_found_wherever_it_is,
    what_is_taken_away_or_put_beside_is_found
);

/// A ledger of claims, of a voice, and of several kinds of rulings.
async fn ledger(database: &Database) {
    database.ground().await;
    let mut claim = says("courier", "person/ada", json!({ "name": "Ada L." }));
    claim.claim.said_by = Some("person/bel".parse().unwrap());
    database.tell(vec![claim]).await;
    let (subject, settled) =
        ("person/ada".parse().unwrap(), detente_core::EntryId { revision: 2, position: 1 });
    database
        .rule(vec![
            Decision::Reject { entries: entry(2, 1) },
            Decision::Settle { subject, field: "name".to_owned(), entry: settled },
        ])
        .await;
    assert_eq!(database.store.head().await.unwrap(), 3);
}

async fn changes(db: &DatabaseConnection, sql: &str) -> u64 {
    db.execute_unprepared(sql).await.unwrap().rows_affected()
}

async fn is_broken(store: &Store) -> bool {
    match store.verify_whole().await {
        Ok(_) => false,
        Err(
            StoreError::Stale { .. }
            | StoreError::Broken { .. }
            | StoreError::Database(_)
            | StoreError::Entry { .. },
        ) => true,
        Err(other) => panic!("{other}"),
    }
}

async fn text(db: &DatabaseConnection, sql: String) -> Option<String> {
    let statement = Statement::from_string(db.get_database_backend(), sql);
    let row = db.query_one_raw(statement).await.unwrap().unwrap();
    row.try_get("", "text").unwrap()
}

async fn a_changed_byte_is_found_wherever_it_is(database: &Database) {
    ledger(database).await;
    let by_hand = database.by_hand().await;
    if by_hand.get_database_backend() == sea_orm::DbBackend::Postgres {
        // Only so does the server let anyone move what others point to.
        changes(&by_hand, "alter table entry drop constraint entry_revision_fkey").await;
        changes(&by_hand, "alter table change drop constraint change_revision_fkey").await;
    }
    let whole = database.store.verify().await.unwrap();
    let mut flipped = 0;
    let places = [
        ("entry", "revision = 1 and position = 5"),
        ("entry", "revision = 2 and position = 1"),
        ("entry", "revision = 3 and position = 1"),
        ("entry", "revision = 3 and position = 2"),
        ("revision", "number = 1"),
        ("revision", "number = 3"),
    ];
    for (table, place) in places {
        let texts: &[&str] = match table {
            "entry" => {
                &["kind", "commitment", "salt", "body", "hash", "subject", "source", "said_by"]
            }
            _ => &["made_at", "commitment", "salt", "body", "hash"],
        };
        for column in texts {
            let read = format!("select {column} as text from {table} where {place}");
            let before = text(&by_hand, read).await;
            let quoted = |text: &str| format!("'{}'", text.replace('\'', "''"));
            let wrong: Vec<String> = match &before {
                None => vec![quoted("person/bel")],
                Some(before) => {
                    let length = before.chars().count();
                    let flip = |at: usize| {
                        let flip = |(here, c): (usize, char)| match c {
                            c if here != at => c,
                            '1' => '2',
                            _ => '1',
                        };
                        before.chars().enumerate().map(flip).collect::<String>()
                    };
                    let places = (0..length).step_by(length.div_ceil(7).max(1));
                    let ends = [String::new(), format!("{before} "), before.to_uppercase()];
                    let wrong = places.map(flip).chain(ends).filter(|wrong| wrong != before);
                    wrong.map(|wrong| quoted(&wrong)).chain(["null".to_owned()]).collect()
                }
            };
            for wrong in wrong {
                let needed = ["commitment", "kind", "made_at"].contains(column)
                    || (table == "revision" && *column == "hash");
                if wrong == "null" && needed {
                    continue;
                }
                let set =
                    |value: &str| format!("update {table} set {column} = {value} where {place}");
                assert_eq!(changes(&by_hand, &set(&wrong)).await, 1);
                assert!(is_broken(&database.store).await, "{table}.{column} of {place}: {wrong}");
                let back = before.as_deref().map_or_else(|| "null".to_owned(), quoted);
                changes(&by_hand, &set(&back)).await;
                flipped += 1;
            }
        }
        let numbers: &[&str] =
            if table == "entry" { &["revision", "position", "on_revision"] } else { &["number"] };
        for column in numbers {
            // To somewhere else, and back to where the place can be told again.
            let moved =
                format!("update {table} set {column} = coalesce({column}, 0) + 1000 where {place}");
            assert_eq!(changes(&by_hand, &moved).await, 1);
            assert!(is_broken(&database.store).await, "{table}.{column} of {place}");
            let back = match *column {
                "on_revision" => format!(
                    "update {table} set on_revision = nullif(on_revision - 1000, 0) where {place}"
                ),
                _ => format!("update {table} set {column} = {column} - 1000 where {column} > 1000"),
            };
            assert_eq!(changes(&by_hand, &back).await, 1);
            flipped += 1;
        }
        assert_eq!(database.store.verify().await.unwrap(), whole, "put back as it was");
    }
    assert!(flipped > 200, "{flipped}");
}

async fn what_is_taken_away_or_put_beside_is_found(database: &Database) {
    ledger(database).await;
    let by_hand = database.by_hand().await;
    if by_hand.get_database_backend() == sea_orm::DbBackend::Postgres {
        changes(&by_hand, "alter table entry drop constraint entry_revision_fkey").await;
        changes(&by_hand, "alter table change drop constraint change_revision_fkey").await;
    }
    let copy = |revision: &str, position: &str| {
        format!(
            "insert into entry (revision, position, kind, commitment, salt, body, hash, subject, source) \
             select {revision}, {position}, kind, commitment, salt, body, hash, subject, source \
             from entry where revision = 1 and position = 5"
        )
    };
    let cases = [
        (copy("0", "1"), "delete from entry where revision = 0"),
        (copy("9", "1"), "delete from entry where revision = 9"),
        (copy("1", "99"), "delete from entry where position = 99"),
        (copy("3", "0"), "delete from entry where position = 0"),
        (
            "insert into revision (number, made_at, commitment, hash) values (0, '', '', '')"
                .to_owned(),
            "delete from revision where number = 0",
        ),
    ];
    for (wrong, back) in &cases {
        assert_eq!(changes(&by_hand, wrong).await, 1, "{wrong}");
        assert!(is_broken(&database.store).await, "{wrong}");
        changes(&by_hand, back).await;
        assert!(!is_broken(&database.store).await, "{back}");
    }
    changes(&by_hand, "delete from entry where revision = 1 and position = 5").await;
    assert!(is_broken(&database.store).await);
    changes(&by_hand, "delete from entry where revision = 2").await;
    changes(&by_hand, "delete from revision where number = 2").await;
    assert!(is_broken(&database.store).await);
}
