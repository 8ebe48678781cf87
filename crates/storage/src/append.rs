//! The only way in: one transaction writes a revision, its entries, the records
//! it changes for either audience, what they point to, and the list of them.

use std::collections::{BTreeMap, BTreeSet};

use detente_core::{
    ChainLink, Decision, EntryId, Heading, Instant, Merged, RecordId, Scope, Seed, Sight,
    Submission,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::{
    Role, Store, StoreError, Viewer, boxed, check,
    entering::Entering,
    erased,
    extend::{self, Origin},
    formed::{Formed, Piece},
    ledger::{entry, revision},
    listed, merged, pending,
    settle::{self, ChangedRecords, News, Subjects, scope},
    signature,
    store::changed_after,
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
    pub changed: ChangedRecords,
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
        let (place, tx) = self.begin().await?;
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
        let place = self.commit(place, tx).await?;
        self.know(merged);
        let missed = missed.iter().map(String::as_str);
        self.saw(number, appended.changed.texts().chain(missed));
        drop(place);
        if erased {
            self.forget_pasts().await?;
            self.clean().await?;
        }
        self.look_over(appended.added).await;
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
        let Formed { draft, spans, first, mut rest } = formed.into();
        let Draft { submission, rulings, reason, made_at, seed } = draft;
        let before_it = merged::read(tx).await?;
        let wrong = check::rulings(tx, &rulings, &before_it, &first.claims).await?;
        let mut checking = check::Checking::begin(tx, viewer, &before_it, spans).await?;
        let newest = revision::Entity::find().order_by_desc(revision::Column::Number).limit(1);
        let newest = newest.one(tx).await?;
        let (number, before) =
            newest.map_or((1, String::new()), |row| (row.number.cast_unsigned() + 1, row.hash));
        let accepts = viewer.role >= Role::Editor;
        // Whoever may only submit does so in their own name.
        let author = if accepts { submission.author } else { viewer.name.clone() };
        let heading = Heading { author, message: submission.message };
        let made_at = made_at.to_string();
        let link = ChainLink { before: &before, number, made_at: &made_at };
        let mut entering = Entering::new(tx, viewer, link, heading, seed);
        // What is new of a submission that is in memory as a whole is settled as it stands there.
        entering.keeps = rest.are_over();
        let mut passed = 0;
        let mut piece = Some(first);
        while let Some(Piece { claims, looked, forms }) = piece.take() {
            passed += claims.len();
            let next = Piece::next(rest, passed, seed);
            let entered = async {
                let spoken_of = checking.piece(tx, &claims, looked).await?;
                if wrong.is_empty() && checking.is_sound() {
                    entering.claims(claims, forms, &spoken_of).await?;
                }
                Ok::<_, StoreError>(())
            };
            // While some are written, the next are made ready.
            let (next, entered) = tokio::join!(next, entered);
            entered?;
            (piece, rest) = next?;
        }
        let mut faults = checking.told();
        faults.extend(wrong);
        if !faults.is_empty() {
            return Err(StoreError::Refused(faults));
        }
        let accept = (accepts && entering.added > 0)
            .then_some(Decision::Accept { entries: Scope::THIS_REVISION });
        // What someone else submitted and an editor says too waits no longer.
        let held = std::mem::take(&mut entering.held);
        let waited = if accepts { pending::among(tx, &held).await? } else { BTreeSet::new() };
        let decisions = accept.into_iter().chain(said_too(&waited));
        let decisions = decisions.map(|decision| (decision, String::new()));
        let decisions = decisions.chain(rulings.into_iter().map(|ruling| (ruling, reason.clone())));
        let decisions: Vec<_> = decisions.collect();
        let ruled: Vec<Decision> = decisions.iter().map(|(decision, _)| decision.clone()).collect();
        entering.rulings(decisions).await?;
        let Entering { opened, added, known, touched, news, .. } = entering;
        let Some(opened) = opened else {
            let appended =
                Appended { revision: None, added, known, changed: ChangedRecords::default() };
            return Ok(Written { appended, merged: before_it, erased: false });
        };
        opened.close(tx).await?;
        let (changed, merged) = follow(tx, number, &ruled, &before_it, touched, news, seed).await?;
        listed::write(tx, number, &changed, &[]).await?;
        let appended = Appended { revision: Some(number), added, known, changed };
        Ok(Written { appended, merged, erased: ruled.iter().any(erases) })
    }
}

/// Carries out what a revision rules, and settles all that it touches. Gives the
/// subjects whose records are others now, and which identifiers are merged.
pub(crate) async fn follow(
    tx: &DatabaseTransaction,
    number: u64,
    ruled: &[Decision],
    before: &Merged,
    mut touched: Subjects,
    news: News,
    seed: Seed,
) -> Result<(ChangedRecords, Merged), StoreError> {
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
        let faults = check::nested(tx, &changed).await?;
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
