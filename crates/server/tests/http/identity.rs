//! Who asks over HTTP, and what they are answered.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use detente_core::Instant;
use detente_server::graphql::Service;
use detente_server::http::HttpConfig;
use detente_server::service::routes;
use detente_storage::{NewToken, Role, Store};
use serde_json::json;

use crate::{Answer, asking, edge, posting, send};

const NOW: i64 = 1_767_225_600_000;

fn at(hours: i64) -> Instant {
    Instant::from_millis(NOW + hours * 3_600_000).unwrap()
}

/// A server at a moment, with nothing in its record.
fn server(hours: i64, store: Store) -> Router {
    let clock = Arc::new(move || at(hours));
    let service = Service {
        store,
        clock,
        randomness: Arc::new(|| [7; 32]),
        uploads: detente_server::uploads::Uploads::default(),
    };
    routes(service, HttpConfig::default())
}

async fn store() -> Store {
    Store::open("sqlite::memory:").await.unwrap()
}

/// The secret of a new token, good for an hour.
async fn token(store: &Store, name: &str, role: Role) -> String {
    let new = NewToken { name: name.to_owned(), role, sees: None, expires_at: Some(at(1)) };
    let number = u8::try_from(store.tokens().await.unwrap().len()).unwrap();
    store.create_token(new, at(0), [number; 32]).await.unwrap().1.reveal().to_owned()
}

async fn ask(server: &Router, authorization: Option<&str>, query: &str) -> Answer {
    let mut request = asking(query);
    if let Some(authorization) = authorization {
        request.headers_mut().insert("authorization", authorization.parse().unwrap());
    }
    send(server.clone(), request).await
}

const VIEWER: &str = "{ viewer { name role sees expiresAt } }";

#[tokio::test]
async fn whoever_comes_without_a_token_is_the_public() {
    let answer = ask(&server(0, store().await), None, VIEWER).await;
    let public = json!({ "name": "public", "role": "READER", "sees": "PUBLIC", "expiresAt": null });
    assert_eq!(answer.json()["data"], json!({ "viewer": public }));
    assert_eq!(answer.header("vary"), "accept, accept-encoding, authorization");
    assert_eq!(answer.header("cache-control"), "");
}

#[tokio::test]
async fn whoever_bears_a_token_is_who_it_was_made_for_and_no_cache_keeps_the_answer() {
    let store = store().await;
    let vera = token(&store, "vera", Role::Editor).await;
    let server = server(0, store);
    for scheme in ["Bearer", "bearer"] {
        let answer = ask(&server, Some(&format!("{scheme} {vera}")), VIEWER).await;
        assert_eq!(
            answer.json()["data"]["viewer"],
            json!({ "name": "vera", "role": "EDITOR", "sees": "RESTRICTED", "expiresAt": at(1) })
        );
        assert_eq!(answer.header("cache-control"), "private, no-store");
        assert_eq!(answer.header("vary"), "accept, accept-encoding, authorization");
    }
    let uri = "/graphql?query=%7Bviewer%7Bname%7D%7D";
    let got = Request::get(uri).header("authorization", format!("Bearer {vera}"));
    let got = send(server, got.body(Body::empty()).unwrap()).await;
    assert_eq!(got.json()["data"]["viewer"]["name"], "vera");
}

#[tokio::test]
async fn a_token_that_is_not_good_is_refused_with_the_reason_and_without_a_hint_for_strangers() {
    let store = store().await;
    let vera = token(&store, "vera", Role::Editor).await;
    let ivan = token(&store, "ivan", Role::Reader).await;
    store.revoke_token("ivan", at(0)).await.unwrap();
    let unknown = vera.replace('0', "1");
    let later = server(2, store);
    let refusals = [
        (format!("Bearer {vera}"), "This token expired at 2026-01-01T01:00:00.000Z."),
        (format!("Bearer {ivan}"), "This token was revoked at 2026-01-01T00:00:00.000Z."),
        (format!("Bearer {unknown}"), "This token is not known here."),
        ("Bearer vera".to_owned(), "This token is not known here."),
        (vera.clone(), "The header `Authorization` is not of the form `Bearer <token>`."),
        (
            "Basic dmVyYQ==".to_owned(),
            "The header `Authorization` is not of the form `Bearer <token>`.",
        ),
    ];
    for (authorization, reason) in refusals {
        for query in [VIEWER, "mutation { nothing }"] {
            let answer = ask(&later, Some(&authorization), query).await;
            answer.refused_as(401, "UNAUTHENTICATED");
            assert_eq!(answer.header("www-authenticate"), "Bearer");
            assert_eq!(answer.header("cache-control"), "private, no-store");
            let message = answer.json()["errors"][0]["message"].as_str().unwrap().to_owned();
            assert!(message.starts_with(reason), "{message}");
            assert!(!answer.text.contains(&vera[8..]), "a secret is never repeated: {message}");
        }
    }
    // The status stays what it is, whichever media type is asked for.
    let mut request = asking(VIEWER);
    request.headers_mut().insert("authorization", "Bearer vera".parse().unwrap());
    request.headers_mut().insert("accept", "application/json".parse().unwrap());
    send(later, request).await.refused_as(401, "UNAUTHENTICATED");
}

#[tokio::test]
async fn an_edge_that_knows_no_tokens_takes_none() {
    ask(&edge(), Some("Bearer abc"), "{ answer }").await.refused_as(401, "UNAUTHENTICATED");
}

#[tokio::test]
async fn only_who_may_submit_claims_sends_as_much_as_a_dossier() {
    let store = store().await;
    let reader = token(&store, "reader", Role::Reader).await;
    let contributor = token(&store, "contributor", Role::Contributor).await;
    let server = server(0, store);
    let large = || {
        let text = " ".repeat(2 * 1024 * 1024);
        posting(
            json!({ "query": "{ viewer { name } }", "variables": { "text": text } }).to_string(),
        )
    };
    let with = |token: &str| {
        let mut request = large();
        let value = format!("Bearer {token}").parse().unwrap();
        request.headers_mut().insert("authorization", value);
        request
    };
    send(server.clone(), large()).await.refused_as(413, "BODY_TOO_LARGE");
    send(server.clone(), with(&reader)).await.refused_as(413, "BODY_TOO_LARGE");
    let answer = send(server.clone(), with(&contributor)).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    // A stranger's token costs nothing more than a look: the body is not read.
    send(server, with("stranger")).await.refused_as(401, "UNAUTHENTICATED");
}
