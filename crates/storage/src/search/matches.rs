//! Screening: who of the record may be who is asked about, many at a time.

use std::collections::{BTreeMap, BTreeSet};

use detente_core::{
    RecordId,
    names::{Bearer, Comparison, Particulars, Prepared, Query, explain, score},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{
    Candidate,
    candidates::{Promised, ranges},
    name_key, nearer_to,
};
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
/// Each who is asked about is compared with so many of the most promising candidates.
const CANDIDATES: usize = 200;

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
        let queries: Vec<Query> =
            screened.iter().map(|one| Query::new(&one.name, one.bearer, false)).collect();
        let mut found: Vec<Promised<'_>> = queries.iter().map(Promised::to).collect();
        for bearer in [Bearer::Person, Bearer::Organization, Bearer::Thing] {
            let mut keys: BTreeMap<String, Vec<usize>> = BTreeMap::new();
            let of_this = queries.iter().enumerate();
            for (at, query) in of_this.filter(|(_, query)| query.name().bearer() == bearer) {
                for key in query.screened() {
                    keys.entry(name_key::kept(bearer, &key)).or_default().push(at);
                }
            }
            let asked: Vec<(&str, &[usize])> =
                keys.iter().map(|(key, who)| (key.as_str(), who.as_slice())).collect();
            for batch in asked.chunks(KEYS) {
                self.found_by(viewer, bearer, batch, &mut found).await?;
            }
        }
        let first = |mut found: Promised<'_>| found.first(CANDIDATES, &BTreeSet::new());
        let found: Vec<Vec<RecordId>> = found.into_iter().map(first).collect::<Result<_, _>>()?;
        let ids: BTreeSet<RecordId> = found.iter().flatten().cloned().collect();
        let candidates = self.names_of(viewer, ids.into_iter().collect()).await?;
        let candidates: BTreeMap<RecordId, Ready> = candidates
            .into_iter()
            .map(|candidate| (candidate.id.clone(), candidate.into()))
            .collect();
        let screen = |(screened, found): (&Screened, Vec<RecordId>)| {
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
        found: &mut [Promised<'_>],
    ) -> Result<(), StoreError> {
        use name_key::Column;
        for (from, until) in ranges(bearer, |_| true) {
            let rows = name_key::Entity::find()
                .select_only()
                .columns([Column::Key, Column::Id, Column::Sounds])
                .filter(Column::Key.is_in(asked.iter().map(|(key, _)| *key)))
                .filter(Column::Id.gte(from))
                .filter(Column::Id.lt(until))
                .filter(Column::Audience.is_in(Shown::to(viewer.sees)))
                .order_by_asc(Column::Key)
                .order_by_asc(Column::Id)
                .limit(ROWS);
            let rows: Vec<(String, String, String)> = rows.into_tuple().all(&self.db).await?;
            let who: BTreeMap<&str, &[usize]> = asked.iter().copied().collect();
            for (key, id, sounds) in rows {
                for at in who.get(key.as_str()).copied().unwrap_or_default() {
                    found[*at].note(&id, &sounds);
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

/// A candidate that is likely enough, with the name of it that agrees best.
struct Likely<'a> {
    score: f64,
    id: &'a RecordId,
    named: &'a (String, Prepared),
    particulars: &'a Particulars,
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
        let mut likest: Vec<Likely<'a>> = candidates
            .filter_map(|(id, Ready { names, particulars })| {
                let sides = [&self.particulars, particulars];
                let scored = names.iter().map(|named| (score(&name, &named.1, sides), named));
                let best = scored.max_by(|(one, (name, _)), (other, (another, _))| {
                    one.total_cmp(other).then_with(|| nearer_to(&self.name, name, another))
                });
                let (score, named) = best.filter(|(score, _)| *score >= threshold)?;
                Some(Likely { score, id, named, particulars })
            })
            .collect();
        likest.sort_by(|one, other| other.score.total_cmp(&one.score).then(one.id.cmp(other.id)));
        likest.truncate(limit);
        let matches = likest.into_iter().map(|Likely { id, named, particulars, .. }| Match {
            id: id.clone(),
            name: named.0.clone(),
            comparison: explain(&name, &named.1, [&self.particulars, particulars]),
        });
        matches.collect()
    }
}
