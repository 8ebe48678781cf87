//! Which of the two media types of an answer the caller prefers, and which statuses go with them.

use axum::http::header::ACCEPT;
use axum::http::{HeaderMap, HeaderValue, StatusCode};

use super::refusal::{Code, Refusal};

/// Which text of GraphQL over HTTP the statuses of answers follow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Statuses {
    /// The text that clients know: 400 for whatever could not be executed, 200 for the rest; `application/json` where a caller has no wish.
    #[default]
    Usual,
    /// The draft of 2026: 422 for what is not valid, 294 for an answer that is whole but for some errors.
    Of2026,
}

/// The media type of an answer. It decides the status of a question that could not be executed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Media {
    /// `application/graphql-response+json`: a status of 4xx or 5xx says that there is no data.
    Graphql,
    /// `application/json`: an answer in the shape of GraphQL is 200, whatever it says.
    Json,
}

/// In which form a caller is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Form {
    pub(super) media: Media,
    pub(super) statuses: Statuses,
}

impl From<Media> for Form {
    fn from(media: Media) -> Self {
        Self { media, statuses: Statuses::Usual }
    }
}

impl Form {
    /// The form that the caller likes better.
    pub(super) fn accepted(headers: &HeaderMap, statuses: Statuses) -> Result<Self, Refusal> {
        let usual = match statuses {
            Statuses::Usual => Media::Json,
            Statuses::Of2026 => Media::Graphql,
        };
        Ok(Self { media: Media::accepted(headers, usual)?, statuses })
    }

    /// The `Content-Type` of an answer of this status. The draft of 2026 answers whoever asks for `application/json` in the other type
    /// where there is no answer to the question: only so can it be told from the error of a proxy.
    pub(super) fn content_type(self, status: StatusCode) -> HeaderValue {
        let media = match self.statuses {
            Statuses::Of2026 if !status.is_success() => Media::Graphql,
            _ => self.media,
        };
        HeaderValue::from_static(media.content_type())
    }
}

impl Media {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Graphql => "application/graphql-response+json",
            Self::Json => "application/json",
        }
    }

    fn content_type(self) -> &'static str {
        match self {
            Self::Graphql => "application/graphql-response+json; charset=utf-8",
            Self::Json => "application/json; charset=utf-8",
        }
    }

    /// The one the caller likes better: of two that are liked equally the one that is named, the usual one where neither is.
    fn accepted(headers: &HeaderMap, usual: Self) -> Result<Self, Refusal> {
        let accept = ranges(headers);
        if accept.is_empty() {
            return Ok(usual);
        }
        let (graphql, json) = (quality(&accept, Self::Graphql), quality(&accept, Self::Json));
        match (graphql > 0.0, json > 0.0) {
            (true, true) if graphql.total_cmp(&json).is_eq() => {
                let named = |media: &Self| accept.iter().any(|range| range.name == media.name());
                Ok([Self::Graphql, Self::Json].into_iter().find(named).unwrap_or(usual))
            }
            (true, _) if graphql > json => Ok(Self::Graphql),
            (_, true) => Ok(Self::Json),
            _ => Err(Refusal::new(
                Code::NotAcceptable,
                "Answers come as application/graphql-response+json or application/json: name one of them in Accept.",
            )),
        }
    }
}

/// Events, as a stream.
const EVENTS: &str = "text/event-stream";

/// Whether a caller names a stream of events, and likes no other form better.
pub(super) fn events_are_wanted(headers: &HeaderMap) -> bool {
    let accept = ranges(headers);
    let Some(events) = accept.iter().find(|range| range.name == EVENTS) else { return false };
    let others = [Media::Graphql, Media::Json].map(|media| quality(&accept, media));
    events.quality > 0.0 && others.iter().all(|other| *other <= events.quality)
}

fn ranges(headers: &HeaderMap) -> Vec<Range> {
    let said = headers.get_all(ACCEPT).iter().filter_map(|value| value.to_str().ok());
    let read = said.flat_map(|value| value.split(',')).map(Range::read);
    read.filter(|range| !range.name.is_empty()).collect()
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
        Media::accepted(&headers, Media::Json).ok()
    }

    #[test]
    fn the_caller_chooses_the_media_type() {
        for usual in [Media::Json, Media::Graphql] {
            assert_eq!(Media::accepted(&HeaderMap::new(), usual).ok(), Some(usual));
        }
        for no_wish in ["", ",", " , ", "*/*"] {
            assert_eq!(accepted(no_wish), Some(Media::Json), "{no_wish:?}");
        }
        assert_eq!(accepted("application/*, text/html"), Some(Media::Json));
        assert_eq!(accepted("application/json, */*"), Some(Media::Json));
        assert_eq!(accepted("application/graphql-response+json, */*"), Some(Media::Graphql));
        assert_eq!(
            accepted("application/json, application/graphql-response+json"),
            Some(Media::Graphql)
        );
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

    #[test]
    fn events_come_where_they_are_named_and_nothing_is_liked_better() {
        let wanted = |accept: &str| {
            events_are_wanted(&HeaderMap::from_iter([(ACCEPT, accept.parse().unwrap())]))
        };
        for accept in [
            "text/event-stream",
            "Text/Event-Stream;q=0.5",
            "application/json, text/event-stream",
            "text/event-stream, */*;q=0.1",
        ] {
            assert!(wanted(accept), "{accept}");
        }
        for accept in [
            "",
            "*/*",
            "text/*",
            "application/json",
            "text/event-stream;q=0",
            "text/event-stream;q=0, application/json",
            "application/json, text/event-stream;q=0.9",
        ] {
            assert!(!wanted(accept), "{accept}");
        }
    }
}
