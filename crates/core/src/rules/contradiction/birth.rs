//! A birth against anything earlier. No record states an age: what a person is
//! said to have done or suffered before being born is what can be told apart.

use super::{Crossing, CrossingSide, Life};
use crate::DomainRule;

/// The first thing in each record that lies certainly before the birth.
pub(super) fn against_earlier(life: &Life<'_>) -> Vec<Crossing> {
    let Some(born) = life.born_on else { return Vec::new() };
    let mut signs = life.signs(|on| on.certainly_precedes(born));
    signs.sort_by(|one, other| (&one.record, one.on).cmp(&(&other.record, other.on)));
    signs.dedup_by(|next, first| next.record == first.record);
    let crossing = signs.into_iter().map(|sign| Crossing {
        breaks: DomainRule::BornAgainstEarlier,
        rule: format!("born on {born}, and {}", sign.says),
        sides: [
            CrossingSide::of(
                life.person.clone(),
                format!("born on {born}"),
                ["born_on".to_owned()],
            ),
            CrossingSide::of(sign.record, sign.says, sign.fields),
        ],
    });
    crossing.collect()
}
