//! More people named than were freed.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::{Crossing, CrossingSide};
use crate::{Detention, DomainRule, Id, Person, Quantity, RecordId, Release};

/// The number freed against those of whom it is certain that they were freed in
/// it. A person is counted once, by however many detentions.
#[must_use]
pub fn named_against_count(
    release: (&Id<Release>, Option<Quantity>),
    certain: &[(&Id<Detention>, Option<&Id<Person>>)],
) -> Option<Crossing> {
    let count = release.1?;
    let people: BTreeSet<&RecordId> = certain
        .iter()
        .map(|(id, person)| person.map_or(id.as_record_id(), |person| person.as_record_id()))
        .collect();
    let most = count.bounds().most()?;
    let named = people.len();
    if Decimal::from(named) <= most {
        return None;
    }
    let field = |id: &Id<Detention>| (id.as_record_id().clone(), "release".to_owned());
    Some(Crossing {
        breaks: DomainRule::NamedAgainstCount,
        rule: format!("{count} freed, and {named} are named"),
        sides: [
            CrossingSide::of(release.0.clone(), format!("{count} freed"), ["count".to_owned()]),
            CrossingSide {
                says: format!("{named} are named"),
                fields: certain.iter().map(|(id, _)| field(id)).collect(),
            },
        ],
    })
}
