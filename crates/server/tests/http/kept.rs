//! Answers that are kept: given again as they were, as long as the ledger is as high, and sent no second time to who has them.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use async_graphql::{Data, Executor, Request as Asked, Response};
use axum::Router;
use axum::body::Body;
use axum::http::Request;
use detente_server::http::graphql::Answers;
use detente_server::http::identity::Caller;
use detente_server::http::{HttpConfig, router};
use futures_util::stream::BoxStream;
use serde_json::json;

use super::{Answer, Live, Mutation, Query, asking, schema, send};

/// The schema of these tests over a ledger that grows when it is told to, which counts how often it is asked.
#[derive(Clone)]
struct Ledger {
    schema: async_graphql::Schema<Query, Mutation, Live>,
    height: Arc<AtomicU64>,
    asked: Arc<AtomicU64>,
    /// Whether something is added while it is asked.
    grows: bool,
}

impl Ledger {
    fn new() -> Self {
        Self { schema: schema(), height: Arc::default(), asked: Arc::default(), grows: false }
    }

    fn edge(&self) -> Router {
        self.edge_with(HttpConfig::default())
    }

    fn edge_with(&self, config: HttpConfig) -> Router {
        router(self.clone(), || async { true }, config)
    }

    fn asked(&self) -> u64 {
        self.asked.load(Ordering::Relaxed)
    }

    fn grow(&self) {
        self.height.fetch_add(1, Ordering::Relaxed);
    }
}

impl Executor for Ledger {
    async fn execute(&self, request: Asked) -> Response {
        self.asked.fetch_add(1, Ordering::Relaxed);
        if self.grows {
            self.grow();
        }
        self.schema.execute(request).await
    }

    fn execute_stream(
        &self,
        request: Asked,
        session: Option<Arc<Data>>,
    ) -> BoxStream<'static, Response> {
        Executor::execute_stream(&self.schema, request, session)
    }
}

impl Answers for Ledger {
    fn sdl(&self) -> String {
        self.schema.sdl()
    }

    fn height(&self) -> Option<u64> {
        Some(self.height.load(Ordering::Relaxed))
    }
}

fn of_address(query: &str, known: &str) -> Request<Body> {
    let address = format!("/graphql?query={query}");
    Request::get(address).header("if-none-match", known).body(Body::empty()).unwrap()
}

#[tokio::test]
async fn the_same_question_is_put_once_until_the_ledger_grows() {
    let ledger = Ledger::new();
    let edge = ledger.edge();
    let ask = |query: &'static str| send(edge.clone(), asking(query));
    let first = ask("{ answer }").await;
    assert_eq!(first.json(), json!({ "data": { "answer": 42 }, "extensions": { "cost": 0 } }));
    assert_eq!((ask("{ answer }").await.text, ledger.asked()), (first.text.clone(), 1));
    // Another question, and another ledger.
    ask("{ other: answer }").await;
    assert_eq!(ledger.asked(), 2);
    ledger.grow();
    assert_eq!((ask("{ answer }").await.text, ledger.asked()), (first.text, 3));
}

#[tokio::test]
async fn an_answer_that_is_known_is_not_sent_again() {
    let ledger = Ledger::new();
    let edge = ledger.edge();
    let get = |known: String| send(edge.clone(), of_address("{answer}", &known));
    let first = get(String::new()).await;
    let tag = first.header("etag").to_owned();
    assert!(tag.starts_with("W/\"") && first.header("cache-control") == "no-cache", "{tag}");
    let again = get(format!("\"x\", {tag}")).await;
    assert_eq!((again.status.as_u16(), again.text.as_str()), (304, ""));
    assert_eq!((again.header("etag"), again.header("vary")), (tag.as_str(), first.header("vary")));
    assert_eq!(ledger.asked(), 1);
    ledger.grow();
    let later = get(tag.clone()).await;
    assert!(later.status.as_u16() == 200 && later.header("etag") != tag);
}

#[tokio::test]
async fn what_went_wrong_what_changes_something_and_what_a_token_was_told_is_not_kept() {
    let ledger = Ledger::new();
    let config = HttpConfig {
        identify: Arc::new(|token| {
            let name = token.unwrap_or_default();
            let mut data = Data::default();
            data.insert(name.clone());
            let caller = Caller { data, name, sends_dossiers: false };
            Box::pin(std::future::ready(Ok(caller)))
        }),
        ..HttpConfig::default()
    };
    let edge = ledger.edge_with(config);
    for query in ["{ answer fails }", "mutation { change }"] {
        let before = ledger.asked();
        let mut answers = Vec::<Answer>::new();
        for _ in 0..2 {
            answers.push(send(edge.clone(), asking(query)).await);
        }
        assert_eq!(ledger.asked() - before, 2, "{query}");
        assert!(answers.iter().all(|answer| answer.header("etag").is_empty()), "{query}");
    }
    let whose = |token: &'static str| {
        let mut request = of_address("{viewer}", "");
        if !token.is_empty() {
            let bearer = format!("Bearer {token}").parse().unwrap();
            request.headers_mut().insert("authorization", bearer);
        }
        send(edge.clone(), request)
    };
    let everyone = whose("").await;
    let vera = whose("vera").await;
    assert_eq!(vera.json()["data"]["viewer"], "vera");
    assert_eq!((vera.header("etag"), vera.header("cache-control")), ("", "private, no-store"));
    assert_eq!(whose("").await.text, everyone.text);
}

#[tokio::test]
async fn what_was_added_while_a_question_was_answered_is_not_missed_afterwards() {
    let ledger = Ledger { grows: true, ..Ledger::new() };
    let edge = ledger.edge();
    for asked in 1..4 {
        send(edge.clone(), asking("{ answer }")).await;
        assert_eq!(ledger.asked(), asked);
    }
}

#[tokio::test]
async fn a_server_that_keeps_no_answers_tells_the_same() {
    let ledger = Ledger::new();
    let edge = ledger.edge_with(HttpConfig { kept_answers: 0, ..HttpConfig::default() });
    let kept = ledger.edge();
    for _ in 0..2 {
        let [here, there] = [&edge, &kept].map(|edge| send(edge.clone(), asking("{ answer }")));
        assert_eq!(here.await.text, there.await.text);
    }
    assert_eq!(ledger.asked(), 3);
}
