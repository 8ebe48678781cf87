//! A server that is asked over HTTP, and how long things took.

use std::time::Duration;

use detente_bench::generator::Error;
use reqwest::{Client, Url};
use serde_json::{Value, json};

/// A server, asked over a connection of its own.
pub struct Server {
    client: Client,
    endpoint: Url,
    token: Option<String>,
}

impl Server {
    /// The server at this address, as the command line takes it.
    pub fn at(address: &str, token: Option<String>) -> Result<Self, Error> {
        let mut endpoint = Url::parse(address)?;
        if endpoint.path() == "/" {
            endpoint.set_path("/graphql");
        }
        // Twice is no harm: the first one stays.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder().pool_max_idle_per_host(1).build()?;
        Ok(Self { client, endpoint, token })
    }

    /// Where a WebSocket to it is opened.
    pub fn socket(&self) -> Result<String, Error> {
        let rest = self.endpoint.as_str().strip_prefix("http:");
        let rest = rest.ok_or("a server is measured without TLS: give its http:// address")?;
        Ok(format!("ws:{rest}"))
    }

    /// The data of an answer, or what was wrong.
    pub async fn ask(&self, query: &str, variables: Value) -> Result<Value, Error> {
        let body = json!({ "query": query, "variables": variables });
        let mut request = self.client.post(self.endpoint.clone()).json(&body);
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        let mut answer: Value = request.send().await?.json().await?;
        if let Some(error) = answer.pointer("/errors/0/message").and_then(Value::as_str) {
            return Err(error.to_owned().into());
        }
        Ok(answer["data"].take())
    }
}

/// How long it took, each time.
#[derive(Default)]
pub struct Times(Vec<Duration>);

impl Times {
    pub fn of(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        Self(times)
    }

    /// What so many of a hundred did not take longer than.
    pub fn percentile(&self, percent: usize) -> Duration {
        let at = (self.0.len() * percent).div_ceil(100).saturating_sub(1);
        self.0.get(at).copied().unwrap_or_default()
    }

    pub fn most(&self) -> Duration {
        self.percentile(100)
    }
}

/// A time in milliseconds, as it is printed.
pub fn millis(took: Duration) -> String {
    format!("{:.1} ms", took.as_secs_f64() * 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_one_of_the_times() {
        let times = Times::of((1..=200).rev().map(Duration::from_millis).collect());
        assert_eq!(times.percentile(50), Duration::from_millis(100));
        assert_eq!(times.percentile(99), Duration::from_millis(198));
        assert_eq!(times.most(), Duration::from_millis(200));
        assert_eq!(Times::default().most(), Duration::ZERO);
    }
}
