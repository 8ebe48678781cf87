//! Lists, pages, and records of any kind.

use detente_server::graphql::Api;
use detente_storage::Viewer;
use serde_json::Value;

use crate::{answer, ask, service};

fn ids(connection: &Value) -> Vec<String> {
    let nodes = connection["nodes"].as_array().unwrap().iter();
    nodes.map(|node| node["id"].as_str().unwrap().to_owned()).collect()
}

async fn page(api: &Api, arguments: &str) -> Value {
    let query = format!(
        "{{ people({arguments}) {{ totalCount nodes {{ id }} pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} }} }}"
    );
    let answer = answer(api, Viewer::public(), &query).await;
    assert!(answer.errors.is_empty(), "{:?}", answer.errors);
    answer.data.into_json().unwrap()["people"].take()
}

#[tokio::test(flavor = "multi_thread")]
async fn forwards_is_backwards_without_a_record_lost_or_told_twice() {
    let api = Api::new(service().await);
    for order in ["ID", "ID_DESC", "NAME", "NAME_DESC", "DAY", "DAY_DESC"] {
        let whole = page(&api, &format!("orderBy: {order}, first: 100")).await;
        let all = ids(&whole);
        assert_eq!(whole["totalCount"], all.len());
        let (mut forwards, mut after) = (Vec::new(), String::new());
        loop {
            let part = page(&api, &format!("orderBy: {order}, first: 4{after}")).await;
            forwards.extend(ids(&part));
            if part["pageInfo"]["hasNextPage"] == false {
                break;
            }
            after = format!(", after: {}", part["pageInfo"]["endCursor"]);
        }
        assert_eq!(forwards, all, "{order}");
        let (mut backwards, mut before) = (Vec::new(), String::new());
        loop {
            let part = page(&api, &format!("orderBy: {order}, last: 4{before}")).await;
            backwards.splice(0..0, ids(&part));
            if part["pageInfo"]["hasPreviousPage"] == false {
                break;
            }
            before = format!(", before: {}", part["pageInfo"]["startCursor"]);
        }
        assert_eq!(backwards, all, "{order}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_filtered_by_what_its_users_ask() {
    let told = ask(
        r#"{
        women: people(filter: { gender: [FEMALE] }) { nodes { id } }
        founders: people(filter: { roleAt: "organization/viasna" }) { nodes { id } }
        byName: people(filter: { nameBegins: "ales b" }) { nodes { id } }
        freed: detentions(filter: { release: "release/belarus-2025-12-13" }) { totalCount }
        disputed: detentions(filter: { disputed: true }) { nodes { id } }
        potash: sanctions(filter: { target: "organization/belaruskali" }) { nodes { id } }
        told: statements(filter: { speaker: "person/john-coale", carriedBy: "organization/belta" }) { totalCount }
        autumn: releases(filter: { since: "2025-09-01", until: "2025-09-30" }) { nodes { id } }
        lists: sources(filter: { kind: [OFFICIAL_LIST] }) { totalCount }
        voiced: people(filter: { saidBy: "organization/viasna" }) { totalCount }
    }"#,
    )
    .await;
    assert!(ids(&told["women"]).contains(&"person/maria-kolesnikova".to_owned()));
    assert!(!ids(&told["women"]).contains(&"person/ales-bialiatski".to_owned()));
    assert_eq!(ids(&told["founders"]), ["person/ales-bialiatski"]);
    assert_eq!(ids(&told["byName"]), ["person/ales-bialiatski"]);
    assert_eq!(told["freed"]["totalCount"], 9);
    assert_eq!(ids(&told["disputed"]), ["detention/valiantsin-stefanovic"]);
    assert_eq!(ids(&told["potash"]), ["sanction/eu-belaruskali", "sanction/us-belaruskali"]);
    assert_eq!(told["told"]["totalCount"], 4);
    assert_eq!(ids(&told["autumn"]), ["release/belarus-2025-09-11"]);
    assert!(told["lists"]["totalCount"].as_i64() > Some(0));
    assert!(told["voiced"]["totalCount"].as_i64() > Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_of_any_kind_is_found_by_its_identifier() {
    let told = ask(
        r#"{
        node(id: "person/ales-bialiatski") { id __typename ... on Person { name } }
        nodes(ids: ["place/vilnius", "place/nowhere"]) { id }
        record(id: "statement/us-official-on-the-release") { __typename noun label sources { id } ... on Statement { speakerDescription } }
        silent: detention(id: "detention/nobody") { id }
    }"#,
    )
    .await;
    assert_eq!(told["node"]["__typename"], "Person");
    assert_eq!(told["node"]["name"], "Ales Bialiatski");
    assert_eq!(told["nodes"][0]["id"], "place/vilnius");
    assert_eq!(told["nodes"][1], Value::Null);
    assert_eq!(told["record"]["__typename"], "Statement");
    assert_eq!(told["record"]["noun"], "STATEMENT");
    assert!(told["record"]["speakerDescription"].is_string(), "{}", told["record"]);
    assert_eq!(told["silent"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_that_cannot_be_answered_is_told_what_to_ask_instead() {
    let api = Api::new(service().await);
    for (query, said) in [
        ("{ people(first: 101) { totalCount } }", "a page has 1 to 100 records, not 101"),
        ("{ people(first: 1, last: 1) { totalCount } }", "give `first` or `last`, not both"),
        (r#"{ people(after: "x") { totalCount } }"#, "the cursor `x` is not one of this list"),
        (r#"{ person(id: "place/minsk") { name } }"#, "this leads to a person"),
        (r#"{ person(id: "Ales") { name } }"#, "is not an identifier: write noun/slug"),
        ("{ person(id: 5) { name } }", "`5` is not an identifier: write noun/slug"),
        (
            r#"{ timeline(after: "x") { totalCount } }"#,
            "the cursor `x` is not one of this timeline",
        ),
        (
            r#"{ person(id: "person/ales-bialiatski") { claims(field: "shoeSize") { id } } }"#,
            "a person has no field `shoeSize`: its fields are summary",
        ),
    ] {
        let answer = answer(&api, Viewer::public(), query).await;
        let message = answer.errors.first().map(|error| error.message.as_str()).unwrap_or_default();
        assert!(message.contains(said), "{query}: {message}");
    }
}
