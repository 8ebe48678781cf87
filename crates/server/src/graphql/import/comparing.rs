//! What an edition says is laid beside what the record holds in the word of its list.

use std::collections::BTreeSet;

use detente_core::{Id, NewClaim, RecordId, Source};
use detente_formats::{Changes, Difference, KnownEdition};
use detente_storage::HeldEdition;

use super::reading::Read;
use crate::graphql::{asking::Asking, error::ApiError};

/// So many claims are compared at a time.
const BATCH: usize = 1000;

/// What an edition changes of what was known of its list.
#[derive(Default)]
pub(super) struct Compared {
    /// The newest edition that was known before.
    pub previous: Option<HeldEdition>,
    /// Whether that is newer than this one.
    pub is_older: bool,
    /// How much is added, changed and gone.
    pub changes: Changes,
    /// The measures that are no longer on the list.
    pub left: Vec<RecordId>,
}

/// The claims of an edition that are new, and what they come to.
pub(super) async fn compared(
    asking: &Asking,
    read: Read,
) -> Result<(Vec<NewClaim>, Compared), ApiError> {
    let Read { mut claims, edition, digest, .. } = read;
    let Some((source, list, on)) = edition else { return Ok((claims, Compared::default())) };
    let (store, viewer) = (&asking.service.store, &asking.viewer);
    let held = store.editions(viewer, &list).await?;
    let mut read_on = claims.first().map_or(on, |new| new.claim.read_on);
    // The same bytes read again are the same claims: they keep the day they were first read.
    let before = held.iter().find(|edition| edition.source == source);
    if let Some(before) = before.filter(|before| digest.is_some() && before.digest == digest) {
        read_on = before.read_on;
        for new in &mut claims {
            new.claim.read_on = read_on;
        }
    }
    let previous = held.last().cloned();
    let known = previous.clone().map(|edition| KnownEdition {
        source: edition.source,
        on: edition.on,
        read_on: edition.read_on,
    });
    let mut difference = Difference::new(known, KnownEdition { source, on, read_on });
    let sources: BTreeSet<Id<Source>> = held.into_iter().map(|edition| edition.source).collect();
    let mut new: Vec<NewClaim> = Vec::new();
    let mut rest = claims.into_iter();
    loop {
        let batch: Vec<NewClaim> = rest.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            break;
        }
        let subjects = if sources.is_empty() { Vec::new() } else { Read::subjects(&batch) };
        let word = store.in_word_of(viewer, &sources, &subjects).await?;
        for claim in batch {
            let held = word.get(&claim.claim.subject);
            new.extend(difference.claims(claim, held));
        }
    }
    let mut left = Vec::new();
    let mut measures = store.measures_of(&sources).await?;
    measures.retain(|measure| difference.may_have_left(measure));
    for batch in measures.chunks(BATCH) {
        let word = store.in_word_of(viewer, &sources, batch).await?;
        for measure in batch {
            let Some(held) = word.get(measure) else { continue };
            if let Some(claim) = difference.unseen(measure, held) {
                left.push(measure.clone());
                new.push(claim);
            }
        }
    }
    let is_older = difference.is_older();
    Ok((new, Compared { previous, is_older, changes: difference.changes, left }))
}
