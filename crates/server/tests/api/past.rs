//! Two clocks: what the record said when less was known, of any day.

use async_graphql::Response;
use detente_core::{
    Claim, Decision, EntryId, Instant, NewClaim, RecordId, Scope, Seed, Sight, States, Submission,
    with_noun,
};
use detente_server::graphql::{Api, Service};
use detente_storage::{Draft, Role, Store, Viewer};
use serde_json::{Value, json};

use crate::answer;

/// A record that is told in steps, a day each, from the first of January 2026.
struct Story(Api);

impl Story {
    /// A newspaper says that Ada is held since February 2021.
    async fn begins() -> Self {
        let empty = Store::open("sqlite::memory:").await.unwrap();
        let service = Service {
            store: empty,
            clock: std::sync::Arc::new(|| "2026-06-01T00:00:00Z".parse().unwrap()),
            randomness: std::sync::Arc::new(|| [7; 32]),
            uploads: detente_server::uploads::Uploads::default(),
        };
        let story = Self(Api::new(service));
        let herald = json!({ "title": "Herald", "published_on": "2021-05-01" });
        let held = json!({ "person": "person/ada", "began_on": "2021-02-03", "country": "BY" });
        story
            .tell(&[
                ("source/herald", herald),
                ("person/ada", json!({ "name": "Ada Lantsova" })),
                ("detention/ada", held),
            ])
            .await;
        story
    }

    fn store(&self) -> &Store {
        &self.0.service().store
    }

    async fn tell(&self, said: &[(&str, Value)]) {
        self.add(&Viewer::owner("keeper"), said, vec![]).await;
    }

    async fn rule(&self, ruling: Decision) {
        self.add(&Viewer::owner("keeper"), &[], vec![ruling]).await;
    }

    async fn add(&self, viewer: &Viewer, said: &[(&str, Value)], rulings: Vec<Decision>) {
        let day = self.store().head().await.unwrap() + 1;
        let claims = said.iter().map(|(subject, fields)| {
            let subject: RecordId = subject.parse().unwrap();
            let states = with_noun!(subject.noun(), N => {
                States::of(&serde_json::from_value::<N>(fields.clone()).unwrap()).unwrap()
            }, noun => panic!("{noun} is no noun"));
            let claim = Claim {
                subject,
                source: "source/herald".parse().unwrap(),
                said_by: None,
                read_on: format!("2026-01-{day:02}").parse().unwrap(),
                denies: false,
                states,
                quotes: std::collections::BTreeMap::new(),
            };
            NewClaim { claim, new: true, written_at: None }
        });
        let (author, message) = (viewer.name.clone(), format!("Day {day}"));
        let draft = Draft {
            submission: Submission { author, message, claims: claims.collect() },
            rulings,
            reason: "It was looked into.".to_owned(),
            made_at: format!("2026-01-{day:02}T12:00:00Z").parse::<Instant>().unwrap(),
            seed: Seed([u8::try_from(day).unwrap(); 32]),
        };
        self.store().append(viewer, draft).await.unwrap();
    }

    async fn answers(&self, viewer: Viewer, query: &str) -> Value {
        whole(answer(&self.0, viewer, query).await)
    }

    async fn ask(&self, query: &str) -> Value {
        self.answers(Viewer::public(), query).await
    }

    async fn refuses(&self, query: &str) -> String {
        let answer = answer(&self.0, Viewer::public(), query).await;
        let error = &answer.errors[0];
        let code = error.extensions.as_ref().unwrap().get("code").unwrap();
        assert_eq!(code.to_string(), "\"BAD_INPUT\"");
        error.message.clone()
    }
}

fn whole(answer: Response) -> Value {
    assert!(answer.errors.is_empty(), "{:?}", answer.errors);
    answer.data.into_json().unwrap()
}

fn on_record(subject: &str, field: Option<&str>) -> Sight {
    let field = field.map(ToOwned::to_owned);
    Sight::Record { subject: subject.parse().unwrap(), field }
}

#[tokio::test]
async fn each_field_of_the_root_is_answered_in_its_own_time_with_all_below_it() {
    let story = Story::begins().await;
    story.tell(&[("person/ada", json!({ "name": "Ada L." }))]).await;
    story.tell(&[("detention/ada", json!({ "country": "LT" }))]).await;
    let told = story
        .ask(
            r#"{
                today: detention(id: "detention/ada") { country person { name detentions { country } } }
                second: detention(id: "detention/ada", knownAt: 2) { country person { name detentions { country } } }
                first: detention(id: "detention/ada", knownAt: "2026-01-01") { country person { name detentions { country } } }
                again: node(id: "person/ada", knownAt: 1) { ... on Person { name } }
                never: person(id: "person/bel", knownAt: 1) { name }
            }"#,
        )
        .await;
    let of = |name: &str, country: &str| json!({ "country": country, "person": { "name": name, "detentions": [{ "country": country }] } });
    assert_eq!(told["today"], of("Ada L.", "LT"));
    assert_eq!(told["second"], of("Ada L.", "BY"));
    assert_eq!(told["first"], of("Ada Lantsova", "BY"));
    assert_eq!(told["again"]["name"], "Ada Lantsova");
    assert_eq!(told["never"], Value::Null);
}

#[tokio::test]
async fn the_two_clocks_combine() {
    let story = Story::begins().await;
    let freed = json!({ "release": "release/spring" });
    let release = json!({ "on": "2024-03-01", "country": "BY" });
    story.tell(&[("release/spring", release), ("detention/ada", freed)]).await;
    story.tell(&[("release/spring", json!({ "on": "2025-03-01" }))]).await;
    let custody = async |on: &str, known_at: u64| {
        let query = format!(
            r#"{{ detention(id: "detention/ada", knownAt: {known_at}) {{ custody(on: "{on}") {{ answer }} end {{ answer {{ on }} }} }}
                  headcount(on: "{on}", knownAt: {known_at}) {{ detentions {{ held presumed }} }} }}"#
        );
        let told = story.ask(&query).await;
        let counted = &told["headcount"]["detentions"];
        let counted = counted["held"].as_u64().unwrap() + counted["presumed"].as_u64().unwrap();
        (told["detention"]["end"]["answer"]["on"].clone(), counted)
    };
    assert_eq!(custody("2024-06-01", 1).await, (Value::Null, 1));
    assert_eq!(custody("2024-06-01", 2).await, (json!("2024-03-01"), 0));
    assert_eq!(custody("2024-06-01", 3).await, (json!("2025-03-01"), 1));
    assert_eq!(custody("2025-06-01", 3).await, (json!("2025-03-01"), 0));
}

#[tokio::test]
async fn every_question_on_the_record_can_be_asked_of_the_past() {
    let story = Story::begins().await;
    let bel = json!({ "person": "person/bel", "began_on": "2022-01-01" });
    story.tell(&[("person/bel", json!({ "name": "Bel" })), ("detention/bel", bel)]).await;
    story.tell(&[("detention/ada", json!({ "country": "LT" }))]).await;
    let told = story
        .ask(
            r#"{
                detentions(knownAt: 1) { totalCount nodes { id } }
                now: detentions { totalCount }
                nodes(ids: ["detention/bel", "detention/ada"], knownAt: 1) { id }
                record(id: "person/ada", knownAt: 1) { label claims { readOn } mentionedBy { field record { id } } disputes { field } }
                timeline(knownAt: 1) { totalCount }
                since: timeline { totalCount }
                lithuanian: detentions(filter: { country: ["LT"] }, knownAt: 2) { totalCount }
                sanctionComparison(target: "person/ada", on: ["2025-01-01"], knownAt: 1) { issuers { standing } }
            }"#,
        )
        .await;
    assert_eq!(
        told["detentions"],
        json!({ "totalCount": 1, "nodes": [{ "id": "detention/ada" }] })
    );
    assert_eq!(told["now"]["totalCount"], 2);
    assert_eq!(told["nodes"], json!([null, { "id": "detention/ada" }]));
    assert_eq!(told["record"]["mentionedBy"][0]["record"]["id"], "detention/ada");
    assert_eq!(told["record"]["claims"].as_array().unwrap().len(), 1);
    assert_eq!(
        (&told["timeline"]["totalCount"], &told["since"]["totalCount"]),
        (&json!(2), &json!(3))
    );
    assert_eq!(told["lithuanian"]["totalCount"], 0);
}

#[tokio::test]
async fn what_is_hidden_today_is_in_no_answer_about_the_past() {
    let story = Story::begins().await;
    story.tell(&[("person/bel", json!({ "name": "Bel" }))]).await;
    let query = r#"{ person(id: "person/bel", knownAt: 2) { name } people(knownAt: 2) { totalCount }
        record(id: "person/bel", knownAt: 2) { history { totalCount } claims { readOn } } }"#;
    let before = story.ask(query).await;
    assert_eq!(
        (&before["person"]["name"], &before["people"]["totalCount"]),
        (&json!("Bel"), &json!(2))
    );
    story.rule(Decision::Hide { what: on_record("person/bel", None) }).await;
    let after = story.ask(query).await;
    assert_eq!(after, json!({ "person": null, "people": { "totalCount": 1 }, "record": null }));
    assert_eq!(story.answers(Viewer::owner("keeper"), query).await, before);
}

#[tokio::test]
async fn what_was_accepted_later_was_not_known_then() {
    let story = Story::begins().await;
    let contributor = Viewer {
        name: "reader".to_owned(),
        role: Role::Contributor,
        sees: detente_core::Audience::Public,
    };
    story.add(&contributor, &[("person/eva", json!({ "name": "Eva" }))], vec![]).await;
    let entry = EntryId { revision: 2, position: 1 };
    story.rule(Decision::Accept { entries: Scope::of(entry) }).await;
    let told = story
        .ask(
            r#"{ then: people(knownAt: 2) { totalCount } since: people(knownAt: 3) { totalCount }
            eva: person(id: "person/eva", knownAt: 2) { name } }"#,
        )
        .await;
    assert_eq!(
        told,
        json!({ "then": { "totalCount": 1 }, "since": { "totalCount": 2 }, "eva": null })
    );
}

#[tokio::test]
async fn a_moment_that_is_none_is_refused_with_those_there_are() {
    let story = Story::begins().await;
    let told = story.refuses("{ people(knownAt: 9) { totalCount } }").await;
    assert_eq!(told, "there is no revision 9: the ledger has revision 1 alone");
    let told = story.refuses("{ people(knownAt: \"2025-12-31\") { totalCount } }").await;
    assert!(
        told.starts_with(
            "nothing was known at 2025-12-31, the first revision was made 2026-01-01T12:00"
        ),
        "{told}"
    );
    for day in 2..=9 {
        story.tell(&[("person/ada", json!({ "name": format!("Ada {day}") }))]).await;
    }
    let fields =
        (1..=9).map(|at| format!("r{at}: person(id: \"person/ada\", knownAt: {at}) {{ name }} "));
    let told = story.refuses(&format!("{{ {} }}", fields.collect::<String>())).await;
    assert!(told.contains("one request can ask about 8 moments"), "{told}");
    let wrong =
        answer(&story.0, Viewer::public(), "{ people(knownAt: \"yesterday\") { totalCount } }")
            .await;
    assert!(
        wrong.errors[0].message.contains("write the number of a revision"),
        "{:?}",
        wrong.errors
    );
}

#[tokio::test]
async fn a_history_is_told_field_by_field_and_page_by_page() {
    let story = Story::begins().await;
    story.tell(&[("person/ada", json!({ "name": "Ada L.", "nationalities": ["BY"] }))]).await;
    let retract = Decision::Retract {
        entries: Scope::of(EntryId { revision: 2, position: 1 }),
        field: Some("name".to_owned()),
    };
    story.rule(retract).await;
    let told = story
        .ask(
            r#"{ person(id: "person/ada") { history { totalCount pageInfo { hasNextPage } nodes {
                revision { number madeAt author message } changes { field before after }
                speaking { id source { title } } silenced { id } rulings { kind author reason } } } } }"#,
        )
        .await;
    let history = &told["person"]["history"];
    assert_eq!(history["totalCount"], 3);
    assert_eq!(
        history["nodes"][1]["revision"],
        json!({
            "number": 2, "madeAt": "2026-01-02T12:00:00.000Z", "author": "keeper", "message": "Day 2"
        })
    );
    assert_eq!(
        history["nodes"][1]["changes"],
        json!([
            { "field": "name", "before": "Ada Lantsova", "after": "Ada L." },
            { "field": "nationalities.BY", "before": null, "after": "BY" },
        ])
    );
    assert_eq!(history["nodes"][1]["speaking"][0]["source"]["title"], "Herald");
    assert_eq!(
        history["nodes"][2]["rulings"],
        json!([
            { "kind": "retract", "author": "keeper", "reason": "It was looked into." }
        ])
    );
    let part = story
        .ask(
            r#"{ person(id: "person/ada") {
                newest: history(last: 1) { nodes { revision { number } } pageInfo { hasPreviousPage endCursor } }
                rest: history(first: 1, after: "1") { nodes { revision { number } } pageInfo { hasNextPage } } }
               then: person(id: "person/ada", knownAt: 2) { history { totalCount } } }"#,
        )
        .await;
    assert_eq!(part["person"]["newest"]["nodes"][0]["revision"]["number"], 3);
    assert_eq!(part["person"]["newest"]["pageInfo"]["hasPreviousPage"], true);
    assert_eq!(
        part["person"]["rest"],
        json!({ "nodes": [{ "revision": { "number": 2 } }], "pageInfo": { "hasNextPage": true } })
    );
    assert_eq!(part["then"]["history"]["totalCount"], 2);
}

#[tokio::test]
async fn revisions_changes_and_differences_are_told_as_they_may_be_seen() {
    let story = Story::begins().await;
    story
        .tell(&[
            ("person/ada", json!({ "name": "Ada L." })),
            ("person/bel", json!({ "name": "Bel" })),
        ])
        .await;
    story.tell(&[("detention/eva", json!({ "condition": "ill" }))]).await;
    story.rule(Decision::Hide { what: on_record("person/bel", None) }).await;
    let query = r#"{
        revisions(last: 3) { totalCount pageInfo { hasPreviousPage startCursor }
            nodes { number author message changedCount changed { id } } }
        revision(number: 2) { hash message }
        newest: revision(knownAt: "2026-01-03") { number }
        none: revision(number: 9) { number }
        changes(since: 1) { revision hasNextPage changed { record { id } revision absent } }
        people: changes(since: 1, nouns: [PERSON]) { changed { record { id } } }
        differences(from: 1, to: "2026-01-09") { from to hasNextPage records { record { id } before after changes { field before after } } }
    }"#;
    let told = story.ask(query).await;
    let revision = |number: u64, author: Value, message: Value, changed: Value| {
        json!({ "number": number, "author": author, "message": message,
            "changedCount": changed.as_array().unwrap().len(), "changed": changed })
    };
    let ada = json!({ "id": "person/ada" });
    assert_eq!(
        told["revisions"]["nodes"],
        json!([
            // It speaks of Bel too: who made it, and what for, may name whom nobody may see.
            revision(2, Value::Null, Value::Null, json!([ada])),
            revision(3, Value::Null, Value::Null, json!([])),
            revision(4, Value::Null, Value::Null, json!([])),
        ])
    );
    assert_eq!(told["newest"]["number"], 3);
    assert_eq!(told["none"], Value::Null);
    assert_eq!(told["revisions"]["totalCount"], 4);
    assert_eq!(
        told["revisions"]["pageInfo"],
        json!({ "hasPreviousPage": true, "startCursor": "2" })
    );
    // Who was never shown Bel is not told that there is nothing to see.
    assert_eq!(
        told["changes"],
        json!({ "revision": 4, "hasNextPage": false,
        "changed": [{ "record": ada, "revision": 2, "absent": false }] })
    );
    assert_eq!(told["people"]["changed"], json!([{ "record": ada }]));
    let since = story.ask("{ changes(since: 2) { changed { record { id } absent } } }").await;
    assert_eq!(
        since["changes"]["changed"],
        json!([{ "record": { "id": "person/bel" }, "absent": true }])
    );
    assert_eq!(
        told["differences"],
        json!({ "from": 1, "to": 4, "hasNextPage": false, "records": [{
        "record": ada, "before": true, "after": true,
        "changes": [{ "field": "name", "before": "Ada Lantsova", "after": "Ada L." }]
    }] })
    );
    let restricted = story.answers(Viewer::owner("keeper"), query).await;
    assert_eq!(restricted["revisions"]["nodes"][1]["changed"], json!([{ "id": "detention/eva" }]));
    assert_eq!(restricted["differences"]["records"].as_array().unwrap().len(), 3);
}

/// What the public is told by every question that knows of revisions.
const EVERYTHING: &str = r#"{
    revisions { totalCount nodes { number madeAt author message changedCount changed { id } } }
    changes(since: 0) { revision changed { record { id label } revision absent } }
    later: changes(since: 2) { changed { record { id } absent } }
    differences(from: 1, to: 4) { records { record { id } before after changes { field before after } } }
    one: person(id: "person/ada") { history { totalCount nodes { revision { number } changes { field after } speaking { id } rulings { kind } } } }
    two: detention(id: "detention/ada") { history { totalCount nodes { revision { number } changes { field after } } } }
    people(knownAt: 3) { totalCount nodes { id name claims { id } mentionedBy { record { id } } } }
    detentions(knownAt: 3) { totalCount nodes { id beganOn condition } }
    eva: person(id: "person/eva", knownAt: 3) { name }
    headcount(on: "2022-01-01", knownAt: 4) { detentions { held presumed possibly } }
    timeline(knownAt: 4) { totalCount }
}"#;

#[tokio::test]
async fn twin_records_that_differ_in_what_is_restricted_answer_the_public_alike() {
    let mut told = Vec::new();
    for condition in ["ill", "recovering"] {
        let story = Story::begins().await;
        let ill = json!({ "condition": condition });
        story.tell(&[("detention/ada", ill.clone())]).await;
        story.tell(&[("person/ada", json!({ "name": "Ada L." }))]).await;
        story.tell(&[("detention/eva", ill)]).await;
        if condition == "ill" {
            // More that only the restricted audience sees, in revisions of the same numbers.
            story.tell(&[("detention/eva", json!({ "condition": "worse" }))]).await;
        } else {
            story.tell(&[("detention/fay", json!({ "condition": "well" }))]).await;
        }
        told.push(story.ask(EVERYTHING).await);
    }
    assert_eq!(told[0], told[1]);
    assert_eq!(told[0]["detentions"]["totalCount"], 1);
    assert!(!told[0].to_string().contains("detention/eva"), "{}", told[0]);
    assert_eq!(told[0]["people"]["totalCount"], 1);
}

#[tokio::test]
async fn a_record_by_itself_makes_no_database_of_the_past_and_a_page_makes_one() {
    let story = Story::begins().await;
    story.tell(&[("person/ada", json!({ "name": "Ada L." }))]).await;
    let one = r#"{ detention(id: "detention/ada", knownAt: 1) { beganOn person { name } sources { title } } }"#;
    let before = story.store().statements();
    story.ask(one).await;
    let asked = story.store().statements() - before;
    // Four for each record that nothing is known of: what is said of it, and of its sources; and
    // one for the rulings that decide over the past.
    assert!(asked <= 13, "{asked} statements");
    assert_eq!(story.store().pasts_made(), 0);
    let before = story.store().statements();
    story.ask(one).await;
    assert_eq!(story.store().statements() - before, 0, "it was in memory");
    // Nor do the relations of one, and the rules that ask what others say of it.
    let around = r#"{ person(id: "person/ada", knownAt: 1) { name disputes { rule }
        mentionedBy { record { id } }
        detentions { beganOn custody(on: "2022-01-01") { answer } end { answer { on } } } } }"#;
    let told = story.ask(around).await;
    let held = json!({ "answer": "PRESUMED_HELD" });
    assert_eq!(told["person"]["detentions"][0]["custody"], held);
    assert_eq!(told["person"]["mentionedBy"][0]["record"]["id"], "detention/ada");
    assert_eq!(story.store().pasts_made(), 0);
    let page = "{ people(knownAt: 1) { nodes { name detentions { beganOn } } } }";
    tokio::join!(story.ask(page), story.ask(page), story.ask(page));
    assert_eq!(story.store().pasts_made(), 1);
}
