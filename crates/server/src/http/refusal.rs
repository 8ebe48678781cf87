//! What the edge itself refuses, in the shape of a GraphQL answer.

use std::time::Duration;

use async_graphql::{ErrorExtensionValues, ServerError, Value};
use axum::Json;
use axum::http::header::{ALLOW, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::accept::{Form, Media, Statuses};
use super::metrics::ErrorCode;
use super::request_id;

/// The kinds of refusal: `extensions.code` of the error, and the status of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Code {
    BadRequest,
    BodyTooLarge,
    /// All places are taken.
    Busy,
    /// The database does not answer.
    DatabaseGone,
    Forbidden,
    Internal,
    /// It can be read, and asks no question.
    Malformed,
    MethodNotAllowed,
    NotAcceptable,
    NotFound,
    RateLimited,
    /// What was sent did not come in time.
    SlowBody,
    SlowConsumer,
    /// There is no room for a file.
    StorageFull,
    Timeout,
    Unauthenticated,
    UnsupportedMediaType,
}

impl Code {
    fn name(self) -> &'static str {
        match self {
            Self::BadRequest | Self::Malformed => "BAD_REQUEST",
            Self::BodyTooLarge => "BODY_TOO_LARGE",
            Self::Busy => "BUSY",
            Self::DatabaseGone => "DATABASE_GONE",
            Self::Forbidden => "FORBIDDEN",
            Self::Internal => "INTERNAL",
            Self::MethodNotAllowed => "METHOD_NOT_ALLOWED",
            Self::NotAcceptable => "NOT_ACCEPTABLE",
            Self::NotFound => "NOT_FOUND",
            Self::RateLimited => "RATE_LIMITED",
            Self::SlowBody => "SLOW_BODY",
            Self::SlowConsumer => "SLOW_CONSUMER",
            Self::StorageFull => "STORAGE_FULL",
            Self::Timeout => "TIMEOUT",
            Self::Unauthenticated => "UNAUTHENTICATED",
            Self::UnsupportedMediaType => "UNSUPPORTED_MEDIA_TYPE",
        }
    }

    fn status(self, statuses: Statuses) -> StatusCode {
        match self {
            Self::Malformed if statuses == Statuses::Of2026 => StatusCode::UNPROCESSABLE_ENTITY,
            Self::BadRequest | Self::Malformed => StatusCode::BAD_REQUEST,
            Self::BodyTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::NotAcceptable => StatusCode::NOT_ACCEPTABLE,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::RateLimited => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy | Self::DatabaseGone | Self::SlowConsumer | Self::Timeout => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            Self::SlowBody => StatusCode::REQUEST_TIMEOUT,
            Self::StorageFull => StatusCode::INSUFFICIENT_STORAGE,
            Self::Unauthenticated => StatusCode::UNAUTHORIZED,
            Self::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        }
    }
}

/// A request that does not reach the schema, and a sentence for whoever sent it.
#[derive(Debug)]
pub(super) struct Refusal {
    code: Code,
    message: String,
    allow: Option<&'static str>,
    /// In how many seconds to ask again.
    retry_after: Option<u64>,
    /// What is left of the share of whoever asks, where that is why.
    left: Option<Box<Value>>,
}

impl Refusal {
    pub(super) fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), allow: None, retry_after: None, left: None }
    }

    /// What can be asked again in so many seconds.
    pub(super) fn later(code: Code, message: impl Into<String>, seconds: u64) -> Self {
        Self { retry_after: Some(seconds), ..Self::new(code, message) }
    }

    /// What is refused because of what is left of a share.
    pub(super) fn with_left(self, left: Value) -> Self {
        Self { left: Some(left.into()), ..self }
    }

    /// What is not answered because so much else is being answered.
    pub(super) fn busy() -> Self {
        let message = "The server answers as many questions as it can. Ask again in a moment.";
        Self::later(Code::Busy, message, 1)
    }

    /// What cannot be looked up while the database is away.
    pub(super) fn gone() -> Self {
        let message = "The database does not answer. Ask again in a moment.";
        Self::later(Code::DatabaseGone, message, 1)
    }

    /// The status of its answer, as it usually is.
    pub(super) fn status(&self) -> u16 {
        self.code.status(Statuses::Usual).as_u16()
    }

    /// Its code, on its way to the count.
    pub(super) fn code(&self) -> ErrorCode {
        ErrorCode(self.code.name().to_owned())
    }

    /// Whether it is the token that is refused.
    pub(super) fn is_of_the_token(&self) -> bool {
        self.code == Code::Unauthenticated
    }

    /// Whether it is the server that cannot do it now, and not the question that is wrong.
    pub(super) fn is_of_the_server(&self) -> bool {
        self.code == Code::Busy
    }

    /// What took longer than it may.
    pub(super) fn timed_out(limit: Duration) -> Self {
        let seconds = limit.as_secs_f32();
        let message = format!(
            "The answer took longer than {seconds} s and was given up. Ask for fewer records, or for less of each."
        );
        Self::new(Code::Timeout, message)
    }

    /// A method that is not taken here; `allow` names those that are.
    pub(super) fn method(message: &str, allow: &'static str) -> Self {
        Self { allow: Some(allow), ..Self::new(Code::MethodNotAllowed, message) }
    }

    /// As one of the errors of an answer.
    pub(super) fn error(&self) -> ServerError {
        let mut error = ServerError::new(self.message.clone(), None);
        let mut extensions = ErrorExtensionValues::default();
        extensions.set("code", self.code.name());
        if let (Code::Internal, Some(id)) = (self.code, request_id::current()) {
            extensions.set("requestId", id);
        }
        error.extensions = Some(extensions);
        error
    }

    pub(super) fn answer(self, form: impl Into<Form>) -> Response {
        let form = form.into();
        let status = self.code.status(form.statuses);
        let mut body = json!({ "errors": [self.error()] });
        if let Some(left) = &self.left {
            body["extensions"] = json!({ "rateLimit": left });
        }
        let mut response = (status, Json(body)).into_response();
        response.headers_mut().insert(CONTENT_TYPE, form.content_type(status));
        if self.code == Code::Unauthenticated {
            response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response.extensions_mut().insert(self.code());
        if let Some(seconds) = self.retry_after {
            response.headers_mut().insert(RETRY_AFTER, seconds.into());
        }
        if let Some(allow) = self.allow {
            response.headers_mut().insert(ALLOW, HeaderValue::from_static(allow));
        }
        response
    }
}

/// The answer to a path that leads nowhere.
pub(super) async fn nothing_here(uri: Uri) -> Response {
    let message = format!(
        "There is nothing at {}. The endpoint is /graphql, the Playground is /.",
        uri.path()
    );
    Refusal::new(Code::NotFound, message).answer(Media::Json)
}
