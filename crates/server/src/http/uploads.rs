//! Files that are sent to be imported: `POST /uploads?name=sdn.csv` with the bytes as they are.
//!
//! Answers the identifier under which the mutation `importList` finds the file.

use std::io::{ErrorKind, Write as _};
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::{Body, Bytes};
use axum::extract::{Query, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use futures_util::StreamExt as _;
use serde::Deserialize;
use serde_json::json;
use tempfile::{NamedTempFile, TempPath};
use tokio::sync::{Semaphore, mpsc};

use super::accept::Media;
use super::refusal::{Code, Refusal};
use super::{HttpConfig, bodies, identity};
use crate::uploads::{LARGEST, TooMany};

/// How long a file may send nothing before it is given up.
const SILENCE: Duration = Duration::from_secs(30);

/// How many bytes a second a file must bring after that, all in all: a place is held for it.
const PACE: u64 = 1024;

/// How many pieces may wait for the disk.
const AHEAD: usize = 16;

/// What is needed to take a file.
#[derive(Clone)]
struct Taking {
    config: HttpConfig,
    /// Shared with the questions that are being answered.
    places: Arc<Semaphore>,
}

#[derive(Deserialize)]
struct Named {
    name: Option<String>,
}

pub(super) fn routes(config: &HttpConfig, places: Arc<Semaphore>) -> Router {
    let state = Taking { config: config.clone(), places };
    let endpoint = post(receive).fallback(wrong_method).with_state(state);
    Router::new().route("/uploads", endpoint)
}

async fn wrong_method() -> Response {
    Refusal::method("A file is sent by POST.", "POST").answer(Media::Json)
}

async fn receive(
    State(Taking { config, places }): State<Taking>,
    Query(named): Query<Named>,
    request: Request,
) -> Response {
    let mut response = match kept(&config, &places, named, request).await {
        Ok(id) => (StatusCode::CREATED, Json(json!({ "upload": id }))).into_response(),
        Err(refusal) => refusal.answer(Media::Json),
    };
    identity::uncached(&mut response, true);
    response
}

#[expect(
    clippy::disallowed_methods,
    reason = "an identifier that nobody may guess, and no part of the record"
)]
async fn kept(
    config: &HttpConfig,
    places: &Semaphore,
    named: Named,
    request: Request,
) -> Result<String, Refusal> {
    let caller = identity::caller(&config.identify, request.headers()).await?;
    if !caller.sends_dossiers {
        let who = if caller.name.is_empty() { "the public" } else { &caller.name };
        return Err(Refusal::new(Code::Forbidden, format!("{who} may not import lists")));
    }
    let name = named.name.unwrap_or_default();
    if name.is_empty() || name.len() > 200 || name.contains(['/', '\\', '\0', '\n', '\r']) {
        let message = "Say what the file is called, as in /uploads?name=sdn.csv.";
        return Err(Refusal::new(Code::BadRequest, message));
    }
    let _sending = config.uploads.sends(&caller.name).map_err(|TooMany| {
        let message = "You are sending several files already. Send this one after them.";
        Refusal::later(Code::Busy, message, 1)
    })?;
    let _place = places.try_acquire().map_err(|_| Refusal::busy())?;
    let path = written(request.into_body()).await?;
    let id = format!("{:032x}", rand::random::<u128>());
    config.uploads.keep(&id, &caller.name, name, path).map_err(|TooMany| {
        let message = "Too many files of yours wait to be imported. Import them, or wait an hour.";
        Refusal::new(Code::BadRequest, message)
    })?;
    Ok(id)
}

/// Writes a body into a file of ours, piece by piece.
async fn written(body: Body) -> Result<TempPath, Refusal> {
    let (pieces, written) = mpsc::channel(AHEAD);
    let writing = tokio::task::spawn_blocking(move || write(written));
    let mut body = body.into_data_stream();
    let (mut size, begun) = (0_u64, Instant::now());
    loop {
        let piece = tokio::time::timeout(SILENCE, body.next()).await;
        let broken = "The file broke off before its end. Send it again.";
        let piece = match piece {
            Ok(Some(Ok(piece))) => piece,
            Ok(None) => break,
            Ok(Some(Err(_))) | Err(_) => return Err(Refusal::new(Code::BadRequest, broken)),
        };
        size += piece.len() as u64;
        if begun.elapsed() > SILENCE + Duration::from_secs(size / PACE) {
            return Err(bodies::late());
        }
        if size > LARGEST {
            let message = format!(
                "The file is larger than the {LARGEST} bytes taken here. Send it in parts."
            );
            return Err(Refusal::new(Code::BodyTooLarge, message));
        }
        if pieces.send(piece).await.is_err() {
            break;
        }
    }
    drop(pieces);
    let full = || {
        Refusal::new(
            Code::Internal,
            "The file could not be kept. Ask whoever keeps this server to look at its disk.",
        )
    };
    match writing.await {
        Ok(Ok(path)) => Ok(path),
        Ok(Err(error)) => {
            tracing::error!(%error, "a file that was sent could not be written");
            if error.kind() == ErrorKind::StorageFull {
                let message =
                    "The server has no room left for the file. Whoever keeps it has to make room.";
                return Err(Refusal::new(Code::StorageFull, message));
            }
            Err(full())
        }
        Err(_) => Err(full()),
    }
}

fn write(mut pieces: mpsc::Receiver<Bytes>) -> std::io::Result<TempPath> {
    let mut file = NamedTempFile::with_prefix("detente-upload-")?;
    while let Some(piece) = pieces.blocking_recv() {
        file.write_all(&piece)?;
    }
    file.flush()?;
    Ok(file.into_temp_path())
}
