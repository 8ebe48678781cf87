//! One line in the log for each request, and how the log is written.

use std::io::IsTerminal;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Instant;

use axum::body::HttpBody;
use axum::extract::{Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;
use detente_storage::SECRETS_BEGIN;
use tracing::{Instrument, Span};
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{EnvFilter, Layer};

use super::metrics::{AsksFor, ErrorCode, HUNG_UP, Metrics, One, door, told};
use super::request_id;
use super::traces::{self, Traces};

/// How the log is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LogFormat {
    /// For eyes; coloured on a terminal.
    #[default]
    Text,
    /// For machines: one JSON object a line.
    Json,
}

/// Why the log could not be started.
#[derive(Debug, thiserror::Error)]
pub enum LoggingError {
    /// The filter is not one.
    #[error(
        "`{0}` is not a log filter: write a level (`info`), or targets with levels (`warn,detente_server=debug`)"
    )]
    Filter(String),
    /// Something else in this process writes the log already.
    #[error("the log was started before")]
    Started,
}

/// Starts the log, to stderr, and traces where they are wanted. `filter` is a level (`info`), or targets with levels
/// (`warn,detente_server=debug`).
pub fn start(format: LogFormat, filter: &str, traces: Option<&Traces>) -> Result<(), LoggingError> {
    let level = EnvFilter::try_new(filter).map_err(|_| LoggingError::Filter(filter.to_owned()))?;
    let log = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let log = match format {
        LogFormat::Text => log.with_ansi(std::io::stderr().is_terminal()).boxed(),
        LogFormat::Json => log.json().flatten_event(true).with_span_list(false).boxed(),
    };
    tracing_subscriber::registry()
        .with(log.with_filter(level))
        .with(traces.map(Traces::layer))
        .try_init()
        .map_err(|_| LoggingError::Started)?;
    FOR_MACHINES.store(format == LogFormat::Json, Ordering::Relaxed);
    Ok(())
}

/// Whether the log of this process is written for machines: there is one log, and every line of it is an object.
static FOR_MACHINES: AtomicBool = AtomicBool::new(false);

/// Tells something in the log where that is written for machines. Gives whether it did.
pub fn noted(text: &str) -> bool {
    let noted = FOR_MACHINES.load(Ordering::Relaxed);
    if noted {
        tracing::info!("{text}");
    }
    noted
}

/// The same of what went wrong, and of what to do next.
pub fn failed(text: &str, hint: Option<&str>) -> bool {
    let failed = FOR_MACHINES.load(Ordering::Relaxed);
    if failed {
        tracing::error!(hint, "{text}");
    }
    failed
}

/// The name of the operation, which only the endpoint learns, on its way to the log.
#[derive(Clone, Debug, Default)]
pub(super) struct Operation(Arc<OnceLock<String>>);

impl Operation {
    pub(super) fn is(&self, name: Option<&str>) {
        // Whoever pasted a token where a name belongs finds it in no log.
        if let Some(name) = name.filter(|name| !name.contains(SECRETS_BEGIN)) {
            self.0.get_or_init(|| name.chars().take(100).collect());
        }
    }
}

/// What is told of every request, and where.
#[derive(Clone, Debug)]
pub(super) struct Telling {
    pub metrics: Metrics,
    /// Whether a proxy may say of which trace a request is a part.
    pub behind_proxy: bool,
}

/// Gives a request its id, and writes its line when it is over.
pub(super) async fn line(
    State(telling): State<Telling>,
    mut request: Request,
    next: Next,
) -> Response {
    let id = request_id::of(request.headers());
    let traced = traces::of(&request, &id, telling.behind_proxy);
    let span = tracing::info_span!(parent: &traced, "request", id);
    let mut line = Line::begin(&request, span.clone(), traced.clone(), telling.metrics);
    request.extensions_mut().insert(line.operation.clone());
    request.extensions_mut().insert(line.field.clone());

    let header = request_id::header(&id);
    let answering = request_id::during(id, next.run(request)).instrument(span);
    let mut response = answering.instrument(traced).await;
    if let Some(header) = header {
        response.headers_mut().insert(request_id::HEADER, header);
    }
    if let Some(code) = response.extensions().get::<ErrorCode>() {
        line.metrics.erred(code);
    }
    line.status = response.status().as_u16();
    line.bytes = response.body().size_hint().exact();
    response
}

/// What is said of a request. It is written when dropped, so that a request whose caller hung up has its line too.
struct Line {
    span: Span,
    traced: Span,
    started: Instant,
    method: Method,
    path: String,
    operation: Operation,
    /// The field of the schema that is asked for.
    field: AsksFor,
    metrics: Metrics,
    _running: One,
    status: u16,
    /// Before compression.
    bytes: Option<u64>,
}

impl Line {
    fn begin(request: &Request, span: Span, traced: Span, metrics: Metrics) -> Self {
        Self {
            span,
            traced,
            started: Instant::now(),
            method: request.method().clone(),
            path: request.uri().path().to_owned(),
            operation: Operation::default(),
            field: AsksFor::default(),
            _running: metrics.running(),
            metrics,
            status: HUNG_UP,
            bytes: None,
        }
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        let Self {
            span,
            traced,
            started,
            method,
            path,
            operation,
            field,
            metrics,
            _running,
            status,
            bytes,
        } = self;
        let time = started.elapsed();
        metrics.answered(door(path), field.field(), *status, time);
        let ms = (time.as_secs_f64() * 10_000.0).round() / 10.0;
        let operation = operation.0.get();
        traces::ended(traced, operation.map(String::as_str), *status);
        let path = told(path);
        span.in_scope(|| tracing::info!(%method, path, operation, status, ms, bytes, "answered"));
    }
}
