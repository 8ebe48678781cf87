//! The endpoint: `POST /graphql`, and `GET /graphql?query=` for queries.

use std::sync::Arc;
use std::time::Duration;

use apollo_compiler::executable::OperationType;
use async_graphql::{
    Executor, ObjectType, Request, Response as Answer, Schema, SubscriptionType, Value, Variables,
};
use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, FromRequest, Request as Http, State};
use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::Response;
use axum::routing::get;

use super::accept::{Form, Media};
use super::document::DocumentError;
use super::document::validator::Validator;
use super::identity::Caller;
use super::logging::Operation;
use super::refusal::{Code, Refusal};
use super::{HttpConfig, answer, document, identity, params};

/// How many times longer whoever may add to the record may take.
const ADDING: u32 = 20;

/// Whatever answers questions, and the schema that they are validated against.
pub trait Answers: Executor {
    /// The schema as text.
    fn sdl(&self) -> String;
}

impl<Q, M, S> Answers for Schema<Q, M, S>
where
    Q: ObjectType + 'static,
    M: ObjectType + 'static,
    S: SubscriptionType + 'static,
{
    fn sdl(&self) -> String {
        Self::sdl(self)
    }
}

/// A schema, and what is asked of a question before it gets there.
pub(super) struct Endpoint<E> {
    pub(super) executor: E,
    pub(super) validator: Validator,
    pub(super) config: HttpConfig,
}

pub(super) fn routes<E: Executor>(endpoint: Arc<Endpoint<E>>) -> Router {
    let endpoint = get(ask).post(ask).fallback(wrong_method).with_state(endpoint);
    Router::new().route("/graphql", endpoint)
}

async fn ask<E: Executor>(State(endpoint): State<Arc<Endpoint<E>>>, request: Http) -> Response {
    let with_token = request.headers().contains_key(AUTHORIZATION);
    let form = match Form::accepted(request.headers(), endpoint.config.statuses) {
        Ok(form) => form,
        Err(refusal) => return refused(refusal, Media::Json.into(), with_token),
    };
    let usual = endpoint.config.time_limit;
    let identified = identity::caller(&endpoint.config.identify, request.headers());
    let caller = match tokio::time::timeout(usual, identified).await {
        Ok(Ok(caller)) => caller,
        Ok(Err(refusal)) => return refused(refusal, form, with_token),
        Err(_) => return refused(timed_out(usual), form, with_token),
    };
    // Whoever may add to the record may add much of it.
    let limit = if caller.sends_dossiers { usual * ADDING } else { usual };
    let answering = endpoint.answer(caller, request, form);
    let mut response = match tokio::time::timeout(limit, answering).await {
        Ok(Ok(response)) => response,
        Ok(Err(refusal)) => refusal.answer(form),
        Err(_) => timed_out(limit).answer(form),
    };
    identity::uncached(&mut response, with_token);
    response
}

fn refused(refusal: Refusal, form: Form, with_token: bool) -> Response {
    let mut response = refusal.answer(form);
    identity::uncached(&mut response, with_token);
    response
}

fn timed_out(limit: Duration) -> Refusal {
    let seconds = limit.as_secs_f32();
    let message = format!(
        "The answer took longer than {seconds} s and was given up. Ask for fewer records, or for less of each."
    );
    Refusal::new(Code::Timeout, message)
}

impl<E: Executor> Endpoint<E> {
    /// Puts a question of the edge's own, for whoever sent these headers.
    pub(super) async fn asks(
        &self,
        headers: &HeaderMap,
        document: &str,
        variables: serde_json::Value,
    ) -> Result<serde_json::Value, Refusal> {
        let caller = identity::caller(&self.config.identify, headers).await?;
        let mut request = Request::new(document).variables(Variables::from_json(variables));
        request.data = caller.data;
        let answer = tokio::time::timeout(self.config.time_limit, self.executor.execute(request));
        let Ok(answer) = answer.await else {
            return Err(Refusal::new(Code::Timeout, "The answer took too long and was given up."));
        };
        if let Some(error) = answer.errors.first() {
            let code = error.extensions.as_ref().and_then(|extensions| extensions.get("code"));
            // What is wrong with a question is told; what went wrong here is in the log.
            let asked_wrongly =
                code.is_none_or(|code| *code == Value::from("BAD_INPUT")) || error.path.is_empty();
            return Err(if asked_wrongly {
                Refusal::new(Code::BadRequest, error.message.clone())
            } else {
                Refusal::new(Code::Internal, "It could not be looked up.")
            });
        }
        answer.data.into_json().map_err(|error| {
            tracing::error!(%error, "an answer could not be read");
            Refusal::new(Code::Internal, "The answer could not be read.")
        })
    }

    async fn answer(&self, caller: Caller, http: Http, form: Form) -> Result<Response, Refusal> {
        let is_get = *http.method() != Method::POST;
        let logged = http.extensions().get::<Operation>().cloned().unwrap_or_default();
        let mut request = if is_get {
            params::from_address(http.uri())?
        } else {
            let limit = if caller.sends_dossiers {
                self.config.dossier_limit
            } else {
                self.config.body_limit
            };
            params::from_body(&body(http, limit).await?)?
        };

        let refused =
            |error: DocumentError| Ok(answer::written(Answer::from_errors(error.into()), form));
        let checked = match document::check(&request.query, &self.config.limits, &self.validator) {
            Ok(checked) => checked,
            Err(error) => return refused(error),
        };
        match checked.asks(request.operation_name.as_deref()) {
            Ok((kind, name)) => {
                logged.is(name);
                if is_get && kind != OperationType::Query {
                    return Err(Refusal::method(
                        "A GET only reads: send a mutation by POST.",
                        "POST",
                    ));
                }
            }
            Err(error) => return refused(error),
        }
        if let Err(error) = checked.into_request(&mut request, &self.validator) {
            return refused(error);
        }
        request.data = caller.data;
        Ok(answer::written(self.executor.execute(request).await, form))
    }
}

async fn body(mut http: Http, limit: usize) -> Result<Bytes, Refusal> {
    params::check_type(http.headers())?;
    DefaultBodyLimit::max(limit).apply(&mut http);
    Bytes::from_request(http, &()).await.map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Refusal::new(
            Code::BodyTooLarge,
            format!("The body is larger than the {limit} bytes read here. Send it in parts."),
        ),
        _ => Refusal::new(Code::BadRequest, "The body broke off before its end. Send it again."),
    })
}

async fn wrong_method() -> Response {
    Refusal::method("The endpoint takes GET and POST.", "GET, POST").answer(Media::Json)
}
