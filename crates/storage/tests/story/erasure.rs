//! What must be gone is gone, and the chain still holds.

use detente_core::{Decision, Detention, EntryId, Instant, Person, Seed};
use detente_storage::{Role, StoreError, Viewer};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde_json::json;

use crate::{
    database::{Database, on_every_database, on_lasting_databases},
    said::{append, changed, editor, entry, public, says},
};

on_every_database!(
    what_is_erased_speaks_no_longer_and_the_chain_holds,
    the_same_claim_is_not_taken_again,
    nothing_is_erased_twice_or_by_who_may_not,
    a_past_from_before_an_erasure_says_what_became_of_it,
);

fn erase(revision: u64, position: u32) -> Vec<Decision> {
    vec![Decision::Erase { entry: EntryId { revision, position } }]
}

async fn what_is_erased_speaks_no_longer_and_the_chain_holds(database: &Database) {
    database.ground().await;
    let told = json!({ "began_on": "2021-04-04", "release": "release/spring" });
    database.tell(vec![says("courier", "detention/ada", told)]).await;
    let head = database.store.verify().await.unwrap();
    let erased = database.rule(erase(2, 1)).await;
    assert_eq!(changed(&erased), ["detention/ada"]);
    let ada = database.record::<Detention>(&public(), "ada").await.unwrap();
    assert!(ada.account.disputes.is_empty() && ada.fields.release.is_none());
    assert_eq!(
        database.store.claims_at(&editor(), &[EntryId { revision: 2, position: 1 }]).await.unwrap(),
        []
    );
    assert_ne!(database.store.verify().await.unwrap(), head, "the chain goes on");
    if !database.url.contains(":memory:") {
        let before = database.rows().await;
        assert!(before.iter().all(|row| !row.contains("2021-04-04")));
        database.store.rebuild().await.unwrap();
        assert_eq!(database.rows().await, before);
    }
    database.store.verify().await.unwrap();
}

async fn a_past_from_before_an_erasure_says_what_became_of_it(database: &Database) {
    database.ground().await;
    let said = || vec![says("courier", "person/ada", json!({ "born_on": "1990" }))];
    database.tell(said()).await;
    database.rule(erase(2, 1)).await;
    let past = Database::in_a_file().await;
    let (moment, seed) = (Instant::EPOCH, Seed([9; 32]));
    let made = database.store.checkout(2, &past.store, "owner".to_owned(), moment, seed).await;
    assert_eq!(made.unwrap().carried, 1);
    past.store.verify_whole().await.unwrap();
    let refused = append(&past.store, &editor(), said(), vec![]).await;
    assert!(matches!(refused, Err(StoreError::Refused(_))), "{refused:?}");
}

async fn the_same_claim_is_not_taken_again(database: &Database) {
    database.ground().await;
    let said = || vec![says("courier", "person/ada", json!({ "born_on": "1990" }))];
    database.tell(said()).await;
    database.rule(erase(2, 1)).await;
    for viewer in [editor(), Viewer { role: Role::Contributor, ..editor() }] {
        let refused = append(&database.store, &viewer, said(), vec![]).await;
        let Err(StoreError::Refused(faults)) = refused else { panic!("{refused:?}") };
        assert_eq!((faults[0].code, faults[0].record.as_deref()), ("ERASED", Some("person/ada")));
    }
    let other = says("courier", "person/ada", json!({ "born_on": "1991" }));
    database.tell(vec![other]).await;
    assert!(database.noun::<Person>("ada").await.born_on.is_some());
}

async fn nothing_is_erased_twice_or_by_who_may_not(database: &Database) {
    database.ground().await;
    let keeper = Viewer { role: Role::Editor, ..editor() };
    let refused = append(&database.store, &keeper, vec![], erase(1, 6)).await;
    assert!(matches!(refused, Err(StoreError::Forbidden { .. })));
    database.rule(erase(1, 6)).await;
    let mut twice = erase(1, 6);
    twice.extend(erase(1, 12));
    twice.push(Decision::Accept { entries: entry(1, 6) });
    twice.push(Decision::Retract { entries: entry(2, 1), field: None });
    let refused = append(&database.store, &editor(), vec![], twice).await;
    let Err(StoreError::Refused(faults)) = refused else { panic!("{refused:?}") };
    let codes: Vec<_> = faults.iter().map(|fault| fault.code).collect();
    assert_eq!(codes, ["ERASED", "NO_CLAIM", "ERASED", "NO_CLAIM"]);
}

mod lasting {
    super::on_lasting_databases!(nothing_is_left_of_it_in_the_files);
    use super::nothing_is_left_of_it_in_the_files;
}

const SECRET: &str = "xyzzy-in-hiding-abroad";

async fn nothing_is_left_of_it_in_the_files(database: &Database) {
    database.ground().await;
    let said = vec![
        says("courier", "person/ada", json!({ "summary": SECRET })),
        says("courier", "detention/ada", json!({ "began_on": "2021-02-03" })),
    ];
    database.tell(said).await;
    // What the record said before is in the files too, until they are rewritten.
    database.tell(vec![says("list", "person/ada", json!({ "summary": "A lawyer." }))]).await;
    database.rule(erase(2, 1)).await;
    if let Some(file) = database.url.strip_prefix("sqlite://") {
        let folder = std::path::Path::new(file).parent().unwrap();
        let mut files = 0;
        for file in std::fs::read_dir(folder).unwrap() {
            let bytes = std::fs::read(file.unwrap().path()).unwrap();
            assert!(!bytes.windows(SECRET.len()).any(|part| part == SECRET.as_bytes()));
            files += 1;
        }
        assert!(files > 1, "the log is among them");
    }
    let by_hand = database.by_hand().await;
    let backend = by_hand.get_database_backend();
    let entry = "select salt, body, hash, subject, source, said_by from entry where revision = 2 and position = 1";
    let row = by_hand.query_one_raw(Statement::from_string(backend, entry)).await.unwrap().unwrap();
    for column in 0..6 {
        assert_eq!(row.try_get_by_index::<Option<String>>(column).unwrap(), None);
    }
    if backend == DbBackend::Sqlite {
        let digest = "select digest as row from erased";
        let row =
            by_hand.query_one_raw(Statement::from_string(backend, digest)).await.unwrap().unwrap();
        assert_eq!(row.try_get_by_index::<String>(0).unwrap().len(), 64);
    }
    by_hand.close().await.unwrap();
    database.store.verify().await.unwrap();
}
