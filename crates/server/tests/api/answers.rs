//! What the API answers of the bundled dossier.

use async_graphql::Request;
use detente_server::graphql::Api;
use detente_storage::Viewer;
use futures_util::StreamExt as _;
use serde_json::{Value, json};

use crate::{ask, service};

#[tokio::test(flavor = "multi_thread")]
async fn stefanovic_is_neither_certainly_held_nor_certainly_free() {
    let told = ask(
        r#"{ detention(id: "detention/valiantsin-stefanovic") {
            label disputes { kind rule sides { says witnesses { source { id } } } }
            custody(on: "2025-12-20") { answer contested sides { answer witnesses { source { id } } } }
            before: custody(on: "2026-01-01") { contested }
        } }"#,
    )
    .await;
    let detention = &told["detention"];
    assert_eq!(detention["label"], "detention of Valiantsin Stefanovic");
    assert_eq!(detention["custody"]["answer"], Value::Null);
    assert_eq!(detention["custody"]["contested"], true);
    let side = |at: usize| {
        let side = &detention["custody"]["sides"][at];
        (side["answer"].clone(), side["witnesses"][0]["source"]["id"].clone())
    };
    assert_eq!(side(0), (json!("NOT_HELD"), json!("source/wsn-2025-12-13-potash")));
    let hrw = "source/hrw-2025-12-15-more-than-1000-remain";
    assert_eq!(side(1), (json!("PRESUMED_HELD"), json!(hrw)));
    assert_eq!(detention["disputes"][0]["kind"], "CONTRADICTION");
    assert_eq!(
        detention["disputes"][0]["rule"],
        "ended on 2025-12-13, and seen held on 2025-12-15"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_field_that_may_be_null_is_null_where_it_has_no_answer_and_what_is_beside_it_stands() {
    let api = Api::new(service().await);
    let asked = r#"{ ok: __typename broken: person(id: "nonsense") { id }
        late: person(id: "person/maria-kolesnikova", knownAt: "99999") { id }
        person(id: "person/maria-kolesnikova") { id } }"#;
    let answer = api.answer(Viewer::public(), Request::new(asked)).await;
    let mut broken: Vec<String> =
        answer.errors.iter().map(|error| format!("{:?}", error.path)).collect();
    broken.sort();
    assert_eq!(broken, [r#"[Field("broken")]"#, r#"[Field("late")]"#]);
    let data = answer.data.into_json().unwrap();
    let person = json!({ "id": "person/maria-kolesnikova" });
    assert_eq!(data, json!({ "ok": "Query", "broken": null, "late": null, "person": person }));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_licence_is_not_an_end_and_an_announcement_is_neither() {
    let told = ask(r#"{ sanctionComparison(target: "organization/belaruskali", on: [
            "2021-01-01", "2022-01-31", "2025-12-14", "2025-12-20", "2026-03-01", "2026-05-01"
        ]) { on issuers { issuer { id } standing possibly by { instrument } } } }"#)
    .await;
    let standings = |issuer: &str| -> Vec<String> {
        let days = told["sanctionComparison"].as_array().unwrap();
        let of = |day: &Value| {
            let issuers = day["issuers"].as_array().unwrap();
            let one = issuers.iter().find(|one| one["issuer"]["id"] == issuer).unwrap();
            let possibly = one["possibly"].as_array().unwrap();
            let possibly: Vec<_> = possibly.iter().filter_map(Value::as_str).collect();
            format!("{} {}", one["standing"].as_str().unwrap(), possibly.join(" "))
        };
        days.iter().map(|day| of(day).trim().to_lowercase()).collect()
    };
    assert_eq!(
        standings("organization/us-treasury"),
        [
            "none",
            "in_force",
            "in_force_relief_announced",
            "under_licence ended",
            "under_licence ended",
            "ended"
        ]
    );
    assert_eq!(
        standings("organization/council-of-the-eu"),
        ["none", "none", "in_force", "in_force", "in_force", "in_force"]
    );
    let licence = &told["sanctionComparison"][3]["issuers"][0]["by"]["instrument"];
    assert_eq!(licence, "Belarus General License 13");
}

#[tokio::test(flavor = "multi_thread")]
async fn nine_went_to_lithuania_as_one_source_reports_and_another_leaves_to_infer() {
    let told = ask(
        r#"{ release(id: "release/belarus-2025-12-13") { count { text } reconciliation {
            together { cuts { by within verdict difference { text } parts { key stated { text } inferred { text } } }
                named { certain contested } }
            bySource { source { id } reconciliation { named { certain }
                cuts { by within parts { key stated { text } inferred { text } } } } }
        } } }"#,
    )
    .await;
    let release = &told["release"];
    assert_eq!(release["count"]["text"], "123");
    let cut = |report: &Value, by: &str| {
        let cuts = report["cuts"].as_array().unwrap();
        cuts.iter().find(|cut| cut["by"] == by && cut["within"].is_null()).unwrap().clone()
    };
    let part = |cut: &Value, key: &str| {
        let parts = cut["parts"].as_array().unwrap();
        let part = parts.iter().find(|part| part["key"] == key).unwrap();
        (part["stated"]["text"].clone(), part["inferred"]["text"].clone())
    };
    let together = &release["reconciliation"]["together"];
    let destinations = cut(together, "DESTINATION");
    assert_eq!(destinations["verdict"], "ADDS_UP");
    assert_eq!(part(&destinations, "to-lithuania"), (json!("9"), json!("9")));
    let article = &release["reconciliation"]["bySource"][0];
    assert_eq!(article["source"]["id"], "source/wsn-2025-12-13-potash");
    assert_eq!(article["reconciliation"]["named"]["certain"], 6);
    let inferred = cut(&article["reconciliation"], "DESTINATION");
    assert_eq!(part(&inferred, "to-lithuania"), (Value::Null, json!("9")));
    // One, six and five are twelve of the 123: another way of cutting the same people.
    let nationalities = cut(together, "NATIONALITY");
    assert_eq!(nationalities["verdict"], "SHORT_BY");
    assert_eq!(nationalities["difference"]["text"], "111");
    assert_eq!(together["named"]["contested"], 1, "Stefanovic is named, and may not be free");
}

#[tokio::test(flavor = "multi_thread")]
async fn each_side_kept_its_promise_in_its_own_way_and_time() {
    let told =
        ask(r#"{ agreement(id: "agreement/us-belarus-2025-12") { delivery(on: "2025-12-20") {
            commitment { key } state since acts { steps { on state action { kind instrument } } }
        } } }"#)
        .await;
    let kept = told["agreement"]["delivery"].as_array().unwrap();
    let of = |key: &str| kept.iter().find(|kept| kept["commitment"]["key"] == key).unwrap();
    assert_eq!(of("release")["state"], "DELIVERED");
    assert_eq!(of("release")["since"], "2025-12-13");
    assert_eq!(of("sanctions-relief")["state"], "DELIVERED_IN_PART");
    let steps = &of("sanctions-relief")["acts"][0]["steps"];
    assert_eq!(steps[0]["state"], "ANNOUNCED");
    assert_eq!(steps[1]["action"]["instrument"], "Belarus General License 13");
    assert_eq!(steps[1]["on"], "2025-12-15");
}

#[tokio::test(flavor = "multi_thread")]
async fn voices_on_how_many_are_held_stand_side_by_side() {
    let told = ask(r#"{ headcount(on: "2025-12") {
            voices { within quantity { text } saidBy { id } source { id } }
            detentions { held contested most } }
          indicator(id: "indicator/belarus-political-prisoners-held") {
            reconciliation(point: "after-the-pardons") { together { total { text }
                cuts { verdict sum { text } difference { text } } } } } }"#)
    .await;
    let voices = told["headcount"]["voices"].as_array().unwrap();
    let whole = voices.iter().filter(|voice| voice["within"].is_null());
    let numbers: Vec<_> = whole.map(|voice| voice["quantity"]["text"].as_str().unwrap()).collect();
    assert_eq!(numbers, ["up to 1000", "more than 1100", "1135", "1131"]);
    assert_eq!(voices[0]["saidBy"]["id"], "person/john-coale");
    assert_eq!(told["headcount"]["detentions"], json!({ "held": 0, "contested": 1, "most": 1 }));
    let sum = &told["indicator"]["reconciliation"][0]["together"]["cuts"][0];
    assert_eq!(sum["sum"]["text"], "1136");
    assert_eq!((&sum["verdict"], &sum["difference"]["text"]), (&json!("OVER_BY"), &json!("1")));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_condition_of_a_prisoner_is_not_the_publics() {
    let told = ask(
        r#"{ detention(id: "detention/ales-bialiatski") { condition claims { fields { field } quotes { field } }
            daysHeld(asOf: "2025-12-31") { answer { least most } } } }"#,
    )
    .await;
    assert_eq!(told["detention"]["condition"], Value::Null);
    assert!(!told["detention"]["claims"].to_string().contains("condition"), "{told}");
    assert_eq!(told["detention"]["daysHeld"]["answer"], json!({ "least": 1078, "most": null }));
    let service = service().await;
    let query = r#"{ detention(id: "detention/ales-bialiatski") { condition } }"#;
    let keeper = Viewer::owner("keeper");
    let answer = Api::new(service).answer(keeper, Request::new(query)).await;
    let answer = answer.data.into_json().unwrap();
    assert!(answer["detention"]["condition"].is_string(), "{answer}");
}

#[tokio::test(flavor = "multi_thread")]
async fn lithuanias_president_denies_a_link_for_the_september_release() {
    let told = ask(
        r#"{ release(id: "release/belarus-2025-09-11") { count { text } denials { saidBy { label } fields { field } source { id } } } }"#,
    )
    .await;
    let denials = told["release"]["denials"].as_array().unwrap();
    assert_eq!(denials.len(), 1, "{told}");
    assert!(denials[0]["saidBy"]["label"].as_str().unwrap().contains("Lithuania"));
    assert_eq!(denials[0]["fields"][0]["field"], "inExchangeFor.sanction/western-belarus");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_example_of_the_playground_answers() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/playground/examples");
    let mut asked = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let example = std::fs::read_to_string(&path).unwrap();
        let api = Api::new(service().await);
        // Of what goes on, the first answer.
        let told = api.answers(Viewer::public(), Request::new(example)).next().await.unwrap();
        assert!(told.errors.is_empty(), "{}: {:?}", path.display(), told.errors);
        let told = told.data.into_json().unwrap();
        let empty = told.as_object().unwrap().values().any(Value::is_null);
        assert!(!empty, "{} asks for something that is not there: {told}", path.display());
        asked += 1;
    }
    assert_eq!(asked, 7);
}
