//! What is refused is refused whole, and everything wrong with it is told at once.

use detente_core::NewClaim;
use detente_storage::StoreError;
use serde_json::json;

use crate::{
    database::{Database, on_every_database},
    said::{append, editor, says},
};

on_every_database!(
    everything_wrong_is_told_at_once_and_nothing_is_stored,
    nothing_comes_to_lie_within_itself,
    only_the_issuers_own_list_shows_who_stands_on_it,
    a_subject_is_known_once_somebody_spoke_of_it,
    texts_of_any_length_are_kept_and_found,
);

/// The faults of a submission, as `record field code`; nothing of it is stored.
async fn faults(database: &Database, claims: Vec<NewClaim>) -> Vec<String> {
    let head = database.store.head().await.unwrap();
    let refused = append(&database.store, &editor(), claims, vec![]).await;
    let Err(StoreError::Refused(faults)) = refused else { panic!("{refused:?}") };
    assert_eq!(database.store.head().await.unwrap(), head);
    let fault = |fault: &detente_core::Fault| {
        let field = fault.field.as_deref().unwrap_or("-");
        format!("{} {field} {}", fault.record.as_deref().unwrap_or("-"), fault.code)
    };
    faults.iter().map(fault).collect()
}

async fn everything_wrong_is_told_at_once_and_nothing_is_stored(database: &Database) {
    database.ground().await;
    let mut unknown = says("herald", "person/eva", json!({ "name": "Eva" }));
    unknown.new = false;
    let mut voice = says("nowhere", "person/ada", json!({ "name": "Ada" }));
    voice.claim.said_by = Some("organization/nobody".parse().unwrap());
    let stay = json!([{ "key": "one", "place": "place/nowhere" }]);
    let twice = json!([{ "key": "one", "article": "1" }, { "key": "one", "article": "2" }]);
    let told = faults(
        database,
        vec![
            says("herald", "person/dov", json!({ "name": "Dov" })),
            unknown,
            voice,
            says("herald", "detention/ada", json!({ "stays": stay })),
            says("herald", "detention/bel", json!({ "began_on": "2022", "ended_on": "2021" })),
            says("herald", "detention/ada", json!({ "charges": twice })),
            says("herald", "person/ada", json!({ "summary": "nothing: \u{0}" })),
        ],
    )
    .await;
    assert_eq!(
        told,
        [
            "person/eva - UNKNOWN_SUBJECT",
            "person/ada source UNKNOWN_REFERENCE",
            "person/ada said_by UNKNOWN_REFERENCE",
            "detention/ada stays.one.place UNKNOWN_REFERENCE",
            "detention/bel ended_on IMPOSSIBLE",
            "detention/ada charges.one DUPLICATE_KEY",
            "person/ada - UNREADABLE",
        ]
    );
    assert!(database.record::<detente_core::Person>(&editor(), "dov").await.is_none());
    assert!(database.store.verify().await.is_ok());
}

async fn nothing_comes_to_lie_within_itself(database: &Database) {
    database.ground().await;
    let within = |one: &str, other: &str| {
        let other = format!("place/{other}");
        says("herald", &format!("place/{one}"), json!({ "name": one, "within": other }))
    };
    let told = faults(database, vec![within("self", "self")]).await;
    assert_eq!(told, ["place/self within LOOP"]);
    // Within one submission.
    let told = faults(database, vec![within("a", "b"), within("b", "c"), within("c", "a")]).await;
    assert_eq!(told.len(), 3);
    // Half of it in the ledger.
    let c = says("herald", "place/c", json!({ "name": "c" }));
    database.tell(vec![within("a", "b"), within("b", "c"), c]).await;
    assert_eq!(faults(database, vec![within("c", "a")]).await, ["place/c within LOOP"]);
    let d = says("herald", "place/d", json!({ "name": "d" }));
    assert_eq!(database.tell(vec![within("c", "d"), d]).await.added, 2);
    let edition = says("list", "source/list", json!({ "edition_of": "source/list-1" }));
    assert_eq!(faults(database, vec![edition]).await, ["source/list edition_of LOOP"]);
}

async fn a_subject_is_known_once_somebody_spoke_of_it(database: &Database) {
    database.ground().await;
    let mut known = says("herald", "person/ada", json!({ "gender": "female" }));
    known.new = false;
    let checked = database.store.check(&editor(), &submission(vec![known.clone()])).await.unwrap();
    assert_eq!((checked.faults, checked.new, checked.known), (vec![], 1, 0));
    known.claim.subject = "person/eva".parse().unwrap();
    let told = database.store.check(&editor(), &submission(vec![known])).await.unwrap().faults;
    assert_eq!(told[0].code, "UNKNOWN_SUBJECT");
    assert_eq!(
        told[0].to_string(),
        "person/eva: nobody has spoken of this subject before; check the identifier, or say `new = true` if it is new"
    );
}

fn submission(claims: Vec<NewClaim>) -> detente_core::Submission {
    detente_core::Submission { claims, ..Default::default() }
}

async fn texts_of_any_length_are_kept_and_found(database: &Database) {
    use detente_core::{Detention, Person};
    use detente_storage::Condition;
    database.ground().await;
    let long = "Ź".repeat(5000);
    let charge = json!([{ "key": "long", "article": long }]);
    let name = says("herald", "person/long", json!({ "name": long }));
    database.tell(vec![name, says("herald", "detention/ada", json!({ "charges": charge }))]).await;
    assert_eq!(database.noun::<Person>("long").await.name.as_deref(), Some(long.as_str()));
    let named = vec![Condition::NameBegins(long.clone())];
    assert_eq!(crate::pages::listed::<Person>(database, named).await, ["person/long"]);
    let charged = vec![Condition::Says { field: "charges.article", values: vec![long] }];
    assert_eq!(crate::pages::listed::<Detention>(database, charged).await, ["detention/ada"]);
}

async fn only_the_issuers_own_list_shows_who_stands_on_it(database: &Database) {
    database.ground().await;
    let seen = |source: &str, kind: &str| {
        let read = json!([{ "key": "read", "kind": kind, "on": "2026-01-01" }]);
        says(source, "sanction/ore", json!({ "actions": read }))
    };
    let body = |id: &str, parent: Option<&str>| {
        let mut states = json!({ "name": id });
        if let Some(parent) = parent {
            states["parent"] = json!(format!("organization/{parent}"));
        }
        says("herald", &format!("organization/{id}"), states)
    };
    let published = |source: &str, by: &str| {
        let by = json!({ "publisher": format!("organization/{by}") });
        says("herald", &format!("source/{source}"), by)
    };
    let issued = says(
        "herald",
        "sanction/ore",
        json!({ "issuer": "organization/treasury", "target_sector": "ore" }),
    );
    let told = faults(database, vec![seen("herald", "seen_unlisted")]).await;
    assert_eq!(told, ["sanction/ore actions.read.kind NOT_THE_ISSUERS_LIST"], "no issuer");
    let ground = vec![
        body("treasury", None),
        body("sanctions-office", Some("treasury")),
        body("paper", None),
        published("herald", "paper"),
        published("the-list", "sanctions-office"),
        issued,
    ];
    append(&database.store, &editor(), ground, vec![]).await.unwrap();
    for kind in ["seen_listed", "seen_unlisted"] {
        let told = faults(database, vec![seen("herald", kind)]).await;
        assert_eq!(told, ["sanction/ore actions.read.kind NOT_THE_ISSUERS_LIST"], "a newspaper");
    }
    let mut carried = seen("the-list", "seen_unlisted");
    carried.claim.said_by = Some("organization/paper".parse().unwrap());
    let told = faults(database, vec![carried]).await;
    assert_eq!(told, ["sanction/ore actions.read.kind NOT_THE_ISSUERS_LIST"], "another's word");
    let own = vec![seen("the-list", "seen_unlisted")];
    assert!(append(&database.store, &editor(), own, vec![]).await.is_ok());
    let mut denied = seen("herald", "seen_listed");
    denied.claim.denies = true;
    assert!(append(&database.store, &editor(), vec![denied], vec![]).await.is_ok());
}
