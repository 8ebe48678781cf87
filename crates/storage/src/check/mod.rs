//! What the ledger knows that a submission must fit: which subjects exist, and
//! what lies within what. Everything wrong is found before anything is said.

mod known;
mod loops;
mod own_list;
mod rulings;
mod twice;

use std::{
    collections::HashSet,
    hash::{BuildHasher, RandomState},
};

use detente_core::{
    Audience, Body, Fault, Merged, Noun, Path, RecordId, Submission, lies_within, with_noun,
};
use sea_orm::ConnectionTrait;

use self::{
    known::{Known, known},
    loops::loops,
    own_list::own_list,
};
pub(crate) use self::{
    known::{shown, told},
    loops::nested,
    rulings::rulings,
};
use crate::{StoreError, Viewer, beside::side_by_side};

/// The one character that PostgreSQL keeps in no text, as JSON writes it.
const NOTHING: &str = "\\u0000";

/// What came of looking at a submission.
pub(crate) struct Checked {
    /// Everything that is wrong with it.
    pub faults: Vec<Fault>,
    /// The subjects, of those it names, that the ledger holds an entry on.
    pub spoken_of: HashSet<String>,
}

/// What the claims of a submission are by themselves: what is wrong with each,
/// and what it points to.
pub(crate) struct Looked {
    faults: Vec<(usize, Fault)>,
    links: Links,
}

/// Looks at each claim by itself, without the ledger.
pub(crate) fn look(submission: &Submission) -> Looked {
    let each = (0..submission.claims.len()).collect();
    let (faults, links): (Vec<_>, Vec<_>) =
        side_by_side(each, |at| by_itself(submission, at)).into_iter().unzip();
    Looked {
        faults: faults.into_iter().flatten().collect(),
        links: links.into_iter().flatten().collect(),
    }
}

/// Looks at a submission beside what the ledger holds, as far as the viewer may
/// know of it: what is kept from them is not to be told by what is wrong.
pub(crate) async fn check(
    db: &impl ConnectionTrait,
    viewer: &Viewer,
    merged: &Merged,
    submission: &Submission,
    looked: Looked,
) -> Result<Checked, StoreError> {
    let Looked { mut faults, links } = looked;
    let asked = submission.claims.iter().map(|new| &new.claim.subject);
    let asked: HashSet<&RecordId> = asked.chain(links.iter().map(|(_, _, id)| id)).collect();
    let Known { told, spoken_of } = known(db, viewer, merged, &asked).await?;
    let sees = if viewer.knows_all() { Audience::Restricted } else { viewer.sees };
    let introduced: HashSet<&RecordId> =
        submission.claims.iter().filter(|new| new.new).map(|new| &new.claim.subject).collect();
    let exists = |id: &RecordId| told.contains(id.as_str()) || introduced.contains(id);
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
    faults.extend(loops(db, sees, submission, &links).await?);
    faults.extend(own_list(db, sees, submission).await?);
    faults.extend(erased(db, submission).await?);
    faults.sort_by_key(|(at, _)| *at);
    let faults = faults.into_iter().map(|(_, fault)| fault).collect();
    Ok(Checked { faults, spoken_of })
}

/// The claims that were erased once.
async fn erased(
    db: &impl ConnectionTrait,
    submission: &Submission,
) -> Result<Vec<(usize, Fault)>, StoreError> {
    if !crate::erased::any(db).await? {
        return Ok(Vec::new());
    }
    let unwritable = |error: serde_json::Error| StoreError::Entry {
        entry: "submitted".to_owned(),
        error: error.to_string(),
    };
    let bodies = submission.claims.iter().map(|new| Body::Claim(new.claim.clone()).canonical());
    let bodies = bodies.collect::<Result<Vec<_>, _>>().map_err(unwritable)?;
    let found = crate::erased::erased(db, &bodies).await?;
    let refused = |at| {
        let problem = "this very claim was erased, and is not taken again".to_owned();
        let remedy = "leave it out, or ask an admin why it was erased".to_owned();
        fault(submission, at, "ERASED", None, problem, remedy)
    };
    Ok(found.into_iter().map(refused).collect())
}

type Links = Vec<(usize, String, RecordId)>;

/// What is wrong with a claim by itself, and what it points to.
fn by_itself(submission: &Submission, at: usize) -> (Vec<(usize, Fault)>, Links) {
    let claim = &submission.claims[at].claim;
    let (mut faults, mut links) = (Vec::new(), Vec::new());
    let mut wrong = |code, field, problem: String, remedy: String| {
        faults.push(fault(submission, at, code, field, problem, remedy));
    };
    if claim.states.as_str().contains(NOTHING) {
        let problem = "a text in it holds the character U+0000".to_owned();
        let remedy = "leave that character out: no source has it".to_owned();
        wrong("UNREADABLE", None, problem, remedy);
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
                wrong("DUPLICATE_KEY", Some(path), "the key stands twice in the list".to_owned(),
                    "give each element a key of its own".to_owned());
            }
            for impossible in states.impossible() {
                wrong("IMPOSSIBLE", Some(impossible.field), impossible.problem, impossible.remedy);
            }
        }
        Err(error) => wrong("UNREADABLE", None,
            format!("what the claim states cannot be read: {error}"),
            "correct the fields it names".to_owned()),
    }, _ => {});
    (faults, links)
}

/// The elements whose key stands twice in their list.
fn stated_twice<N: Noun>(states: &N) -> Vec<String> {
    // Hardly ever is there one: paths are kept only where two of them look the same.
    let (hashing, mut hashes) = (RandomState::new(), Vec::new());
    states.stated(&mut Path::default(), &mut |path, _| hashes.push(hashing.hash_one(path)));
    hashes.sort_unstable();
    if hashes.windows(2).all(|two| two[0] != two[1]) {
        return Vec::new();
    }
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
