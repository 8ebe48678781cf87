//! The only way in: one transaction writes a revision, its entries, the records
//! it changes for either audience, what they point to, and the list of them.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, hash_map::Entry};

use detente_core::{
    Body, ChainLink, Claim, Decision, EntryId, Heading, Instant, Merged, RecordId, Ruling, Scope,
    Sealed, Seed, Sight, Submission, chain,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};

use crate::{
    Role, Store, StoreError, Viewer,
    beside::side_by_side,
    boxed, check, erased,
    extend::{self, Origin},
    formed::{Form, Formed},
    insert::insert_many,
    ledger::{entry, revision},
    listed, merged, pending,
    settle::{self, News, scope},
    signature,
    store::{BATCH, changed_after},
    viewer::Shown,
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

/// What was written of a revision, before the transaction ends.
pub(crate) struct Written {
    pub appended: Appended,
    /// Which identifiers are merged now.
    merged: Merged,
    /// Whether something was erased.
    erased: bool,
}

impl Store {
    /// Adds a revision: all of it or nothing. A claim that the ledger holds
    /// already is left out; where nothing is left, there is no revision.
    pub async fn append(
        &self,
        viewer: &Viewer,
        draft: impl Into<Formed> + Send,
    ) -> Result<Appended, StoreError> {
        self.append_formed(viewer, draft.into()).await
    }

    #[boxed]
    async fn append_formed(&self, viewer: &Viewer, formed: Formed) -> Result<Appended, StoreError> {
        Self::may(viewer, &formed.draft)?;
        let tx = self.begin().await?;
        let Written { appended, merged, erased } = Self::write(&tx, viewer, formed).await?;
        let Some(number) = appended.revision else { return Ok(appended) };
        if let Some(key) = &self.signing {
            signature::sign(&tx, number, key).await?;
        }
        // Another process may have added revisions that this one has not seen yet.
        let missed = if self.seen() + 1 < number {
            changed_after(&tx, self.seen()).await?
        } else {
            Vec::new()
        };
        self.commit(tx).await?;
        self.know(merged);
        let missed = missed.iter().map(String::as_str);
        self.saw(number, appended.changed.iter().map(RecordId::as_str).chain(missed));
        if erased {
            self.forget_pasts().await?;
            self.clean().await?;
        }
        Ok(appended)
    }

    /// Whether the viewer may do all that a draft asks for.
    pub(crate) fn may(viewer: &Viewer, draft: &Draft) -> Result<(), StoreError> {
        let (needs, what) = if draft.rulings.iter().any(erases) {
            (Role::Admin, "erase entries")
        } else if draft.rulings.is_empty() {
            (Role::Contributor, "submit claims")
        } else {
            (Role::Editor, "rule on claims")
        };
        viewer.must(needs, what)
    }

    /// Writes a revision, and all that follows from it.
    pub(crate) async fn write(
        tx: &DatabaseTransaction,
        viewer: &Viewer,
        formed: impl Into<Formed>,
    ) -> Result<Written, StoreError> {
        if let Some(Origin { address: origin, .. }) = extend::origin(tx).await? {
            return Err(StoreError::MirrorOf { origin });
        }
        let Formed { draft, looked, forms } = formed.into();
        let Draft { submission, rulings, reason, made_at, seed } = draft;
        let before_it = merged::read(tx).await?;
        let check::Checked { mut faults, spoken_of } =
            check::check(tx, viewer, &before_it, &submission, looked).await?;
        faults.extend(check::rulings(tx, &rulings, &before_it, &submission).await?);
        if !faults.is_empty() {
            return Err(StoreError::Refused(faults));
        }
        let newest = revision::Entity::find().order_by_desc(revision::Column::Number).limit(1);
        let newest = newest.one(tx).await?;
        let (number, before) =
            newest.map_or((1, String::new()), |row| (row.number.cast_unsigned() + 1, row.hash));

        let Submission { author, message, claims } = submission;
        let sealed = |position: u32, text: String| Sealed::new(seed.salt(position), text);
        let claims = claims.into_iter().map(|new| new.claim);
        let claims = claims.zip(forms).collect();
        let (bodies, held) = unknown(tx, viewer, claims, &spoken_of).await?;
        let (added, known) = (bodies.len(), held.len());
        let accepts = viewer.role >= Role::Editor;
        let accept = (accepts && !bodies.is_empty())
            .then_some(Decision::Accept { entries: Scope::THIS_REVISION });
        // What someone else submitted and an editor says too waits no longer.
        let held: Vec<EntryId> = held.into_iter().flatten().collect();
        let waited = if accepts { pending::among(tx, &held).await? } else { BTreeSet::new() };
        let decisions = accept.into_iter().chain(said_too(&waited));
        let decisions = decisions.map(|decision| (decision, String::new()));
        let decisions = decisions.chain(rulings.into_iter().map(|ruling| (ruling, reason.clone())));
        let decisions: Vec<_> = decisions.collect();
        if bodies.is_empty() && decisions.is_empty() {
            let appended = Appended { revision: None, added, known, changed: Vec::new() };
            return Ok(Written { appended, merged: before_it, erased: false });
        }
        // Whoever may only submit does so in their own name.
        let author = if accepts { author } else { viewer.name.clone() };
        let mut rows = Vec::with_capacity(bodies.len() + decisions.len());
        let mut touched = BTreeSet::new();
        let mut news = News::default();
        let mut position = 0;
        let numbered = (1..).zip(bodies).collect();
        let entries = side_by_side(numbered, |(position, (claim, form))| {
            let id = EntryId { revision: number, position };
            let hash = form.hash.clone();
            let row = entry::Model::of_claim(id, &claim, hash, form.sealed(seed, position));
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
        let ruled: Vec<Decision> = decisions.iter().map(|(decision, _)| decision.clone()).collect();
        for (decision, reason) in decisions {
            position += 1;
            let id = EntryId { revision: number, position };
            touched.extend(ruled_on(tx, &decision, number).await?);
            let ruling = Ruling { author: viewer.name.clone(), reason, decision };
            news.rule(id, &ruling);
            let ruling = Body::Ruling(ruling);
            let text = canonical(id, &ruling)?;
            rows.push(entry::Model::new(id, &ruling, sealed(position, text)));
        }
        let heading = Heading { author: author.clone(), message };
        let link = ChainLink { before: &before, number, made_at: &made_at.to_string() };
        head(tx, link, &heading, seed, &rows).await?;
        if !accepts {
            let claims = rows.iter().filter(|row| row.kind == "claim");
            pending::wait(tx, &author, claims).await?;
        }
        insert_many::<entry::Entity>(tx, rows, entry::WRITTEN).await?;
        let (changed, merged) = follow(tx, number, &ruled, &before_it, touched, news, seed).await?;
        listed::write(tx, number, &changed, &[]).await?;
        let changed = changed.into_keys().collect();
        let appended = Appended { revision: Some(number), added, known, changed };
        Ok(Written { appended, merged, erased: ruled.iter().any(erases) })
    }

    /// What is wrong with a submission, all of it, without adding anything, as
    /// far as the viewer may know what it must fit.
    #[boxed]
    pub async fn check(
        &self,
        viewer: &Viewer,
        submission: &Submission,
    ) -> Result<Vec<detente_core::Fault>, StoreError> {
        let looked = check::look(submission);
        Ok(check::check(&self.db, viewer, &self.merged(), submission, looked).await?.faults)
    }
}

/// Writes a revision itself: its sealed heading, and the hash that chains it and
/// its entries to the revision before it.
pub(crate) async fn head(
    tx: &DatabaseTransaction,
    link: ChainLink<'_>,
    heading: &Heading,
    seed: Seed,
    entries: &[entry::Model],
) -> Result<(), StoreError> {
    let number = link.number;
    let heading = heading.canonical().map_err(|error| unwritable(number, 0, &error))?;
    let heading = Sealed::new(seed.salt(0), heading);
    let commitments = entries.iter().map(|row| row.commitment.as_str());
    let hash = chain(link, std::iter::once(heading.commitment.as_str()).chain(commitments));
    let row = revision::Model {
        number: number.cast_signed(),
        made_at: link.made_at.to_owned(),
        commitment: heading.commitment,
        salt: Some(heading.salt.to_string()),
        body: Some(heading.body),
        hash,
    };
    revision::Entity::insert(row.into_active_model()).exec_without_returning(tx).await?;
    Ok(())
}

/// Carries out what a revision rules, and settles all that it touches. Gives the
/// subjects whose records are others now, and which identifiers are merged.
pub(crate) async fn follow(
    tx: &DatabaseTransaction,
    number: u64,
    ruled: &[Decision],
    before: &Merged,
    mut touched: BTreeSet<RecordId>,
    news: News,
    seed: Seed,
) -> Result<(BTreeMap<RecordId, Shown>, Merged), StoreError> {
    for decision in ruled {
        pending::ruled(tx, decision, number).await?;
        if let Decision::Erase { entry } = decision {
            touched.extend(erased::erase(tx, *entry, seed).await?);
        }
    }
    let merged = merged::renew(tx, before, ruled, &touched).await?;
    let turned = merged.turned(before);
    if !turned.is_empty() {
        touched.extend(settle::naming(tx, &turned).await?);
    }
    let changed = settle::settle(tx, &merged, touched, news).await?;
    if !ruled.iter().all(is_of_this_revision) {
        let faults = check::nested(tx, &changed.keys().cloned().collect()).await?;
        if !faults.is_empty() {
            return Err(StoreError::Refused(faults));
        }
    }
    Ok((changed, merged))
}

fn erases(decision: &Decision) -> bool {
    matches!(decision, Decision::Erase { .. })
}

/// Whether a ruling is the one that lets an editor's own claims speak: what
/// these say was looked at before.
fn is_of_this_revision(decision: &Decision) -> bool {
    *decision == Decision::Accept { entries: Scope::THIS_REVISION }
}

/// The rulings that accept these claims, one for each revision that holds some.
fn said_too(waited: &BTreeSet<EntryId>) -> Vec<Decision> {
    let mut revisions: BTreeMap<u64, Vec<u32>> = BTreeMap::new();
    for entry in waited {
        revisions.entry(entry.revision).or_default().push(entry.position);
    }
    let scopes = revisions.into_iter();
    let scopes = scopes.map(|(on, positions)| Scope { revision: Some(on), positions });
    scopes.map(|entries| Decision::Accept { entries }).collect()
}

pub(crate) fn unwritable(revision: u64, position: u32, error: &serde_json::Error) -> StoreError {
    StoreError::Entry { entry: format!("{revision}.{position}"), error: error.to_string() }
}

fn canonical(id: EntryId, body: &Body) -> Result<String, StoreError> {
    body.canonical().map_err(|error| unwritable(id.revision, id.position, &error))
}

/// The claims that the ledger does not hold yet, as far as the viewer may know,
/// with their identity and their canonical form, and where it holds each of the
/// others; those said twice in one submission stand nowhere yet.
async fn unknown(
    db: &impl ConnectionTrait,
    viewer: &Viewer,
    claims: Vec<(Claim, Result<Form, serde_json::Error>)>,
    spoken_of: &HashSet<String>,
) -> Result<(Vec<(Claim, Form)>, Vec<Option<EntryId>>), StoreError> {
    let given = claims.len();
    // The same claim is on the same subject: only what was said of these can be known.
    let subjects = claims.iter().map(|(claim, _)| claim.subject.as_str());
    let subjects: BTreeSet<&str> = subjects.filter(|id| spoken_of.contains(*id)).collect();
    let subjects: Vec<&str> = subjects.into_iter().collect();
    let said: HashSet<&str> =
        claims.iter().filter_map(|(_, form)| Some(form.as_ref().ok()?.hash.as_str())).collect();
    let mut found: BTreeMap<EntryId, String> = BTreeMap::new();
    for batch in subjects.chunks(BATCH) {
        let rows = entry::Entity::find()
            .select_only()
            .columns([entry::Column::Hash, entry::Column::Revision, entry::Column::Position])
            .filter(entry::Column::Subject.is_in(batch.iter().copied()))
            .filter(entry::Column::Hash.is_not_null());
        let rows: Vec<(String, i64, i64)> = rows.into_tuple().all(db).await?;
        let rows = rows.into_iter().filter(|(hash, ..)| said.contains(hash.as_str()));
        found.extend(rows.map(|(hash, on, position)| (entry::place(on, position), hash)));
    }
    let told = check::told(db, viewer, found.keys().copied().collect()).await?;
    let mut held: HashMap<String, Option<EntryId>> = HashMap::with_capacity(given);
    // Where one is there twice, the first is the one that is ruled on.
    for (at, hash) in found.into_iter().filter(|(at, _)| told.contains(at)) {
        held.entry(hash).or_insert(Some(at));
    }
    let (mut new, mut known) = (Vec::with_capacity(given), Vec::new());
    for (claim, form) in claims {
        let form = form.map_err(|error| unwritable(0, 0, &error))?;
        match held.entry(form.hash.as_str().to_owned()) {
            Entry::Occupied(entry) => known.push(*entry.get()),
            Entry::Vacant(entry) => {
                entry.insert(None);
                new.push((claim, form));
            }
        }
    }
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
