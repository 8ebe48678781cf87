//! Claims on their way in.

use async_graphql::Response;
use detente_core::Audience;
use detente_server::graphql::Api;
use detente_storage::{Role, Viewer};
use serde_json::{Value, json};

use crate::{answer, service};

fn editor() -> Viewer {
    Viewer { name: "an editor".to_owned(), role: Role::Editor, sees: Audience::Restricted }
}

fn told(answer: Response) -> Value {
    assert!(answer.errors.is_empty(), "{:?}", answer.errors);
    answer.data.into_json().unwrap()
}

fn claims(claims: &str) -> String {
    format!(
        "mutation {{ submitClaims(input: {{ message: \"a test\", claims: [{claims}] }}) {{
            revision added known changed {{ id }} userErrors {{ code record field message remedy writtenAt }}
        }} }}"
    )
}

const SOURCE: &str = r#"{ subject: "source/bulletin", new: true, source: "source/bulletin",
    readOn: "2026-01-02", states: { source: { title: "Bulletin", publishedOn: "2026-01-01" } } }"#;

const PERSON: &str = r#"{ subject: "person/maryia-kazlova", new: true, source: "source/bulletin",
    readOn: "2026-01-02", saidBy: "organization/viasna",
    quotes: [{ field: "name", text: "Maryia Kazlova" }],
    states: { person: { name: "Maryia Kazlova", nationalities: ["BY"] } } }"#;

#[tokio::test(flavor = "multi_thread")]
async fn what_is_submitted_is_on_record_and_the_same_again_adds_nothing() {
    let api = Api::new(service().await);
    let mutation = claims(&format!("{SOURCE} {PERSON}"));
    let first = told(answer(&api, editor(), &mutation).await);
    let first = &first["submitClaims"];
    assert_eq!(first["userErrors"], json!([]));
    assert_eq!((&first["revision"], &first["added"]), (&json!(4), &json!(2)));
    let person = told(
        answer(
            &api,
            Viewer::public(),
            r#"{ person(id: "person/maryia-kazlova") { name claims { saidBy { label } quotes { field text } standing } } }"#,
        )
        .await,
    );
    let claim = &person["person"]["claims"][0];
    assert_eq!(claim["saidBy"]["label"], "Viasna");
    assert_eq!(claim["quotes"], json!([{ "field": "name", "text": "Maryia Kazlova" }]));
    assert_eq!(claim["standing"], "ACCEPTED");
    let again = told(answer(&api, editor(), &mutation).await);
    assert_eq!(again["submitClaims"]["revision"], Value::Null);
    assert_eq!(again["submitClaims"]["known"], 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_wrong_is_told_at_once_and_nothing_is_stored() {
    let api = Api::new(service().await);
    let head = api.service().store.head().await.unwrap();
    let wrong = claims(
        r#"{ subject: "person/nobody", source: "source/nowhere", readOn: "2026-01-02",
             states: { person: { name: "Nobody" } } }
           { subject: "detention/d", new: true, source: "source/nowhere", readOn: "2026-01-02",
             states: { detention: { beganOn: "2021-07", endedOn: "2020", person: "person/none" } } }
           { subject: "place/p", new: true, source: "source/nowhere", readOn: "2026-01-02",
             states: { person: { name: "A place?" } } }"#,
    );
    let told = told(answer(&api, editor(), &wrong).await);
    let errors = told["submitClaims"]["userErrors"].as_array().unwrap();
    let codes: Vec<_> = errors.iter().filter_map(|error| error["code"].as_str()).collect();
    for code in ["UNKNOWN_SUBJECT", "UNKNOWN_REFERENCE", "END_BEFORE_BEGINNING", "WRONG_NOUN"] {
        assert!(codes.contains(&code), "{code} is not among {codes:?}");
    }
    let ended = errors.iter().find(|error| error["code"] == "END_BEFORE_BEGINNING").unwrap();
    assert_eq!(ended["record"], "detention/d");
    assert_eq!(ended["writtenAt"], "claims[1]");
    assert_eq!(api.service().store.head().await.unwrap(), head);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_says_what_would_come_of_it_and_stores_nothing() {
    let api = Api::new(service().await);
    let head = api.service().store.head().await.unwrap();
    let dossier = r#"mutation($text: String!) { submitDossier(input: { name: "d.toml", text: $text, dryRun: true }) { added revision userErrors { writtenAt code } } }"#;
    let text = "[dossier]\ntitle = \"t\"\nauthor = \"a\"\n[[source]]\nkey = \"S\"\nid = \"source/s\"\n\
                read_on = \"2026-01-01\"\nnew = true\ntitle = \"A bulletin\"\n";
    let ask = |text: &str| {
        let variables = async_graphql::Variables::from_json(json!({ "text": text }));
        api.answer(editor(), async_graphql::Request::new(dossier).variables(variables))
    };
    let good = told(ask(text).await);
    assert_eq!(good["submitDossier"]["added"], 1);
    assert_eq!(good["submitDossier"]["revision"], Value::Null);
    let bad = told(ask(&text.replace("2026-01-01", "1 January")).await);
    let error = &bad["submitDossier"]["userErrors"][0];
    assert_eq!(
        (&error["code"], &error["writtenAt"]),
        (&json!("MALFORMED_DATE"), &json!("d.toml:7"))
    );
    assert_eq!(api.service().store.head().await.unwrap(), head);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dossier_stands_in_the_ledger_under_the_name_of_whoever_submits_it() {
    let api = Api::new(service().await);
    let mutation = r#"mutation($text: String!) { submitDossier(input: { name: "d.toml", text: $text }) { revision userErrors { code } } }"#;
    let named = |role, name: &str| Viewer { name: name.to_owned(), role, ..editor() };
    let viewers =
        [named(Role::Contributor, "iryna"), named(Role::Editor, "vera"), Viewer::owner("owner")];
    for (viewer, number, author) in viewers
        .into_iter()
        .zip(4..)
        .zip(["iryna", "vera", "A monitor"])
        .map(|((viewer, number), author)| (viewer, number, author))
    {
        let text = format!(
            "[dossier]\ntitle = \"t\"\nauthor = \"A monitor\"\n[[source]]\nkey = \"S\"\nid = \"source/s{number}\"\n\
             read_on = \"2026-01-01\"\nnew = true\ntitle = \"A bulletin\"\n"
        );
        let variables = async_graphql::Variables::from_json(json!({ "text": text }));
        let request = async_graphql::Request::new(mutation).variables(variables);
        let done = told(api.answer(viewer, request).await);
        assert_eq!(done["submitDossier"], json!({ "revision": number, "userErrors": [] }));
        let revisions = api.service().store.revisions(number - 1, None, 1).await.unwrap();
        assert_eq!(revisions[0].author.as_deref(), Some(author));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dispute_over_the_day_of_a_release_contests_who_was_held_that_day() {
    let api = Api::new(service().await);
    let claims = claims(
        r#"{ subject: "source/one", new: true, source: "source/one", readOn: "2026-01-01", states: { source: { title: "One" } } }
           { subject: "source/two", new: true, source: "source/two", readOn: "2026-01-01", states: { source: { title: "Two" } } }
           { subject: "release/r", new: true, source: "source/one", readOn: "2026-01-01", states: { release: { on: "2025-06-10" } } }
           { subject: "release/r", source: "source/two", readOn: "2026-01-01", states: { release: { on: "2025-06-12" } } }
           { subject: "detention/d", new: true, source: "source/one", readOn: "2026-01-01",
             states: { detention: { beganOn: "2021-02-01", release: "release/r" } } }"#,
    );
    let done = told(answer(&api, editor(), &claims).await);
    assert_eq!(done["submitClaims"]["userErrors"], json!([]));
    let asked = r#"{ detention(id: "detention/d") {
        before: custody(on: "2025-06-09") { answer } between: custody(on: "2025-06-11") { contested sides { answer says } }
        after: custody(on: "2025-06-12") { answer } }
        detentions(filter: { heldOn: "2025-06-11" }) { nodes { id } } }"#;
    let told = told(answer(&api, Viewer::public(), asked).await);
    let detention = &told["detention"];
    assert_eq!(detention["before"]["answer"], "HELD");
    assert_eq!(detention["after"]["answer"], "NOT_HELD");
    assert_eq!(detention["between"]["contested"], true);
    let sides = detention["between"]["sides"].as_array().unwrap();
    let says: Vec<_> = sides.iter().map(|side| (&side["says"], &side["answer"])).collect();
    assert!(says.contains(&(&json!("2025-06-10"), &json!("NOT_HELD"))), "{says:?}");
    assert!(says.contains(&(&json!("2025-06-12"), &json!("HELD"))), "{says:?}");
    let found = told["detentions"]["nodes"].to_string();
    assert!(found.contains("detention/d"), "a search by day finds what any side says: {found}");
}
