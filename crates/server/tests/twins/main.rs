//! Twin databases that differ only in what is restricted answer the public alike, to the byte.
//!
//! Every question of the schema is asked of both: the documents are written
//! from the schema itself, so that a field which is added is asked for too.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod documents;
mod plans;
mod schema;
mod submissions;
mod twins;

use async_graphql::Request;
use detente_server::graphql::Api;
use detente_storage::Viewer;
use serde_json::Value;

use self::{schema::Schema, twins::Twin};

/// What one viewer is told by one twin, and with how many statements.
struct Told {
    answer: String,
    statements: u64,
}

impl Told {
    /// Whether the machine was too busy: who waits ten seconds for the one
    /// connection of a database in memory gives up.
    fn gave_up(&self) -> bool {
        self.answer.contains("\"code\":\"INTERNAL\"")
    }

    /// Whether something was asked that nobody can be told.
    fn is_refused(&self) -> bool {
        self.answer.contains("\"errors\":[{")
    }
}

async fn tell(twin: &Twin, viewer: &Viewer, document: &str) -> Told {
    let before = twin.store.statements();
    let answer = twin.api.answer(viewer.clone(), Request::new(document)).await;
    let statements = twin.store.statements() - before;
    let mut answer = serde_json::to_value(&answer).unwrap();
    blank_commitments(&mut answer);
    Told { answer: answer.to_string(), statements }
}

/// What a viewer is told by both. Where one gave up, what it had read by then is
/// in its memory: both are asked until both have read all of it, and then again.
async fn tell_both([one, other]: [&Twin; 2], viewer: &Viewer, document: &str) -> [Told; 2] {
    let mut told = [tell(one, viewer, document).await, tell(other, viewer, document).await];
    for _ in 0..5 {
        if !told.iter().any(Told::gave_up) {
            break;
        }
        tell(one, viewer, document).await;
        tell(other, viewer, document).await;
        told = [tell(one, viewer, document).await, tell(other, viewer, document).await];
    }
    told
}

/// A commitment covers what is withheld, and a hash covers commitments: these
/// alone differ by what nobody may see, and tell nothing of it.
fn blank_commitments(answer: &mut Value) {
    match answer {
        Value::Object(fields) => {
            for (name, value) in fields {
                if matches!(name.as_str(), "hash" | "commitment" | "salt" | "signature") {
                    *value = Value::Null;
                } else {
                    blank_commitments(value);
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(blank_commitments),
        _ => {}
    }
}

async fn schema(api: &Api) -> Schema {
    let asked = Request::new(schema::INTROSPECTION);
    let answer = api.answer(Viewer::public(), asked).await;
    assert!(answer.errors.is_empty(), "{:?}", answer.errors);
    Schema::read(answer.data.into_json().unwrap())
}

#[tokio::test]
async fn the_public_is_told_the_same_by_both_whatever_it_asks() {
    let (one, other) = (twins::one().await, twins::other().await);
    let documents = documents::all(&schema(&one.api).await, &twins::ids());
    assert!(documents.len() > 200, "{} documents", documents.len());
    let mut refused = 0;
    for document in &documents {
        let [told, again] = tell_both([&one, &other], &Viewer::public(), document).await;
        assert_eq!(told.answer, again.answer, "of {document}");
        // What is refused lets go of what is being looked up beside it, at any moment.
        if told.is_refused() {
            refused += 1;
        } else {
            assert_eq!(told.statements, again.statements, "statements of {document}");
        }
        for secret in twins::SECRETS {
            assert!(!told.answer.contains(secret), "{secret} is told by {document}");
        }
    }
    assert!(refused * 2 < documents.len(), "{refused} of {} were refused", documents.len());
}

#[tokio::test]
async fn who_submits_learns_of_nothing_that_is_kept_from_them() {
    let (one, other) = (twins::one().await, twins::other().await);
    let role = detente_storage::Role::Contributor;
    let contributor = Viewer { name: "somebody".to_owned(), role, ..Viewer::public() };
    let mut refused = 0;
    for dry_run in [true, false] {
        for document in submissions::all(dry_run) {
            let told = tell(&one, &contributor, &document).await;
            let again = tell(&other, &contributor, &document).await;
            assert!(told.answer.contains("userErrors"), "{} of {document}", told.answer);
            assert_eq!(told.answer, again.answer, "of {document}");
            if dry_run {
                assert_eq!(told.statements, again.statements, "statements of {document}");
            }
            refused += usize::from(told.answer.contains("code"));
        }
    }
    assert!(refused > 10, "{refused} were refused");
}

#[tokio::test]
async fn who_may_see_it_is_told_what_differs() {
    let (one, other) = (twins::one().await, twins::other().await);
    let keeper = Viewer::owner("keeper");
    let documents = documents::all(&schema(&one.api).await, &twins::ids());
    let mut seen: Vec<&str> = Vec::new();
    let mut differing = 0;
    for document in &documents {
        let told = tell(&one, &keeper, document).await;
        differing += usize::from(told.answer != tell(&other, &keeper, document).await.answer);
        seen.extend(twins::SECRETS.iter().filter(|secret| told.answer.contains(**secret)));
    }
    assert!(differing > 50, "{differing} of {}", documents.len());
    for secret in twins::SECRETS.iter().filter(|secret| secret.starts_with("one-")) {
        assert!(seen.contains(secret), "{secret} is shown to nobody: the test hides nothing");
    }
}
