//! Traces: what a request did, and how long each part of it took, for a collector of OpenTelemetry.
//!
//! They hold routes, operations and statements, and never what was asked for: no variable, no text of a
//! document, no address, nobody's name.

use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, Uri};
use opentelemetry::propagation::TextMapPropagator as _;
use opentelemetry::trace::TracerProvider as _;
use opentelemetry_http::HeaderExtractor;
use opentelemetry_otlp::{SpanExporter, WithExportConfig as _};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_sdk::trace::SdkTracerProvider;
use tracing::Span;
use tracing::field::Empty;
use tracing::level_filters::LevelFilter;
use tracing_opentelemetry::OpenTelemetrySpanExt as _;
use tracing_subscriber::Layer;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::registry::LookupSpan;

use super::metrics::door;

/// What is told to collectors carries this target, and nothing else does.
const TARGET: &str = "detente::traces";

/// The statements of the database: the storage tells them under this target.
const STATEMENTS: &str = detente_storage::STATEMENTS;

/// Where traces go.
#[derive(Debug)]
pub struct Traces(SdkTracerProvider);

/// Why they cannot be sent.
#[derive(Debug, thiserror::Error)]
#[error("traces cannot be sent to {address}: {why}")]
pub struct TracesError {
    address: String,
    why: String,
}

impl Traces {
    /// Sends them to a collector, by OTLP over HTTP: `http://127.0.0.1:4318/v1/traces`. The usual variables `OTEL_*` name the
    /// service, the share of requests that is told, and headers.
    pub fn to(address: &str) -> Result<Self, TracesError> {
        let is_whole = address.parse::<Uri>().is_ok_and(|address| {
            matches!(address.scheme_str(), Some("http" | "https")) && address.host().is_some()
        });
        if !is_whole {
            let why = "it is no address of a server".to_owned();
            return Err(TracesError { address: address.to_owned(), why });
        }
        // Whoever installed one before has the same.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let exporter = SpanExporter::builder().with_http().with_endpoint(address).build();
        let exporter = exporter
            .map_err(|error| TracesError { address: address.to_owned(), why: error.to_string() })?;
        let resource = Resource::builder();
        let named = std::env::var_os("OTEL_SERVICE_NAME").is_some();
        let resource = if named { resource } else { resource.with_service_name("detente") };
        let provider = SdkTracerProvider::builder()
            .with_batch_exporter(exporter)
            .with_resource(resource.build())
            .build();
        Ok(Self(provider))
    }

    /// Takes what is told of requests and statements.
    pub(super) fn layer<S>(&self) -> impl Layer<S> + use<S>
    where
        S: tracing::Subscriber + for<'a> LookupSpan<'a>,
    {
        let told = Targets::new()
            .with_target(TARGET, LevelFilter::TRACE)
            .with_target(STATEMENTS, LevelFilter::TRACE);
        let tracer = self.0.tracer("detente");
        tracing_opentelemetry::layer()
            .with_tracer(tracer)
            .with_location(false)
            .with_threads(false)
            .with_filter(told)
    }

    /// Sends what is left to send.
    pub fn end(self) {
        let Self(provider) = self;
        if let Err(error) = provider.shutdown() {
            tracing::warn!(%error, "the last traces were not sent");
        }
    }
}

/// The span of a request. Behind a proxy it goes on with the proxy's own trace.
pub(super) fn of(request: &Request, id: &str, behind_proxy: bool) -> Span {
    let route = door(request.uri().path());
    let span = tracing::trace_span!(
        target: TARGET,
        "request",
        otel.name = format_args!("{} {route}", request.method()),
        otel.kind = "server",
        otel.status_code = Empty,
        http.request.method = %request.method(),
        http.route = route,
        http.response.status_code = Empty,
        graphql.operation.name = Empty,
        request.id = id,
    );
    if behind_proxy && !span.is_disabled() {
        let _ = span.set_parent(parent(request.headers())); // disabled spans have none
    }
    span
}

fn parent(headers: &HeaderMap) -> opentelemetry::Context {
    TraceContextPropagator::new().extract(&HeaderExtractor(headers))
}

/// Notes how a request ended.
pub(super) fn ended(span: &Span, operation: Option<&str>, status: u16) {
    if let Some(operation) = operation {
        span.record("graphql.operation.name", operation);
    }
    span.record("http.response.status_code", status);
    if status >= StatusCode::INTERNAL_SERVER_ERROR.as_u16() {
        span.record("otel.status_code", "ERROR");
    }
}

/// A part of what a request did.
macro_rules! part {
    ($name:literal) => {
        tracing::trace_span!(target: "detente::traces", $name)
    };
}
pub(super) use part;
