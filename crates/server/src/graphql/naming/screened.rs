//! Candidates from the index of names, scored with all that is known of them.

use std::collections::HashMap;

use detente_core::{
    Id, Organization, Person, Place, RecordId,
    names::{Comparison, Named},
};
use detente_storage::{StoreError, Table};

use super::{Nameable, index::candidates};
use crate::graphql::{asking::Asking, error::ApiError, noun_name::NounName};

/// A record that may be who is looked for.
#[derive(Clone, Debug)]
pub(crate) struct Hit {
    /// The record.
    pub id: RecordId,
    /// The name that was looked for.
    pub sought: String,
    /// The name of the record that is likest.
    pub name: String,
    /// How like, and why.
    pub comparison: Comparison,
}

/// For each of these, the records of a noun that may be it: the likest first,
/// so many at most, none that scores less than the threshold.
pub(crate) async fn screened(
    asking: &Asking,
    noun: NounName,
    sought: &[Named],
    threshold: f64,
    limit: usize,
) -> Result<Vec<Vec<Hit>>, ApiError> {
    match noun {
        NounName::Organization => of::<Organization>(asking, noun, sought, threshold, limit).await,
        NounName::Place => of::<Place>(asking, noun, sought, threshold, limit).await,
        _ => of::<Person>(asking, noun, sought, threshold, limit).await,
    }
}

async fn of<N: Nameable + Table>(
    asking: &Asking,
    noun: NounName,
    sought: &[Named],
    threshold: f64,
    limit: usize,
) -> Result<Vec<Vec<Hit>>, ApiError> {
    let found = candidates(asking, noun, sought, threshold).await?;
    let mut ids: Vec<RecordId> = found.iter().flatten().cloned().collect();
    ids.sort();
    ids.dedup();
    let ids = ids.into_iter().map(TryInto::try_into).collect::<Result<Vec<Id<N>>, _>>();
    let records = asking.look_up(ids.map_err(StoreError::from)?).await?;
    let known = |id: &RecordId| {
        let id = Id::<N>::try_from(id.clone()).ok()?;
        records.get(&id)
    };
    // A candidate is often found for several: it is made ready once.
    let named: HashMap<&str, Named> =
        records.iter().map(|(id, record)| (id.as_str(), N::named(record))).collect();
    let each = sought.iter().zip(&found).map(|(one, ids)| {
        let hits = ids.iter().filter_map(|id| {
            let (record, named) = (known(id)?, named.get(id.as_str())?);
            let likest = one.likest(named)?;
            (likest.comparison.score >= threshold).then(|| Hit {
                id: record.id.as_record_id().clone(),
                sought: likest.one.to_owned(),
                name: likest.other.to_owned(),
                comparison: likest.comparison,
            })
        });
        let mut hits: Vec<Hit> = hits.collect();
        hits.sort_by(|one, other| {
            let scores = other.comparison.score.total_cmp(&one.comparison.score);
            scores.then_with(|| one.id.cmp(&other.id))
        });
        hits.dedup_by(|one, other| one.id == other.id);
        hits.truncate(limit);
        hits
    });
    Ok(each.collect())
}
