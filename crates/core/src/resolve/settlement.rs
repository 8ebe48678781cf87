//! Settlements: by which claims the keepers settled what records say against each other.

use std::collections::BTreeMap;

use super::{Conflict, Merged, Party};
use crate::{Audience, Decision, EntryId, RecordId, Ruling, lies_within, respelled};

/// The claims by which the keepers settled fields of records, each with the revision that did.
///
/// A settlement says: on this field, this claim is right. So it settles every
/// contradiction with other records in which the claim takes a side, and on whose
/// fields nothing was said later, by whatever side.
#[derive(Clone, Debug, Default)]
pub struct Settlements(BTreeMap<(RecordId, String), (EntryId, EntryId)>);

impl Settlements {
    /// From rulings in any order, as one audience is led by merges. Of those on
    /// one field of a record the latest counts.
    #[must_use]
    pub fn of(rulings: &[(EntryId, Ruling)], merged: &Merged, audience: Audience) -> Self {
        let mut latest: BTreeMap<(RecordId, String), (EntryId, EntryId)> = BTreeMap::new();
        for (at, ruling) in rulings {
            let Decision::Settle { subject, field, entry } = &ruling.decision else { continue };
            let home = merged.home(audience, subject).clone();
            let field = merged.path(audience, &respelled(home.noun(), field));
            let ruled = latest.entry((home, field)).or_insert((*at, *entry));
            *ruled = (*ruled).max((*at, *entry));
        }
        Self(latest)
    }

    /// A contradiction between records, settled if the keepers did: then the
    /// side that they chose comes first. On its fields something was said last in this revision.
    #[must_use]
    pub fn settle(&self, mut conflict: Conflict, last_said: u64) -> Conflict {
        let upheld = conflict.sides.iter().enumerate();
        let upheld = upheld.filter_map(|(at, side)| Some((self.upheld(side)?, at)));
        let Some((ruled, chosen)) = upheld.max() else { return conflict };
        if last_said <= ruled {
            conflict.sides[..=chosen].rotate_right(1);
            conflict.settled = true;
        }
        conflict
    }

    /// The revision since which a side is upheld: every record that it is told of
    /// by one of the claims that tell it.
    fn upheld(&self, side: &Party) -> Option<u64> {
        let of_record = |record: &RecordId| {
            let settled = self.0.iter().filter(|((subject, ruled), (_, entry))| {
                subject == record
                    && side.fields.iter().any(|field| lies_within(field, ruled))
                    && side.witnesses.iter().any(|witness| witness.entry == *entry)
            });
            settled.map(|(_, (at, _))| at.revision).max()
        };
        let each = side.records.iter().map(of_record).collect::<Option<Vec<u64>>>()?;
        each.into_iter().min()
    }
}
