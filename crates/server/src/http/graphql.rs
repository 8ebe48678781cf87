//! The endpoint: `POST /graphql`, and `GET /graphql?query=` for queries; a WebSocket, and a stream of events, at the same address.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use async_graphql::{Executor, ObjectType, Request, Schema, SubscriptionType, Value, Variables};
use axum::Router;
use axum::extract::ws::WebSocketUpgrade;
use axum::extract::{ConnectInfo, FromRequestParts as _, Request as Http, State};
use axum::http::header::{AUTHORIZATION, CONNECTION, UPGRADE};
use axum::http::{HeaderMap, HeaderName, Method};
use axum::response::Response;
use axum::routing::get;
use tokio::sync::Semaphore;
use tracing::Instrument as _;

use super::accept::{Form, Media, events_are_wanted};
use super::bodies::{self, Bodies};
use super::document::known::Documents;
use super::identity::Caller;
use super::kept::{self, Kept};
use super::live::room::Room;
use super::live::{events, socket};
use super::logging::Operation;
use super::metrics::AsksFor;
use super::params::Sent;
use super::rate::{Rate, Whose};
use super::refusal::{Code, Refusal};
use super::traces::part;
use super::{HttpConfig, answer, identity, origin, params};

/// How many times longer whoever may add to the record may take.
const ADDING: u32 = 20;

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// Whatever answers questions, and the schema that they are validated against.
pub trait Answers: Executor {
    /// The schema as text.
    fn sdl(&self) -> String;
    /// How high the ledger is that everyone's answers are made of: as long as it stays so, one question has one answer. None
    /// where that cannot be said; then no answer is kept.
    fn height(&self) -> Option<u64> {
        None
    }
    /// Whether the answers of a field of the root follow from that height, and are not higher.
    fn follows(&self, _field: &str) -> bool {
        true
    }
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
    pub(super) documents: Documents,
    /// What everyone was answered of late.
    kept: kept::Answers,
    pub(super) config: HttpConfig,
    pub(super) rate: Option<Rate>,
    /// Places for questions that are answered once, and for files on their way.
    pub(super) at_once: Arc<Semaphore>,
    /// Places for those that are answered again and again.
    pub(super) listening: Semaphore,
    /// Room for what is kept of those.
    pub(super) room: Room,
    /// Room for questions on their way.
    bodies: Bodies,
}

impl<E: Answers> Endpoint<E> {
    pub(super) fn new(executor: E, config: HttpConfig, at_once: Arc<Semaphore>) -> Self {
        Self {
            documents: Documents::new(&executor.sdl(), &config),
            kept: kept::Answers::holding(config.kept_answers),
            rate: config.rate.map(Rate::new),
            at_once,
            listening: Semaphore::new(config.listening.all),
            room: Room::default(),
            bodies: Bodies::default(),
            executor,
            config,
        }
    }
}

pub(super) fn routes<E: Answers>(endpoint: Arc<Endpoint<E>>) -> Router {
    let endpoint = get(ask).post(ask).fallback(wrong_method).with_state(endpoint);
    Router::new().route("/graphql", endpoint)
}

async fn ask<E: Answers>(State(endpoint): State<Arc<Endpoint<E>>>, request: Http) -> Response {
    let with_token = request.headers().contains_key(AUTHORIZATION);
    let address = endpoint.config.address(&request);
    let statuses = endpoint.config.statuses;
    let json = Form { media: Media::Json, statuses };
    let (form, answered) = if opens_a_socket(&request) {
        (json, socketed(endpoint, address, request).await)
    } else if events_are_wanted(request.headers()) {
        (json, events::answer(endpoint, address, request).await)
    } else {
        match Form::accepted(request.headers(), statuses) {
            Ok(form) => (form, endpoint.answered(address, request, form).await),
            Err(refusal) => (json, Err(refusal)),
        }
    };
    let mut response = answered.unwrap_or_else(|refusal| refusal.answer(form));
    identity::uncached(&mut response, with_token);
    response
}

/// Whether a request would become a WebSocket. What else a connection could become is passed over, as RFC 9110 has it.
fn opens_a_socket(request: &Http) -> bool {
    let names = |header, name: &str| {
        let said = request.headers().get_all(header).iter().filter_map(|said| said.to_str().ok());
        said.flat_map(|said| said.split(',')).any(|said| said.trim().eq_ignore_ascii_case(name))
    };
    *request.method() == Method::GET && names(UPGRADE, "websocket") && names(CONNECTION, "upgrade")
}

/// Takes the connection over, for whoever may open one from where they are.
async fn socketed<E: Answers>(
    endpoint: Arc<Endpoint<E>>,
    address: Option<IpAddr>,
    request: Http,
) -> Result<Response, Refusal> {
    let (mut parts, _) = request.into_parts();
    // A browser asks for nobody's leave before it opens a WebSocket: so it is looked here whose page it is.
    origin::check(&parts.headers, &endpoint.config.origins)?;
    let upgrade = WebSocketUpgrade::from_request_parts(&mut parts, &()).await;
    let upgrade = upgrade.map_err(|rejection| {
        let why = rejection.body_text();
        Refusal::new(Code::BadRequest, format!("The connection cannot become a WebSocket: {why}."))
    })?;
    Ok(socket::opened(endpoint, address, parts.headers, upgrade))
}

/// The address that a proxy names, which may come with a port.
fn host(said: &str) -> Option<IpAddr> {
    let bare = || said.strip_prefix('[')?.strip_suffix(']')?.parse().ok();
    let with_port = || said.parse::<SocketAddr>().ok().map(|address| address.ip());
    said.parse().ok().or_else(with_port).or_else(bare)
}

impl HttpConfig {
    /// How long a question may take.
    pub(super) fn time_limit_of(&self, sends_dossiers: bool) -> Duration {
        if sends_dossiers { self.time_limit * ADDING } else { self.time_limit }
    }

    /// Where a request comes from: what the nearest proxy says, where there is one.
    pub(super) fn address(&self, request: &Http) -> Option<IpAddr> {
        let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
        let peer = peer.map(|ConnectInfo(address)| address.ip());
        if !self.behind_proxy {
            return peer;
        }
        let said = request.headers().get_all(FORWARDED_FOR).iter().next_back();
        let said = said.and_then(|said| host(said.to_str().ok()?.rsplit(',').next()?.trim()));
        said.or(peer)
    }
}

/// What a page or a feed costs.
const OF_THE_EDGE: u64 = 100;

/// What it costs to come with a token that is none.
const STRANGER: u64 = 10;

impl<E: Answers> Endpoint<E> {
    /// Who sent these headers. Whoever comes with a token that is none pays for that as anyone from there.
    pub(super) async fn caller(
        &self,
        address: Option<IpAddr>,
        headers: &HeaderMap,
    ) -> Result<Caller, Refusal> {
        let identified = identity::caller(&self.config.identify, headers);
        // It asks the database one thing: what takes long is the database.
        let caller = tokio::time::timeout(self.config.time_limit, identified).await;
        let caller = caller.unwrap_or_else(|_| Err(Refusal::gone()));
        if caller.as_ref().is_err_and(Refusal::is_of_the_token) {
            self.pay(Whose::of("", address), STRANGER)?;
        }
        caller
    }

    /// Puts a question of the edge's own, for whoever sent these headers.
    pub(super) async fn asks(
        &self,
        address: Option<IpAddr>,
        headers: &HeaderMap,
        document: &str,
        variables: serde_json::Value,
    ) -> Result<serde_json::Value, Refusal> {
        let caller = self.caller(address, headers).await?;
        self.pay(Whose::of(&caller.name, address), OF_THE_EDGE)?;
        let _place = self.at_once.try_acquire().map_err(|_| Refusal::busy())?;
        let mut request = Request::new(document).variables(Variables::from_json(variables));
        request.data = caller.data;
        let answer = tokio::time::timeout(self.config.time_limit, self.executor.execute(request));
        let Ok(answer) = answer.await else {
            return Err(Refusal::new(Code::Timeout, "The answer took too long and was given up."));
        };
        if let Some(error) = answer.errors.first() {
            let code = error.extensions.as_ref().and_then(|extensions| extensions.get("code"));
            if code.is_some_and(|code| *code == Value::from("DATABASE_GONE")) {
                return Err(Refusal::gone());
            }
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

    /// Answers a question once, in the time that whoever asks may take.
    async fn answered(
        &self,
        address: Option<IpAddr>,
        http: Http,
        form: Form,
    ) -> Result<Response, Refusal> {
        let caller = self.caller(address, http.headers()).await?;
        // Whoever may add to the record may add much of it.
        let limit = self.config.time_limit_of(caller.sends_dossiers);
        let answering = self.answer(caller, address, http, form);
        tokio::time::timeout(limit, answering).await.map_err(|_| Refusal::timed_out(limit))?
    }

    async fn answer(
        &self,
        caller: Caller,
        address: Option<IpAddr>,
        http: Http,
        form: Form,
    ) -> Result<Response, Refusal> {
        let only_reads = *http.method() != Method::POST;
        let known = only_reads.then(|| http.headers().clone());
        let logged = http.extensions().get::<Operation>().cloned().unwrap_or_default();
        let counted = http.extensions().get::<AsksFor>().cloned().unwrap_or_default();
        let sent = self.asked(&caller, address, http).await?;
        let looking = part!("validate");
        let posed = looking.in_scope(|| self.posed(sent, caller, address, only_reads, &counted));
        let posed = match posed {
            Ok(posed) => posed,
            Err(no) => return no.answered(form),
        };
        logged.is(posed.name.as_deref());
        let follows = posed.fields().all(|field| self.executor.follows(field));
        let height = self.executor.height().filter(|_| follows);
        self.kept.rise(height.unwrap_or_default());
        let tag = height.and_then(|height| posed.tag(height));
        let is_trusted = posed.is_trusted();
        let told = |mut response: Response| {
            if let Some(tag) = tag.filter(|_| only_reads) {
                tag.tell(&mut response, is_trusted);
            }
            response
        };
        if let Some((tag, known)) = tag.zip(known)
            && tag.is_known(&known)
        {
            self.pay(posed.whose, 1)?;
            return Ok(tag.unchanged(is_trusted));
        }
        if let Some(kept) = tag.and_then(|tag| self.kept.get(&tag)) {
            let beside = self.charge(posed.whose, kept.cost)?;
            return Ok(told(answer::of_text(&kept.data, &beside, form)));
        }
        let question = looking.in_scope(|| self.weighed(posed));
        drop(looking);
        let (question, cost) = match question {
            Ok(question) => question,
            Err(no) => return no.answered(form),
        };
        if question.goes_on() {
            let message = "A subscription is answered again and again: ask over a WebSocket, or with `Accept: text/event-stream`.";
            return Err(Refusal::new(Code::NotAcceptable, message));
        }
        let _place = self.at_once.try_acquire().map_err(|_| Refusal::busy())?;
        let mut answer = self.executor.execute(question.request).instrument(part!("execute")).await;
        let _writing = part!("write").entered();
        if let Some(tag) = tag.filter(|_| answer.errors.is_empty())
            && let Some(data) = answer::data(&answer)
        {
            // What was added meanwhile may be in it or not.
            if self.executor.height() == height {
                self.kept.keep(tag, Kept { data: Arc::clone(&data), cost });
            }
            return Ok(told(answer::of_text(&data, &question.told, form)));
        }
        answer.extensions.extend(question.told);
        Ok(answer::written(answer, form))
    }

    /// What was asked, as it came. Whoever sends what is no question pays for that.
    pub(super) async fn asked(
        &self,
        caller: &Caller,
        address: Option<IpAddr>,
        http: Http,
    ) -> Result<Sent, Refusal> {
        let sent = self.sent(caller, http).await;
        sent.map_err(|refusal| self.unheard(Whose::of(&caller.name, address), refusal))
    }

    async fn sent(&self, caller: &Caller, http: Http) -> Result<Sent, Refusal> {
        if *http.method() != Method::POST {
            return params::from_address(http.uri());
        }
        params::check_type(http.headers())?;
        let limit =
            if caller.sends_dossiers { self.config.dossier_limit } else { self.config.body_limit };
        let silence = self.config.time_limit;
        let read = bodies::read(http.into_body(), limit, silence, &self.bodies);
        let all = self.config.time_limit_of(caller.sends_dossiers);
        let body = tokio::time::timeout(all, read).await;
        params::from_body(&body.map_err(|_| bodies::late())??)
    }
}

async fn wrong_method<E: Answers>(
    State(endpoint): State<Arc<Endpoint<E>>>,
    headers: HeaderMap,
) -> Response {
    let statuses = endpoint.config.statuses;
    let form = Form::accepted(&headers, statuses).unwrap_or(Form { media: Media::Json, statuses });
    let refusal = Refusal::method("The endpoint takes GET and POST.", "GET, HEAD, POST");
    let mut response = refusal.answer(form);
    identity::uncached(&mut response, false);
    response
}
