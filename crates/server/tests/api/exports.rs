//! The record in the forms of others.

use detente_core::{NOUNS, Seed, dossier};
use detente_server::graphql::{Api, Service};
use detente_storage::{Draft, Store, Viewer};
use serde_json::Value;

use crate::{answer, service};

/// A page of an export.
async fn page(api: &Api, viewer: &Viewer, arguments: &str) -> Value {
    let query = format!(
        "{{ export({arguments}) {{ head records {{ id text }} between foot sources leadsTo pageInfo {{ hasNextPage endCursor }} }} }}"
    );
    let answer = answer(api, viewer.clone(), &query).await;
    assert!(answer.errors.is_empty(), "{:?} of {query}", answer.errors);
    answer.data.into_json().unwrap()["export"].take()
}

/// Everything in one form, as the command line puts it together.
async fn whole(api: &Api, viewer: &Viewer, form: &str, first: u32) -> String {
    let (mut text, mut foot, mut records) = (String::new(), String::new(), 0);
    for noun in NOUNS {
        let mut after = String::new();
        loop {
            let noun = noun.to_uppercase();
            let arguments = format!("format: {form}, noun: {noun}, first: {first}{after}");
            let page = page(api, viewer, &arguments).await;
            if text.is_empty() {
                text.push_str(page["head"].as_str().unwrap());
            }
            page["foot"].as_str().unwrap().clone_into(&mut foot);
            for record in page["records"].as_array().unwrap() {
                if records > 0 {
                    text.push_str(page["between"].as_str().unwrap());
                }
                records += 1;
                text.push_str(record["text"].as_str().unwrap());
            }
            if page["pageInfo"]["hasNextPage"] == false {
                break;
            }
            after = format!(", after: {}", page["pageInfo"]["endCursor"]);
        }
    }
    text + &foot
}

/// A database that holds one dossier and nothing else.
async fn holding(file: &str, text: &str) -> Api {
    let reading = dossier::read(file, text.as_bytes());
    assert!(reading.faults.is_empty(), "{:?}", reading.faults);
    let store = Store::open("sqlite::memory:").await.unwrap();
    let draft = Draft {
        submission: reading.submission,
        rulings: Vec::new(),
        reason: String::new(),
        made_at: "2026-02-01T00:00:00Z".parse().unwrap(),
        seed: Seed([9; 32]),
    };
    store.append(&Viewer::owner("keeper"), draft).await.unwrap();
    let of = service().await;
    Api::new(Service { store, ..of })
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_exported_as_a_dossier_and_imported_where_nothing_is_known_is_the_same_record() {
    let api = Api::new(service().await);
    let owner = Viewer::owner("keeper");
    for (form, file) in [("DOSSIER", "exported.toml"), ("DOSSIER_JSON", "exported.json")] {
        let exported = whole(&api, &owner, form, 7).await;
        let again = holding(file, &exported).await;
        let (one, other) =
            ("What the record said as of revision 3", "What the record said as of revision 1");
        assert_eq!(whole(&again, &owner, form, 100).await, exported.replace(one, other));
        // Also who says what, and on what they disagree.
        let records = whole(&api, &owner, "NDJSON", 100).await;
        assert_eq!(whole(&again, &owner, "NDJSON", 100).await, records);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_exported_dossier_holds_nothing_that_the_ledger_does_not() {
    let service = service().await;
    let api = Api::new(service.clone());
    let exported = whole(&api, &Viewer::public(), "DOSSIER", 100).await;
    let draft = Draft {
        submission: dossier::read("exported.toml", exported.as_bytes()).submission,
        rulings: Vec::new(),
        reason: String::new(),
        made_at: "2026-02-01T00:00:00Z".parse().unwrap(),
        seed: Seed([9; 32]),
    };
    let appended = service.store.append(&Viewer::owner("keeper"), draft).await.unwrap();
    assert_eq!(appended.added, 0, "{} were known", appended.known);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_names_what_its_records_rest_on_and_lead_to() {
    let api = Api::new(service().await);
    let ids = "filter: { ids: [\"detention/ales-bialiatski-2021\"] }";
    let detentions = page(&api, &Viewer::public(), "format: CSV, noun: DETENTION, first: 1").await;
    let id = detentions["records"][0]["id"].as_str().unwrap();
    let ids = ids.replace("detention/ales-bialiatski-2021", id);
    let one = page(&api, &Viewer::public(), &format!("format: FTM, noun: DETENTION, {ids}")).await;
    let named = |list: &str, noun: &str| {
        let ids = one[list].as_array().unwrap().iter();
        ids.filter(|id| id.as_str().unwrap().starts_with(noun)).count()
    };
    assert!(named("sources", "source/") > 0, "{one}");
    assert!(named("leadsTo", "person/") > 0, "{one}");
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_day_custody_and_standings_are_told_too() {
    let api = Api::new(service().await);
    let on = "format: CSV, on: \"2025-12-20\", first: 100";
    for (noun, column, answers) in [
        ("DETENTION", "custody", vec!["not_held", "held", "presumed_held"]),
        ("SANCTION", "standing", vec!["in_force"]),
    ] {
        let page = page(&api, &Viewer::public(), &format!("noun: {noun}, {on}")).await;
        let head = page["head"].as_str().unwrap().trim_end();
        assert!(head.split(',').any(|name| name == column), "{head}");
        let texts = page["records"].as_array().unwrap().iter();
        let texts: String = texts.map(|record| record["text"].as_str().unwrap()).collect();
        assert!(answers.iter().any(|answer| texts.contains(&format!(",{answer}"))), "{texts}");
    }
}
