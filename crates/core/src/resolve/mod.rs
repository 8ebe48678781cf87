//! Resolution: from the live claims on a subject to its record. Pure.
//!
//! The rule, per field: of each voice the latest reading is live; a deprecated
//! claim is heard only where nobody else speaks; the highest rank wins, within
//! it the latest published, then the latest added; of the values that agree
//! with that one, the most precise speaks.

mod account;
mod contested;
mod dispute;
mod heard;
mod hearing;
mod settling;

pub use account::{Account, Origin, Reason, Without, Witness};
pub use contested::{Answer, SideAnswer};
pub use dispute::{Contradiction, Dispute, DisputeKind, Impossible, Side};
pub use heard::{Heard, Rank, Surroundings};
pub use hearing::{Document, Hearing, hear, hidden_fields};
pub use settling::Settling;

use crate::{Id, Noun, Record};

/// Settles the record of a subject from the claims on it that are heard.
#[must_use]
pub fn resolve<N: Noun>(id: Id<N>, mut heard: Vec<Heard<N>>, around: &Surroundings) -> Record<N> {
    // The order of liveness: what stands later in a voice replaces what stands earlier.
    heard.sort_by(|one, other| one.turn().cmp(&other.turn()));
    let witnesses: Vec<Witness> = heard.iter().map(Witness::of).collect();
    if let [only] = heard.as_slice()
        && only.speaks_plainly()
    {
        let fields = only.states.clone();
        let account = Account::of_one(witnesses);
        return dispute::with_contradictions(Record { id, fields, account }, &heard, around);
    }
    let mut settling = Settling::new(&heard, None);
    let fields = settling.run(&heard);
    let account = settling.account(witnesses);
    dispute::with_contradictions(Record { id, fields, account }, &heard, around)
}

#[cfg(test)]
mod tests;
