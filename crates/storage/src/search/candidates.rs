//! Candidates: the records whose keys answer a probe, found by the index alone.
//!
//! What one statement reads is bounded: a key gives its first rows, and no more.

use std::collections::BTreeSet;

use detente_core::{
    Audience, NOUNS, RecordId,
    names::{Bearer, Probe},
};
use sea_orm::{
    ConnectionTrait, ExprTrait,
    sea_query::{Alias, Expr, Order, Query, SelectStatement, UnionType},
};

use super::name_key::{Column, Entity, bearer, kept};
use crate::{StoreError, viewer::Shown};

/// So many rows a key gives, or a range of keys, or a list of many keys.
const ROWS: u64 = 400;
/// So many candidates a statement gives.
const CANDIDATES: u64 = 400;
/// Of so few keys each is asked for by itself, so that none crowds out another.
pub(super) const FEW: usize = 24;

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

/// The records that answer any of these probes: first those that answer by most keys.
pub(super) async fn candidates(
    db: &impl ConnectionTrait,
    audience: Audience,
    asked: &[Asked<'_>],
) -> Result<Vec<RecordId>, StoreError> {
    let mut parts = Vec::new();
    for Asked { bearer, probe, among } in asked {
        for range in *among {
            match probe {
                Probe::Equal(keys) if keys.len() <= FEW => {
                    let keys: BTreeSet<String> =
                        keys.iter().map(|key| kept(*bearer, key)).collect();
                    parts.extend(
                        keys.into_iter()
                            .map(|key| rows(audience, range, Expr::col(Column::Key).eq(key))),
                    );
                }
                Probe::Equal(keys) => {
                    let keys = keys.iter().map(|key| kept(*bearer, key));
                    parts.push(rows(audience, range, Expr::col(Column::Key).is_in(keys)));
                }
                Probe::Beginning(beginning) => {
                    let beginning = kept(*bearer, beginning);
                    let from = Expr::col(Column::Key).gte(beginning.as_str());
                    let until = Expr::col(Column::Key).lt(after(&beginning));
                    parts.push(rows(audience, range, from.and(until)));
                }
            }
        }
    }
    let mut parts = parts.into_iter();
    let Some(mut found) = parts.next() else { return Ok(Vec::new()) };
    for part in parts {
        found.union(UnionType::All, part);
    }
    let id = Alias::new("id");
    let mut most = Query::select();
    most.column(id.clone())
        .from_subquery(found, Alias::new("found"))
        .group_by_col(id.clone())
        .order_by_expr(Expr::col(id.clone()).count(), Order::Desc)
        .order_by(id, Order::Asc)
        .limit(CANDIDATES);
    let rows = db.query_all(&most).await?;
    let ids = rows.iter().map(|row| Ok(row.try_get::<String>("", "id")?.parse()?));
    ids.collect()
}

/// The first rows of a range of identifiers whose key is so.
fn rows(audience: Audience, (from, until): &Range, key: Expr) -> SelectStatement {
    let mut first = Query::select();
    first
        .column(Column::Id)
        .from(Entity)
        .and_where(key)
        .and_where(Expr::col(Column::Id).gte(from.as_str()))
        .and_where(Expr::col(Column::Id).lt(until.as_str()))
        .and_where(Expr::col(Column::Audience).is_in(Shown::to(audience)))
        .order_by(Column::Key, Order::Asc)
        .order_by(Column::Id, Order::Asc)
        .limit(ROWS);
    // Not every database cuts one part of a union short unless it stands by itself.
    let mut part = Query::select();
    part.column(Alias::new("id")).from_subquery(first, Alias::new("first"));
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
