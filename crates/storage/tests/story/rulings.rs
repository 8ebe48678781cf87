//! What the keepers rule: accept, reject, rank, retract, settle.

use detente_core::{Decision, Person, Rank, Scope};
use detente_storage::{Standing, StoreError};
use serde_json::json;

use crate::{
    database::{Database, on_every_database},
    said::{append, changed, contributor, editor, entry, public, read_on, says},
};

on_every_database!(
    what_a_contributor_says_waits_and_changes_nothing_until_it_is_accepted,
    what_is_rejected_does_not_speak_and_may_be_accepted_later,
    the_keepers_rank_a_claim_above_a_later_one,
    what_is_retracted_speaks_no_longer,
    a_settled_dispute_opens_again_when_something_new_is_said,
    nobody_rules_who_may_not,
    a_ruling_acts_on_what_is_there,
);

async fn name(database: &Database, slug: &str) -> Option<String> {
    database.record::<Person>(&public(), slug).await?.fields.name.clone()
}

async fn what_a_contributor_says_waits_and_changes_nothing_until_it_is_accepted(
    database: &Database,
) {
    database.ground().await;
    let before =
        (name(database, "ada").await, database.store.size(&editor(), "person").await.unwrap());
    let said = vec![
        says("courier", "person/ada", json!({ "name": "Ada L." })),
        says("courier", "person/eva", json!({ "name": "Eva" })),
    ];
    let added = append(&database.store, &contributor(), said, vec![]).await.unwrap();
    assert_eq!((added.added, changed(&added)), (2, vec![]));
    assert!(database.store.changed(&editor(), 2, None, 100).await.unwrap().is_empty());
    let after =
        (name(database, "ada").await, database.store.size(&editor(), "person").await.unwrap());
    assert_eq!(after, before);
    let accepted = database.rule(vec![Decision::Accept { entries: entry(2, 1) }]).await;
    assert_eq!(changed(&accepted), ["person/ada"]);
    assert_eq!(name(database, "ada").await.as_deref(), Some("Ada L."));
    assert_eq!(name(database, "eva").await, None);
    let whole = Scope { revision: Some(2), positions: vec![] };
    let accepted = database.rule(vec![Decision::Accept { entries: whole }]).await;
    assert_eq!(changed(&accepted), ["person/eva"]);
}

async fn what_is_rejected_does_not_speak_and_may_be_accepted_later(database: &Database) {
    database.ground().await;
    database.tell(vec![says("courier", "person/ada", json!({ "name": "Ada L." }))]).await;
    let standing = async || {
        let claims = database.store.claims_on(&editor(), &"person/ada".parse().unwrap()).await;
        claims.unwrap()[1].standing
    };
    database.rule(vec![Decision::Reject { entries: entry(2, 1) }]).await;
    assert_eq!(name(database, "ada").await.as_deref(), Some("Ada Lantsova"));
    assert_eq!(standing().await, Standing::Rejected);
    database.rule(vec![Decision::Accept { entries: entry(2, 1) }]).await;
    assert_eq!(name(database, "ada").await.as_deref(), Some("Ada L."));
    assert_eq!(standing().await, Standing::Accepted);
}

async fn the_keepers_rank_a_claim_above_a_later_one(database: &Database) {
    database.ground().await;
    database.tell(vec![says("courier", "person/ada", json!({ "name": "Ada L." }))]).await;
    let rank = |rank, field: Option<&str>| Decision::Rank {
        entries: entry(2, 1),
        field: field.map(ToOwned::to_owned),
        rank,
    };
    database.rule(vec![rank(Rank::Deprecated, None)]).await;
    let ada = database.record::<Person>(&public(), "ada").await.unwrap();
    assert_eq!(ada.fields.name.as_deref(), Some("Ada Lantsova"));
    assert!(ada.account.disputes.is_empty());
    database.rule(vec![rank(Rank::Preferred, Some("name"))]).await;
    assert_eq!(name(database, "ada").await.as_deref(), Some("Ada L."));
}

async fn what_is_retracted_speaks_no_longer(database: &Database) {
    database.ground().await;
    let said = json!({ "name": "Ada L.", "born_on": "1990" });
    database.tell(vec![says("courier", "person/ada", said)]).await;
    let retract = |field: Option<&str>| Decision::Retract {
        entries: entry(2, 1),
        field: field.map(ToOwned::to_owned),
    };
    database.rule(vec![retract(Some("name"))]).await;
    let ada = database.noun::<Person>("ada").await;
    assert_eq!((ada.name.as_deref(), ada.born_on.is_some()), (Some("Ada Lantsova"), true));
    database.rule(vec![retract(None)]).await;
    assert_eq!(database.noun::<Person>("ada").await.born_on, None);
    // It stays so, and its standing tells.
    for decision in [
        Decision::Accept { entries: entry(2, 1) },
        Decision::Reject { entries: entry(2, 1) },
        retract(None),
    ] {
        let refused = append(&database.store, &editor(), vec![], vec![decision]).await;
        let Err(StoreError::Refused(faults)) = refused else { panic!("{refused:?}") };
        assert_eq!(faults[0].code, "RETRACTED");
    }
    database
        .rule(vec![Decision::Accept { entries: Scope { revision: Some(2), positions: vec![] } }])
        .await;
    assert_eq!(database.noun::<Person>("ada").await.born_on, None);
    let claims = database.store.claims_on(&editor(), &"person/ada".parse().unwrap()).await.unwrap();
    assert_eq!(claims[1].standing, Standing::Retracted);
}

async fn a_settled_dispute_opens_again_when_something_new_is_said(database: &Database) {
    database.ground().await;
    database.tell(vec![says("courier", "person/ada", json!({ "name": "Ada L." }))]).await;
    let (subject, entry) =
        ("person/ada".parse().unwrap(), detente_core::EntryId { revision: 1, position: 6 });
    database.rule(vec![Decision::Settle { subject, field: "name".to_owned(), entry }]).await;
    let ada = database.record::<Person>(&public(), "ada").await.unwrap();
    assert_eq!(ada.fields.name.as_deref(), Some("Ada Lantsova"));
    assert!(ada.account.disputes[0].settled && !ada.account.is_disputed("name"));
    let again = read_on("2026-01-02", "courier", "person/ada", json!({ "name": "Ada Lan" }));
    database.tell(vec![again]).await;
    let ada = database.record::<Person>(&public(), "ada").await.unwrap();
    assert!(ada.account.is_disputed("name"));
}

async fn nobody_rules_who_may_not(database: &Database) {
    database.ground().await;
    let accept = vec![Decision::Accept { entries: entry(1, 1) }];
    let refused = append(&database.store, &contributor(), vec![], accept).await;
    assert!(matches!(refused, Err(StoreError::Forbidden { .. })));
    let said = vec![says("herald", "person/eva", json!({ "name": "Eva" }))];
    let refused = append(&database.store, &public(), said, vec![]).await;
    assert!(matches!(refused, Err(StoreError::Forbidden { .. })));
    assert_eq!(database.store.head().await.unwrap(), 1);
}

async fn a_ruling_acts_on_what_is_there(database: &Database) {
    database.ground().await;
    let (subject, at) = ("person/ada".parse().unwrap(), |revision, position| {
        detente_core::EntryId { revision, position }
    });
    let field = |name: &str| Some(name.to_owned());
    let whole = |revision| Scope { revision: Some(revision), positions: vec![] };
    let settle = |field: &str, entry| Decision::Settle {
        subject: detente_core::RecordId::clone(&subject),
        field: field.to_owned(),
        entry,
    };
    let rank = Rank::Preferred;
    let wrong = [
        (Decision::Accept { entries: entry(2, 1) }, "2.1 - UNKNOWN_ENTRY"),
        (Decision::Reject { entries: entry(1, 12) }, "1.12 - NO_CLAIM"),
        (Decision::Reject { entries: whole(7) }, "revision 7 - UNKNOWN_ENTRY"),
        (
            Decision::Rank { entries: entry(1, 6), field: field("nose"), rank },
            "1.6 nose UNKNOWN_FIELD",
        ),
        (settle("nose", at(1, 6)), "person/ada nose UNKNOWN_FIELD"),
        (settle("name", at(1, 1)), "person/ada - UNKNOWN_ENTRY"),
        (settle("name", at(9, 1)), "9.1 - UNKNOWN_ENTRY"),
    ];
    let (rulings, told): (Vec<_>, Vec<_>) = wrong.into_iter().unzip();
    let refused = append(&database.store, &editor(), vec![], rulings).await;
    let Err(StoreError::Refused(faults)) = refused else { panic!("{refused:?}") };
    let faults = faults.iter().map(|fault| {
        let (record, field) = (fault.record.as_deref(), fault.field.as_deref());
        format!("{} {} {}", record.unwrap_or("-"), field.unwrap_or("-"), fault.code)
    });
    assert_eq!(faults.collect::<Vec<_>>(), told);
    assert_eq!(database.store.head().await.unwrap(), 1);
}
