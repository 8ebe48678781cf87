//! The course of a measure: its acts, one after the other.

use super::Standing;
use crate::{Action, ActionKind, Day, PartialDate};

/// An act that has an effect, with what it comes to in law.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Act<'a> {
    pub action: &'a Action,
    pub kind: ActionKind,
}

impl<'a> Act<'a> {
    pub(super) fn of(action: &'a Action) -> Option<Self> {
        Some(Self { action, kind: action.effect()? })
    }

    pub(super) fn first(&self) -> Option<Day> {
        self.action.on.and_then(PartialDate::earliest)
    }

    pub(super) fn last(&self) -> Option<Day> {
        self.action.on.and_then(PartialDate::latest)
    }

    pub(super) fn is_past(&self, day: Day) -> bool {
        self.last().is_some_and(|last| last <= day)
    }

    pub(super) fn may_be_past(&self, day: Day) -> bool {
        self.first().is_none_or(|first| first <= day)
    }

    /// The order of acts by the first day of each. On one day a measure is
    /// imposed before it is licensed, and licensed before it is lifted.
    pub(super) fn by_beginning(&self) -> impl Ord + use<'a> {
        (self.action.on, self.kind, self.action.kind, self.action.key.as_str())
    }

    /// The order by the last day of each.
    pub(super) fn by_end(&self) -> impl Ord + use<'a> {
        (self.last(), self.by_beginning())
    }

    /// Whether the measure was in force when this was done.
    pub(super) fn shows_in_force(&self) -> bool {
        use ActionKind as Kind;
        matches!(
            self.kind,
            Kind::Imposed
                | Kind::Reinstated
                | Kind::Amended
                | Kind::Tightened
                | Kind::GeneralLicence
                | Kind::Derogation
                | Kind::SeenListed
        )
    }
}

/// Whether what runs out on some day of a month has run out on the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lapse {
    Certain,
    Possible,
}

impl Lapse {
    fn is_over(self, until: Option<PartialDate>, day: Day) -> bool {
        let last = match self {
            Self::Certain => until.and_then(PartialDate::latest),
            Self::Possible => until.and_then(PartialDate::earliest),
        };
        last.is_some_and(|last| last < day)
    }
}

/// What the acts so far come to.
#[derive(Clone, Copy, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an answer of its own, in any combination"
)]
pub(super) struct Course<'a> {
    stands: bool,
    ended: bool,
    announced: bool,
    suspended: bool,
    licensed: bool,
    until: Option<PartialDate>,
    pub by: Option<&'a Action>,
}

impl<'a> Course<'a> {
    pub(super) fn run<'b>(
        acts: impl IntoIterator<Item = &'b Act<'a>>,
        day: Day,
        lapse: Lapse,
    ) -> Self
    where
        'a: 'b,
    {
        let step = |before: Self, act: &Act<'a>| {
            let mut after = before;
            after.apply(act, day, lapse);
            if after.standing(day, lapse) != before.standing(day, lapse) {
                after.by = Some(act.action);
            }
            after
        };
        acts.into_iter().fold(Self::default(), step)
    }

    fn apply(&mut self, act: &Act<'a>, day: Day, lapse: Lapse) {
        use ActionKind as Kind;
        let lasts = !lapse.is_over(act.action.until, day);
        let begins = Self { stands: true, by: self.by, ..Self::default() };
        match act.kind {
            Kind::Reinstated => *self = begins,
            // Two sources may tell of one designation under two keys.
            Kind::Imposed | Kind::SeenListed if self.ended || !self.stands => *self = begins,
            Kind::ReliefAnnounced => self.announced = true,
            Kind::Delisted | Kind::Lifted | Kind::Expired | Kind::SeenUnlisted => self.ended = true,
            // Whoever amends or licenses a measure shows that there is one.
            _ => self.stands = true,
        }
        match act.kind {
            Kind::GeneralLicence if lasts => self.licensed = true,
            Kind::Suspended if lasts => self.suspended = true,
            Kind::Imposed | Kind::Reinstated | Kind::Amended | Kind::Tightened => {
                self.until = act.action.until.or(self.until);
            }
            Kind::SeenListed => self.until = None,
            _ => {}
        }
    }

    pub(super) fn standing(&self, day: Day, lapse: Lapse) -> Standing {
        match self {
            Self { ended: true, .. } => Standing::Ended,
            Self { stands: false, .. } => Standing::None,
            Self { until, .. } if lapse.is_over(*until, day) => Standing::Ended,
            Self { suspended: true, .. } => Standing::Suspended,
            Self { licensed: true, .. } => Standing::UnderLicence,
            Self { announced: true, .. } => Standing::InForceReliefAnnounced,
            Self { .. } => Standing::InForce,
        }
    }
}
