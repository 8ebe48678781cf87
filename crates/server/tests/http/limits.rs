//! What each may ask for, and from where.

use std::net::SocketAddr;
use std::num::NonZeroU32;

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, StatusCode};
use detente_server::http::document::Limits;
use detente_server::http::{HttpConfig, origin::Origins};
use serde_json::json;

use crate::{ask, asking, edge, edge_with, posting, send};

#[tokio::test]
async fn an_answer_says_what_it_cost_and_one_that_would_cost_too_much_is_not_made() {
    assert_eq!(
        ask("{ query { query { answer } } }").await.json()["extensions"],
        json!({ "cost": 2 })
    );
    assert_eq!(
        ask("{ list(first: 7) { query { answer } } }").await.json()["extensions"]["cost"],
        14
    );
    let limits = Limits { cost: 13, ..Limits::default() };
    let edge = edge_with(HttpConfig { limits, ..HttpConfig::default() });
    for (body, costs) in [
        (json!({ "query": "{ list(first: 7) { query { answer } } }" }), true),
        (
            json!({ "query": "query($n: Int) { list(first: $n) { query { answer } } }", "variables": { "n": 7 } }),
            true,
        ),
        (json!({ "query": "query($n: Int = 7) { list(first: $n) { query { answer } } }" }), true),
        (
            json!({ "query": "{ list(first: 6) { ...F } } fragment F on Query { query { answer } }" }),
            false,
        ),
    ] {
        let answer = send(edge.clone(), posting(body.to_string())).await;
        assert_eq!(answer.code() == "TOO_COSTLY", costs, "{body}: {}", answer.text);
    }
}

#[tokio::test]
async fn whoever_asks_more_than_their_share_is_told_when_to_come_again() {
    let rate = NonZeroU32::new(3);
    let edge = edge_with(HttpConfig { rate, ..HttpConfig::default() });
    let from = |address: &str| {
        let mut request = asking("{ query { query { answer } } }");
        let address: SocketAddr = format!("{address}:1000").parse().unwrap();
        request.extensions_mut().insert(ConnectInfo(address));
        send(edge.clone(), request)
    };
    let first = from("10.0.0.1").await.json()["extensions"]["rateLimit"].clone();
    let reset = first["resetAt"].as_str().unwrap().len();
    assert_eq!(
        (&first["limit"], &first["cost"], &first["remaining"]),
        (&json!(3), &json!(2), &json!(1))
    );
    assert_eq!((&first["nodeCount"], reset), (&json!(0), 24));
    let second = from("10.0.0.1").await;
    second.refused_as(429, "RATE_LIMITED");
    let left = &second.json()["extensions"]["rateLimit"];
    assert_eq!(
        (&left["limit"], &left["cost"], &left["remaining"]),
        (&json!(3), &json!(2), &json!(1))
    );
    assert!(second.header("retry-after").parse::<u64>().unwrap() >= 1);
    assert_eq!(from("10.0.0.2").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_question_that_costs_more_than_a_share_is_told_what_is_left_of_it() {
    let edge = edge_with(HttpConfig { rate: NonZeroU32::new(3), ..HttpConfig::default() });
    let told = send(edge, asking("{ list(first: 4) { answer } }")).await;
    told.refused_as(429, "RATE_LIMITED");
    let left = &told.json()["extensions"]["rateLimit"];
    assert_eq!((&left["cost"], &left["remaining"]), (&json!(4), &json!(2)));
}

#[tokio::test]
async fn what_is_no_question_is_paid_for_too() {
    let wrong = |body: &str, content_type: &str, accept: &str| {
        let mut request = posting(body.to_owned());
        request.headers_mut().insert("content-type", content_type.parse().unwrap());
        request.headers_mut().insert("accept", accept.parse().unwrap());
        request
    };
    for (body, content_type, accept, status) in [
        ("{", "application/json", "*/*", 400),
        ("{", "application/json", "text/event-stream", 400),
        ("{}", "text/plain", "*/*", 415),
    ] {
        let edge = edge_with(HttpConfig { rate: NonZeroU32::new(25), ..HttpConfig::default() });
        for status in [status, status, 429] {
            let told = send(edge.clone(), wrong(body, content_type, accept)).await;
            assert_eq!(told.status.as_u16(), status, "{}", told.text);
        }
    }
}

#[tokio::test]
async fn behind_a_proxy_the_address_is_what_the_nearest_proxy_says() {
    let rate = NonZeroU32::new(1);
    let config = HttpConfig { rate, behind_proxy: true, ..HttpConfig::default() };
    let edge = edge_with(config);
    let from = |forwarded: &str| {
        let mut request = asking("{ answer }");
        request.headers_mut().insert("x-forwarded-for", forwarded.parse().unwrap());
        send(edge.clone(), request)
    };
    assert_eq!(from("10.9.9.9, 10.0.0.1").await.status, StatusCode::OK);
    from("10.8.8.8, 10.0.0.1").await.refused_as(429, "RATE_LIMITED");
    assert_eq!(from("10.0.0.2").await.status, StatusCode::OK);
}

#[tokio::test]
async fn no_more_is_answered_at_the_same_time_than_there_are_places() {
    let edge = edge_with(HttpConfig { at_once: 1, ..HttpConfig::default() });
    let sleeps = tokio::spawn(send(edge.clone(), asking("{ sleeps }")));
    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    let busy = send(edge.clone(), asking("{ answer }")).await;
    busy.refused_as(503, "BUSY");
    assert_eq!(busy.header("retry-after"), "1");
    sleeps.abort();
    let _ = sleeps.await;
    assert_eq!(send(edge, asking("{ answer }")).await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_schema_is_told_unless_that_is_switched_off() {
    let asks = "{ __schema { queryType { name } } }";
    assert_eq!(ask(asks).await.status, StatusCode::OK);
    assert!(ask("{ anser }").await.text.contains("did you mean `answer`?"));
    let limits = Limits { introspection: false, ..Limits::default() };
    let silent = || edge_with(HttpConfig { limits, suggestions: false, ..HttpConfig::default() });
    for asks in [
        asks,
        "{ __type(name: \"Query\") { name } }",
        "{ query { ...F } } fragment F on Query { __schema { types { name } } }",
    ] {
        assert_eq!(send(silent(), asking(asks)).await.code(), "INTROSPECTION_OFF");
    }
    assert_eq!(send(silent(), asking("{ __typename }")).await.status, StatusCode::OK);
    assert!(!send(silent(), asking("{ anser }")).await.text.contains("did you mean"));
}

#[tokio::test]
async fn variables_are_neither_deeper_nor_more_than_anyone_needs() {
    let nested = |levels: usize| {
        let value = format!("{}1{}", "[".repeat(levels), "]".repeat(levels));
        posting(format!(r#"{{"query":"{{answer}}","variables":{{"a":{value}}}}}"#))
    };
    assert_eq!(send(edge(), nested(32)).await.status, StatusCode::OK);
    send(edge(), nested(33)).await.refused_as(400, "BAD_REQUEST");
    let many = json!({ "query": "{ answer }", "variables": { "a": vec![1; 30_000] } });
    send(edge(), posting(many.to_string())).await.refused_as(400, "BAD_REQUEST");
}

#[tokio::test]
async fn pages_of_others_may_ask_only_if_they_were_named() {
    let named = Origins { any: false, named: vec!["https://front.example".parse().unwrap()] };
    let edge = || edge_with(HttpConfig { origins: named.clone(), ..HttpConfig::default() });
    let from = |origin: &str| {
        let request = Request::options("/graphql").header("origin", origin);
        let request = request.header("access-control-request-method", "POST");
        request
            .header("access-control-request-headers", "content-type")
            .body(Body::empty())
            .unwrap()
    };
    let allowed = send(edge(), from("https://front.example")).await;
    assert_eq!(allowed.status, StatusCode::OK);
    assert_eq!(allowed.header("access-control-allow-origin"), "https://front.example");
    assert!(allowed.header("access-control-allow-headers").contains("content-type"));
    for edge in [edge(), crate::edge()] {
        let refused = send(edge, from("https://other.example")).await;
        assert_eq!(refused.header("access-control-allow-origin"), "");
    }
}

/// A page of another may send these without asking first: so nothing is done for them.
#[tokio::test]
async fn what_a_page_may_send_unasked_changes_nothing() {
    for content_type in
        ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain", ""]
    {
        let mut request = asking("mutation { change }");
        request.headers_mut().insert("content-type", content_type.parse().unwrap());
        send(edge(), request).await.refused_as(415, "UNSUPPORTED_MEDIA_TYPE");
    }
    for accept in ["application/json", "text/event-stream"] {
        let request = Request::get("/graphql?query=mutation%7Bchange%7D").header("accept", accept);
        let answer = send(edge(), request.body(Body::empty()).unwrap()).await;
        answer.refused_as(405, "METHOD_NOT_ALLOWED");
    }
}
