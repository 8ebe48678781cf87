//! Writes the records that the ledger comes to.

mod audiences;
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

use std::collections::{BTreeMap, BTreeSet, HashMap};

use detente_core::{
    Decision, EntryId, Merged, NOUNS, RecordId, Release, Ruling, Sight, Source, with_noun,
};
use sea_orm::{ConnectionTrait, DbErr};

pub(crate) use audiences::explained;
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
use crate::{StoreError, Table, viewer::Shown};

/// How many subjects are resolved at a time, while those before them are written.
const SUBJECTS: usize = 400;

/// What is known of the subjects before they are settled.
#[derive(Default)]
pub(crate) struct News {
    /// All that was ever said of those of whom nobody had spoken before.
    pub dockets: HashMap<RecordId, Docket>,
    /// Whether no record is written yet, so that there is none to compare with.
    pub nothing_written: bool,
    /// The subjects on which the keepers settled something.
    pub settled: BTreeSet<RecordId>,
}

impl News {
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
    mut subjects: BTreeSet<RecordId>,
    mut news: News,
) -> Result<BTreeMap<RecordId, Shown>, StoreError> {
    let mut changed = BTreeMap::new();
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
        subjects.extend(homes(subjects.clone()));
        news.dockets.retain(|id, _| !merged.concerns(id));
    }
    let mut circles = circles::Circles::new(&news);
    for noun in NOUNS {
        let ids: Vec<RecordId> = subjects.iter().filter(|id| id.noun() == *noun).cloned().collect();
        // Nothing can lean on what is not there yet.
        let spoken_of = |id: &&RecordId| !news.dockets.contains_key(*id);
        let known: Vec<RecordId> = ids.iter().filter(spoken_of).cloned().collect();
        let known = if news.nothing_written { Vec::new() } else { known };
        match *noun {
            "source" => {
                let before = leaning::documents(db, known.iter()).await?;
                changed.extend(
                    settle_noun::<Source>(db, merged, &ids, &mut news, &mut circles).await?,
                );
                let after = leaning::documents(db, known.iter()).await?;
                let turned =
                    known.iter().filter(|id| before.get(id.as_str()) != after.get(id.as_str()));
                subjects.extend(homes(leaning::spoken_of(db, merged, turned).await?));
            }
            "release" => {
                let before = leaning::release_days(db, known.iter()).await?;
                changed.extend(
                    settle_noun::<Release>(db, merged, &ids, &mut news, &mut circles).await?,
                );
                let after = leaning::release_days(db, known.iter()).await?;
                let turned =
                    known.iter().filter(|id| before.get(id.as_str()) != after.get(id.as_str()));
                subjects.extend(leaning::ending_in(db, turned).await?);
            }
            other => with_noun!(other, N => {
                changed.extend(settle_noun::<N>(db, merged, &ids, &mut news, &mut circles).await?);
            }, _ => {}),
        }
    }
    for (id, shown) in circles.settle(db, merged, &changed).await? {
        let for_whom = changed.entry(id).or_insert(shown);
        *for_whom = for_whom.and(shown);
    }
    Ok(changed)
}

async fn settle_noun<N: Table>(
    db: &impl ConnectionTrait,
    merged: &Merged,
    subjects: &[RecordId],
    news: &mut News,
    circles: &mut circles::Circles,
) -> Result<BTreeMap<RecordId, Shown>, StoreError> {
    let mut changed = BTreeMap::new();
    let mut ready: Option<Batch<N>> = None;
    let mut around = leaning::Around::default();
    for batch in subjects.chunks(SUBJECTS) {
        // While some are heard and resolved, the database writes those before them.
        let written = async {
            match ready.take() {
                Some(ready) => ready.rows.write(db, &ready.known).await,
                None => Ok(Turned::default()),
            }
        };
        let (written, next) =
            tokio::join!(written, Batch::read(db, merged, batch, news, &mut around));
        changed.extend(circles.turn(written?));
        let mut next = next?;
        circles.keep(std::mem::take(&mut next.rows.members));
        ready = Some(next);
    }
    if let Some(ready) = ready {
        changed.extend(circles.turn(ready.rows.write(db, &ready.known).await?));
    }
    Ok(changed)
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
        for subject in subjects {
            match news.dockets.remove_entry(subject) {
                Some(new) => dockets.push(new),
                None => known.push(subject.clone()),
            }
        }
        if !known.is_empty() {
            dockets.extend(docket::dockets(db, &known, merged).await?);
        }
        if news.nothing_written {
            known.clear();
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
