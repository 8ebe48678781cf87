//! The deaths in custody that a detention tells of.

use super::ending;
use crate::{Custody, Detention, EndModality, PartialDate, Surroundings};

/// The days of death that it tells of, each with the fields that do.
pub(crate) fn deaths(
    detention: &Detention,
    around: &Surroundings,
) -> Vec<(PartialDate, Vec<String>)> {
    let ended = detention.stated_end(around).map(|on| (on, ending(detention)));
    let ended = ended.filter(|_| detention.end_modality == Some(EndModality::DiedInCustody));
    let stays = detention.stays.iter().filter_map(|stay| {
        let died = stay.custody == Some(Custody::DiedInCustody);
        let (on, field) = match (stay.since, stay.seen_on) {
            (Some(since), _) => (since, "since"),
            (None, Some(seen)) => (seen, "seen_on"),
            (None, None) => return None,
        };
        died.then(|| {
            let path = |field: &str| format!("stays.{}.{field}", stay.key);
            (on, vec![path("custody"), path(field)])
        })
    });
    ended.into_iter().chain(stays).collect()
}
