//! A page costs few statements, and nothing that was read before is read again.

use detente_core::{Detention, Id, Person, RecordId, Source};
use detente_storage::{OrderBy, Query, Window};
use serde_json::json;

use crate::{
    database::{Database, on_every_database},
    said::{public, says},
};

on_every_database!(a_page_of_people_costs_four_statements_and_then_one);

/// What the server does for "50 people, their detentions, each with its sources".
async fn page(database: &Database) -> (usize, usize, usize) {
    let window = Window { after: None, before: None, limit: 50, last: false };
    let query = Query { conditions: vec![], order_by: OrderBy::Name, descending: false, window };
    let store = &database.store;
    let page = store.page::<Person>(&public(), &query).await.unwrap();
    let ids: Vec<Id<Person>> = page.rows.into_iter().map(|row| row.id).collect();
    let people = store.records(&public(), ids.clone()).await.unwrap();
    let ids: Vec<RecordId> = ids.into_iter().map(Into::into).collect();
    let held = store.pointing_here::<Detention>(&public(), &ids, "person").await.unwrap();
    let held = held.values().flat_map(|ids| ids.iter().cloned());
    let held: Vec<Id<Detention>> = held.map(|id| id.try_into().unwrap()).collect();
    let held = store.records(&public(), held).await.unwrap();
    let of_people = people.values().flat_map(|record| record.account.sources());
    let of_held = held.values().flat_map(|record| record.account.sources());
    let sources: Vec<Id<Source>> = of_people.chain(of_held).cloned().collect();
    let sources = store.records(&public(), sources).await.unwrap();
    (people.len(), held.len(), sources.len())
}

async fn a_page_of_people_costs_four_statements_and_then_one(database: &Database) {
    database.ground().await;
    let people =
        (0..60).map(|at| says("herald", &format!("person/p{at:02}"), json!({ "name": "P" })));
    let held = (0..90).map(|at| {
        let person = format!("person/p{:02}", at % 60);
        says("courier", &format!("detention/d{at}"), json!({ "person": person }))
    });
    database.tell(people.chain(held).collect()).await;
    let counted = async || {
        let before = database.store.statements();
        let found = page(database).await;
        (found, database.store.statements() - before)
    };
    // Ada, bel and 48 of the others.
    assert_eq!(counted().await, ((50, 79, 2), 4));
    assert_eq!(counted().await, ((50, 79, 2), 1));
    // Of those who changed, only they are read again.
    database.tell(vec![says("courier", "person/p01", json!({ "born_on": "1990" }))]).await;
    assert_eq!(counted().await.1, 2);
    // Where no record is in memory yet, the page brings them along.
    database.store.rebuild().await.unwrap();
    let query = Query {
        conditions: vec![],
        order_by: OrderBy::Name,
        descending: false,
        window: Window { after: None, before: None, limit: 50, last: false },
    };
    let plain = database.store.page::<Person>(&public(), &query).await.unwrap();
    let before = database.store.statements();
    let page = database.store.page_to_read::<Person>(&public(), &query).await.unwrap();
    assert_eq!(page.rows, plain.rows);
    let ids = page.rows.into_iter().map(|row| row.id);
    assert_eq!(database.store.records(&public(), ids).await.unwrap().len(), 50);
    assert_eq!(database.store.statements() - before, 1);
    // A subject of which there is nothing to see is not asked for twice.
    let nobody: Id<Person> = "person/nobody".parse().unwrap();
    for asked in [1, 0] {
        let before = database.store.statements();
        assert!(database.store.record(&public(), &nobody).await.unwrap().is_none());
        assert_eq!(database.store.statements() - before, asked);
    }
}
