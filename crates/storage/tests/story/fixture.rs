//! A database of each released version is kept, and opened by the newest.
//!
//! `tests/fixtures/databases/` holds one for each version. That of this version
//! is made by
//! `cargo test -p detente-storage --test story -- --ignored make_the_database_of_this_version`
//! when it is released, and never again.

use std::path::PathBuf;

use detente_core::{Decision, Detention};
use detente_storage::Store;
use sea_orm::ConnectionTrait;
use serde_json::json;

use crate::said::{append, editor, entry, ground, public, read_on, says};

fn fixtures() -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests", "fixtures", "databases"].iter().collect()
}

#[tokio::test]
async fn a_database_of_every_released_version_is_opened_by_this_one() {
    let mut versions = 0;
    for file in std::fs::read_dir(fixtures()).unwrap() {
        let file = file.unwrap().path();
        if file.extension().is_none_or(|extension| extension != "db") {
            continue;
        }
        versions += 1;
        let folder = tempfile::tempdir().unwrap();
        let copy = folder.path().join("copy.db");
        std::fs::copy(&file, &copy).unwrap();
        let store = Store::open(&format!("sqlite://{}", copy.display())).await.unwrap();
        assert_eq!(store.head().await.unwrap(), 3, "{}", file.display());
        assert!(store.verify().await.unwrap().is_some());
        for turn in ["as it was kept", "made anew"] {
            let ada = "detention/ada".parse().unwrap();
            let ada = store.record::<Detention>(&public(), &ada).await.unwrap().unwrap();
            assert_eq!(ada.fields.began_on, Some("2021-02-03".parse().unwrap()), "{turn}");
            assert_eq!(ada.account.witnesses.len(), 2, "{turn}");
            assert_eq!(ada.fields.condition, None, "{turn}");
            assert_eq!(store.size(&public(), "person").await.unwrap(), 3, "{turn}");
            store.rebuild().await.unwrap();
        }
        let said = vec![says("courier", "person/bel", json!({ "name": "Bel" }))];
        assert_eq!(append(&store, &editor(), said, vec![]).await.unwrap().revision, Some(4));
    }
    assert!(versions > 0);
}

#[tokio::test]
#[ignore = "makes a file that is committed once for each version"]
async fn make_the_database_of_this_version() {
    let path = fixtures().join(concat!(env!("CARGO_PKG_VERSION"), ".db"));
    let url = format!("sqlite://{}", path.display());
    let store = Store::open(&url).await.unwrap();
    append(&store, &editor(), ground(), vec![]).await.unwrap();
    let told = json!({ "began_on": "2021-02", "condition": "ill", "release": "release/spring" });
    let said = vec![
        says("courier", "detention/ada", told),
        read_on("2026-01-02", "courier", "person/ada", json!({ "name": "Ada L." })),
    ];
    append(&store, &editor(), said, vec![]).await.unwrap();
    let reject = Decision::Reject { entries: entry(2, 2) };
    append(&store, &editor(), vec![], vec![reject]).await.unwrap();
    store.close().await.unwrap();
    let by_hand = sea_orm::Database::connect(&url).await.unwrap();
    by_hand.execute_unprepared("vacuum").await.unwrap();
    by_hand.close().await.unwrap();
}
