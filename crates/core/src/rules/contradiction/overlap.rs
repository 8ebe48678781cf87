//! One person held in two detentions on one day.

use super::{Crossing, CrossingSide, Life};
use crate::{Day, Detention, DomainRule, Id, PartialDate, Surroundings, shown_held_on};

/// Each two detentions of a person that both certainly hold the person on one day.
pub(super) fn overlapping(life: &Life<'_>) -> Vec<Crossing> {
    let mut found = Vec::new();
    for (at, (one_id, one)) in life.detentions.iter().enumerate() {
        for (other_id, other) in &life.detentions[at + 1..] {
            let Some((day, shown)) = both_held(one, other, life.around) else { continue };
            let [by_one, by_other] = shown;
            let says = |id: &Id<Detention>| format!("in custody on {day} in {id}");
            found.push(Crossing {
                breaks: DomainRule::OverlappingDetentions,
                rule: format!("in custody on {day} in two detentions"),
                sides: [
                    CrossingSide::of((*one_id).clone(), says(one_id), by_one),
                    CrossingSide::of((*other_id).clone(), says(other_id), by_other),
                ],
            });
        }
    }
    found
}

/// The first day on which both certainly hold, with the fields that show it.
///
/// Where two spans overlap, one of them begins within the other: so it is
/// enough to look at the days that the two name.
fn both_held(
    one: &Detention,
    other: &Detention,
    around: &Surroundings,
) -> Option<(Day, [Vec<String>; 2])> {
    let mut days: Vec<Day> = named(one).chain(named(other)).collect();
    days.sort_unstable();
    days.dedup();
    days.into_iter().find_map(|day| {
        let one = shown_held_on(one, around, day)?;
        Some((day, [one, shown_held_on(other, around, day)?]))
    })
}

/// The days on which a time in custody can turn certain.
fn named(detention: &Detention) -> impl Iterator<Item = Day> {
    let stays = detention.stays.iter().flat_map(|stay| [stay.since, stay.seen_on, stay.until]);
    let dates = stays.chain([detention.began_on]).flatten();
    dates.flat_map(|on: PartialDate| [on.earliest(), on.latest()]).flatten()
}
