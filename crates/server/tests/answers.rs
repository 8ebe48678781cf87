//! What the API answers of the bundled dossier.

use std::sync::Arc;

use async_graphql::{Request, Value};
use detente_server::{
    bundled,
    graphql::{DetenteSchema, Service, asked_by, schema},
};
use detente_storage::{Store, Viewer};

async fn service() -> Service {
    let store = Store::open("sqlite::memory:").await.unwrap();
    let service = Service {
        store,
        clock: Arc::new(|| "2026-01-01T00:00:00Z".parse().unwrap()),
        randomness: Arc::new(|| [7; 32]),
        writable: true,
    };
    bundled::load(&service).await.unwrap();
    service
}

async fn ask(schema: &DetenteSchema, service: &Service, query: &str) -> serde_json::Value {
    let request = asked_by(service, Viewer::public(), Request::new(query));
    let answer = schema.execute(request).await;
    assert!(answer.errors.is_empty(), "{:?}", answer.errors);
    assert_ne!(answer.data, Value::Null);
    answer.data.into_json().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn stefanovic_is_neither_certainly_held_nor_certainly_free() {
    let service = service().await;
    let schema = schema(service.clone());
    let answer = ask(
        &schema,
        &service,
        r#"{ detention(id: "detention/valiantsin-stefanovic") {
            label person { name } disputes { field rule sides { says witnesses { source { id } } } }
            custody(on: "2025-12-20") { answer contested sides { answer says witnesses { source { id } } } }
        } }"#,
    )
    .await;
    println!("{answer:#}");
    assert_eq!(answer["detention"]["custody"]["contested"], true);
}
