//! Sources agree, repeat themselves, change their mind, and contradict each other.

use detente_core::{Detention, DisputeKind, Person};
use serde_json::json;

use crate::{
    database::{Database, on_every_database},
    said::{changed, public, read_on, says, stated},
};

on_every_database!(
    the_same_import_twice_is_one,
    a_claim_twice_in_one_submission_is_one,
    two_newspapers_that_disagree_are_both_kept,
    dates_of_unlike_precision_agree_and_the_precise_one_speaks,
    a_later_reading_of_a_voice_replaces_the_earlier,
    a_voice_that_returns_to_what_it_said_says_so_again,
    editions_of_a_list_never_dispute_each_other,
    a_denial_disputes_and_states_nothing,
);

async fn the_same_import_twice_is_one(database: &Database) {
    let first = database.ground().await;
    assert_eq!((first.revision, first.added, first.known), (Some(1), 11, 0));
    let hash = database.store.verify().await.unwrap();
    let again = database.ground().await;
    assert_eq!((again.revision, again.added, again.known), (None, 0, 11));
    assert!(again.changed.is_empty());
    assert_eq!(database.store.head().await.unwrap(), 1);
    assert_eq!(database.store.verify().await.unwrap(), hash);
}

async fn a_claim_twice_in_one_submission_is_one(database: &Database) {
    let herald = says("herald", "source/herald", json!({ "title": "Herald" }));
    let added = database.tell(vec![herald.clone(), herald]).await;
    assert_eq!((added.added, added.known), (1, 1));
}

async fn two_newspapers_that_disagree_are_both_kept(database: &Database) {
    database.ground().await;
    let courier = says("courier", "detention/ada", json!({ "began_on": "2021-03-04" }));
    let added = database.tell(vec![courier]).await;
    assert_eq!(changed(&added), ["detention/ada"]);
    let ada = database.detention("ada").await;
    // The Courier was published later.
    assert_eq!(ada.fields.began_on, Some("2021-03-04".parse().unwrap()));
    let dispute = &ada.account.disputes[0];
    assert_eq!((dispute.kind, dispute.field.as_str()), (DisputeKind::Values, "began_on"));
    let says: Vec<_> = dispute.sides.iter().map(|side| side.says.as_str()).collect();
    assert_eq!(says, ["2021-03-04", "2021-02-03"]);
}

async fn dates_of_unlike_precision_agree_and_the_precise_one_speaks(database: &Database) {
    database.ground().await;
    database.tell(vec![says("courier", "detention/ada", json!({ "began_on": "2021-02" }))]).await;
    let ada = database.detention("ada").await;
    assert!(ada.account.disputes.is_empty());
    assert_eq!(ada.fields.began_on, Some("2021-02-03".parse().unwrap()));
}

async fn a_later_reading_of_a_voice_replaces_the_earlier(database: &Database) {
    database.ground().await;
    let later = json!({ "began_on": "2021-02-04" });
    database.tell(vec![read_on("2026-01-02", "herald", "detention/ada", later)]).await;
    let ada = database.detention("ada").await;
    assert!(ada.account.disputes.is_empty());
    assert_eq!(ada.fields.began_on, Some("2021-02-04".parse().unwrap()));
    // What the later reading leaves out stands.
    assert_eq!(ada.fields.charges.len(), 1);
}

async fn a_voice_that_returns_to_what_it_said_says_so_again(database: &Database) {
    database.ground().await;
    for (day, name) in [("02", "Ada Lantsava"), ("03", "Ada Lantsova")] {
        let read = format!("2026-01-{day}");
        let said = read_on(&read, "herald", "person/ada", json!({ "name": name }));
        assert_eq!(database.tell(vec![said]).await.added, 1);
        assert_eq!(database.noun::<Person>("ada").await.name.as_deref(), Some(name));
    }
}

async fn editions_of_a_list_never_dispute_each_other(database: &Database) {
    database.ground().await;
    let newer = says("list-2", "detention/ada", json!({ "country": "RU" }));
    let older =
        says("list-1", "detention/ada", json!({ "country": "LT", "began_on": "2021-02-05" }));
    database.tell(vec![newer]).await;
    database.tell(vec![older]).await;
    let ada = database.record::<Detention>(&public(), "ada").await.unwrap();
    // The newest edition that states a field speaks, whenever it was read, and
    // it contradicts the Herald; its silence removes nothing.
    assert_eq!(stated(&ada.fields)["country"], "RU");
    let sides: Vec<_> =
        ada.account.disputes.iter().map(|d| (d.field.as_str(), d.sides.len())).collect();
    assert_eq!(sides, [("country", 2), ("began_on", 2)]);
}

async fn a_denial_disputes_and_states_nothing(database: &Database) {
    database.ground().await;
    let mut denial = says("courier", "detention/ada", json!({ "began_on": "2021-02-03" }));
    denial.claim.denies = true;
    let mut other = says("courier", "detention/ada", json!({ "ended_on": "2022-01-01" }));
    other.claim.denies = true;
    database.tell(vec![denial, other]).await;
    let ada = database.detention("ada").await;
    assert_eq!(ada.fields.ended_on, None);
    assert_eq!(ada.account.disputes.len(), 1);
    assert_eq!(ada.account.disputes[0].kind, DisputeKind::Denial);
}
