//! What is counted of requests, for whoever runs the server: at an address of its own, so that the public never sees it.
//!
//! Invariant: no label holds a word that a caller chose. Requests are told apart by the door they came to and by the field of the schema
//! that they ask for, of which there are as many as the schema has; never by the name that a caller gave to an operation, by a path, a
//! token or an address.

mod door;
pub mod figures;

use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse as _;
use axum::routing::get;
use prometheus_client::encoding::{EncodeLabelSet, text};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

pub(super) use door::{of as door, told};

/// The bounds between which the times of answers are counted, in seconds.
const TIMES: [f64; 13] =
    [0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 30.0];

/// What proxies log for a caller that did not wait for its answer.
pub(super) const HUNG_UP: u16 = 499;

/// The door of what is asked over a WebSocket: no path leads there.
const SOCKET: &str = "websocket";

/// The form in which figures are told.
const OPENMETRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// What is told apart of requests.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    door: &'static str,
    field: String,
    status: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Code {
    code: String,
}

/// The code of the first error of an answer, on its way to the count.
#[derive(Clone, Debug)]
pub(super) struct ErrorCode(pub(super) String);

/// What is counted of requests.
#[derive(Clone, Debug)]
pub struct Metrics {
    answered: Family<Answered, Histogram, fn() -> Histogram>,
    erred: Family<Code, Counter>,
    running: Gauge,
    listening: Gauge,
}

impl Default for Metrics {
    fn default() -> Self {
        Self {
            answered: Family::new_with_constructor(|| Histogram::new(TIMES)),
            erred: Family::default(),
            running: Gauge::default(),
            listening: Gauge::default(),
        }
    }
}

impl Metrics {
    pub(super) fn answered(&self, door: &'static str, field: &str, status: u16, time: Duration) {
        let answered = Answered { door, field: field.to_owned(), status };
        self.answered.get_or_create(&answered).observe(time.as_secs_f64());
    }

    pub(super) fn erred(&self, ErrorCode(code): &ErrorCode) {
        self.erred.get_or_create(&Code { code: code.clone() }).inc();
    }

    /// Counts a request for as long as it runs.
    pub(super) fn running(&self) -> One {
        One::more(&self.running)
    }

    /// Counts a subscription for as long as it runs.
    pub(super) fn listening(&self) -> One {
        One::more(&self.listening)
    }

    /// What is counted, with what else is told of the process and its database.
    fn registry(&self) -> Registry {
        let mut registry = Registry::with_prefix("detente");
        let told = "How long answers took, by the door they were asked at, by the field of the schema, and by status";
        registry.register_with_unit("answer", told, Unit::Seconds, self.answered.clone());
        let told = "How many answers told of an error, by the code of the first";
        registry.register("errors", told, self.erred.clone());
        let told = "How many requests are being answered";
        registry.register("requests_running", told, self.running.clone());
        let told = "How many subscriptions are being answered";
        registry.register("subscriptions_running", told, self.listening.clone());
        registry
    }
}

/// One of what is counted, until it is dropped.
#[derive(Debug)]
pub(super) struct One(Gauge);

impl One {
    fn more(gauge: &Gauge) -> Self {
        gauge.inc();
        Self(gauge.clone())
    }
}

impl Drop for One {
    fn drop(&mut self) {
        self.0.dec();
    }
}

/// A question over a WebSocket. It is counted when dropped, so that one whose caller hung up is counted too.
#[derive(Debug)]
pub(super) struct Asked {
    started: Instant,
    field: AsksFor,
    metrics: Metrics,
    _running: One,
    status: u16,
}

impl Asked {
    pub(super) fn begin(metrics: &Metrics) -> Self {
        Self {
            started: Instant::now(),
            field: AsksFor::default(),
            metrics: metrics.clone(),
            _running: metrics.running(),
            status: HUNG_UP,
        }
    }

    pub(super) fn field(&self) -> &AsksFor {
        &self.field
    }

    /// Counts it as answered with the status that it would have had by POST.
    pub(super) fn answered(mut self, status: u16) {
        self.status = status;
    }
}

impl Drop for Asked {
    fn drop(&mut self) {
        let Self { started, field, metrics, _running, status } = self;
        metrics.answered(SOCKET, field.field(), *status, started.elapsed());
    }
}

/// The field of the schema that a question asks for, on its way from the endpoint to the count.
#[derive(Clone, Debug, Default)]
pub(super) struct AsksFor(Arc<OnceLock<String>>);

impl AsksFor {
    /// Notes the fields at the root of a question that is valid: so each is one of the schema's.
    pub(super) fn is<'a>(&self, mut fields: impl Iterator<Item = &'a str>) {
        let Some(first) = fields.next() else { return };
        let several = fields.any(|field| field != first);
        self.0.get_or_init(|| if several { "several" } else { first }.to_owned());
    }

    pub(super) fn field(&self) -> &str {
        self.0.get().map_or("", String::as_str)
    }
}

/// The one page of figures, at `/metrics`. `database` tells those of the database, and is asked whenever the page is.
pub fn page<D: figures::Told>(metrics: &Metrics, database: D) -> Router {
    let mut registry = metrics.registry();
    let database = figures::Figures::new(database);
    registry.register_collector(Box::new(database.clone()));
    let registry = Arc::new(registry);
    let told = async move || {
        database.look().await;
        let mut page = String::new();
        match text::encode(&mut page, &registry) {
            Ok(()) => ([(CONTENT_TYPE, OPENMETRICS)], page).into_response(),
            Err(_) => axum::http::StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        }
    };
    Router::new().route("/metrics", get(told))
}
