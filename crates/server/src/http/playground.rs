//! The Playground at `/`: GraphiQL with our examples, compiled in (built in `crates/server/playground`).

use axum::Router;
use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::headers::is_known;
use super::refusal;

/// The page may run, show and ask what comes from this server, and nothing else.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; \
     form-action 'none'; frame-ancestors 'none'",
);

/// One file of the page.
struct Asset {
    name: &'static str,
    media_type: &'static str,
    etag: &'static str,
    /// Its name carries its hash, so it never changes.
    lasting: bool,
    bytes: &'static [u8],
}

const ASSETS: &[Asset] = include!("../../playground/dist/assets.rs");

pub(super) fn routes() -> Router {
    Router::new().route("/", get(page)).route("/playground/{name}", get(asset))
}

async fn page(uri: Uri, headers: HeaderMap) -> Response {
    asset(Path("index.html".to_owned()), uri, headers).await
}

async fn asset(Path(name): Path<String>, uri: Uri, headers: HeaderMap) -> Response {
    let Some(asset) = ASSETS.iter().find(|asset| asset.name == name) else {
        return refusal::nothing_here(uri).await;
    };
    let lifetime = if asset.lasting { "public, max-age=31536000, immutable" } else { "no-cache" };
    let described = [
        (CACHE_CONTROL, HeaderValue::from_static(lifetime)),
        (CONTENT_SECURITY_POLICY, POLICY),
        (ETAG, HeaderValue::from_static(asset.etag)),
    ];
    if is_known(&headers, asset.etag) {
        return (StatusCode::NOT_MODIFIED, described).into_response();
    }
    (described, [(CONTENT_TYPE, asset.media_type)], asset.bytes).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_that_the_page_names_is_compiled_in() {
        let mut named = 0;
        for asset in ASSETS.iter().filter(|asset| asset.media_type.starts_with("text/html")) {
            for rest in std::str::from_utf8(asset.bytes).unwrap().split("\"/playground/").skip(1) {
                let name = rest.split('"').next().unwrap();
                assert!(ASSETS.iter().any(|asset| asset.name == name), "{name}");
                named += 1;
            }
        }
        assert!(named >= 3, "the page names its script, its stylesheet and its icon");
    }

    #[test]
    fn the_page_was_built_with_the_examples_of_today() {
        let script =
            ASSETS.iter().find(|asset| asset.media_type.starts_with("text/javascript")).unwrap();
        let script = std::str::from_utf8(script.bytes).unwrap();
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/playground/examples");
        for file in std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()) {
            let example = std::fs::read_to_string(&file).unwrap();
            // Lines that the bundler has no reason to write in another way.
            for line in example
                .lines()
                .filter(|line| line.is_ascii() && !line.contains(['"', '\'', '`', '\\']))
            {
                let remedy = "run `npm ci && npm run build` in crates/server/playground";
                assert!(
                    script.contains(line),
                    "the page lacks {line:?} of {}: {remedy}",
                    file.display()
                );
            }
        }
    }

    #[test]
    fn nothing_in_the_page_is_inline() {
        let page = ASSETS.iter().find(|asset| asset.name == "index.html").unwrap();
        let page = std::str::from_utf8(page.bytes).unwrap();
        assert!(
            !page.contains("<style") && !page.contains("style=") && !page.contains("<script>"),
            "{page}"
        );
    }
}
