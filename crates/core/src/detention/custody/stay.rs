//! What one stay tells of custody on a day.

use crate::{Custody, Day, PartialDate, Stay};

impl Stay {
    /// Whether it is a time in the hands of the authorities.
    pub(crate) fn is_held(&self) -> bool {
        self.custody.is_none_or(Custody::is_held)
    }

    /// Whether someone saw the person there on this very day.
    pub(crate) fn is_seen_on(&self, day: Day) -> bool {
        let only = |seen: PartialDate| (seen.earliest(), seen.latest()) == (Some(day), Some(day));
        self.seen_on.is_some_and(only)
    }

    /// The days on which it shows the person held, with how it does.
    pub(super) fn shown_held(&self) -> impl Iterator<Item = (&'static str, PartialDate)> {
        let shown = [
            ("seen held on", self.seen_on),
            ("held since", self.since),
            ("held until", self.until),
        ];
        let held = self.is_held();
        shown.into_iter().filter_map(move |(how, on)| Some((how, on?)).filter(|_| held))
    }

    /// The first day by which it shows the person held.
    pub(super) fn held_by(&self) -> Option<Day> {
        self.shown_held().filter_map(|(_, on)| on.latest()).min()
    }

    /// The last day on which it shows the person held still. On the day it
    /// ended the person may have been let go.
    pub(super) fn held_still(&self) -> Option<Day> {
        let held = |day: Option<PartialDate>| day.filter(|_| self.is_held())?.earliest();
        let until = held(self.until).and_then(|until| until.plus_days(-1));
        held(self.seen_on).max(held(self.since)).max(until)
    }

    /// Whether it says that the person was at liberty on a day, given the days
    /// on which the person was held: a time without an end lasts until the next of them.
    pub(super) fn frees(&self, day: Day, held: &[PartialDate]) -> bool {
        let Some(since) = self.since.and_then(PartialDate::latest) else {
            return !self.is_held() && self.is_seen_on(day);
        };
        let may_be_held_again = |on: &PartialDate| {
            on.latest().is_none_or(|last| since < last) && on.possibly_on_or_before(day)
        };
        let lasts = self.until.map_or_else(
            || !held.iter().any(may_be_held_again),
            |until| until.earliest().is_some_and(|end| day < end),
        );
        !self.is_held() && since <= day && lasts
    }

    /// Whether it leaves open that the person was at liberty on a day.
    pub(super) fn may_free(&self, day: Day, held: &[PartialDate]) -> bool {
        if self.is_held() {
            return false;
        }
        let before = |end: PartialDate| end.latest().is_none_or(|last| day < last);
        let held_again = |since: PartialDate| {
            held.iter().any(|on| since.certainly_precedes(*on) && on.certainly_on_or_before(day))
        };
        match (self.since, self.until) {
            (Some(since), Some(until)) => since.possibly_on_or_before(day) && before(until),
            (None, Some(until)) => before(until),
            (Some(since), None) => since.possibly_on_or_before(day) && !held_again(since),
            (None, None) => match self.seen_on {
                Some(on) => {
                    on.possibly_on_or_before(day) && on.latest().is_none_or(|last| day <= last)
                }
                // Without a day it came before all custody or after it.
                None => !held.iter().any(|on| on.earliest().is_some_and(|first| day <= first)),
            },
        }
    }
}
