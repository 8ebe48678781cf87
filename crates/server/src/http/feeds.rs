//! Feeds of what changed, in Atom: `/feeds/changes.atom`, one for each kind of record such as `/feeds/detentions.atom`, and each of
//! them for a query: `?id=`, `?mentions=` and whatever else narrows a list.

use std::fmt::Write as _;
use std::net::IpAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, Query, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use detente_core::{NOUNS, Noun as _, TextDigest, with_noun};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::accept::Media;
use super::graphql::{Answers, Endpoint};
use super::headers::is_known;
use super::refusal::{Code, Refusal};
use super::{identity, records, refusal};

/// How many changes a feed tells.
const LONGEST: usize = 50;

/// Where a page of a feed begins: after what the page before it ended with.
const AFTER: &str = "after";

/// What may be done with what a feed tells.
const RIGHTS: &str = "What a record says comes from its sources, each with terms of use of its own: the page of a record names them.";

/// How many fields of one change are told one by one.
const FIELDS: usize = 20;

const QUESTION: &str =
    "query Feed($nouns: [Noun!], $filter: RecordFilter, $ids: [ID!], $first: Int!, $after: String) {
  latest(nouns: $nouns, filter: $filter, ids: $ids, first: $first, after: $after) {
    changes { id label absent reasons hash madeAt author message changes { field before after } }
    endCursor
  }
  revisions(first: 1) { nodes { hash madeAt } }
}";

/// What narrows a feed, beside `id`: the fields of the filter that every list has.
const NARROWS: &[(&str, &str)] = &[
    ("mentions", "mentions"),
    ("name_begins", "nameBegins"),
    ("said_by", "saidBy"),
    ("since", "since"),
    ("source", "source"),
    ("until", "until"),
];

#[derive(Deserialize)]
struct Answer {
    latest: Latest,
    revisions: Revisions,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Latest {
    changes: Vec<Change>,
    /// Where those before them begin, if there are any.
    end_cursor: Option<String>,
}

#[derive(Deserialize)]
struct Change {
    id: String,
    label: String,
    absent: bool,
    reasons: Vec<String>,
    #[serde(flatten)]
    revision: Revision,
    changes: Vec<FieldChange>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Revision {
    hash: String,
    made_at: String,
    #[serde(default)]
    author: Option<String>,
    #[serde(default)]
    message: Option<String>,
}

#[derive(Deserialize)]
struct FieldChange {
    field: String,
    before: Option<String>,
    after: Option<String>,
}

#[derive(Deserialize)]
struct Revisions {
    nodes: Vec<Revision>,
}

pub(super) fn routes<E: Answers>(endpoint: Arc<Endpoint<E>>) -> Router {
    let feed = get(feed).fallback(wrong_method).with_state(endpoint);
    Router::new().route("/feeds/{name}", feed)
}

async fn wrong_method() -> Response {
    Refusal::method("A feed is read with GET.", "GET, HEAD").answer(Media::Json)
}

async fn feed<E: Answers>(
    State(endpoint): State<Arc<Endpoint<E>>>,
    Path(name): Path<String>,
    Query(asked): Query<Vec<(String, String)>>,
    request: Request,
) -> Response {
    let Some(nouns) = nouns(&name) else {
        return refusal::nothing_here(request.uri().clone()).await;
    };
    let address = endpoint.config.address(&request);
    let (parts, _) = request.into_parts();
    match answer(&endpoint, &nouns, address, &parts, &asked).await {
        Ok(mut response) => {
            identity::uncached(&mut response, identity::bears_token(&parts.headers));
            response
        }
        Err(refusal) => refusal.answer(Media::Json),
    }
}

/// The kinds of record that a feed is of: none are named where it is of all.
fn nouns(name: &str) -> Option<Vec<&'static str>> {
    let plural = name.strip_suffix(".atom")?;
    if plural == "changes" {
        return Some(Vec::new());
    }
    let named = |noun: &&&str| with_noun!(**noun, N => N::PLURAL == plural, _ => false);
    NOUNS.iter().find(named).map(|noun| vec![*noun])
}

async fn answer<E: Answers>(
    endpoint: &Endpoint<E>,
    nouns: &[&str],
    address: Option<IpAddr>,
    Parts { uri, headers, .. }: &Parts,
    asked: &[(String, String)],
) -> Result<Response, Refusal> {
    let (pages, narrowing): (Vec<_>, Vec<_>) =
        asked.iter().cloned().partition(|(name, _)| name == AFTER);
    let (ids, filter) = narrowed(&narrowing)?;
    let variables = json!({
        "nouns": nouns.iter().map(|noun| noun.to_uppercase()).collect::<Vec<_>>(),
        "ids": ids,
        "filter": filter,
        "first": LONGEST,
        "after": pages.last().map(|(_, cursor)| cursor),
    });
    let data = endpoint.asks(address, headers, QUESTION, variables).await?;
    let answer: Answer = serde_json::from_value(data).map_err(|error| {
        tracing::error!(%error, "a feed could not be read from its answer");
        Refusal::new(Code::Internal, "The feed could not be written.")
    })?;
    let text = atom(&answer, uri, &records::base(&endpoint.config, uri, headers));
    let digest = TextDigest::of(&text).to_string();
    let etag = format!("\"{}\"", &digest[..32]);
    let described = [
        (CACHE_CONTROL, HeaderValue::from_static("no-cache")),
        (ETAG, HeaderValue::from_str(&etag).unwrap_or(HeaderValue::from_static("\"\""))),
    ];
    if is_known(headers, &etag) {
        return Ok((StatusCode::NOT_MODIFIED, described).into_response());
    }
    let media = [(CONTENT_TYPE, HeaderValue::from_static("application/atom+xml; charset=utf-8"))];
    Ok((described, media, text).into_response())
}

/// The records that are named, and the filter of all others.
fn narrowed(asked: &[(String, String)]) -> Result<(Value, Value), Refusal> {
    let mut ids: Vec<&str> = Vec::new();
    let mut filter = Map::new();
    for (name, value) in asked {
        match name.as_str() {
            "id" => ids.extend(value.split(',').map(str::trim)),
            "disputed" => {
                filter.insert("disputed".to_owned(), json!(value != "false"));
            }
            name => {
                let Some((_, field)) = NARROWS.iter().find(|(asked, _)| *asked == name) else {
                    let known: Vec<&str> = NARROWS.iter().map(|(asked, _)| *asked).collect();
                    return Err(Refusal::new(
                        Code::BadRequest,
                        format!(
                            "A feed is not narrowed by `{name}`: it is by id, disputed, {}.",
                            known.join(", ")
                        ),
                    ));
                };
                filter.insert((*field).to_owned(), json!(value));
            }
        }
    }
    let some = |is_empty: bool, value: Value| if is_empty { Value::Null } else { value };
    Ok((some(ids.is_empty(), json!(ids)), some(filter.is_empty(), Value::Object(filter))))
}

fn atom(answer: &Answer, uri: &Uri, base: &str) -> String {
    let place = uri.path_and_query().map_or("/", |place| place.as_str());
    let origin = answer.revisions.nodes.first();
    let ledger = origin.map_or("", |first| short(&first.hash));
    let newest = answer.latest.changes.first().map(|change| &change.revision).or(origin);
    let updated = newest.map_or("1970-01-01T00:00:00Z", |newest| newest.made_at.as_str());
    let site = base.strip_suffix("/records").unwrap_or(base);
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n\
         <id>urn:x-detente:{ledger}:{place}</id>\n<title>{title}</title>\n<updated>{updated}</updated>\n\
         <author><name>Détente</name></author>\n<rights>{RIGHTS}</rights>\n<link rel=\"self\" href=\"{site}{place}\"/>\n",
        place = escaped(place),
        title = escaped(&title(uri.path())),
        site = escaped(site),
    );
    if let Some(cursor) = &answer.latest.end_cursor {
        let _ =
            writeln!(text, "<link rel=\"next\" href=\"{}\"/>", escaped(&next(uri, site, cursor)));
    }
    for change in &answer.latest.changes {
        entry(&mut text, change, base);
    }
    text.push_str("</feed>\n");
    text
}

/// The address of the page after this one, as RFC 5005 has it.
fn next(uri: &Uri, site: &str, cursor: &str) -> String {
    let mut place = url::form_urlencoded::Serializer::new(String::new());
    let asked = url::form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes());
    place.extend_pairs(asked.filter(|(name, _)| name != AFTER)).append_pair(AFTER, cursor);
    format!("{site}{}?{}", uri.path(), place.finish())
}

/// `detentions: what changed`.
fn title(path: &str) -> String {
    let name = path.rsplit('/').next().and_then(|name| name.strip_suffix(".atom"));
    match name {
        Some("changes") | None => "What changed in the record".to_owned(),
        Some(plural) => format!("What changed in the record: {plural}"),
    }
}

fn entry(text: &mut String, change: &Change, base: &str) {
    let Change { id, label, absent, reasons, revision, changes } = change;
    let reasons: Vec<String> = reasons.iter().map(|reason| reason.to_lowercase()).collect();
    let _ = write!(
        text,
        "<entry>\n<id>urn:x-detente:{}:{id}</id>\n<title>{}: {}</title>\n<updated>{made_at}</updated>\n\
         <published>{made_at}</published>\n",
        short(&revision.hash),
        escaped(label),
        reasons.join(", "),
        made_at = revision.made_at,
    );
    if let Some(author) = &revision.author {
        let _ = writeln!(text, "<author><name>{}</name></author>", escaped(author));
    }
    if !absent {
        let _ = writeln!(text, "<link rel=\"alternate\" href=\"{}/{id}\"/>", escaped(base));
    }
    for reason in &reasons {
        let _ = writeln!(text, "<category term=\"{reason}\"/>");
    }
    if let Some(message) = &revision.message {
        let _ = writeln!(text, "<summary>{}</summary>", escaped(message));
    }
    let told = changes.iter().take(FIELDS).map(|FieldChange { field, before, after }| {
        match (before, after) {
            (None, Some(after)) => format!("{field}: {after}"),
            (Some(before), Some(after)) => format!("{field}: {after}, before {before}"),
            (Some(before), None) => format!("{field}: nothing any longer, before {before}"),
            (None, None) => field.clone(),
        }
    });
    let mut told: Vec<String> = told.collect();
    if changes.len() > FIELDS {
        told.push(format!("and {} more", changes.len() - FIELDS));
    }
    if !told.is_empty() {
        let _ = writeln!(text, "<content type=\"text\">{}</content>", escaped(&told.join("\n")));
    }
    text.push_str("</entry>\n");
}

/// So much of a hash as tells it from every other.
fn short(hash: &str) -> &str {
    hash.get(..32).unwrap_or(hash)
}

/// A text as XML can hold it.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\t' => escaped.push(letter),
            letter if letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}') => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_record_has_a_feed_and_nothing_else_has() {
        assert_eq!(nouns("changes.atom"), Some(Vec::new()));
        assert_eq!(nouns("people.atom"), Some(vec!["person"]));
        for wrong in ["people", "person.atom", "changes.rss", ".atom"] {
            assert_eq!(nouns(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_narrows_nothing_is_refused() {
        let asked = |name: &str, value: &str| narrowed(&[(name.to_owned(), value.to_owned())]);
        assert_eq!(
            asked("id", "person/jana,person/otto").unwrap(),
            (json!(["person/jana", "person/otto"]), Value::Null)
        );
        assert_eq!(
            asked("said_by", "person/otto").unwrap(),
            (Value::Null, json!({ "saidBy": "person/otto" }))
        );
        assert!(asked("colour", "red").is_err());
    }

    #[test]
    fn no_text_is_a_sign_of_xml() {
        let change = Change {
            id: "person/jana".to_owned(),
            label: "<Jana> & \"Otto\"\u{0}".to_owned(),
            absent: false,
            reasons: vec!["CORRECTED".to_owned()],
            revision: Revision {
                hash: "ab".repeat(32),
                made_at: "2026-01-01T00:00:00Z".to_owned(),
                author: None,
                message: None,
            },
            changes: vec![FieldChange {
                field: "born_on".to_owned(),
                before: Some("1970".to_owned()),
                after: Some("1971".to_owned()),
            }],
        };
        let mut text = String::new();
        entry(&mut text, &change, "https://record.example/records");
        assert!(
            text.contains("<title>&lt;Jana&gt; &amp; &quot;Otto&quot;: corrected</title>"),
            "{text}"
        );
        assert!(text.contains("born_on: 1971, before 1970"), "{text}");
        assert!(text.contains("href=\"https://record.example/records/person/jana\""), "{text}");
    }
}
