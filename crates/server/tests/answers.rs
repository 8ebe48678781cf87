//! What the API answers of the bundled dossier.

use std::sync::Arc;

use async_graphql::{Request, Value};
use detente_server::{
    bundled,
    graphql::{DetenteSchema, Service, asked_by, schema},
};
use detente_storage::{Store, Viewer};

async fn service() -> Service {
    let store = Store::open("sqlite::memory:").await.unwrap();
    let service = Service {
        store,
        clock: Arc::new(|| "2026-01-01T00:00:00Z".parse().unwrap()),
        randomness: Arc::new(|| [7; 32]),
        writable: true,
    };
    bundled::load(&service).await.unwrap();
    service
}

async fn ask(schema: &DetenteSchema, service: &Service, query: &str) -> serde_json::Value {
    let request = asked_by(service, Viewer::public(), Request::new(query));
    let answer = schema.execute(request).await;
    assert!(answer.errors.is_empty(), "{:?}", answer.errors);
    assert_ne!(answer.data, Value::Null);
    answer.data.into_json().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn stefanovic_is_neither_certainly_held_nor_certainly_free() {
    let service = service().await;
    let schema = schema(service.clone());
    let answer = ask(
        &schema,
        &service,
        r#"{ detention(id: "detention/valiantsin-stefanovic") {
            label person { name } disputes { field rule sides { says witnesses { source { id } } } }
            custody(on: "2025-12-20") { answer contested sides { answer says witnesses { source { id } } } }
        } }"#,
    )
    .await;
    println!("{answer:#}");
    assert_eq!(answer["detention"]["custody"]["contested"], true);
}

#[tokio::test(flavor = "multi_thread")]
async fn look() {
    let service = service().await;
    let schema = schema(service.clone());
    for query in [
        r#"{ sanctionComparison(target: "organization/belaruskali", on: ["2021-01-01","2022-01-31","2025-12-14","2025-12-20","2026-03-01","2026-05-01"]) { on differ issuers { issuer { name } standing possibly contested by { key instrument on } } } }"#,
        r#"{ release(id: "release/belarus-2025-12-13") { label count { text } reconciliation { together { ...R } bySource { source { id } reconciliation { ...R } } } } }
           fragment R on Reconciliation { total { text } cuts { by within whole { text } sum { text } verdict difference { text } parts { key stated { text } inferred { text } } } named { certain contested verdict difference { text } } }"#,
        r#"{ agreement(id: "agreement/us-belarus-2025-12") { title delivery(on: "2026-05-01") { commitment { key text promisedOn by { label } } state since acts { act { id label } state since possibly steps { on state action { kind instrument } } } } } }"#,
        r#"{ headcount(on: "2025-12") { voices { on point by within quantity { text } source { id } saidBy { label } } detentions { on held presumed possibly contested least most } } }"#,
        r#"{ indicators { nodes { id label reconciliation { point on together { total { text } cuts { by sum { text } verdict difference { text } } } } } } }"#,
        r#"{ timeline(since: "2025-12-01", until: "2025-12-31", first: 1000) { totalCount moments { on what record { id label } field detail disputed } } }"#,
        r#"{ person(id: "person/ales-bialiatski") { name awards { title awardedOn } roles { title organization { name } } detentions { id custody(on: "2025-12-20") { answer contested } daysHeld(asOf: "2025-12-31") { answer { least most } } charges { text } sentences { term { text } } endModality condition release { label } sources { id } } } }"#,
        r#"{ organization(id: "organization/viasna") { mentionedBy { field element record { id label } } } }"#,
        r#"{ person(id: "person/john-coale") { label statements { text carriedBy { name } saidOn } said { subject { id } fields { field says } source { id } } } }"#,
        r#"{ people(filter: { disputed: true }) { nodes { label disputes { field kind sides { says } } } } detentions(filter: { disputed: true }) { nodes { label disputes { field kind rule sides { says } } } } releases(filter: { disputed: true }) { nodes { label disputes { field kind sides { says } } } } sanctions(filter: { disputed: true }) { nodes { label disputes { field kind sides { says } } } } indicators(filter: { disputed: true }) { nodes { label disputes { field kind sides { says } } } } }"#,
    ] {
        let answer = ask(&schema, &service, query).await;
        println!("{query}\n{answer:#}\n");
    }
}
