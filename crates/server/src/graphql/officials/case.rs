//! The proceedings in which an official is named.

use async_graphql::{Enum, SimpleObject};
use detente_core::{Answer, Detention, Id, Person, Proceeding};
use detente_storage::OfficialRole;

use crate::graphql::{asking::Asking, error::ApiError, shown::Shown};

/// What an official does in a proceeding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(name = "OfficialRole", remote = "OfficialRole")]
pub(crate) enum ShownRole {
    /// Judges.
    Judge,
    /// Prosecutes.
    Prosecutor,
}

/// A proceeding in which an official is named.
#[derive(Clone, SimpleObject)]
#[graphql(name = "OfficialCase")]
pub(crate) struct ShownCase {
    /// The detention that it belongs to; whose it is, it says itself.
    detention: Shown<Detention>,
    /// The key of the proceeding in it.
    proceeding: String,
    /// What the official did.
    role: ShownRole,
    /// Whether the sources disagree that it was this person.
    contested: bool,
}

/// Whom a proceeding names in a role.
fn named(proceeding: &Proceeding, role: OfficialRole) -> Option<&Id<Person>> {
    match role {
        OfficialRole::Judge => proceeding.judge.as_ref(),
        OfficialRole::Prosecutor => proceeding.prosecutor.as_ref(),
    }
}

/// What a detention comes to, whichever side of its disputes is right.
fn sides(detention: &Shown<Detention>) -> impl Iterator<Item = &Detention> {
    let without = detention.0.account.without.iter().map(|without| &without.fields);
    std::iter::once(&detention.0.fields).chain(without)
}

/// Whom any side of these detentions names in these roles, by identifier.
pub(super) fn officials_of(
    detentions: &[Shown<Detention>],
    roles: &[OfficialRole],
) -> Vec<Id<Person>> {
    let proceedings = detentions.iter().flat_map(sides).flat_map(|fields| &fields.proceedings);
    let officials = proceedings
        .flat_map(|proceeding| roles.iter().filter_map(|role| named(proceeding, *role)).cloned());
    let mut officials: Vec<_> = officials.collect();
    officials.sort();
    officials.dedup();
    officials
}

/// The proceedings of these detentions that name an official, as any side has them.
fn cases_in(
    detention: &Shown<Detention>,
    person: &Id<Person>,
    role: OfficialRole,
) -> Vec<ShownCase> {
    let mut keys: Vec<&str> = sides(detention)
        .flat_map(|fields| &fields.proceedings)
        .filter(|proceeding| named(proceeding, role) == Some(person))
        .map(|proceeding| proceeding.key.as_str())
        .collect();
    keys.sort_unstable();
    keys.dedup();
    let case = |key: &str| {
        let answer = detention.0.ask(|fields| {
            let mut proceedings = fields.proceedings.iter();
            let proceeding = proceedings.find(|proceeding| proceeding.key.as_str() == key);
            proceeding.and_then(|proceeding| named(proceeding, role)) == Some(person)
        });
        ShownCase {
            detention: detention.clone(),
            proceeding: key.to_owned(),
            role: role.into(),
            contested: matches!(answer, Answer::Contested(_)),
        }
    };
    keys.into_iter().map(case).collect()
}

/// The proceedings that name an official: of these detentions, or of all.
pub(super) async fn cases(
    asking: &Asking,
    person: &Id<Person>,
    roles: &[OfficialRole],
    within: Option<&[Shown<Detention>]>,
) -> Result<Vec<ShownCase>, ApiError> {
    let mut found = Vec::new();
    for role in roles {
        let pointing;
        let detentions = if let Some(within) = within {
            within
        } else {
            pointing = asking.pointing(person.as_record_id(), role.field()).await?;
            &pointing
        };
        found.extend(detentions.iter().flat_map(|detention| cases_in(detention, person, *role)));
    }
    Ok(found)
}
