//! What the sources of the story say. Nobody in it exists.

use std::sync::Arc;

use detente_core::{
    Claim, Decision, Detention, EntryId, Instant, NewClaim, Noun, Record, RecordId, Scope, Seed,
    States, Submission, with_noun,
};
use detente_storage::{Appended, Draft, Store, StoreError, Table, Viewer};
use serde_json::{Value, json};

use crate::database::Database;

/// What a source says of a subject, read on the first of January 2026.
pub fn says(source: &str, subject: &str, fields: Value) -> NewClaim {
    read_on("2026-01-01", source, subject, fields)
}

/// What a source says of a subject, as it was read on a day.
pub fn read_on(day: &str, source: &str, subject: &str, fields: Value) -> NewClaim {
    let subject: RecordId = subject.parse().unwrap();
    let states = with_noun!(subject.noun(), N => {
        States::of(&serde_json::from_value::<N>(fields).unwrap()).unwrap()
    }, noun => panic!("{noun} is no noun"));
    let claim = Claim {
        subject,
        source: format!("source/{source}").parse().unwrap(),
        said_by: None,
        read_on: day.parse().unwrap(),
        denies: false,
        states,
        quotes: std::collections::BTreeMap::new(),
    };
    NewClaim { claim, new: true, written_at: None }
}

/// Two newspapers, of 2021 and 2022, a list with two editions, a release, three
/// people of whom one is held, and where.
pub fn ground() -> Vec<NewClaim> {
    let list =
        |on: &str| json!({ "title": "The list", "published_on": on, "edition_of": "source/list" });
    vec![
        says("herald", "source/herald", json!({ "title": "Herald", "published_on": "2021-05-01" })),
        says(
            "courier",
            "source/courier",
            json!({ "title": "Courier", "published_on": "2022-05-01" }),
        ),
        says("list", "source/list", json!({ "title": "The list" })),
        says("list", "source/list-1", list("2021-01-01")),
        says("list", "source/list-2", list("2023-01-01")),
        says("herald", "person/ada", json!({ "name": "Ada Lantsova", "nationalities": ["BY"] })),
        says("herald", "person/bel", json!({ "name": "bel Harbuz" })),
        says("herald", "person/cim", json!({ "name": "Éim Żuk" })),
        says("herald", "place/colony", json!({ "name": "A colony", "kind": "penal_colony" })),
        says("herald", "release/spring", json!({ "on": "2024-03-01", "country": "BY" })),
        says(
            "herald",
            "detention/ada",
            json!({
                "person": "person/ada", "country": "BY", "began_on": "2021-02-03",
                "stays": [{ "key": "colony", "place": "place/colony", "custody": "held" }],
                "charges": [{ "key": "first", "article": "342" }],
            }),
        ),
    ]
}

/// What the ledger adds, and how it is added.
impl Database {
    pub async fn ground(&self) -> Appended {
        self.tell(ground()).await
    }

    pub async fn tell(&self, claims: Vec<NewClaim>) -> Appended {
        tell(&self.store, claims).await
    }

    pub async fn rule(&self, rulings: Vec<Decision>) -> Appended {
        append(&self.store, &editor(), Vec::new(), rulings).await.unwrap()
    }

    /// The record that an audience sees.
    pub async fn record<N: Table>(&self, viewer: &Viewer, slug: &str) -> Option<Arc<Record<N>>> {
        let id = format!("{}/{slug}", N::NAME).parse().unwrap();
        self.store.record::<N>(viewer, &id).await.unwrap()
    }

    pub async fn detention(&self, slug: &str) -> Arc<Record<Detention>> {
        self.record(&public(), slug).await.unwrap()
    }

    pub async fn noun<N: Noun + Table>(&self, slug: &str) -> N {
        self.record::<N>(&public(), slug).await.unwrap().fields.clone()
    }
}

pub async fn tell(store: &Store, claims: Vec<NewClaim>) -> Appended {
    append(store, &editor(), claims, Vec::new()).await.unwrap()
}

/// Adds a revision, at a moment and with salts that follow from its number.
pub async fn append(
    store: &Store,
    viewer: &Viewer,
    claims: Vec<NewClaim>,
    rulings: Vec<Decision>,
) -> Result<Appended, StoreError> {
    store.append(viewer, draft(store, viewer, claims, rulings).await).await
}

/// What `append` adds.
pub async fn draft(
    store: &Store,
    viewer: &Viewer,
    claims: Vec<NewClaim>,
    rulings: Vec<Decision>,
) -> Draft {
    let number = store.head().await.unwrap() + 1;
    let mut seed = [7; 32];
    seed[..8].copy_from_slice(&number.to_be_bytes());
    let author = viewer.name.clone();
    Draft {
        submission: Submission { author, message: "A revision".to_owned(), claims },
        rulings,
        reason: "It was looked into.".to_owned(),
        made_at: Instant::from_millis(1_767_225_600_000 + number.cast_signed() * 1000).unwrap(),
        seed: Seed(seed),
    }
}

pub fn public() -> Viewer {
    Viewer::public()
}

pub fn editor() -> Viewer {
    Viewer::owner("keeper")
}

pub fn contributor() -> Viewer {
    use detente_core::Audience;
    use detente_storage::Role;
    Viewer { name: "reader".to_owned(), role: Role::Contributor, sees: Audience::Public }
}

/// One entry of a revision.
pub fn entry(revision: u64, position: u32) -> Scope {
    Scope::of(EntryId { revision, position })
}

/// The subjects that a revision changed, as text.
pub fn changed(appended: &Appended) -> Vec<&str> {
    appended.changed.texts().collect()
}

/// Silence on everything but what differs from it.
pub fn stated<N: Noun>(fields: &N) -> Value {
    serde_json::to_value(fields).unwrap()
}
