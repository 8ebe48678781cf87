//! TLS: what is offered and what is refused, a certificate that changes, a server that stops.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use detente_server::http::{serve::serve, tls::Tls};
use rustls::pki_types::{CertificateDer, ServerName, pem::PemObject as _};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::spawn_blocking;

use super::edge;

/// A certificate and its key, in files.
struct Papers {
    folder: TempDir,
}

impl Papers {
    fn new() -> Self {
        let papers = Self { folder: TempDir::new().unwrap() };
        papers.renew();
        papers
    }
    fn certificate(&self) -> PathBuf {
        self.folder.path().join("tls.pem")
    }
    fn key(&self) -> PathBuf {
        self.folder.path().join("tls.key")
    }
    fn renew(&self) {
        let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
        fs::write(self.certificate(), made.cert.pem()).unwrap();
        fs::write(self.key(), made.signing_key.serialize_pem()).unwrap();
    }
    fn tls(&self) -> Tls {
        Tls::read(&self.certificate(), &self.key()).unwrap()
    }
    /// What a caller finds who trusts this certificate alone, and offers this protocol: what was agreed on, and the answer.
    async fn asked(&self, address: SocketAddr, protocol: &'static str) -> Option<(String, String)> {
        let mut trusted = RootCertStore::empty();
        trusted.add(CertificateDer::from_pem_file(self.certificate()).unwrap()).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider);
        let config = config.with_safe_default_protocol_versions().unwrap();
        let mut config = config.with_root_certificates(trusted).with_no_client_auth();
        config.alpn_protocols = vec![protocol.into()];
        let asking = spawn_blocking(move || {
            let connection =
                ClientConnection::new(Arc::new(config), ServerName::try_from("localhost").unwrap());
            let mut stream =
                StreamOwned::new(connection.unwrap(), TcpStream::connect(address).unwrap());
            stream.conn.complete_io(&mut stream.sock).ok()?;
            let agreed = stream.conn.alpn_protocol().unwrap_or_default().to_vec();
            let mut answer = Vec::new();
            if protocol == "http/1.1" {
                stream
                    .write_all(
                        b"GET /healthz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n",
                    )
                    .unwrap();
                let _ = stream.read_to_end(&mut answer); // how it ends is the server's own
            }
            Some((String::from_utf8(agreed).unwrap(), String::from_utf8(answer).unwrap()))
        });
        asking.await.unwrap()
    }
}

/// Serves until the sender is gone.
async fn serving(tls: Tls) -> (SocketAddr, oneshot::Sender<()>, tokio::task::JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopping) = oneshot::channel::<()>();
    let stopping = async move {
        let _ = stopping.await;
    };
    let server = tokio::spawn(async move {
        serve(listener, edge(), Some(tls), stopping).await.unwrap();
    });
    (address, stop, server)
}

#[tokio::test]
async fn both_protocols_are_offered_and_nothing_is_said_in_the_clear() {
    let papers = Papers::new();
    let (address, stop, server) = serving(papers.tls()).await;
    let (agreed, answer) = papers.asked(address, "http/1.1").await.unwrap();
    assert_eq!(agreed, "http/1.1");
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    assert_eq!(papers.asked(address, "h2").await.unwrap().0, "h2");
    let clear = spawn_blocking(move || {
        let mut stream = TcpStream::connect(address).unwrap();
        stream.write_all(b"GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer); // it may be reset
        answer
    });
    assert!(!String::from_utf8_lossy(&clear.await.unwrap()).contains("HTTP"));
    drop(stop);
    server.await.unwrap();
}

#[tokio::test]
async fn a_certificate_is_read_anew_when_it_changes_and_kept_where_the_new_one_is_none() {
    let papers = Papers::new();
    let tls = papers.tls();
    tokio::spawn(tls.clone().follow(Duration::from_millis(10)));
    let (address, _stop, _server) = serving(tls).await;
    assert!(papers.asked(address, "http/1.1").await.is_some());
    papers.renew();
    let renewed = async {
        while papers.asked(address, "http/1.1").await.is_none() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), renewed).await.unwrap();
    let good = fs::read(papers.certificate()).unwrap();
    fs::write(papers.certificate(), "nothing").unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    fs::write(papers.certificate(), good).unwrap();
    assert!(papers.asked(address, "http/1.1").await.is_some());
}

#[test]
fn what_is_wrong_with_a_certificate_and_its_key_is_told_at_once() {
    let (papers, others) = (Papers::new(), Papers::new());
    let told = |certificate: PathBuf, key: PathBuf| {
        let errors = Tls::read(&certificate, &key).unwrap_err();
        errors.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    let unfit = told(papers.certificate(), others.key());
    assert!(unfit.len() == 1 && unfit[0].contains("is not that of"), "{unfit:?}");
    let swapped = told(papers.key(), papers.certificate());
    assert!(
        swapped[0].contains("no certificate") && swapped[1].contains("no private key"),
        "{swapped:?}"
    );
    let missing = told("missing.pem".into(), "missing.key".into());
    assert!(missing.iter().all(|told| told.contains("cannot be read")), "{missing:?}");
    assert_eq!(missing.len(), 2);
}
