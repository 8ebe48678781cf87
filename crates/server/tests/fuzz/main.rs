//! Whatever is sent to the whole server: it answers in the form that it promises, and nothing in it breaks.
//!
//! `PROPTEST_CASES=5000 cargo test --workspace --test fuzz` looks longer than the tests do by themselves.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

mod asking;
mod dossiers;
mod frames;
mod requests;
mod tape;
mod tokens;

use std::panic;
use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use detente_core::Instant;
use detente_server::graphql::Service;
use detente_server::http::HttpConfig;
use detente_server::{bundled, service, uploads::Uploads};
use detente_storage::{NewToken, Role, Store};
use futures_util::StreamExt as _;
use proptest::test_runner::TestCaseError;
use serde_json::{Value, json};
use tokio::runtime::Runtime;
use tokio::time::{Duration, timeout};
use tower::ServiceExt as _;

/// How often anything of the server panicked: the edge masks what does, and a task that ends so is missed by nobody.
static PANICS: AtomicUsize = AtomicUsize::new(0);

struct Server {
    runtime: Runtime,
    router: Router,
    /// The secret of a token that may do everything.
    secret: String,
    /// The identifiers of records that there are.
    ids: Vec<String>,
}

static SERVER: LazyLock<Server> = LazyLock::new(|| {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let of_a_test = info.location().is_some_and(|at| at.file().contains("tests/fuzz"));
        PANICS.fetch_add(usize::from(!of_a_test), Ordering::SeqCst);
        before(info);
    }));
    let runtime = Runtime::new().unwrap();
    // A database in memory has a single connection, and who waits long for it gives up. What a process keeps to its
    // end is never dropped: so the folder is one that is there anyway, and goes with the next run.
    let folder = concat!(env!("CARGO_TARGET_TMPDIR"), "/fuzz");
    let _ = std::fs::remove_dir_all(folder);
    std::fs::create_dir_all(folder).unwrap();
    let (router, secret, ids) = runtime.block_on(async {
        let store = Store::open(&format!("sqlite://{folder}/detente.db")).await.unwrap();
        let now: Instant = "2026-01-01T00:00:00Z".parse().unwrap();
        let new =
            NewToken { name: "vera".to_owned(), role: Role::Admin, sees: None, expires_at: None };
        let (_, secret) = store.create_token(new, now, [1; 32]).await.unwrap();
        let counted = AtomicU8::new(0);
        let service = Service {
            store,
            clock: Arc::new(move || now),
            randomness: Arc::new(move || [counted.fetch_add(1, Ordering::Relaxed); 32]),
            uploads: Uploads::default(),
        };
        bundled::load(&service).await.unwrap();
        let router = service::routes(service, HttpConfig::default());
        let nouns = ["people", "organizations", "detentions", "releases", "sanctions", "sources"];
        let mut ids = Vec::new();
        for noun in nouns {
            let query = format!("{{ {noun}(first: 5) {{ nodes {{ id }} }} }}");
            let answer = send(&router, posting(&json!({ "query": query }))).await;
            let nodes = answer.json()["data"][noun]["nodes"].clone();
            let nodes: Vec<Value> = serde_json::from_value(nodes).unwrap();
            ids.extend(nodes.iter().map(|node| node["id"].as_str().unwrap().to_owned()));
        }
        (router, secret.reveal().to_owned(), ids)
    });
    Server { runtime, router, secret, ids }
});

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }
}

/// Sends a request, and reads what is answered: of what goes on, what comes at once.
async fn send(router: &Router, request: Request<Body>) -> Answer {
    let response = router.clone().oneshot(request).await.unwrap();
    let (status, headers) = (response.status(), response.headers().clone());
    let goes_on = headers.get("content-type").is_some_and(|it| it == "text/event-stream");
    let patience = Duration::from_millis(if goes_on { 20 } else { 120_000 });
    let mut pieces = response.into_body().into_data_stream();
    let mut body = Vec::new();
    while let Ok(Some(piece)) = timeout(patience, pieces.next()).await {
        body.extend_from_slice(&piece.unwrap());
    }
    Answer { status, headers, body: body.into() }
}

fn posting(body: &Value) -> Request<Body> {
    let request = Request::post("/graphql").header("content-type", "application/json");
    request.body(Body::from(body.to_string())).unwrap()
}

/// The same, as whoever may do everything.
fn posting_as_vera(body: &Value) -> Request<Body> {
    let mut request = posting(body);
    let bearer = format!("Bearer {}", SERVER.secret);
    request.headers_mut().insert("authorization", bearer.parse().unwrap());
    request
}

/// Sends a request to the endpoint, and looks at the answer.
fn asked(request: Request<Body>) -> Result<Answer, TestCaseError> {
    let what = format!("{request:?}");
    let answer = SERVER.runtime.block_on(send(&SERVER.router, request));
    is_sound(&answer).map_err(|why| {
        let told = String::from_utf8_lossy(&answer.body);
        TestCaseError::fail(format!("{why}: {what} was answered {} {told:.500}", answer.status))
    })?;
    Ok(answer)
}

/// Whether an answer of any door tells of nothing that broke.
fn is_whole(answer: &Answer) -> Result<(), &'static str> {
    if PANICS.swap(0, Ordering::SeqCst) > 0 {
        return Err("something panicked");
    }
    if answer.status.is_server_error() {
        return Err("the server says that it is its fault");
    }
    Ok(())
}

/// Whether an answer of the endpoint is what it promises.
fn is_sound(answer: &Answer) -> Result<(), &'static str> {
    is_whole(answer)?;
    match answer.header("content-type") {
        "text/event-stream" => return are_events(answer),
        // A media type of its own says by the status whether anything was executed.
        "application/graphql-response+json; charset=utf-8" => {
            if answer.status.is_success() != answer.json().get("data").is_some() {
                return Err("the status does not say whether anything was executed");
            }
        }
        "application/json; charset=utf-8" => {}
        _ => return Err("the media type is none of the endpoint's"),
    }
    if answer.status == StatusCode::METHOD_NOT_ALLOWED && answer.header("allow").is_empty() {
        return Err("the methods that are allowed are not told");
    }
    if answer.status == StatusCode::UNAUTHORIZED && answer.header("www-authenticate") != "Bearer" {
        return Err("how to authenticate is not told");
    }
    let told = serde_json::from_slice(&answer.body).map_err(|_| "the answer is not JSON")?;
    is_an_answer(&told)
}

/// Whether these are events of `graphql-sse`, as far as they came.
fn are_events(answer: &Answer) -> Result<(), &'static str> {
    let text = std::str::from_utf8(&answer.body).map_err(|_| "the events are not UTF-8")?;
    for event in text.split_terminator("\n\n") {
        match event.strip_prefix("event: next\ndata: ") {
            Some(told) => {
                is_an_answer(&serde_json::from_str(told).map_err(|_| "an event is not JSON")?)?;
            }
            None if event == "event: complete\ndata: \ndata: " || event.starts_with(':') => {}
            None => return Err("an event is none"),
        }
    }
    Ok(())
}

/// Whether this is an answer of GraphQL: in what it says, and in what it does not say.
fn is_an_answer(told: &Value) -> Result<(), &'static str> {
    let Value::Object(parts) = told else { return Err("the answer is no object") };
    if !parts.keys().all(|part| ["data", "errors", "extensions"].contains(&part.as_str())) {
        return Err("the answer has a part that answers have not");
    }
    match parts.get("errors") {
        None if parts.contains_key("data") => Ok(()),
        None => Err("nothing was executed, and nothing says why"),
        Some(errors) => are_errors(errors),
    }
}

fn are_errors(errors: &Value) -> Result<(), &'static str> {
    let errors = errors.as_array().filter(|errors| !errors.is_empty());
    for error in errors.ok_or("the errors are no list, or an empty one")? {
        if error["message"].as_str().is_none_or(str::is_empty) {
            return Err("an error says nothing");
        }
        match error["extensions"]["code"].as_str() {
            None => return Err("an error has no code"),
            Some("INTERNAL") => return Err("something broke"),
            Some(_) => {}
        }
    }
    Ok(())
}
