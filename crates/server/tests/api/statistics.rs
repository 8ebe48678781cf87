//! How many were held of whom, as the API tells it.

use detente_server::graphql::Api;
use detente_storage::Viewer;
use serde_json::{Value, json};

use crate::{answer, ask, service};

/// Two who do not exist: what one is accused of is disputed, and of the other little is known.
const CLAIMS: &str = r#"mutation { submitClaims(input: { message: "a test", claims: [
    { subject: "person/ada", new: true, source: "source/wsn-2025-12-13-potash",
      readOn: "2026-01-02", states: { person: { name: "Ada Lantsova", gender: FEMALE } } }
    { subject: "person/cim", new: true, source: "source/wsn-2025-12-13-potash",
      readOn: "2026-01-02", states: { person: { name: "Cim Zhuk" } } }
    { subject: "detention/ada", new: true, source: "source/wsn-2025-12-13-potash",
      readOn: "2026-01-02", states: { detention: { person: "person/ada", country: "LV",
        beganOn: "1995-05-01", endedOn: "1997-01-01",
        charges: [{ key: "first", article: "342" }, { key: "second", article: "361" }],
        recognitions: [{ key: "viasna", by: "organization/viasna", on: "1996-06-01" }],
        sentences: [{ key: "verdict", term: "4 years", imposedOn: "1995-12-01" }] } } }
    { subject: "detention/ada", source: "source/hrw-2025-12-15-more-than-1000-remain",
      readOn: "2026-01-02", states: { detention: { charges: [{ key: "first", article: "364" }] } } }
    { subject: "detention/cim", new: true, source: "source/wsn-2025-12-13-potash",
      readOn: "2026-01-02", states: { detention: { person: "person/cim", country: "LV",
        beganOn: "1995" } } }
] }) { userErrors { message } } }"#;

async fn told(question: &str) -> Value {
    let api = Api::new(service().await);
    let added = answer(&api, Viewer::owner("an editor"), CLAIMS).await;
    assert!(added.errors.is_empty(), "{:?}", added.errors);
    let added = added.data.into_json().unwrap();
    assert_eq!(added["submitClaims"]["userErrors"], json!([]));
    let answer = answer(&api, Viewer::public(), question).await;
    assert!(answer.errors.is_empty(), "{:?}", answer.errors);
    answer.data.into_json().unwrap()["statistics"].take()
}

/// The groups of one way of telling apart: what each has in common, and the four numbers.
fn groups(told: &Value, by: &str) -> Vec<(String, [u64; 4])> {
    let grouping = told["groupings"].as_array().unwrap().iter().find(|one| one["by"] == by);
    let groups = grouping.unwrap()["groups"].as_array().unwrap().iter().map(|group| {
        let numbers = ["held", "presumed", "possibly", "contested"];
        let numbers = numbers.map(|number| group["count"][number].as_u64().unwrap());
        (group["value"].as_str().unwrap_or("unknown").to_owned(), numbers)
    });
    groups.collect()
}

const EVERYTHING: &str = "everyone { held presumed least most }
    groupings { by groups { value record { label } count { held presumed possibly contested least most } } }";

#[tokio::test(flavor = "multi_thread")]
async fn certain_and_contested_cases_are_counted_apart_and_the_unknown_is_a_group() {
    let question =
        format!(r#"{{ statistics(on: "1996-03-01", country: "LV") {{ {EVERYTHING} }} }}"#);
    let told = told(&question).await;
    assert_eq!(told["everyone"], json!({ "held": 1, "presumed": 1, "least": 1, "most": 2 }));
    let named = |group: &str, numbers| (group.to_owned(), numbers);
    assert_eq!(groups(&told, "COUNTRY"), [named("LV", [1, 1, 0, 0])]);
    let charges = [
        named("361", [1, 0, 0, 0]),
        named("342", [0, 0, 0, 1]),
        named("364", [0, 0, 0, 1]),
        named("unknown", [0, 1, 0, 0]),
    ];
    assert_eq!(groups(&told, "CHARGE"), charges);
    let sexes = [named("female", [1, 0, 0, 0]), named("unknown", [0, 1, 0, 0])];
    assert_eq!(groups(&told, "SEX"), sexes);
    assert_eq!(groups(&told, "RECOGNITION"), [named("unknown", [1, 1, 0, 0])]);
    let sentences = [named("from_3_to_5_years", [1, 0, 0, 0]), named("unknown", [0, 1, 0, 0])];
    assert_eq!(groups(&told, "SENTENCE"), sentences);
    assert_eq!(groups(&told, "BEGAN_IN"), [named("1995", [1, 1, 0, 0])]);
}

#[tokio::test(flavor = "multi_thread")]
async fn in_a_year_whoever_was_held_on_one_of_its_days_is_counted() {
    let question = format!(
        r#"{{ statistics(on: "1996", by: [RECOGNITION], country: "LV") {{ since until {EVERYTHING} }} }}"#
    );
    let told = told(&question).await;
    assert_eq!((&told["since"], &told["until"]), (&json!("1996-01-01"), &json!("1996-12-31")));
    assert_eq!(told["groupings"].as_array().unwrap().len(), 1);
    let recognised = groups(&told, "RECOGNITION");
    let named = |group: &str, numbers| (group.to_owned(), numbers);
    let expected = [named("organization/viasna", [1, 0, 0, 0]), named("unknown", [0, 1, 0, 0])];
    assert_eq!(recognised, expected);
    assert_ne!(told["groupings"][0]["groups"][0]["record"]["label"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn it_counts_as_the_headcount_does() {
    let found =
        ask(r#"{ statistics(on: "2025-12-31") { everyone { held presumed possibly contested } }
        headcount(on: "2025-12-31") { detentions { held presumed possibly contested } } }"#)
        .await;
    assert_eq!(found["statistics"]["everyone"], found["headcount"]["detentions"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_span_that_is_open_on_a_side_is_refused_in_a_sentence() {
    let api = Api::new(service().await);
    let question = r#"{ statistics(on: "2020/..") { everyone { held } } }"#;
    let refused = answer(&api, Viewer::public(), question).await;
    assert!(refused.errors[0].message.starts_with("`2020/..` is open on one side"), "{refused:?}");
}
