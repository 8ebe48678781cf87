//! What the keepers rule, and what waits for them.

use async_graphql::Response;
use detente_core::Audience;
use detente_server::graphql::Api;
use detente_storage::{Role, Viewer};
use serde_json::{Value, json};

use crate::{answer, service};

fn viewer(name: &str, role: Role) -> Viewer {
    Viewer { name: name.to_owned(), role, sees: Audience::Public }
}

fn editor() -> Viewer {
    viewer("an editor", Role::Editor)
}

fn contributor() -> Viewer {
    viewer("a contributor", Role::Contributor)
}

fn told(answer: Response) -> Value {
    assert!(answer.errors.is_empty(), "{:?}", answer.errors);
    answer.data.into_json().unwrap()
}

async fn ask(api: &Api, viewer: Viewer, query: &str) -> Value {
    told(answer(api, viewer, query).await)
}

async fn submit(api: &Api, viewer: Viewer, claims: &str) -> u64 {
    let mutation = format!(
        "mutation {{ submitClaims(input: {{ message: \"a test\", claims: [{claims}] }}) {{
            revision userErrors {{ code message }} }} }}"
    );
    let done = ask(api, viewer, &mutation).await;
    assert_eq!(done["submitClaims"]["userErrors"], json!([]));
    done["submitClaims"]["revision"].as_u64().unwrap()
}

fn rule(rulings: &str, more: &str) -> String {
    format!(
        "mutation {{ rule(input: {{ rulings: [{rulings}], reason: \"It was looked into.\" {more} }}) {{
            revision changed {{ id }}
            preview {{ subject {{ id }} audiences fields {{ field before after }}
                disputesOpened {{ field kind sides }} disputesClosed {{ field sides }} }}
            userErrors {{ code message remedy record }} }} }}"
    )
}

fn person(slug: &str, fields: &str) -> String {
    format!(
        "{{ subject: \"person/{slug}\", new: true, source: \"source/bulletin\", readOn: \"2026-01-02\",
            states: {{ person: {{ {fields} }} }} }}"
    )
}

const BULLETIN: &str = r#"{ subject: "source/bulletin", new: true, source: "source/bulletin",
    readOn: "2026-01-02", states: { source: { title: "Bulletin", publishedOn: "2026-01-01" } } }"#;
const OTHER: &str = r#"{ subject: "person/vera", source: "source/other", readOn: "2026-01-02",
    states: { person: { name: "Viera Harbuz" } } }"#;
const OTHERS_OWN: &str = r#"{ subject: "source/other", new: true, source: "source/other",
    readOn: "2026-01-02", states: { source: { title: "Other" } } }"#;

/// A person of whom a bulletin speaks, and another name for her that waits.
async fn waiting() -> (Api, u64) {
    let api = Api::new(service().await);
    let vera = person("vera", "name: \"Vera Harbuz\"");
    submit(&api, editor(), &format!("{BULLETIN} {OTHERS_OWN} {vera}")).await;
    let waits = submit(&api, contributor(), OTHER).await;
    (api, waits)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_is_previewed_then_accepted_and_says_who_ruled() {
    let (api, waits) = waiting().await;
    let queue = "{ reviewQueue(filter: { noun: PERSON }) { totalCount pageInfo { hasNextPage } nodes {
        revision author message claims { id standing fields { says } }
        preview { userErrors { code } changes { subject { id } audiences fields { field before after }
            disputesOpened { field sides } } } } } }";
    let seen = ask(&api, editor(), queue).await;
    let queued = &seen["reviewQueue"];
    assert_eq!(queued["totalCount"], 1);
    let one = &queued["nodes"][0];
    assert_eq!((&one["revision"], &one["author"]), (&json!(waits), &json!("a contributor")));
    assert_eq!(one["claims"][0]["standing"], "PENDING");
    assert_eq!(
        one["preview"]["changes"],
        json!([{ "subject": { "id": "person/vera" }, "audiences": ["PUBLIC"], "fields": [],
            "disputesOpened": [{ "field": "name", "sides": ["Vera Harbuz", "Viera Harbuz"] }] }])
    );
    let own = ask(&api, contributor(), queue).await;
    assert_eq!(own["reviewQueue"]["totalCount"], 1);
    assert_eq!(own["reviewQueue"]["nodes"][0]["preview"], Value::Null);
    let public = ask(&api, Viewer::public(), queue).await;
    assert_eq!(
        public["reviewQueue"],
        json!({ "totalCount": 0, "pageInfo": { "hasNextPage": false }, "nodes": [] })
    );

    let became = format!(
        "{{ submission(revision: {waits}) {{ author claims {{ standing rulings {{ kind author reason }} }} }} }}"
    );
    let pending =
        json!({ "author": "a contributor", "claims": [{ "standing": "PENDING", "rulings": [] }] });
    assert_eq!(ask(&api, contributor(), &became).await["submission"], pending);
    let another = Viewer { name: "another".to_owned(), ..contributor() };
    for stranger in [another, viewer("a reader", Role::Reader), Viewer::public()] {
        assert_eq!(ask(&api, stranger, &became).await["submission"], Value::Null);
    }

    let accept = format!("{{ accept: {{ entries: [\"{waits}.1\"] }} }}");
    let dry = ask(&api, editor(), &rule(&accept, "dryRun: true")).await;
    assert_eq!(dry["rule"]["revision"], Value::Null);
    assert_eq!(dry["rule"]["preview"][0]["disputesOpened"][0]["kind"], "VALUES");
    let done = ask(&api, editor(), &rule(&accept, "")).await;
    assert_eq!(done["rule"]["revision"], waits + 1);
    assert_eq!(done["rule"]["preview"], dry["rule"]["preview"]);
    let claims =
        r#"{ person(id: "person/vera") { claims { standing rulings { kind author reason } } } }"#;
    let seen = ask(&api, editor(), claims).await;
    let ruling = &seen["person"]["claims"][1]["rulings"][0];
    assert_eq!(
        ruling,
        &json!({ "kind": "ACCEPT", "author": "an editor", "reason": "It was looked into." })
    );
    let seen = ask(&api, Viewer::public(), claims).await;
    assert_eq!(seen["person"]["claims"][1], json!({ "standing": "ACCEPTED", "rulings": [] }));
    // Whoever submitted it is told what became of it, and why.
    let told = ask(&api, contributor(), &became).await;
    assert_eq!(
        told["submission"]["claims"][0],
        json!({ "standing": "ACCEPTED", "rulings": [ruling] })
    );
    // An editor may write under any name: what was added so is no submission of whoever bears it.
    let theirs = format!("{{ submission(revision: {}) {{ author }} }}", waits - 1);
    let editor = Viewer { role: Role::Contributor, ..editor() };
    assert_eq!(ask(&api, editor, &theirs).await["submission"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_merged_identifier_answers_with_the_record_that_stays() {
    let (api, _) = waiting().await;
    let twin = person("viera", "bornOn: \"1990\"");
    submit(&api, editor(), &twin).await;
    let merge = r#"{ merge: { record: "person/viera", into: "person/vera" } }"#;
    let done = ask(&api, editor(), &rule(merge, "")).await;
    assert_eq!(done["rule"]["userErrors"], json!([]));
    let asked = r#"{ node(id: "person/viera") { id } nodes(ids: ["person/viera"]) { id }
        person(id: "person/viera") { id name bornOn { text: value } claims { subject { id } } }
        people(filter: { ids: ["person/viera"] }) { nodes { id } } }"#;
    let asked = asked.replace("bornOn { text: value }", "bornOn");
    let seen = ask(&api, Viewer::public(), &asked).await;
    for id in [&seen["node"]["id"], &seen["nodes"][0]["id"], &seen["person"]["id"]] {
        assert_eq!(id, "person/vera");
    }
    assert_eq!(seen["person"]["bornOn"], "1990");
    assert_eq!(seen["people"]["nodes"], json!([{ "id": "person/vera" }]));
    let part = r#"{ part: { record: "person/vera", from: "person/viera" } }"#;
    ask(&api, editor(), &rule(part, "")).await;
    let seen = ask(&api, Viewer::public(), r#"{ node(id: "person/viera") { id } }"#).await;
    assert_eq!(seen["node"]["id"], "person/viera");
    let again = ask(&api, editor(), &rule(merge, "")).await;
    assert_eq!(again["rule"]["userErrors"][0]["code"], "PARTED");
    let confirmed = merge.replace("vera\" }", "vera\", confirm: true }");
    let again = ask(&api, editor(), &rule(&confirmed, "")).await;
    assert_eq!(again["rule"]["userErrors"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_erasure_is_confirmed_by_an_admin_and_its_preview_names_what_goes() {
    let (api, waits) = waiting().await;
    let admin = || viewer("an admin", Role::Admin);
    let entry = format!("{}.3", waits - 1);
    let erase = format!("{{ erase: {{ entry: \"{entry}\" }} }}");
    let refused = answer(&api, editor(), &rule(&erase, "dryRun: true")).await;
    assert_eq!(refused.errors[0].message, "an editor may not erase entries");
    let named = ask(&api, admin(), &rule(&erase, "dryRun: true")).await;
    let fields = &named["rule"]["preview"][0]["fields"];
    assert_eq!(fields[0], json!({ "field": "name", "before": "Vera Harbuz", "after": null }));
    let asked = ask(&api, admin(), &rule(&erase, "")).await;
    assert_eq!(asked["rule"]["userErrors"][0]["code"], "CONFIRM");
    let confirmed = format!("{{ erase: {{ entry: \"{entry}\", confirm: \"{entry}\" }} }}");
    let done = ask(&api, admin(), &rule(&confirmed, "")).await;
    assert_eq!(done["rule"]["changed"], json!([{ "id": "person/vera" }]));
    let again = ask(&api, admin(), &rule(&confirmed, "")).await;
    assert_eq!(again["rule"]["userErrors"][0]["code"], "ERASED");
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_wrong_with_rulings_is_told_at_once_and_nothing_is_done() {
    let (api, waits) = waiting().await;
    let head = api.service().store.head().await.unwrap();
    let wrong = format!(
        r#"{{ accept: {{ entries: ["99.1"] }} }} {{ reject: {{}} }}
           {{ merge: {{ record: "person/vera", into: "source/bulletin" }} }}
           {{ settle: {{ record: "person/vera", field: "name", entry: "{waits}.1" }} }}
           {{ settle: {{ record: "person/vera", field: "bornOn", entry: "{before}.3" }} }}
           {{ retract: {{ entries: ["{before}.4"] }} }}"#,
        before = waits - 1
    );
    let done = ask(&api, editor(), &rule(&wrong, "")).await;
    let errors = done["rule"]["userErrors"].as_array().unwrap();
    let codes: Vec<_> = errors.iter().filter_map(|error| error["code"].as_str()).collect();
    assert_eq!(codes, ["UNCLEAR", "UNKNOWN_ENTRY", "MERGE", "SILENT", "SILENT", "NO_CLAIM"]);
    assert_eq!(api.service().store.head().await.unwrap(), head);
    let retract = format!("{{ retract: {{ entries: [\"{}.3\"] }} }}", waits - 1);
    ask(&api, editor(), &rule(&retract, "")).await;
    let again = format!("{{ retract: {{ entries: [\"{}.1\"] }} }}", waits + 1);
    let again = ask(&api, editor(), &rule(&again, "")).await;
    assert_eq!(
        again["rule"]["userErrors"][0]["message"],
        "this entry is a retraction, and a retraction is not retracted"
    );
    let accept = format!("{{ accept: {{ revision: {waits} }} }}");
    for nobody in [contributor(), Viewer::public()] {
        let refused = answer(&api, nobody, &rule(&accept, "")).await;
        let code = refused.errors[0].extensions.as_ref().unwrap().get("code").unwrap();
        assert_eq!(code.clone().into_json().unwrap(), "FORBIDDEN");
    }
}
