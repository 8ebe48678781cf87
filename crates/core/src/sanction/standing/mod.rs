//! The standing of a measure on a day: what the law then was, not what was announced.

mod course;
#[cfg(test)]
mod tests;

use self::course::{Act, Course, Lapse};
use super::{Action, ActionKind, Sanction};
use crate::{Day, vocabulary::vocabulary};

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

impl Action {
    /// What an act comes to in law. Only an act with an instrument, or the
    /// issuer's own list, changes a standing: relief without either is announced.
    #[must_use]
    pub fn effect(&self) -> Option<ActionKind> {
        use ActionKind as Kind;
        let kind = self.kind?;
        let relief = matches!(
            kind,
            Kind::GeneralLicence | Kind::Suspended | Kind::Delisted | Kind::Lifted | Kind::Expired
        );
        match kind {
            Kind::SeenListed | Kind::SeenUnlisted | Kind::ReliefAnnounced => Some(kind),
            _ if self.instrument.is_some() => Some(kind),
            _ => relief.then_some(Kind::ReliefAnnounced),
        }
    }
}

/// The standing of a measure on a day.
#[must_use]
pub fn standing_on(sanction: &Sanction, day: Day) -> StandingOn<'_> {
    let mut acts: Vec<Act<'_>> = sanction.actions.iter().filter_map(Act::of).collect();
    acts.sort_by(|one, other| one.by_beginning().cmp(&other.by_beginning()));
    let (past, others): (Vec<_>, Vec<_>) = acts.iter().partition(|act| act.is_past(day));
    let now = Course::run(past.iter().copied(), day, Lapse::Certain);
    let standing = now.standing(day, Lapse::Certain);
    let mut possibly = Vec::new();
    let mut may_be = |course: &Course<'_>, lapse| {
        let other = course.standing(day, lapse);
        if other != standing && !possibly.contains(&other) {
            possibly.push(other);
        }
    };
    // Acts of which the days overlap may have come in another order.
    let mut turned = past.clone();
    turned.sort_by(|one, other| one.by_end().cmp(&other.by_end()));
    may_be(&Course::run(turned, day, Lapse::Certain), Lapse::Certain);
    // A licence until some day of a month may have run out on the first.
    may_be(&Course::run(past.iter().copied(), day, Lapse::Possible), Lapse::Possible);
    for act in others.iter().filter(|act| act.may_be_past(day)) {
        let in_turn = acts.iter().filter(|other| other.is_past(day) || other == act);
        may_be(&Course::run(in_turn, day, Lapse::Certain), Lapse::Certain);
        let at_last = past.iter().copied().chain([*act]);
        may_be(&Course::run(at_last, day, Lapse::Certain), Lapse::Certain);
    }
    let unseen = |possible| possibly_unseen(&acts, day, standing).then_some(possible);
    let ended = unseen(Standing::Ended).filter(|_| standing != Standing::None);
    let begun = possibly_unproved(sanction, day).then_some(Standing::InForce);
    let begun = begun.filter(|_| standing == Standing::None);
    for other in ended.into_iter().chain(begun) {
        if other != standing && !possibly.contains(&other) {
            possibly.push(other);
        }
    }
    StandingOn { standing, by: now.by, possibly }
}

/// Whether a later reading of the list, on which the target stood no longer,
/// leaves open that the measure had ended by this day: it had on some day since
/// the last act that shows it in force.
fn possibly_unseen(acts: &[Act<'_>], day: Day, standing: Standing) -> bool {
    let unlisted = acts.iter().filter(|act| act.kind == ActionKind::SeenUnlisted);
    standing != Standing::None
        && unlisted.filter(|act| !act.is_past(day)).any(|unlisted| {
            let read = unlisted.last();
            let proofs = acts.iter().filter(|act| act.shows_in_force());
            let proofs = proofs.filter_map(Act::first);
            let proved = proofs.filter(|proved| read.is_none_or(|read| *proved <= read)).max();
            proved.is_none_or(|proved| proved < day)
        })
}

/// Whether no lawful act says when the measure was imposed, and no word of it
/// says that it was later: then it may have been on any day.
fn possibly_unproved(sanction: &Sanction, day: Day) -> bool {
    let imposing = |action: &&Action| {
        matches!(action.kind, Some(ActionKind::Imposed | ActionKind::Reinstated))
    };
    let mut imposed = sanction.actions.iter().filter(imposing).peekable();
    let begun = |action: &Action| {
        let first = action.on.and_then(crate::PartialDate::earliest);
        first.is_none_or(|first| first <= day)
    };
    imposed.peek().is_none()
        || imposed.clone().all(|action| action.effect().is_none()) && imposed.any(begun)
}
