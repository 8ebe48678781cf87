//! Released from one detention on a day on which another holds the person still.

use super::{Crossing, CrossingSide, Life};
use crate::{DomainRule, EndModality, ending, shown_held_on};

/// How wide the day of a release may be for its days to be asked one by one.
const DAYS: i64 = 366;

/// Each detention that ended in liberty while another certainly went on.
pub(super) fn released_still_held(life: &Life<'_>) -> Vec<Crossing> {
    let mut found = Vec::new();
    for (id, detention) in &life.detentions {
        let left = matches!(
            detention.end_modality,
            Some(EndModality::DiedInCustody | EndModality::Escaped | EndModality::Exchanged)
        );
        let Some(on) = detention.stated_end(life.around).filter(|_| !left) else { continue };
        let (Some(first), Some(last)) = (on.earliest(), on.latest()) else { continue };
        let span = first.days_until(last);
        // A detention that holds until this very day, too, is an overlap, and told as one: unless
        // it is said that the person was let go, and not only that it ended.
        let let_go = detention.end_modality.is_some() || detention.release.is_some();
        // A day alone says nothing of how it ended.
        let released =
            detention.end_modality.map_or(detention.release.is_some(), EndModality::lets_go);
        let held_before =
            || first.plus_days(-1).and_then(|day| shown_held_on(detention, life.around, day));
        if span > DAYS || !let_go && held_before().is_some() {
            continue;
        }
        for (other_id, other) in life.detentions.iter().filter(|(other, _)| other != id) {
            let mut days = (0..=span).map_while(|away| first.plus_days(away));
            let Some(shown) = shown_held_on(other, life.around, first) else { continue };
            if !days.all(|day| shown_held_on(other, life.around, day).is_some()) {
                continue;
            }
            let ended = if released { "released" } else { "custody ended" };
            let (freed, held) = (format!("{ended} on {on}"), format!("in custody on {on}"));
            found.push(Crossing {
                breaks: DomainRule::ReleasedStillHeld,
                rule: format!("{freed}, and {held} in another detention"),
                sides: [
                    CrossingSide::of((*id).clone(), freed, ending(detention)),
                    CrossingSide::of((*other_id).clone(), held, shown),
                ],
            });
        }
    }
    found
}
