//! What one document tells of a subject, with nobody else heard.

use super::{Document, Merged, Surroundings, hear, resolve};
use crate::{Audience, Claim, Decision, EntryId, Id, Noun, Record, Ruling, Scope};

/// The record as it would be if only these claims had ever been made. They are
/// claims that the asker may see and that speak.
pub fn told<N: Noun>(
    id: &Id<N>,
    claims: &[(EntryId, Claim)],
) -> Result<Record<N>, (EntryId, serde_json::Error)> {
    let accepted = claims.iter().map(|(entry, _)| {
        let decision = Decision::Accept { entries: Scope::of(*entry) };
        (*entry, Ruling { author: String::new(), reason: String::new(), decision })
    });
    let rulings: Vec<_> = accepted.collect();
    let document = |source: &Id<_>| Document::of(source, None);
    let (id_of, apart) = (id.as_record_id(), Merged::default());
    let docket = hear::<N>(id_of, claims, &rulings, &apart, Audience::Restricted, document)?;
    Ok(resolve(id.clone(), docket.heard, &Surroundings::default()))
}
