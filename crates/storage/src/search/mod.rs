//! Search: records by what they are called, in any spelling, whole or begun.
//!
//! A text gives probes, the most selective first; the index of keys gives candidates, and how
//! they sound. The most promising are read, and core says how well each answers. Nothing is ever scanned.

mod candidates;
mod matches;
pub(crate) mod name_key;

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet, HashMap},
    ops::Range,
};

use detente_core::{
    Id, NOUNS, Noun as _, RecordId,
    names::{Bearer, Particulars, Prepared, Probe, Query, Ranking},
    with_noun,
};

use self::candidates::{Asked, Promised, ranges, rows};
pub use self::matches::{Match, Screened};
use crate::{Cursor, Store, StoreError, Viewer, Window, boxed, page::Along};

/// From here on a name answers so well that nobody asks further.
const STRONG: f64 = 0.9;

/// So many of the most promising candidates of a round are read, of each kind of bearer.
const READ: usize = 60;

/// A record that answers a search.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The record.
    pub id: RecordId,
    /// How well it answers, to 1.
    pub score: f64,
    /// The name of it that answers best.
    pub name: String,
    /// Where in that name the words stand that were looked for, in bytes.
    pub highlights: Vec<Range<usize>>,
    /// Its place among the answers.
    pub cursor: Cursor,
}

/// A part of what a search found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hits {
    /// The best answers first.
    pub rows: Vec<Hit>,
    /// Whether there are better ones before them.
    pub more_before: bool,
    /// Whether there are others after them.
    pub more_after: bool,
}

/// What a candidate is called, and what else is known of it.
pub(crate) struct Candidate {
    pub id: RecordId,
    pub names: BTreeSet<String>,
    pub particulars: Particulars,
}

/// A text as it is looked for among the bearers of one kind of name.
struct Looking {
    query: Query,
    rounds: [Vec<Probe>; 3],
    among: Vec<candidates::Range>,
}

impl Looking {
    /// Among some of the nouns; none where no noun has such names.
    fn of(text: &str, bearer: Bearer, nouns: &[&str]) -> Option<Self> {
        let among = ranges(bearer, |noun| nouns.contains(&noun));
        if among.is_empty() {
            return None;
        }
        let query = Query::new(text, bearer, true);
        let rounds = query.rounds();
        Some(Self { query, rounds, among })
    }

    /// What is asked in a round.
    fn asked(&self, round: usize) -> impl Iterator<Item = Asked<'_>> {
        let bearer = self.query.name().bearer();
        self.rounds[round].iter().map(move |probe| Asked { bearer, probe, among: &self.among })
    }
}

/// Which of two names that sound alike is more like a text as it is written: in
/// its script before another.
fn nearer_to(text: &str, name: &str, another: &str) -> Ordering {
    let is_latin = |text: &str| text.chars().any(|letter| letter.is_ascii_alphabetic());
    let alike = |name: &str| (name == text, is_latin(name) == is_latin(text));
    alike(name).cmp(&alike(another))
}

impl Store {
    /// Records that are called so, or nearly so, the best answers first: of
    /// these nouns, or of all where none is named. The last word may have only
    /// begun. A text without a word that sounds finds nothing.
    #[boxed]
    pub async fn search(
        &self,
        viewer: &Viewer,
        text: &str,
        nouns: &[&str],
        window: &Window,
    ) -> Result<Hits, StoreError> {
        window.is_of(Along::Likeness, None)?;
        let nouns = if nouns.is_empty() { NOUNS } else { nouns };
        let bearers = [Bearer::Person, Bearer::Organization, Bearer::Thing];
        let looking: Vec<Looking> =
            bearers.into_iter().filter_map(|bearer| Looking::of(text, bearer, nouns)).collect();
        let mut promised: Vec<Promised<'_>> =
            looking.iter().map(|looking| Promised::to(&looking.query)).collect();
        let mut seen = BTreeSet::new();
        let mut hits: Vec<Hit> = Vec::new();
        for round in 0..3 {
            let enough = match round {
                0 => false,
                1 => hits.iter().any(|hit| hit.score >= STRONG),
                _ => !hits.is_empty(),
            };
            if enough {
                break;
            }
            let asked: Vec<Asked<'_>> =
                looking.iter().flat_map(|looking| looking.asked(round)).collect();
            if asked.is_empty() {
                continue;
            }
            let rows = rows(&self.db, viewer.sees, &asked).await?;
            for (bearer, id, sounds) in candidates::each(&rows) {
                let of_bearer = |looking: &Looking| looking.query.name().bearer() == bearer;
                if let Some(at) = looking.iter().position(of_bearer) {
                    promised[at].note(id, sounds);
                }
            }
            let mut found = Vec::new();
            for promised in &mut promised {
                found.extend(promised.first(READ, &seen)?);
            }
            seen.extend(found.iter().cloned());
            hits.extend(self.answers(viewer, text, &looking, found).await?);
        }
        hits.sort_by(|one, other| other.score.total_cmp(&one.score).then(one.id.cmp(&other.id)));
        Ok(Hits::within(hits, window))
    }

    /// Those of the candidates that answer.
    async fn answers(
        &self,
        viewer: &Viewer,
        text: &str,
        looking: &[Looking],
        found: Vec<RecordId>,
    ) -> Result<Vec<Hit>, StoreError> {
        let mut hits = Vec::new();
        let candidates = self.names_of(viewer, found).await?;
        let queries = looking.iter().map(|looking| &looking.query);
        let mut rankings: Vec<_> = queries.map(|query| (query, Ranking::of(query))).collect();
        for Candidate { id, names, .. } in candidates {
            let bearer = name_key::bearer(id.noun());
            let mut rankings = rankings.iter_mut();
            let Some((query, ranking)) =
                rankings.find(|(query, _)| query.name().bearer() == bearer)
            else {
                continue;
            };
            let best = names
                .into_iter()
                .map(|name| {
                    let prepared = Prepared::new(&name, bearer);
                    (ranking.relevance(&prepared), name, prepared)
                })
                .max_by(|(one, name, _), (other, another, _)| {
                    one.total_cmp(other).then_with(|| nearer_to(text, name, another))
                });
            if let Some((score, name, prepared)) = best.filter(|(score, ..)| *score > 0.0) {
                let highlights = query.highlights(&prepared);
                hits.push(Hit::new(id, score, name, highlights));
            }
        }
        Ok(hits)
    }

    /// What these records are called, as the viewer sees them.
    pub(crate) async fn names_of(
        &self,
        viewer: &Viewer,
        ids: Vec<RecordId>,
    ) -> Result<Vec<Candidate>, StoreError> {
        let mut by_noun: BTreeMap<String, Vec<RecordId>> = BTreeMap::new();
        for id in ids {
            by_noun.entry(id.noun().to_owned()).or_default().push(id);
        }
        let mut candidates = Vec::new();
        for (noun, ids) in by_noun {
            with_noun!(noun.as_str(), N => {
                let ids = ids.into_iter().map(Id::<N>::try_from).collect::<Result<Vec<_>, _>>()?;
                let records: HashMap<_, _> = self.records::<N>(viewer, ids).await?;
                candidates.extend(records.into_values().map(|record| Candidate {
                    id: record.id.as_record_id().clone(),
                    names: name_key::called(&record),
                    particulars: record.fields.particulars(),
                }));
            }, _ => {});
        }
        Ok(candidates)
    }
}

impl Hit {
    fn new(id: RecordId, score: f64, name: String, highlights: Vec<Range<usize>>) -> Self {
        // A cursor holds the score to six places, so the order goes by no more.
        let score = (score * 1e6).round() / 1e6;
        let cursor = Cursor::at(Along::Likeness, place(score), id.to_string());
        Self { id, score, name, highlights, cursor }
    }
}

/// A score as a text that comes the earlier the better the score is.
fn place(score: f64) -> String {
    format!("{:.6}", 2.0 - score)
}

impl Hits {
    fn within(mut hits: Vec<Hit>, window: &Window) -> Self {
        let at = |cursor: &Cursor| (cursor.key().to_owned(), cursor.id().to_owned());
        let all = hits.len();
        if let Some(after) = &window.after {
            hits.retain(|hit| at(&hit.cursor) > at(after));
        }
        let before_these = all - hits.len();
        let rest = hits.len();
        if let Some(before) = &window.before {
            hits.retain(|hit| at(&hit.cursor) < at(before));
        }
        let after_these = rest - hits.len();
        let limit = usize::try_from(window.limit).unwrap_or(usize::MAX);
        let cut = hits.len().saturating_sub(limit);
        let rows =
            if window.last { hits.split_off(cut) } else { hits.into_iter().take(limit).collect() };
        let (cut_before, cut_after) = if window.last { (cut, 0) } else { (0, cut) };
        Self {
            rows,
            more_before: before_these + cut_before > 0,
            more_after: after_these + cut_after > 0,
        }
    }
}
