//! The bundled dossier: what a new database begins with.

use detente_core::{Seed, dossier};
use detente_storage::{Draft, StoreError, Viewer};

use crate::graphql::Service;

/// The files of the dossier, in the order in which they are added.
const FILES: [(&str, &str); 3] = [
    ("belarus-1-article.toml", include_str!("../../../data/belarus-1-article.toml")),
    ("belarus-2-monitors.toml", include_str!("../../../data/belarus-2-monitors.toml")),
    ("belarus-3-sanctions.toml", include_str!("../../../data/belarus-3-sanctions.toml")),
];

/// Adds the dossier to a ledger that is empty, or in which a start before this
/// one was cut off while adding it. Gives how many claims were added.
pub async fn load(service: &Service) -> Result<usize, StoreError> {
    let head = service.store.head().await?;
    // To a mirror nothing is added but what its origin adds.
    if head >= FILES.len() as u64 || service.store.mirror_of().await?.is_some() {
        return Ok(0);
    }
    let begun = service.store.revisions(0, None, FILES.len() as u64).await?;
    let keepers = Viewer::owner("Détente's editors");
    let mut added = 0;
    for (at, (name, text)) in FILES.iter().enumerate() {
        let reading = dossier::read(name, text.as_bytes());
        if !reading.faults.is_empty() {
            return Err(StoreError::Refused(reading.faults));
        }
        if let Some(revision) = begun.get(at) {
            if revision.message.as_deref() == Some(reading.submission.message.as_str()) {
                continue;
            }
            return Ok(added);
        }
        let draft = Draft {
            submission: reading.submission,
            rulings: Vec::new(),
            reason: String::new(),
            made_at: (service.clock)(),
            seed: Seed((service.randomness)()),
        };
        added += service.store.append(&keepers, draft).await?.added;
    }
    Ok(added)
}
