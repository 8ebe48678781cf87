//! Officials are whom the detentions a viewer sees name; and whom the keepers keep apart, is two.

use detente_core::{Decision, Sight};
use detente_storage::{OfficialRole, Viewer};
use serde_json::json;

use crate::{
    database::{Database, on_every_database},
    said::{editor, public, says},
};

on_every_database!(
    officials_are_named_by_role_and_page_by_page,
    who_judged_in_a_hidden_detention_is_no_official_in_public,
    those_who_are_kept_apart_are_told_in_both_orders,
);

async fn named(database: &Database, viewer: &Viewer, roles: &[OfficialRole]) -> Vec<String> {
    let (mut named, mut after) = (Vec::new(), None);
    loop {
        let page = database.store.officials(viewer, roles, after.as_ref(), 1).await.unwrap();
        let Some(last) = page.last() else { return named };
        named.extend(page.iter().map(ToString::to_string));
        after = Some(last.clone());
    }
}

async fn trials(database: &Database) {
    let proceedings = |judge: &str, prosecutor: &str| {
        json!({ "proceedings": [{ "key": "trial", "judge": judge, "prosecutor": prosecutor },
            { "key": "appeal", "judge": judge }] })
    };
    database.ground().await;
    let dov = says("herald", "person/dov", json!({ "name": "Dov L." }));
    let one = says("herald", "detention/ada", proceedings("person/bel", "person/cim"));
    let other = says("herald", "detention/dov", proceedings("person/cim", "person/dov"));
    database.tell(vec![dov, one, other]).await;
}

async fn officials_are_named_by_role_and_page_by_page(database: &Database) {
    trials(database).await;
    let all = named(database, &public(), &OfficialRole::ALL).await;
    assert_eq!(all, ["person/bel", "person/cim", "person/dov"]);
    let judges = named(database, &public(), &[OfficialRole::Judge]).await;
    assert_eq!(judges, ["person/bel", "person/cim"]);
}

async fn who_judged_in_a_hidden_detention_is_no_official_in_public(database: &Database) {
    trials(database).await;
    let what = Sight::Record { subject: "detention/dov".parse().unwrap(), field: None };
    database.rule(vec![Decision::Hide { what }]).await;
    let all = named(database, &public(), &OfficialRole::ALL).await;
    assert_eq!(all, ["person/bel", "person/cim"]);
    assert_eq!(named(database, &public(), &[OfficialRole::Judge]).await, ["person/bel"]);
    assert_eq!(named(database, &editor(), &OfficialRole::ALL).await.len(), 3);
}

async fn those_who_are_kept_apart_are_told_in_both_orders(database: &Database) {
    database.ground().await;
    let [ada, bel, cim] = ["person/ada", "person/bel", "person/cim"].map(|id| id.parse().unwrap());
    let asked = [&ada, &bel, &cim];
    assert!(database.store.kept_apart(&public(), &asked).await.unwrap().is_empty());
    let (subject, from) = (ada.clone(), bel.clone());
    database.rule(vec![Decision::Part { subject, from }]).await;
    let apart = database.store.kept_apart(&public(), &asked).await.unwrap();
    assert_eq!(apart.len(), 2);
    assert!(apart.contains(&(ada.clone(), bel.clone())) && apart.contains(&(bel, ada)));
    assert!(database.store.kept_apart(&public(), &[&cim]).await.unwrap().is_empty());
}
