//! A GraphQL response as an HTTP response.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use async_graphql::{ErrorExtensionValues, Response as Answer, ServerError, Value};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::accept::{Form, Media, Statuses};
use super::metrics::ErrorCode;
use super::refusal::{Code, Refusal};

/// The body: errors first, as the specification advises; `data` only if there was an execution.
#[derive(Serialize)]
pub(super) struct Body<'a> {
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    errors: &'a [ServerError],
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<&'a Value>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    extensions: &'a BTreeMap<String, Value>,
}

impl<'a> Body<'a> {
    pub(super) fn of(answer: &'a Answer) -> Self {
        let data = was_executed(answer).then_some(&answer.data);
        Self { errors: &answer.errors, data, extensions: &answer.extensions }
    }
}

/// An answer as the text of an event.
pub(super) fn text(answer: &Answer) -> Option<String> {
    let text = serde_json::to_string(&Body::of(answer));
    text.inspect_err(|error| tracing::error!(%error, "an answer could not be written as JSON")).ok()
}

/// What an answer holds, as JSON.
pub(super) fn data(answer: &Answer) -> Option<Arc<str>> {
    let data = serde_json::to_string(&answer.data);
    let data = data.inspect_err(|error| tracing::error!(%error, "an answer could not be written"));
    data.ok().map(Into::into)
}

/// Writes an answer without errors: what it holds, and what is told beside it.
pub(super) fn of_text(data: &str, beside: &BTreeMap<String, Value>, form: Form) -> Response {
    let beside = serde_json::to_string(beside).unwrap_or_default();
    let text = ["{\"data\":", data, ",\"extensions\":", &beside, "}"].concat();
    (StatusCode::OK, [(CONTENT_TYPE, form.content_type(StatusCode::OK))], text).into_response()
}

/// Writes an answer of the schema as the caller asked for it.
pub(super) fn written(mut answer: Answer, form: Form) -> Response {
    let executed = was_executed(&answer);
    name_all(&mut answer);
    let code = first_code(&answer.errors);
    let Ok(text) = serde_json::to_vec(&Body::of(&answer)) else {
        tracing::error!("an answer could not be written as JSON");
        return Refusal::new(Code::Internal, "The answer could not be written.").answer(form);
    };
    let status = status(&answer, executed, form);
    let content_type = [(CONTENT_TYPE, form.content_type(status))];
    let mut response = (status, content_type, text).into_response();
    response.headers_mut().extend(answer.http_headers);
    if let Some(code) = code {
        response.extensions_mut().insert(code);
    }
    response
}

/// The code of the first error that has one.
pub(super) fn first_code(errors: &[ServerError]) -> Option<ErrorCode> {
    match errors.iter().find_map(code)? {
        Value::String(code) => Some(ErrorCode(code)),
        _ => None,
    }
}

/// The code of an error.
fn code(error: &ServerError) -> Option<Value> {
    error.extensions.as_ref().and_then(|extensions| extensions.get("code")).cloned()
}

/// What the draft of 2026 recommends for an answer with data and errors; no registry has it.
const PARTIAL_SUCCESS: u16 = 294;

fn status(answer: &Answer, executed: bool, form: Form) -> StatusCode {
    let is_syntax = |error: &ServerError| code(error) == Some(Value::from("SYNTAX_ERROR"));
    match (form.statuses, form.media) {
        (Statuses::Usual, Media::Json) => StatusCode::OK,
        (Statuses::Usual, Media::Graphql) if executed => StatusCode::OK,
        (Statuses::Usual, Media::Graphql) => StatusCode::BAD_REQUEST,
        (Statuses::Of2026, _) if executed && answer.errors.is_empty() => StatusCode::OK,
        (Statuses::Of2026, _) if executed => {
            StatusCode::from_u16(PARTIAL_SUCCESS).unwrap_or(StatusCode::OK)
        }
        (Statuses::Of2026, _) if answer.errors.iter().any(is_syntax) => StatusCode::BAD_REQUEST,
        (Statuses::Of2026, _) => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// An error of execution names the field it comes from; one without a path says that nothing was executed.
pub(super) fn was_executed(answer: &Answer) -> bool {
    answer.errors.is_empty()
        || answer.data != Value::Null
        || answer.errors.iter().any(|error| !error.path.is_empty())
}

/// The most letters of what was sent that a message says again.
const ECHOED: usize = 100;

/// What was sent, as far as a message says it again.
pub(super) fn short(sent: &str) -> Cow<'_, str> {
    cut(sent, ECHOED).map_or(Cow::Borrowed(sent), Cow::Owned)
}

/// The most letters of a message that others made: it may say all again that was sent.
const LETTERS: usize = 1_000;

/// A message that others made, as far as it is told.
pub(super) fn shortened(message: String) -> String {
    cut(&message, LETTERS).unwrap_or(message)
}

/// So many letters of a text that is longer.
fn cut(text: &str, letters: usize) -> Option<String> {
    let (end, _) = text.char_indices().nth(letters)?;
    Some(format!("{}…", &text[..end]))
}

/// What the library says of a number that does not fit, and no more.
const NO_SUCH_NUMBER: &str = "Failed to parse \"Int\": Invalid number";

/// Gives every error its code that the library left without one, and tells no more of its message than is read.
pub(super) fn name_all(answer: &mut Answer) {
    let executed = was_executed(answer);
    for error in &mut answer.errors {
        error.message = shortened(std::mem::take(&mut error.message));
        // So it begins where a value is none of its type, which for most of our scalars is seen only here.
        let is_value = ["Failed to parse \"", "Expected input type \""]
            .iter()
            .any(|beginning| error.message.starts_with(beginning));
        if error.message.ends_with(NO_SUCH_NUMBER) {
            let told = "the number is negative, or larger than what stands here can be";
            told.clone_into(&mut error.message);
        }
        if is_value {
            name(error, "BAD_INPUT");
        } else if !executed {
            name(error, "INVALID_DOCUMENT");
        }
    }
}

/// Gives an error its code, unless it has one.
pub(super) fn name(error: &mut ServerError, code: &str) {
    let extensions = error.extensions.get_or_insert_with(ErrorExtensionValues::default);
    if extensions.get("code").is_none() {
        extensions.set("code", code);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_number_that_does_not_fit_it_is_told_why() {
        let mut answer =
            Answer::from_errors(vec![ServerError::new(NO_SUCH_NUMBER.to_owned(), None)]);
        name_all(&mut answer);
        let told = "the number is negative, or larger than what stands here can be";
        assert_eq!(answer.errors[0].message, told);
        assert_eq!(code(&answer.errors[0]), Some(Value::from("BAD_INPUT")));
    }
}
