//! Corrections: what anyone may say, and what only editors read.

use detente_core::{Decision, Seed, Sight, Submission};
use detente_server::graphql::Api;
use detente_storage::{Draft, Viewer};
use serde_json::{Value, json};

use crate::{answer, service};

fn keeper() -> Viewer {
    Viewer::owner("keeper")
}

async fn told(api: &Api, viewer: Viewer, query: &str) -> Value {
    let answer = answer(api, viewer, query).await;
    assert!(answer.errors.is_empty(), "{:?}", answer.errors);
    answer.data.into_json().unwrap()
}

fn sending(subject: &str, more: &str) -> String {
    format!(
        r#"mutation {{ sendCorrection(input: {{ subject: "{subject}" {more} }}) {{
            received userErrors {{ code message remedy record writtenAt }} }} }}"#
    )
}

const WRONG: &str = r#"text: "The name is spelled otherwise." field: "name" contact: "me@post.example" sourceUrl: "https://gazette.example/a""#;

#[tokio::test(flavor = "multi_thread")]
async fn what_the_public_says_is_read_and_closed_by_editors() {
    let api = Api::new(service().await);
    for _ in 0..3 {
        let sent = told(&api, Viewer::public(), &sending("person/john-coale", WRONG)).await;
        assert_eq!(sent["sendCorrection"], json!({ "received": true, "userErrors": [] }));
    }
    let open = r"query { corrections(first: 2 state: OPEN) { totalCount
        nodes { id subject { id label } field text contact sourceUrl state outcome }
        pageInfo { hasNextPage hasPreviousPage endCursor } } }";
    let page = told(&api, keeper(), open).await;
    let page = &page["corrections"];
    assert_eq!(page["totalCount"], 3);
    assert_eq!(
        page["nodes"][0],
        json!({ "id": "1", "subject": { "id": "person/john-coale", "label": "John Coale" },
            "field": "name", "text": "The name is spelled otherwise.", "contact": "me@post.example",
            "sourceUrl": "https://gazette.example/a", "state": "OPEN", "outcome": null })
    );
    let turned = json!({ "hasNextPage": true, "hasPreviousPage": false, "endCursor": "2" });
    assert_eq!(page["pageInfo"], turned);
    let rest = told(&api, keeper(), r#"{ corrections(after: "2") { edges { cursor } pageInfo { hasNextPage hasPreviousPage } } }"#).await;
    assert_eq!(rest["corrections"]["edges"], json!([{ "cursor": "3" }]));
    assert_eq!(rest["corrections"]["pageInfo"]["hasPreviousPage"], true);
    let last = told(&api, keeper(), "{ corrections(last: 2) { edges { cursor } } }").await;
    assert_eq!(last["corrections"]["edges"], json!([{ "cursor": "2" }, { "cursor": "3" }]));

    let close = r#"mutation { closeCorrection(id: "2", outcome: DECLINED, note: "It is spelled as the source has it.") {
        correction { id state contact closedAt closedBy outcome note } userErrors { code message } } }"#;
    let closed = told(&api, keeper(), close).await;
    assert_eq!(
        closed["closeCorrection"]["correction"],
        json!({ "id": "2", "state": "CLOSED", "contact": null, "closedAt": "2026-01-01T00:00:00.000Z",
            "closedBy": "keeper", "outcome": "DECLINED", "note": "It is spelled as the source has it." })
    );
    let again = told(&api, keeper(), close).await;
    assert_eq!(again["closeCorrection"]["correction"], Value::Null);
    let error = &again["closeCorrection"]["userErrors"][0];
    assert_eq!(error, &json!({ "code": "NOT_OPEN", "message": "there is no open correction 2" }));
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_wrong_with_a_correction_is_told_at_once() {
    let api = Api::new(service().await);
    let many = format!(r#"text: "{}" field: "shoeSize" contact: """#, "x".repeat(2001));
    let sent = told(&api, Viewer::public(), &sending("person/nobody-at-all", &many)).await;
    let sent = &sent["sendCorrection"];
    assert_eq!(sent["received"], false);
    let errors = sent["userErrors"].as_array().unwrap().iter();
    let errors: Vec<_> = errors.map(|error| (&error["code"], &error["writtenAt"])).collect();
    let expected = [
        ("UNKNOWN_SUBJECT", "subject"),
        ("UNKNOWN_FIELD", "field"),
        ("TOO_LONG", "text"),
        ("EMPTY", "contact"),
    ];
    let expected = expected.map(|(code, place)| (json!(code), json!(place)));
    assert_eq!(errors, expected.iter().map(|(code, place)| (code, place)).collect::<Vec<_>>());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hidden_record_is_answered_like_one_that_is_not_there() {
    let api = Api::new(service().await);
    let subject = "person/john-coale".parse().unwrap();
    let draft = Draft {
        submission: Submission {
            author: "keeper".to_owned(),
            message: "Hidden.".to_owned(),
            claims: Vec::new(),
        },
        rulings: vec![Decision::Hide { what: Sight::Record { subject, field: None } }],
        reason: "A test.".to_owned(),
        made_at: "2026-01-01T00:00:00Z".parse().unwrap(),
        seed: Seed([3; 32]),
    };
    api.service().store.append(&keeper(), draft).await.unwrap();
    let ask = async |id: &str| {
        let before = api.service().store.statements();
        let answer = told(&api, Viewer::public(), &sending(id, WRONG)).await;
        let cost = api.service().store.statements() - before;
        (answer.to_string().replace(id, "that"), cost)
    };
    assert_eq!(ask("person/john-coale").await, ask("person/john-coaly").await);
    let sent = told(&api, keeper(), &sending("person/john-coale", WRONG)).await;
    assert_eq!(sent["sendCorrection"]["received"], true);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_public_cannot_fill_the_disk() {
    let api = Api::new(service().await);
    for _ in 0..60 {
        let sent = told(&api, Viewer::public(), &sending("person/john-coale", WRONG)).await;
        assert_eq!(sent["sendCorrection"]["received"], true);
        // What is refused takes no room.
        told(&api, Viewer::public(), &sending("person/nobody", WRONG)).await;
    }
    let sent = told(&api, Viewer::public(), &sending("person/john-coale", WRONG)).await;
    assert_eq!(sent["sendCorrection"]["userErrors"][0]["code"], "TOO_MANY");
    // Those who are known are not the public.
    let sent = told(&api, keeper(), &sending("person/john-coale", WRONG)).await;
    assert_eq!(sent["sendCorrection"]["received"], true);
}
