//! Where `detente serve` listens, and what protects what is said on the way.

use std::{net::SocketAddr, path::PathBuf};

use clap::Args;
use detente_server::{
    http::{
        tls::{Tls, TlsError},
        traces::Traces,
    },
    service::Doors,
};
use tokio::net::TcpListener;

use crate::failure::{Failure, Wrong};

/// Where to listen, and what protects what is said on the way.
#[derive(Debug, Args)]
pub struct Listening {
    /// Where to listen; port 0 takes any that is free. Whoever is to be reached from other machines needs
    /// --tls-cert, or --behind-proxy
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080", value_parser = socket)]
    address: SocketAddr,
    /// Speak TLS, with the certificate in this file: in PEM, its chain after it. Read anew when it changes
    #[arg(long, value_name = "FILE")]
    tls_cert: Option<PathBuf>,
    /// The key of that certificate: in PEM, without a password
    #[arg(long, value_name = "FILE")]
    tls_key: Option<PathBuf>,
    /// A proxy stands before this server, and speaks TLS for it: whose question it is says its header
    /// X-Forwarded-For
    #[arg(long)]
    pub behind_proxy: bool,
    /// By what address others reach it, for the links in feeds and pages, as in `https://detente.example`; else by
    /// the one that whoever asks has used
    #[arg(long, value_name = "URL", value_parser = public)]
    pub public_address: Option<String>,
    /// Tell figures for Prometheus at this address, at /metrics. Whoever reaches it reads them: keep it from the
    /// public
    #[arg(long, value_name = "ADDRESS", value_parser = socket)]
    metrics: Option<SocketAddr>,
    /// Tell a collector of OpenTelemetry at this address what requests did and how long it took, by OTLP over
    /// HTTP
    #[arg(long, value_name = "URL")]
    traces: Option<String>,
}

impl Listening {
    /// Listens, or tells everything that stands against it.
    pub async fn open(&self) -> Result<Doors, Failure> {
        let tls = self.safe().map_err(|faults| Failure::Settings { faults })?;
        let public = bound(self.address).await?;
        let metrics = match self.metrics {
            Some(address) => Some(bound(address).await?),
            None => None,
        };
        Ok(Doors { public, tls, metrics })
    }

    /// Whether it speaks TLS itself.
    pub const fn speaks_tls(&self) -> bool {
        self.tls_cert.is_some()
    }

    /// Where traces go, if they go anywhere.
    pub fn traces(&self) -> Result<Option<Traces>, Failure> {
        let Some(address) = &self.traces else { return Ok(None) };
        let traces = Traces::to(address).map_err(|error| {
            let remedy =
                "write the whole address of the collector, as in http://127.0.0.1:4318/v1/traces";
            Failure::Settings { faults: vec![wrong(Some("--traces"), error.to_string(), remedy)] }
        })?;
        Ok(Some(traces))
    }

    /// What it proves itself with. Other machines are not spoken to in the clear: tokens would be read on the way, and answers changed.
    fn safe(&self) -> Result<Option<Tls>, Vec<Wrong>> {
        match (&self.tls_cert, &self.tls_key) {
            (Some(certificate), Some(key)) => {
                let told = |error: &TlsError| wrong(None, error.to_string(), error.remedy());
                Tls::read(certificate, key)
                    .map(Some)
                    .map_err(|errors| errors.iter().map(told).collect())
            }
            (Some(_), None) => {
                let problem = "the key of the certificate is missing".to_owned();
                Err(vec![wrong(Some("--tls-cert"), problem, "name its file with --tls-key")])
            }
            (None, Some(_)) => {
                let problem = "the certificate of the key is missing".to_owned();
                Err(vec![wrong(Some("--tls-key"), problem, "name its file with --tls-cert")])
            }
            (None, None) if self.behind_proxy || self.address.ip().is_loopback() => Ok(None),
            (None, None) => {
                let problem = format!(
                    "at {} other machines would be spoken to unencrypted: tokens could be read on the way, and answers changed",
                    self.address
                );
                let remedy = "give a certificate with --tls-cert and --tls-key, or put a proxy before it that speaks TLS and say --behind-proxy; 127.0.0.1 is reached from this machine alone";
                Err(vec![wrong(Some("--address"), problem, remedy)])
            }
        }
    }
}

/// Reads where to listen.
fn socket(text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_| {
        "write the number of an address and a port, as in 127.0.0.1:8080 or [::1]:8080; names are not looked up".to_owned()
    })
}

/// Reads the address of a server: links begin with it.
fn public(text: &str) -> Result<String, String> {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let is_one = host.is_some_and(|host| {
        let plain = |byte: u8| byte.is_ascii_graphic() && !b"?#\"<>".contains(&byte);
        !host.is_empty() && host.bytes().all(plain)
    });
    if is_one {
        return Ok(text.trim_end_matches('/').to_owned());
    }
    Err("write a scheme and a host, as in https://detente.example".to_owned())
}

async fn bound(address: SocketAddr) -> Result<TcpListener, Failure> {
    let listener = TcpListener::bind(address).await;
    listener.map_err(|why| Failure::Address { address: address.to_string(), why })
}

fn wrong(option: Option<&str>, problem: String, remedy: &str) -> Wrong {
    let record = option.map(str::to_owned);
    Wrong { written_at: None, record, field: None, problem, remedy: remedy.to_owned() }
}
