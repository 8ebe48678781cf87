//! Judges and prosecutors, and under whose sanctions they are. Nobody in it exists.

use detente_core::{Seed, dossier};
use detente_server::graphql::Api;
use detente_storage::{Draft, Viewer};
use serde_json::Value;

use crate::{answer, service};

/// The bundled dossier, and four invented judges.
async fn judges() -> Api {
    let service = service().await;
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/judges.toml");
    let reading = dossier::read("judges.toml", &std::fs::read(path).unwrap());
    assert_eq!(reading.faults, []);
    let draft = Draft {
        submission: reading.submission,
        rulings: Vec::new(),
        reason: "It was looked into.".to_owned(),
        made_at: "2026-01-01T00:00:00Z".parse().unwrap(),
        seed: Seed([3; 32]),
    };
    service.store.append(&Viewer::owner("keeper"), draft).await.unwrap();
    Api::new(service)
}

const BELOW: &str = "{ pageInfo { hasNextPage endCursor } nodes { certainly person { id }
    cases { role contested proceeding detention { id } }
    sanctioned { issuer { id } sanctioned { answer contested sides { answer says } } measures { id } }
    mayBe { person { id } score explanation { inWords } sanctioned { sanctioned { answer } } } } }";

async fn officials(api: &Api, asked: &str) -> Vec<Value> {
    let told = answer(api, Viewer::public(), &format!("{{ officials({asked}) {BELOW} }}")).await;
    assert!(told.errors.is_empty(), "{:?}", told.errors);
    let data = told.data.into_json().unwrap();
    data["officials"]["nodes"].as_array().unwrap().clone()
}

fn who(officials: &[Value]) -> Vec<(&str, bool)> {
    officials
        .iter()
        .map(|one| {
            let id = one["person"]["id"].as_str().unwrap();
            (id.rsplit('-').next().unwrap(), one["certainly"].as_bool().unwrap())
        })
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_judge_and_prosecutor_is_named_with_their_cases() {
    let api = judges().await;
    let all = officials(&api, "on: \"2024-02-01\"").await;
    let named = who(&all);
    let ids: Vec<&str> = named.iter().map(|(id, _)| *id).collect();
    assert_eq!(ids, ["kazka", "lozhka", "misa", "prydumau", "vydumka"]);
    assert_eq!(all[0]["cases"][0]["role"], "PROSECUTOR");
    // Of whom only one of two sources has it: contested, and not silently picked.
    let lozhka = all[1]["cases"].as_array().unwrap();
    assert_eq!((lozhka.len(), &lozhka[0]["contested"]), (1, &Value::Bool(true)));
    let judges = officials(&api, "on: \"2024-02-01\", roles: [JUDGE]").await;
    assert_eq!(judges.len(), 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_under_sanctions_by_another_spelling_is_proposed_and_never_joined() {
    let api = judges().await;
    let council = "organization/council-of-the-eu";
    let by = officials(&api, &format!("on: \"2023-01-15\", sanctionedBy: [\"{council}\"]")).await;
    assert_eq!(who(&by), [("lozhka", true), ("prydumau", false), ("vydumka", true)]);
    let prydumau = &by[1];
    assert_eq!(prydumau["sanctioned"][0]["sanctioned"]["answer"], "NOT_SANCTIONED");
    assert_eq!(prydumau["sanctioned"][0]["measures"], serde_json::json!([]));
    let other = &prydumau["mayBe"][0];
    assert_eq!(other["person"]["id"], "person/list-prydumov");
    assert_eq!(other["sanctioned"][0]["sanctioned"]["answer"], "SANCTIONED");
    assert!(!other["explanation"]["inWords"].as_array().unwrap().is_empty());
    // So that they are not under sanctions is not certain either.
    let none =
        officials(&api, &format!("on: \"2023-01-15\", notSanctionedBy: [\"{council}\"]")).await;
    assert_eq!(who(&none), [("kazka", true), ("misa", true), ("prydumau", false)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_contested_or_only_possible_is_in_both_lists_and_in_neither_certainly() {
    let api = judges().await;
    for (authority, judge, on) in
        [("council-of-the-eu", "lozhka", "2023-06-01"), ("us-treasury", "vydumka", "2023-06-01")]
    {
        for list in ["sanctionedBy", "notSanctionedBy"] {
            let asked = format!("on: \"{on}\", {list}: [\"organization/{authority}\"]");
            let found = officials(&api, &asked).await;
            assert!(who(&found).contains(&(judge, false)), "{list} {:?}", who(&found));
        }
    }
    let asked = "on: \"2023-06-01\", sanctionedBy: [\"organization/council-of-the-eu\"]";
    let found = officials(&api, asked).await;
    let lozhka = found.iter().find(|one| one["person"]["id"] == "person/verdicts-lozhka").unwrap();
    let answer = &lozhka["sanctioned"][0]["sanctioned"];
    assert_eq!((&answer["answer"], &answer["contested"]), (&Value::Null, &Value::Bool(true)));
    assert_eq!(answer["sides"].as_array().unwrap().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_one_prisoner_whoever_any_source_names_is_asked_about() {
    let api = judges().await;
    let asked = "on: \"2024-02-01\", prisoners: [\"person/mikola-niama\"]";
    let found = officials(&api, asked).await;
    assert_eq!(
        who(&found).iter().map(|(id, _)| *id).collect::<Vec<_>>(),
        ["lozhka", "misa", "vydumka"]
    );
    for judge in &found {
        for case in judge["cases"].as_array().unwrap() {
            assert_eq!(case["detention"]["id"], "detention/mikola-niama");
        }
    }
    let nobody = officials(&api, "on: \"2024-02-01\", prisoners: [\"person/nobody\"]").await;
    assert_eq!(nobody.len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_ends_with_a_cursor_to_go_on_from() {
    let api = judges().await;
    let (mut seen, mut after) = (Vec::new(), String::new());
    loop {
        let asked = format!("{{ officials(on: \"2024-02-01\", first: 2{after}) {BELOW} }}");
        let told = answer(&api, Viewer::public(), &asked).await;
        let page = told.data.into_json().unwrap()["officials"].take();
        let nodes = page["nodes"].as_array().unwrap();
        seen.extend(nodes.iter().map(|one| one["person"]["id"].as_str().unwrap().to_owned()));
        if page["pageInfo"]["hasNextPage"] != true {
            break;
        }
        after = format!(", after: \"{}\"", page["pageInfo"]["endCursor"].as_str().unwrap());
    }
    assert_eq!(seen.len(), 5, "{seen:?}");
    let refused = answer(
        &api,
        Viewer::public(),
        "{ officials(on: \"2024-02-01\", after: \"x\") { nodes { certainly } } }",
    )
    .await;
    assert!(refused.errors[0].message.contains("cursor"), "{:?}", refused.errors);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_spellings_of_one_prosecutor_are_proposed_as_one_until_they_are_kept_apart() {
    let api = judges().await;
    let asked =
        "{ duplicates { nodes { score one { id } other { id } explanation { inWords } } } }";
    let pairs = |told: async_graphql::Response| -> Vec<(String, String)> {
        assert!(told.errors.is_empty(), "{:?}", told.errors);
        let found = told.data.into_json().unwrap();
        let id = |one: &Value| one["id"].as_str().unwrap().to_owned();
        let nodes = found["duplicates"]["nodes"].as_array().unwrap();
        nodes.iter().map(|pair| (id(&pair["one"]), id(&pair["other"]))).collect()
    };
    let kazka = ("person/verdicts-kazka".to_owned(), "person/wire-kazka".to_owned());
    let before = pairs(answer(&api, Viewer::public(), asked).await);
    assert!(before.contains(&kazka), "{before:?}");
    let part = "mutation { rule(input: { reason: \"Two people.\", rulings: [{
        part: { record: \"person/wire-kazka\", from: \"person/verdicts-kazka\" } }] }) { userErrors { message } } }";
    let ruled = answer(&api, Viewer::owner("keeper"), part).await;
    let told = ruled.data.clone().into_json().unwrap();
    assert_eq!((ruled.errors.len(), &told["rule"]["userErrors"]), (0, &serde_json::json!([])));
    let after = pairs(answer(&api, Viewer::public(), asked).await);
    assert!(!after.contains(&kazka), "{after:?}");
}
