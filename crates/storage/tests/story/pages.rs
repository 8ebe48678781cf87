//! Lists: every condition, every order, page by page, whoever writes meanwhile.

use detente_core::{Detention, NewClaim, Person, Place};
use detente_storage::{Condition, Cursor, OrderBy, Query, Table, Viewer, Window};
use proptest::{prelude::*, test_runner::TestRunner};
use serde_json::json;

use crate::{
    database::{Database, on_every_database},
    said::{editor, public, says},
};

on_every_database!(
    each_condition_finds_what_it_says,
    names_are_ordered_letter_by_letter_on_every_database,
    a_page_tells_whether_there_is_more,
    pages_neither_leave_out_nor_repeat_while_others_write,
);

/// The identifiers of a list, by page of any size.
pub async fn ids<N: Table>(
    database: &Database,
    viewer: &Viewer,
    conditions: Vec<Condition>,
) -> Vec<String> {
    let window = Window { after: None, before: None, limit: 100, last: false };
    let query = Query { conditions, order_by: OrderBy::Id, descending: false, window };
    let page = database.store.page::<N>(viewer, &query).await.unwrap();
    let count = database.store.count::<N>(viewer, &query.conditions).await.unwrap();
    assert_eq!(count, page.rows.len() as u64);
    page.rows.iter().map(|row| row.id.to_string()).collect()
}

/// The same, as the public sees it.
pub async fn listed<N: Table>(database: &Database, conditions: Vec<Condition>) -> Vec<String> {
    ids::<N>(database, &public(), conditions).await
}

async fn each_condition_finds_what_it_says(database: &Database) {
    database.ground().await;
    let bel = json!({ "person": "person/bel", "country": "RU", "began_on": "2022-06",
        "ended_on": "2023-06-15", "charges": [{ "key": "one", "article": "130" }] });
    let cim = json!({ "person": "person/cim" });
    let disputed = json!({ "country": "LT" });
    database
        .tell(vec![
            says("herald", "detention/bel", bel),
            says("herald", "detention/cim", cim),
            says("courier", "detention/ada", disputed),
        ])
        .await;
    let (ada, bel, cim) = ("detention/ada", "detention/bel", "detention/cim");
    let day = |day: &str| day.parse().unwrap();
    let says = |field, value: &str| Condition::Says { field, values: vec![value.to_owned()] };
    let points = |field, to: &[&str]| Condition::Points {
        field,
        to: to.iter().map(|id| id.parse().unwrap()).collect(),
    };
    let cases: Vec<(Vec<Condition>, Vec<&str>)> = vec![
        (vec![], vec![ada, bel, cim]),
        (
            vec![Condition::Ids(vec![bel.parse().unwrap(), "detention/no".parse().unwrap()])],
            vec![bel],
        ),
        (vec![Condition::Ids(vec![])], vec![]),
        (vec![points(Some("person"), &["person/ada", "person/cim"])], vec![ada, cim]),
        (vec![points(Some("release"), &["person/ada"])], vec![]),
        (vec![points(None, &["place/colony"])], vec![ada]),
        (vec![points(Some("stays.place"), &["place/colony"])], vec![ada]),
        (vec![says("country", "LT")], vec![ada]),
        (vec![says("charges.article", "130")], vec![bel]),
        (vec![says("charges.article", "13")], vec![]),
        (vec![says("stays.custody", "held")], vec![ada]),
        (vec![Condition::Between(Some(day("2023-06-16")), None)], vec![ada, cim]),
        (vec![Condition::Between(None, Some(day("2022-05-31")))], vec![ada, cim]),
        (
            vec![Condition::Between(Some(day("2022-06-15")), Some(day("2022-06-15")))],
            vec![ada, bel, cim],
        ),
        (vec![Condition::On(day("2022-05-31"))], vec![ada, cim]),
        (vec![Condition::On(day("2023-06-14"))], vec![ada, bel, cim]),
        (vec![Condition::On(day("2023-06-15"))], vec![ada, cim]),
        (vec![Condition::Disputed(true)], vec![ada]),
        (vec![Condition::Disputed(false)], vec![bel, cim]),
        (vec![Condition::Disputed(false), says("country", "RU")], vec![bel]),
    ];
    for (conditions, found) in cases {
        assert_eq!(
            listed::<Detention>(database, conditions.clone()).await,
            found,
            "{conditions:?}"
        );
    }
    let named = |name: &str| vec![Condition::NameBegins(name.to_owned())];
    assert_eq!(listed::<Person>(database, named("ADA l")).await, ["person/ada"]);
    assert_eq!(listed::<Person>(database, named("É")).await, ["person/cim"]);
    assert!(listed::<Person>(database, named("lant")).await.is_empty());
    assert_eq!(listed::<Place>(database, named("")).await, ["place/colony"]);
}

async fn names_are_ordered_letter_by_letter_on_every_database(database: &Database) {
    let names = ["a c", "ab", "a-d", "Ä", "b", "B c", "Я", "ё", "z", "A", "éa"];
    let people = names
        .iter()
        .enumerate()
        .map(|(at, name)| says("herald", &format!("person/p{at}"), json!({ "name": name })));
    let herald = says("herald", "source/herald", json!({ "title": "Herald" }));
    database.tell(people.chain([herald]).collect()).await;
    let mut sorted = names.map(str::to_lowercase);
    sorted.sort();
    let walked = walk::<Person>(database, &public(), (OrderBy::Name, false), false, 3).await;
    let walked: Vec<_> = walked.iter().map(|(_, cursor)| key(cursor)).collect();
    assert_eq!(walked, sorted);
}

fn key(cursor: &Cursor) -> String {
    let text = cursor.to_string();
    let marked = text.strip_prefix("name ").or_else(|| text.strip_prefix("day "));
    marked.unwrap_or(&text).rsplit_once(':').unwrap().0.to_owned()
}

async fn a_page_tells_whether_there_is_more(database: &Database) {
    database.ground().await;
    let page = async |after: Option<&Cursor>, before: Option<&Cursor>, limit, last| {
        let (after, before) = (after.cloned(), before.cloned());
        let window = Window { after, before, limit, last };
        let query = Query { conditions: vec![], order_by: OrderBy::Id, descending: false, window };
        database.store.page::<Person>(&public(), &query).await.unwrap()
    };
    let first = page(None, None, 2, false).await;
    assert_eq!((first.more_before, first.more_after), (false, true));
    let end: Cursor = first.rows[1].cursor.to_string().parse().unwrap();
    assert_eq!(end, first.rows[1].cursor);
    let rest = page(Some(&end), None, 2, false).await;
    assert_eq!((rest.rows.len(), rest.more_before, rest.more_after), (1, true, false));
    let back = page(None, Some(&rest.rows[0].cursor), 2, true).await;
    assert_eq!((&back.rows, back.more_before, back.more_after), (&first.rows, false, true));
    assert_eq!(page(None, None, 3, false).await.rows, page(None, None, u64::MAX, true).await.rows);
    let none = page(None, None, 0, false).await;
    assert!(none.rows.is_empty() && none.more_after);
    for wrong in ["", "x", "a:b", "name:person/Ada"] {
        assert!(wrong.parse::<Cursor>().is_err(), "{wrong}");
    }
}

/// Every row of a list, page by page from one end to the other.
async fn walk<N: Table>(
    database: &Database,
    viewer: &Viewer,
    (order_by, descending): (OrderBy, bool),
    last: bool,
    limit: u64,
) -> Vec<(String, Cursor)> {
    let mut found = Vec::new();
    let mut at: Option<Cursor> = None;
    loop {
        let (after, before) = if last { (None, at.clone()) } else { (at.clone(), None) };
        let window = Window { after, before, limit, last };
        let query = Query { conditions: vec![], order_by, descending, window };
        let page = database.store.page::<N>(viewer, &query).await.unwrap();
        let (more, edge) = if last {
            (page.more_before, page.rows.first())
        } else {
            (page.more_after, page.rows.last())
        };
        at = edge.map(|row| row.cursor.clone());
        let rows = page.rows.iter().map(|row| (row.id.to_string(), row.cursor.clone()));
        if last {
            found.splice(0..0, rows);
        } else {
            found.extend(rows);
        }
        if !more {
            return found;
        }
    }
}

const ORDERS: [(OrderBy, bool); 6] = [
    (OrderBy::Id, false),
    (OrderBy::Id, true),
    (OrderBy::Name, false),
    (OrderBy::Name, true),
    (OrderBy::Day, false),
    (OrderBy::Day, true),
];

fn someone(slug: u32, name: &str, born_on: Option<u32>, source: &str) -> NewClaim {
    let born_on = born_on.map(|year| year.to_string());
    let fields = json!({ "name": name, "born_on": born_on });
    says(source, &format!("person/{slug}"), fields)
}

async fn pages_neither_leave_out_nor_repeat_while_others_write(database: &Database) {
    database.ground().await;
    database.tell((0..30).map(|at| someone(at * 2, "Same name", None, "herald")).collect()).await;
    for order in ORDERS {
        let mut found = Vec::new();
        let mut after = None;
        for turn in 0.. {
            let window = Window { after, before: None, limit: 7, last: false };
            let query =
                Query { conditions: vec![], order_by: order.0, descending: order.1, window };
            let page = database.store.page::<Person>(&public(), &query).await.unwrap();
            found.extend(page.rows.iter().map(|row| row.id.to_string()));
            after = page.rows.last().map(|row| row.cursor.clone());
            if !page.more_after {
                break;
            }
            let slug = 1000 + u32::try_from(found.len()).unwrap() * 10 + turn;
            database.tell(vec![someone(slug, "Same name", None, "courier")]).await;
        }
        let there = (0..30).map(|at| format!("person/{}", at * 2));
        for id in there {
            assert_eq!(found.iter().filter(|found| **found == id).count(), 1, "{order:?} {id}");
        }
        let mut once = found.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), found.len(), "{order:?}");
    }
}

/// Random people: few names and years, so that many share one.
fn people() -> impl Strategy<Value = Vec<NewClaim>> {
    let name = prop_oneof![Just("ana"), Just("Ana"), Just("ана"), Just("b:c"), Just("")];
    let source = prop_oneof![Just("herald"), Just("courier"), Just("list-1")];
    let one = (0_u32..40, name, proptest::option::of(1980_u32..1984), source);
    let one = one.prop_map(|(slug, name, born_on, source)| someone(slug, name, born_on, source));
    proptest::collection::vec(one, 0..60)
}

#[test]
fn a_walk_forwards_equals_a_walk_backwards() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let config = ProptestConfig { cases: 12, failure_persistence: None, ..Default::default() };
    TestRunner::new(config)
        .run(&(people(), 1_u64..9), |(people, limit)| {
            runtime.block_on(async {
                let database = Database::in_memory().await;
                database.ground().await;
                database.tell(people).await;
                for order in ORDERS {
                    for viewer in [public(), editor()] {
                        let whole = walk::<Person>(&database, &viewer, order, false, 1000).await;
                        let mut sorted: Vec<_> =
                            whole.iter().map(|(id, cursor)| (key(cursor), id.clone())).collect();
                        sorted.sort();
                        if order.1 {
                            sorted.reverse();
                        }
                        let ids = |rows: &[(String, Cursor)]| {
                            rows.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>()
                        };
                        let sorted: Vec<_> = sorted.into_iter().map(|(_, id)| id).collect();
                        assert_eq!(ids(&whole), sorted, "{order:?}");
                        for last in [false, true] {
                            let walked =
                                walk::<Person>(&database, &viewer, order, last, limit).await;
                            assert_eq!(ids(&walked), sorted, "{order:?} {last} {limit}");
                        }
                        let count = database.store.count::<Person>(&viewer, &[]).await.unwrap();
                        assert_eq!(count, sorted.len() as u64);
                    }
                }
            });
            Ok(())
        })
        .unwrap();
}
