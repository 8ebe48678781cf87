//! Published lists, imported: what the record holds in the word of a list, and for whom.

use std::io::Write as _;

use detente_core::Audience;
use detente_server::graphql::{Api, Service};
use detente_storage::{Role, Viewer};
use serde_json::Value;
use tempfile::NamedTempFile;

use crate::{answer, service};

const MAPPING: &str = r#"
[list]
slug = "lhota"
title = "Lhota Monitor's table"
publisher = "lhota-monitor"
publisher_name = "Lhota Monitor"

[[record]]
noun = "person"
key = "No"

[[record.field]]
column = "Name"
field = "name"

[[record.field]]
column = "Born"
field = "born_on"

[[record.field]]
column = "City"
field = "addresses.home.city"
"#;

struct List {
    service: Service,
    api: Api,
}

impl List {
    async fn begin() -> Self {
        let service = service().await;
        Self { api: Api::new(service.clone()), service }
    }

    /// What comes of a table, as an edition of January.
    async fn import(&self, viewer: &Viewer, rows: &str, dry_run: bool) -> Value {
        let mut file = NamedTempFile::new().unwrap();
        write!(file, "No,Name,Born,City\n{rows}\n").unwrap();
        let path = file.into_temp_path();
        self.service.uploads.keep("a", &viewer.name, "table.csv".to_owned(), path).unwrap();
        let mapping = serde_json::to_string(MAPPING).unwrap();
        let question = format!(
            r#"mutation {{ importList(input: {{ format: TABLE, uploads: ["a"], mapping: {mapping}, publishedOn: "2026-01-01", dryRun: {dry_run} }}) {{
                revision added known difference {{ added {{ noun count }} changed {{ noun count }} fields {{ field count }} }} userErrors {{ message }}
            }} }}"#
        );
        let answer = answer(&self.api, viewer.clone(), &question).await;
        assert!(answer.errors.is_empty(), "{:?}", answer.errors);
        let told = answer.data.into_json().unwrap()["importList"].take();
        assert_eq!(told["userErrors"], serde_json::json!([]));
        told
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_retracted_is_not_said_anew_by_reading_the_list_again() {
    let list = List::begin().await;
    let owner = Viewer::owner("a keeper");
    let rows = "1,Jana Vymyslena,1990,Lhota";
    let revision = &list.import(&owner, rows, false).await["revision"];
    let retract = format!(
        r#"mutation {{ rule(input: {{ reason: "Misread.", rulings: [{{ retract: {{ entries: ["{revision}.1"], field: "bornOn" }} }}] }}) {{ userErrors {{ message }} }} }}"#
    );
    let told = answer(&list.api, owner.clone(), &retract).await;
    assert!(told.errors.is_empty(), "{:?}", told.errors);
    assert_eq!(told.data.into_json().unwrap()["rule"]["userErrors"], serde_json::json!([]));
    let again = list.import(&owner, rows, false).await;
    assert_eq!((&again["revision"], &again["added"]), (&Value::Null, &Value::from(0)));
    let asked = r#"{ person(id: "person/lhota-1") { name bornOn } }"#;
    let told = answer(&list.api, Viewer::public(), asked).await.data.into_json().unwrap();
    assert_eq!(told["person"], serde_json::json!({ "name": "Jana Vymyslena", "bornOn": null }));
}

// Where people live is restricted: a guess at it, submitted as a list, is told from the truth by nobody else.
#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_no_way_to_ask_what_is_restricted() {
    let list = List::begin().await;
    list.import(&Viewer::owner("a keeper"), "1,Jana Vymyslena,1990,Lhota", false).await;
    let contributor =
        Viewer { name: "a guest".to_owned(), role: Role::Contributor, sees: Audience::Public };
    let right = list.import(&contributor, "1,Jana Vymyslena,1990,Lhota", true).await;
    let wrong = list.import(&contributor, "1,Jana Vymyslena,1990,Horka", true).await;
    // The digest of the file is another one: that alone differs.
    let addresses = |told: &Value| {
        let fields = told["difference"]["fields"].as_array().unwrap().clone();
        fields.into_iter().filter(|one| one["field"] == "person.addresses").collect::<Vec<_>>()
    };
    assert_eq!(addresses(&right), addresses(&wrong));
    assert_eq!(addresses(&right).len(), 1, "to them it is new either way");
}

/// An edition of a list of OFAC's with these entries, of a day.
async fn edition(list: &List, entries: std::ops::Range<u32>, on: &str, words: &str) -> Value {
    let mut file = NamedTempFile::new().unwrap();
    let nothing = "-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ";
    for number in entries {
        writeln!(file, "{number},\"ALFA, Jan {number}\",\"individual\",\"BELARUS\",{nothing}")
            .unwrap();
    }
    write!(file, "\x1a").unwrap();
    let owner = Viewer::owner("a keeper");
    let path = file.into_temp_path();
    list.service.uploads.keep("b", &owner.name, "sdn.csv".to_owned(), path).unwrap();
    let question = |dry_run: bool| {
        format!(
            r#"mutation {{ importList(input: {{ format: OFAC, uploads: ["b"], publishedOn: "{on}", dryRun: {dry_run} {words} }}) {{
                revision added readBefore userErrors {{ message }}
            }} }}"#
        )
    };
    // Who looks first still has the files.
    let looked = answer(&list.api, owner.clone(), &question(true)).await;
    let told = answer(&list.api, owner, &question(false)).await;
    assert!(told.errors.is_empty() && looked.errors.is_empty(), "{:?}", told.errors);
    let looked = looked.data.into_json().unwrap()["importList"].take();
    let told = told.data.into_json().unwrap()["importList"].take();
    assert_eq!(looked["userErrors"], told["userErrors"]);
    told
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edition_that_was_read_before_adds_nothing_whatever_was_read_since() {
    let list = List::begin().await;
    edition(&list, 1..40, "2021-07-01", "").await;
    edition(&list, 3..45, "2022-01-31", "").await;
    for (entries, on) in [(1..40, "2021-07-01"), (3..45, "2022-01-31")] {
        let again = edition(&list, entries, on, "").await;
        assert_eq!(
            (&again["revision"], &again["added"], &again["readBefore"]),
            (&Value::Null, &Value::from(0), &Value::from(true)),
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_of_which_half_is_missing_ends_nothing_unless_it_is_said_to_be_whole() {
    let list = List::begin().await;
    edition(&list, 1..101, "2021-07-01", "").await;
    let cut = edition(&list, 1..51, "2022-01-31", "").await;
    let why = cut["userErrors"][0]["message"].as_str().unwrap();
    assert!(why.contains("50"), "{why}");
    assert_eq!(cut["revision"], Value::Null);
    let whole = edition(&list, 1..51, "2022-01-31", ", whole: true").await;
    assert_eq!(whole["userErrors"], serde_json::json!([]));
    assert_ne!(whole["revision"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_files_are_no_edition_of_another_day_and_none_is_of_a_day_to_come() {
    let list = List::begin().await;
    edition(&list, 1..40, "2021-07-01", "").await;
    for (on, why) in [
        ("2021-08-01", "these files were read before as the edition of 2021-07-01"),
        ("2030-01-01", "the edition would be of 2030-01-01, which is yet to come"),
    ] {
        let refused = edition(&list, 1..40, on, "").await;
        let told = refused["userErrors"][0]["message"].as_str().unwrap();
        assert!(told.starts_with(why), "{told}");
        assert_eq!(refused["revision"], Value::Null);
    }
}

/// What is told of whom a table speaks no longer, of entities in the form of FollowTheMoney.
async fn no_longer(list: &List, entities: &str, on: &str) -> Value {
    let owner = Viewer::owner("a keeper");
    let mut file = NamedTempFile::new().unwrap();
    write!(file, "{entities}").unwrap();
    let path = file.into_temp_path();
    list.service.uploads.keep("f", &owner.name, "list.ftm.json".to_owned(), path).unwrap();
    let question = format!(
        r#"mutation {{ importList(input: {{ format: FTM, uploads: ["f"], publishedOn: "{on}", list: {{ slug: "lhota", title: "Lhota", publisher: "organization/lhota", publisherName: "Lhota" }} }}) {{
            revision leftOut {{ why count values {{ value }} }} userErrors {{ message }}
        }} }}"#
    );
    let told = answer(&list.api, owner, &question).await;
    assert!(told.errors.is_empty(), "{:?}", told.errors);
    let told = told.data.into_json().unwrap()["importList"].take();
    assert_eq!(told["userErrors"], serde_json::json!([]));
    let left = told["leftOut"].as_array().unwrap();
    left.iter().find(|left| left["why"] == "GONE").cloned().unwrap_or_default()
}

#[tokio::test(flavor = "multi_thread")]
async fn whom_and_what_a_list_of_entities_speaks_of_no_longer_is_told() {
    let list = List::begin().await;
    let person = r#"{"id":"p1","schema":"Person","properties":{"name":["Jana Vymyslena"]}}"#;
    let company = r#"{"id":"c1","schema":"Company","properties":{"name":["Lhota Works"]}}"#;
    let measure = r#"{"id":"s1","schema":"Sanction","properties":{"entity":["p1"],"authority":["Lhota"],"startDate":["2020-01-01"]}}"#;
    let all = [person, company, measure].join("\n");
    assert_eq!(no_longer(&list, &all, "2025-01-01").await, Value::Null);
    let told = no_longer(&list, person, "2025-02-01").await;
    assert_eq!(told["count"], 2, "{told}");
    let named: Vec<_> =
        told["values"].as_array().unwrap().iter().map(|one| &one["value"]).collect();
    assert_eq!(named, ["organization/lhota-c1", "sanction/lhota-s1"]);
}
