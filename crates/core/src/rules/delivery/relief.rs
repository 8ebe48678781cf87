//! What became of a promise to ease a measure.

use super::{ActDelivery, DeliveryState, DeliveryStep};
use crate::{
    Action, ActionKind, Agreement, Day, Id, PartialDate, RecordId, Sanction, Standing, StandingOn,
    standing_on,
};

/// What had become of the promise by a day. A licence from before the promise
/// keeps nothing of it.
pub(super) fn relieved<'a>(
    act: &'a RecordId,
    sanction: &'a Sanction,
    agreement: &Id<Agreement>,
    promised: Option<PartialDate>,
    day: Day,
) -> ActDelivery<'a> {
    let keeps = |action: &&Action| {
        !eases(action)
            || action.agreement.as_ref() == Some(agreement)
            || not_before(action.on, promised)
    };
    let since = Sanction {
        actions: sanction.actions.iter().filter(keeps).cloned().collect(),
        ..Sanction::default()
    };
    let mut easing: Vec<&Action> =
        sanction.actions.iter().filter(keeps).filter(|action| changes_something(action)).collect();
    easing.sort_by_key(|action| (action.on, action.kind, action.key.as_str()));
    let past = |action: &&&Action| action.on.is_some_and(|on| on.certainly_on_or_before(day));
    let mut steps: Vec<DeliveryStep<'a>> = Vec::new();
    for (action, on) in easing.iter().filter(past).filter_map(|action| Some((*action, action.on?)))
    {
        // What was done on a day is told by where the measure stood when it ended.
        let Some(last) = on.latest() else { continue };
        let (state, _) = state_on(&since, last);
        if steps.last().map_or(DeliveryState::NotYet, |step| step.state) != state {
            steps.push(DeliveryStep { state, on: when(action, on), action: Some(action) });
        }
    }
    let (state, possibly) = state_on(&since, day);
    let begun = steps.iter().rev().find(|step| step.state == state).map(|step| step.on);
    ActDelivery { act, state, since: begun, possibly, steps }
}

/// What the standing of the measure makes of the promise.
fn state_on(sanction: &Sanction, day: Day) -> (DeliveryState, Vec<DeliveryState>) {
    let StandingOn { standing, possibly, .. } = standing_on(sanction, day);
    let announced = sanction.actions.iter().any(|action| {
        action.effect() == Some(ActionKind::ReliefAnnounced)
            && action.on.is_some_and(|on| on.certainly_on_or_before(day))
    });
    let state = |standing: Standing| match standing {
        Standing::None if announced => DeliveryState::Announced,
        // Nothing is known in force that could be eased.
        Standing::None => DeliveryState::CannotBeTold,
        Standing::Ended => DeliveryState::Delivered,
        Standing::Suspended | Standing::UnderLicence => DeliveryState::DeliveredInPart,
        Standing::InForceReliefAnnounced => DeliveryState::Announced,
        Standing::InForce => DeliveryState::NotYet,
    };
    let now = state(standing);
    let mut others: Vec<_> =
        possibly.into_iter().map(state).filter(|other| *other != now).collect();
    others.dedup();
    (now, others)
}

/// Whether an action eases the measure, or announces that it will be eased.
fn eases(action: &Action) -> bool {
    use ActionKind as Kind;
    matches!(
        action.effect(),
        Some(
            Kind::ReliefAnnounced
                | Kind::GeneralLicence
                | Kind::Derogation
                | Kind::Suspended
                | Kind::Delisted
                | Kind::Lifted
                | Kind::Expired
                | Kind::SeenUnlisted
        )
    )
}

/// Whether an action can make another step: it eases, or takes the relief back.
fn changes_something(action: &Action) -> bool {
    eases(action) || action.effect() == Some(ActionKind::Reinstated)
}

/// Whether an action lies certainly not before the promise.
fn not_before(on: Option<PartialDate>, promised: Option<PartialDate>) -> bool {
    let (Some(on), Some(promised)) = (on, promised.and_then(PartialDate::latest)) else {
        return false;
    };
    on.earliest().is_some_and(|first| promised <= first)
}

/// When a step was made: what a list did not show on a day had ended by then.
fn when(action: &Action, on: PartialDate) -> PartialDate {
    let by_then = || format!("../{}", on.latest()?).parse().ok();
    if action.kind == Some(ActionKind::SeenUnlisted) { by_then().unwrap_or(on) } else { on }
}
