//! How often memory is asked for by one answer: on every machine the same, so that a regression is
//! seen without a clock.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::Request;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use detente_bench::generator::Generator;
use detente_core::{Instant, Seed};
use detente_server::graphql::Service;
use detente_server::http::HttpConfig;
use detente_server::service::routes;
use detente_server::uploads::Uploads;
use detente_storage::{Draft, NewToken, Role, Store, Viewer};
use serde_json::json;
use tower::ServiceExt as _;

/// What is asked, how often its answer may ask for memory, and how many bytes it has at least. Each
/// ceiling is a tenth above what was counted; whoever gets below by as much lowers it.
const QUESTIONS: [(&str, u64, usize); 2] = [
    (
        "{ people(first: 50, orderBy: NAME) { nodes { id name detentions { id beganOn \
         charges { key code article } sources { id title publishedOn } } } \
         pageInfo { endCursor } } }",
        5200,
        20_000,
    ),
    ("{ person(id: \"person/listed-000007\") { id name bornOn } }", 146, 80),
];

const PEOPLE: usize = 300;

fn now() -> Instant {
    "2025-12-01T00:00:00Z".parse().unwrap()
}

/// A record of some hundred people in memory, behind the whole edge, and the secret of a token:
/// what is told to a token is not kept, and so made anew each time.
async fn served() -> (Router, String) {
    let store = Store::open("sqlite::memory:").await.unwrap();
    let mut generator = Generator::new(1, PEOPLE).unwrap();
    let mut number = 0;
    while let Some(submission) = generator.revision().unwrap() {
        number += 1;
        let (rulings, reason) = (Vec::new(), String::new());
        let draft = Draft { submission, rulings, reason, made_at: now(), seed: Seed([number; 32]) };
        store.append(&Viewer::owner("a test"), draft).await.unwrap();
    }
    let token =
        NewToken { name: "bench".to_owned(), role: Role::Reader, sees: None, expires_at: None };
    let (_, secret) = store.create_token(token, now(), [7; 32]).await.unwrap();
    let service = Service {
        store,
        clock: Arc::new(now),
        randomness: Arc::new(|| [7; 32]),
        uploads: Uploads::default(),
    };
    (routes(service, HttpConfig::default()), secret.reveal().to_owned())
}

/// Asks once, and says how long the answer is.
async fn ask(router: &Router, token: &str, document: &str) -> usize {
    let request = Request::post("/graphql")
        .header(CONTENT_TYPE, "application/json")
        .header(AUTHORIZATION, format!("Bearer {token}"))
        .body(Body::from(json!({ "query": document }).to_string()))
        .unwrap();
    let answer = router.clone().oneshot(request).await.unwrap();
    assert_eq!(answer.status(), 200);
    to_bytes(answer.into_body(), usize::MAX).await.unwrap().len()
}

#[test]
fn an_answer_from_records_in_memory_asks_for_no_more_memory_than_it_did() {
    // Counted is what one thread asks for: so all is done by this one, but for what the database
    // does by its own.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (router, token) = runtime.block_on(served());
    for (document, most, length) in QUESTIONS {
        // The first time reads the records and the document, and then some tables have the size
        // that they keep.
        for _ in 0..5 {
            assert!(runtime.block_on(ask(&router, &token, document)) >= length);
        }
        let counted = [(); 5].map(|()| {
            let asked = || assert!(runtime.block_on(ask(&router, &token, document)) >= length);
            allocation_counter::measure(asked).count_total
        });
        let least = counted.into_iter().min().unwrap();
        assert!(
            least <= most,
            "{document} asked for memory {counted:?} times, and {most} are enough"
        );
    }
}
