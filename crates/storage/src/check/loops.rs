//! Records that would come to lie within themselves.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use detente_core::{Audience, Fault, Organization, Place, RecordId, Source};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use super::spans::Nesting;
use crate::{StoreError, Table, settle::ChangedRecords, store::BATCH, viewer::Shown};

/// The fields by which a record lies in another of its own kind.
const NESTING: [(&str, &str); 3] =
    [("place", "within"), ("organization", "parent"), ("source", "edition_of")];

/// How far up a chain is followed.
const DEEPEST: usize = 64;

/// Records that would come to lie within themselves, by what is submitted and
/// what the record says already, as an audience may know it.
pub(super) async fn loops(
    db: &impl ConnectionTrait,
    sees: Audience,
    nesting: &[Nesting],
) -> Result<Vec<(usize, Fault)>, StoreError> {
    let mut faults = Vec::new();
    for (noun, _) in NESTING {
        let stated: Vec<&Nesting> = nesting.iter().filter(|one| one.from.noun() == noun).collect();
        let mut above = Above::new();
        for Nesting { from, to, .. } in &stated {
            above.entry(from.to_string()).or_default().insert(to.to_string());
        }
        let asked: BTreeSet<String> = above.values().flatten().cloned().collect();
        let above = match sees {
            Audience::Public => all_above(db, noun, asked, Shown::to(sees), above).await?,
            // What would turn in a circle for either audience is none for both.
            Audience::Restricted => {
                let either = ["everyone", "public", "restricted"];
                all_above(db, noun, asked, either, above).await?
            }
        };
        for Nesting { at, written_at, from, field, to } in stated {
            if reaches(&above, to.as_str(), from.as_str()) {
                let fault = Fault {
                    written_at: written_at.clone(),
                    record: Some(from.to_string()),
                    field: Some((*field).to_owned()),
                    code: "LOOP",
                    problem: within_itself(from, to.as_str()),
                    remedy: "correct the one that is the wrong way round".to_owned(),
                };
                faults.push((*at, fault));
            }
        }
    }
    Ok(faults)
}

fn within_itself(id: &RecordId, by: &str) -> String {
    let way = if id.as_str() == by { String::new() } else { format!(", by way of `{by}`") };
    format!("`{id}` would lie within itself{way}")
}

/// Which of these records lie within themselves, as they are written now: what
/// was harmless by itself may be a loop together, or once two are one.
pub(crate) async fn nested(
    db: &impl ConnectionTrait,
    changed: &ChangedRecords,
) -> Result<Vec<Fault>, StoreError> {
    let mut faults: BTreeMap<RecordId, Fault> = BTreeMap::new();
    let all = NESTING.map(|(noun, field)| (noun, field, changed.of_noun(noun)));
    for (noun, field, from) in &all {
        for audience in Audience::ALL.iter().copied() {
            let asked = from.iter().map(ToString::to_string).collect();
            let above = all_above(db, noun, asked, Shown::to(audience), BTreeMap::new()).await?;
            for id in from {
                let up = above.get(id.as_str()).into_iter().flatten();
                let mut round = up.filter(|up| reaches(&above, up, id.as_str()));
                if let Some(by) = round.next() {
                    let problem = within_itself(id, by);
                    let remedy =
                        "do not let both speak: rule on the one that is the wrong way round";
                    let record = Some(id.to_string());
                    faults.entry(id.clone()).or_insert_with(|| Fault {
                        written_at: None,
                        record,
                        field: Some((*field).to_owned()),
                        code: "LOOP",
                        problem,
                        remedy: remedy.to_owned(),
                    });
                }
            }
        }
    }
    Ok(faults.into_values().collect())
}

type Above = BTreeMap<String, BTreeSet<String>>;

/// Everything that these lie in, step by step, beside what is known of it.
async fn all_above(
    db: &impl ConnectionTrait,
    noun: &str,
    mut asked: BTreeSet<String>,
    shown: impl IntoIterator<Item = &'static str> + Copy,
    mut above: Above,
) -> Result<Above, StoreError> {
    let mut looked = HashSet::new();
    for _ in 0..DEEPEST {
        asked.retain(|id| looked.insert(id.clone()));
        if asked.is_empty() {
            break;
        }
        let up = parents(db, noun, &asked, shown).await?;
        asked = up.values().flatten().cloned().collect();
        for (from, to) in up {
            above.entry(from).or_default().extend(to);
        }
    }
    Ok(above)
}

/// What some records of a noun lie in, by the rows that are shown to some.
async fn parents(
    db: &impl ConnectionTrait,
    noun: &str,
    ids: &BTreeSet<String>,
    shown: impl IntoIterator<Item = &'static str> + Copy,
) -> Result<HashMap<String, BTreeSet<String>>, StoreError> {
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let mut found: HashMap<String, BTreeSet<String>> = HashMap::new();
    for batch in ids.chunks(BATCH) {
        let rows = match noun {
            "place" => lie_within::<Place>(db, crate::place::Column::Within, batch, shown).await?,
            "organization" => {
                lie_within::<Organization>(db, crate::organization::Column::Parent, batch, shown)
                    .await?
            }
            _ => lie_within::<Source>(db, crate::source::Column::EditionOf, batch, shown).await?,
        };
        for (id, above) in rows {
            found.entry(id).or_default().extend(above);
        }
    }
    Ok(found)
}

/// What one field of some records of a noun leads to, by the rows that are shown to some.
pub(super) async fn lie_within<N: Table>(
    db: &impl ConnectionTrait,
    above: <N::Entity as EntityTrait>::Column,
    ids: &[&str],
    shown: impl IntoIterator<Item = &'static str>,
) -> Result<Vec<(String, Option<String>)>, StoreError> {
    let rows = N::Entity::find().select_only().column(N::ID).column(above);
    let rows = rows.filter(N::AUDIENCE.is_in(shown));
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
