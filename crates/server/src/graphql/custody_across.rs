//! Custody on a day, where another record contradicts this one: what follows from each side.

use async_graphql::Context;
use detente_core::{Conflict, CustodyOn, Day, Detention, DomainRule, Party, Person, custody_on};

use super::{asking::asking, detention::Around, error::ApiError, shown::Shown};

/// Whether the person was held, if one side of a contradiction and then the
/// other is right; none where it does not bear on custody.
///
/// Where the side of this detention is right, the answer is its own. Where the
/// other is right, what this side says is left out, and the dead are not held.
pub(crate) async fn custody_across(
    ctx: &Context<'_>,
    around: &Around,
    detention: &Shown<Detention>,
    conflict: &Conflict,
    on: Day,
) -> Result<Option<Vec<CustodyOn>>, ApiError> {
    let bears = matches!(
        conflict.breaks,
        Some(
            DomainRule::DiedAgainstLater
                | DomainRule::OverlappingDetentions
                | DomainRule::ReleasedStillHeld
        )
    );
    if !bears || conflict.settled {
        return Ok(None);
    }
    let around = around.surroundings();
    let id = detention.0.id.as_record_id();
    let own = |side: &&Party| side.records.contains(id);
    let mut answers = Vec::with_capacity(conflict.sides.len());
    for side in &conflict.sides {
        let others = conflict.sides.iter().filter(|other| *other != side);
        let mut fields = detention.0.fields.clone();
        for other in others.filter(own) {
            fields = fields.without(&other.fields);
        }
        let held = custody_on(&fields, &around, on);
        let dead = conflict.breaks == Some(DomainRule::DiedAgainstLater)
            && !own(&side)
            && conflict.sides.first() == Some(side)
            && died_by(ctx, side, on).await?;
        answers.push(if dead { CustodyOn::NotHeld } else { held });
    }
    Ok(Some(answers))
}

/// Whether the death that a side tells of lies on the day or before it.
async fn died_by(ctx: &Context<'_>, side: &Party, on: Day) -> Result<bool, ApiError> {
    for record in &side.records {
        if let Ok(person) = record.clone().try_into() {
            let person: Shown<Person> = asking(ctx).record(&person).await?;
            return Ok(person.0.fields.died_on.is_some_and(|died| died.certainly_on_or_before(on)));
        }
    }
    Ok(false)
}
