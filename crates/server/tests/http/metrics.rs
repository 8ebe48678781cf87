//! What is counted of requests, and that no caller can choose a word of it.

use axum::body::Body;
use axum::http::Request;
use detente_server::http::HttpConfig;
use detente_server::http::metrics::{Metrics, figures::Told, page};
use detente_storage::StoreFigures;
use serde_json::json;

use super::live::Talk;
use super::{asking, edge_with, posting, send};

#[derive(Clone)]
struct Database;

impl Told for Database {
    async fn answers(&self) -> bool {
        true
    }
    fn figures(&self) -> StoreFigures {
        StoreFigures { height: 7, hits: 3, ..StoreFigures::default() }
    }
}

async fn told(metrics: &Metrics) -> String {
    let request = Request::get("/metrics").body(Body::empty()).unwrap();
    send(page(metrics, Database), request).await.text
}

#[tokio::test]
async fn answers_are_counted_by_the_field_of_the_schema() {
    let metrics = Metrics::default();
    let edge = edge_with(HttpConfig { metrics: metrics.clone(), ..HttpConfig::default() });
    send(edge.clone(), asking("query Mine { other: answer }")).await;
    send(edge.clone(), asking("{ answer list { answer } }")).await;
    send(edge.clone(), asking("{ nothing }")).await;
    send(edge.clone(), Request::get("/metrics").body(Body::empty()).unwrap()).await;
    let told = told(&metrics).await;
    for line in [
        "detente_answer_seconds_count{door=\"graphql\",field=\"answer\",status=\"200\"} 1",
        "detente_answer_seconds_count{door=\"graphql\",field=\"several\",status=\"200\"} 1",
        "detente_answer_seconds_count{door=\"graphql\",field=\"\",status=\"200\"} 1",
        "detente_answer_seconds_count{door=\"other\",field=\"\",status=\"404\"} 1",
        "detente_errors_total{code=\"INVALID_DOCUMENT\"} 1",
        "detente_errors_total{code=\"NOT_FOUND\"} 1",
        "detente_requests_running 0",
        "detente_ledger_height 7",
        "detente_cache_hits_total 3",
        "detente_database_up 1",
    ] {
        assert!(told.lines().any(|told| told == line), "{line}\n{told}");
    }
    assert!(told.ends_with("# EOF\n"));
}

#[tokio::test]
async fn questions_over_a_websocket_are_counted_as_others_are() {
    let metrics = Metrics::default();
    let edge = edge_with(HttpConfig { metrics: metrics.clone(), ..HttpConfig::default() });
    let mut talk = Talk::begun(edge).await;
    for (query, messages) in [
        ("query Mine { other: answer }", 2),
        ("mutation { change }", 2),
        ("{ fails }", 2),
        ("{ panics }", 1),
        ("{ nothing }", 1),
        ("subscription { ticks(count: 2) }", 3),
    ] {
        talk.subscribe("a", query).await;
        for _ in 0..messages {
            talk.hear().await;
        }
    }
    talk.subscribe("a", "{ sleeps }").await;
    talk.say(json!({ "id": "a", "type": "complete" })).await;
    talk.subscribe("b", "subscription { silent }").await;
    talk.subscribe("c", "{ answer }").await;
    talk.hear().await;
    let told = told(&metrics).await;
    for line in [
        "detente_answer_seconds_count{door=\"websocket\",field=\"answer\",status=\"200\"} 2",
        "detente_answer_seconds_count{door=\"websocket\",field=\"change\",status=\"200\"} 1",
        "detente_answer_seconds_count{door=\"websocket\",field=\"fails\",status=\"200\"} 1",
        "detente_answer_seconds_count{door=\"websocket\",field=\"panics\",status=\"500\"} 1",
        "detente_answer_seconds_count{door=\"websocket\",field=\"\",status=\"200\"} 1",
        "detente_answer_seconds_count{door=\"websocket\",field=\"ticks\",status=\"200\"} 1",
        "detente_answer_seconds_count{door=\"websocket\",field=\"silent\",status=\"200\"} 1",
        "detente_answer_seconds_count{door=\"websocket\",field=\"sleeps\",status=\"499\"} 1",
        "detente_errors_total{code=\"INTERNAL\"} 1",
        "detente_errors_total{code=\"INVALID_DOCUMENT\"} 1",
        "detente_requests_running 0",
        "detente_subscriptions_running 1",
    ] {
        assert!(told.lines().any(|told| told == line), "{line}\n{told}");
    }
}

#[tokio::test]
async fn nobody_can_make_more_to_be_told() {
    let metrics = Metrics::default();
    let edge = edge_with(HttpConfig { metrics: metrics.clone(), ..HttpConfig::default() });
    let ask = async |number: u32| {
        let query = format!("query Q{number} {{ a{number}: answer __typename }}");
        send(edge.clone(), asking(&query)).await;
        send(edge.clone(), asking(&format!("{{ f{number} }}"))).await;
        send(edge.clone(), posting(format!("{number}"))).await;
        let request = Request::get(format!("/{number}/{number}?q={number}"));
        send(edge.clone(), request.body(Body::empty()).unwrap()).await;
    };
    ask(0).await;
    let lines = told(&metrics).await.lines().count();
    for number in 1..50 {
        ask(number).await;
    }
    assert_eq!(told(&metrics).await.lines().count(), lines);
}
