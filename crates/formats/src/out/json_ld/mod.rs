//! JSON-LD in the words of schema.org. Where sources disagree, a property has the
//! value of each side; a date that is not plainly one stands as a property value.

mod acts;
mod node;
mod parties;

use std::any::Any;

use detente_core::{
    Agreement, Detention, Event, Indicator, Noun, Organization, Person, Place, Release, Sanction,
    Source, Statement,
};

use self::node::Node;
use super::leaving::Leaving;

/// What stands before the first record.
pub(super) const HEAD: &str = "{\"@context\": \"https://schema.org\", \"@graph\": [\n";

/// A record as a node of the graph.
pub(super) fn node<N: Noun + 'static>(leaving: &Leaving<'_, N>) -> String {
    let mut node = Node::of(leaving);
    for side in leaving.sides() {
        let side: &dyn Any = side;
        if let Some(person) = side.downcast_ref::<Person>() {
            parties::person(person, &mut node);
        } else if let Some(organization) = side.downcast_ref::<Organization>() {
            parties::organization(organization, &mut node);
        } else if let Some(place) = side.downcast_ref::<Place>() {
            parties::place(place, &mut node);
        } else if let Some(source) = side.downcast_ref::<Source>() {
            parties::source(source, &mut node);
        } else if let Some(detention) = side.downcast_ref::<Detention>() {
            acts::detention(detention, &mut node);
        } else if let Some(release) = side.downcast_ref::<Release>() {
            acts::release(release, &mut node);
        } else if let Some(agreement) = side.downcast_ref::<Agreement>() {
            acts::agreement(agreement, &mut node);
        } else if let Some(event) = side.downcast_ref::<Event>() {
            acts::event(event, &mut node);
        } else if let Some(statement) = side.downcast_ref::<Statement>() {
            acts::statement(statement, &mut node);
        } else if let Some(indicator) = side.downcast_ref::<Indicator>() {
            acts::indicator(indicator, &mut node);
        } else if let Some(sanction) = side.downcast_ref::<Sanction>() {
            acts::sanction(sanction, &mut node);
        }
    }
    for (question, answer) in leaving.answered() {
        let on = leaving.around.on.map(|on| format!(" on {on}")).unwrap_or_default();
        node.property(&format!("{question}{on}"), answer);
    }
    node.text()
}
