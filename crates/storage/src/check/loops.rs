//! Records that would come to lie within themselves.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use detente_core::{Fault, Organization, Place, RecordId, Source, Submission};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use super::fault;
use crate::{StoreError, Table, store::BATCH};

/// The fields by which a record lies in another of its own kind.
const NESTING: [(&str, &str); 3] =
    [("place", "within"), ("organization", "parent"), ("source", "edition_of")];

/// How far up a chain is followed.
const DEEPEST: usize = 64;

/// Records that would come to lie within themselves, by this submission and
/// what the record says already.
pub(super) async fn loops(
    db: &impl ConnectionTrait,
    submission: &Submission,
    links: &[(usize, String, RecordId)],
) -> Result<Vec<(usize, Fault)>, StoreError> {
    let mut faults = Vec::new();
    for (noun, field) in NESTING {
        let stated: Vec<(usize, &RecordId, &RecordId)> = links
            .iter()
            .filter(|(_, path, to)| path == field && to.noun() == noun)
            .map(|(at, _, to)| (*at, &submission.claims[*at].claim.subject, to))
            .filter(|(_, from, _)| from.noun() == noun)
            .collect();
        let mut above: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (_, from, to) in &stated {
            above.entry(from.to_string()).or_default().insert(to.to_string());
        }
        let mut asked: BTreeSet<String> = above.values().flatten().cloned().collect();
        let mut looked = HashSet::new();
        for _ in 0..DEEPEST {
            asked.retain(|id| looked.insert(id.clone()));
            if asked.is_empty() {
                break;
            }
            let up = parents(db, noun, &asked).await?;
            asked = up.values().flatten().cloned().collect();
            for (from, to) in up {
                above.entry(from).or_default().extend(to);
            }
        }
        for (at, from, to) in stated {
            if reaches(&above, to.as_str(), from.as_str()) {
                faults.push(fault(
                    submission,
                    at,
                    "LOOP",
                    Some(field.to_owned()),
                    format!("`{from}` would lie within itself, by way of `{to}`"),
                    "correct the one that is the wrong way round".to_owned(),
                ));
            }
        }
    }
    Ok(faults)
}

/// What some records of a noun lie in, as either audience is told.
async fn parents(
    db: &impl ConnectionTrait,
    noun: &str,
    ids: &BTreeSet<String>,
) -> Result<HashMap<String, BTreeSet<String>>, StoreError> {
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let mut found: HashMap<String, BTreeSet<String>> = HashMap::new();
    for batch in ids.chunks(BATCH) {
        let rows = match noun {
            "place" => lie_within::<Place>(db, crate::place::Column::Within, batch).await?,
            "organization" => {
                lie_within::<Organization>(db, crate::organization::Column::Parent, batch).await?
            }
            _ => lie_within::<Source>(db, crate::source::Column::EditionOf, batch).await?,
        };
        for (id, above) in rows {
            found.entry(id).or_default().extend(above);
        }
    }
    Ok(found)
}

/// What one field of some records of a noun leads to, as either audience is told.
pub(super) async fn lie_within<N: Table>(
    db: &impl ConnectionTrait,
    above: <N::Entity as EntityTrait>::Column,
    ids: &[&str],
) -> Result<Vec<(String, Option<String>)>, StoreError> {
    let rows = N::Entity::find().select_only().column(N::ID).column(above);
    Ok(rows.filter(N::ID.is_in(ids.iter().copied())).into_tuple().all(db).await?)
}

fn reaches(above: &BTreeMap<String, BTreeSet<String>>, from: &str, wanted: &str) -> bool {
    let mut looked = HashSet::new();
    let mut ahead = vec![from];
    while let Some(id) = ahead.pop() {
        if id == wanted {
            return true;
        }
        if looked.insert(id) {
            ahead.extend(above.get(id).into_iter().flatten().map(String::as_str));
        }
    }
    false
}
