//! Something done before it was promised.

use super::{Crossing, CrossingSide};
use crate::{Action, ActionKind, Agreement, Commitment, DomainRule, Id, PartialDate, Promised};

/// The acts that lie certainly before the day on which they were promised.
///
/// A release that a commitment names is its act. Of a sanction, only what was
/// done as part of the agreement: a licence from years before keeps no promise,
/// and contradicts none.
#[must_use]
pub fn delivered_before_promised(
    agreement: (&Id<Agreement>, &Agreement),
    acts: &[Promised<'_>],
) -> Vec<Crossing> {
    let mut found = Vec::new();
    for commitment in &agreement.1.commitments {
        let Some(promised) = commitment.promised_on else { continue };
        for act in acts {
            let (id, done) = match act {
                Promised::Release { id, release, .. } => {
                    (id.as_record_id(), release.on.map(|on| ("released", on, "on".to_owned())))
                }
                Promised::Sanction(id, sanction) => {
                    let here = |action: &&Action| action.agreement.as_ref() == Some(agreement.0);
                    let eased = sanction.actions.iter().filter(here).filter(|action| eases(action));
                    let eased = eased.filter_map(|action| Some((action, action.on?)));
                    let first = eased.min_by_key(|(_, on)| on.latest());
                    let path = |action: &Action| format!("actions.{}.on", action.key);
                    (id.as_record_id(), first.map(|(action, on)| ("eased", on, path(action))))
                }
            };
            let named = commitment.acts.iter().any(|named| named.as_record_id() == id);
            let Some((how, on, field)) = done.filter(|_| named) else { continue };
            if on.certainly_precedes(promised) {
                let done = CrossingSide::of(id.clone(), format!("{how} on {on}"), [field]);
                found.push(crossing(agreement.0, commitment, promised, done));
            }
        }
    }
    found
}

fn crossing(
    agreement: &Id<Agreement>,
    commitment: &Commitment,
    promised: PartialDate,
    done: CrossingSide,
) -> Crossing {
    let says = format!("promised on {promised}");
    let field = format!("commitments.{}.promised_on", commitment.key);
    Crossing {
        breaks: DomainRule::DeliveredBeforePromised,
        rule: format!("{}, and {says}", done.says),
        sides: [CrossingSide::of(agreement.clone(), says, [field]), done],
    }
}

/// Whether an action eases a measure.
pub(super) fn eases(action: &Action) -> bool {
    use ActionKind as Kind;
    matches!(
        action.kind,
        Some(
            Kind::GeneralLicence
                | Kind::Derogation
                | Kind::Suspended
                | Kind::Delisted
                | Kind::Lifted
                | Kind::Expired
        )
    )
}
