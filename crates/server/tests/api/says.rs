//! What a record says as it stands, value by value, and what a submission will come to.

use detente_core::Audience;
use detente_server::graphql::Api;
use detente_storage::{Role, Viewer};
use serde_json::{Value, json};

use crate::{answer, service};

const DOSSIER: &str = r#"
[dossier]
title = "A bulletin"
author = "Nobody"
[[source]]
key = "S1"
id = "source/bulletin"
new = true
read_on = "2026-01-02"
title = "Bulletin"
[[claim]]
source = "S1"
subject = "person/maryia-kazlova"
new = true
said_by = "organization/viasna"
[claim.states]
name = "Maryia Kazlova"
nationalities = ["BY"]
roles = [{ key = "poet", title = "poet" }]
"#;

async fn submitted(api: &Api, role: Role) -> Value {
    let viewer = Viewer { name: "a writer".to_owned(), role, sees: Audience::Public };
    let text = serde_json::to_string(DOSSIER).unwrap();
    let mutation = format!(
        "mutation {{ submitDossier(input: {{ name: \"f.toml\", text: {text} }}) {{ added waiting changed {{ id }} userErrors {{ message }} }} }}"
    );
    let told = answer(api, viewer, &mutation).await;
    assert!(told.errors.is_empty(), "{:?}", told.errors);
    told.data.into_json().unwrap()["submitDossier"].clone()
}

async fn person(api: &Api) -> Value {
    let query = r#"{ record(id: "person/maryia-kazlova") {
        states says { field says disputed witnesses { source { id } saidBy { id } } }
    } }"#;
    let told = answer(api, Viewer::public(), query).await;
    assert!(told.errors.is_empty(), "{:?}", told.errors);
    told.data.into_json().unwrap()["record"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_value_is_told_with_who_says_it() {
    let api = Api::new(service().await);
    let submitted = submitted(&api, Role::Editor).await;
    assert_eq!((&submitted["added"], &submitted["waiting"]), (&json!(2), &json!(false)));
    let person = person(&api).await;
    assert_eq!(
        person["states"],
        json!({
            "name": "Maryia Kazlova",
            "nationalities": ["BY"],
            "roles": [{ "key": "poet", "title": "poet" }],
        })
    );
    let who = json!([{ "source": { "id": "source/bulletin" }, "saidBy": { "id": "organization/viasna" } }]);
    let said = |field: &str, says: &str| json!({ "field": field, "says": says, "disputed": false, "witnesses": who });
    assert_eq!(
        person["says"],
        json!([
            said("name", "Maryia Kazlova"),
            said("nationalities.BY", "BY"),
            said("roles.poet", "poet"),
            said("roles.poet.title", "poet"),
        ])
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn who_submits_is_told_that_it_waits() {
    let api = Api::new(service().await);
    let submitted = submitted(&api, Role::Contributor).await;
    assert_eq!((&submitted["added"], &submitted["waiting"]), (&json!(2), &json!(true)));
    assert_eq!(person(&api).await, Value::Null);
}
