//! A record by its address: `/records/person/ales-bialiatski`, as a page in Markdown, with `.jsonld` in the words of schema.org, with
//! `.json` as the line of an export.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::header::{CONTENT_TYPE, HOST};
use axum::http::request::Parts;
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderValue, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde_json::{Value, json};

use super::accept::Media;
use super::graphql::{Answers, Endpoint};
use super::refusal::Refusal;
use super::{HttpConfig, identity, refusal};

const QUESTION: &str =
    "query Record($format: ExportFormat!, $noun: Noun!, $ids: [ID!], $base: Url) {
  export(format: $format, noun: $noun, filter: { ids: $ids }, base: $base, first: 1) {
    head records { text } foot
  }
}";

/// The forms, by the ends of their addresses.
const FORMS: &[(&str, &str, &str)] = &[
    (".md", "MARKDOWN", "text/markdown; charset=utf-8"),
    (".jsonld", "JSON_LD", "application/ld+json"),
    (".json", "NDJSON", "application/json"),
    ("", "MARKDOWN", "text/markdown; charset=utf-8"),
];

pub(super) fn routes<E: Answers>(endpoint: Arc<Endpoint<E>>) -> Router {
    let record = get(record).fallback(wrong_method).with_state(endpoint);
    Router::new().route("/records/{noun}/{slug}", record)
}

async fn wrong_method() -> Response {
    Refusal::method("A record is read with GET.", "GET, HEAD").answer(Media::Json)
}

/// The address after which identifiers make the addresses of records: the server's own where it was told,
/// else as the caller has it.
pub(super) fn base(config: &HttpConfig, uri: &Uri, headers: &HeaderMap) -> String {
    if let Some(public) = &config.public_address {
        return format!("{}/records", public.trim_end_matches('/'));
    }
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let of_name = |host: &&str| {
        host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte))
    };
    // HTTP/2 says it in the address, and not in a header.
    let said = uri.authority().map(Authority::as_str).or_else(|| text(HOST.as_str()));
    let host = said.filter(of_name).unwrap_or("localhost");
    let told = text("x-forwarded-proto").filter(|_| config.behind_proxy);
    let is_safe = config.speaks_tls || told == Some("https");
    let scheme = if is_safe { "https" } else { "http" };
    format!("{scheme}://{host}/records")
}

async fn record<E: Answers>(
    State(endpoint): State<Arc<Endpoint<E>>>,
    Path((noun, slug)): Path<(String, String)>,
    request: Request,
) -> Response {
    let address = endpoint.config.address(&request);
    let (Parts { uri, headers, .. }, _) = request.into_parts();
    let form = FORMS
        .iter()
        .find_map(|(end, form, media)| slug.strip_suffix(end).map(|slug| (slug, form, media)));
    let known = detente_core::NOUNS.contains(&noun.as_str());
    let Some((slug, form, media)) = form.filter(|_| known) else {
        return refusal::nothing_here(uri).await;
    };
    let variables = json!({
        "format": form,
        "noun": noun.to_uppercase(),
        "ids": [format!("{noun}/{slug}")],
        "base": base(&endpoint.config, &uri, &headers),
    });
    let page = match endpoint.asks(address, &headers, QUESTION, variables).await {
        Ok(mut data) => data["export"].take(),
        Err(refusal) => return refusal.answer(Media::Json),
    };
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let Some(record) = page["records"].get(0) else { return refusal::nothing_here(uri).await };
    let text = text(&page["head"]) + &text(&record["text"]) + &text(&page["foot"]);
    let mut response = ([(CONTENT_TYPE, HeaderValue::from_static(media))], text).into_response();
    identity::uncached(&mut response, identity::bears_token(&headers));
    response
}
