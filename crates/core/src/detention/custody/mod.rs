//! Custody: who is held on a day, since when at the latest, and for how long.
//!
//! A day counts as held where the person was held when it ended: so the day of
//! a release is the first day of liberty, and a day is never counted twice.

mod died;
mod freed;
mod served;
mod shown;
mod stay;
#[cfg(test)]
mod tests;

pub(crate) use self::died::deaths;
use self::died::died_in_stays;
use self::served::served;
pub use self::shown::shown_held_on;
pub(super) use self::{died::alive_after_death, freed::held_and_free};
use super::{Detention, Stay};
use crate::{
    Contradiction, Day, DomainRule, PartialDate, Span, Surroundings, vocabulary::vocabulary,
};

vocabulary! {
    /// Whether a person was in custody on a day, as far as is known.
    pub enum CustodyOn {
        /// The person was not held.
        NotHeld = "not_held",
        /// What is known allows both.
        PossiblyHeld = "possibly_held",
        /// The person was held before, nobody says that it ended, and no sentence that is known was over.
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

/// When someone last saw the person held, as closely as it is known.
#[must_use]
pub fn last_seen(detention: &Detention) -> Option<PartialDate> {
    let held = detention.stays.iter().filter(|stay| stay.is_held());
    held.filter_map(|stay| stay.seen_on).max_by_key(|seen| seen.earliest())
}

/// The first day by which the person was certainly held.
fn held_by(detention: &Detention) -> Option<Day> {
    let stays = detention.stays.iter().filter_map(Stay::held_by);
    detention.began_on.and_then(PartialDate::latest).into_iter().chain(stays).min()
}

/// The last day on which the person was certainly held, apart from the end.
fn held_still(detention: &Detention) -> Option<Day> {
    let stays = detention.stays.iter().filter_map(Stay::held_still);
    detention.began_on.and_then(PartialDate::earliest).into_iter().chain(stays).max()
}

/// The first day on which the person can have been held.
fn held_since(detention: &Detention) -> Option<Day> {
    detention.began_on.and_then(PartialDate::earliest)
}

/// The days on which the person is shown to be held, as closely as they are known.
fn shown_held(detention: &Detention) -> Vec<PartialDate> {
    let stays = detention.stays.iter().flat_map(Stay::shown_held).map(|(_, on)| on);
    detention.began_on.into_iter().chain(stays).collect()
}

/// Whether anybody says that it ended, be it without a day.
fn has_ended(detention: &Detention, around: &Surroundings) -> bool {
    detention.stated_end(around).is_some()
        || detention.end_modality.is_some()
        || detention.release.is_some()
}

/// Whether the person was held on a day.
#[must_use]
pub fn custody_on(detention: &Detention, around: &Surroundings, day: Day) -> CustodyOn {
    let end = detention.stated_end(around);
    let died = around.death_in(detention);
    let mut ends = end.into_iter().chain(died).chain(died_in_stays(detention));
    let over = ends.any(|end| end.certainly_on_or_before(day));
    if over || held_since(detention).is_some_and(|first| day < first) {
        return CustodyOn::NotHeld;
    }
    let stays = &detention.stays;
    let seen = |held: bool| stays.iter().any(|stay| stay.is_held() == held && stay.is_seen_on(day));
    match (seen(true), seen(false)) {
        // Nobody says which came last.
        (true, true) => return CustodyOn::PossiblyHeld,
        (true, false) => return CustodyOn::Held,
        _ => {}
    }
    let shown = shown_held(detention);
    if stays.iter().any(|stay| stay.frees(day, &shown)) {
        return CustodyOn::NotHeld;
    }
    let may_be_free = stays.iter().any(|stay| stay.may_free(day, &shown));
    if may_be_free || held_by(detention).is_none_or(|by| day < by) {
        return CustodyOn::PossiblyHeld;
    }
    let held_later = held_still(detention).is_some_and(|still| day <= still);
    let ends_later = end.and_then(PartialDate::earliest).is_some_and(|first| day < first);
    let may_be_dead = died.is_some_and(|died| died.possibly_on_or_before(day));
    let may_have_ended =
        may_be_dead || has_ended(detention, around) || served(&detention.sentences, day);
    match (held_later || ends_later, may_have_ended) {
        (true, _) => CustodyOn::Held,
        (false, true) => CustodyOn::PossiblyHeld,
        (false, false) => CustodyOn::PresumedHeld,
    }
}

/// For how many days the person was held, up to a day where it goes on.
#[must_use]
pub fn days_held(detention: &Detention, around: &Surroundings, as_of: Day) -> DaysHeld {
    let end = detention.stated_end(around);
    let died = around.death_in(detention).into_iter().chain(died_in_stays(detention));
    let as_of = died.filter_map(PartialDate::latest).fold(as_of, Ord::min);
    let last_end = end.and_then(PartialDate::latest).unwrap_or(Day::LAST).min(as_of);
    // The day after the last one that is certain: the span leaves out its end.
    let still = held_still(detention).and_then(|still| still.plus_days(1));
    let sure_end = end.and_then(PartialDate::earliest).max(still).map(|sure| sure.min(last_end));
    let sure_since = held_by(detention).max(held_since(detention));
    if detention.stays.iter().all(Stay::is_held) {
        let between = |from: Option<Day>, to: Option<Day>| Some(from?.days_until(to?).max(0));
        let least = between(sure_since, sure_end).unwrap_or(0);
        return DaysHeld { least, most: between(held_since(detention), Some(last_end)) };
    }
    // With times at liberty in between, the days are asked one by one.
    let count = |from: Option<Day>, to: Option<Day>, counts: fn(CustodyOn) -> bool| {
        let days = from?.days_until(to?);
        let day = |away: i64| from?.plus_days(away);
        let asked =
            (0..days).filter_map(day).filter(|day| counts(custody_on(detention, around, *day)));
        i64::try_from(asked.count()).ok()
    };
    DaysHeld {
        least: count(sure_since, sure_end, |on| on == CustodyOn::Held).unwrap_or(0),
        most: count(held_since(detention), Some(last_end), |on| on != CustodyOn::NotHeld),
    }
}

/// The span outside which the person was certainly not held: what a search by
/// day looks through before it asks the rule.
#[must_use]
pub fn held_span(detention: &Detention, around: &Surroundings) -> Span {
    let released = || around.released_within.get(detention.release.as_ref()?);
    let last = match (detention.ended_on, released()) {
        (None, Some(released)) => released.last,
        _ => detention.stated_end(around).and_then(PartialDate::latest),
    };
    Span { first: held_since(detention), last }
}

/// The fields that say that custody ended, as far as they are stated.
pub(crate) fn ending(detention: &Detention) -> Vec<String> {
    let stated = [
        ("ended_on", detention.ended_on.is_some()),
        ("end_modality", detention.end_modality.is_some()),
        ("release", detention.release.is_some()),
    ];
    let stated = stated.into_iter().filter(|(_, stated)| *stated);
    stated.map(|(field, _)| field.to_owned()).collect()
}

/// A release, by its own record, before the detention began.
pub(super) fn released_before_the_beginning(
    detention: &Detention,
    around: &Surroundings,
) -> Option<Contradiction> {
    let (began, end) = (detention.began_on?, detention.stated_end(around)?);
    let released = detention.ended_on.is_none() && end.certainly_precedes(began);
    released.then(|| Contradiction {
        breaks: DomainRule::OutOfOrder,
        rule: format!("released on {end}, and began on {began}"),
        sides: [
            (format!("released on {end}"), ending(detention)),
            (format!("began on {began}"), vec!["began_on".to_owned()]),
        ],
    })
}

/// Where a person was held after the detention is said to have ended, or
/// before it is said to have begun.
pub(super) fn held_outside(
    detention: &Detention,
    around: &Surroundings,
) -> impl Iterator<Item = Contradiction> {
    let end = detention.stated_end(around);
    let before =
        |on: PartialDate| detention.began_on.is_some_and(|began| on.certainly_precedes(began));
    let after = move |on: PartialDate| end.is_some_and(|end| end.certainly_precedes(on));
    let early = every_shown(detention, before).rev().filter_map(|(stay, how)| {
        let began = detention.began_on?;
        Some(Contradiction {
            breaks: DomainRule::HeldBeforeTheBeginning,
            rule: format!("began on {began}, and {how}"),
            sides: [
                (format!("began on {began}"), vec!["began_on".to_owned()]),
                (how, vec![format!("stays.{}", stay.key)]),
            ],
        })
    });
    let late = every_shown(detention, after).filter_map(move |(stay, how)| {
        let end = end?;
        Some(Contradiction {
            breaks: match detention.ended_on {
                Some(_) => DomainRule::HeldAfterTheEnd,
                None => DomainRule::ReleasedStillHeld,
            },
            rule: format!("ended on {end}, and {how}"),
            sides: [
                (format!("ended on {end}"), ending(detention)),
                (how, vec![format!("stays.{}", stay.key)]),
            ],
        })
    });
    early.chain(late)
}

/// The day of the release, by its own record, and another day on which custody is said to have ended.
pub(super) fn released_another_day(
    detention: &Detention,
    around: &Surroundings,
) -> Option<Contradiction> {
    let ended = detention.ended_on?;
    let released = *around.released_on.get(detention.release.as_ref()?)?;
    let breaks = if released.certainly_precedes(ended) {
        DomainRule::ReleasedStillHeld
    } else if ended.certainly_precedes(released) {
        DomainRule::HeldAfterTheEnd
    } else {
        return None;
    };
    Some(Contradiction {
        breaks,
        rule: format!("ended on {ended}, and released on {released}"),
        sides: [
            (format!("ended on {ended}"), vec!["ended_on".to_owned()]),
            (format!("released on {released}"), vec!["release".to_owned()]),
        ],
    })
}

/// Every stay that shows the person held on such a day, and how it does: the latest first, for
/// whoever is right about it is right about every day before.
fn every_shown(
    detention: &Detention,
    on_such: impl Fn(PartialDate) -> bool,
) -> impl DoubleEndedIterator<Item = (&Stay, String)> {
    let last = |stay| {
        let shown = Stay::shown_held(stay).filter(|(_, on)| on_such(*on));
        let (how, on) = shown.max_by_key(|(_, on)| *on)?;
        Some((on, stay, format!("{how} {on}")))
    };
    let mut every: Vec<_> = detention.stays.iter().filter_map(last).collect();
    every.sort_by_key(|(on, ..)| std::cmp::Reverse(*on));
    every.into_iter().map(|(_, stay, how)| (stay, how))
}
