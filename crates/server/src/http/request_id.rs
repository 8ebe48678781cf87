//! The id under which a request is found again in the log.

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use detente_storage::SECRETS_BEGIN;

pub(super) const HEADER: HeaderName = HeaderName::from_static("x-request-id");

tokio::task_local! {
    /// The id of the request that this task answers.
    static CURRENT: String;
}

/// The caller's own id, if it is one that can stand in a log, else a new one.
#[expect(
    clippy::disallowed_methods,
    reason = "an id that only the log knows need not be repeatable"
)]
pub(super) fn of(headers: &HeaderMap) -> String {
    match headers.get(HEADER).and_then(|value| value.to_str().ok()) {
        Some(id) if is_sane(id) => id.to_owned(),
        _ => format!("{:032x}", rand::random::<u128>()),
    }
}

/// Runs `work` as part of the request `id`.
pub(super) async fn during<T>(id: String, work: impl Future<Output = T>) -> T {
    CURRENT.scope(id, work).await
}

/// The id of the request that is being answered.
pub(super) fn current() -> Option<String> {
    CURRENT.try_with(Clone::clone).ok()
}

/// The id as a header. Only sane ids come here, so there always is one.
pub(super) fn header(id: &str) -> Option<HeaderValue> {
    HeaderValue::from_str(id).ok()
}

fn is_sane(id: &str) -> bool {
    (1..=128).contains(&id.len())
        && !id.contains(SECRETS_BEGIN)
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.:/+=".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_that_could_forge_a_log_line_is_replaced() {
        let of = |id: &str| of(&HeaderMap::from_iter([(HEADER, id.parse().unwrap())]));
        assert_eq!(of("9f8c-1"), "9f8c-1");
        for bad in ["", "two words", "a\tb", "a\"b", "detente_abc", &"x".repeat(129)] {
            assert_eq!(of(bad).len(), 32, "{bad:?}");
        }
    }
}
