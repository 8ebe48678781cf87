//! Who asks: the token of a request, as `Authorization` carries it.

use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use async_graphql::Data;
use axum::http::header::{AUTHORIZATION, CACHE_CONTROL, VARY};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::Response;
use futures_util::future::BoxFuture;
use tokio::time::interval;

use super::refusal::{Code, Refusal};

/// Whoever asks, as far as the edge must know them.
#[derive(Default)]
pub struct Caller {
    /// What the schema wants to know of them.
    pub data: Data,
    /// Their name; empty for the public.
    pub name: String,
    /// Whether they may send bodies as long as a dossier.
    pub sends_dossiers: bool,
}

/// Why nobody can be asked as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unidentified {
    /// The token is not good: why, in a sentence that tells a stranger nothing.
    Token(String),
    /// It could not be looked up.
    Unavailable,
}

/// Says who bears a token; `None` asks for whoever comes without one.
pub type Identify =
    Arc<dyn Fn(Option<String>) -> BoxFuture<'static, Result<Caller, Unidentified>> + Send + Sync>;

/// Who sent a request with these headers.
pub(super) async fn caller(identify: &Identify, headers: &HeaderMap) -> Result<Caller, Refusal> {
    let token = token(headers)?;
    identify(token).await.map_err(|why| match why {
        Unidentified::Token(why) => unauthenticated(&why),
        Unidentified::Unavailable => Refusal::gone(),
    })
}

/// Waits until it can be said whether a token is still good, and says why it is not.
pub(super) async fn still_good(identify: &Identify, headers: &HeaderMap) -> Result<(), Refusal> {
    loop {
        match caller(identify, headers).await {
            Ok(_) => return Ok(()),
            Err(refusal) if refusal.is_of_the_token() => return Err(refusal),
            // The database may come back, and the token be good.
            Err(_) => tokio::time::sleep(AGAIN).await,
        }
    }
}

/// Waits until the token of these headers is good no longer, and says why; without end where there is none.
pub(super) async fn expires(identify: Identify, headers: HeaderMap) -> Refusal {
    if !bears_token(&headers) {
        return pending().await;
    }
    let mut glance = interval(GLANCE);
    loop {
        glance.tick().await;
        let known = caller(&identify, &headers).await;
        if let Some(refusal) = known.err().filter(Refusal::is_of_the_token) {
            return refusal;
        }
    }
}

/// How often it is looked whether a token is still good.
const GLANCE: Duration = Duration::from_secs(1);

/// How long to wait for a database that does not answer.
const AGAIN: Duration = Duration::from_secs(1);

/// Whether a request comes with a token, good or not.
pub(super) fn bears_token(headers: &HeaderMap) -> bool {
    headers.contains_key(AUTHORIZATION)
}

/// The token of a request: one `Authorization: Bearer …`, or none.
fn token(headers: &HeaderMap) -> Result<Option<String>, Refusal> {
    let mut given = headers.get_all(AUTHORIZATION).iter();
    let Some(value) = given.next() else { return Ok(None) };
    let read = value.to_str().ok().and_then(|text| text.split_once(' '));
    let token = read.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
    match (token, given.next()) {
        (Some((_, token)), None) if !token.trim().is_empty() => Ok(Some(token.trim().to_owned())),
        _ => Err(unauthenticated("the header `Authorization` is not of the form `Bearer <token>`")),
    }
}

fn unauthenticated(why: &str) -> Refusal {
    let mut letters = why.chars();
    let why = letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>());
    let why = why.unwrap_or_default();
    let message = format!(
        "{why}. Ask without a token to see what is public, or get one from whoever keeps this server."
    );
    Refusal::new(Code::Unauthenticated, message)
}

/// Tells caches that another asker is answered otherwise, and keeps what a
/// token was shown out of all of them.
pub(super) fn uncached(response: &mut Response, with_token: bool) {
    let headers = response.headers_mut();
    headers.append(VARY, HeaderValue::from_static("accept, accept-encoding, authorization"));
    if with_token {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_what_one_header_of_its_form_bears() {
        let read = |values: &[&str]| {
            let mut headers = HeaderMap::new();
            for value in values {
                headers.append(AUTHORIZATION, value.parse().unwrap());
            }
            token(&headers).map_err(|_| ())
        };
        assert_eq!(read(&[]), Ok(None));
        assert_eq!(read(&["Bearer abc"]), Ok(Some("abc".to_owned())));
        assert_eq!(read(&["bearer  abc "]), Ok(Some("abc".to_owned())));
        for wrong in [
            &[""][..],
            &["abc"],
            &["Bearer"],
            &["Bearer "],
            &["Basic abc"],
            &["Bearer a", "Bearer b"],
        ] {
            assert_eq!(read(wrong), Err(()), "{wrong:?}");
        }
    }
}
