//! Opens a database for service, and serves it.

use std::{
    io,
    sync::Arc,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use async_graphql::Data;
use axum::Router;
use detente_core::{Instant, dossier};
use detente_storage::{Role, Store, StoreError, StoreFigures};
use futures_util::{FutureExt as _, future::BoxFuture};
use tokio::{net::TcpListener, task::JoinSet};

use crate::{
    boxed, bundled,
    graphql::{Api, Service},
    http::{
        self, HttpConfig,
        identity::{Caller, Identify, Unidentified},
        metrics::{self, figures},
        tls::{self, Tls},
    },
    uploads::Uploads,
};

/// How often a server looks whether another process has added to the ledger.
const GLANCE: Duration = Duration::from_millis(500);

/// How a database is opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Opening {
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
#[boxed]
pub async fn open(database: &str, opening: Opening) -> Result<Service, StoreError> {
    let store = Store::open(&address(database)).await?;
    let clock = Arc::new(now);
    #[expect(clippy::disallowed_methods, reason = "salts must be what nobody can guess")]
    let randomness = Arc::new(rand::random);
    let service = Service { store, clock, randomness, uploads: Uploads::default() };
    // A mirror of which nothing was taken yet is not begun with another record.
    if !opening.empty && service.store.mirror_of().await?.is_none() {
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

/// Every route of a service: the edge, to which tokens say who asks.
pub fn routes(service: Service, mut config: HttpConfig) -> Router {
    let store = service.store.clone();
    let ready = move || {
        let store = store.clone();
        async move { store.head().await.is_ok() }
    };
    // A whole dossier comes as one text, in JSON's own spelling.
    let dossier = usize::try_from(dossier::LARGEST).unwrap_or(usize::MAX).saturating_mul(5) / 4;
    config.dossier_limit = config.body_limit.max(dossier);
    config.identify = identify(&service);
    config.uploads = service.uploads.clone();
    http::router(Api::of_valid_documents(service), ready, config)
}

/// Where a server listens.
#[derive(Debug)]
pub struct Doors {
    /// For everyone.
    pub public: TcpListener,
    /// What the server proves itself with to them, where it speaks TLS.
    pub tls: Option<Tls>,
    /// For whoever runs it: its figures.
    pub metrics: Option<TcpListener>,
}

impl figures::Told for Store {
    async fn answers(&self) -> bool {
        self.head().await.is_ok()
    }

    fn figures(&self) -> StoreFigures {
        Self::figures(self)
    }
}

/// Serves the record until `shutdown` comes, and finishes what it has begun.
#[boxed]
pub async fn serve(
    service: Service,
    doors: Doors,
    config: HttpConfig,
    shutdown: BoxFuture<'static, ()>,
) -> io::Result<()> {
    let store = service.store.clone();
    let Doors { public, tls, metrics } = doors;
    let mut beside = JoinSet::new();
    beside.spawn(glance(store.clone()));
    if let Some(tls) = tls.clone() {
        beside.spawn(tls.follow(tls::GLANCE));
    }
    if let Some(listener) = metrics {
        let page = metrics::page(&config.metrics, store.clone());
        beside.spawn(async move {
            if let Err(error) = axum::serve(listener, page).await {
                tracing::error!(%error, "the figures are told no longer");
            }
        });
    }
    let stopping = config.stopping.clone();
    let shutdown = async move {
        shutdown.await;
        stopping.stop();
    };
    let served = http::serve::serve(public, routes(service, config), tls, shutdown).await;
    beside.abort_all();
    note_uses(&store).await;
    served
}

/// Says who bears a token: whoever comes without one is the public, also from this machine.
fn identify(service: &Service) -> Identify {
    let (store, clock) = (service.store.clone(), Arc::clone(&service.clock));
    Arc::new(move |token| {
        let (store, clock) = (store.clone(), Arc::clone(&clock));
        let caller = async move {
            let Some(token) = token else { return Ok(Caller::default()) };
            let bearer = store.viewer_of(&token, clock()).await.map_err(|error| match error {
                StoreError::Token(why) => Unidentified::Token(why.to_string()),
                error => {
                    tracing::error!(%error, "a token could not be looked up");
                    Unidentified::Unavailable
                }
            })?;
            let sends_dossiers = bearer.viewer.role >= Role::Contributor;
            let name = bearer.viewer.name.clone();
            let mut data = Data::default();
            data.insert(bearer);
            Ok(Caller { data, name, sends_dossiers })
        };
        caller.boxed()
    })
}

/// Sees what other processes add, forgets what it changes, and signs it where there is a key; notes
/// which tokens were used.
async fn glance(store: Store) {
    let mut signed = store.seen();
    loop {
        tokio::time::sleep(GLANCE).await;
        look(&store).await;
        let seen = store.seen();
        if seen > signed {
            match store.sign().await {
                Ok(_) => signed = seen,
                Err(error) => tracing::warn!(%error, "could not sign new revisions"),
            }
        }
        note_uses(&store).await;
    }
}

/// Sees what other processes add, for as long as it is polled.
#[boxed]
pub async fn follow(store: Store) {
    loop {
        tokio::time::sleep(GLANCE).await;
        look(&store).await;
    }
}

/// Looks whether another process added to the ledger.
#[boxed]
pub async fn look(store: &Store) {
    if let Err(error) = store.catch_up().await {
        tracing::warn!(%error, "could not look for new revisions");
    }
}

async fn note_uses(store: &Store) {
    if let Err(error) = store.note_uses().await {
        tracing::warn!(%error, "could not note which tokens were used");
    }
}
