//! Times at liberty in the midst of a detention, against those in custody.

use super::{Stay, every_shown};
use crate::{Contradiction, Detention, DomainRule, PartialDate};

/// Where one stay shows the person held on days on which another says that the
/// person was free. Who was let go and taken again was free no longer, so that only a time at
/// liberty of which the end is told too can be contradicted.
pub(in crate::detention) fn held_and_free(
    detention: &Detention,
) -> impl Iterator<Item = Contradiction> {
    let free = detention.stays.iter().filter(|stay| !stay.is_held());
    let spans = free.filter_map(|free| Some((free, free.since?, free.until?)));
    spans.flat_map(|(free, since, until)| {
        let within =
            move |on: PartialDate| since.certainly_precedes(on) && on.certainly_precedes(until);
        let says = format!("at liberty from {since} to {until}");
        every_shown(detention, within).map(move |(held, how)| {
            let fields = |stay: &Stay| vec![format!("stays.{}", stay.key)];
            Contradiction {
                breaks: DomainRule::ReleasedStillHeld,
                rule: format!("{says}, and {how}"),
                sides: [(says.clone(), fields(free)), (how, fields(held))],
            }
        })
    })
}
