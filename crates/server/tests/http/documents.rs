//! Documents that are asked for by a name: those a server was started with, and those that were asked before.

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use detente_core::TextDigest;
use detente_server::http::HttpConfig;
use detente_server::http::document::Limits;
use detente_server::http::document::trusted::Trusted;
use detente_server::http::document::validator::Validator;
use serde_json::{Value, json};

use crate::{Answer, ask, edge, edge_with, posting, schema, send};

const PAGE: &str = "query Page($n: Int) { list(first: $n) { answer } }";

/// A server that was started with one document, called `page`.
fn started_with_a_page(only: bool) -> Router {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("page.graphql"), PAGE).unwrap();
    let validator = Validator::new(&schema().sdl(), true);
    let paths = [folder.path().to_owned()];
    let trusted = Trusted::read(&paths, &validator, &Limits::default()).unwrap();
    edge_with(HttpConfig { trusted: trusted.only(only), ..HttpConfig::default() })
}

fn hash(text: &str) -> String {
    TextDigest::of(text).to_string()
}

fn persisted(hash: &str) -> Value {
    json!({ "persistedQuery": { "version": 1, "sha256Hash": hash } })
}

async fn post(edge: &Router, body: Value) -> Answer {
    send(edge.clone(), posting(body.to_string())).await
}

async fn get(edge: &Router, query: &str) -> Answer {
    let request = Request::get(format!("/graphql?{query}")).body(Body::empty()).unwrap();
    send(edge.clone(), request).await
}

#[tokio::test]
async fn a_document_that_the_server_was_started_with_is_asked_by_its_name() {
    for only in [false, true] {
        let edge = started_with_a_page(only);
        let variables = json!({ "n": 2 });
        let ids = ["page".to_owned(), format!("sha256:{}", hash(PAGE))];
        for id in &ids {
            let body = json!({ "documentId": id, "variables": variables, "operationName": "Page" });
            let answer = post(&edge, body).await;
            let list = &answer.json()["data"]["list"];
            assert_eq!(list.as_array().map(Vec::len), Some(2), "{}", answer.text);
            let address = format!("documentId={id}&variables=%7B%22n%22%3A1%7D");
            assert_eq!(get(&edge, &address).await.json()["data"]["list"][0]["answer"], 42);
        }
        for name in [hash(PAGE), "page".to_owned()] {
            let answer = post(&edge, json!({ "extensions": persisted(&name) })).await;
            assert_eq!(answer.json()["data"]["list"][0]["answer"], 42, "{}", answer.text);
        }
        assert_eq!(
            post(&edge, json!({ "query": PAGE })).await.json()["data"]["list"][0]["answer"],
            42
        );
    }
}

#[tokio::test]
async fn no_other_document_is_answered_where_only_trusted_ones_are() {
    let edge = started_with_a_page(true);
    let other = "{ answer }";
    let by_hash = json!({ "query": other, "extensions": persisted(&hash(other)) });
    for body in [json!({ "query": other }), by_hash, json!({ "query": format!("{PAGE} ") })] {
        post(&edge, body).await.refused_as(200, "DOCUMENT_NOT_TRUSTED");
    }
    let body = json!({ "documentId": format!("sha256:{}", hash(other)) });
    post(&edge, body).await.refused_as(200, "PERSISTED_QUERY_NOT_FOUND");
    get(&edge, "query=%7Banswer%7D").await.refused_as(200, "DOCUMENT_NOT_TRUSTED");
    let mut events = posting(json!({ "query": "subscription { ticks(count: 1) }" }).to_string());
    events.headers_mut().insert("accept", "text/event-stream".parse().unwrap());
    assert!(send(edge, events).await.text.contains("DOCUMENT_NOT_TRUSTED"));
}

#[tokio::test]
async fn a_document_that_was_sent_with_its_digest_is_asked_by_the_digest_alone() {
    let edge = edge();
    let text = "query Q { answer }";
    let extensions = persisted(&hash(text));
    let unknown = post(&edge, json!({ "extensions": extensions })).await;
    unknown.refused_as(200, "PERSISTED_QUERY_NOT_FOUND");
    // The word by which clients of this protocol know it.
    assert_eq!(unknown.json()["errors"][0]["message"], "PersistedQueryNotFound");

    let sent = post(&edge, json!({ "query": text, "extensions": extensions })).await;
    assert_eq!(sent.json()["data"]["answer"], 42);
    assert_eq!(post(&edge, json!({ "extensions": extensions })).await.json()["data"]["answer"], 42);
    let encoded =
        extensions.to_string().replace('"', "%22").replace('{', "%7B").replace('}', "%7D");
    let by_get = get(&edge, &format!("extensions={encoded}")).await;
    assert_eq!(by_get.json()["data"]["answer"], 42, "{}", by_get.text);
    let id = format!("sha256:{}", hash(text));
    assert_eq!(post(&edge, json!({ "documentId": id })).await.json()["data"]["answer"], 42);
}

#[tokio::test]
async fn a_wrong_digest_is_refused_and_nothing_is_kept_under_it() {
    let edge = edge();
    let other = persisted(&hash("{ query { answer } }"));
    let wrong = post(&edge, json!({ "query": "{ answer }", "extensions": other })).await;
    wrong.refused_as(200, "PERSISTED_QUERY_HASH_MISMATCH");
    post(&edge, json!({ "extensions": other })).await.refused_as(200, "PERSISTED_QUERY_NOT_FOUND");
    let body = json!({ "query": "{ answer }", "documentId": "sha256:00" });
    post(&edge, body).await.refused_as(200, "PERSISTED_QUERY_HASH_MISMATCH");
}

#[tokio::test]
async fn what_is_not_valid_or_too_large_is_not_kept() {
    let edge = edge();
    let large = format!("{{ {} }}", "answer ".repeat(10_001));
    for (text, code) in
        [("{ nothing }", "INVALID_DOCUMENT"), (large.as_str(), "DOCUMENT_TOO_LARGE")]
    {
        let extensions = persisted(&hash(text));
        let sent = post(&edge, json!({ "query": text, "extensions": extensions })).await;
        sent.refused_as(200, code);
        let again = post(&edge, json!({ "extensions": extensions })).await;
        again.refused_as(200, "PERSISTED_QUERY_NOT_FOUND");
    }
}

#[tokio::test]
async fn the_limits_hold_each_time_a_document_is_asked() {
    let limits = Limits { cost: 13, ..Limits::default() };
    let edge = edge_with(HttpConfig { limits, ..HttpConfig::default() });
    let extensions = persisted(&hash(PAGE));
    let first = json!({ "query": PAGE, "extensions": extensions, "variables": { "n": 13 } });
    assert_eq!(post(&edge, first).await.status, StatusCode::OK);
    let again = json!({ "extensions": extensions, "variables": { "n": 14 } });
    post(&edge, again).await.refused_as(200, "TOO_COSTLY");
}

#[tokio::test]
async fn what_names_no_document_is_no_question() {
    for body in [
        json!({ "extensions": { "persistedQuery": { "version": 2, "sha256Hash": "00" } } }),
        json!({ "extensions": { "persistedQuery": "00" } }),
        json!({ "extensions": {} }),
        json!({ "documentId": 7 }),
    ] {
        post(&edge(), body).await.refused_as(400, "BAD_REQUEST");
    }
    let unknown = post(&edge(), json!({ "documentId": "page" })).await;
    unknown.refused_as(200, "PERSISTED_QUERY_NOT_FOUND");
    assert!(unknown.text.contains("No document is known here as `page`"), "{}", unknown.text);
    assert_eq!(ask("{ answer }").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_document_that_only_changes_is_not_asked_by_get_under_any_name() {
    let edge = edge();
    let text = "mutation { change }";
    let extensions = persisted(&hash(text));
    assert_eq!(
        post(&edge, json!({ "query": text, "extensions": extensions })).await.json()["data"]["change"],
        1
    );
    let address = format!("documentId=sha256:{}", hash(text));
    get(&edge, &address).await.refused_as(405, "METHOD_NOT_ALLOWED");
}

#[tokio::test]
async fn what_has_no_value_is_no_document_and_nothing_of_it_is_done() {
    for text in ["{ list(first) { answer } }", "mutation { change @skip(if: false dryRun) }"] {
        let answer = ask(text).await;
        assert_eq!(answer.code(), "SYNTAX_ERROR", "{}", answer.text);
        assert!(answer.json().get("data").is_none(), "{}", answer.text);
    }
}

#[tokio::test]
async fn whatever_was_sent_an_error_says_little_of_it_again() {
    let (long, edge) = ("x".repeat(500_000), edge());
    for body in [
        json!({ "query": "query Q { answer }", "operationName": long }),
        json!({ "query": "query($n: Int) { list(first: $n) { answer } }", "variables": { "n": long } }),
        json!({ "documentId": long }),
        json!({ "query": "{ answer }", "documentId": long }),
        json!({ "query": format!("{{ {} }}", &long[..50_000]) }),
    ] {
        let answer = post(&edge, body).await;
        assert!(
            answer.text.contains("errors") && answer.text.len() < 3_000,
            "{:.300}",
            answer.text
        );
    }
}

#[tokio::test]
async fn a_whole_number_is_whole_however_it_is_written() {
    let body = json!({ "query": PAGE, "variables": { "n": 2.0 } });
    let answer = post(&edge(), body).await;
    let list = &answer.json()["data"]["list"];
    assert_eq!(list.as_array().map(Vec::len), Some(2), "{}", answer.text);
}
