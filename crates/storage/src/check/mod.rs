//! What the ledger knows that a submission must fit: which subjects exist, and
//! what lies within what. Everything wrong is found before anything is said.

mod known;
mod loops;
mod own_list;
mod repeated;
mod rulings;
mod spans;
mod twice;

use std::{
    collections::HashSet,
    hash::{BuildHasher, RandomState},
};

use detente_core::{
    Audience, Fault, Merged, NewClaim, Noun, Path, RecordId, dossier, lies_within, with_noun,
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
    repeated::{Said, repeated},
    rulings::rulings,
    spans::Spans,
};
use crate::{StoreError, Viewer, beside::side_by_side};

/// The one character that PostgreSQL keeps in no text, as JSON writes it.
const NOTHING: &str = "\\u0000";

/// So many faults are told; more of them help nobody.
const MOST: usize = 1000;

/// What claims are by themselves: what is wrong with each, and what it points to.
#[derive(Default)]
pub(crate) struct Looked {
    faults: Vec<(usize, Fault)>,
    links: Links,
}

/// Looks at each claim by itself, without the ledger. So many were looked at before.
pub(crate) fn look(claims: &[NewClaim], after: usize) -> Looked {
    let each = (after..).zip(claims).collect();
    let (faults, links): (Vec<_>, Vec<_>) =
        side_by_side(each, |(at, new)| by_itself(new, at)).into_iter().unzip();
    Looked {
        faults: faults.into_iter().flatten().collect(),
        links: links.into_iter().flatten().collect(),
    }
}

/// Claims that are looked at beside what the ledger holds, piece by piece, as far as the viewer may
/// know of it: what is kept from them is not to be told by what is wrong.
pub(crate) struct Checking<'a> {
    viewer: &'a Viewer,
    merged: &'a Merged,
    sees: Audience,
    spans: Spans,
    /// Whether anything was ever erased.
    erases: bool,
    looked_at: usize,
    faults: Vec<(usize, Fault)>,
    more: usize,
}

impl<'a> Checking<'a> {
    /// Begins with what all of the claims say for each other.
    pub(crate) async fn begin(
        db: &impl ConnectionTrait,
        viewer: &'a Viewer,
        merged: &'a Merged,
        mut spans: Spans,
    ) -> Result<Self, StoreError> {
        let sees = if viewer.knows_all() { Audience::Restricted } else { viewer.sees };
        let faults = loops(db, sees, &std::mem::take(&mut spans.nesting)).await?;
        let erases = crate::erased::any(db).await?;
        Ok(Self { viewer, merged, sees, spans, erases, looked_at: 0, faults, more: 0 })
    }

    /// Looks at the next claims. Gives the subjects, of those that they name, that the ledger holds an entry on.
    pub(crate) async fn piece(
        &mut self,
        db: &impl ConnectionTrait,
        claims: &[NewClaim],
        looked: Looked,
    ) -> Result<HashSet<String>, StoreError> {
        let after = self.looked_at;
        self.looked_at += claims.len();
        let Looked { mut faults, links } = looked;
        let asked = claims.iter().map(|new| &new.claim.subject);
        let asked: HashSet<&RecordId> = asked.chain(links.iter().map(|(_, _, id)| id)).collect();
        let Known { told, spoken_of } = known(db, self.viewer, self.merged, &asked).await?;
        let introduced = &self.spans.introduced;
        let exists = |id: &RecordId| told.contains(id.as_str()) || introduced.holds(id.as_str());
        for (at, new) in (after..).zip(claims) {
            if !exists(&new.claim.subject) {
                faults.push(fault(
                    new,
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
                &claims[*at - after],
                *at,
                "UNKNOWN_REFERENCE",
                Some(path.clone()),
                format!("`{id}` leads to nothing"),
                "check the identifier, or add a claim on it with `new = true`".to_owned(),
            ));
        }
        faults.extend(own_list(db, self.sees, claims, after, &self.spans).await?);
        if self.erases {
            faults.extend(erased(db, claims, after).await?);
        }
        self.faults.extend(faults);
        if self.faults.len() > MOST {
            // By their places: a loop may stand in a claim that is still to come.
            self.faults.sort_by_key(|(at, _)| *at);
            self.more += self.faults.len() - MOST;
            self.faults.truncate(MOST);
        }
        Ok(spoken_of)
    }

    /// Whether nothing was wrong so far.
    pub(crate) fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }

    /// Everything that is wrong, in the order of the claims.
    pub(crate) fn told(mut self) -> Vec<Fault> {
        self.faults.sort_by_key(|(at, _)| *at);
        let mut told: Vec<Fault> = self.faults.into_iter().map(|(_, fault)| fault).collect();
        if self.more > 0 {
            told.push(Fault {
                written_at: None,
                record: None,
                field: None,
                code: dossier::code::TOO_MANY_FAULTS,
                problem: format!("{} more faults are not listed", self.more),
                remedy: "correct these first, and check again".to_owned(),
            });
        }
        told
    }
}

/// The claims that were erased once.
async fn erased(
    db: &impl ConnectionTrait,
    claims: &[NewClaim],
    after: usize,
) -> Result<Vec<(usize, Fault)>, StoreError> {
    let unwritable = |error: serde_json::Error| StoreError::Entry {
        entry: "submitted".to_owned(),
        error: error.to_string(),
    };
    let bodies = claims.iter().map(|new| new.claim.canonical());
    let bodies = bodies.collect::<Result<Vec<_>, _>>().map_err(unwritable)?;
    let found = crate::erased::erased(db, &bodies).await?;
    let refused = |at: usize| {
        let problem = "this very claim was erased, and is not taken again".to_owned();
        let remedy = "leave it out, or ask an admin why it was erased".to_owned();
        fault(&claims[at], after + at, "ERASED", None, problem, remedy)
    };
    Ok(found.into_iter().map(refused).collect())
}

type Links = Vec<(usize, String, RecordId)>;

/// What is wrong with a claim by itself, and what it points to.
fn by_itself(new: &NewClaim, at: usize) -> (Vec<(usize, Fault)>, Links) {
    let claim = &new.claim;
    let (mut faults, mut links) = (Vec::new(), Vec::new());
    let mut wrong = |code, field, problem: String, remedy: String| {
        faults.push(fault(new, at, code, field, problem, remedy));
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
    new: &NewClaim,
    at: usize,
    code: &'static str,
    field: Option<String>,
    problem: String,
    remedy: String,
) -> (usize, Fault) {
    let record = Some(new.claim.subject.to_string());
    (at, Fault { written_at: new.written_at.clone(), record, field, code, problem, remedy })
}
