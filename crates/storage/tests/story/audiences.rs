//! Two audiences: what is kept from the public is not to be told by any list,
//! order, count or cursor.

use detente_core::{Audience, Decision, Detention, Id, Noun, Person, Place, Release, Sight};
use detente_storage::{Condition, OrderBy, Query, Table, Viewer, Window};
use serde_json::json;

use crate::{
    database::{Database, on_every_database},
    pages::ids,
    said::{append, changed, contributor, editor, entry, public, says},
};

on_every_database!(
    what_a_noun_restricts_the_public_does_not_see_until_it_is_shown,
    a_hidden_record_leaves_no_trace_in_public_lists,
    a_hidden_claim_neither_speaks_nor_disputes_in_public,
    a_hidden_field_orders_no_public_list,
    a_hidden_day_of_a_release_ends_no_detention_in_public,
    a_source_whose_day_is_hidden_weighs_nothing_by_it_in_public,
    what_is_hidden_is_shown_again,
    claims_are_shown_without_what_is_kept_back,
    a_pending_claim_is_seen_by_its_keepers_alone,
    of_a_pseudonymous_person_the_public_is_told_the_pseudonym,
);

fn hide(subject: &str, field: Option<&str>) -> Decision {
    let field = field.map(ToOwned::to_owned);
    Decision::Hide { what: Sight::Record { subject: subject.parse().unwrap(), field } }
}

fn show(subject: &str, field: Option<&str>) -> Decision {
    let field = field.map(ToOwned::to_owned);
    Decision::Show { what: Sight::Record { subject: subject.parse().unwrap(), field } }
}

/// Everything that a viewer can learn of a noun by asking for lists of it.
async fn learnt<N: Table>(database: &Database, viewer: &Viewer, asked: &[Condition]) -> String {
    let mut learnt = Vec::new();
    for (order_by, descending) in
        [(OrderBy::Id, false), (OrderBy::Name, false), (OrderBy::Name, true), (OrderBy::Day, false)]
    {
        let window = Window { after: None, before: None, limit: 2, last: descending };
        let query = Query { conditions: asked.to_vec(), order_by, descending, window };
        let page = database.store.page::<N>(viewer, &query).await.unwrap();
        for row in page.rows {
            learnt.extend([row.id.to_string(), row.cursor.to_string()]);
        }
        learnt.extend([page.more_before.to_string(), page.more_after.to_string()]);
    }
    let count = database.store.count::<N>(viewer, asked).await.unwrap();
    let size = database.store.size(viewer, N::NAME).await.unwrap();
    format!("{}, {count} of {size}", learnt.join(" "))
}

/// That the public learns the same of a noun before and after something that it must not see.
async fn learns_nothing<N: Noun + Table>(
    database: &Database,
    asked: &[Condition],
    then: impl AsyncFnOnce(),
) {
    let before = learnt::<N>(database, &public(), asked).await;
    let whole = learnt::<N>(database, &editor(), asked).await;
    then().await;
    assert_eq!(learnt::<N>(database, &public(), asked).await, before);
    assert_ne!(learnt::<N>(database, &editor(), asked).await, whole, "nothing was to be learnt");
}

async fn what_a_noun_restricts_the_public_does_not_see_until_it_is_shown(database: &Database) {
    database.ground().await;
    let condition = |viewer: Viewer| async move {
        let ada = database.record::<Detention>(&viewer, "ada").await.unwrap();
        (ada.fields.condition.clone(), ada.account.witnesses.len())
    };
    let ill = says("courier", "detention/ada", json!({ "condition": "ill", "country": "BY" }));
    database.tell(vec![ill]).await;
    assert_eq!(condition(public()).await, (None, 2));
    assert_eq!(condition(editor()).await, (Some("ill".to_owned()), 2));
    assert_eq!(database.store.size(&editor(), "detention").await.unwrap(), 1);
    let shown = database.rule(vec![show("detention/ada", Some("condition"))]).await;
    assert_eq!(changed(&shown), ["detention/ada"]);
    assert_eq!(condition(public()).await, (Some("ill".to_owned()), 2));
    database.rule(vec![hide("detention/ada", Some("condition"))]).await;
    assert_eq!(condition(public()).await.0, None);
}

async fn a_hidden_record_leaves_no_trace_in_public_lists(database: &Database) {
    database.ground().await;
    database.rule(vec![hide("person/dov", None), hide("detention/dov", None)]).await;
    let herald = "source/herald".parse().unwrap();
    let at_all = Condition::Points { field: None, to: vec![herald] };
    let dov = "person/dov".parse().unwrap();
    learns_nothing::<Person>(database, &[at_all], async || {
        let held = json!({ "person": "person/dov", "stays": [
            { "key": "colony", "place": "place/colony" }] });
        let dov = says("herald", "person/dov", json!({ "name": "Aaron Dov" }));
        database.tell(vec![dov, says("herald", "detention/dov", held)]).await;
    })
    .await;
    assert_eq!(ids::<Detention>(database, &public(), vec![]).await, ["detention/ada"]);
    assert!(database.record::<Person>(&public(), "dov").await.is_none());
    assert!(database.record::<Person>(&editor(), "dov").await.is_some());
    let colony = "place/colony".parse().unwrap();
    for (viewer, known) in [(public(), 1), (editor(), 2)] {
        let here = database.store.pointing_to(&viewer, &colony).await.unwrap();
        assert_eq!(here.len(), known);
        let here = database.store.pointing_here::<Detention>(
            &viewer,
            std::slice::from_ref(&colony),
            "stays.place",
        );
        assert_eq!(here.await.unwrap()[&colony].len(), known);
        assert_eq!(database.store.claims_on(&viewer, &dov).await.unwrap().len(), known - 1);
    }
}

async fn a_hidden_claim_neither_speaks_nor_disputes_in_public(database: &Database) {
    database.ground().await;
    let asked = [Condition::Disputed(true)];
    learns_nothing::<Person>(database, &asked, async || {
        let hidden =
            Decision::Hide { what: Sight::Claims { entries: detente_core::Scope::THIS_REVISION } };
        let said = says("courier", "person/ada", json!({ "name": "Zoe Lantsova" }));
        let added = append(&database.store, &editor(), vec![said], vec![hidden]).await.unwrap();
        assert_eq!(changed(&added), ["person/ada"]);
    })
    .await;
    let ada = database.record::<Person>(&public(), "ada").await.unwrap();
    assert_eq!(ada.account.witnesses.len(), 1);
    let ada: Id<Person> = "person/ada".parse().unwrap();
    let claims = database.store.claims_on(&public(), ada.as_record_id()).await.unwrap();
    assert_eq!(claims.len(), 1);
    let claims = database.store.claims_on(&editor(), ada.as_record_id()).await.unwrap();
    assert_eq!(claims.iter().map(|claim| claim.hidden).collect::<Vec<_>>(), [false, true]);
}

async fn a_hidden_field_orders_no_public_list(database: &Database) {
    database.ground().await;
    database.rule(vec![hide("person/bel", Some("born_on"))]).await;
    let born = Condition::Between(Some("1980-01-01".parse().unwrap()), None);
    for asked in [vec![], vec![born]] {
        let slug = if asked.is_empty() { "1970" } else { "1990" };
        learns_nothing::<Person>(database, &asked, async || {
            let born = json!({ "born_on": format!("{slug}-05-05") });
            database.tell(vec![says("courier", "person/bel", born)]).await;
        })
        .await;
    }
    // Of a facet neither: where somebody is a citizen is hidden.
    database.rule(vec![hide("person/cim", Some("nationalities"))]).await;
    let citizens = Condition::Says { field: "nationalities", values: vec!["LT".to_owned()] };
    learns_nothing::<Person>(database, &[citizens], async || {
        let citizen = json!({ "nationalities": ["LT"] });
        database.tell(vec![says("courier", "person/cim", citizen)]).await;
    })
    .await;
}

async fn a_hidden_day_of_a_release_ends_no_detention_in_public(database: &Database) {
    database.ground().await;
    let secret = says("herald", "release/secret", json!({ "on": "2023-01-01", "country": "BY" }));
    append(&database.store, &editor(), vec![secret], vec![hide("release/secret", Some("on"))])
        .await
        .unwrap();
    let released = json!({ "release": "release/secret" });
    database.tell(vec![says("herald", "detention/ada", released)]).await;
    let on = vec![Condition::On("2024-01-01".parse().unwrap())];
    assert_eq!(ids::<Detention>(database, &public(), on.clone()).await, ["detention/ada"]);
    assert!(ids::<Detention>(database, &editor(), on.clone()).await.is_empty());
    database.rule(vec![show("release/secret", Some("on"))]).await;
    assert!(ids::<Detention>(database, &public(), on).await.is_empty());
    assert_eq!(database.noun::<Release>("secret").await.on, Some("2023-01-01".parse().unwrap()));
}

async fn a_source_whose_day_is_hidden_weighs_nothing_by_it_in_public(database: &Database) {
    database.ground().await;
    database.tell(vec![says("courier", "person/ada", json!({ "name": "Ada L." }))]).await;
    let hidden = database.rule(vec![hide("source/courier", Some("published_on"))]).await;
    assert_eq!(changed(&hidden), ["person/ada", "source/courier"]);
    // To the public the Herald is the one known to be published later.
    for (viewer, name) in [(public(), "Ada Lantsova"), (editor(), "Ada L.")] {
        let ada = database.record::<Person>(&viewer, "ada").await.unwrap();
        assert_eq!(ada.fields.name.as_deref(), Some(name));
    }
}

async fn what_is_hidden_is_shown_again(database: &Database) {
    database.ground().await;
    let before = database.record::<Place>(&public(), "colony").await;
    database.rule(vec![hide("place/colony", None)]).await;
    assert_eq!(database.record::<Place>(&public(), "colony").await, None);
    assert_eq!(database.store.size(&public(), "place").await.unwrap(), 0);
    // It is the same record, to the editor as it was to everyone.
    assert_eq!(database.record::<Place>(&editor(), "colony").await, before);
    database.rule(vec![show("place/colony", None)]).await;
    assert_eq!(database.record::<Place>(&public(), "colony").await, before);
    let claim = entry(1, 9);
    database.rule(vec![Decision::Hide { what: Sight::Claims { entries: claim.clone() } }]).await;
    assert_eq!(database.record::<Place>(&public(), "colony").await, None);
    database.rule(vec![Decision::Show { what: Sight::Claims { entries: claim } }]).await;
    assert_eq!(database.record::<Place>(&public(), "colony").await, before);
}

async fn claims_are_shown_without_what_is_kept_back(database: &Database) {
    database.ground().await;
    let mut both = says("courier", "detention/ada", json!({ "condition": "ill", "country": "BY" }));
    both.claim.quotes = [("condition", "was ill"), ("country", "in Belarus")]
        .map(|(path, quote)| (path.to_owned(), quote.to_owned()))
        .into();
    let only = says("list-1", "detention/ada", json!({ "condition": "weak" }));
    database.tell(vec![both, only]).await;
    let ada = "detention/ada".parse().unwrap();
    let claims = database.store.claims_on(&public(), &ada).await.unwrap();
    assert_eq!(claims.len(), 2);
    assert_eq!(claims[1].claim.states.as_str(), r#"{"country":"BY"}"#);
    assert_eq!(claims[1].claim.quotes.keys().collect::<Vec<_>>(), ["country"]);
    let claims = database.store.claims_on(&editor(), &ada).await.unwrap();
    assert_eq!(claims.len(), 3);
    assert_eq!(claims[1].claim.quotes.len(), 2);
}

async fn a_pending_claim_is_seen_by_its_keepers_alone(database: &Database) {
    database.ground().await;
    let said = says("courier", "person/ada", json!({ "name": "Ada Lan" }));
    append(&database.store, &contributor(), vec![said], vec![]).await.unwrap();
    let ada = "person/ada".parse().unwrap();
    let unsighted = Viewer { sees: Audience::Public, ..editor() };
    for (viewer, seen) in [(public(), 1), (contributor(), 1), (editor(), 2), (unsighted, 2)] {
        assert_eq!(database.store.claims_on(&viewer, &ada).await.unwrap().len(), seen);
    }
}

async fn of_a_pseudonymous_person_the_public_is_told_the_pseudonym(database: &Database) {
    database.ground().await;
    let known_as = says("herald", "person/7kq2", json!({ "name": "Citizen G." }));
    database.tell(vec![known_as]).await;
    let begins = [Condition::NameBegins("gal".to_owned())];
    learns_nothing::<Person>(database, &begins, async || {
        let named = says(
            "courier",
            "person/7kq2",
            json!({ "name": "Galina Harbuz",
            "names": [{ "key": "legal", "text": "Galina Harbuz", "kind": "legal" }] }),
        );
        let here = detente_core::Scope::THIS_REVISION;
        let hide = Decision::Hide { what: Sight::Claims { entries: here } };
        append(&database.store, &editor(), vec![named], vec![hide]).await.unwrap();
    })
    .await;
    for (viewer, name, names) in [(public(), "Citizen G.", 0), (editor(), "Galina Harbuz", 1)] {
        let person = database.record::<Person>(&viewer, "7kq2").await.unwrap();
        assert_eq!(person.fields.name.as_deref(), Some(name));
        assert_eq!(person.fields.names.len(), names);
        assert_eq!(person.account.disputes.len(), names, "two names dispute, where both are seen");
    }
}
