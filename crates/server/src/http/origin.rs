//! From which pages of others a browser may ask: none, unless they were named.

use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, ETAG, HOST, ORIGIN, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method};
use tower_http::cors::{AllowOrigin, CorsLayer};

use super::refusal::{Code, Refusal};
use super::request_id;

/// The pages of others that may ask.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origins {
    /// Whether every page may.
    pub any: bool,
    /// Else these, as `https://record.example`.
    pub named: Vec<HeaderValue>,
}

impl Origins {
    fn allow(&self, origin: &HeaderValue) -> bool {
        self.any || self.named.contains(origin)
    }

    /// What tells browsers so, if there is anything to tell.
    pub(super) fn layer(&self) -> Option<CorsLayer> {
        let allowed = if self.any {
            AllowOrigin::any()
        } else if self.named.is_empty() {
            return None;
        } else {
            AllowOrigin::list(self.named.clone())
        };
        let last_event = HeaderName::from_static("last-event-id");
        let layer = CorsLayer::new()
            .allow_origin(allowed)
            .allow_methods([Method::GET, Method::POST])
            .allow_headers([AUTHORIZATION, CONTENT_TYPE, request_id::HEADER, last_event])
            .expose_headers([request_id::HEADER, ETAG, RETRY_AFTER]);
        Some(layer)
    }
}

/// Refuses a page that is neither of this server nor named.
pub(super) fn check(headers: &HeaderMap, origins: &Origins) -> Result<(), Refusal> {
    let Some(origin) = headers.get(ORIGIN) else { return Ok(()) };
    let host = |value: &HeaderValue| {
        let text = value.to_str().ok()?;
        Some(text.split_once("://").map_or(text, |(_, host)| host).to_ascii_lowercase())
    };
    let ours = headers.get(HOST).and_then(host);
    if origins.allow(origin) || (ours.is_some() && host(origin) == ours) {
        return Ok(());
    }
    let message = "This page may not open a connection here: whoever keeps this server allows it with --allow-origin.";
    Err(Refusal::new(Code::Forbidden, message))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_another_host_opens_nothing_unless_it_was_named() {
        let named = Origins { any: false, named: vec!["https://front.example".parse().unwrap()] };
        let any = Origins { any: true, named: Vec::new() };
        let with = |origin: &str, origins: &Origins| {
            let mut headers = HeaderMap::new();
            headers.insert(HOST, "record.example".parse().unwrap());
            headers.insert(ORIGIN, origin.parse().unwrap());
            check(&headers, origins).is_ok()
        };
        assert!(with("https://record.example", &Origins::default()));
        assert!(!with("https://front.example", &Origins::default()));
        assert!(with("https://front.example", &named));
        assert!(!with("https://other.example", &named));
        assert!(!with("null", &named));
        assert!(with("https://other.example", &any));
        assert!(check(&HeaderMap::new(), &Origins::default()).is_ok());
    }
}
