//! Screening: who of the record may be who is asked about, many at a time.

use std::collections::{BTreeMap, BTreeSet};

use detente_core::{
    RecordId,
    names::{Bearer, Comparison, Particulars, Prepared, Query, explain},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{Candidate, candidates::ranges, name_key, nearer_to};
use crate::{Store, StoreError, Viewer, boxed, viewer::Shown};

/// Someone who is asked about.
#[derive(Clone, Debug, PartialEq)]
pub struct Screened {
    /// The name.
    pub name: String,
    /// Whose name it is: a person's or a body's.
    pub bearer: Bearer,
    /// What else is known.
    pub particulars: Particulars,
}

/// A record that may be who was asked about.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// The record.
    pub id: RecordId,
    /// The name of it that agrees best.
    pub name: String,
    /// The score, and how it came about.
    pub comparison: Comparison,
}

/// So many keys are asked for in a statement.
const KEYS: usize = 8000;
/// So many rows a statement gives.
const ROWS: u64 = 50_000;
/// Of so many candidates each is compared, of each who is asked about.
const CANDIDATES: usize = 1000;

impl Store {
    /// For each who is asked about, the records that may be the same, from a
    /// score on, the likeliest first, and at most so many.
    #[boxed]
    pub async fn matches(
        &self,
        viewer: &Viewer,
        screened: &[Screened],
        threshold: f64,
        limit: usize,
    ) -> Result<Vec<Vec<Match>>, StoreError> {
        let mut found: Vec<BTreeSet<RecordId>> = vec![BTreeSet::new(); screened.len()];
        for bearer in [Bearer::Person, Bearer::Organization, Bearer::Thing] {
            let mut keys: BTreeMap<String, Vec<usize>> = BTreeMap::new();
            let of_this = screened.iter().enumerate().filter(|(_, one)| one.bearer == bearer);
            for (at, Screened { name, .. }) in of_this {
                for key in Query::new(name, bearer, false).screened() {
                    keys.entry(name_key::kept(bearer, &key)).or_default().push(at);
                }
            }
            let asked: Vec<(&str, &[usize])> =
                keys.iter().map(|(key, who)| (key.as_str(), who.as_slice())).collect();
            for batch in asked.chunks(KEYS) {
                self.found_by(viewer, bearer, batch, &mut found).await?;
            }
        }
        let ids: BTreeSet<RecordId> = found.iter().flatten().cloned().collect();
        let candidates = self.names_of(viewer, ids.into_iter().collect()).await?;
        let candidates: BTreeMap<RecordId, Ready> = candidates
            .into_iter()
            .map(|candidate| (candidate.id.clone(), candidate.into()))
            .collect();
        let screen = |(screened, found): (&Screened, BTreeSet<RecordId>)| {
            let candidates = found.iter().filter_map(|id| candidates.get_key_value(id));
            screened.among(candidates, threshold, limit)
        };
        Ok(screened.iter().zip(found).map(screen).collect())
    }

    async fn found_by(
        &self,
        viewer: &Viewer,
        bearer: Bearer,
        asked: &[(&str, &[usize])],
        found: &mut [BTreeSet<RecordId>],
    ) -> Result<(), StoreError> {
        use name_key::Column;
        for (from, until) in ranges(bearer, |_| true) {
            let rows = name_key::Entity::find()
                .select_only()
                .columns([Column::Key, Column::Id])
                .filter(Column::Key.is_in(asked.iter().map(|(key, _)| *key)))
                .filter(Column::Id.gte(from))
                .filter(Column::Id.lt(until))
                .filter(Column::Audience.is_in(Shown::to(viewer.sees)))
                .order_by_asc(Column::Key)
                .order_by_asc(Column::Id)
                .limit(ROWS);
            let rows: Vec<(String, String)> = rows.into_tuple().all(&self.db).await?;
            let who: BTreeMap<&str, &[usize]> = asked.iter().copied().collect();
            for (key, id) in rows {
                for at in who.get(key.as_str()).copied().unwrap_or_default() {
                    if found[*at].len() < CANDIDATES {
                        found[*at].insert(id.parse()?);
                    }
                }
            }
        }
        Ok(())
    }
}

/// A candidate whose names are ready to be compared.
struct Ready {
    names: Vec<(String, Prepared)>,
    particulars: Particulars,
}

impl From<Candidate> for Ready {
    fn from(Candidate { id, names, particulars }: Candidate) -> Self {
        let bearer = name_key::bearer(id.noun());
        let ready = |name: String| {
            let prepared = Prepared::new(&name, bearer);
            (name, prepared)
        };
        Self { names: names.into_iter().map(ready).collect(), particulars }
    }
}

impl Screened {
    fn among<'a>(
        &self,
        candidates: impl Iterator<Item = (&'a RecordId, &'a Ready)>,
        threshold: f64,
        limit: usize,
    ) -> Vec<Match> {
        let name = Prepared::new(&self.name, self.bearer);
        let mut matches: Vec<Match> = candidates
            .filter_map(|(id, ready)| {
                let compared = ready.names.iter().map(|(other, prepared)| {
                    let sides = [&self.particulars, &ready.particulars];
                    (other, explain(&name, prepared, sides))
                });
                let best = compared.max_by(|(one, compared), (other, another)| {
                    let scores = compared.score.total_cmp(&another.score);
                    scores.then_with(|| nearer_to(&self.name, one, other))
                });
                let (name, comparison) = best.filter(|(_, best)| best.score >= threshold)?;
                Some(Match { id: id.clone(), name: name.clone(), comparison })
            })
            .collect();
        matches.sort_by(|one, other| {
            other.comparison.score.total_cmp(&one.comparison.score).then(one.id.cmp(&other.id))
        });
        matches.truncate(limit);
        matches
    }
}
