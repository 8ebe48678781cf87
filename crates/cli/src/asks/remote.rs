//! A server, asked over HTTP.

use std::{net::IpAddr, time::Duration};

use reqwest::{Client, StatusCode, Url};
use serde_json::json;

use super::{Question, read};
use crate::{failure::Failure, output::note};

/// How long one question may take.
const PATIENCE: Duration = Duration::from_mins(1);

/// A server, asked over HTTP.
pub struct Server {
    client: Client,
    endpoint: Url,
    token: Option<String>,
}

impl Server {
    /// The server at this address; its endpoint is `/graphql` unless the address names another.
    pub fn at(address: &str, token: Option<String>) -> Result<Self, Failure> {
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
            .user_agent(concat!("detente/", env!("CARGO_PKG_VERSION")));
        let client = client.build().map_err(|error| wrong(reason(&error)))?;
        Ok(Self { client, endpoint, token })
    }

    /// Asks, and gives the answer as it came.
    pub async fn ask(&self, question: Question<'_>) -> Result<String, Failure> {
        let unreachable = |error: &reqwest::Error| Failure::Unreachable {
            server: self.endpoint.to_string(),
            why: reason(error),
        };
        let body = json!({
            "query": question.document,
            "operationName": question.operation,
            "variables": question.variables,
        });
        let mut request = self.client.post(self.endpoint.clone()).json(&body);
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        let response = request.send().await.map_err(|error| unreachable(&error))?;
        let status = response.status();
        let text = response.text().await.map_err(|error| unreachable(&error))?;
        // GraphQL's own errors come with a status too: whatever can be read is an answer.
        if status.is_success() || read(&text).is_ok_and(|answer| !answer.errors.is_empty()) {
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
            | StatusCode::GATEWAY_TIMEOUT => Failure::Unreachable {
                server: self.endpoint.to_string(),
                why: format!("it answers {status}"),
            },
            _ => Failure::Refused(format!(
                "{} answers {status}: is it a Détente server?",
                self.endpoint
            )),
        })
    }
}

/// Whether a server runs on this machine.
fn is_here(endpoint: &Url) -> bool {
    let host = endpoint.host_str().unwrap_or_default().trim_matches(['[', ']']);
    host == "localhost" || host.parse().is_ok_and(|address: IpAddr| address.is_loopback())
}

/// The innermost reason, which is the one that tells something: `connection refused`.
fn reason(error: &dyn std::error::Error) -> String {
    let mut innermost = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    innermost.to_string()
}
