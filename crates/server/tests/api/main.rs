//! The API as a whole, answered from the bundled dossier.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod answers;
mod bounded;
mod corrections;
mod custody;
mod disputes;
mod exports;
mod feeds;
mod importing;
mod kept;
mod ledger;
mod lists;
mod live;
mod names;
mod officials;
mod past;
mod roles;
mod rulings;
mod says;
mod spoilt;
mod statistics;
mod submissions;

use std::sync::Arc;

use async_graphql::{Request, Response};
use detente_server::{
    bundled,
    graphql::{Api, Service},
};
use detente_storage::{Store, Viewer};
use serde_json::Value;

async fn service() -> Service {
    let store = Store::open("sqlite::memory:").await.unwrap();
    let service = Service {
        store,
        clock: Arc::new(|| "2026-01-01T00:00:00Z".parse().unwrap()),
        randomness: Arc::new(|| [7; 32]),
        uploads: detente_server::uploads::Uploads::default(),
    };
    bundled::load(&service).await.unwrap();
    service
}

/// What the public is told.
async fn ask(query: &str) -> Value {
    let service = service().await;
    let answer = Api::new(service).answer(Viewer::public(), Request::new(query)).await;
    assert!(answer.errors.is_empty(), "{:?}", answer.errors);
    answer.data.into_json().unwrap()
}

/// What a viewer is answered, errors and all.
async fn answer(api: &Api, viewer: Viewer, query: &str) -> Response {
    api.answer(viewer, Request::new(query)).await
}
