//! The Playground, and what every answer bears.

use async_graphql::{EmptySubscription, Schema};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use detente_server::http::{HttpConfig, router};

use crate::{Mutation, Query, asking, edge, get, send};

#[tokio::test]
async fn the_playground_is_served_with_everything_it_names() {
    let page = get("/").await;
    assert_eq!(
        (page.status, page.header("content-type")),
        (StatusCode::OK, "text/html; charset=utf-8")
    );
    assert!(page.text.contains("<title>Détente</title>"));
    let policy = page.header("content-security-policy");
    assert!(policy.contains("script-src 'self'") && !policy.contains("unsafe"), "{policy}");
    assert_eq!(page.header("x-content-type-options"), "nosniff");
    assert_eq!(page.header("cache-control"), "no-cache");
    for rest in page.text.split("\"/playground/").skip(1) {
        let asset = get(&format!("/playground/{}", rest.split('"').next().unwrap())).await;
        assert_eq!(asset.status, StatusCode::OK);
        assert!(asset.header("cache-control").contains("immutable"));
    }
    assert!(get("/playground/LICENSES.txt").await.text.contains("graphiql"));
    get("/playground/../Cargo.toml").await.refused_as(404, "NOT_FOUND");

    let known =
        Request::get("/").header("if-none-match", page.header("etag")).body(Body::empty()).unwrap();
    assert_eq!(send(edge(), known).await.status, StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn answers_are_compressed_for_those_who_can_read_it() {
    let page = Request::get("/").header("accept-encoding", "gzip").body(Body::empty()).unwrap();
    assert_eq!(send(edge(), page).await.header("content-encoding"), "gzip");
    assert_eq!(get("/").await.header("content-encoding"), "");
}

#[tokio::test]
async fn a_request_keeps_its_id_or_gets_one() {
    let mut request = asking("{ answer }");
    request.headers_mut().insert("x-request-id", "from-the-proxy-1".parse().unwrap());
    assert_eq!(send(edge(), request).await.header("x-request-id"), "from-the-proxy-1");
    assert_eq!(get("/healthz").await.header("x-request-id").len(), 32);
}

#[tokio::test]
async fn it_says_whether_it_is_alive_and_ready() {
    assert_eq!(get("/healthz").await.status, StatusCode::OK);
    assert_eq!(get("/readyz").await.status, StatusCode::OK);
    let schema = Schema::new(Query, Mutation, EmptySubscription);
    let down = router(schema, || async { false }, HttpConfig::default());
    let answer = send(down, Request::get("/readyz").body(Body::empty()).unwrap()).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(answer.text.starts_with("The database does not answer."));
}
