//! A server, asked over HTTP.

use std::{
    fs::File,
    io::{self, Read as _},
    net::IpAddr,
    path::Path,
    time::Duration,
};

use futures_util::stream;
use indicatif::ProgressBar;
use reqwest::{Body, Certificate, Client, RequestBuilder, Response, StatusCode, Url};
use serde::Deserialize;
use serde_json::json;
use tokio::sync::mpsc;

use super::{Question, read};
use crate::{failure::Failure, options::Options, output::note, progress};

/// How long one question may take.
const PATIENCE: Duration = Duration::from_mins(1);

/// How long an import may take.
const LONG: Duration = Duration::from_mins(30);

/// How much of a file is read at a time.
const PIECE: usize = 256 * 1024;

/// A server, asked over HTTP.
#[derive(Clone)]
pub struct Server {
    client: Client,
    endpoint: Url,
    token: Option<String>,
}

impl Server {
    /// The server at this address; its endpoint is `/graphql` unless the address names another.
    pub fn at(address: &str, token: Option<String>, options: &Options) -> Result<Self, Failure> {
        let wrong = |why: String| {
            Failure::usage(
                format!("`{address}` is not the address of a server: {why}"),
                "write it with http:// or https://, as in https://detente.example",
            )
        };
        let mut endpoint = Url::parse(address).map_err(|error| wrong(error.to_string()))?;
        if !matches!(endpoint.scheme(), "http" | "https") {
            return Err(wrong("it is neither http nor https".to_owned()));
        }
        if endpoint.path() == "/" {
            endpoint.set_path("/graphql");
        }
        if token.is_some() && endpoint.scheme() == "http" && !is_here(&endpoint) {
            note(
                "warning: your token goes to this server unencrypted, for anyone between to read: use https://",
            );
        }
        // Twice is no harm: the first one stays.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder()
            .timeout(PATIENCE)
            .user_agent(concat!("detente/", env!("CARGO_PKG_VERSION")))
            .tls_certs_merge(trusted(options)?);
        let client = client.build().map_err(|error| wrong(reason(&error)))?;
        Ok(Self { client, endpoint, token })
    }

    /// Asks, and gives the answer as it came.
    pub async fn ask(&self, question: Question<'_>) -> Result<String, Failure> {
        self.ask_for(question, PATIENCE).await
    }

    /// Asks what may take long, and gives the answer as it came.
    pub async fn ask_patiently(&self, question: Question<'_>) -> Result<String, Failure> {
        self.ask_for(question, LONG).await
    }

    async fn ask_for(&self, question: Question<'_>, time: Duration) -> Result<String, Failure> {
        let body = json!({
            "query": question.document,
            "operationName": question.operation,
            "variables": question.variables,
        });
        let response = self.posting(time).json(&body).send().await;
        self.text(response.map_err(|error| self.unreachable(&reason(&error)))?).await
    }

    /// What a question is sent with.
    pub(super) fn posting(&self, time: Duration) -> RequestBuilder {
        let request = self.client.post(self.endpoint.clone()).timeout(time);
        match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }

    pub(super) fn unreachable(&self, why: &str) -> Failure {
        Failure::Unreachable { server: self.endpoint.to_string(), why: why.to_owned() }
    }

    /// An answer as it came, or why there is none.
    pub(super) async fn text(&self, response: Response) -> Result<String, Failure> {
        let status = response.status();
        let text = response.text().await;
        let text = text.map_err(|error| self.unreachable(&reason(&error)))?;
        // GraphQL's own errors come with a status too: whatever can be read is an answer, but for
        // that of a server which has nothing at this address.
        let answers = read(&text).is_ok_and(|answer| !answer.errors.is_empty());
        if status.is_success() || answers && status != StatusCode::NOT_FOUND {
            return Ok(text);
        }
        Err(match status {
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => {
                Failure::NotAuthorised(format!("{} does not let you in ({status})", self.endpoint))
            }
            StatusCode::PAYLOAD_TOO_LARGE => Failure::Refused(
                "the file is larger than the server takes: divide it into several dossiers"
                    .to_owned(),
            ),
            StatusCode::BAD_GATEWAY
            | StatusCode::SERVICE_UNAVAILABLE
            | StatusCode::GATEWAY_TIMEOUT => self.unreachable(&format!("it answers {status}")),
            _ => Failure::Refused(format!(
                "{} answers {status}: is it a Détente server?",
                self.endpoint
            )),
        })
    }
}

/// The identifier of a file that was taken.
#[derive(Deserialize)]
struct Taken {
    upload: String,
}

impl Server {
    /// Sends a file to be imported, and gives the identifier under which the server finds it.
    pub async fn upload(&self, name: &str, file: File, path: &Path) -> Result<String, Failure> {
        let unreadable = |why| Failure::Unreadable { file: path.to_owned(), why };
        let size = file.metadata().map_err(unreadable)?.len();
        let mut address = self.endpoint.clone();
        address.set_path("/uploads");
        address.query_pairs_mut().clear().append_pair("name", name);
        let bar = progress::bar(size, "{bar:40} {bytes}/{total_bytes} sent, {eta} left");
        let mut request = self.client.post(address).timeout(LONG).body(pieces(file, bar.clone()));
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        let unreachable = |error: &reqwest::Error| Failure::Unreachable {
            server: self.endpoint.to_string(),
            why: reason(error),
        };
        let response = request.send().await.map_err(|error| unreachable(&error))?;
        bar.finish_and_clear();
        let status = response.status();
        let text = response.text().await.map_err(|error| unreachable(&error))?;
        if status.is_success() {
            let taken: Taken = serde_json::from_str(&text).map_err(crate::session::misread)?;
            return Ok(taken.upload);
        }
        // The server says why in the shape of an answer.
        read(&text).and_then(super::Answer::whole)?;
        Err(Failure::Refused(format!("{} takes no files ({status})", self.endpoint)))
    }
}

/// A file as a body, piece by piece: it may be larger than the memory.
fn pieces(mut file: File, bar: ProgressBar) -> Body {
    let (sender, receiver) = mpsc::channel::<io::Result<Vec<u8>>>(4);
    tokio::task::spawn_blocking(move || {
        loop {
            let mut piece = Vec::with_capacity(PIECE);
            let read = file.by_ref().take(PIECE as u64).read_to_end(&mut piece);
            let last = read.as_ref().map_or(true, |read| *read == 0);
            if last && read.is_ok() {
                return;
            }
            bar.inc(piece.len() as u64);
            if sender.blocking_send(read.map(|_| piece)).is_err() || last {
                return;
            }
        }
    });
    Body::wrap_stream(stream::unfold(receiver, async |mut receiver| {
        receiver.recv().await.map(|piece| (piece, receiver))
    }))
}

/// The certificates that are trusted beside those that this machine trusts.
fn trusted(options: &Options) -> Result<Vec<Certificate>, Failure> {
    let file = options.server_ca.as_ref().filter(|file| !file.as_os_str().is_empty());
    let Some(file) = file else { return Ok(Vec::new()) };
    let text = std::fs::read(file);
    let text = text.map_err(|why| Failure::Unreadable { file: file.clone(), why })?;
    let found = Certificate::from_pem_bundle(&text).unwrap_or_default();
    if found.is_empty() {
        return Err(Failure::usage(
            format!("{} holds no certificate", file.display()),
            "a certificate stands in PEM, between the lines BEGIN CERTIFICATE and END CERTIFICATE",
        ));
    }
    Ok(found)
}

/// Whether a server runs on this machine.
fn is_here(endpoint: &Url) -> bool {
    let host = endpoint.host_str().unwrap_or_default().trim_matches(['[', ']']);
    host == "localhost" || host.parse().is_ok_and(|address: IpAddr| address.is_loopback())
}

/// The innermost reason, which is the one that tells something: `connection refused`.
pub(super) fn reason(error: &dyn std::error::Error) -> String {
    let mut innermost = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    innermost.to_string()
}
