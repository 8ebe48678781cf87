//! The deaths in custody that a detention tells of.

use super::{ending, every_shown};
use crate::{
    Contradiction, Custody, Detention, DomainRule, EndModality, PartialDate, Stay, Surroundings,
};

/// The days of death that it tells of, each with the fields that do.
pub(crate) fn deaths(
    detention: &Detention,
    around: &Surroundings,
) -> Vec<(PartialDate, Vec<String>)> {
    let ended = detention.stated_end(around).map(|on| (on, ending(detention)));
    let ended = ended.filter(|_| detention.end_modality == Some(EndModality::DiedInCustody));
    let stays = detention.stays.iter().filter_map(|stay| {
        let (on, field) = died_in(stay)?;
        let path = |field: &str| format!("stays.{}.{field}", stay.key);
        Some((on, vec![path("custody"), path(field)]))
    });
    ended.into_iter().chain(stays).collect()
}

/// The day of a death that a stay tells of, and the field that gives it.
fn died_in(stay: &Stay) -> Option<(PartialDate, &'static str)> {
    let on = match (stay.since, stay.seen_on) {
        (Some(since), _) => (since, "since"),
        (None, Some(seen)) => (seen, "seen_on"),
        (None, None) => return None,
    };
    (stay.custody == Some(Custody::DiedInCustody)).then_some(on)
}

/// The days of death that its stays tell of.
pub(super) fn died_in_stays(detention: &Detention) -> impl Iterator<Item = PartialDate> {
    detention.stays.iter().filter_map(|stay| died_in(stay).map(|(on, _)| on))
}

/// What shows the person alive in custody after a death in it, or let go.
pub(in crate::detention) fn alive_after_death(
    detention: &Detention,
    around: &Surroundings,
) -> Vec<Contradiction> {
    let mut found = Vec::new();
    for (died, fields) in deaths(detention, around) {
        let later = |on: PartialDate| died.certainly_precedes(on);
        let seen = every_shown(detention, later)
            .map(|(stay, how)| (how, vec![format!("stays.{}", stay.key)]));
        let end = detention.stated_end(around).filter(|end| later(*end));
        let end = end.map(|end| (format!("ended on {end}"), ending(detention)));
        let arrest = detention.began_on.filter(|began| later(*began));
        let arrest = arrest.map(|began| (format!("began on {began}"), vec!["began_on".to_owned()]));
        let says = format!("died in custody on {died}");
        found.extend(seen.chain(end).chain(arrest).map(|alive| Contradiction {
            breaks: DomainRule::DiedAgainstLater,
            rule: format!("{says}, and {}", alive.0),
            sides: [(says.clone(), fields.clone()), alive],
        }));
    }
    found
}
