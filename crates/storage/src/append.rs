//! The only way in: one transaction writes a revision, its entries, the records
//! it changes for either audience, what they point to, and the list of them.

use std::collections::{BTreeSet, HashSet};

use detente_core::{
    Body, ChainLink, Claim, ClaimHash, Decision, EntryId, Heading, Instant, RecordId, Ruling,
    Scope, Sealed, Seed, Sight, Submission, chain,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::{
    Role, Store, StoreError, Viewer,
    beside::side_by_side,
    check,
    insert::insert,
    ledger::{change, entry, revision},
    settle::{self, News, scope},
    store::{BATCH, changed_after},
};

/// What is to be added, with the moment and the randomness it needs.
pub struct Draft {
    /// The claims, with author and message.
    pub submission: Submission,
    /// The rulings.
    pub rulings: Vec<Decision>,
    /// Why they are made.
    pub reason: String,
    /// When.
    pub made_at: Instant,
    /// Where salts come from.
    pub seed: Seed,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appended {
    /// The revision; none where there was nothing to add.
    pub revision: Option<u64>,
    /// How many claims were added.
    pub added: usize,
    /// How many claims the ledger held already.
    pub known: usize,
    /// The subjects whose records were settled again.
    pub changed: Vec<RecordId>,
}

impl Store {
    /// Adds a revision: all of it or nothing. A claim that the ledger holds
    /// already is left out; where nothing is left, there is no revision.
    pub async fn append(&self, viewer: &Viewer, draft: Draft) -> Result<Appended, StoreError> {
        let Draft { submission, rulings, reason, made_at, seed } = draft;
        if viewer.role < Role::Contributor || (!rulings.is_empty() && viewer.role < Role::Editor) {
            let what = if rulings.is_empty() { "submit claims" } else { "rule on claims" };
            return Err(StoreError::Forbidden { name: viewer.name.clone(), what });
        }
        if let Some(what) = rulings.iter().find_map(unsupported) {
            return Err(StoreError::Forbidden { name: viewer.name.clone(), what });
        }
        let tx = self.begin().await?;
        let check::Checked { mut faults, spoken_of } = check::check(&tx, &submission).await?;
        faults.extend(check::rulings(&tx, &rulings).await?);
        if !faults.is_empty() {
            return Err(StoreError::Refused(faults));
        }
        let newest = revision::Entity::find().order_by_desc(revision::Column::Number).limit(1);
        let newest = newest.one(&tx).await?;
        let (number, before) =
            newest.map_or((1, String::new()), |row| (row.number.cast_unsigned() + 1, row.hash));

        let Submission { author, message, claims } = submission;
        let sealed = |position: u32, text: String| Sealed::new(seed.salt(position), text);
        let claims: Vec<Claim> = claims.into_iter().map(|new| new.claim).collect();
        let (bodies, known) = unknown(&tx, claims, &spoken_of).await?;
        let added = bodies.len();
        let accepted = viewer.role >= Role::Editor && !bodies.is_empty();
        let accept = accepted.then_some(Decision::Accept { entries: Scope::THIS_REVISION });
        let decisions = accept.into_iter().map(|decision| (decision, String::new()));
        let decisions = decisions.chain(rulings.into_iter().map(|ruling| (ruling, reason.clone())));
        let decisions: Vec<_> = decisions.collect();
        if bodies.is_empty() && decisions.is_empty() {
            return Ok(Appended { revision: None, added, known, changed: Vec::new() });
        }
        let mut rows = Vec::with_capacity(bodies.len() + decisions.len());
        let mut touched = BTreeSet::new();
        let mut news = News::default();
        let mut position = 0;
        let numbered = (1..).zip(bodies).collect();
        let entries = side_by_side(numbered, |(position, (claim, hash, text))| {
            let id = EntryId { revision: number, position };
            let row = entry::Model::of_claim(id, &claim, &hash, sealed(position, text));
            (id, claim, row)
        });
        for (id, claim, row) in entries {
            position = id.position;
            rows.push(row);
            touched.insert(claim.subject.clone());
            if !spoken_of.contains(claim.subject.as_str()) {
                let docket = news.dockets.entry(claim.subject.clone()).or_default();
                docket.claims.push((id, claim));
            }
        }
        for (decision, reason) in decisions {
            position += 1;
            let id = EntryId { revision: number, position };
            touched.extend(ruled_on(&tx, &decision, number).await?);
            let ruling = Ruling { author: viewer.name.clone(), reason, decision };
            news.rule(id, &ruling);
            let ruling = Body::Ruling(ruling);
            let text = canonical(id, &ruling)?;
            rows.push(entry::Model::new(id, &ruling, sealed(position, text)));
        }
        let heading = Heading { author, message };
        let heading = heading.canonical().map_err(|error| unwritable(number, 0, &error))?;
        let heading = sealed(0, heading);
        let made_at = made_at.to_string();
        let link = ChainLink { before: &before, number, made_at: &made_at };
        let commitments = rows.iter().map(|row| row.commitment.as_str());
        let hash = chain(link, std::iter::once(heading.commitment.as_str()).chain(commitments));
        let row = revision::Model {
            number: number.cast_signed(),
            made_at,
            commitment: heading.commitment,
            salt: Some(heading.salt.to_string()),
            body: Some(heading.body),
            hash,
        };
        revision::Entity::insert(row.into_active_model()).exec_without_returning(&tx).await?;
        insert::<entry::Entity>(&tx, rows).await?;
        let changed = settle::settle(&tx, touched, news).await?;
        let list = changed.iter().map(|(subject, shown)| change::Model {
            revision: number.cast_signed(),
            subject: subject.to_string(),
            audience: shown.word().to_owned(),
        });
        insert::<change::Entity>(&tx, list.collect()).await?;
        // Another process may have added revisions that this one has not seen yet.
        let missed = if self.seen() + 1 < number {
            changed_after(&tx, self.seen()).await?
        } else {
            Vec::new()
        };
        self.commit(tx).await?;
        let missed = missed.iter().map(String::as_str);
        self.saw(number, changed.keys().map(RecordId::as_str).chain(missed));
        let changed = changed.into_keys().collect();
        Ok(Appended { revision: Some(number), added, known, changed })
    }

    /// What is wrong with a submission, all of it, without adding anything.
    pub async fn check(
        &self,
        submission: &Submission,
    ) -> Result<Vec<detente_core::Fault>, StoreError> {
        Ok(check::check(&self.db, submission).await?.faults)
    }
}

/// What this version keeps in the ledger's form and does not yet carry out.
fn unsupported(decision: &Decision) -> Option<&'static str> {
    match decision {
        Decision::Merge { .. } => Some("merge records with this version"),
        Decision::Part { .. } => Some("part records with this version"),
        Decision::Erase { .. } => Some("erase entries with this version"),
        _ => None,
    }
}

pub(crate) fn unwritable(revision: u64, position: u32, error: &serde_json::Error) -> StoreError {
    StoreError::Entry { entry: format!("{revision}.{position}"), error: error.to_string() }
}

fn canonical(id: EntryId, body: &Body) -> Result<String, StoreError> {
    body.canonical().map_err(|error| unwritable(id.revision, id.position, &error))
}

/// The claims that the ledger does not hold yet, with their identity and their
/// canonical form, and how many it holds.
async fn unknown(
    db: &impl ConnectionTrait,
    claims: Vec<Claim>,
    spoken_of: &HashSet<String>,
) -> Result<(Vec<(Claim, ClaimHash, String)>, usize), StoreError> {
    let given = claims.len();
    // The same claim is on the same subject: only what was said of these can be known.
    let subjects: BTreeSet<&str> = claims.iter().map(|claim| claim.subject.as_str()).collect();
    let subjects: Vec<&str> = subjects.into_iter().filter(|id| spoken_of.contains(*id)).collect();
    let mut held: HashSet<String> = HashSet::with_capacity(given);
    for batch in subjects.chunks(BATCH) {
        let rows = entry::Entity::find()
            .select_only()
            .column(entry::Column::Hash)
            .filter(entry::Column::Subject.is_in(batch.iter().copied()))
            .filter(entry::Column::Hash.is_not_null());
        let rows: Vec<String> = rows.into_tuple().all(db).await?;
        held.extend(rows);
    }
    let formed = side_by_side(claims, |claim| {
        let body = Body::Claim(claim);
        let text = canonical(EntryId { revision: 0, position: 0 }, &body)?;
        Ok::<_, StoreError>((body, ClaimHash::of(&text), text))
    });
    let mut new = Vec::with_capacity(given);
    for formed in formed {
        let (body, hash, text) = formed?;
        if let (Body::Claim(claim), true) = (body, held.insert(hash.as_str().to_owned())) {
            new.push((claim, hash, text));
        }
    }
    let known = given - new.len();
    Ok((new, known))
}

/// The subjects whose records a ruling can change.
pub(crate) async fn ruled_on(
    db: &impl ConnectionTrait,
    decision: &Decision,
    here: u64,
) -> Result<BTreeSet<RecordId>, StoreError> {
    let scope = match (decision, scope(decision)) {
        (
            Decision::Show { what: Sight::Record { subject, .. } }
            | Decision::Hide { what: Sight::Record { subject, .. } }
            | Decision::Settle { subject, .. },
            _,
        ) => return Ok(BTreeSet::from([subject.clone()])),
        (_, None) => return Ok(BTreeSet::new()),
        (_, Some(scope)) => scope,
    };
    let Some(revision) = scope.revision.filter(|revision| *revision != here) else {
        return Ok(BTreeSet::new());
    };
    let mut claims =
        entry::Entity::find().filter(entry::Column::Revision.eq(revision.cast_signed()));
    if !scope.positions.is_empty() {
        let positions = scope.positions.iter().map(|position| i64::from(*position));
        claims = claims.filter(entry::Column::Position.is_in(positions));
    }
    settle::subjects(db, claims).await
}
