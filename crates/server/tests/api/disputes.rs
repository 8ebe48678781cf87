//! Why fields say what they say, and on what sources and records contradict each other.

use async_graphql::Response;
use detente_server::graphql::Api;
use detente_storage::Viewer;
use serde_json::{Value, json};

use crate::{answer, ask, service};

fn told(answer: Response) -> Value {
    assert!(answer.errors.is_empty(), "{:?}", answer.errors);
    answer.data.into_json().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_field_says_who_won_it_and_a_list_who_states_its_elements() {
    let found = ask(r#"{ release(id: "release/belarus-2025-12-13") {
            count: resolution(field: "count") { says value reason inWords
                winner { says claim { source { id } } } agree { claim { saidBy { id } } } lost { why } }
            groups: resolution(field: "groups") { says inWords
                elements { key field disputed statedBy { source { id } } } }
            within: resolution(field: "groups.to-lithuania.count") { says value
                winner { claim { source { id } } } }
            nobody: resolution(field: "summary") { says value inWords winner { says } lost { why } } } }"#)
    .await;
    let release = &found["release"];
    assert_eq!(
        (&release["count"]["says"], &release["count"]["value"]),
        (&json!("123"), &json!("123"))
    );
    assert_eq!(release["count"]["lost"], json!([]));
    assert!(release["count"]["agree"].as_array().unwrap().len() > 1);
    let lithuania = json!({ "key": "to-lithuania", "field": "groups.to-lithuania", "disputed": false,
        "statedBy": [{ "source": { "id": "source/hrw-2025-12-15-more-than-1000-remain" } },
            { "source": { "id": "source/wsn-2025-12-13-potash" } }] });
    assert_eq!(release["groups"]["elements"][1], lithuania);
    assert_eq!(release["within"]["says"], "9");
    let silent = json!({ "says": null, "value": null, "inWords": "no source states it",
        "winner": null, "lost": [] });
    assert_eq!(release["nobody"], silent);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_path_that_leads_to_no_field_is_refused_and_what_is_restricted_is_silent() {
    let api = Api::new(service().await);
    let ask = |field: &str| {
        format!(
            "{{ detention(id: \"detention/ales-bialiatski\") {{
                resolution(field: \"{field}\") {{ says inWords lost {{ says }} }} }} }}"
        )
    };
    let refused = answer(&api, Viewer::public(), &ask("guilt")).await;
    assert!(refused.errors[0].message.starts_with("a detention has no field `guilt`"));
    let hidden = told(answer(&api, Viewer::public(), &ask("condition")).await);
    let resolution = &hidden["detention"]["resolution"];
    assert_eq!(resolution["inWords"], "no source states it");
    assert_eq!(resolution["lost"], json!([]));
    let shown = told(answer(&api, Viewer::owner("keeper"), &ask("condition")).await);
    assert_ne!(shown["detention"]["resolution"]["says"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_bundled_dossier_holds_two_contradictions_and_no_more() {
    let found = ask(r"{ disputes { totalCount nodes { record { id } kind breaks rule } }
            byNoun: disputeCounts(by: NOUN) { of count }
            bySource: disputeCounts(by: SOURCE) { of record { id } count }
            ofPeople: disputes(filter: { nouns: [PERSON] }) { totalCount } }")
    .await;
    let nodes = json!([
        { "record": { "id": "detention/valiantsin-stefanovic" }, "kind": "CONTRADICTION",
          "breaks": "RELEASED_STILL_HELD",
          "rule": "ended on 2025-12-13, and seen held on 2025-12-15" },
        { "record": { "id": "indicator/belarus-political-prisoners-held" },
          "kind": "CONTRADICTION", "breaks": "PARTS_AGAINST_WHOLE",
          "rule": "1135 in all, and 968 and 168 by sex, which come to 1136" },
    ]);
    assert_eq!(found["disputes"], json!({ "totalCount": 2, "nodes": nodes }));
    let by_noun = json!([{ "of": "DETENTION", "count": 1 }, { "of": "INDICATOR", "count": 1 }]);
    assert_eq!(found["byNoun"], by_noun);
    assert_eq!(found["bySource"].as_array().unwrap().len(), 3);
    assert_eq!(found["bySource"][0]["of"], found["bySource"][0]["record"]["id"]);
    assert_eq!(found["ofPeople"]["totalCount"], 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn where_someone_is_said_to_have_died_custody_is_contested_and_counted_so() {
    let api = Api::new(service().await);
    let claims = r#"mutation { submitClaims(input: { message: "a test", claims: [
        { subject: "person/ada", new: true, source: "source/hrw-2025-12-15-more-than-1000-remain",
          readOn: "2026-01-02", states: { person: { name: "Ada", diedOn: "2023-01" } } }
        { subject: "detention/ada", new: true, source: "source/wsn-2025-12-13-potash",
          readOn: "2026-01-02", states: { detention: { person: "person/ada", country: "BY",
            beganOn: "2021-05-01", stays: [{ key: "seen", seenOn: "2025-06-01" }] } } }
    ] }) { userErrors { message } } }"#;
    let added = told(answer(&api, Viewer::owner("an editor"), claims).await);
    assert_eq!(added["submitClaims"]["userErrors"], json!([]));
    let question = r#"{ detention(id: "detention/ada") {
            before: custody(on: "2021-05-01") { answer }
            after: custody(on: "2024-06-01") { answer sides { answer says witnesses { source { id } } } }
            disputes { breaks rule record { id } sides { says fields records { id } } } }
        person(id: "person/ada") { disputes { rule } }
        headcount(on: "2024-06-01") { detentions { held contested } } }"#;
    let found = told(answer(&api, Viewer::public(), question).await);
    let detention = &found["detention"];
    assert_eq!(detention["before"]["answer"], "HELD");
    assert_eq!(detention["after"]["answer"], Value::Null);
    let sides: Vec<_> = detention["after"]["sides"]
        .as_array()
        .unwrap()
        .iter()
        .map(|side| (side["says"].as_str().unwrap(), side["answer"].as_str().unwrap()))
        .collect();
    assert_eq!(sides, [("died on 2023-01", "NOT_HELD"), ("seen held on 2025-06-01", "HELD")]);
    let dispute = json!({ "breaks": "DIED_AGAINST_LATER",
        "rule": "died on 2023-01, and seen held on 2025-06-01",
        "record": { "id": "detention/ada" },
        "sides": [
            { "says": "died on 2023-01", "fields": ["diedOn"], "records": [{ "id": "person/ada" }] },
            { "says": "seen held on 2025-06-01", "fields": ["stays.seen.seenOn"],
              "records": [{ "id": "detention/ada" }] },
        ] });
    assert_eq!(detention["disputes"], json!([dispute]));
    assert_eq!(found["person"]["disputes"].as_array().unwrap().len(), 1);
    assert_eq!(found["headcount"]["detentions"], json!({ "held": 1, "contested": 1 }));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_voices_on_a_release_stand_side_by_side() {
    let found = ask(r#"{ release(id: "release/belarus-2025-12-13") { reconciliation {
            together { verdict inWords } people { contested detention { id } }
            acrossVoices { wholeSource { id } partsSource { id } partsSaidBy { id }
                cut { by verdict inWords whole { text } sum { text } } } } }
          indicator(id: "indicator/belarus-political-prisoners-held") {
            reconciliation(point: "after-the-pardons") { together { verdict inWords } } } }"#)
    .await;
    let report = &found["release"]["reconciliation"];
    assert_eq!(report["together"]["verdict"], "ADDS_UP");
    let people = report["people"].as_array().unwrap();
    let contested = people.iter().filter(|one| one["contested"] == true);
    assert_eq!((people.len(), contested.count()), (9, 1));
    let monitors = report["acrossVoices"].as_array().unwrap().iter().find(|pair| {
        pair["partsSource"]["id"] == "source/hrw-2025-12-15-more-than-1000-remain"
            && pair["wholeSource"]["id"] == "source/wsn-2025-12-13-potash"
    });
    let cut = json!({ "by": "DESTINATION", "verdict": "ADDS_UP", "inWords": "adds up",
        "whole": { "text": "123" }, "sum": { "text": "123" } });
    assert_eq!(monitors.unwrap()["cut"], cut);
    let held = &found["indicator"]["reconciliation"][0]["together"];
    assert_eq!(held["verdict"], "OVER_BY");
    assert_eq!(
        held["inWords"],
        "by sex, of after-the-pardons: over by 1: one number is wrong, or someone is counted twice"
    );
}
