//! By which of its fields a detention shows the person held on a day.

use super::{CustodyOn, custody_on, ending};
use crate::{Day, Detention, PartialDate, Surroundings};

/// The fields that show the person certainly held on a day; none where that is
/// not certain.
#[must_use]
pub fn shown_held_on(
    detention: &Detention,
    around: &Surroundings,
    day: Day,
) -> Option<Vec<String>> {
    if custody_on(detention, around, day) != CustodyOn::Held {
        return None;
    }
    let seen = |on: PartialDate| (on.earliest(), on.latest()) == (Some(day), Some(day));
    let held = || detention.stays.iter().filter(|stay| stay.is_held());
    if let Some(stay) = held().find(|stay| stay.seen_on.is_some_and(seen)) {
        return Some(vec![format!("stays.{}.seen_on", stay.key)]);
    }
    let mut shown: Vec<(PartialDate, Vec<String>)> = Vec::new();
    let mut note = |on: Option<PartialDate>, field: Vec<String>| {
        shown.extend(on.map(|on| (on, field)));
    };
    note(detention.began_on, vec!["began_on".to_owned()]);
    for stay in held() {
        for (on, field) in [(stay.since, "since"), (stay.seen_on, "seen_on"), (stay.until, "until")]
        {
            note(on, vec![format!("stays.{}.{field}", stay.key)]);
        }
    }
    note(detention.stated_end(around), ending(detention));
    // The nearest before the day, and the nearest after it.
    let before = shown.iter().filter(|(on, _)| on.certainly_on_or_before(day));
    let before = before.max_by_key(|(on, _)| on.latest());
    let after = shown.iter().filter(|(on, _)| !on.possibly_before(day));
    let after = after.min_by_key(|(on, _)| on.earliest());
    let mut fields = Vec::new();
    for field in before.into_iter().chain(after).flat_map(|(_, fields)| fields) {
        if !fields.contains(field) {
            fields.push(field.clone());
        }
    }
    Some(fields)
}
