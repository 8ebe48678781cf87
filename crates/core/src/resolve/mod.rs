//! Resolution: from the live claims on a subject to its record. Pure.
//!
//! The rule, per field: of each voice the latest reading is live; a deprecated
//! claim is heard only where nobody else speaks; the highest rank wins, within
//! it the latest published, then the latest added; of the values that agree
//! with that one, the most precise speaks.

mod account;
mod conflict;
mod contested;
mod dispute;
mod docket;
mod explained;
mod heard;
mod hearing;
mod merged;
mod odds;
mod settlement;
mod settling;
mod told;

pub use account::{Account, Origin, Reason, Without, Witness};
pub use conflict::{Conflict, Party};
pub use contested::{Answer, SideAnswer};
pub use dispute::{Contradiction, Dispute, DisputeKind, DomainRule, Impossible, Side};
pub(crate) use docket::remove;
pub use docket::{Admitted, Document, hear, hidden_fields};
pub use explained::{Explanation, Loss, Lost, explain};
pub use heard::{Heard, Rank, Surroundings};
pub use merged::{MergeError, Merged};
pub use settlement::Settlements;
pub use settling::Settling;
pub use told::told;

use self::hearing::Hearing;
use crate::{Id, Noun, Record, Source};

/// Settles the record of a subject from the claims on it that are heard.
#[must_use]
pub fn resolve<N: Noun>(id: Id<N>, mut heard: Vec<Heard<N>>, around: &Surroundings) -> Record<N> {
    in_turn(&mut heard);
    if let [only] = heard.as_slice()
        && only.speaks_plainly()
        && only.states.contradictions(around).is_empty()
    {
        let account = Account::of_one(vec![Witness::of(only)]);
        return Record { id, fields: only.states.clone(), account };
    }
    Hearing { heard: &heard, around }.record(id)
}

/// The order of liveness: what stands later in a voice replaces what stands earlier.
fn in_turn<N: Noun>(heard: &mut [Heard<N>]) {
    if N::NAME == Source::NAME {
        // Sources weigh claims. Were they weighed by sources in turn, it would be in a circle.
        heard.iter_mut().for_each(Heard::weigh_by_rank_alone);
    }
    heard.sort_by_key(Heard::turn);
}

#[cfg(test)]
mod tests;
