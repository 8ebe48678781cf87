//! TLS, where the server speaks it itself: a certificate and its key, read anew when their files change.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum_server::tls_rustls::RustlsConfig;
use rustls::pki_types::pem::{self, PemObject as _};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{Error, InconsistentKeys, ServerConfig};

/// The protocols that are offered, the preferred one first.
const PROTOCOLS: [&[u8]; 2] = [b"h2", b"http/1.1"];

/// How often it is looked whether the files changed.
pub const GLANCE: Duration = Duration::from_secs(30);

/// What a server proves with who it is.
#[derive(Clone, Debug)]
pub struct Tls {
    certificate: PathBuf,
    key: PathBuf,
    /// What the files held when they were last read.
    held: Held,
    pub(super) config: RustlsConfig,
}

/// Why a certificate or its key cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// A file cannot be read.
    #[error("{} cannot be read: {why}", .file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// Why.
        why: io::Error,
    },
    /// A file holds no certificate, or what looks like one and is none.
    #[error("{} holds no certificate that can be read: {why}", .file.display())]
    NoCertificate {
        /// The file.
        file: PathBuf,
        /// Why.
        why: String,
    },
    /// A file holds no private key, or what looks like one and is none.
    #[error("{} holds no private key that can be read: {why}", .file.display())]
    NoKey {
        /// The file.
        file: PathBuf,
        /// Why.
        why: String,
    },
    /// The key is not that of the certificate.
    #[error("the key in {} is not that of the first certificate in {}", .key.display(), .certificate.display())]
    Unfit {
        /// The file of the certificate.
        certificate: PathBuf,
        /// The file of the key.
        key: PathBuf,
    },
    /// The two cannot be used for another reason.
    #[error("the certificate in {} cannot be used: {why}", .certificate.display())]
    Unusable {
        /// The file of the certificate.
        certificate: PathBuf,
        /// Why.
        why: Error,
    },
}

impl TlsError {
    /// What to do about it.
    #[must_use]
    pub const fn remedy(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => {
                "check the path, and that whoever runs the server may read the file"
            }
            Self::NoCertificate { .. } => {
                "a certificate stands in PEM, between the lines BEGIN CERTIFICATE and END CERTIFICATE; the server's own comes first"
            }
            Self::NoKey { .. } => {
                "a key stands in PEM, between the lines BEGIN PRIVATE KEY and END PRIVATE KEY, without a password"
            }
            Self::Unfit { .. } => {
                "name the key that the certificate was made with; in a chain the server's own certificate comes first"
            }
            Self::Unusable { .. } => {
                "ask whoever issued it for a certificate of a server, with a key of RSA, ECDSA or Ed25519"
            }
        }
    }
}

/// What the two files hold.
#[derive(Clone, Default, PartialEq, Eq)]
struct Held {
    certificate: Vec<u8>,
    key: Vec<u8>,
}

impl std::fmt::Debug for Held {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Held") // a key is nobody's to read
    }
}

impl Tls {
    /// Reads a certificate and its key, or tells everything that is wrong with them.
    pub fn read(certificate: &Path, key: &Path) -> Result<Self, Vec<TlsError>> {
        let held = Held::read(certificate, key)?;
        let config = held.config(certificate, key)?;
        let (certificate, key) = (certificate.to_owned(), key.to_owned());
        Ok(Self { certificate, key, held, config: RustlsConfig::from_config(Arc::new(config)) })
    }

    /// Looks again and again whether the files changed, and lets new connections have what they hold then. What cannot be used is
    /// told in the log, and what was used before stays.
    pub async fn follow(mut self, every: Duration) {
        loop {
            tokio::time::sleep(every).await;
            let held = Held::read(&self.certificate, &self.key);
            if held.as_ref().is_ok_and(|held| *held == self.held) {
                continue;
            }
            match held.and_then(|held| Ok((held.config(&self.certificate, &self.key)?, held))) {
                Ok((config, held)) => {
                    self.config.reload_from_config(Arc::new(config));
                    self.held = held;
                    tracing::info!("the certificate was read anew");
                }
                Err(errors) => {
                    for error in errors {
                        tracing::warn!(%error, "the certificate could not be read anew, and the one before stays in use");
                    }
                }
            }
        }
    }
}

impl Held {
    fn read(certificate: &Path, key: &Path) -> Result<Self, Vec<TlsError>> {
        let read = |file: &Path| {
            fs::read(file).map_err(|why| TlsError::Unreadable { file: file.to_owned(), why })
        };
        both(read(certificate), read(key)).map(|(certificate, key)| Self { certificate, key })
    }

    fn config(&self, certificate: &Path, key: &Path) -> Result<ServerConfig, Vec<TlsError>> {
        let (chain, private) =
            both(chain(&self.certificate, certificate), private(&self.key, key))?;
        let unusable = |why| match why {
            Error::InconsistentKeys(InconsistentKeys::KeyMismatch) => {
                let (certificate, key) = (certificate.to_owned(), key.to_owned());
                vec![TlsError::Unfit { certificate, key }]
            }
            why => vec![TlsError::Unusable { certificate: certificate.to_owned(), why }],
        };
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config =
            ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
        let config =
            config.and_then(|config| config.with_no_client_auth().with_single_cert(chain, private));
        let mut config = config.map_err(unusable)?;
        config.alpn_protocols = PROTOCOLS.map(<[u8]>::to_vec).to_vec();
        Ok(config)
    }
}

/// Both, or what is wrong with either.
fn both<A, B>(
    one: Result<A, TlsError>,
    other: Result<B, TlsError>,
) -> Result<(A, B), Vec<TlsError>> {
    match (one, other) {
        (Ok(one), Ok(other)) => Ok((one, other)),
        (one, other) => Err(one.err().into_iter().chain(other.err()).collect()),
    }
}

fn chain(text: &[u8], file: &Path) -> Result<Vec<CertificateDer<'static>>, TlsError> {
    let wrong = |why: String| TlsError::NoCertificate { file: file.to_owned(), why };
    let chain = CertificateDer::pem_slice_iter(text).collect::<Result<Vec<_>, _>>();
    let chain = chain.map_err(|error| wrong(error.to_string()))?;
    if chain.is_empty() { Err(wrong(pem::Error::NoItemsFound.to_string())) } else { Ok(chain) }
}

fn private(text: &[u8], file: &Path) -> Result<PrivateKeyDer<'static>, TlsError> {
    let wrong =
        |error: pem::Error| TlsError::NoKey { file: file.to_owned(), why: error.to_string() };
    PrivateKeyDer::from_pem_slice(text).map_err(wrong)
}
