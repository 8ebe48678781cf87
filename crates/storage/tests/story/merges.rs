//! Two identifiers are one, or two after all.

use detente_core::{Decision, Detention, EntryId, Person, Place, RecordId, Release, Sight, Source};
use detente_storage::{Condition, StoreError, Viewer};
use serde_json::json;

use crate::{
    database::{Database, on_every_database},
    said::{append, changed, contributor, editor, public, read_on, says},
};

on_every_database!(
    what_is_said_of_a_merged_identifier_is_said_of_the_one_that_stays,
    references_to_it_lead_to_the_one_that_stays_and_dispute_nothing,
    chains_and_trees_have_one_end_and_come_apart_again,
    a_merge_is_visible_only_to_who_may_see_both,
    merging_shows_the_public_nothing_that_was_hidden,
    a_document_known_twice_is_one_voice,
    nothing_is_merged_that_cannot_be,
    two_places_that_lie_in_each_other_are_not_merged,
    what_was_merged_stands_where_nothing_else_is_left,
);

fn id(text: &str) -> RecordId {
    text.parse().unwrap()
}

fn merge(subject: &str, into: &str) -> Decision {
    Decision::Merge { subject: id(subject), into: id(into) }
}

fn part(subject: &str, from: &str) -> Decision {
    Decision::Part { subject: id(subject), from: id(from) }
}

impl Database {
    /// What the records say, as someone is shown them.
    async fn seen_by(&self, viewer: &Viewer) -> Vec<String> {
        let mut seen = Vec::new();
        for slug in ["ada", "bel", "cim"] {
            seen.push(format!("{:?}", self.record::<Person>(viewer, slug).await));
            seen.push(format!("{:?}", self.record::<Detention>(viewer, slug).await));
            let id = id(&format!("person/{slug}"));
            seen.push(format!("{:?}", self.store.claims_on(viewer, &id).await.unwrap()));
            seen.push(format!("{:?}", self.store.pointing_to(viewer, &id).await.unwrap()));
        }
        seen
    }
}

async fn is_as_rebuilt(database: &Database) {
    if database.url.contains(":memory:") {
        return;
    }
    let before = database.rows().await;
    database.store.rebuild().await.unwrap();
    assert_eq!(database.rows().await, before);
}

async fn what_is_said_of_a_merged_identifier_is_said_of_the_one_that_stays(database: &Database) {
    database.ground().await;
    database.tell(vec![says("courier", "person/bel", json!({ "born_on": "1990" }))]).await;
    let size = database.store.size(&public(), "person").await.unwrap();
    let before = database.seen_by(&public()).await;
    let merged = database.rule(vec![merge("person/bel", "person/ada")]).await;
    assert_eq!(changed(&merged), ["person/ada", "person/bel"]);
    for slug in ["ada", "bel"] {
        let found = database.record::<Person>(&public(), slug).await.unwrap();
        assert_eq!(found.id.as_str(), "person/ada");
        assert_eq!(found.fields.born_on, Some("1990".parse().unwrap()));
        // One paper wrote the name twice: its later word is its word.
        assert_eq!(found.fields.name.as_deref(), Some("bel Harbuz"));
        let claims = database.store.claims_on(&public(), &id(&format!("person/{slug}"))).await;
        assert_eq!(claims.unwrap().len(), 3);
    }
    assert_eq!(database.store.size(&public(), "person").await.unwrap(), size - 1);
    is_as_rebuilt(database).await;
    let parted = database.rule(vec![part("person/ada", "person/bel")]).await;
    assert_eq!(changed(&parted), ["person/ada", "person/bel"]);
    assert_eq!(database.seen_by(&public()).await, before);
    assert!(database.store.verify().await.is_ok());
}

async fn references_to_it_lead_to_the_one_that_stays_and_dispute_nothing(database: &Database) {
    database.ground().await;
    let other = json!({ "person": "person/bel" });
    database.tell(vec![says("courier", "detention/ada", other)]).await;
    assert!(database.detention("ada").await.account.is_disputed("person"));
    let merged = database.rule(vec![merge("person/bel", "person/ada")]).await;
    assert_eq!(changed(&merged), ["detention/ada", "person/ada", "person/bel"]);
    let ada = database.detention("ada").await;
    assert_eq!(ada.fields.person.as_ref().unwrap().as_str(), "person/ada");
    assert!(ada.account.disputes.is_empty());
    for asked in ["person/ada", "person/bel"] {
        let to = [id(asked)];
        let here = database.store.pointing_here::<Detention>(&public(), &to, "person").await;
        assert_eq!(here.unwrap()[&to[0]].len(), 1);
        let condition = Condition::Points { field: Some("person"), to: to.to_vec() };
        let count = database.store.count::<Detention>(&public(), &[condition]).await.unwrap();
        assert_eq!(count, 1);
        assert_eq!(database.store.pointing_to(&public(), &to[0]).await.unwrap().len(), 1);
    }
    is_as_rebuilt(database).await;
    database.rule(vec![part("person/bel", "person/ada")]).await;
    assert!(database.detention("ada").await.account.is_disputed("person"));
}

async fn chains_and_trees_have_one_end_and_come_apart_again(database: &Database) {
    database.ground().await;
    database.rule(vec![merge("person/bel", "person/cim")]).await;
    database.rule(vec![merge("person/cim", "person/ada")]).await;
    let home = async |slug: &str| {
        database
            .record::<Person>(&public(), slug)
            .await
            .unwrap()
            .id
            .as_record_id()
            .slug()
            .to_owned()
    };
    assert_eq!([home("bel").await, home("cim").await], ["ada", "ada"]);
    is_as_rebuilt(database).await;
    database.rule(vec![part("person/cim", "person/ada")]).await;
    assert_eq!([home("bel").await, home("cim").await], ["cim", "cim"]);
    // Whoever merges a pair again does so over the ruling that parted it.
    let stands = database.store.parted(&id("person/ada"), &id("person/cim")).await.unwrap();
    assert!(matches!(stands.unwrap().1.decision, Decision::Part { .. }));
    database.rule(vec![merge("person/ada", "person/cim")]).await;
    assert_eq!(database.store.parted(&id("person/ada"), &id("person/cim")).await.unwrap(), None);
    assert_eq!([home("bel").await, home("ada").await], ["cim", "cim"]);
    is_as_rebuilt(database).await;
}

async fn a_merge_is_visible_only_to_who_may_see_both(database: &Database) {
    database.ground().await;
    database.tell(vec![says("courier", "detention/ada", json!({ "person": "person/bel" }))]).await;
    let sight = |subject: &str| Sight::Record { subject: id(subject), field: None };
    database.rule(vec![Decision::Hide { what: sight("person/bel") }]).await;
    let before = database.seen_by(&public()).await;
    database.rule(vec![merge("person/bel", "person/ada")]).await;
    assert_eq!(database.seen_by(&public()).await, before, "the public is told nothing of it");
    let ada = database.record::<Detention>(&public(), "ada").await.unwrap();
    assert!(ada.account.is_disputed("person"));
    let ada = database.record::<Detention>(&editor(), "ada").await.unwrap();
    assert!(!ada.account.is_disputed("person"));
    assert!(database.record::<Person>(&public(), "bel").await.is_none());
    let bel = database.record::<Person>(&editor(), "bel").await.unwrap();
    assert_eq!(bel.id.as_str(), "person/ada");
    is_as_rebuilt(database).await;
    // Once both are shown, the merge is too.
    database.rule(vec![Decision::Show { what: sight("person/bel") }]).await;
    assert_eq!(
        database.record::<Person>(&public(), "bel").await.unwrap().id.as_str(),
        "person/ada"
    );
    assert!(!database.detention("ada").await.account.is_disputed("person"));
    is_as_rebuilt(database).await;
    // And the other way round: what stays is hidden, what went is public.
    database.rule(vec![Decision::Hide { what: sight("person/ada") }]).await;
    assert_eq!(
        database.record::<Person>(&public(), "bel").await.unwrap().id.as_str(),
        "person/bel"
    );
    assert!(database.record::<Person>(&public(), "ada").await.is_none());
    is_as_rebuilt(database).await;
}

async fn merging_shows_the_public_nothing_that_was_hidden(database: &Database) {
    database.ground().await;
    database
        .tell(vec![
            says("courier", "person/ada", json!({ "born_on": "1990" })),
            read_on("2026-01-02", "list", "person/bel", json!({ "born_on": "1991" })),
        ])
        .await;
    let born =
        |subject: &str| Sight::Record { subject: id(subject), field: Some("born_on".to_owned()) };
    database.rule(vec![Decision::Hide { what: born("person/bel") }]).await;
    database.rule(vec![merge("person/bel", "person/ada")]).await;
    assert_eq!(database.noun::<Person>("ada").await.born_on, None, "hidden of one, hidden of both");
    assert!(
        database
            .store
            .claims_on(&public(), &id("person/ada"))
            .await
            .unwrap()
            .iter()
            .all(|claim| { !claim.claim.states.as_str().contains("born_on") })
    );
    // Hidden of both: what is shown of the one that went is shown of that one only.
    database.rule(vec![Decision::Hide { what: born("person/ada") }]).await;
    database.rule(vec![Decision::Show { what: born("person/bel") }]).await;
    let shown = database.noun::<Person>("ada").await.born_on;
    assert_eq!(shown, Some("1991".parse().unwrap()));
    // Hidden of one, and shown again of that one: nothing is hidden.
    database.rule(vec![Decision::Show { what: born("person/ada") }]).await;
    let disputed = async || {
        let ada = database.record::<Person>(&public(), "ada").await.unwrap();
        ada.account.is_disputed("born_on")
    };
    assert!(disputed().await);
    database.rule(vec![Decision::Hide { what: born("person/bel") }]).await;
    assert!(!disputed().await);
    database.rule(vec![Decision::Show { what: born("person/bel") }]).await;
    assert!(disputed().await);
    is_as_rebuilt(database).await;
}

async fn a_document_known_twice_is_one_voice(database: &Database) {
    database.ground().await;
    database
        .tell(vec![
            read_on("2026-02-01", "courier", "person/ada", json!({ "name": "Ada L." })),
            read_on("2026-03-01", "list", "source/courier-again", json!({ "title": "Courier" })),
            read_on("2026-03-02", "courier-again", "person/ada", json!({ "name": "Ada Lan" })),
        ])
        .await;
    let disputes = async || {
        let ada = database.record::<Person>(&public(), "ada").await.unwrap();
        ada.account.disputes.first().map_or(0, |dispute| dispute.sides.len())
    };
    assert_eq!(disputes().await, 3);
    database.rule(vec![merge("source/courier-again", "source/courier")]).await;
    assert_eq!(disputes().await, 2);
    let said = database.store.claims_from(&public(), &id("source/courier")).await.unwrap();
    assert_eq!(said.len(), 3);
    let ada = database.record::<Person>(&public(), "ada").await.unwrap();
    assert!(ada.account.sources().iter().all(|source| source.as_str() != "source/courier-again"));
    assert!(database.record::<Source>(&public(), "courier-again").await.is_some());
    is_as_rebuilt(database).await;
}

async fn nothing_is_merged_that_cannot_be(database: &Database) {
    database.ground().await;
    database.rule(vec![merge("person/bel", "person/ada")]).await;
    let rulings = vec![
        merge("person/ada", "person/bel"),
        merge("person/bel", "person/cim"),
        merge("person/cim", "place/colony"),
        merge("person/cim", "person/nobody"),
        part("person/ada", "person/ada"),
    ];
    let refused = append(&database.store, &editor(), vec![], rulings).await;
    let Err(StoreError::Refused(faults)) = refused else { panic!("{refused:?}") };
    let told: Vec<_> = faults.iter().map(|fault| fault.problem.as_str()).collect();
    assert_eq!(
        told,
        [
            "`person/bel` leads to `person/ada` already: the two would go into each other",
            "`person/bel` was merged into `person/ada` before",
            "person and place are two kinds of record: what is one is never the other",
            "nobody has spoken of this subject",
            "`person/ada` cannot be parted from itself",
        ]
    );
    assert_eq!(database.store.head().await.unwrap(), 2);
    let refused =
        append(&database.store, &contributor(), vec![], vec![merge("person/cim", "person/ada")])
            .await;
    assert!(matches!(refused, Err(StoreError::Forbidden { .. })));
}

async fn two_places_that_lie_in_each_other_are_not_merged(database: &Database) {
    database.ground().await;
    database
        .tell(vec![
            says("herald", "place/camp", json!({ "name": "A camp", "within": "place/town" })),
            says("herald", "place/town", json!({ "name": "A town", "within": "place/district" })),
            says("herald", "place/district", json!({ "name": "A district" })),
        ])
        .await;
    let refused =
        append(&database.store, &editor(), vec![], vec![merge("place/district", "place/camp")])
            .await;
    let Err(StoreError::Refused(faults)) = refused else { panic!("{refused:?}") };
    assert_eq!((faults[0].code, faults.len()), ("LOOP", 2));
    assert_eq!(
        database.record::<Place>(&public(), "district").await.unwrap().id.as_str(),
        "place/district"
    );
    let settle = Decision::Settle {
        subject: id("place/camp"),
        field: "kind".to_owned(),
        entry: EntryId { revision: 2, position: 1 },
    };
    let refused = append(&database.store, &editor(), vec![], vec![settle]).await;
    let Err(StoreError::Refused(faults)) = refused else { panic!("{refused:?}") };
    assert_eq!(faults[0].problem, "the claim 2.1 says nothing on `kind`");
}

async fn what_was_merged_stands_where_nothing_else_is_left(database: &Database) {
    database.ground().await;
    database.tell(vec![says("herald", "release/other", json!({ "on": "2024-05-05" }))]).await;
    let said = [("courier", "2021-04-04"), ("herald", "2021-05-05")];
    let spring = said.map(|(by, on)| says(by, "release/spring", json!({ "on": on })));
    database.tell(spring.into()).await;
    database.rule(vec![merge("release/spring", "release/other")]).await;
    let entry = EntryId { revision: 2, position: 1 };
    database.rule(vec![Decision::Erase { entry }]).await;
    let other = database.record::<Release>(&editor(), "other").await.unwrap();
    assert!(other.account.disputes.iter().any(|dispute| dispute.field == "on"));
    database.store.verify_whole().await.unwrap();
    is_as_rebuilt(database).await;
}
