//! What is asked of custody, where other records contradict a detention.

use async_graphql::Response;
use detente_server::graphql::Api;
use detente_storage::Viewer;
use serde_json::{Value, json};

use crate::{answer, service};

fn told(answer: Response) -> Value {
    assert!(answer.errors.is_empty(), "{:?}", answer.errors);
    answer.data.into_json().unwrap()
}

/// What an editor submits of people nobody had heard of, all of it from one source.
async fn submit(api: &Api, claims: &[(&str, &str)]) {
    let claims = claims.iter().map(|(subject, states)| {
        format!(
            "{{ subject: \"{subject}\", new: true, source: \"source/wsn-2025-12-13-potash\",
                readOn: \"2026-01-02\", states: {{ {states} }} }}"
        )
    });
    let claims: Vec<String> = claims.collect();
    let mutation = format!(
        "mutation {{ submitClaims(input: {{ message: \"a test\", claims: [{}] }}) {{
            userErrors {{ message }} }} }}",
        claims.join(" ")
    );
    let done = told(answer(api, Viewer::owner("an editor"), &mutation).await);
    assert_eq!(done["submitClaims"]["userErrors"], json!([]));
}

/// What each side of a contested answer says, with what follows: the parts of it
/// that are named.
fn sides<'a>(contested: &'a Value, parts: &[&str]) -> Vec<(&'a str, Vec<Value>)> {
    assert_eq!(contested["answer"], Value::Null, "{contested}");
    let sides = contested["sides"].as_array().unwrap().iter();
    let follows =
        |side: &'a Value| parts.iter().map(|part| side["answer"][*part].clone()).collect();
    sides.map(|side| (side["says"].as_str().unwrap(), follows(side))).collect()
}

const ASKED: &str = r#"{ detention(id: "detention/ada") {
    custody(on: "2024-06-01") { answer sides { says answer } }
    daysHeld(asOf: "2025-12-31") { answer { least most } sides { says answer { least most } } }
    end { answer { on } sides { says answer { on } } }
    disputes(settled: true) { settled sides { says witnesses { entry } } } } }"#;

/// Ada is said to have died in January 2023, and seen held in June 2025.
async fn ada() -> Api {
    let api = Api::new(service().await);
    let held = r#"detention: { person: "person/ada", country: "BY", beganOn: "2021-05-01",
        stays: [{ key: "seen", seenOn: "2025-06-01" }] }"#;
    let claims =
        [("person/ada", r#"person: { name: "Ada", diedOn: "2023-01" }"#), ("detention/ada", held)];
    submit(&api, &claims).await;
    api
}

#[tokio::test(flavor = "multi_thread")]
async fn a_death_told_elsewhere_contests_the_days_and_the_end_of_custody() {
    let api = ada().await;
    let found = told(answer(&api, Viewer::public(), ASKED).await);
    let found = &found["detention"];
    let (dead, seen) = ("died on 2023-01", "seen held on 2025-06-01");
    assert_eq!(
        sides(&found["daysHeld"], &["least", "most"]),
        [(dead, vec![json!(1), json!(640)]), (seen, vec![json!(1493), json!(1705)])]
    );
    assert_eq!(
        sides(&found["end"], &["on"]),
        [(dead, vec![json!("../2023-01-31")]), (seen, vec![Value::Null])]
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_keepers_settled_answers_by_the_side_that_they_chose() {
    let api = ada().await;
    let found = told(answer(&api, Viewer::public(), ASKED).await);
    let [dead, seen] = [0, 1].map(|side| {
        let entry = &found["detention"]["disputes"][0]["sides"][side]["witnesses"][0]["entry"];
        entry.as_str().unwrap().to_owned()
    });
    let settle = async |record: &str, field: &str, entry: &str| {
        let mutation = format!(
            "mutation {{ rule(input: {{ reason: \"It was looked into.\", rulings: [{{ settle: {{
                record: \"{record}\", field: \"{field}\", entry: \"{entry}\" }} }}] }}) {{
                userErrors {{ message }} changed {{ id }}
                preview {{ subject {{ id }} disputesClosed {{ rule }} }} }} }}"
        );
        let done = told(answer(&api, Viewer::owner("an editor"), &mutation).await);
        assert_eq!(done["rule"]["userErrors"], json!([]));
        let found = told(answer(&api, Viewer::public(), ASKED).await);
        (done["rule"]["preview"].clone(), found["detention"].clone())
    };
    let (preview, found) = settle("person/ada", "diedOn", &dead).await;
    let rule = "died on 2023-01, and seen held on 2025-06-01";
    let closed =
        |id: &str| json!({ "subject": { "id": id }, "disputesClosed": [{ "rule": rule }] });
    assert_eq!(preview, json!([closed("detention/ada"), closed("person/ada")]));
    assert_eq!(found["disputes"][0]["settled"], true);
    assert_eq!(found["custody"], json!({ "answer": "NOT_HELD", "sides": [] }));
    assert_eq!(found["daysHeld"]["answer"], json!({ "least": 1, "most": 640 }));
    assert_eq!(found["end"]["answer"]["on"], "../2023-01-31");
    let (_, found) = settle("detention/ada", "stays.seen.seenOn", &seen).await;
    assert_eq!(found["custody"], json!({ "answer": "HELD", "sides": [] }));
    assert_eq!(found["daysHeld"]["answer"], json!({ "least": 1493, "most": 1705 }));
    assert_eq!(found["end"]["answer"]["on"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_times_in_custody_that_overlap_agree_that_the_person_was_held() {
    let api = Api::new(service().await);
    let held = |began: &str, ended: &str| {
        format!(
            "detention: {{ person: \"person/bela\", beganOn: \"{began}\", endedOn: \"{ended}\" }}"
        )
    };
    let (one, two) = (held("2021-01-01", "2021-07-01"), held("2021-06-01", "2021-12-01"));
    let claims = [("person/bela", r#"person: { name: "Bela" }"#), ("detention/bela-1", &one)];
    submit(&api, &[claims[0], claims[1], ("detention/bela-2", &two)]).await;
    let asked = r#"{ detention(id: "detention/bela-1") {
        disputes { breaks } custody(on: "2021-06-15") { answer }
        today: custody(on: "2025-12-31") { answer }
        daysHeld(asOf: "2025-12-31") { answer { least most } } end { answer { on } } }
        headcount(on: "2021-06-15") { detentions { held contested } } }"#;
    let found = told(answer(&api, Viewer::public(), asked).await);
    let detention = json!({
        "disputes": [{ "breaks": "OVERLAPPING_DETENTIONS" }],
        "custody": { "answer": "HELD" },
        "today": { "answer": "NOT_HELD" },
        "daysHeld": { "answer": { "least": 181, "most": 181 } },
        "end": { "answer": { "on": "2021-07-01" } },
    });
    assert_eq!(found["detention"], detention);
    assert_eq!(found["headcount"]["detentions"], json!({ "held": 1, "contested": 0 }));
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_was_held_elsewhere_instead_of_being_let_go_was_let_go_when_that_ended() {
    let api = Api::new(service().await);
    let freed = r#"detention: { person: "person/dana", beganOn: "2021-01-01",
        endedOn: "2021-07-01", endModality: PARDONED }"#;
    let held = r#"detention: { person: "person/dana", beganOn: "2021-06-01",
        endedOn: "2021-12-01" }"#;
    let person = ("person/dana", r#"person: { name: "Dana" }"#);
    submit(&api, &[person, ("detention/dana-1", freed), ("detention/dana-2", held)]).await;
    let asked = r#"{ one: detention(id: "detention/dana-1") {
            then: custody(on: "2021-08-01") { answer } today: custody(on: "2025-12-31") { answer } }
        two: detention(id: "detention/dana-2") {
            then: custody(on: "2021-08-01") { answer } today: custody(on: "2025-12-31") { answer } } }"#;
    let found = told(answer(&api, Viewer::public(), asked).await);
    for which in ["one", "two"] {
        assert_eq!(found[which]["then"]["answer"], Value::Null, "contested: {found}");
    }
    assert_eq!(found["one"]["today"]["answer"], "NOT_HELD", "{found}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_release_from_one_time_in_custody_contests_another_that_goes_on() {
    let api = Api::new(service().await);
    let freed = r#"detention: { person: "person/cyryl", beganOn: "2021-01-01",
        endedOn: "2022-03-01", endModality: PARDONED }"#;
    let held = r#"detention: { person: "person/cyryl", beganOn: "2022-02-01",
        stays: [{ key: "seen", seenOn: "2022-04-01" }] }"#;
    let person = ("person/cyryl", r#"person: { name: "Cyryl" }"#);
    submit(&api, &[person, ("detention/cyryl-1", freed), ("detention/cyryl-2", held)]).await;
    let asked = r#"{ detention(id: "detention/cyryl-2") {
        disputes { breaks }
        custody(on: "2022-03-15") { answer sides { says answer } }
        daysHeld(asOf: "2022-12-31") { answer { least } sides { says } } } }"#;
    let found = told(answer(&api, Viewer::public(), asked).await);
    assert_eq!(found["detention"]["disputes"][0]["breaks"], "OVERLAPPING_DETENTIONS");
    assert_eq!(found["detention"]["custody"]["answer"], Value::Null);
    assert_eq!(found["detention"]["daysHeld"]["answer"], Value::Null);
}
