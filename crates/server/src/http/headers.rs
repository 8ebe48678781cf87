//! Headers that every answer bears, and whether whoever asks has the answer.

use axum::http::header::{
    CONTENT_SECURITY_POLICY, IF_NONE_MATCH, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::response::Response;

/// What answers may do in a browser: nothing. The Playground brings its own policy.
const NOTHING: HeaderValue = HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'");

const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");

pub(super) async fn secured(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.entry(CONTENT_SECURITY_POLICY).or_insert(NOTHING);
    headers.insert(OPENER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

/// Whether whoever sent these headers has what bears this tag. Tags are compared weakly (RFC 9110, 13.1.2), for what is asked is
/// whether to send the answer again; a star stands for whatever there is.
pub(super) fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let opaque = |tag: &str| tag.strip_prefix("W/").unwrap_or(tag).to_owned();
    let tag = opaque(tag);
    let sent = headers.get_all(IF_NONE_MATCH).iter().filter_map(|sent| sent.to_str().ok());
    sent.flat_map(|sent| sent.split(','))
        .map(str::trim)
        .any(|sent| sent == "*" || opaque(sent) == tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_known_among_others_weak_or_not_and_as_a_whole() {
        let known = |sent: &[&'static str], tag: &str| {
            let mut headers = HeaderMap::new();
            for one in sent {
                headers.append(IF_NONE_MATCH, HeaderValue::from_static(one));
            }
            is_known(&headers, tag)
        };
        for tag in ["W/\"ab\"", "\"ab\""] {
            for sent in
                [&["W/\"ab\""][..], &["\"ab\""], &["\"x\", W/\"ab\""], &["\"x\"", "\"ab\""], &["*"]]
            {
                assert!(known(sent, tag), "{sent:?}");
            }
            for sent in [&[][..], &[""], &["ab"], &["\"a\""], &["\"abc\""], &["W/"], &["\"*\""]] {
                assert!(!known(sent, tag), "{sent:?}");
            }
        }
    }
}
