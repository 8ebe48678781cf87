//! The standing of a measure on a day: what the law then was, not what was announced.

use super::{Action, ActionKind, Sanction};
use crate::{Day, PartialDate, vocabulary::vocabulary};

vocabulary! {
    /// What force a measure has on a day.
    pub enum Standing {
        /// It had not been imposed.
        None = "none",
        /// It has ended: the target is off the list, or the measure is no more.
        Ended = "ended",
        /// It is out of force for a time.
        Suspended = "suspended",
        /// It stands, and what it forbids is authorised by a licence for everyone.
        UnderLicence = "under_licence",
        /// It stands, and someone has announced that it will be eased.
        InForceReliefAnnounced = "in_force_relief_announced",
        /// It stands.
        InForce = "in_force",
    }
}

/// The standing on a day, the act that made it so, and what it may be besides.
#[derive(Clone, Debug, PartialEq)]
pub struct StandingOn<'a> {
    /// What the acts that are certainly past make it.
    pub standing: Standing,
    /// The last act that changed it.
    pub by: Option<&'a Action>,
    /// What it may be instead, by acts that are only possibly past.
    pub possibly: Vec<Standing>,
}

/// What an act comes to in law. Only an act with an instrument, or the
/// issuer's own list, changes a standing: relief without either is announced.
fn effect(action: &Action) -> Option<ActionKind> {
    use ActionKind as Kind;
    let kind = action.kind?;
    let lawful = action.instrument.is_some();
    match kind {
        Kind::SeenListed | Kind::SeenUnlisted | Kind::ReliefAnnounced => Some(kind),
        Kind::Suspended | Kind::Delisted | Kind::Lifted | Kind::Expired | Kind::GeneralLicence
            if !lawful =>
        {
            Some(Kind::ReliefAnnounced)
        }
        _ if !lawful => None,
        _ => Some(kind),
    }
}

#[derive(Clone, Default)]
struct State<'a> {
    imposed: bool,
    ended: bool,
    announced: bool,
    suspended: bool,
    licensed: bool,
    by: Option<&'a Action>,
}

impl<'a> State<'a> {
    fn apply(&mut self, action: &'a Action, kind: ActionKind, day: Day) {
        use ActionKind as Kind;
        let lasts =
            action.until.as_ref().is_none_or(|until| until.latest().is_none_or(|last| day <= last));
        match kind {
            Kind::Imposed | Kind::Reinstated => {
                *self = Self { imposed: true, ..Self::default() };
            }
            Kind::SeenListed => (self.imposed, self.ended) = (true, false),
            Kind::ReliefAnnounced => self.announced = true,
            Kind::GeneralLicence if lasts => self.licensed = true,
            Kind::Suspended if lasts => self.suspended = true,
            Kind::Delisted | Kind::Lifted | Kind::Expired | Kind::SeenUnlisted => self.ended = true,
            Kind::Amended
            | Kind::Tightened
            | Kind::Derogation
            | Kind::GeneralLicence
            | Kind::Suspended => {
                return;
            }
        }
        self.by = Some(action);
    }

    fn standing(&self) -> Standing {
        match self {
            Self { ended: true, .. } => Standing::Ended,
            Self { imposed: false, .. } => Standing::None,
            Self { suspended: true, .. } => Standing::Suspended,
            Self { licensed: true, .. } => Standing::UnderLicence,
            Self { announced: true, .. } => Standing::InForceReliefAnnounced,
            Self { .. } => Standing::InForce,
        }
    }
}

/// The standing of a measure on a day.
#[must_use]
pub fn standing_on(sanction: &Sanction, day: Day) -> StandingOn<'_> {
    let effects = sanction.actions.iter().filter_map(|action| Some((action, effect(action)?)));
    let mut acts: Vec<_> = effects.collect();
    acts.sort_by(|(one, _), (other, _)| one.on.cmp(&other.on));
    let first = |action: &Action| action.on.and_then(PartialDate::earliest);
    let last = |action: &Action| action.on.and_then(PartialDate::latest);
    let (past, others): (Vec<_>, Vec<_>) =
        acts.into_iter().partition(|(action, _)| last(action).is_some_and(|last| last <= day));
    let mut state = State::default();
    past.iter().for_each(|(action, kind)| state.apply(action, *kind, day));
    let standing = state.standing();
    let mut possibly = Vec::new();
    for (action, kind) in others {
        // What was no longer listed when the list was read had ended on some day
        // since the last act that shows it in force.
        let unseen = kind == ActionKind::SeenUnlisted
            && proved_until(sanction, last(action)).is_none_or(|proved| proved < day);
        if unseen || first(action).is_none_or(|first| first <= day) {
            let mut state = state.clone();
            state.apply(action, kind, day);
            let other = state.standing();
            if other != standing && !possibly.contains(&other) && standing != Standing::None {
                possibly.push(other);
            } else if standing == Standing::None && other != Standing::None && !unseen {
                possibly.push(other);
            }
        }
    }
    StandingOn { standing, by: state.by, possibly }
}

/// The last day before another on which an act shows the measure in force.
fn proved_until(sanction: &Sanction, before: Option<Day>) -> Option<Day> {
    let proves = |action: &&Action| {
        matches!(
            effect(action),
            Some(
                ActionKind::Imposed
                    | ActionKind::Reinstated
                    | ActionKind::Amended
                    | ActionKind::Tightened
                    | ActionKind::GeneralLicence
                    | ActionKind::Derogation
                    | ActionKind::SeenListed
            )
        )
    };
    let proved = sanction.actions.iter().filter(proves).filter_map(|action| action.on?.earliest());
    proved.filter(|proved| before.is_none_or(|before| *proved <= before)).max()
}
