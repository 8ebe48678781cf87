//! Bytes that are no question, or hardly one: bodies, headers, addresses.

use axum::body::Body;
use axum::http::{HeaderValue, Method, Request, Uri};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::json;

use crate::asking::operation;
use crate::tape::{Tape, choices};
use crate::{SERVER, asked, is_whole, send};

const MEDIA: &[&str] = &[
    "application/json",
    "application/graphql-response+json",
    "text/event-stream",
    "application/json; charset=utf-8",
    "application/graphql-response+json;q=0.5, application/json;q=0.9",
    "*/*",
    "application/*;q=0",
    "text/html, */*;q=0.1",
    "multipart/form-data; boundary=x",
];

const METHODS: &[&str] =
    &["GET", "GET", "GET", "HEAD", "POST", "PUT", "OPTIONS", "DELETE", "PATCH"];

/// A media type, or anything else.
fn media() -> impl Strategy<Value = Vec<u8>> {
    let slips = choices(12).prop_map(|choices| {
        let mut tape = Tape::of(&choices);
        let media = tape.among(MEDIA);
        tape.mutated(media).into_bytes()
    });
    let usual = proptest::sample::select(MEDIA).prop_map(|media| media.as_bytes().to_vec());
    prop_oneof![4 => usual, 3 => slips, 1 => vec(any::<u8>(), 0..40)]
}

/// A question as it stands in a body, in which bytes were replaced.
fn body() -> impl Strategy<Value = Vec<u8>> {
    let question = choices(30).prop_map(|choices| {
        let (query, name, variables) = operation(&mut Tape::of(&choices), &choices);
        let extensions = json!({ "persistedQuery": { "version": 1, "sha256Hash": "00" } });
        let body = match choices.first() {
            Some(0..1000) => json!({ "query": "{ viewer { name } }", "extensions": extensions }),
            Some(1000..2000) => json!({ "documentId": "sha256:00", "variables": variables }),
            Some(2000..20_000) => json!({ "query": "{ viewer { name } }", "variables": variables }),
            _ => json!({ "query": query, "operationName": name, "variables": variables }),
        };
        body.to_string().into_bytes()
    });
    let slip = (any::<prop::sample::Index>(), 0..20_usize, vec(any::<u8>(), 0..4));
    let mutated = (question, vec(slip, 0..4)).prop_map(|(mut bytes, slips)| {
        for (at, cut, instead) in slips {
            let at = at.index(bytes.len().max(1)).min(bytes.len());
            let end = (at + cut).min(bytes.len());
            bytes.splice(at..end, instead);
        }
        bytes
    });
    prop_oneof![6 => mutated, 1 => vec(any::<u8>(), 0..200), 1 => "[\\[\\]{}\":,a-e0-9]{0,60}".prop_map(String::into_bytes)]
}

/// A part of an address: what its letters are written as there.
fn encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

fn address() -> impl Strategy<Value = String> {
    let question = choices(40).prop_map(|choices| {
        let mut tape = Tape::of(&choices);
        let (query, name, variables) = operation(&mut tape, &choices);
        let mut parts = vec![format!("operationName={}", encoded(&tape.perhaps_mutated(&name)))];
        let query = if tape.once_in(2) { "{ viewer { name } }".to_owned() } else { query };
        parts.push(format!("query={}", encoded(&tape.perhaps_mutated(&query))));
        let variables = tape.perhaps_mutated(&variables.to_string());
        parts.push(format!("variables={}", encoded(&variables)));
        if tape.once_in(4) {
            parts.push(format!("extensions={}", encoded(&tape.mutated("{}"))));
        }
        if tape.once_in(4) {
            parts.push(tape.mutated("documentId=sha256:00"));
        }
        format!("/graphql?{}", parts.join("&"))
    });
    let others = "(/graphql|/feeds/(changes|people|detentions)\\.atom|/records/(person|source)/[a-z-]{1,8}(\\.json|\\.md|\\.jsonld)?|/uploads(/[a-z0-9]{0,5})?|/healthz|/|//)([?]((id|mentions|name_begins|said_by|since|source|until|after|query)=([a-z0-9:/%+-]|%[0-9A-F]{2}){0,12}&?){0,3})?";
    prop_oneof![3 => question, 2 => others]
}

#[test]
fn any_body_is_answered_whatever_its_headers_say() {
    proptest!(|(body in body(), content_type in media(), accept in media(), usual in 0..4_u8)| {
        let mut request = Request::post("/graphql").body(Body::from(body)).unwrap();
        let headers = request.headers_mut();
        let json = HeaderValue::from_static("application/json");
        let content_type = HeaderValue::from_bytes(&content_type).ok().filter(|_| usual == 0);
        headers.insert("content-type", content_type.unwrap_or(json));
        if let Ok(accept) = HeaderValue::from_bytes(&accept) {
            headers.insert("accept", accept);
        }
        asked(request)?;
    });
}

#[test]
fn any_address_is_answered() {
    let header = "(accept|upgrade|connection|if-none-match|x-request-id|x-forwarded-for|traceparent|origin|host|sec-websocket-key|content-length|range)";
    let headers = vec((header, vec(any::<u8>(), 0..30)), 0..3);
    proptest!(|(address in address(), method in proptest::sample::select(METHODS), headers in headers)| {
        let Ok(uri) = address.parse::<Uri>() else { return Ok(()) };
        let of_endpoint = uri.path() == "/graphql" && method == "GET";
        let mut request = Request::builder().method(method.parse::<Method>().unwrap()).uri(uri);
        for (name, value) in headers {
            if let Ok(value) = HeaderValue::from_bytes(&value) {
                request = request.header(name, value);
            }
        }
        let request = request.body(Body::empty()).unwrap();
        if of_endpoint {
            asked(request)?;
        } else {
            let answer = SERVER.runtime.block_on(send(&SERVER.router, request));
            let whole = is_whole(&answer);
            let told = String::from_utf8_lossy(&answer.body);
            prop_assert!(whole.is_ok(), "{:?}: {} {} {:.300}", whole, address, answer.status, told);
        }
    });
}
