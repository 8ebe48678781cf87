//! What records say against each other is settled by the keepers, until something
//! new is said.

use detente_core::{Conflict, Decision, Detention, EntryId, NewClaim, Sight};
use detente_storage::{DisputeFilter, Viewer};
use serde_json::json;

use crate::{
    database::{Database, on_every_database},
    said::{changed, editor, entry, public, read_on, says},
};

on_every_database!(
    what_records_say_against_each_other_is_settled_by_a_claim_of_one_of_them,
    a_settlement_waits_for_new_evidence_on_either_record,
    the_latest_settlement_counts_and_one_by_another_claim_settles_nothing,
    those_who_are_named_are_upheld_only_all_together,
    a_settlement_follows_the_record_to_the_identifier_that_stays,
    by_a_claim_that_is_kept_back_nothing_is_settled_for_the_public,
    a_contradiction_with_another_record_is_settled_for_the_public_by_what_it_may_know,
);

fn settle(subject: &str, field: &str, revision: u64, position: u32) -> Decision {
    let (subject, field) = (subject.parse().unwrap(), field.to_owned());
    Decision::Settle { subject, field, entry: EntryId { revision, position } }
}

/// The one contradiction of a record with others.
async fn between(database: &Database, viewer: &Viewer, subject: &str) -> Conflict {
    let id = subject.parse().unwrap();
    let found = database.store.contradictions_with_others(viewer, std::slice::from_ref(&id)).await;
    let found = found.unwrap().remove(&id).unwrap_or_default();
    let [found] = found.as_slice() else { panic!("one: {found:?}") };
    found.clone()
}

/// Whether it is settled, and what its first side says.
async fn told(database: &Database, subject: &str) -> (bool, String) {
    let conflict = between(database, &public(), subject).await;
    (conflict.settled, conflict.sides[0].says.clone())
}

async fn count(database: &Database, settled: bool) -> u64 {
    let filter = DisputeFilter { settled: Some(settled), ..DisputeFilter::default() };
    database.store.count_disputes(&public(), &filter).await.unwrap()
}

/// Revision 2: the Courier saw Ada held in 2023, the Herald has her dead in 2022.
async fn seen_and_dead(database: &Database) {
    database.ground().await;
    let stay = json!({ "stays": [{ "key": "colony", "seen_on": "2023-05-01" }] });
    let died = says("herald", "person/ada", json!({ "died_on": "2022" }));
    database.tell(vec![says("courier", "detention/ada", stay), died]).await;
}

async fn what_records_say_against_each_other_is_settled_by_a_claim_of_one_of_them(
    database: &Database,
) {
    seen_and_dead(database).await;
    assert_eq!(told(database, "person/ada").await, (false, "died on 2022".to_owned()));
    let seen = settle("detention/ada", "stays.colony.seen_on", 2, 1);
    let ruled = database.rule(vec![seen]).await;
    assert_eq!(changed(&ruled), ["detention/ada", "person/ada"]);
    for subject in ["detention/ada", "person/ada"] {
        let seen = (true, "seen held on 2023-05-01".to_owned());
        assert_eq!(told(database, subject).await, seen);
    }
    assert_eq!((count(database, false).await, count(database, true).await), (0, 2));
    assert!(between(database, &editor(), "person/ada").await.settled);
}

#[tokio::test]
async fn what_was_settled_is_settled_when_all_is_made_again() {
    let database = &Database::in_a_file().await;
    seen_and_dead(database).await;
    database.rule(vec![settle("detention/ada", "stays.colony.seen_on", 2, 1)]).await;
    database.store.verify_whole().await.unwrap();
    let before = database.rows().await;
    database.store.rebuild().await.unwrap();
    assert_eq!(database.rows().await, before);
    assert_eq!(count(database, true).await, 2);
}

async fn a_settlement_waits_for_new_evidence_on_either_record(database: &Database) {
    seen_and_dead(database).await;
    database.rule(vec![settle("person/ada", "died_on", 2, 2)]).await;
    assert_eq!(told(database, "detention/ada").await, (true, "died on 2022".to_owned()));
    // What does not bear on it opens nothing.
    let country = says("courier", "detention/ada", json!({ "country": "BY" }));
    database.tell(vec![country]).await;
    assert!(told(database, "detention/ada").await.0);
    let again = json!({ "stays": [{ "key": "colony", "seen_on": "2023-05-01" }] });
    let again = says("herald", "detention/ada", again);
    let told_again = database.tell(vec![again]).await;
    assert_eq!(changed(&told_again), ["detention/ada", "person/ada"]);
    assert!(!told(database, "detention/ada").await.0);
    database.rule(vec![settle("person/ada", "died_on", 2, 2)]).await;
    assert!(told(database, "person/ada").await.0);
}

async fn the_latest_settlement_counts_and_one_by_another_claim_settles_nothing(
    database: &Database,
) {
    seen_and_dead(database).await;
    // The Herald's claim on the detention says nothing of the day she was seen.
    database.rule(vec![settle("detention/ada", "began_on", 1, 11)]).await;
    assert!(!told(database, "person/ada").await.0);
    let (died, seen) = (
        settle("person/ada", "died_on", 2, 2),
        // A settlement on an element holds for all that is in it.
        settle("detention/ada", "stays.colony", 2, 1),
    );
    database.rule(vec![died.clone()]).await;
    assert_eq!(told(database, "person/ada").await.1, "died on 2022");
    database.rule(vec![seen]).await;
    assert_eq!(told(database, "person/ada").await.1, "seen held on 2023-05-01");
    database.rule(vec![died]).await;
    assert_eq!(told(database, "person/ada").await, (true, "died on 2022".to_owned()));
}

async fn those_who_are_named_are_upheld_only_all_together(database: &Database) {
    let freed = |id: &str, person: &str| -> NewClaim {
        let freed = json!({ "person": person, "release": "release/spring" });
        says("courier", id, freed)
    };
    database.ground().await;
    database
        .tell(vec![
            freed("detention/ada", "person/ada"),
            freed("detention/bel", "person/bel"),
            says("courier", "release/spring", json!({ "count": 1 })),
        ])
        .await;
    database.rule(vec![settle("detention/ada", "release", 2, 1)]).await;
    assert!(!told(database, "release/spring").await.0, "of Bel it is not settled");
    database.rule(vec![settle("detention/bel", "release", 2, 2)]).await;
    assert_eq!(told(database, "release/spring").await, (true, "2 are named".to_owned()));
    database.rule(vec![settle("release/spring", "count", 2, 3)]).await;
    assert_eq!(told(database, "release/spring").await, (true, "1 freed".to_owned()));
}

async fn a_settlement_follows_the_record_to_the_identifier_that_stays(database: &Database) {
    seen_and_dead(database).await;
    database.rule(vec![settle("person/ada", "died_on", 2, 2)]).await;
    let named = read_on("2026-01-02", "courier", "person/adele", json!({ "name": "Adele L." }));
    database.tell(vec![named]).await;
    let (subject, into) = ("person/ada".parse().unwrap(), "person/adele".parse().unwrap());
    database.rule(vec![Decision::Merge { subject, into }]).await;
    let conflict = between(database, &public(), "detention/ada").await;
    assert!(conflict.settled);
    assert_eq!(conflict.sides[0].records[0].as_str(), "person/adele");
    database.store.verify_whole().await.unwrap();
}

async fn by_a_claim_that_is_kept_back_nothing_is_settled_for_the_public(database: &Database) {
    database.ground().await;
    let ended = |source: &str, on: &str| says(source, "detention/ada", json!({ "ended_on": on }));
    database.tell(vec![ended("herald", "2024"), ended("courier", "2025")]).await;
    database.rule(vec![settle("detention/ada", "ended_on", 2, 1)]).await;
    database.tell(vec![ended("courier", "2026")]).await;
    let what = Sight::Claims { entries: entry(4, 1) };
    database.rule(vec![Decision::Hide { what }]).await;
    let id = "detention/ada".parse().unwrap();
    let known = async || {
        let record = database.record::<Detention>(&public(), "ada").await.unwrap();
        (record, database.store.history(&public(), &id, None).await.unwrap())
    };
    let before = known().await;
    let ruled = database.rule(vec![settle("detention/ada", "ended_on", 4, 1)]).await;
    assert_eq!(known().await, before, "settled by the Herald, as before");
    let ended = database.record::<Detention>(&editor(), "ada").await.unwrap().fields.ended_on;
    assert_eq!(ended, Some("2026".parse().unwrap()));
    let revision = ruled.revision.unwrap();
    let revisions = database.store.shown_revisions(&public(), revision, revision).await.unwrap();
    assert_eq!((&revisions[0].author, &revisions[0].message), (&None, &None));
    database.store.verify_whole().await.unwrap();
}

async fn a_contradiction_with_another_record_is_settled_for_the_public_by_what_it_may_know(
    database: &Database,
) {
    seen_and_dead(database).await;
    database.rule(vec![settle("person/ada", "died_on", 2, 2)]).await;
    let died = json!({ "died_on": "2022-03" });
    database.tell(vec![says("courier", "person/ada", died)]).await;
    let what = Sight::Claims { entries: entry(4, 1) };
    database.rule(vec![Decision::Hide { what }]).await;
    let before = told(database, "person/ada").await;
    assert!(before.0, "what is hidden is no new evidence");
    database.rule(vec![settle("person/ada", "died_on", 4, 1)]).await;
    assert_eq!(told(database, "person/ada").await, before);
    database.store.verify_whole().await.unwrap();
}
