//! A measure eased before it was imposed.

use super::promise::eases;
use crate::{Action, ActionKind, Contradiction, DomainRule, PartialDate, Sanction};

/// The first relief that lies certainly before the measure was imposed, if nothing
/// leaves open that it was in force earlier.
pub(crate) fn relief_before_sanction(sanction: &Sanction) -> Option<Contradiction> {
    use ActionKind as Kind;
    let begins = |action: &&Action| {
        matches!(
            action.kind,
            None | Some(
                Kind::Imposed
                    | Kind::Reinstated
                    | Kind::Amended
                    | Kind::Tightened
                    | Kind::SeenListed
            )
        )
    };
    let eased = sanction.actions.iter().filter(|action| eases(action));
    let eased = eased.filter_map(|action| Some((action, action.on?)));
    let (relief, on) = eased.min_by_key(|(_, on)| (on.latest().is_none(), on.latest()))?;
    // Of what has no day, nobody knows that it came later.
    let later: Vec<(&Action, PartialDate)> = sanction
        .actions
        .iter()
        .filter(begins)
        .map(|action| Some((action, action.on.filter(|began| on.certainly_precedes(*began))?)))
        .collect::<Option<_>>()?;
    let imposed = later.iter().filter(|(action, _)| action.kind == Some(Kind::Imposed));
    let (imposed, began) = imposed.min_by_key(|(_, began)| *began)?;
    let how = relief.kind.map_or_else(|| "eased".to_owned(), |kind| kind.word().replace('_', " "));
    let path = |action: &Action| vec![format!("actions.{}.on", action.key)];
    Some(Contradiction {
        breaks: DomainRule::ReliefBeforeSanction,
        rule: format!("imposed on {began}, and eased ({how}) on {on}"),
        sides: [
            (format!("imposed on {began}"), path(imposed)),
            (format!("{how} on {on}"), path(relief)),
        ],
    })
}
