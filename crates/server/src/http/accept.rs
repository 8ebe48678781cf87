//! Which of the two media types of an answer the caller prefers.

use axum::http::HeaderMap;
use axum::http::header::ACCEPT;

use super::refusal::{Code, Refusal};

/// The media type of an answer. It decides the status of a question that could not be executed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Media {
    /// `application/graphql-response+json`: a status of 4xx or 5xx says that there is no data.
    Graphql,
    /// `application/json`: an answer in the shape of GraphQL is 200, whatever it says.
    Json,
}

impl Media {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Graphql => "application/graphql-response+json",
            Self::Json => "application/json",
        }
    }

    /// The one the caller likes better; [`Media::Graphql`] where both are equal, or where nothing is asked for.
    pub(super) fn accepted(headers: &HeaderMap) -> Result<Self, Refusal> {
        let mut ranges =
            headers.get_all(ACCEPT).iter().filter_map(|value| value.to_str().ok()).peekable();
        if ranges.peek().is_none() {
            return Ok(Self::Graphql);
        }
        let accept: Vec<Range> =
            ranges.flat_map(|value| value.split(',')).map(Range::read).collect();
        let (graphql, json) = (quality(&accept, Self::Graphql), quality(&accept, Self::Json));
        match (graphql > 0.0, json > 0.0) {
            (true, _) if graphql >= json => Ok(Self::Graphql),
            (_, true) => Ok(Self::Json),
            _ => Err(Refusal::new(
                Code::NotAcceptable,
                "Answers come as application/graphql-response+json or application/json: name one of them in Accept.",
            )),
        }
    }
}

/// One part of an `Accept` header: `application/*;q=0.8`.
struct Range {
    name: String,
    quality: f32,
}

impl Range {
    fn read(text: &str) -> Self {
        let mut parts = text.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default().to_ascii_lowercase();
        let quality =
            parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
        Self { name, quality: quality.map_or(1.0, |text| text.trim().parse().unwrap_or(0.0)) }
    }
}

/// The quality of the most specific range that covers the media type.
fn quality(ranges: &[Range], media: Media) -> f32 {
    [media.name(), "application/*", "*/*"]
        .iter()
        .find_map(|name| ranges.iter().find(|range| range.name == *name))
        .map_or(0.0, |range| range.quality)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepted(accept: &str) -> Option<Media> {
        let headers = HeaderMap::from_iter([(ACCEPT, accept.parse().unwrap())]);
        Media::accepted(&headers).ok()
    }

    #[test]
    fn the_caller_chooses_the_media_type() {
        assert_eq!(Media::accepted(&HeaderMap::new()).ok(), Some(Media::Graphql));
        assert_eq!(accepted("*/*"), Some(Media::Graphql));
        assert_eq!(accepted("application/json"), Some(Media::Json));
        assert_eq!(accepted("application/json, */*;q=0.1"), Some(Media::Json));
        assert_eq!(
            accepted("application/graphql-response+json;charset=utf-8, application/json;q=0.9"),
            Some(Media::Graphql)
        );
        assert_eq!(
            accepted("application/graphql-response+json;q=0, application/*"),
            Some(Media::Json)
        );
        assert_eq!(accepted("text/html, application/xml;q=0.9"), None);
    }
}
