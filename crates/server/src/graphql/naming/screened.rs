//! Who is looked for, by all of their names, and the records that may be the same.

use detente_core::{
    Noun, Record,
    names::{Bearer, Comparison, Particulars},
};
use detente_storage::{Match, Screened};

use crate::graphql::{apart::apart, asking::Asking, error::ApiError};

/// Someone or something that is looked for, by all of its names.
#[derive(Clone, Debug)]
pub(crate) struct Sought {
    /// Its names.
    pub names: Vec<String>,
    /// Whose names they are.
    pub bearer: Bearer,
    /// What else is known.
    pub particulars: Particulars,
}

/// A record that may be who is looked for.
#[derive(Clone, Debug)]
pub(crate) struct Hit {
    /// The record.
    pub id: detente_core::RecordId,
    /// The name that was looked for, of those that are likest.
    pub sought: String,
    /// The name of the record that is likest to it.
    pub name: String,
    /// How like, and why.
    pub comparison: Comparison,
}

impl Sought {
    /// Whoever a record is of.
    pub(crate) fn of<N: Noun>(record: &Record<N>, bearer: Bearer) -> Self {
        let mut names: Vec<String> = Vec::new();
        for name in record.fields.called() {
            if !names.iter().any(|known| *known == name) {
                names.push(name.into_owned());
            }
        }
        Self { names, bearer, particulars: record.fields.particulars() }
    }
}

/// For each who is looked for, the records that may be the same: the likest
/// first, so many at most, none that scores less than the threshold.
pub(crate) async fn screened(
    asking: &Asking,
    sought: &[Sought],
    threshold: f64,
    limit: usize,
) -> Result<Vec<Vec<Hit>>, ApiError> {
    let names =
        sought.iter().enumerate().flat_map(|(at, Sought { names, bearer, particulars })| {
            names.iter().map(move |name| {
                let (name, bearer, particulars) = (name.clone(), *bearer, particulars.clone());
                (at, Screened { name, bearer, particulars })
            })
        });
    let (places, names): (Vec<usize>, Vec<Screened>) = names.unzip();
    let (store, viewer) = (asking.store().await?.clone(), asking.viewer.clone());
    let (names, matches) = apart(async move {
        let matches = store.matches(&viewer, &names, threshold, limit).await;
        matches.map(|matches| (names, matches))
    })
    .await??;
    let mut found: Vec<Vec<Hit>> = sought.iter().map(|_| Vec::new()).collect();
    for ((at, screened), matches) in places.into_iter().zip(names).zip(matches) {
        let Some(hits) = found.get_mut(at) else { continue };
        hits.extend(matches.into_iter().map(|Match { id, name, comparison }| Hit {
            id,
            sought: screened.name.clone(),
            name,
            comparison,
        }));
    }
    for hits in &mut found {
        // By whichever of several names it is likest.
        hits.sort_by(|one, other| {
            let scores = other.comparison.score.total_cmp(&one.comparison.score);
            scores.then_with(|| one.id.cmp(&other.id))
        });
        let mut seen = std::collections::HashSet::new();
        hits.retain(|hit| seen.insert(hit.id.clone()));
        hits.truncate(limit);
    }
    Ok(found)
}
