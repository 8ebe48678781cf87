//! What claims say, whatever the order in which they and their elements stand.

use detente_core::NewClaim;
use serde_json::Value;

/// The claims on all but the sources: each with its subject, its elements in the order of what they say.
pub(crate) fn unordered(claims: &[NewClaim]) -> Vec<String> {
    let told = claims.iter().filter(|new| new.claim.subject.noun() != "source").map(|new| {
        let mut states: Value = serde_json::from_str(new.claim.states.as_str()).unwrap();
        for list in
            states.as_object_mut().into_iter().flatten().filter_map(|(_, v)| v.as_array_mut())
        {
            list.sort_by_key(ToString::to_string);
        }
        format!("{} {states}", new.claim.subject)
    });
    let mut told: Vec<String> = told.collect();
    told.sort();
    told
}
