//! Dossiers as JSON; in TOML core writes them.

use detente_core::NewClaim;
use serde_json::{Map, Value, json};

/// The beginning of the file.
pub(super) fn head(title: &str, author: &str) -> String {
    let heading = json!({ "title": title, "author": author });
    format!("{{\"dossier\": {heading}, \"claim\": [\n")
}

/// The claims on one record.
pub(super) fn claims(claims: &[NewClaim]) -> String {
    claims.iter().map(claim).collect::<Vec<_>>().join(",\n")
}

fn claim(NewClaim { claim, new, .. }: &NewClaim) -> String {
    let mut told = Map::new();
    let mut tell = |name: &str, value: Value| told.insert(name.to_owned(), value);
    tell("source", json!(claim.source));
    tell("read_on", json!(claim.read_on));
    tell("subject", json!(claim.subject));
    if *new {
        tell("new", json!(true));
    }
    if let Some(voice) = &claim.said_by {
        tell("said_by", json!(voice));
    }
    if claim.denies {
        tell("denies", json!(true));
    }
    tell("states", serde_json::from_str(claim.states.as_str()).unwrap_or_default());
    if !claim.quotes.is_empty() {
        tell("quotes", json!(claim.quotes));
    }
    Value::Object(told).to_string()
}
