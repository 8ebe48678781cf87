//! What a caller sends: the document, its variables, the operation meant.

use std::fmt;

use async_graphql::Request;
use axum::extract::Query;
use axum::http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use axum::http::{HeaderMap, Uri};
use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::document::known::{Identifier, Meant};
use super::refusal::{Code, Refusal};
use super::variables::Given;

/// A question as it came, and the document that it means.
pub(super) struct Sent {
    pub(super) request: Request,
    pub(super) meant: Meant,
}

/// The body of a POST.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", expecting = "a JSON object with `query`")]
struct Params {
    query: Option<String>,
    document_id: Option<String>,
    operation_name: Option<String>,
    variables: Option<Given>,
    extensions: Option<Extensions>,
}

/// The same in the address of a GET, where variables and extensions are JSON inside text.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct AddressParams {
    query: Option<String>,
    document_id: Option<String>,
    operation_name: Option<String>,
    variables: Option<String>,
    extensions: Option<String>,
}

/// Reads the question from the address of a GET.
pub(super) fn from_address(uri: &Uri) -> Result<Sent, Refusal> {
    let Query(params) = Query::<AddressParams>::try_from_uri(uri).map_err(|error| {
        Refusal::new(Code::BadRequest, format!("The address cannot be read: {error}."))
    })?;
    let AddressParams { query, document_id, operation_name, variables, extensions } = params;
    let variables =
        variables.as_deref().map(|text| inner("variables", text)).transpose()?.flatten();
    let extensions =
        extensions.as_deref().map(|text| inner("extensions", text)).transpose()?.flatten();
    request(Params { query, document_id, operation_name, variables, extensions })
}

/// Reads the question from the body of a POST.
pub(super) fn from_body(body: &[u8]) -> Result<Sent, Refusal> {
    // serde would read an array as the fields of the object in their order.
    if body.trim_ascii_start().first() == Some(&b'[') {
        return Err(Refusal::new(
            Code::Malformed,
            "The body is a list: this server takes one question a request. Send each on its own.",
        ));
    }
    request(serde_json::from_slice(body).map_err(|error| {
        Refusal::new(
            code(&error),
            format!("The body is not the JSON of a question: {error}. It should read {{\"query\": \"…\", \"variables\": {{…}}}}."),
        )
    })?)
}

/// Says whether a body is one that is read here.
pub(super) fn check_type(headers: &HeaderMap) -> Result<(), Refusal> {
    let packed = headers.get_all(CONTENT_ENCODING).iter();
    if packed.into_iter().any(|coding| !coding.as_bytes().eq_ignore_ascii_case(b"identity")) {
        return Err(Refusal::new(
            Code::UnsupportedMediaType,
            "The body is compressed, and is read only as it is: send it without Content-Encoding.",
        ));
    }
    let content_type =
        headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut parts = content_type.split(';').map(|part| part.trim().to_ascii_lowercase());
    let is_json = parts.next().is_some_and(|name| name == "application/json");
    let is_utf8 = parts
        .filter_map(|part| Some(part.strip_prefix("charset=")?.trim_matches('"') == "utf-8"))
        .all(|it| it);
    if is_json && is_utf8 {
        return Ok(());
    }
    Err(Refusal::new(
        Code::UnsupportedMediaType,
        "A question is sent as JSON in UTF-8: set Content-Type to application/json.",
    ))
}

fn request(params: Params) -> Result<Sent, Refusal> {
    let persisted = params.extensions.and_then(|extensions| extensions.persisted);
    let id = match params.document_id {
        Some(id) => Some(Identifier::Document(id)),
        None => persisted.as_deref().map(identifier).transpose()?,
    };
    let meant = Meant::of(id, params.query).ok_or_else(|| {
        let message = "There is no `query` in the request, and no `documentId`: put a GraphQL document into the one, or the identifier of one into the other.";
        Refusal::new(Code::Malformed, message)
    })?;
    let mut request = Request::new(String::new()); // its document is put in once it was looked at
    request.operation_name = params.operation_name.filter(|name| !name.is_empty());
    request.variables = params.variables.unwrap_or_default().taken()?;
    Ok(Sent { request, meant })
}

/// What is sent beside a question, as far as it says anything here: the rest is passed over unread.
struct Extensions {
    persisted: Option<Box<RawValue>>,
}

impl<'de> Deserialize<'de> for Extensions {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Beside)
    }
}

struct Beside;

impl<'de> Visitor<'de> for Beside {
    type Value = Extensions;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Extensions, A::Error> {
        let mut persisted = None;
        while let Some(name) = fields.next_key::<String>()? {
            if name == "persistedQuery" {
                persisted = fields.next_value()?;
            } else {
                fields.next_value::<IgnoredAny>()?;
            }
        }
        Ok(Extensions { persisted })
    }
}

/// What an automatic persisted query says of its document.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Persisted {
    version: u8,
    sha256_hash: String,
}

fn identifier(extension: &RawValue) -> Result<Identifier, Refusal> {
    match serde_json::from_str(extension.get()) {
        Ok(Persisted { version: 1, sha256_hash }) => Ok(Identifier::Hash(sha256_hash)),
        _ => Err(Refusal::new(
            Code::Malformed,
            "`extensions.persistedQuery` is not of the form {\"version\": 1, \"sha256Hash\": \"…\"}.",
        )),
    }
}

/// What is no JSON cannot be read; JSON of another shape asks no question.
fn code(error: &serde_json::Error) -> Code {
    if error.is_data() { Code::Malformed } else { Code::BadRequest }
}

/// The JSON inside a parameter of the address; `null` and nothing at all are the same.
fn inner<T: DeserializeOwned>(name: &str, text: &str) -> Result<Option<T>, Refusal> {
    if text.is_empty() {
        return Ok(None);
    }
    serde_json::from_str(text).map_err(|error| {
        Refusal::new(
            code(&error),
            format!("`{name}` in the address is not a JSON object: {error}."),
        )
    })
}
