//! Answers that were given before, as they were written.
//!
//! What everyone may see changes with the ledger alone. So as long as nothing is added to it, the same question has the same answer: it
//! is neither looked up anew nor, where whoever asks has it still, sent again. Answers to a token are never kept, nor is what went wrong.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use async_graphql::Request;
use axum::http::header::{CACHE_CONTROL, ETAG};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};
use detente_core::TextDigest;
use quick_cache::Weighter;
use quick_cache::sync::Cache;

use super::document::Cost;
use super::headers::is_known;

/// How much memory the answers may take, about.
pub(super) const BYTES: u64 = 48 * 1024 * 1024;

/// What an answer takes beside its text.
const BESIDES: u64 = 160;

/// An answer of everyone's to one question, while the ledger is as high as it is. It tells nothing of either.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Tag(TextDigest);

impl Tag {
    /// The answer to a document and what came with it, at this height of the ledger.
    pub(super) fn of(document: TextDigest, request: &Request, height: u64) -> Option<Self> {
        // Another version may answer otherwise.
        let asked = (
            env!("CARGO_PKG_VERSION"),
            height,
            document,
            request.operation_name.as_deref(),
            &request.variables,
        );
        Some(Self(TextDigest::of(&serde_json::to_string(&asked).ok()?)))
    }

    /// As a header: a weak one, for what the question cost is told anew beside the same answer.
    fn header(self) -> Option<HeaderValue> {
        HeaderValue::try_from(format!("W/\"{:.32}\"", self.0.to_string())).ok()
    }

    /// Whether whoever sent these headers has the answer.
    pub(super) fn is_known(self, headers: &HeaderMap) -> bool {
        let tag = self.header();
        let tag = tag.as_ref().and_then(|tag| tag.to_str().ok());
        tag.is_some_and(|tag| is_known(headers, tag))
    }

    /// Lets browsers, and whatever stands between, keep the answer: of a document that the server was started with for a
    /// while, of any other only to ask whether it is the same.
    pub(super) fn tell(self, response: &mut Response, is_trusted: bool) {
        let Some(tag) = self.header() else { return };
        let kept =
            if is_trusted { "public, max-age=10, stale-while-revalidate=60" } else { "no-cache" };
        let headers = response.headers_mut();
        headers.insert(ETAG, tag);
        headers.insert(CACHE_CONTROL, HeaderValue::from_static(kept));
    }

    /// Says that the answer is the one that is known.
    pub(super) fn unchanged(self, is_trusted: bool) -> Response {
        let mut response = StatusCode::NOT_MODIFIED.into_response();
        self.tell(&mut response, is_trusted);
        response
    }
}

/// An answer without errors: what it holds as `data`, as JSON, and what it cost.
#[derive(Clone)]
pub(super) struct Kept {
    pub(super) data: Arc<str>,
    pub(super) cost: Cost,
}

#[derive(Clone)]
struct Size;

impl Weighter<Tag, Kept> for Size {
    fn weight(&self, _: &Tag, kept: &Kept) -> u64 {
        kept.data.len() as u64 + BESIDES
    }
}

/// The answers that are kept: those that are asked for more than once before those that are not.
pub(super) struct Answers {
    cache: Cache<Tag, Kept, Size>,
    /// How high the ledger was when it was last looked at.
    height: AtomicU64,
}

impl Answers {
    /// At most so many bytes of them, about; of 0, none.
    pub(super) fn holding(bytes: u64) -> Self {
        let many = usize::try_from(bytes / 4096).unwrap_or(usize::MAX);
        Self { cache: Cache::with_weighter(many, bytes, Size), height: AtomicU64::new(0) }
    }

    /// Forgets what was kept while the ledger was lower: nobody asks for it any more, and it may hold what was erased.
    pub(super) fn rise(&self, height: u64) {
        if self.height.fetch_max(height, Ordering::AcqRel) < height {
            self.cache.clear();
        }
    }

    pub(super) fn get(&self, tag: &Tag) -> Option<Kept> {
        self.cache.get(tag)
    }

    pub(super) fn keep(&self, tag: Tag, kept: Kept) {
        self.cache.insert(tag, kept);
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::Variables;
    use serde_json::json;

    use super::*;

    fn tag(document: &str, variables: serde_json::Value, height: u64) -> Tag {
        let request = Request::new(document).variables(Variables::from_json(variables));
        Tag::of(TextDigest::of(document), &request, height).unwrap()
    }

    #[test]
    fn another_question_and_another_ledger_have_another_tag() {
        let one = tag("{ a }", json!({ "x": 1 }), 7);
        assert_eq!(one, tag("{ a }", json!({ "x": 1 }), 7));
        for other in [
            tag("{ b }", json!({ "x": 1 }), 7),
            tag("{ a }", json!({ "x": "1" }), 7),
            tag("{ a }", json!({}), 7),
            tag("{ a }", json!({ "x": 1 }), 8),
        ] {
            assert_ne!(one, other);
        }
    }

    #[test]
    fn a_million_answers_that_nobody_asks_for_again_take_no_more_than_they_may() {
        let answers = Answers::holding(1_000_000);
        let cost = Cost::of(1);
        let liked = tag("{ liked }", json!({}), 1);
        for n in 0..20_000 {
            let data: Arc<str> = "x".repeat(500).into();
            answers.keep(tag("{ a }", json!({ "n": n }), 1), Kept { data, cost });
            if answers.get(&liked).is_none() {
                answers.keep(liked, Kept { data: "{}".into(), cost });
            }
        }
        assert!(answers.cache.weight() <= 1_000_000);
        assert!(answers.get(&liked).is_some(), "what is asked for stays");
        answers
            .keep(tag("{ huge }", json!({}), 1), Kept { data: "x".repeat(2_000_000).into(), cost });
        assert!(answers.cache.weight() <= 1_000_000);
    }
}
