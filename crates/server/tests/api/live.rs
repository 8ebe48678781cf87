//! What is told of the record as it happens.

use std::time::Duration;

use async_graphql::Request;
use detente_core::{Decision, RecordId, Seed, Sight, Submission, dossier};
use detente_server::graphql::Api;
use detente_storage::{Draft, Store, Viewer};
use futures_util::{StreamExt as _, stream::BoxStream};
use serde_json::{Value, json};

use crate::service;

fn person(slug: &str, name: &str) -> String {
    format!(
        "[dossier]\ntitle = \"{slug}\"\nauthor = \"a test\"\n\
         [[source]]\nkey = \"S\"\nid = \"source/herald\"\nread_on = \"2026-01-02\"\nnew = true\ntitle = \"Herald\"\n\
         [[claim]]\nsource = \"S\"\nsubject = \"person/{slug}\"\nnew = true\n[claim.states]\nname = \"{name}\"\n"
    )
}

async fn append(store: &Store, text: &str, rulings: Vec<Decision>) -> u64 {
    let submission = if text.is_empty() {
        Submission { author: "a test".to_owned(), message: "A ruling".to_owned(), claims: vec![] }
    } else {
        let reading = dossier::read("f.toml", text.as_bytes());
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
    number
}

struct Told(BoxStream<'static, async_graphql::Response>);

impl Told {
    fn of(api: &Api, viewer: Viewer, query: &str) -> Self {
        Self(api.answers(viewer, Request::new(query)))
    }

    async fn next(&mut self) -> Value {
        let next = tokio::time::timeout(Duration::from_secs(10), self.0.next()).await;
        let next = next.unwrap().unwrap();
        assert!(next.errors.is_empty(), "{:?}", next.errors);
        next.data.into_json().unwrap()
    }

    async fn nothing(&mut self) {
        let next = tokio::time::timeout(Duration::from_millis(200), self.0.next()).await;
        assert!(next.is_err(), "{next:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_revision_is_told_as_it_is_added_and_what_was_missed_before_it() {
    let service = service().await;
    let (store, api) = (service.store.clone(), Api::new(service));
    let head = store.head().await.unwrap();
    let all = "subscription { revisionAdded(after: 0) { number hash } }";
    let (mut all, mut new) = (
        Told::of(&api, Viewer::public(), all),
        Told::of(&api, Viewer::public(), "subscription { revisionAdded { number } }"),
    );
    new.nothing().await;
    for number in 1..=head {
        assert_eq!(all.next().await["revisionAdded"]["number"], number);
    }
    let number = append(&store, &person("jana", "Jana"), vec![]).await;
    assert_eq!(all.next().await["revisionAdded"]["number"], number);
    assert_eq!(new.next().await["revisionAdded"], json!({ "number": number }));
    let beyond = format!("subscription {{ revisionAdded(after: {}) {{ number }} }}", number + 1);
    let refused = Told::of(&api, Viewer::public(), &beyond).0.next().await.unwrap();
    assert!(refused.errors[0].message.contains("there is no revision"), "{refused:?}");
}

const FOLLOWED: &str = "recordChanged(ids: [\"person/jana\", \"person/vera\"]";

fn following(after: &str) -> String {
    format!(
        "subscription {{ {FOLLOWED} {after}) {{ record {{ id label }} revision absent cursor }} }}"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn a_follower_who_was_away_is_told_the_last_change_of_each() {
    let service = service().await;
    let (store, api) = (service.store.clone(), Api::new(service));
    let mut told = Told::of(&api, Viewer::public(), &following(""));
    told.nothing().await;
    let first = append(&store, &person("jana", "Jana"), vec![]).await;
    append(&store, &person("nobody", "Nobody"), vec![]).await;
    let one = told.next().await["recordChanged"].clone();
    assert_eq!(
        (&one["record"], &one["revision"]),
        (&json!({ "id": "person/jana", "label": "Jana" }), &json!(first))
    );
    told.nothing().await;
    drop(told);
    let second = append(&store, &person("vera", "Vera"), vec![]).await;
    let newer = person("jana", "Jana Nova").replace("\"Herald\"", "\"The Herald\"");
    let newer = newer.replace(
        "subject = \"person/jana\"\nnew = true",
        "read_on = \"2026-01-05\"\nsubject = \"person/jana\"",
    );
    let third = append(&store, &newer, vec![]).await;
    for after in [one["cursor"].as_str().unwrap().to_owned(), first.to_string()] {
        let mut told = Told::of(&api, Viewer::public(), &following(&format!("after: \"{after}\"")));
        let (vera, jana) = (told.next().await, told.next().await);
        assert_eq!(vera["recordChanged"]["revision"], second);
        assert_eq!(jana["recordChanged"]["record"]["label"], "Jana Nova");
        assert_eq!(jana["recordChanged"]["revision"], third);
        // Of what was told already the last is not told again.
        let after = vera["recordChanged"]["cursor"].as_str().unwrap().to_owned();
        let mut again =
            Told::of(&api, Viewer::public(), &following(&format!("after: \"{after}\"")));
        assert_eq!(again.next().await["recordChanged"]["record"]["id"], "person/jana");
        again.nothing().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_hidden_is_told_to_nobody_who_was_never_shown_it_and_as_gone_to_who_was() {
    let service = service().await;
    let (store, api) = (service.store.clone(), Api::new(service));
    append(&store, &person("jana", "Jana"), vec![]).await;
    let before = store.head().await.unwrap();
    let mut shown = Told::of(&api, Viewer::public(), &following(""));
    shown.nothing().await;
    let jana: RecordId = "person/jana".parse().unwrap();
    append(&store, "", vec![Decision::Hide { what: Sight::Record { subject: jana, field: None } }])
        .await;
    assert_eq!(shown.next().await["recordChanged"]["absent"], true);
    let mut late = Told::of(&api, Viewer::public(), &following("after: \"0\""));
    late.nothing().await;
    let newer = person("jana", "Jana Nova").replace(
        "subject = \"person/jana\"\nnew = true",
        "read_on = \"2026-01-05\"\nsubject = \"person/jana\"",
    );
    append(&store, &newer, vec![]).await;
    shown.nothing().await;
    let mut editor =
        Told::of(&api, Viewer::owner("keeper"), &following(&format!("after: \"{before}\"")));
    let told = editor.next().await["recordChanged"].clone();
    assert_eq!((&told["absent"], &told["record"]["label"]), (&json!(false), &json!("Jana Nova")));
}

#[tokio::test(flavor = "multi_thread")]
async fn of_what_changes_only_what_is_asked_for_is_told_and_whatever_is_gone() {
    let service = service().await;
    let (store, api) = (service.store.clone(), Api::new(service));
    let named = "subscription { recordChanged(nouns: [PERSON], filter: { nameBegins: \"ja\" }) { record { id } absent } }";
    let mut told = Told::of(&api, Viewer::public(), named);
    told.nothing().await;
    append(&store, &person("vera", "Vera"), vec![]).await;
    told.nothing().await;
    append(&store, &person("jana", "Jana"), vec![]).await;
    let jana = json!({ "record": { "id": "person/jana" }, "absent": false });
    assert_eq!(told.next().await["recordChanged"], jana);
    let vera: RecordId = "person/vera".parse().unwrap();
    append(&store, "", vec![Decision::Hide { what: Sight::Record { subject: vera, field: None } }])
        .await;
    let gone = json!({ "record": { "id": "person/vera" }, "absent": true });
    assert_eq!(told.next().await["recordChanged"], gone);
}
