//! Times at liberty in the midst of a detention, against those in custody.

use super::{Stay, first_shown};
use crate::{Contradiction, Detention, DomainRule, PartialDate};

/// Where one stay shows the person held on days on which another says that the
/// person was free. Who was let go and taken again was free no longer, so that only a time at
/// liberty of which the end is told too can be contradicted.
pub(in crate::detention) fn held_and_free(detention: &Detention) -> Option<Contradiction> {
    detention.stays.iter().filter(|stay| !stay.is_held()).find_map(|free| {
        let (since, until) = (free.since?, free.until?);
        let within = |on: PartialDate| since.certainly_precedes(on) && on.certainly_precedes(until);
        let (held, how) = first_shown(detention, within)?;
        let says = format!("at liberty from {since} to {until}");
        let fields = |stay: &Stay| vec![format!("stays.{}", stay.key)];
        Some(Contradiction {
            breaks: DomainRule::ReleasedStillHeld,
            rule: format!("{says}, and {how}"),
            sides: [(says, fields(free)), (how, fields(held))],
        })
    })
}
