//! Writes the records that the ledger comes to.

mod audiences;
mod changed_records;
mod circles;
mod compare;
mod docket;
mod leaning;
mod naming;
mod past;
mod pointing;
mod remake;
mod walk;
mod write;

use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

use detente_core::{
    Claim, Decision, EntryId, Merged, NOUNS, RecordId, Release, Ruling, Seen, Sight, Source,
    with_noun,
};
use sea_orm::{ConnectionTrait, DbErr};

pub(crate) use audiences::explained;
pub use changed_records::ChangedRecords;
pub(crate) use changed_records::Subjects;
pub(crate) use circles::{
    Behind, Spoken, across_place, compare_contradictions, contradictions, settlements, told,
    told_beside,
};
pub(crate) use compare::compare;
pub(crate) use docket::{Docket, read, rulings_on, said_of, scope, subjects};
pub(crate) use naming::{named, naming};
pub(crate) use past::{Files, is_sight};
pub(crate) use pointing::pointed_to;
pub(crate) use remake::remake;

use self::{
    audiences::cases,
    write::{Rows, Turned},
};
use crate::{StoreError, Table};

/// How many subjects are resolved at a time, while those before them are written.
const SUBJECTS: usize = 400;

/// How many such batches one stage of the work may be ahead of the next: so that none waits for another
/// because of one batch that takes long.
const AHEAD: usize = 2;

/// What is known of the subjects before they are settled.
#[derive(Default)]
pub(crate) struct News {
    /// Those of whom nobody had spoken before.
    new: Arc<Seen>,
    /// All that was ever said of them, as far as it is in memory.
    dockets: HashMap<RecordId, Docket>,
    /// Whether no record is written yet, so that there is none to compare with.
    nothing_written: bool,
    /// The subjects on which the keepers settled something.
    settled: BTreeSet<RecordId>,
}

impl News {
    /// Nothing but that no record is written yet.
    pub(crate) fn of_no_record() -> Self {
        Self { nothing_written: true, ..Self::default() }
    }

    /// Adds a claim on a subject of whom nobody had spoken before, and keeps what it says
    /// where all that is said of the subject is kept.
    pub(crate) fn tell(&mut self, at: EntryId, claim: Claim, keeps: bool) {
        Arc::make_mut(&mut self.new).first(claim.subject.as_str());
        if keeps {
            self.dockets.entry(claim.subject.clone()).or_default().claims.push((at, claim));
        }
    }

    /// Whether something may be written of a subject already.
    fn is_known(&self, id: &RecordId) -> bool {
        !self.nothing_written && !self.new.holds(id.as_str())
    }

    /// Adds a ruling of the revision that brings the news to all it bears on.
    pub(crate) fn rule(&mut self, at: EntryId, ruling: &Ruling) {
        if let Decision::Settle { subject, .. } = &ruling.decision {
            self.settled.insert(subject.clone());
        }
        match &ruling.decision {
            Decision::Show { what: Sight::Record { subject, .. } }
            | Decision::Hide { what: Sight::Record { subject, .. } }
            | Decision::Settle { subject, .. } => {
                if let Some(docket) = self.dockets.get_mut(subject) {
                    docket.rulings.push((at, ruling.clone()));
                }
            }
            decision => {
                let Some(scope) = scope(decision) else { return };
                for docket in self.dockets.values_mut() {
                    if docket.claims.iter().any(|(claim, _)| scope.holds(*claim, at.revision)) {
                        docket.rulings.push((at, ruling.clone()));
                    }
                }
            }
        }
    }
}

/// Computes the records of these subjects again, and of every other whose
/// record leans on one of them. Gives every subject whose record is another
/// now, and for whom.
pub(crate) async fn settle(
    db: &impl ConnectionTrait,
    merged: &Merged,
    mut subjects: Subjects,
    mut news: News,
) -> Result<ChangedRecords, StoreError> {
    let homes = |ids: BTreeSet<RecordId>| -> BTreeSet<RecordId> {
        if merged.is_empty() {
            return ids;
        }
        // What is hidden of one identifier is hidden under each that the public is left with.
        let kin: BTreeSet<RecordId> = ids.iter().flat_map(|id| merged.kin(id)).collect();
        kin.iter().flat_map(|id| merged.homes(id)).collect()
    };
    if !merged.is_empty() {
        // What stands under an identifier that leads elsewhere now is taken away.
        let moved = subjects.iter().filter(|id| merged.concerns(id)).collect();
        subjects.extend(homes(moved));
        news.dockets.retain(|id, _| !merged.concerns(id));
        let new = Arc::make_mut(&mut news.new);
        for (id, into, _) in merged.merges() {
            new.forget(id.as_str());
            new.forget(into.as_str());
        }
    }
    let mut circles = circles::Circles::new(&news);
    let mut changed = ChangedRecords::among(subjects);
    for noun in NOUNS {
        let at = changed.subjects.of_noun(noun);
        // Nothing can lean on what is not there yet.
        let known = |changed: &ChangedRecords, news: &News| -> Vec<RecordId> {
            changed.subjects.at(at.iter().copied()).filter(|id| news.is_known(id)).collect()
        };
        match *noun {
            "source" => {
                let known = known(&changed, &news);
                let before = leaning::documents(db, known.iter()).await?;
                settle_noun::<Source>(db, merged, &at, &mut changed, &mut news, &mut circles)
                    .await?;
                let after = leaning::documents(db, known.iter()).await?;
                let turned =
                    known.iter().filter(|id| before.get(id.as_str()) != after.get(id.as_str()));
                changed.subjects.extend(homes(leaning::spoken_of(db, merged, turned).await?));
            }
            "release" => {
                let known = known(&changed, &news);
                let before = leaning::release_days(db, known.iter()).await?;
                settle_noun::<Release>(db, merged, &at, &mut changed, &mut news, &mut circles)
                    .await?;
                let after = leaning::release_days(db, known.iter()).await?;
                let turned =
                    known.iter().filter(|id| before.get(id.as_str()) != after.get(id.as_str()));
                changed.subjects.extend(leaning::ending_in(db, turned).await?);
            }
            other => with_noun!(other, N => {
                settle_noun::<N>(db, merged, &at, &mut changed, &mut news, &mut circles).await?;
            }, _ => {}),
        }
    }
    for (id, shown) in circles.settle(db, merged, &changed).await? {
        changed.note(&id, shown);
    }
    Ok(changed)
}

/// Computes the records of a noun again, of which these are the places among all.
async fn settle_noun<N: Table>(
    db: &impl ConnectionTrait,
    merged: &Merged,
    at: &[usize],
    changed: &mut ChangedRecords,
    news: &mut News,
    circles: &mut circles::Circles,
) -> Result<(), StoreError> {
    let mut ready: Option<Batch<N>> = None;
    let mut around = leaning::Around::default();
    for batch in at.chunks(SUBJECTS) {
        let batch: Vec<RecordId> = changed.subjects.at(batch.iter().copied()).collect();
        // While some are heard and resolved, the database writes those before them.
        let written = async {
            match ready.take() {
                Some(ready) => ready.rows.write(db, &ready.known).await,
                None => Ok(Turned::default()),
            }
        };
        let (written, next) =
            tokio::join!(written, Batch::read(db, merged, &batch, news, &mut around));
        circles.turn(written?, changed);
        let mut next = next?;
        circles.keep(std::mem::take(&mut next.rows.members));
        ready = Some(next);
    }
    if let Some(ready) = ready {
        circles.turn(ready.rows.write(db, &ready.known).await?, changed);
    }
    Ok(())
}

/// Some subjects of a noun, and what is to be written of them.
struct Batch<N: Table> {
    rows: Rows<N>,
    /// Those of which something may be written already.
    known: Vec<RecordId>,
}

impl<N: Table> Batch<N> {
    async fn read(
        db: &impl ConnectionTrait,
        merged: &Merged,
        subjects: &[RecordId],
        news: &mut News,
        around: &mut leaning::Around,
    ) -> Result<Self, StoreError> {
        let mut known = Vec::new();
        let mut dockets = Vec::with_capacity(subjects.len());
        let mut unread = Vec::new();
        for subject in subjects {
            match news.dockets.remove_entry(subject) {
                Some(new) => dockets.push(new),
                None => unread.push(subject.clone()),
            }
            if news.is_known(subject) {
                known.push(subject.clone());
            }
        }
        if !unread.is_empty() {
            dockets.extend(docket::dockets(db, &unread, merged).await?);
        }
        Ok(Self { rows: resolved(db, merged, dockets, around).await?, known })
    }
}

/// What is to be written of some subjects, by all that bears on them.
async fn resolved<N: Table>(
    db: &impl ConnectionTrait,
    merged: &Merged,
    dockets: Vec<(RecordId, Docket)>,
    around: &mut leaning::Around,
) -> Result<Rows<N>, StoreError> {
    let cases = cases::<N>(db, merged, dockets, around).await?;
    aside(move || Rows::of(cases)).await
}

/// Does what takes the processor, and not the database, on a thread beside.
pub(crate) async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    tokio::task::spawn_blocking(work).await.map_err(|error| DbErr::Custom(error.to_string()))?
}
