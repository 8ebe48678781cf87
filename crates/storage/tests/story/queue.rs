//! What waits for the keepers, and what would come of their rulings.

use detente_core::{Audience, Decision, EntryId, Person, Place, Scope};
use detente_storage::{Role, Store, StoreError, Viewer, Waiting};
use serde_json::json;

use crate::{
    database::{Database, on_every_database},
    said::{append, contributor, draft, editor, entry, public, says},
};

on_every_database!(
    what_waits_is_seen_by_editors_and_by_who_said_it,
    what_an_editor_says_too_waits_no_longer,
    two_harmless_claims_are_not_accepted_into_a_loop,
    a_preview_tells_what_a_ruling_comes_to_and_stores_nothing,
);

async fn waits(store: &Store, viewer: &Viewer) -> Vec<EntryId> {
    let pending = store.pending(viewer, &Waiting::default(), 0, 10).await.unwrap();
    pending.iter().flat_map(|pending| &pending.claims).map(|claim| claim.entry).collect()
}

fn at(revision: u64, position: u32) -> EntryId {
    EntryId { revision, position }
}

async fn what_waits_is_seen_by_editors_and_by_who_said_it(database: &Database) {
    database.ground().await;
    let store = &database.store;
    let said = vec![
        says("courier", "person/ada", json!({ "name": "Ada L." })),
        says("courier", "detention/ada", json!({ "condition": "ill" })),
    ];
    append(store, &contributor(), said, vec![]).await.unwrap();
    let other = Viewer { name: "other".to_owned(), ..contributor() };
    let said = vec![says("herald", "person/eva", json!({ "name": "Eva" }))];
    append(store, &other, said, vec![]).await.unwrap();
    assert_eq!(waits(store, &editor()).await, [at(2, 1), at(2, 2), at(3, 1)]);
    assert_eq!(waits(store, &contributor()).await, [at(2, 1), at(2, 2)]);
    assert_eq!(waits(store, &other).await, [at(3, 1)]);
    assert_eq!(waits(store, &public()).await, []);
    let reader = Viewer { role: Role::Reader, sees: Audience::Restricted, ..contributor() };
    assert_eq!(waits(store, &reader).await, []);
    let on =
        |waiting: Waiting| async move { store.count_pending(&editor(), &waiting).await.unwrap() };
    let ask = Waiting::default;
    assert_eq!(on(ask()).await, 2);
    assert_eq!(on(Waiting { noun: Some("detention".to_owned()), ..ask() }).await, 1);
    assert_eq!(on(Waiting { source: Some("source/herald".parse().unwrap()), ..ask() }).await, 1);
    assert_eq!(on(Waiting { author: Some("reader".to_owned()), ..ask() }).await, 1);
    assert_eq!(on(Waiting { subject: Some("person/cim".parse().unwrap()), ..ask() }).await, 0);
    let pending = store.pending(&editor(), &ask(), 2, 10).await.unwrap();
    assert_eq!(pending[0].revision.author.as_deref(), Some("other"));
    if !database.url.contains(":memory:") {
        let before = database.rows().await;
        store.rebuild().await.unwrap();
        assert_eq!(database.rows().await, before);
    }
    database.rule(vec![Decision::Reject { entries: entry(2, 1) }]).await;
    database.rule(vec![Decision::Retract { entries: entry(2, 2), field: None }]).await;
    assert_eq!(waits(store, &editor()).await, [at(3, 1)]);
    let whole = Scope { revision: Some(3), positions: vec![] };
    database.rule(vec![Decision::Accept { entries: whole }]).await;
    assert_eq!(waits(store, &editor()).await, []);
}

async fn what_an_editor_says_too_waits_no_longer(database: &Database) {
    database.ground().await;
    let said = || vec![says("courier", "person/ada", json!({ "name": "Ada L." }))];
    append(&database.store, &contributor(), said(), vec![]).await.unwrap();
    let again = append(&database.store, &contributor(), said(), vec![]).await.unwrap();
    assert_eq!((again.revision, again.known), (None, 1));
    let again = database.tell(said()).await;
    assert_eq!((again.revision, again.added, again.known), (Some(3), 0, 1));
    assert_eq!(database.noun::<Person>("ada").await.name.as_deref(), Some("Ada L."));
    assert_eq!(waits(&database.store, &editor()).await, []);
    assert_eq!(database.tell(said()).await.revision, None);
}

async fn two_harmless_claims_are_not_accepted_into_a_loop(database: &Database) {
    database.ground().await;
    let camp = says("herald", "place/camp", json!({ "name": "A camp" }));
    let town = says("herald", "place/town", json!({ "name": "A town" }));
    database.tell(vec![camp, town]).await;
    let store = &database.store;
    let said = vec![says("courier", "place/camp", json!({ "within": "place/town" }))];
    append(store, &contributor(), said, vec![]).await.unwrap();
    let said = vec![says("courier", "place/town", json!({ "within": "place/camp" }))];
    append(store, &contributor(), said, vec![]).await.unwrap();
    database.rule(vec![Decision::Accept { entries: entry(3, 1) }]).await;
    let accept = vec![Decision::Accept { entries: entry(4, 1) }];
    let refused = append(store, &editor(), vec![], accept).await;
    let Err(StoreError::Refused(faults)) = refused else { panic!("{refused:?}") };
    assert_eq!(faults[0].code, "LOOP");
    assert_eq!(database.noun::<Place>("town").await.within, None);
    assert_eq!(waits(store, &editor()).await, [at(4, 1)]);
    // The editor says it themselves: refused as well.
    let said = vec![says("courier", "place/town", json!({ "within": "place/camp" }))];
    assert!(append(store, &editor(), said, vec![]).await.is_err());
}

async fn a_preview_tells_what_a_ruling_comes_to_and_stores_nothing(database: &Database) {
    database.ground().await;
    let store = &database.store;
    let said = vec![
        says("courier", "person/ada", json!({ "name": "Ada L.", "born_on": "1990" })),
        says("courier", "detention/ada", json!({ "condition": "ill" })),
    ];
    append(store, &contributor(), said, vec![]).await.unwrap();
    let accept =
        || vec![Decision::Accept { entries: Scope { revision: Some(2), positions: vec![] } }];
    let would =
        store.preview(&editor(), draft(store, &editor(), vec![], accept()).await).await.unwrap();
    assert_eq!(store.head().await.unwrap(), 2);
    assert_eq!(waits(store, &editor()).await.len(), 2);
    let told: Vec<_> = would
        .consequences
        .iter()
        .map(|found| {
            let fields = found.fields.iter().map(|field| {
                let text = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
                format!("{} {} > {}", field.path, text(&field.before), text(&field.after))
            });
            let fields: Vec<_> = fields.collect();
            (
                found.subject.to_string(),
                found.audiences.len(),
                fields.join("; "),
                found.opened.len(),
            )
        })
        .collect();
    let of = |subject: &str, audiences, fields: &str, opened| {
        (subject.to_owned(), audiences, fields.to_owned(), opened)
    };
    assert_eq!(
        told,
        [
            of("detention/ada", 1, "condition - > ill", 0),
            of("person/ada", 2, "name Ada Lantsova > Ada L.; born_on - > 1990", 1),
        ]
    );
    assert_eq!(would.consequences[0].audiences, [Audience::Restricted]);
    assert_eq!(would.consequences[1].opened[0].sides, ["Ada L.", "Ada Lantsova"]);
    let done = append(store, &editor(), vec![], accept()).await.unwrap();
    assert_eq!(done, would.appended, "what was told is what came of it");
    let reject = vec![Decision::Reject { entries: entry(2, 1) }];
    let would =
        store.preview(&editor(), draft(store, &editor(), vec![], reject).await).await.unwrap();
    assert_eq!(would.consequences[0].closed.len(), 1);
    let accept = draft(store, &contributor(), vec![], accept()).await;
    assert!(matches!(
        store.preview(&contributor(), accept).await,
        Err(StoreError::Forbidden { .. })
    ));
}
