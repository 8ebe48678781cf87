//! Custody: who is held on a day, since when at the latest, and for how long.
//!
//! A day counts as held where the person was held when it ended: so the day of
//! a release is the first day of liberty, and a day is never counted twice.

use super::{Detention, Stay};
use crate::{Contradiction, Day, PartialDate, Surroundings, vocabulary::vocabulary};

vocabulary! {
    /// Whether a person was in custody on a day, as far as is known.
    pub enum CustodyOn {
        /// The person was not held.
        NotHeld = "not_held",
        /// What is known allows both.
        PossiblyHeld = "possibly_held",
        /// The person was held before, and nobody says that it ended.
        PresumedHeld = "presumed_held",
        /// The person was held.
        Held = "held",
    }
}

/// The days a detention can have lasted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DaysHeld {
    /// At least so many days.
    pub least: i64,
    /// At most so many days; silent where the beginning is not known.
    pub most: Option<i64>,
}

/// The span outside which a person was certainly not held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeldSpan {
    /// The first day it can have been; silent where nobody says.
    pub since: Option<Day>,
    /// The last day it can have been; silent while nobody says that it ended.
    pub until: Option<Day>,
}

impl Stay {
    fn is_held(&self) -> bool {
        self.custody.is_none_or(super::Custody::is_held)
    }

    /// Whether it says that the person was at liberty on a day.
    fn frees(&self, day: Day) -> bool {
        !self.is_held()
            && self.since.and_then(PartialDate::latest).is_some_and(|since| since <= day)
            && self.until.is_none_or(|until| until.earliest().is_some_and(|end| day < end))
    }
}

/// The days on which the person was certainly held, by someone's observation.
fn seen(detention: &Detention) -> impl Iterator<Item = (&Stay, PartialDate)> {
    let held = detention.stays.iter().filter(|stay| stay.is_held());
    held.filter_map(|stay| Some((stay, stay.seen_on?)))
}

/// The last day on which someone saw the person held.
#[must_use]
pub fn last_seen(detention: &Detention) -> Option<Day> {
    seen(detention).filter_map(|(_, on)| on.earliest()).max()
}

/// The first day by which the person was certainly held.
fn held_by(detention: &Detention) -> Option<Day> {
    let held = detention.stays.iter().filter(|stay| stay.is_held());
    let began = held.filter_map(|stay| stay.since?.latest());
    let seen = seen(detention).filter_map(|(_, on)| on.latest());
    detention
        .began_on
        .and_then(PartialDate::latest)
        .into_iter()
        .chain(began)
        .chain(seen)
        .min()
}

/// The first day on which the person can have been held.
fn held_since(detention: &Detention) -> Option<Day> {
    detention.began_on.and_then(PartialDate::earliest)
}

/// Whether the person was held on a day.
#[must_use]
pub fn custody_on(detention: &Detention, around: &Surroundings, day: Day) -> CustodyOn {
    let end = detention.end(around);
    let over = end.and_then(PartialDate::latest).is_some_and(|last| last <= day);
    if over
        || held_since(detention).is_some_and(|first| day < first)
        || detention.stays.iter().any(|stay| stay.frees(day))
    {
        return CustodyOn::NotHeld;
    }
    if held_by(detention).is_none_or(|by| day < by) {
        return CustodyOn::PossiblyHeld;
    }
    let seen_since = last_seen(detention).is_some_and(|seen| day <= seen);
    let ends_later = end.and_then(PartialDate::earliest).is_some_and(|first| day < first);
    let ended = end.is_some() || detention.end_modality.is_some() || detention.release.is_some();
    match (seen_since || ends_later, ended) {
        (true, _) => CustodyOn::Held,
        (false, true) => CustodyOn::PossiblyHeld,
        (false, false) => CustodyOn::PresumedHeld,
    }
}

/// For how many days the person was held, up to a day where it goes on.
#[must_use]
pub fn days_held(detention: &Detention, around: &Surroundings, as_of: Day) -> DaysHeld {
    let end = detention.end(around);
    let ended = end.is_some() || detention.end_modality.is_some() || detention.release.is_some();
    let earliest_end = end.and_then(PartialDate::earliest);
    let sure_until = earliest_end.or_else(|| last_seen(detention)).or(held_by(detention));
    let sure_until = if ended { sure_until } else { sure_until.max(last_seen(detention)) };
    let until = end.and_then(PartialDate::latest).unwrap_or(as_of).min(as_of);
    let between = |from: Option<Day>, to: Option<Day>| Some(from?.days_until(to?).max(0));
    DaysHeld {
        least: between(held_by(detention), sure_until.map(|sure| sure.min(as_of))).unwrap_or(0),
        most: between(held_since(detention), Some(until)),
    }
}

/// The span outside which the person was certainly not held: what a search by
/// day looks through before it asks the rule.
#[must_use]
pub fn held_span(detention: &Detention, around: &Surroundings) -> HeldSpan {
    let until = detention.end(around).and_then(|end| end.latest());
    HeldSpan { since: held_since(detention), until }
}

/// Where a person was seen held after the detention is said to have ended.
pub(super) fn seen_after_the_end(
    detention: &Detention,
    around: &Surroundings,
) -> Option<Contradiction> {
    let end = detention.end(around)?;
    let last = end.latest()?;
    let (stay, seen) =
        seen(detention).find(|(_, seen)| seen.earliest().is_some_and(|day| last < day))?;
    let stated = [
        ("ended_on", detention.ended_on.is_some()),
        ("end_modality", detention.end_modality.is_some()),
        ("release", detention.release.is_some()),
    ];
    let ended = stated.into_iter().filter(|(_, stated)| *stated);
    Some(Contradiction {
        rule: format!("ended on {end}, and seen held on {seen}"),
        sides: [
            (format!("ended on {end}"), ended.map(|(field, _)| field.to_owned()).collect()),
            (format!("held on {seen}"), vec![format!("stays.{}", stay.key)]),
        ],
    })
}
