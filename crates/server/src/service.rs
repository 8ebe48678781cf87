//! Opens a database for service, and serves it.

use std::{
    future::Future,
    io,
    sync::Arc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use async_graphql::Request;
use detente_core::{Instant, dossier};
use detente_storage::{Store, StoreError, Viewer};
use tokio::net::TcpListener;

use crate::{
    bundled,
    graphql::{Api, Service},
    http::{self, HttpConfig},
};

/// How often a server looks whether another process has added to the ledger.
const GLANCE: Duration = Duration::from_millis(500);

/// How a database is opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Opening {
    /// Whether claims may be submitted.
    pub writable: bool,
    /// Whether an empty database is left empty.
    pub empty: bool,
}

/// The address of a database: a file by its path, or an address as it is.
#[must_use]
pub fn address(database: &str) -> String {
    if database.contains("://") || database.starts_with("sqlite:") {
        database.to_owned()
    } else {
        format!("sqlite://{database}")
    }
}

/// Opens a database, and begins an empty one with the bundled dossier.
pub async fn open(database: &str, opening: Opening) -> Result<Service, StoreError> {
    let store = Store::open(&address(database)).await?;
    let clock = Arc::new(now);
    #[expect(clippy::disallowed_methods, reason = "salts must be what nobody can guess")]
    let randomness = Arc::new(rand::random);
    let service = Service { store, clock, randomness, writable: opening.writable };
    if !opening.empty {
        bundled::load(&service).await?;
    }
    Ok(service)
}

#[expect(clippy::disallowed_methods, reason = "the edge of the program is where the clock is read")]
fn now() -> Instant {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let millis = i64::try_from(since.as_millis()).unwrap_or(i64::MAX);
    Instant::from_millis(millis).unwrap_or(Instant::EPOCH)
}

/// Serves the record until `shutdown` comes, and finishes what it has begun.
pub async fn serve(
    service: Service,
    viewer: Viewer,
    listener: TcpListener,
    config: HttpConfig,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let glancing = tokio::spawn(glance(service.store.clone()));
    let attach = Arc::new(move |_: &_, request: Request| request.data(viewer.clone()));
    let store = service.store.clone();
    let ready = move || {
        let store = store.clone();
        async move { store.head().await.is_ok() }
    };
    // A whole dossier comes as one text, in JSON's own spelling.
    let dossier = usize::try_from(dossier::LARGEST).unwrap_or(usize::MAX).saturating_mul(5) / 4;
    let body_limit =
        if service.writable { config.body_limit.max(dossier) } else { config.body_limit };
    let config = HttpConfig { body_limit, attach, ..config };
    let router = http::router(Api::new(service), ready, config);
    let served = http::serve::serve(listener, router, shutdown).await;
    glancing.abort();
    served
}

/// Sees what other processes add, and forgets what it changes.
async fn glance(store: Store) {
    loop {
        tokio::time::sleep(GLANCE).await;
        if let Err(error) = store.catch_up().await {
            tracing::warn!(%error, "could not look for new revisions");
        }
    }
}
