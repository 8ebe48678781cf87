//! Candidates: the records whose keys answer a probe, found by the index alone.
//!
//! What one statement reads is bounded: a key gives its first rows, and no more. Of each
//! row the index tells how the names sound, and core what that promises.

use std::collections::{BTreeSet, HashMap};

use detente_core::{
    Audience, NOUNS, RecordId,
    names::{Bearer, Probe, Query as Typed, Sieve},
};
use sea_orm::{
    ConnectionTrait, ExprTrait,
    sea_query::{Alias, Expr, Order, Query, SelectStatement, UnionType},
};

use super::name_key::{Column, Entity, bearer, kept};
use crate::{StoreError, store::rounded, viewer::Shown};

/// So many rows a key gives, or a range of keys.
const ROWS: u64 = 1000;
/// So many rows a list of many keys gives.
const ROWS_OF_MANY: u64 = 4000;
/// Of so few keys each is asked for by itself, so that none crowds out another.
const FEW: usize = 24;

/// The identifiers of some nouns: those from one text up to another.
pub(super) type Range = (String, String);

/// The ranges of identifiers in which those of some nouns stand, and no others
/// whose names are of the same kind. Nouns that are neighbours by letter share a range.
pub(super) fn ranges(of: Bearer, wanted: impl Fn(&str) -> bool) -> Vec<Range> {
    let mut nouns: Vec<&str> = NOUNS.iter().copied().filter(|noun| bearer(noun) == of).collect();
    nouns.sort_unstable();
    let mut ranges: Vec<Range> = Vec::new();
    let mut open = false;
    for noun in nouns {
        let end = format!("{noun}0");
        match ranges.last_mut() {
            Some(range) if wanted(noun) && open => range.1 = end,
            _ if wanted(noun) => ranges.push((format!("{noun}/"), end)),
            _ => {}
        }
        open = wanted(noun);
    }
    ranges
}

/// One probe, and among which records it looks.
pub(super) struct Asked<'a> {
    pub bearer: Bearer,
    pub probe: &'a Probe,
    pub among: &'a [Range],
}

/// Candidates for what somebody typed, and what they promise by the sounds of their names.
pub(super) struct Promised<'a> {
    sieve: Sieve<'a>,
    promises: HashMap<String, f32>,
}

impl<'a> Promised<'a> {
    pub fn to(query: &'a Typed) -> Self {
        Self { sieve: Sieve::new(query), promises: HashMap::new() }
    }

    /// Notes a record, and how its names sound.
    pub fn note(&mut self, id: &str, sounds: &str) {
        let promise = self.sieve.promise(sounds);
        match self.promises.get_mut(id) {
            Some(best) => *best = best.max(promise),
            None => {
                self.promises.insert(id.to_owned(), promise);
            }
        }
    }

    /// So many of those noted since it was last asked that promise most, but for these.
    pub fn first(
        &mut self,
        many: usize,
        but_for: &BTreeSet<RecordId>,
    ) -> Result<Vec<RecordId>, StoreError> {
        let mut promises: Vec<(String, f32)> = self.promises.drain().collect();
        promises.retain(|(id, _)| !but_for.contains(id.as_str()));
        promises.sort_unstable_by(|(id, promise), (other, another)| {
            another.total_cmp(promise).then_with(|| id.cmp(other))
        });
        promises.truncate(many);
        promises.iter().map(|(id, _)| Ok(id.parse()?)).collect()
    }
}

/// The rows that answer any of these probes, in one text: to read each row by itself takes longer
/// than to find it.
pub(super) async fn rows(
    db: &impl ConnectionTrait,
    audience: Audience,
    asked: &[Asked<'_>],
) -> Result<String, StoreError> {
    let mut parts = asked.iter().flat_map(|asked| asked.parts(audience));
    let Some(mut found) = parts.next() else { return Ok(String::new()) };
    for part in parts {
        found.union(UnionType::All, part);
    }
    let mut all = Query::select();
    all.expr(Expr::cust("string_agg(\"id\" || ' ' || \"sounds\", '\n')"))
        .from_subquery(found, Alias::new("found"));
    let row = db.query_one(&all).await?;
    let text: Option<String> = row.map(|row| row.try_get_by_index(0)).transpose()?.flatten();
    Ok(text.unwrap_or_default())
}

/// The rows of such a text: whose name it is, the identifier, and how the names sound.
pub(super) fn each(rows: &str) -> impl Iterator<Item = (Bearer, &str, &str)> {
    rows.lines().filter_map(|row| {
        let (id, sounds) = row.split_once(' ')?;
        let noun = id.split_once('/').map_or(id, |(noun, _)| noun);
        Some((bearer(noun), id, sounds))
    })
}

impl Asked<'_> {
    /// The parts of the statement, each of which gives so many rows at most.
    fn parts(&self, audience: Audience) -> Vec<SelectStatement> {
        let keys: Vec<(Expr, u64)> = match self.probe {
            Probe::Equal(keys) if keys.len() <= FEW => {
                let keys: BTreeSet<String> =
                    keys.iter().map(|key| kept(self.bearer, key)).collect();
                keys.into_iter().map(|key| (Expr::col(Column::Key).eq(key), ROWS)).collect()
            }
            Probe::Equal(keys) => {
                let keys = rounded(keys.iter().map(|key| kept(self.bearer, key)));
                vec![(Expr::col(Column::Key).is_in(keys), ROWS_OF_MANY)]
            }
            Probe::Beginning(beginning) => {
                let beginning = kept(self.bearer, beginning);
                let from = Expr::col(Column::Key).gte(beginning.as_str());
                vec![(from.and(Expr::col(Column::Key).lt(after(&beginning))), ROWS)]
            }
        };
        let among = |(key, rows): &(Expr, u64)| {
            let (key, rows) = (key.clone(), *rows);
            self.among.iter().map(move |range| first(audience, range, key.clone(), rows))
        };
        keys.iter().flat_map(among).collect()
    }
}

/// The first rows of a range of identifiers whose key is so.
fn first(audience: Audience, (from, until): &Range, key: Expr, rows: u64) -> SelectStatement {
    let mut first = Query::select();
    first
        .columns([Column::Id, Column::Sounds])
        .from(Entity)
        .and_where(key)
        .and_where(Expr::col(Column::Id).gte(from.as_str()))
        .and_where(Expr::col(Column::Id).lt(until.as_str()))
        .and_where(Expr::col(Column::Audience).is_in(Shown::to(audience)))
        .order_by(Column::Key, Order::Asc)
        .order_by(Column::Id, Order::Asc)
        .limit(rows);
    // Not every database cuts one part of a union short unless it stands by itself.
    let mut part = Query::select();
    part.columns([Alias::new("id"), Alias::new("sounds")])
        .from_subquery(first, Alias::new("first"));
    part
}

/// The least text that is greater than every one with this beginning: keys are ASCII.
fn after(beginning: &str) -> String {
    let mut after = beginning.to_owned();
    match after.pop() {
        Some(last) => after.push(char::from_u32(last as u32 + 1).unwrap_or(char::MAX)),
        None => after.push(char::MAX),
    }
    after
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_by_letter_share_a_range() {
        let range = |from: &str, until: &str| (format!("{from}/"), format!("{until}0"));
        let all = |_: &str| true;
        assert_eq!(ranges(Bearer::Person, all), [range("person", "person")]);
        assert_eq!(ranges(Bearer::Thing, all), [range("agreement", "statement")]);
        let some = ranges(Bearer::Thing, |noun| matches!(noun, "place" | "release" | "statement"));
        assert_eq!(some, [range("place", "release"), range("statement", "statement")]);
        assert!(ranges(Bearer::Organization, |noun| noun == "place").is_empty());
    }

    #[test]
    fn every_text_with_a_beginning_lies_before_what_comes_after_it() {
        assert_eq!(after("KL"), "KM");
        assert!("KL+ZZ" < after("KL").as_str() && "KLZZZ" < after("KL").as_str());
    }
}
