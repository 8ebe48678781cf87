//! Answers that go on: subscriptions, over a WebSocket ([`socket`]) or as an event stream ([`events`]).
//!
//! Each runs as a task that puts a few answers at most into a channel and waits for its listener. A listener who takes none of them for
//! too long is given up and told so once they listen again; one whose token is good no longer is told that, and hears nothing more,
//! whatever runs over their connection.

mod closing;
pub(super) mod events;
pub(super) mod room;
pub(super) mod socket;

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use async_graphql::{Response as Answer, ServerError};
use axum::http::{HeaderMap, StatusCode};
use futures_util::{FutureExt as _, StreamExt as _};
use tokio::sync::{Semaphore, mpsc};
use tokio::time::timeout;

use super::connection::TAKING;
use super::graphql::{Answers, Endpoint};
use super::metrics::{Asked, ErrorCode, Metrics};
use super::question::{No, Question};
use super::refusal::{Code, Refusal};
use super::{answer, identity, panics};

/// How many answers wait for a listener.
pub(super) const WAITING: usize = 16;

/// What is allowed to those who listen.
#[derive(Clone, Copy, Debug)]
pub struct Listening {
    /// How many subscriptions run at the same time: 10 000.
    pub all: usize,
    /// How many of them over one connection: 100.
    pub one: usize,
    /// How long a listener may take nothing of what is there: 20 s. Their connection is cut after 30 s: until then they can be told.
    pub patience: Duration,
    /// How long a WebSocket may wait with its first message: 3 s.
    pub greeting: Duration,
}

impl Default for Listening {
    fn default() -> Self {
        Self { all: 10_000, one: 100, patience: TAKING * 2 / 3, greeting: Duration::from_secs(3) }
    }
}

/// What a listener is told.
pub(super) enum Told {
    /// An answer. Boxed: a listener for whom nothing comes has room for many.
    Next(Box<Answer>),
    /// There will be no more.
    Complete,
    /// There will be none: it is no question.
    Invalid(Vec<ServerError>),
    /// There will be none, or no more, for this reason.
    Ended(Box<Refusal>),
}

impl Told {
    /// Counts it as the answer to a question, unless that had one before, and as an error, if it is one.
    fn count(&self, metrics: &Metrics, asked: &mut Option<Asked>) {
        if let Some(code) = self.code() {
            metrics.erred(&code);
        }
        let status = match self {
            Self::Next(_) | Self::Complete | Self::Invalid(_) => StatusCode::OK.as_u16(),
            Self::Ended(refusal) => refusal.status(),
        };
        if let Some(asked) = asked.take() {
            asked.answered(status);
        }
    }

    fn code(&self) -> Option<ErrorCode> {
        match self {
            Self::Next(answer) => answer::first_code(&answer.errors),
            Self::Complete => None,
            Self::Invalid(errors) => answer::first_code(errors),
            Self::Ended(refusal) => Some(refusal.code()),
        }
    }
}

impl From<Refusal> for Told {
    fn from(refusal: Refusal) -> Self {
        Self::Ended(refusal.into())
    }
}

impl From<No> for Told {
    fn from(no: No) -> Self {
        match no {
            No::Invalid(errors) => Self::Invalid(errors),
            No::Refused(refusal) => refusal.into(),
        }
    }
}

/// Answers a question until there is no more to answer, or nobody listens. That whoever listens may do so no longer is for the
/// connection to see ([`identity::expires`]); what comes after is not told to them either way.
pub(super) async fn answers<E: Answers>(
    endpoint: Arc<Endpoint<E>>,
    headers: HeaderMap,
    question: Question,
    listener: mpsc::Sender<Told>,
) {
    let end = tokio::select! {
        end = answered(&endpoint, &headers, question, &listener) => end,
        () = listener.closed() => return,
    };
    let _ = listener.send(end).await; // nobody listens any more if it fails
}

async fn answered<E: Answers>(
    endpoint: &Endpoint<E>,
    headers: &HeaderMap,
    question: Question,
    listener: &mpsc::Sender<Told>,
) -> Told {
    let config = &endpoint.config;
    let reserved = if question.goes_on() { &endpoint.listening } else { &endpoint.at_once };
    let Ok(_reserved) = Semaphore::try_acquire(reserved) else {
        return Refusal::busy().into();
    };
    let room = question.goes_on().then(|| endpoint.room.of(question.bytes)).transpose();
    let _room = match room {
        Ok(room) => room,
        Err(refusal) => return refusal.into(),
    };
    let _listening = question.goes_on().then(|| config.metrics.listening());
    let limit = (!question.goes_on()).then(|| config.time_limit_of(question.sends_dossiers));
    let told = question.told;
    let mut answers = endpoint.executor.execute_stream(question.request, None);
    let with_token = identity::bears_token(headers);
    loop {
        let next = AssertUnwindSafe(answers.next()).catch_unwind();
        let next = match limit {
            Some(limit) => timeout(limit, next).await.map_err(|_| limit),
            None => Ok(next.await),
        };
        let mut answer = match next {
            Ok(Ok(Some(answer))) => answer,
            Ok(Ok(None)) => return Told::Complete,
            Ok(Err(panic)) => {
                panics::noted(panic.as_ref());
                return panics::refusal().into();
            }
            Err(limit) => return Refusal::timed_out(limit).into(),
        };
        // What was waited for may have come after the token ended.
        if with_token && let Err(refusal) = identity::still_good(&config.identify, headers).await {
            return refusal.into();
        }
        answer::name_all(&mut answer);
        if !answer::was_executed(&answer) {
            return Told::Invalid(answer.errors);
        }
        answer.extensions.extend(told.clone());
        match timeout(config.listening.patience, listener.reserve()).await {
            Ok(Ok(place)) => place.send(Told::Next(answer.into())),
            Ok(Err(_)) => return Told::Complete,
            Err(_) => {
                let message = "You took nothing of what was there for too long, and the subscription was given up. Go on from the last that you took, with `after`.";
                return Refusal::new(Code::SlowConsumer, message).into();
            }
        }
    }
}
