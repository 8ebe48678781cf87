//! What an orchestrator asks: is the process up (`/healthz`), and can it answer (`/readyz`).

use std::time::Duration;

use axum::http::StatusCode;
use tokio::time::timeout;

/// A database that is slower than this is not ready.
const PATIENCE: Duration = Duration::from_secs(2);

/// Says whether the database answers. Any `Fn() -> impl Future<Output = bool>` will do.
pub trait Readiness: Clone + Send + Sync + 'static {
    /// `true` once the database has answered. Why it does not is for the log, never for the caller: the probe writes it there.
    fn is_ready(&self) -> impl Future<Output = bool> + Send;
}

impl<F, A> Readiness for F
where
    F: Fn() -> A + Clone + Send + Sync + 'static,
    A: Future<Output = bool> + Send,
{
    fn is_ready(&self) -> impl Future<Output = bool> + Send {
        self()
    }
}

pub(super) async fn alive() -> &'static str {
    "alive\n"
}

pub(super) async fn ready(probe: impl Readiness) -> (StatusCode, &'static str) {
    if timeout(PATIENCE, probe.is_ready()).await.unwrap_or(false) {
        (StatusCode::OK, "ready\n")
    } else {
        (
            StatusCode::SERVICE_UNAVAILABLE,
            "The database does not answer. Look at the server's log, and at the database itself.\n",
        )
    }
}
