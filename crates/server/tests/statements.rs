//! How much is asked of the database: never a statement a record.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{fmt::Write as _, sync::Arc};

use async_graphql::Request;
use detente_core::{Seed, dossier};
use detente_server::graphql::{Api, Service};
use detente_storage::{Draft, Store, Viewer};

const PAGE: &str = "{ people(first: 50) { nodes { id name detentions {
    id beganOn charges { article text } sources { id title } } sources { id title } } } }";

/// Sixty invented people, each with two detentions, by one of six sources.
fn dossier_of_sixty() -> String {
    let mut text = "[dossier]\ntitle = \"sixty\"\nauthor = \"a test\"\n".to_owned();
    for source in 0..6 {
        writeln!(
            text,
            "[[source]]\nkey = \"S{source}\"\nid = \"source/s-{source}\"\nread_on = \"2025-01-0{}\"\n\
             new = true\ntitle = \"Bulletin {source}\"",
            source + 1
        )
        .unwrap();
    }
    for person in 0..60 {
        writeln!(
            text,
            "[[claim]]\nsource = \"S{}\"\nsubject = \"person/p-{person}\"\nnew = true\n\
             [claim.states]\nname = \"Person {person}\"",
            person % 6
        )
        .unwrap();
        for detention in 0..2 {
            writeln!(
                text,
                "[[claim]]\nsource = \"S{}\"\nsubject = \"detention/d-{person}-{detention}\"\nnew = true\n\
                 [claim.states]\nperson = \"person/p-{person}\"\nbegan_on = \"202{detention}-05-01\"\n\
                 charges = [{{ key = \"a\", article = \"342\" }}]",
                (person + detention) % 6
            )
            .unwrap();
        }
    }
    text
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_of_people_with_detentions_and_sources_takes_four_statements_and_then_one() {
    let file = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", file.path().join("sixty.db").display());
    let reading = dossier::read("sixty.toml", dossier_of_sixty().as_bytes());
    assert_eq!(reading.faults, []);
    let draft = Draft {
        submission: reading.submission,
        rulings: Vec::new(),
        reason: String::new(),
        made_at: "2025-02-01T00:00:00Z".parse().unwrap(),
        seed: Seed([1; 32]),
    };
    Store::open(&url).await.unwrap().append(&Viewer::owner("a test"), draft).await.unwrap();

    // Opened anew, nothing is in memory.
    let service = Service {
        store: Store::open(&url).await.unwrap(),
        clock: Arc::new(|| "2025-02-01T00:00:00Z".parse().unwrap()),
        randomness: Arc::new(|| [7; 32]),
        uploads: detente_server::uploads::Uploads::default(),
    };
    let api = Api::new(service.clone());
    for (when, most) in [("cold", 4), ("warm", 1)] {
        let before = service.store.statements();
        let answer = api.answer(Viewer::public(), Request::new(PAGE)).await;
        assert!(answer.errors.is_empty(), "{:?}", answer.errors);
        let answer = answer.data.into_json().unwrap();
        let people = answer["people"]["nodes"].as_array().unwrap();
        assert_eq!(people.len(), 50);
        assert_eq!(people[49]["detentions"][1]["sources"].as_array().unwrap().len(), 1);
        let asked = service.store.statements() - before;
        assert!(asked <= most, "{when}: {asked} statements, and {most} are enough");
    }
}
