//! The edge: everything between a connection and the schema.
//!
//! A request passes, from the outside in: compression, security headers, its id and its line in the log, the net under panics, and then one
//! of five doors: the endpoint ([`graphql`]), [`feeds`], [`records`], the [`playground`], and [`health`]. The edge knows nothing of the
//! record: it takes whatever [`Answers`], so it can be tested with a schema of three fields; feeds and records put questions of their own.
//!
//! Invariants: who asks is known before a body is read ([`identity`]); a document is bounded before anything walks it ([`document`]);
//! neither a document's text nor its variables nor a token are logged; no text of a panic reaches a caller.

pub mod accept;
mod answer;
mod bodies;
mod connection;
pub mod document;
mod feeds;
pub mod graphql;
mod headers;
pub mod health;
pub mod identity;
mod kept;
pub mod live;
pub mod logging;
pub mod metrics;
pub mod origin;
mod panics;
mod params;
mod playground;
mod question;
mod rate;
mod records;
mod refusal;
mod request_id;
pub mod serve;
pub mod shutdown;
pub mod tls;
pub mod traces;
mod uploads;
mod variables;

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use axum::routing::get;
use axum::{Router, middleware};
use tokio::sync::Semaphore;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};

use crate::uploads::Uploads;
use accept::Statuses;
use document::{Limits, trusted::Trusted};
use graphql::{Answers, Endpoint};
use health::Readiness;
use identity::{Caller, Identify, Unidentified};
use live::Listening;
use metrics::Metrics;
use origin::Origins;
use shutdown::Stopping;

/// What the edge allows, and whom it asks who asks.
#[derive(Clone)]
pub struct HttpConfig {
    /// How large a document may be, written out and expanded.
    pub limits: Limits,
    /// The documents that the server was started with, and whether it answers no others: none unless said otherwise.
    pub trusted: Trusted,
    /// Whether what is misspelt is told what it might be.
    pub suggestions: bool,
    /// How much each caller may ask for in a minute, by what answers cost: as much as they like unless said otherwise.
    pub rate: Option<NonZeroU32>,
    /// How much memory everyone's answers may take that are kept, in bytes: 48 MiB unless said otherwise; 0 keeps none.
    pub kept_answers: u64,
    /// How many questions are answered, and files taken, at the same time: 256 unless said otherwise.
    pub at_once: usize,
    /// What is allowed to those who listen.
    pub listening: Listening,
    /// From which pages of others a browser may ask: from none unless said otherwise.
    pub origins: Origins,
    /// Whether a proxy stands before the server, and says in `X-Forwarded-For` whose question it hands on.
    pub behind_proxy: bool,
    /// By what address others reach the server, for the links that it gives; where it is not said, by the one that
    /// each caller used.
    pub public_address: Option<String>,
    /// Whether the server speaks TLS itself.
    pub speaks_tls: bool,
    /// Which text of GraphQL over HTTP the statuses of answers follow.
    pub statuses: Statuses,
    /// The largest body read, in bytes: 1 MiB unless said otherwise.
    pub body_limit: usize,
    /// How long one question may take, from its first byte to its answer: 30 s unless said otherwise. Whoever may add to the record has
    /// twenty times as long, for a list may be large.
    pub time_limit: Duration,
    /// The largest body read from whoever may send dossiers: 1 MiB unless said otherwise.
    pub dossier_limit: usize,
    /// Where files are kept that are sent to be imported.
    pub uploads: Uploads,
    /// What is counted of requests.
    pub metrics: Metrics,
    /// When listeners are to be let go.
    pub stopping: Stopping,
    /// Called once for each question, before its body is read. Knows no token unless said otherwise.
    pub identify: Identify,
}

impl Default for HttpConfig {
    fn default() -> Self {
        Self {
            limits: Limits::default(),
            trusted: Trusted::default(),
            suggestions: true,
            rate: None,
            kept_answers: kept::BYTES,
            at_once: 256,
            listening: Listening::default(),
            origins: Origins::default(),
            behind_proxy: false,
            public_address: None,
            speaks_tls: false,
            statuses: Statuses::default(),
            body_limit: 1024 * 1024,
            time_limit: Duration::from_secs(30),
            dossier_limit: 1024 * 1024,
            uploads: Uploads::default(),
            metrics: Metrics::default(),
            stopping: Stopping::default(),
            identify: Arc::new(|token| {
                let unknown = Unidentified::Token("this server takes no tokens".to_owned());
                let caller = token.map_or_else(|| Ok(Caller::default()), |_| Err(unknown));
                Box::pin(std::future::ready(caller))
            }),
        }
    }
}

/// Every route of the server: `/graphql`, `/uploads`, the Playground at `/`, `/feeds/`, `/records/`, `/healthz` and `/readyz`.
pub fn router<E: Answers>(executor: E, ready: impl Readiness, config: HttpConfig) -> Router {
    // The Playground's fonts are compressed already.
    let compressible = DefaultPredicate::new().and(NotForContentType::const_new("font/"));
    let places = Arc::new(Semaphore::new(config.at_once));
    let uploads = uploads::routes(&config, Arc::clone(&places));
    let cors = config.origins.layer();
    let telling =
        logging::Telling { metrics: config.metrics.clone(), behind_proxy: config.behind_proxy };
    let endpoint = Arc::new(Endpoint::new(executor, config, places));
    let router = Router::new()
        .merge(uploads)
        .merge(graphql::routes(Arc::clone(&endpoint)))
        .merge(feeds::routes(Arc::clone(&endpoint)))
        .merge(records::routes(endpoint))
        .merge(playground::routes())
        .route("/healthz", get(health::alive))
        .route("/readyz", get(move || health::ready(ready.clone())))
        .fallback(refusal::nothing_here);
    let router = match cors {
        Some(cors) => router.layer(cors),
        None => router,
    };
    router
        .layer(CatchPanicLayer::custom(panics::masked))
        .layer(middleware::from_fn_with_state(telling, logging::line))
        .layer(middleware::map_response(headers::secured))
        .layer(CompressionLayer::new().gzip(true).compress_when(compressible))
}
