//! Which document a question means: by its text, or by a name under which it is known.
//!
//! Known are the documents that the server was started with ([`trusted`](super::trusted)), and those that were asked of late. The latter
//! spares looking at the same text again, and it is what automatic persisted queries ask for by the digest of a text.

use std::sync::Arc;

use async_graphql::Request;
use detente_core::TextDigest;
use quick_cache::sync::{Cache as Kept, DefaultLifecycle};
use quick_cache::{DefaultHashBuilder, OptionsBuilder, Weighter};

use super::trusted::Trusted;
use super::validator::Validator;
use super::{Checked, Cost, DocumentError, Limits, check, within};
use crate::http::HttpConfig;

/// How much memory the documents that were asked of late may take, about.
const BYTES: u64 = 32 * 1024 * 1024;

/// What a document takes that was read, for each byte of its text, and besides. Measured: 30 to 86 for each byte.
const PER_BYTE: usize = 96;
const BESIDES: usize = 2048;

/// A name of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Identifier {
    /// `documentId`, as GraphQL over HTTP has it: `sha256:` and the digest of the text, or a name that the keeper of the server gave.
    Document(String),
    /// The digest that an automatic persisted query brings.
    Hash(String),
}

impl Identifier {
    /// The digest of the text, if the name is one.
    fn digest(&self) -> Option<TextDigest> {
        match self {
            Self::Document(id) => id.strip_prefix("sha256:")?.parse().ok(),
            Self::Hash(hash) => hash.parse().ok(),
        }
    }

    fn text(&self) -> &str {
        match self {
            Self::Document(text) | Self::Hash(text) => text,
        }
    }

    fn unknown(&self) -> DocumentError {
        match self {
            Self::Document(id) => DocumentError::Unknown(id.clone()),
            Self::Hash(_) => DocumentError::NotPersisted,
        }
    }
}

/// What a question says of the document that it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meant {
    /// Its text.
    Text(String),
    /// A name of it.
    Named(Identifier),
    /// Both, and both must be of the same document.
    Both(Identifier, String),
}

impl Meant {
    /// What is meant, if anything is.
    pub fn of(id: Option<Identifier>, text: Option<String>) -> Option<Self> {
        match (id, text) {
            (None, None) => None,
            (None, Some(text)) => Some(Self::Text(text)),
            (Some(id), None) => Some(Self::Named(id)),
            (Some(id), Some(text)) => Some(Self::Both(id, text)),
        }
    }
}

#[derive(Clone)]
struct Size;

impl Weighter<TextDigest, Arc<Checked>> for Size {
    fn weight(&self, _: &TextDigest, checked: &Arc<Checked>) -> u64 {
        (checked.bytes * PER_BYTE + BESIDES) as u64
    }
}

/// The documents that are known, and what every other is measured by.
pub struct Documents {
    validator: Validator,
    limits: Limits,
    trusted: Trusted,
    recent: Kept<TextDigest, Arc<Checked>, Size>,
}

impl Documents {
    pub fn new(sdl: &str, config: &HttpConfig) -> Self {
        Self {
            validator: Validator::new(sdl, config.suggestions),
            limits: config.limits,
            trusted: config.trusted.clone(),
            recent: recent(BYTES),
        }
    }

    /// The document that is meant, if it may be asked.
    pub(in crate::http) fn find(&self, meant: &Meant) -> Result<Arc<Checked>, DocumentError> {
        match meant {
            Meant::Text(text) => self.written(text),
            Meant::Named(id) => self.named(id).ok_or_else(|| id.unknown()),
            Meant::Both(id, text) => {
                within(text.len(), self.limits.bytes, "bytes")?;
                if id.digest().or_else(|| self.trusted.named(id.text()))
                    != Some(TextDigest::of(text))
                {
                    return Err(DocumentError::Mismatch(id.text().to_owned()));
                }
                self.written(text)
            }
        }
    }

    /// What the answer to a request for a document may come to.
    pub(in crate::http) fn weigh(
        &self,
        checked: &Checked,
        request: &mut Request,
    ) -> Result<Cost, DocumentError> {
        checked.weigh(request, &self.limits, &self.validator)
    }

    fn named(&self, id: &Identifier) -> Option<Arc<Checked>> {
        let digest = id.digest().or_else(|| self.trusted.named(id.text()))?;
        self.trusted.get(&digest).or_else(|| self.recent.get(&digest))
    }

    fn written(&self, text: &str) -> Result<Arc<Checked>, DocumentError> {
        within(text.len(), self.limits.bytes, "bytes")?; // a digest takes its time too
        let digest = TextDigest::of(text);
        if let Some(trusted) = self.trusted.get(&digest) {
            return Ok(trusted);
        }
        if self.trusted.only {
            return Err(DocumentError::Untrusted);
        }
        if let Some(recent) = self.recent.get(&digest) {
            return Ok(recent);
        }
        let checked = Arc::new(check(text, &self.limits, &self.validator)?);
        self.recent.insert(digest, Arc::clone(&checked));
        Ok(checked)
    }
}

/// A cache in one piece: in several, the largest document would be too large for each.
fn recent(bytes: u64) -> Kept<TextDigest, Arc<Checked>, Size> {
    let mut options = OptionsBuilder::new();
    let items = usize::try_from(bytes).unwrap_or(usize::MAX) / (BESIDES * 16);
    options.shards(1).estimated_items_capacity(items).weight_capacity(bytes);
    match options.build() {
        Ok(options) => Kept::with_options(
            options,
            Size,
            DefaultHashBuilder::default(),
            DefaultLifecycle::default(),
        ),
        Err(_) => Kept::with_weighter(items, bytes, Size), // nothing that must be said was left out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SDL: &str = "type Query { answer: Int }";

    fn documents() -> Documents {
        Documents::new(SDL, &HttpConfig::default())
    }

    fn hash(text: &str) -> Identifier {
        Identifier::Hash(TextDigest::of(text).to_string())
    }

    #[test]
    fn what_was_asked_is_known_by_its_digest_and_what_is_not_valid_is_not() {
        let documents = documents();
        let (good, bad) = ("{ answer }", "{ nothing }");
        assert!(documents.find(&Meant::Named(hash(good))).is_err());
        assert!(documents.find(&Meant::Both(hash(good), good.to_owned())).is_ok());
        assert!(documents.find(&Meant::Named(hash(good))).is_ok());
        let id = format!("sha256:{}", TextDigest::of(good));
        assert!(documents.find(&Meant::Named(Identifier::Document(id))).is_ok());
        assert!(documents.find(&Meant::Both(hash(bad), bad.to_owned())).is_err());
        assert!(documents.find(&Meant::Named(hash(bad))).is_err());
    }

    #[test]
    fn a_text_is_not_kept_under_the_digest_of_another() {
        let documents = documents();
        let wrong =
            documents.find(&Meant::Both(hash("{ other: answer }"), "{ answer }".to_owned()));
        assert!(matches!(wrong, Err(DocumentError::Mismatch(_))));
        assert!(documents.find(&Meant::Named(hash("{ answer }"))).is_err());
    }

    #[test]
    fn what_is_kept_never_weighs_more_than_it_may_and_a_large_document_is_kept() {
        let documents = Documents { recent: recent(1_000_000), ..documents() };
        for n in 0..2000 {
            let text = format!("{{ a{n}: answer }}");
            assert!(documents.find(&Meant::Text(text)).is_ok());
        }
        assert!(documents.recent.weight() <= 1_000_000);
        let kept = documents.recent.len();
        assert!((100..500).contains(&kept), "{kept} are kept");
        let large = format!("{{ answer }} #{}", "x".repeat(8_000));
        assert!(documents.find(&Meant::Text(large.clone())).is_ok());
        assert!(documents.find(&Meant::Named(hash(&large))).is_ok());
    }
}
