//! An event stream: `POST` or `GET /graphql` with `Accept: text/event-stream`, in the mode of distinct connections of `graphql-sse`.

use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::Request as Http;
use axum::http::{HeaderName, HeaderValue, Method};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::{FutureExt as _, stream};
use serde_json::json;
use tokio::sync::mpsc;

use super::{Told, WAITING};
use crate::http::graphql::{Answers, Endpoint};
use crate::http::metrics::AsksFor;
use crate::http::question::No;
use crate::http::refusal::Refusal;
use crate::http::{answer, bodies, identity};

/// How often something is said where there is nothing to say: a connection that says nothing is closed by those between.
const ALIVE: Duration = Duration::from_secs(12);

/// Asks proxies not to hold events back.
const UNBUFFERED: HeaderName = HeaderName::from_static("x-accel-buffering");

/// Answers with events, or says why there will be none.
pub(in crate::http) async fn answer<E: Answers>(
    endpoint: Arc<Endpoint<E>>,
    address: Option<IpAddr>,
    http: Http,
) -> Result<Response, Refusal> {
    let headers = http.headers().clone();
    let only_reads = *http.method() != Method::POST;
    let counted = http.extensions().get::<AsksFor>().cloned().unwrap_or_default();
    // What goes on is the answer: the question has to come in time, as any other.
    let limit = endpoint.config.time_limit;
    let caller = endpoint.caller(address, &headers).await?;
    let asked = tokio::time::timeout(limit, endpoint.asked(&caller, address, http)).await;
    let sent = asked.map_err(|_| bodies::late())??;
    let stopping = endpoint.config.stopping.clone();
    let expires = identity::expires(Arc::clone(&endpoint.config.identify), headers.clone()).boxed();
    let (listener, told) = mpsc::channel(WAITING);
    match endpoint.question(sent, caller, address, only_reads, &counted) {
        Ok(question) => {
            tokio::spawn(super::answers(endpoint, headers.clone(), question, listener));
        }
        // Whoever wants events is told so in one: a browser shows its page nothing of another answer.
        Err(No::Invalid(errors)) => {
            let _ = listener.try_send(Told::Invalid(errors)); // its channel is empty
        }
        Err(No::Refused(refusal)) => return Err(refusal),
    }
    let begun = (told, stopping, expires, None::<Option<Event>>);
    let events = stream::unfold(begun, |(mut told, stopping, mut expires, mut last)| async move {
        if let Some(event) = last.take() {
            let end = (told, stopping, expires, Some(None));
            return event.map(|event| (Ok::<_, Infallible>(event), end));
        }
        let heard = tokio::select! {
            heard = told.recv() => heard?,
            refusal = &mut expires => refusal.into(),
            // It breaks off without `complete`: so a client knows to ask again.
            () = stopping.come() => return None,
        };
        let (event, last) = match heard {
            Told::Next(answer) => (next(&answer::text(&answer)?), None),
            Told::Complete => (complete(), Some(None)),
            Told::Invalid(errors) => {
                let errors = json!({ "errors": errors }).to_string();
                (next(&errors), Some(Some(complete())))
            }
            Told::Ended(refusal) => {
                let errors = json!({ "errors": [refusal.error()] }).to_string();
                (next(&errors), Some(Some(complete())))
            }
        };
        Some((Ok(event), (told, stopping, expires, last)))
    });
    let mut response =
        Sse::new(events).keep_alive(KeepAlive::new().interval(ALIVE)).into_response();
    response.headers_mut().insert(UNBUFFERED, HeaderValue::from_static("no"));
    Ok(response)
}

fn next(answer: &str) -> Event {
    Event::default().event("next").data(answer)
}

fn complete() -> Event {
    // A browser passes over an event without data, and an empty line is none for axum.
    Event::default().event("complete").data("\n")
}
