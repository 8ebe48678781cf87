//! Two databases that differ only in what is restricted. Nobody in them exists.

use std::sync::Arc;

use detente_core::{
    Claim, Decision, Instant, NewClaim, RecordId, Scope, Seed, Sight, States, Submission, with_noun,
};
use detente_server::graphql::{Api, Service};
use detente_storage::{Draft, Store, Viewer};
use serde_json::{Value, json};

/// Words that only what is restricted holds: of the one twin, and of the other.
pub const SECRETS: [&str; 10] = [
    "one-illness",
    "one-alias",
    "one-hidden",
    "one-pending",
    "one-title",
    "two-illness",
    "two-alias",
    "two-hidden",
    "two-pending",
    "two-title",
];

/// A database, and what answers from it.
pub struct Twin {
    pub store: Store,
    pub api: Api,
}

/// What of a twin is not for the public.
struct Restricted {
    word: &'static str,
    slug: &'static str,
    born_on: &'static str,
    held_since: &'static str,
    country: &'static str,
    released_on: &'static str,
}

pub async fn one() -> Twin {
    Twin::of(&Restricted {
        word: "one",
        slug: "hidden-1",
        born_on: "1970-01-01",
        held_since: "2020-01-01",
        country: "LT",
        released_on: "2023-03-03",
    })
    .await
}

pub async fn other() -> Twin {
    Twin::of(&Restricted {
        word: "two",
        slug: "hidden-2",
        born_on: "1990-12-31",
        held_since: "2024-05-05",
        country: "BY",
        released_on: "2021-01-01",
    })
    .await
}

/// What there is to ask for, for the public or not, and what there is not.
pub fn ids() -> Vec<String> {
    let ids = [
        "person/ada",
        "person/hidden-1",
        "person/nobody",
        "source/secret-file",
        "organization/guild",
        "source/herald",
        "person/hidden-2",
        "detention/ada",
        "place/colony",
        "release/spring",
        "sanction/chalk",
        "agreement/pact",
        "statement/word",
        "indicator/count",
        "event/fair",
    ];
    ids.map(ToOwned::to_owned).to_vec()
}

impl Twin {
    async fn of(restricted: &Restricted) -> Self {
        let store = Store::open("sqlite::memory:").await.unwrap();
        let keeper = Viewer::owner("keeper");
        append(&store, &keeper, ground(), Vec::new()).await;
        append(&store, &keeper, hidden(restricted), hiding()).await;
        let role = detente_storage::Role::Contributor;
        let reader = Viewer { name: "reader".to_owned(), role, ..Viewer::public() };
        append(&store, &reader, pending(restricted), Vec::new()).await;
        append(&store, &keeper, last(), Vec::new()).await;
        let service = Service {
            store: store.clone(),
            clock: Arc::new(|| "2026-01-01T00:00:00Z".parse().unwrap()),
            randomness: Arc::new(|| [7; 32]),
            uploads: detente_server::uploads::Uploads::default(),
        };
        Self { store, api: Api::new(service) }
    }
}

/// What everybody may know.
fn ground() -> Vec<NewClaim> {
    let stay = json!([{ "key": "colony", "place": "place/colony", "custody": "held",
        "since": "2021-02-03", "seen_on": "2022-06-01" }]);
    let sides = json!([{ "key": "side", "by": "organization/guild", "kind": "release",
        "text": "to free them", "promised_on": "2024-02-01", "acts": ["release/spring"] }]);
    let detained = json!({ "person": "person/ada", "country": "BY", "began_on": "2021-02-03",
        "stays": stay, "charges": [{ "key": "first", "article": "342" }],
        "proceedings": [{ "key": "trial", "judge": "person/bel" }] });
    vec![
        says(
            "herald",
            "source/herald",
            json!({ "title": "Herald", "published_on": "2021-05-01",
            "publisher": "organization/guild" }),
        ),
        says("herald", "source/courier", json!({ "title": "Courier" })),
        says("herald", "organization/guild", json!({ "name": "Guild", "country": "BY" })),
        says("herald", "place/colony", json!({ "name": "A colony", "kind": "penal_colony" })),
        says(
            "herald",
            "person/ada",
            json!({ "name": "Ada Lantsova", "nationalities": ["BY"],
            "roles": [{ "key": "clerk", "title": "clerk", "organization": "organization/guild" }] }),
        ),
        says("courier", "person/ada", json!({ "name": "Ada Lancova" })),
        says("herald", "person/bel", json!({ "name": "Bel Harbuz" })),
        says(
            "herald",
            "release/spring",
            json!({ "on": "2024-03-01", "country": "BY", "count": "2",
            "agreement": "agreement/pact" }),
        ),
        says("herald", "detention/ada", detained),
        says("herald", "agreement/pact", json!({ "title": "Pact", "commitments": sides })),
        says(
            "herald",
            "sanction/chalk",
            json!({ "issuer": "organization/guild",
            "target": "organization/guild",
            "actions": [{ "key": "imposed", "kind": "imposed", "on": "2022-01-01",
                "instrument": "Order 1" }] }),
        ),
        says(
            "herald",
            "statement/word",
            json!({ "speaker": "person/bel", "text": "They are free.",
            "said_on": "2024-03-02", "about": ["release/spring"] }),
        ),
        says(
            "herald",
            "indicator/count",
            json!({ "metric": "people held", "unit": "people",
            "points": [{ "key": "march", "on": "2024-03", "quantity": "10" }] }),
        ),
        says(
            "herald",
            "event/fair",
            json!({ "title": "Fair", "began_on": "2024-06-01",
            "places": ["place/colony"] }),
        ),
    ]
}

/// What the keepers hide as they add it, and what a noun restricts by itself.
fn hidden(restricted: &Restricted) -> Vec<NewClaim> {
    let Restricted { word, slug, born_on, held_since, country, released_on } = *restricted;
    let person = format!("person/{slug}");
    let held = json!({ "person": person, "country": country, "began_on": held_since,
        "stays": [{ "key": "colony", "place": "place/colony", "custody": "held" }],
        "proceedings": [{ "key": "trial", "judge": "person/ada", "prosecutor": person }] });
    let imposed = json!([{ "key": "imposed", "kind": "imposed", "on": held_since,
        "instrument": "Order 2" }]);
    let file = json!({ "title": format!("{word}-title"), "published_on": released_on,
        "publisher": "organization/guild" });
    vec![
        says("secret-file", "source/secret-file", file),
        says(
            "secret-file",
            &person,
            json!({ "name": format!("{word}-hidden"),
            "born_on": born_on, "nationalities": [country] }),
        ),
        says("secret-file", "detention/hidden", held),
        says("herald", "detention/ada", json!({ "condition": format!("{word}-illness") })),
        says(
            "herald",
            "person/bel",
            json!({ "born_on": born_on, "names":
            [{ "key": "alias", "text": format!("{word}-alias"), "kind": "alias" }] }),
        ),
        says("herald", "release/winter", json!({ "on": released_on, "country": country })),
        says("secret-file", "person/ada", json!({ "name": format!("{word}-alias") })),
        // On whoever judged in public.
        says(
            "secret-file",
            "sanction/secret",
            json!({ "issuer": "organization/guild", "target": "person/bel", "actions": imposed }),
        ),
    ]
}

fn hiding() -> Vec<Decision> {
    let record = |subject: &str, field: Option<&str>| Decision::Hide {
        what: Sight::Record {
            subject: subject.parse().unwrap(),
            field: field.map(ToOwned::to_owned),
        },
    };
    let claim = |position| Decision::Hide {
        what: Sight::Claims { entries: Scope { revision: None, positions: vec![position] } },
    };
    vec![
        record("source/secret-file", None),
        record("detention/hidden", None),
        record("person/bel", Some("born_on")),
        record("person/bel", Some("names")),
        record("release/winter", None),
        record("sanction/secret", None),
        claim(2),
        claim(7),
    ]
}

/// What waits for the keepers.
fn pending(restricted: &Restricted) -> Vec<NewClaim> {
    let word = restricted.word;
    let name = json!({ "name": format!("{word}-pending"), "nationalities": [restricted.country] });
    vec![says("herald", "person/ada", name)]
}

/// What everybody may know again.
fn last() -> Vec<NewClaim> {
    vec![says("herald", "person/cim", json!({ "name": "Cim Żuk" }))]
}

fn says(source: &str, subject: &str, fields: Value) -> NewClaim {
    let subject: RecordId = subject.parse().unwrap();
    let states = with_noun!(subject.noun(), N => {
        States::of(&serde_json::from_value::<N>(fields).unwrap()).unwrap()
    }, noun => panic!("{noun} is no noun"));
    let claim = Claim {
        subject,
        source: format!("source/{source}").parse().unwrap(),
        said_by: None,
        read_on: "2026-01-01".parse().unwrap(),
        denies: false,
        states,
        quotes: std::collections::BTreeMap::new(),
    };
    NewClaim { claim, new: true, written_at: None }
}

async fn append(store: &Store, viewer: &Viewer, claims: Vec<NewClaim>, rulings: Vec<Decision>) {
    let number = store.head().await.unwrap() + 1;
    let draft = Draft {
        submission: Submission {
            author: viewer.name.clone(),
            message: "A revision".to_owned(),
            claims,
        },
        rulings,
        reason: "It was looked into.".to_owned(),
        made_at: Instant::from_millis(1_767_225_600_000 + number.cast_signed() * 1000).unwrap(),
        seed: Seed([number.to_le_bytes()[0]; 32]),
    };
    store.append(viewer, draft).await.unwrap();
}
