//! The floor: what somebody would write by hand who needed these answers and nothing else, as fast
//! as it can be.
//!
//! No GraphQL, no viewers, no limits: a handler, a statement prepared once, rows, JSON. What a
//! server of any question takes is measured beside it.

mod rows;
mod shape;

use std::cell::RefCell;
use std::io::Write as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::header::{CONTENT_TYPE, ETAG};
use axum::http::{HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::serve::ListenerExt as _;
use clap::Args;
use detente_bench::generator::Error;
use serde::{Deserialize, Serialize};
use tokio::net::TcpListener;

pub use rows::{PAGE, Reader};
use shape::{Answer, Found, Listed};

/// Answers a page and a person from a file, by statements written for them.
#[derive(Args)]
pub struct Floor {
    /// Which database: a file that `generate` has filled.
    #[arg(long)]
    database: String,
    /// Where to listen; port 0 takes any that is free.
    #[arg(long, default_value = "127.0.0.1:0")]
    address: SocketAddr,
}

/// The file that a database of SQLite is.
pub fn file(database: &str) -> Result<PathBuf, Error> {
    let path = database.strip_prefix("sqlite://").unwrap_or(database);
    if path.contains("://") {
        return Err("the floor reads a file of SQLite and nothing else".into());
    }
    Ok(path.into())
}

thread_local! {
    static READER: RefCell<Option<Reader>> = const { RefCell::new(None) };
}

/// What handlers share.
#[derive(Clone)]
struct Shared {
    file: Arc<Path>,
    /// The answer that is given from memory.
    remembered: Arc<OnceLock<Bytes>>,
}

/// Which page.
#[derive(Deserialize)]
struct Place {
    after: Option<String>,
}

/// Which person.
#[derive(Deserialize)]
struct Whom {
    id: String,
}

impl Floor {
    /// Answers until it is ended.
    pub async fn run(self) -> Result<(), Error> {
        let shared = Shared { file: file(&self.database)?.into(), remembered: Arc::default() };
        let remembered = get(remembered).post(remembered).put(remember);
        let router = Router::new()
            .route("/page", get(page))
            .route("/person", get(person))
            .route("/remembered", remembered)
            .route("/unchanged", get(unchanged))
            .with_state(shared);
        let listener = TcpListener::bind(self.address).await?;
        writeln!(std::io::stdout(), "Floor  http://{}/", listener.local_addr()?)?;
        // A stream that cannot be told this is as good without.
        let listener = listener.tap_io(|stream| drop(stream.set_nodelay(true)));
        Ok(axum::serve(listener, router).await?)
    }
}

impl Shared {
    /// Reads by the connection of this thread. The thread waits: with one core nothing else could
    /// be done meanwhile.
    fn read<T>(&self, read: impl FnOnce(&Reader) -> Result<T, Error>) -> Result<T, Error> {
        READER.with_borrow_mut(|reader| match reader {
            Some(reader) => read(reader),
            None => read(reader.insert(Reader::open(&self.file)?)),
        })
    }
}

async fn page(State(shared): State<Shared>, Query(place): Query<Place>) -> Response {
    let after = place.after.as_deref().unwrap_or(":");
    // Identifiers hold no colon.
    let after = after.rsplit_once(':').unwrap_or((after, ""));
    let people = shared.read(|reader| reader.page(after));
    written(people.map(|people| Listed { people }), 32 * 1024)
}

async fn person(State(shared): State<Shared>, Query(whom): Query<Whom>) -> Response {
    let person = shared.read(|reader| reader.person(&whom.id));
    written(person.map(|person| Found { person }), 256)
}

const JSON: [(HeaderName, &str); 1] = [(CONTENT_TYPE, "application/json")];

/// An answer as JSON, of about so many bytes.
fn written(data: Result<impl Serialize, Error>, about: usize) -> Response {
    let mut text = Vec::with_capacity(about);
    let done = data.and_then(|data| Ok(serde_json::to_writer(&mut text, &Answer { data })?));
    match done {
        Ok(()) => (JSON, text).into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}

/// What the answer from memory is known by.
const TAG: (HeaderName, &str) = (ETAG, "\"remembered\"");

async fn remember(State(shared): State<Shared>, body: Bytes) -> StatusCode {
    match shared.remembered.set(body) {
        Ok(()) => StatusCode::NO_CONTENT,
        Err(_) => StatusCode::CONFLICT,
    }
}

async fn remembered(State(shared): State<Shared>) -> Response {
    match shared.remembered.get() {
        Some(answer) => (JSON, [TAG], answer.clone()).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn unchanged() -> Response {
    (StatusCode::NOT_MODIFIED, [TAG]).into_response()
}
