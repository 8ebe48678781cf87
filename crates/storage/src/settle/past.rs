//! What a record said when less was known: resolved from the ledger, up to a revision.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use detente_core::{
    Audience, Decision, Document, EntryId, Heard, Id, Noun, Record, RecordId, Release, Ruling,
    Source, Span, hear, with_noun,
};
use sea_orm::ConnectionTrait;

use super::{
    audiences::{View, view},
    docket::{Docket, dockets, scope},
    leaning::{Days, ReleaseDays},
};
use crate::{StoreError, store::BATCH, viewer::Shown};

/// Whether a ruling is about who may see something: today's decide that of the past too.
pub(crate) fn is_sight(decision: &Decision) -> bool {
    matches!(decision, Decision::Show { .. } | Decision::Hide { .. })
}

/// All that the ledger holds on some subjects, and on those their records lean on.
#[derive(Default)]
pub(crate) struct Files {
    files: BTreeMap<RecordId, Docket>,
    asked: BTreeSet<RecordId>,
}

impl Files {
    /// Takes them out of the ledger.
    pub(crate) async fn read(
        db: &impl ConnectionTrait,
        subjects: impl IntoIterator<Item = RecordId>,
    ) -> Result<Self, StoreError> {
        let mut files = Self::default();
        files.add(db, subjects.into_iter().collect()).await?;
        let leant_on = files.leant_on()?;
        files.add(db, leant_on).await?;
        // Sources weigh no claims on sources, so that nothing turns in a circle.
        let others = files.files.iter().filter(|(id, _)| id.noun() != Source::NAME);
        let claims = others.flat_map(|(_, docket)| &docket.claims);
        let sources = claims.map(|(_, claim)| claim.source.as_record_id().clone()).collect();
        files.add(db, sources).await?;
        Ok(files)
    }

    async fn add(
        &mut self,
        db: &impl ConnectionTrait,
        mut subjects: BTreeSet<RecordId>,
    ) -> Result<(), StoreError> {
        subjects.retain(|id| self.asked.insert(id.clone()));
        let subjects: Vec<RecordId> = subjects.into_iter().collect();
        for batch in subjects.chunks(BATCH) {
            for (id, mut docket) in dockets(db, batch).await? {
                docket.claims.sort_by_key(|(entry, _)| *entry);
                docket.rulings.sort_by_key(|(entry, _)| *entry);
                self.files.insert(id, docket);
            }
        }
        Ok(())
    }

    /// What any claim leans on, whether it is heard or not.
    fn leant_on(&self) -> Result<BTreeSet<RecordId>, StoreError> {
        let mut found = BTreeSet::new();
        for (id, docket) in &self.files {
            with_noun!(id.noun(), N => for (entry, claim) in &docket.claims {
                let states: N = claim.states.read().map_err(|error| unreadable(*entry, &error))?;
                found.extend(states.leans_on());
            }, _ => {});
        }
        Ok(found)
    }

    /// Every revision that can have changed one of the records.
    pub(crate) fn revisions(&self) -> BTreeSet<u64> {
        let entries = self.files.values().flat_map(|docket| {
            let claims = docket.claims.iter().map(|(entry, _)| *entry);
            claims.chain(docket.rulings.iter().map(|(entry, _)| *entry))
        });
        entries.map(|entry| entry.revision).collect()
    }

    /// The record of a subject, as it was known at a revision.
    pub(crate) fn record<N: Noun>(
        &self,
        id: &Id<N>,
        audience: Audience,
        known_at: u64,
    ) -> Result<Option<Record<N>>, StoreError> {
        Ok(self.view(id, audience, known_at)?.map(|view| view.record))
    }

    /// The rulings that a revision made on a subject or on a claim about it, and
    /// the claims that each is about; none where it is about the subject.
    pub(crate) fn rulings(
        &self,
        id: &RecordId,
        revision: u64,
    ) -> impl Iterator<Item = (&EntryId, &Ruling, Vec<EntryId>)> {
        let docket = self.files.get(id);
        let rulings = docket.into_iter().flat_map(|docket| &docket.rulings);
        let made = rulings.filter(move |(at, _)| at.revision == revision);
        made.map(move |(at, ruling)| {
            let claims = docket.into_iter().flat_map(|docket| &docket.claims);
            let on = claims.map(|(claim, _)| *claim).filter(|claim| match &ruling.decision {
                Decision::Settle { entry, .. } => entry == claim,
                decision => {
                    scope(decision).is_some_and(|scope| scope.holds(*claim, at.revision))
                }
            });
            (at, ruling, on.collect())
        })
    }

    fn view<N: Noun>(
        &self,
        id: &Id<N>,
        audience: Audience,
        known_at: u64,
    ) -> Result<Option<View<N>>, StoreError> {
        let heard = self.heard(id, audience, known_at)?;
        if heard.is_empty() {
            return Ok(None);
        }
        let mut days = Days::new();
        let leans_on: BTreeSet<RecordId> =
            heard.iter().flat_map(|claim| claim.states.leans_on()).collect();
        for leaned in leans_on {
            let Ok(release) = Id::<Release>::try_from(leaned) else { continue };
            let Some(view) = self.view::<Release>(&release, audience, known_at)? else { continue };
            if let Some(on) = view.record.fields.on {
                let (first, last) = (&view.keys.first_day, &view.keys.last_day);
                let within = Span { first: first.parse().ok(), last: last.parse().ok() };
                let both = days.entry(release.to_string()).or_default();
                both.set(Shown::Everyone.word(), &ReleaseDays { on, within });
            }
        }
        Ok(Some(view(id.clone(), heard, &days, audience)?))
    }

    fn heard<N: Noun>(
        &self,
        id: &Id<N>,
        audience: Audience,
        known_at: u64,
    ) -> Result<Vec<Heard<N>>, StoreError> {
        let Some(docket) = self.files.get(id.as_record_id()) else { return Ok(Vec::new()) };
        let known = docket.claims.partition_point(|(entry, _)| entry.revision <= known_at);
        let claims = &docket.claims[..known];
        let counts = |(at, ruling): &&(EntryId, Ruling)| {
            at.revision <= known_at || is_sight(&ruling.decision)
        };
        let rulings: Vec<_> = docket.rulings.iter().filter(counts).cloned().collect();
        let mut documents: HashMap<&Id<Source>, Document> = HashMap::new();
        if N::NAME != Source::NAME {
            for (_, claim) in claims {
                if !documents.contains_key(&claim.source) {
                    let source = self.record::<Source>(&claim.source, audience, known_at)?;
                    let fields = source.as_ref().map(|source| &source.fields);
                    documents.insert(&claim.source, Document::of(&claim.source, fields));
                }
            }
        }
        let document = |source: &Id<Source>| {
            documents.get(source).cloned().unwrap_or_else(|| Document::of(source, None))
        };
        let admitted = hear::<N>(id.as_record_id(), claims, &rulings, audience, document);
        Ok(admitted.map_err(|(entry, error)| unreadable(entry, &error))?.heard)
    }
}

fn unreadable(entry: EntryId, error: &serde_json::Error) -> StoreError {
    StoreError::Entry { entry: entry.to_string(), error: error.to_string() }
}
