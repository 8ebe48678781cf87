//! Feeds of what changed, and records by their addresses.

use axum::{
    body::{Body, to_bytes},
    http::{Request, StatusCode},
};
use detente_core::{EntryId, Seed, Submission, dossier};
use detente_server::{
    graphql::Api,
    http::{HttpConfig, router},
};
use detente_storage::{Draft, Store, Viewer};
use tower::ServiceExt as _;

use crate::service;

const JANA: &str = "[dossier]\ntitle = \"Jana\"\nauthor = \"a test\"\n\
    [[source]]\nkey = \"S\"\nid = \"source/herald\"\nread_on = \"2026-01-02\"\nnew = true\ntitle = \"Herald\"\n";

/// What a day's reading says of the person and the detention.
fn dossier_of(read_on: &str, person: &str, detention: &str) -> String {
    let claim = |subject: &str, states: &str| {
        if states.is_empty() {
            return String::new();
        }
        format!(
            "[[claim]]\nsource = \"S\"\nread_on = \"{read_on}\"\nsubject = \"{subject}\"\nnew = true\n[claim.states]\n{states}\n"
        )
    };
    format!("{JANA}{}{}", claim("person/jana", person), claim("detention/jana", detention))
}

async fn append(store: &Store, text: &str, rulings: Vec<detente_core::Decision>) {
    let reading = dossier::read("f.toml", text.as_bytes());
    let submission = if text.is_empty() {
        Submission { author: "a test".to_owned(), message: "A ruling".to_owned(), claims: vec![] }
    } else {
        assert!(reading.faults.is_empty(), "{:?}", reading.faults);
        reading.submission
    };
    let number = store.head().await.unwrap() + 1;
    let draft = Draft {
        submission,
        rulings,
        reason: "It was looked into.".to_owned(),
        made_at: format!("2026-03-{number:02}T00:00:00Z").parse().unwrap(),
        seed: Seed([number.to_le_bytes()[0]; 32]),
    };
    store.append(&Viewer::owner("keeper"), draft).await.unwrap();
}

/// A person who was added, corrected, released, and of whom a word was withdrawn.
async fn api() -> (Api, u64) {
    let service = service().await;
    let store = service.store.clone();
    let held = "person = \"person/jana\"\nbegan_on = \"2024-01-01\"";
    append(&store, &dossier_of("2026-01-02", "name = \"Jana\"\nborn_on = \"1970\"", held), vec![])
        .await;
    let first = store.head().await.unwrap();
    append(&store, &dossier_of("2026-01-03", "born_on = \"1971\"", ""), vec![]).await;
    append(
        &store,
        &dossier_of("2026-01-04", "", "ended_on = \"2025-05-05\"\nend_modality = \"pardoned\""),
        vec![],
    )
    .await;
    let entry = EntryId { revision: first + 1, position: 1 };
    let entries = detente_core::Scope::of(entry);
    let retract = detente_core::Decision::Retract { entries, field: None };
    append(&store, "", vec![retract]).await;
    (Api::new(service), first)
}

struct Answer {
    status: StatusCode,
    etag: String,
    text: String,
}

async fn get(api: &Api, path: &str, known: &str) -> Answer {
    let edge = router(api.clone(), || async { true }, HttpConfig::default());
    let request =
        Request::get(path).header("host", "record.example").header("if-none-match", known);
    let response = edge.oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let etag = response.headers().get("etag").map(|etag| etag.to_str().unwrap().to_owned());
    let status = response.status();
    let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    Answer { status, etag: etag.unwrap_or_default(), text: String::from_utf8_lossy(&bytes).into() }
}

/// The titles of the entries.
fn titles(feed: &str) -> Vec<String> {
    let titles = feed.split("<title>").skip(2);
    titles.map(|rest| rest.split("</title>").next().unwrap().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_feed_says_why_each_record_is_not_what_it_was() {
    let (api, _) = api().await;
    let feed = get(&api, "/feeds/changes.atom?id=person/jana,detention/jana", "").await;
    assert_eq!(feed.status, StatusCode::OK, "{}", feed.text);
    assert_eq!(
        titles(&feed.text),
        [
            "Jana: retracted, corrected",
            "detention of Jana: released",
            "Jana: corrected",
            "detention of Jana: added",
            "Jana: added"
        ],
        "{}",
        feed.text
    );
    assert!(feed.text.contains("endedOn: 2025-05-05"), "{}", feed.text);
    assert!(feed.text.contains("href=\"http://record.example/records/person/jana\""));
    let people = get(&api, "/feeds/people.atom?name_begins=jan", "").await;
    assert_eq!(titles(&people.text).len(), 3, "{}", people.text);
    assert_eq!(
        get(&api, "/feeds/people.atom?name_begins=jan", &people.etag).await.status,
        StatusCode::NOT_MODIFIED
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_feed_leads_on_to_what_came_before() {
    let (api, _) = api().await;
    let mut path = "/feeds/changes.atom".to_owned();
    let (mut pages, mut told) = (0, Vec::new());
    loop {
        let page = get(&api, &path, "").await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        told.extend(titles(&page.text));
        pages += 1;
        let next = page.text.split("<link rel=\"next\" href=\"http://record.example").nth(1);
        let Some(next) = next.and_then(|rest| rest.split('"').next()) else { break };
        path = next.replace("&amp;", "&");
    }
    assert!(pages > 1 && told.len() > 50, "{pages} pages, {} entries", told.len());
    assert_eq!(told.last().map(|title| title.ends_with(": added")), Some(true), "{told:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_feed_that_cannot_be_says_why() {
    let (api, _) = api().await;
    let unknown = get(&api, "/feeds/prisoners.atom", "").await;
    assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    let colour = get(&api, "/feeds/people.atom?colour=red", "").await;
    assert_eq!(colour.status, StatusCode::BAD_REQUEST);
    assert!(colour.text.contains("not narrowed by `colour`"), "{}", colour.text);
    let day = get(&api, "/feeds/people.atom?since=yesterday", "").await;
    assert_eq!(day.status, StatusCode::BAD_REQUEST, "{}", day.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_is_read_at_its_address() {
    let (api, _) = api().await;
    let page = get(&api, "/records/detention/jana", "").await;
    assert!(page.text.starts_with("# detention of Jana"), "{}", page.text);
    assert!(page.text.contains("(http://record.example/records/person/jana)"), "{}", page.text);
    let node = get(&api, "/records/person/jana.jsonld", "").await;
    let node: serde_json::Value = serde_json::from_str(&node.text).unwrap();
    assert_eq!(node["@graph"][0]["@id"], "http://record.example/records/person/jana");
    for nobody in ["/records/person/nobody", "/records/prisoner/jana", "/records/person/NOT-ONE"] {
        assert!(get(&api, nobody, "").await.status.is_client_error(), "{nobody}");
    }
}
