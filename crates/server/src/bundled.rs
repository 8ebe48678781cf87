//! The bundled dossier: what a new database begins with.

use detente_core::dossier;
use detente_storage::{StoreError, Viewer};

use crate::{boxed, graphql::Service};

/// The files of the dossier, in the order in which they are added.
const FILES: [(&str, &str); 3] = [
    ("belarus-1-article.toml", include_str!("../../../data/belarus-1-article.toml")),
    ("belarus-2-monitors.toml", include_str!("../../../data/belarus-2-monitors.toml")),
    ("belarus-3-sanctions.toml", include_str!("../../../data/belarus-3-sanctions.toml")),
];

/// Begins an empty ledger with the dossier. Gives how many claims were added.
#[boxed]
pub async fn load(service: &Service) -> Result<usize, StoreError> {
    // To a mirror nothing is added but what its origin adds.
    if service.store.head().await? > 0 || service.store.mirror_of().await?.is_some() {
        return Ok(0);
    }
    let drafts = FILES.iter().map(|(name, text)| {
        let reading = dossier::read(name, text.as_bytes());
        if !reading.faults.is_empty() {
            return Err(StoreError::Refused(reading.faults));
        }
        Ok(service.draft(reading.submission, Vec::new(), String::new()))
    });
    let drafts = drafts.collect::<Result<_, _>>()?;
    service.store.found(&Viewer::owner("Détente's editors"), drafts).await
}
