//! FollowTheMoney: entities, one a line, in the words of its own schema.
//!
//! Where sources disagree, a property has the value of each side. A date that is
//! not plainly a year, a month or a day stands among the notes: the schema has no
//! word for it. It has none for a series of numbers either, nor for a measure that
//! is laid on nobody.

mod acts;
mod cleaned;
mod entity;
mod parties;

use std::any::Any;

use detente_core::{
    Agreement, Detention, Event, Noun, Organization, Person, Place, Release, Sanction, Source,
    Statement,
};

use self::entity::Entities;
use super::leaving::Leaving;

/// The entities of a record.
pub(super) fn lines<N: Noun + 'static>(leaving: &Leaving<'_, N>) -> String {
    let mut entities = Entities::of(leaving);
    for side in leaving.sides() {
        let side: &dyn Any = side;
        if let Some(person) = side.downcast_ref::<Person>() {
            parties::person(person, &mut entities);
        } else if let Some(organization) = side.downcast_ref::<Organization>() {
            parties::organization(organization, &mut entities);
        } else if let Some(place) = side.downcast_ref::<Place>() {
            parties::place(place, &mut entities);
        } else if let Some(source) = side.downcast_ref::<Source>() {
            parties::source(source, &mut entities);
        } else if let Some(detention) = side.downcast_ref::<Detention>() {
            acts::detention(detention, &mut entities);
        } else if let Some(release) = side.downcast_ref::<Release>() {
            acts::release(release, &mut entities);
        } else if let Some(agreement) = side.downcast_ref::<Agreement>() {
            acts::agreement(agreement, &mut entities);
        } else if let Some(event) = side.downcast_ref::<Event>() {
            acts::event(event, &mut entities);
        } else if let Some(statement) = side.downcast_ref::<Statement>() {
            acts::statement(statement, &mut entities);
        } else if let Some(sanction) = side.downcast_ref::<Sanction>() {
            let status = leaving.answered().map(|(_, standing)| standing).next();
            acts::sanction(sanction, status, &mut entities);
        }
    }
    entities.lines()
}
