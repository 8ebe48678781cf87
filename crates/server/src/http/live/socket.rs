//! A WebSocket that speaks `graphql-transport-ws`, the protocol of the package `graphql-ws`.

use std::collections::HashMap;
use std::future::pending;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use async_graphql::ServerError;
use axum::extract::ws::{CloseFrame, Message, WebSocket, WebSocketUpgrade};
use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use futures_util::FutureExt as _;
use futures_util::stream::FusedStream as _;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use tokio::sync::mpsc;
use tokio::task::{AbortHandle, JoinSet};
use tokio::time::{Instant, interval_at, sleep, timeout};

use super::closing::{Closing, broken, closing, cut};
use super::{Told, WAITING};
use crate::http::connection::TAKING;
use crate::http::graphql::{Answers, Endpoint};
use crate::http::metrics::{Asked, AsksFor};
use crate::http::params::Sent;
use crate::http::question::Question;
use crate::http::refusal::{Code, Refusal};
use crate::http::{answer, identity, params};

const PROTOCOL: &str = "graphql-transport-ws";

/// How often a listener is asked whether they are still there.
const BEAT: Duration = Duration::from_secs(30);

/// How much of a connection is kept ready to be read: idle ones are many, and their messages short.
const BUFFER: usize = 4096;

/// The longest message that is read: connections are many, and whoever sends half of a message may keep it for as long as they like.
/// A longer one goes by POST, a longer document by its digest.
const LONGEST: usize = 32 * 1024;

/// Takes over a connection.
pub(in crate::http) fn opened<E: Answers>(
    endpoint: Arc<Endpoint<E>>,
    address: Option<IpAddr>,
    headers: HeaderMap,
    upgrade: WebSocketUpgrade,
) -> Response {
    let longest = endpoint.config.body_limit.min(LONGEST);
    let upgrade = upgrade.protocols([PROTOCOL]).read_buffer_size(BUFFER).write_buffer_size(0);
    let upgrade = upgrade.max_message_size(longest).max_frame_size(longest);
    let speaks = upgrade.selected_protocol().is_some();
    upgrade.on_upgrade(move |mut socket| async move {
        let (tell, told) = mpsc::channel(WAITING);
        let running = HashMap::new();
        let tasks = JoinSet::new();
        let mut talk = Talk {
            endpoint,
            address,
            headers,
            is_acknowledged: false,
            running,
            tasks,
            tell,
            count: 0,
        };
        let end = if speaks {
            talk.held(&mut socket, told).await
        } else {
            Err(closing(4406, "Subprotocol not acceptable"))
        };
        let patience = talk.endpoint.config.listening.greeting;
        let is_broken = end.is_err() && socket.is_terminated();
        if let Err(Closing(code, reason)) = end {
            let frame = CloseFrame { code, reason: cut(&reason).into() };
            let closed = socket.send(Message::Close(Some(frame)));
            // Whoever takes nothing may begin to, until the connection itself is cut.
            let _ = timeout(TAKING, closed).await;
        }
        // Reading on answers a farewell; and what is left unread would make the system throw away the frame that says why.
        let drained = async { while let Some(Ok(_)) = socket.recv().await {} };
        let _ = timeout(patience, drained).await;
        if is_broken {
            sleep(patience).await; // it cannot be read on: so there is a while to read that frame
        }
    })
}

/// A message of a listener's.
#[derive(Deserialize)]
struct Said {
    #[serde(rename = "type")]
    kind: String,
    id: Option<String>,
    payload: Option<Box<RawValue>>,
}

/// A message to a listener.
#[derive(Serialize)]
struct Tells<'a, P> {
    #[serde(rename = "type")]
    kind: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    payload: Option<P>,
}

impl<P: Serialize> Tells<'_, P> {
    /// As text, in which an answer has its fields in the order of the document.
    fn text(&self) -> Result<String, Closing> {
        serde_json::to_string(self).map_err(|error| {
            tracing::error!(%error, "a message could not be written as JSON");
            closing(1011, "The message could not be written")
        })
    }
}

/// A message without a payload.
fn plain(kind: &str, id: Option<&str>) -> Result<String, Closing> {
    Tells::<()> { kind, id, payload: None }.text()
}

/// What is told, of which subscription, by its number: an identifier may be used again.
type About = (u64, String, Told);

/// A connection.
struct Talk<E> {
    endpoint: Arc<Endpoint<E>>,
    address: Option<IpAddr>,
    /// With the token, wherever it came.
    headers: HeaderMap,
    is_acknowledged: bool,
    running: HashMap<String, (u64, AbortHandle)>,
    /// They end with the connection.
    tasks: JoinSet<()>,
    tell: mpsc::Sender<About>,
    count: u64,
}

impl<E: Answers> Talk<E> {
    /// Goes on until the listener leaves, or something closes the connection.
    async fn held(
        &mut self,
        socket: &mut WebSocket,
        mut told: mpsc::Receiver<About>,
    ) -> Result<(), Closing> {
        let greeting = sleep(self.endpoint.config.listening.greeting);
        let stopping = self.endpoint.config.stopping.clone();
        let stopping = stopping.come();
        tokio::pin!(greeting, stopping);
        let mut expires = pending().boxed();
        let mut beat = interval_at(Instant::now() + BEAT, BEAT);
        let mut heard = Instant::now();
        loop {
            tokio::select! {
                message = socket.recv() => {
                    heard = Instant::now();
                    match message {
                        Some(Ok(Message::Text(text))) => {
                            let was_known = self.is_acknowledged;
                            for answer in self.hears(&text).await? {
                                self.says(socket, answer).await?;
                            }
                            if self.is_acknowledged && !was_known {
                                expires = self.expires().boxed();
                            }
                        }
                        Some(Ok(Message::Binary(_))) => return Err(closing(4400, "Messages are text")),
                        Some(Ok(Message::Ping(_) | Message::Pong(_))) => {}
                        Some(Err(error)) => return broken(&error.to_string()),
                        Some(Ok(Message::Close(_))) | None => return Ok(()),
                    }
                }
                Some((number, id, told)) = told.recv() => {
                    if self.running.get(&id).is_some_and(|(running, _)| *running == number) {
                        let message = self.told(&id, told)?;
                        self.says(socket, message).await?;
                    }
                }
                Some(_) = self.tasks.join_next() => {}
                refusal = &mut expires => return Err(unauthorized(&refusal)),
                () = &mut greeting, if !self.is_acknowledged => {
                    return Err(closing(4408, "Connection initialisation timeout"));
                }
                () = &mut stopping => return Err(closing(1001, "The server stops: connect again")),
                _ = beat.tick() => {
                    if heard.elapsed() > BEAT * 2 {
                        return Err(closing(1001, "You are not there any more"));
                    }
                    self.sent(socket.send(Message::Ping(<_>::default()))).await?;
                }
            }
        }
    }

    /// Comes when the token is good no longer.
    fn expires(&self) -> impl Future<Output = Refusal> + use<E> {
        identity::expires(Arc::clone(&self.endpoint.config.identify), self.headers.clone())
    }

    async fn says(&self, socket: &mut WebSocket, message: String) -> Result<(), Closing> {
        self.sent(socket.send(Message::Text(message.into()))).await
    }

    async fn sent(
        &self,
        sending: impl Future<Output = Result<(), axum::Error>>,
    ) -> Result<(), Closing> {
        match timeout(self.endpoint.config.listening.patience, sending).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(closing(1011, "The connection broke off")),
            Err(_) => Err(closing(1013, "Too slow: go on with `after`")),
        }
    }

    /// What to answer to a message.
    async fn hears(&mut self, text: &str) -> Result<Vec<String>, Closing> {
        let said: Said = serde_json::from_str(text)
            .map_err(|_| closing(4400, "Invalid message: it is none of graphql-transport-ws"))?;
        match said.kind.as_str() {
            "connection_init" => self.greeted(said.payload.as_deref()).await,
            "ping" => Ok(vec![Tells { kind: "pong", id: None, payload: said.payload }.text()?]),
            "pong" => Ok(Vec::new()),
            "subscribe" => {
                let (Some(id), Some(payload)) = (said.id, said.payload) else {
                    return Err(closing(4400, "Invalid message: subscribe needs id and payload"));
                };
                self.asked(id, &payload).await.map(|refused| refused.into_iter().collect())
            }
            "complete" => {
                let Some(id) = said.id else {
                    return Err(closing(4400, "Invalid message: complete needs an id"));
                };
                if let Some((_, running)) = self.running.remove(&id) {
                    running.abort();
                }
                Ok(Vec::new())
            }
            _ => Err(closing(4400, "Invalid message: its type is not known")),
        }
    }

    /// The first message: whoever cannot set a header gives their token here.
    async fn greeted(&mut self, payload: Option<&RawValue>) -> Result<Vec<String>, Closing> {
        if self.is_acknowledged {
            return Err(closing(4429, "Too many initialisation requests"));
        }
        if let Some(token) = payload.map(token).transpose()?.flatten() {
            let token = HeaderValue::from_str(&token).map_err(|_| closing(4403, "Forbidden"))?;
            self.headers.insert(AUTHORIZATION, token);
        }
        let identified = self.endpoint.caller(self.address, &self.headers).await;
        identified.map_err(|refusal| {
            // Clients come again after the one, and not after the other.
            let code = if refusal.is_of_the_token() { 4403 } else { 1013 };
            closing(code, refusal.error().message)
        })?;
        self.is_acknowledged = true;
        Ok(vec![plain("connection_ack", None)?])
    }

    /// Begins to answer a question, or says why it is not answered.
    async fn asked(&mut self, id: String, payload: &RawValue) -> Result<Option<String>, Closing> {
        if !self.is_acknowledged {
            return Err(closing(4401, "Unauthorized"));
        }
        if self.running.contains_key(&id) {
            return Err(closing(4409, format!("Subscriber for {id} already exists")));
        }
        let sent = params::from_body(payload.get().as_bytes())
            .map_err(|_| closing(4400, "Invalid message: its payload asks no question"))?;
        let metrics = self.endpoint.config.metrics.clone();
        let asked = Asked::begin(&metrics);
        let question = self.question(sent, asked.field()).await;
        let mut asked = Some(asked);
        let question = match question {
            Ok(question) => question,
            Err(told) => {
                told.count(&metrics, &mut asked);
                return self.told(&id, told).map(Some);
            }
        };
        // As with a stream of events: what is answered again and again is answered once it begins.
        if let Some(asked) = asked.take_if(|_| question.goes_on()) {
            asked.answered(StatusCode::OK.as_u16());
        }
        self.count += 1;
        let (number, tell) = (self.count, self.tell.clone());
        let (endpoint, headers) = (Arc::clone(&self.endpoint), self.headers.clone());
        let of = id.clone();
        let task = self.tasks.spawn(async move {
            let (listener, mut told) = mpsc::channel(1);
            let answering = super::answers(endpoint, headers, question, listener);
            let telling = async {
                while let Some(told) = told.recv().await {
                    told.count(&metrics, &mut asked);
                    if tell.send((number, of.clone(), told)).await.is_err() {
                        return;
                    }
                }
            };
            tokio::join!(answering, telling);
        });
        self.running.insert(id, (number, task));
        Ok(None)
    }

    /// What is asked, if it may be asked over this connection.
    async fn question(&self, sent: Sent, counted: &AsksFor) -> Result<Question, Told> {
        let caller = self.endpoint.caller(self.address, &self.headers).await?;
        if self.running.len() >= self.endpoint.config.listening.one {
            let message =
                "Too many subscriptions run over this connection. End one, or open another.";
            return Err(Refusal::new(Code::Busy, message).into());
        }
        Ok(self.endpoint.question(sent, caller, self.address, false, counted)?)
    }

    /// The message that tells something of a subscription.
    fn told(&mut self, id: &str, told: Told) -> Result<String, Closing> {
        if !matches!(told, Told::Next(_)) {
            self.running.remove(id);
        }
        match told {
            Told::Next(answer) => {
                let payload = Some(answer::Body::of(&answer));
                Tells { kind: "next", id: Some(id), payload }.text()
            }
            Told::Complete => plain("complete", Some(id)),
            Told::Invalid(errors) => error(id, &errors),
            Told::Ended(refusal) if refusal.is_of_the_token() => Err(unauthorized(&refusal)),
            Told::Ended(refusal) => error(id, &[refusal.error()]),
        }
    }
}

/// The token in a greeting, if there is one.
fn token(payload: &RawValue) -> Result<Option<String>, Closing> {
    let wrong = |what: &str| closing(4400, format!("Invalid message: {what}"));
    let payload: Map<String, Value> = serde_json::from_str(payload.get())
        .map_err(|_| wrong("the payload of connection_init is no object"))?;
    let named = ["Authorization", "authorization"].iter().find_map(|name| payload.get(*name));
    match named {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(token)) => Ok(Some(token.clone())),
        Some(_) => Err(wrong("Authorization in the payload of connection_init is no text")),
    }
}

fn unauthorized(refusal: &Refusal) -> Closing {
    closing(4401, refusal.error().message)
}

fn error(id: &str, errors: &[ServerError]) -> Result<String, Closing> {
    Tells { kind: "error", id: Some(id), payload: Some(errors) }.text()
}
