//! What the ledger knows that a submission must fit: which subjects exist, and
//! what lies within what. Everything wrong is found before anything is said.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use detente_core::{
    Fault, Noun, Organization, Path, Place, RecordId, Source, Submission, lies_within, with_noun,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::{StoreError, Table, ledger::entry, store::BATCH};

/// The fields by which a record lies in another of its own kind.
const NESTING: [(&str, &str); 3] =
    [("place", "within"), ("organization", "parent"), ("source", "edition_of")];

/// How far up a chain is followed.
const DEEPEST: usize = 64;

/// The one character that PostgreSQL keeps in no text, as JSON writes it.
const NOTHING: &str = "\\u0000";

/// What came of looking at a submission.
pub(crate) struct Checked {
    /// Everything that is wrong with it.
    pub faults: Vec<Fault>,
    /// The subjects, of those it names, that the ledger holds an entry on.
    pub spoken_of: HashSet<String>,
}

pub(crate) async fn check(
    db: &impl ConnectionTrait,
    submission: &Submission,
) -> Result<Checked, StoreError> {
    let mut faults = Vec::new();
    let mut links: Vec<(usize, String, RecordId)> = Vec::new();
    for (at, new) in submission.claims.iter().enumerate() {
        let claim = &new.claim;
        if claim.states.as_str().contains(NOTHING) {
            faults.push(fault(
                submission,
                at,
                "UNREADABLE",
                None,
                "a text in it holds the character U+0000".to_owned(),
                "leave that character out: no source has it".to_owned(),
            ));
        }
        links.push((at, "source".to_owned(), claim.source.as_record_id().clone()));
        if let Some(voice) = &claim.said_by {
            links.push((at, "said_by".to_owned(), voice.as_record_id().clone()));
        }
        with_noun!(claim.subject.noun(), N => match claim.states.read::<N>() {
            Ok(states) => {
                detente_core::Fields::links(&states, &mut |link, id| {
                    let path = match link.field.split_once('.') {
                        Some((list, part)) => format!("{list}.{}.{part}", link.element),
                        None => link.field.to_owned(),
                    };
                    links.push((at, path, id));
                });
                for path in stated_twice(&states) {
                    faults.push(fault(submission, at, "DUPLICATE_KEY", Some(path),
                        "the key stands twice in the list".to_owned(),
                        "give each element a key of its own".to_owned()));
                }
                for impossible in states.impossible() {
                    faults.push(fault(submission, at, "IMPOSSIBLE", Some(impossible.field),
                        impossible.problem, impossible.remedy));
                }
            }
            Err(error) => faults.push(fault(submission, at, "UNREADABLE", None,
                format!("what the claim states cannot be read: {error}"),
                "correct the fields it names".to_owned())),
        }, _ => {});
    }
    let asked = submission.claims.iter().map(|new| &new.claim.subject);
    let asked: BTreeSet<&RecordId> = asked.chain(links.iter().map(|(_, _, id)| id)).collect();
    let (known, spoken_of) = known(db, &asked).await?;
    let introduced: HashSet<&RecordId> =
        submission.claims.iter().filter(|new| new.new).map(|new| &new.claim.subject).collect();
    let exists = |id: &RecordId| known.contains(id.as_str()) || introduced.contains(id);
    for (at, new) in submission.claims.iter().enumerate() {
        if !exists(&new.claim.subject) {
            faults.push(fault(
                submission,
                at,
                "UNKNOWN_SUBJECT",
                None,
                "nobody has spoken of this subject before".to_owned(),
                "check the identifier, or say `new = true` if it is new".to_owned(),
            ));
        }
    }
    for (at, path, id) in links.iter().filter(|(_, _, id)| !exists(id)) {
        faults.push(fault(
            submission,
            *at,
            "UNKNOWN_REFERENCE",
            Some(path.clone()),
            format!("`{id}` leads to nothing"),
            "check the identifier, or add a claim on it with `new = true`".to_owned(),
        ));
    }
    faults.extend(loops(db, submission, &links).await?);
    faults.sort_by_key(|(at, _)| *at);
    let faults = faults.into_iter().map(|(_, fault)| fault).collect();
    Ok(Checked { faults, spoken_of })
}

/// The elements whose key stands twice in their list.
fn stated_twice<N: Noun>(states: &N) -> Vec<String> {
    let (mut seen, mut twice) = (HashSet::new(), Vec::new());
    states.stated(&mut Path::default(), &mut |path, _| {
        if !seen.insert(path.to_owned()) {
            twice.push(path.to_owned());
        }
    });
    // The fields of a second element repeat those of the first.
    twice.dedup_by(|path, above| lies_within(path, above));
    twice
}

fn fault(
    submission: &Submission,
    at: usize,
    code: &'static str,
    field: Option<String>,
    problem: String,
    remedy: String,
) -> (usize, Fault) {
    let new = &submission.claims[at];
    let record = Some(new.claim.subject.to_string());
    (at, Fault { written_at: new.written_at.clone(), record, field, code, problem, remedy })
}

/// Which of these subjects the ledger holds a claim on, and which any entry.
async fn known(
    db: &impl ConnectionTrait,
    asked: &BTreeSet<&RecordId>,
) -> Result<(HashSet<String>, HashSet<String>), StoreError> {
    let asked: Vec<&str> = asked.iter().map(|id| id.as_str()).collect();
    let (mut known, mut spoken_of) = (HashSet::new(), HashSet::new());
    for batch in asked.chunks(BATCH) {
        let rows = entry::Entity::find()
            .select_only()
            .columns([entry::Column::Subject, entry::Column::Kind])
            .filter(entry::Column::Subject.is_in(batch.iter().copied()))
            .distinct();
        let rows: Vec<(String, String)> = rows.into_tuple().all(db).await?;
        for (subject, kind) in rows {
            if kind == "claim" {
                known.insert(subject.clone());
            }
            spoken_of.insert(subject);
        }
    }
    Ok((known, spoken_of))
}

/// Records that would come to lie within themselves, by this submission and
/// what the record says already.
async fn loops(
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

async fn lie_within<N: Table>(
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
