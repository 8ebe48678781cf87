//! What the endpoint takes, and how it answers.

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use detente_server::http::HttpConfig;
use detente_server::http::accept::Statuses;
use serde_json::{Value, json};

use crate::{ask, asking, edge, edge_with, get, posting, send};

const GRAPHQL: &str = "application/graphql-response+json";
const JSON: &str = "application/json";

fn new_text() -> Router {
    edge_with(HttpConfig { statuses: Statuses::Of2026, ..HttpConfig::default() })
}

fn accepting(media: &str, query: &str) -> Request<Body> {
    let mut request = asking(query);
    request.headers_mut().insert("accept", media.parse().unwrap());
    request
}

#[tokio::test]
async fn a_question_is_answered_by_post_and_by_get() {
    let posted = ask("{ answer }").await;
    assert_eq!(
        (posted.status, posted.text.as_str()),
        (StatusCode::OK, r#"{"data":{"answer":42},"extensions":{"cost":0}}"#)
    );
    assert_eq!(posted.header("content-type"), "application/json; charset=utf-8");
    assert_eq!(posted.header("vary"), "accept, accept-encoding, authorization");
    assert_eq!(posted.header("cache-control"), "");

    let got = get("/graphql?query=query+A($q:Boolean!){answer+@include(if:$q)}&operationName=A&variables=%7B%22q%22:true%7D").await;
    assert_eq!((got.status, got.json()["data"].clone()), (StatusCode::OK, json!({ "answer": 42 })));
}

#[tokio::test]
async fn keys_come_in_the_order_of_the_document() {
    assert_eq!(
        ask("{ b: answer query { z: answer a: answer } a: answer }").await.text,
        r#"{"data":{"b":42,"query":{"z":42,"a":42},"a":42},"extensions":{"cost":1}}"#
    );
}

#[tokio::test]
async fn a_get_never_changes_anything() {
    let mutation = get("/graphql?query=mutation%7Bchange%7D").await;
    mutation.refused_as(405, "METHOD_NOT_ALLOWED");
    assert_eq!(mutation.header("allow"), "POST");
    get("/graphql?query=query+A%7Banswer%7D+mutation+B%7Bchange%7D&operationName=B")
        .await
        .refused_as(405, "METHOD_NOT_ALLOWED");
    assert_eq!(ask("mutation { change }").await.json()["data"], json!({ "change": 1 }));
}

#[tokio::test]
async fn the_status_follows_the_media_type() {
    for (query, graphql, code) in [
        ("{ answer", 400, "SYNTAX_ERROR"),
        ("{ nothing }", 400, "INVALID_DOCUMENT"),
        ("query A { answer } query B { answer }", 400, "INVALID_DOCUMENT"),
    ] {
        send(edge(), accepting(GRAPHQL, query)).await.refused_as(graphql, code);
        send(edge(), accepting(JSON, query)).await.refused_as(200, code);
    }
    let partial = send(edge(), accepting(GRAPHQL, "{ answer fails }")).await;
    assert_eq!(
        (partial.status, &partial.json()["data"]),
        (StatusCode::OK, &json!({ "answer": 42, "fails": null }))
    );
    let fallen = send(edge(), accepting(GRAPHQL, "{ answer falls }")).await;
    assert_eq!((fallen.status, fallen.json().get("data")), (StatusCode::OK, Some(&Value::Null)));
    for media in [JSON, GRAPHQL] {
        let answer = send(edge(), accepting(media, "{ answer }")).await;
        assert_eq!(answer.header("content-type"), format!("{media}; charset=utf-8"));
    }
    send(edge(), accepting("text/html", "{ answer }")).await.refused_as(406, "NOT_ACCEPTABLE");
}

#[tokio::test]
async fn what_is_refused_before_it_is_a_question_comes_in_the_form_that_is_accepted() {
    let asked = |method: &str, accept: &str| {
        Request::builder()
            .method(method)
            .uri("/graphql")
            .header("accept", accept)
            .body(Body::empty())
            .unwrap()
    };
    for (edge, method, accept, status, media) in [
        (edge(), "PUT", GRAPHQL, 405, GRAPHQL),
        (edge(), "PUT", JSON, 405, JSON),
        (edge(), "PUT", "text/html", 405, JSON),
        (edge(), "GET", "text/html", 406, JSON),
        (new_text(), "PUT", JSON, 405, GRAPHQL),
        (new_text(), "GET", "text/html", 406, GRAPHQL),
        (new_text(), "GET", "text/event-stream", 422, GRAPHQL),
    ] {
        let told = send(edge, asked(method, accept)).await;
        assert_eq!(told.status.as_u16(), status, "{method} {accept}");
        assert_eq!(told.header("content-type"), format!("{media}; charset=utf-8"));
    }
}

#[tokio::test]
async fn the_statuses_of_the_draft_of_2026_tell_what_is_invalid_and_what_is_partial() {
    for media in [GRAPHQL, JSON] {
        for (query, status, code) in [
            ("{ answer", 400, "SYNTAX_ERROR"),
            ("{ nothing }", 422, "INVALID_DOCUMENT"),
            ("query A { answer } query B { answer }", 422, "INVALID_DOCUMENT"),
        ] {
            let refused = send(new_text(), accepting(media, query)).await;
            refused.refused_as(status, code);
            assert_eq!(refused.header("content-type"), format!("{GRAPHQL}; charset=utf-8"));
        }
        for (query, status) in [("{ answer }", 200), ("{ answer fails }", 294), ("{ falls }", 294)]
        {
            let answer = send(new_text(), accepting(media, query)).await;
            assert_eq!(answer.status.as_u16(), status, "{query}: {}", answer.text);
            assert!(answer.json().get("data").is_some(), "{}", answer.text);
            assert_eq!(answer.header("content-type"), format!("{media}; charset=utf-8"));
        }
    }
    let usual = send(new_text(), asking("{ answer }")).await;
    assert_eq!(usual.header("content-type"), format!("{GRAPHQL}; charset=utf-8"));
    for (body, status) in [
        ("NONSENSE", 400),
        ("{\"query\":", 400),
        (r#"{"qeury":"{answer}"}"#, 422),
        (r#"{"query":"{answer}","variables":[7]}"#, 422),
    ] {
        send(new_text(), posting(body)).await.refused_as(status, "BAD_REQUEST");
    }
}

#[tokio::test]
async fn a_value_that_is_none_of_its_type_is_told_with_a_code_wherever_it_is_seen() {
    for query in ["{ small(of: 300) }", "query { a: answer small(of: -1) }"] {
        let answer = ask(query).await;
        assert_eq!(answer.code(), "BAD_INPUT", "{}", answer.text);
    }
}
