//! A server that keeps answers and records, beside one that keeps none, while others add to the ledger.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::Request,
};
use detente_core::{Seed, dossier};
use detente_server::{
    graphql::{Api, Service},
    http::{HttpConfig, router},
    service,
    uploads::Uploads,
};
use detente_storage::{Draft, Store, Viewer};
use serde_json::json;
use tower::ServiceExt as _;

/// What is asked all the while: records, lists, relations, counts, names, the past.
const QUESTIONS: [&str; 7] = [
    r#"{ person(id: "person/jana") { name bornOn { text: value } disputes { field } claims { id } } }"#,
    "{ people(first: 5, orderBy: ID_DESC) { totalCount nodes { id name detentions { id } } } }",
    r#"{ detention(id: "detention/jana") { custody(on: "2024-06-01") { answer } person { id name } sources { id } } }"#,
    r#"{ search(text: "Jana", first: 3) { nodes { name record { id } } } }"#,
    r#"{ headcount(on: "2024-06-01", country: "BY") { __typename } }"#,
    "{ disputes(first: 3) { totalCount } disputeCounts(by: NOUN) { of count } }",
    r#"{ person(id: "person/jana", knownAt: "2") { name } revisions(last: 1) { nodes { number } } }"#,
];

async fn opened(address: &str) -> Service {
    Service {
        store: Store::open(address).await.unwrap(),
        clock: Arc::new(|| "2026-01-01T00:00:00Z".parse().unwrap()),
        randomness: Arc::new(|| [7; 32]),
        uploads: Uploads::default(),
    }
}

fn edge(service: Service, kept_answers: u64) -> Router {
    let config = HttpConfig { kept_answers, ..HttpConfig::default() };
    router(Api::new(service), || async { true }, config)
}

async fn told(edge: &Router, query: &str) -> String {
    let request = Request::post("/graphql").header("content-type", "application/json");
    let request = request.body(Body::from(json!({ "query": query }).to_string())).unwrap();
    let response = edge.clone().oneshot(request).await.unwrap();
    String::from_utf8(to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec()).unwrap()
}

/// Something else said of Jana and her detention each time.
async fn add(store: &Store, round: u64) {
    let text = format!(
        "[dossier]\ntitle = \"Jana\"\nauthor = \"a test\"\n[[source]]\nkey = \"S\"\nid = \"source/herald-{round}\"\n\
         read_on = \"2026-01-02\"\nnew = true\ntitle = \"Herald {round}\"\n\
         [[claim]]\nsource = \"S\"\nsubject = \"person/jana\"\n{new}[claim.states]\nname = \"Jana {round}\"\nborn_on = \"{year}\"\n\
         [[claim]]\nsource = \"S\"\nsubject = \"detention/jana\"\n{new}[claim.states]\nperson = \"person/jana\"\n\
         country = \"BY\"\nbegan_on = \"2024-0{month}-01\"\n",
        new = if round == 0 { "new = true\n" } else { "" },
        year = 1970 + round % 3,
        month = 1 + round % 9,
    );
    let reading = dossier::read("f.toml", text.as_bytes());
    assert!(reading.faults.is_empty(), "{:?}", reading.faults);
    let draft = Draft {
        submission: reading.submission,
        rulings: vec![],
        reason: String::new(),
        made_at: "2026-03-01T00:00:00Z".parse().unwrap(),
        seed: Seed([round.to_le_bytes()[0]; 32]),
    };
    store.append(&Viewer::owner("keeper"), draft).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn no_answer_is_older_than_what_was_added_before_it() {
    let folder = tempfile::tempdir().unwrap();
    let address = format!("sqlite://{}", folder.path().join("detente.db").display());
    let here = opened(&address).await;
    let there = opened(&address).await;
    let store = here.store.clone();
    add(&store, 0).await;
    let keeps = edge(here, 1_000_000);
    // Many read all the while, so that answers are kept at every moment.
    let ends = Arc::new(AtomicBool::new(false));
    let readers: Vec<_> = (0..2)
        .map(|at| {
            let (keeps, ends) = (keeps.clone(), Arc::clone(&ends));
            tokio::spawn(async move {
                let mut asked = at;
                while !ends.load(Ordering::Relaxed) {
                    told(&keeps, QUESTIONS[asked % QUESTIONS.len()]).await;
                    asked += 1;
                    tokio::time::sleep(Duration::from_millis(10)).await;
                }
            })
        })
        .collect();
    for round in 1..=6 {
        // Every third revision is another process's: it is seen once this one has looked.
        if round % 3 == 0 {
            add(&there.store, round).await;
            // Of the ledger itself it is known before.
            let newest = "{ revisions(last: 1) { nodes { number } } }";
            let head = format!("\"number\":{}", there.store.head().await.unwrap());
            assert!(told(&keeps, newest).await.contains(&head));
            service::look(&store).await;
        } else {
            add(&store, round).await;
        }
        // Another process keeps no answers, and has seen it in the other way; one that has just begun has kept nothing at all.
        service::look(&there.store).await;
        let other = if round % 3 == 0 { opened(&address).await } else { there.clone() };
        let other = edge(other, 0);
        for query in QUESTIONS {
            assert_eq!(told(&keeps, query).await, told(&other, query).await, "{round}: {query}");
        }
    }
    ends.store(true, Ordering::Relaxed);
    for reader in readers {
        reader.await.unwrap();
    }
}
