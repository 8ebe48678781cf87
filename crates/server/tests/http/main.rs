//! What the edge promises to whoever sends it a request, whatever schema stands behind it.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod documents;
mod endpoint;
mod identity;
mod kept;
mod limits;
mod listeners;
mod live;
mod metrics;
mod page;
mod refusals;
mod tls;

use std::time::Duration;

use async_graphql::{Context, Error, Object, Schema, Subscription};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use detente_server::http::{HttpConfig, router};
use futures_util::stream::{self, Stream};
use serde_json::{Value, json};
use tower::ServiceExt;

struct Query;

#[Object]
impl Query {
    async fn answer(&self) -> i32 {
        42
    }
    async fn query(&self) -> Self {
        Self
    }
    async fn list(&self, first: Option<i32>) -> Vec<Self> {
        (0..first.unwrap_or(1)).map(|_| Self).collect()
    }
    async fn fails(&self) -> Option<Result<i32, Error>> {
        Some(Err(Error::new("this field fails")))
    }
    #[expect(clippy::unused_async, reason = "the library asks for it")]
    async fn falls(&self) -> Result<i32, Error> {
        Err(Error::new("this answer falls"))
    }
    async fn panics(&self) -> i32 {
        let row: Option<i32> = std::env::args().find_map(|_| None);
        row.expect("secret of the database")
    }
    async fn small(&self, of: u8) -> u8 {
        of
    }
    async fn sleeps(&self) -> i32 {
        tokio::time::sleep(Duration::from_hours(1)).await;
        0
    }
    async fn viewer(&self, context: &Context<'_>) -> Option<String> {
        context.data_opt::<String>().cloned()
    }
}

struct Live;

#[Subscription(name = "Subscription")]
impl Live {
    async fn ticks(&self, count: i32) -> impl Stream<Item = i32> {
        stream::iter(0..count)
    }
    async fn silent(&self) -> impl Stream<Item = i32> {
        stream::pending()
    }
    async fn endless(&self) -> impl Stream<Item = String> {
        stream::repeat("x".repeat(10_000))
    }
    async fn breaks(&self) -> impl Stream<Item = i32> {
        stream::once(async {
            let row: Option<i32> = std::env::args().find_map(|_| None);
            row.expect("secret of the database")
        })
    }
}

struct Mutation;

#[Object]
impl Mutation {
    async fn change(&self) -> i32 {
        1
    }
}

fn schema() -> Schema<Query, Mutation, Live> {
    Schema::new(Query, Mutation, Live)
}

fn edge_with(config: HttpConfig) -> Router {
    router(schema(), || async { true }, config)
}

fn edge() -> Router {
    edge_with(HttpConfig::default())
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    text: String,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
    fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("not JSON: {}", self.text))
    }
    fn code(&self) -> String {
        self.json()["errors"][0]["extensions"]["code"].as_str().unwrap_or_default().to_owned()
    }
    fn refused_as(&self, status: u16, code: &str) {
        assert_eq!((self.status.as_u16(), self.code().as_str()), (status, code), "{}", self.text);
        assert!(
            self.json().get("data").is_none(),
            "nothing was executed, so there is no data: {}",
            self.text
        );
    }
}

async fn send(edge: Router, request: Request<Body>) -> Answer {
    let response = edge.oneshot(request).await.unwrap();
    let (status, headers) = (response.status(), response.headers().clone());
    let text = String::from_utf8_lossy(&to_bytes(response.into_body(), usize::MAX).await.unwrap())
        .into_owned();
    Answer { status, headers, text }
}

async fn get(path: &str) -> Answer {
    send(edge(), Request::get(path).body(Body::empty()).unwrap()).await
}

fn posting(body: impl Into<Body>) -> Request<Body> {
    Request::post("/graphql").header("content-type", "application/json").body(body.into()).unwrap()
}

fn asking(query: &str) -> Request<Body> {
    posting(json!({ "query": query }).to_string())
}

async fn ask(query: &str) -> Answer {
    send(edge(), asking(query)).await
}
