//! What a record said when less was known: resolved from the ledger, up to a revision.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::{Arc, Mutex, PoisonError},
};

use detente_core::{
    Audience, Claim, Decision, Document, EntryId, Heard, Id, Merged, Noun, Record, RecordId,
    Release, Ruling, Source, Span, hear, hidden_fields, lies_within, respelled, with_noun,
};
use sea_orm::ConnectionTrait;

use super::{
    audiences::{View, view},
    docket::{Docket, said_with_sources, scope},
    leaning::{Days, ReleaseDays},
};
use crate::{StoreError, store::batches, viewer::Shown};

/// Whether a ruling is about who may see something: today's decide that of the past too.
pub(crate) fn is_sight(decision: &Decision) -> bool {
    matches!(decision, Decision::Show { .. } | Decision::Hide { .. })
}

/// All that the ledger holds on some subjects, and on those their records lean on.
#[derive(Default)]
pub(crate) struct Files {
    /// What was said of each identifier by itself.
    dockets: BTreeMap<RecordId, Docket>,
    asked: BTreeSet<RecordId>,
    merges: Arc<Vec<(EntryId, Decision)>>,
    /// Which identifiers were one at a revision, by that.
    merged: Mutex<HashMap<u64, Arc<Merged>>>,
}

impl Files {
    /// Takes them out of the ledger.
    pub(crate) async fn read(
        db: &impl ConnectionTrait,
        subjects: impl IntoIterator<Item = RecordId>,
        merges: Arc<Vec<(EntryId, Decision)>>,
    ) -> Result<Self, StoreError> {
        let mut subjects: BTreeSet<RecordId> = subjects.into_iter().collect();
        // Merges are rare: where there are any, all of them are looked at.
        for (_, decision) in merges.iter() {
            if let Decision::Merge { subject, into: other }
            | Decision::Part { subject, from: other } = decision
            {
                subjects.extend([subject.clone(), other.clone()]);
            }
        }
        let mut files = Self { merges, ..Self::default() };
        files.add(db, subjects).await?;
        if files.merges.is_empty() {
            return Ok(files);
        }
        // What is noted of one identifier may lead by another now.
        let mut further = files.leant_on()?;
        // Sources weigh no claims on sources, so that nothing turns in a circle.
        let others = files.dockets.iter().filter(|(id, _)| id.noun() != Source::NAME);
        let claims = others.flat_map(|(_, docket)| &docket.claims);
        further.extend(claims.map(|(_, claim)| claim.source.as_record_id().clone()));
        files.add(db, further).await?;
        Ok(files)
    }

    /// Takes out what was said of these, and of those that their records lean on.
    async fn add(
        &mut self,
        db: &impl ConnectionTrait,
        mut subjects: BTreeSet<RecordId>,
    ) -> Result<(), StoreError> {
        subjects.retain(|id| !self.asked.contains(id) && !self.dockets.contains_key(id));
        let subjects: Vec<RecordId> = subjects.into_iter().collect();
        for batch in batches(&subjects) {
            for (id, mut docket) in said_with_sources(db, batch).await? {
                docket.claims.sort_by_key(|(entry, _)| *entry);
                docket.rulings.sort_by_key(|(entry, _)| *entry);
                self.dockets.insert(id, docket);
            }
        }
        self.asked.extend(subjects);
        Ok(())
    }

    /// Leaves to each subject only what these sources said of it in their own word. What was
    /// retracted they did say: or else whoever reads them again would say it anew.
    pub(crate) fn hear_only(&mut self, sources: &BTreeSet<Id<Source>>) {
        let speaks = |claim: &Claim| claim.said_by.is_none() && sources.contains(&claim.source);
        for docket in self.dockets.values_mut() {
            docket.claims.retain(|(_, claim)| speaks(claim));
            docket
                .rulings
                .retain(|(_, ruling)| !matches!(ruling.decision, Decision::Retract { .. }));
        }
    }

    /// What any claim leans on, whether it is heard or not.
    fn leant_on(&self) -> Result<BTreeSet<RecordId>, StoreError> {
        let mut found = BTreeSet::new();
        for (id, docket) in &self.dockets {
            with_noun!(id.noun(), N => for (entry, claim) in &docket.claims {
                let states: N = claim.states.read().map_err(|error| unreadable(*entry, &error))?;
                found.extend(states.leans_on());
            }, _ => {});
        }
        Ok(found)
    }

    /// Every revision that can have changed one of the records.
    pub(crate) fn revisions(&self) -> BTreeSet<u64> {
        let entries = self.dockets.values().flat_map(|docket| {
            let claims = docket.claims.iter().map(|(entry, _)| *entry);
            claims.chain(docket.rulings.iter().map(|(entry, _)| *entry))
        });
        let merges = self.merges.iter().map(|(entry, _)| *entry);
        entries.chain(merges).map(|entry| entry.revision).collect()
    }

    /// Which identifiers were one at a revision, and whether the public may know:
    /// that is whoever may see both.
    pub(crate) fn merged(&self, known_at: u64) -> Result<Arc<Merged>, StoreError> {
        let kept = || self.merged.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(merged) = kept().get(&known_at) {
            return Ok(Arc::clone(merged));
        }
        let mut merged = Merged::default();
        for (at, decision) in self.merges.iter() {
            if at.revision <= known_at {
                merged.rule(decision);
            }
        }
        let pairs = merged.merges().flat_map(|(id, into, _)| [id.clone(), into.clone()]);
        let apart = merged.untold();
        let mut seen = BTreeSet::new();
        for id in pairs.collect::<BTreeSet<RecordId>>() {
            let heard = with_noun!(id.noun(), N => {
                let id: Id<N> = id.clone().try_into()?;
                self.hear(&id, &apart, Audience::Public, known_at, &HashMap::new())?.len()
            }, _ => 0);
            if heard > 0 {
                seen.insert(id);
            }
        }
        merged.show(|id, into| Some(seen.contains(id) && seen.contains(into)));
        let merged = Arc::new(merged);
        kept().insert(known_at, Arc::clone(&merged));
        Ok(merged)
    }

    /// The identifier that led an audience to a subject at a revision.
    pub(crate) fn home(
        &self,
        audience: Audience,
        id: &RecordId,
        known_at: u64,
    ) -> Result<RecordId, StoreError> {
        Ok(self.merged(known_at)?.home(audience, id).clone())
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
        let members = self.merges.iter().filter_map(|(_, decision)| match decision {
            Decision::Merge { subject, into } if into == id => Some(subject),
            _ => None,
        });
        let members: BTreeSet<&RecordId> = members.chain([id]).collect();
        let dockets: Vec<&Docket> =
            members.into_iter().filter_map(|id| self.dockets.get(id)).collect();
        let mut made: BTreeMap<&EntryId, (&Ruling, Vec<EntryId>)> = BTreeMap::new();
        for docket in dockets {
            for (at, ruling) in docket.rulings.iter().filter(|(at, _)| at.revision == revision) {
                let on = docket.claims.iter().map(|(claim, _)| *claim);
                let on = on.filter(|claim| match &ruling.decision {
                    Decision::Settle { entry, .. } => entry == claim,
                    decision => {
                        scope(decision).is_some_and(|scope| scope.holds(*claim, at.revision))
                    }
                });
                made.entry(at).or_insert((ruling, Vec::new())).1.extend(on);
            }
        }
        made.into_iter().map(|(at, (ruling, on))| (at, ruling, on))
    }

    /// Whether the public may see a field of a subject by today's rulings, the empty path being all of it.
    pub(crate) fn shows<N: Noun>(&self, id: &Id<N>, field: &str) -> Result<bool, StoreError> {
        let merged = self.merged(u64::MAX)?;
        let kin = merged.kin(id.as_record_id());
        let dockets = kin.iter().filter_map(|member| self.dockets.get(member));
        let rulings: Vec<_> = dockets.flat_map(|docket| docket.rulings.iter().cloned()).collect();
        let field = respelled(N::NAME, field);
        let hidden = hidden_fields::<N>(id.as_record_id(), &rulings, &merged);
        Ok(!hidden.iter().any(|hidden| lies_within(&field, hidden)))
    }

    /// Whether a claim that is heard on a subject is kept from the public.
    pub(crate) fn is_untold<N: Noun>(
        &self,
        id: &Id<N>,
        claim: EntryId,
        known_at: u64,
    ) -> Result<bool, StoreError> {
        let merged = self.merged(known_at)?;
        let hears = |audience: Audience| {
            let heard = self.heard(id, &merged, audience, known_at)?;
            Ok::<_, StoreError>(heard.iter().any(|heard| heard.entry == claim))
        };
        Ok(hears(Audience::Restricted)? && !hears(Audience::Public)?)
    }

    fn view<N: Noun>(
        &self,
        id: &Id<N>,
        audience: Audience,
        known_at: u64,
    ) -> Result<Option<View<N>>, StoreError> {
        let merged = self.merged(known_at)?;
        let home: Id<N> = match merged.moved(audience, id.as_record_id()) {
            Some(home) => home.clone().try_into()?,
            None => id.clone(),
        };
        let id = &home;
        let heard = self.heard(id, &merged, audience, known_at)?;
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

    /// The claims that spoke to an audience, with what was known of their sources.
    fn heard<N: Noun>(
        &self,
        id: &Id<N>,
        merged: &Merged,
        audience: Audience,
        known_at: u64,
    ) -> Result<Vec<Heard<N>>, StoreError> {
        let mut documents: HashMap<Id<Source>, Document> = HashMap::new();
        if N::NAME != Source::NAME {
            let (claims, _) = self.said(id.as_record_id(), merged, known_at);
            for (_, claim) in claims.iter() {
                let source: Id<Source> =
                    merged.home(audience, claim.source.as_record_id()).clone().try_into()?;
                if !documents.contains_key(&source) {
                    let known = self.record::<Source>(&source, audience, known_at)?;
                    let fields = known.as_ref().map(|source| &source.fields);
                    documents.insert(source.clone(), Document::of(&source, fields));
                }
            }
        }
        self.hear(id, merged, audience, known_at, &documents)
    }

    fn hear<N: Noun>(
        &self,
        id: &Id<N>,
        merged: &Merged,
        audience: Audience,
        known_at: u64,
        documents: &HashMap<Id<Source>, Document>,
    ) -> Result<Vec<Heard<N>>, StoreError> {
        let (claims, rulings) = self.said(id.as_record_id(), merged, known_at);
        let document = |source: &Id<Source>| {
            documents.get(source).cloned().unwrap_or_else(|| Document::of(source, None))
        };
        let admitted = hear::<N>(id.as_record_id(), &claims, &rulings, merged, audience, document);
        Ok(admitted.map_err(|(entry, error)| unreadable(entry, &error))?.heard)
    }

    /// The claims that were made of a subject under any of its identifiers, and
    /// the rulings that count, on its kin too.
    fn said(&self, id: &RecordId, merged: &Merged, known_at: u64) -> Said<'_> {
        let mut members: BTreeSet<RecordId> = BTreeSet::from([id.clone()]);
        if !merged.is_empty() {
            members.extend(Audience::ALL.iter().flat_map(|audience| merged.members(*audience, id)));
        }
        let counts = |(at, ruling): &&(EntryId, Ruling)| {
            at.revision <= known_at || is_sight(&ruling.decision)
        };
        let (mut claims, mut rulings) = (Cow::Borrowed(&[][..]), Vec::new());
        let kin = merged.kin(id);
        for docket in kin.iter().filter_map(|id| self.dockets.get(id)) {
            rulings.extend(docket.rulings.iter().filter(counts).cloned());
        }
        for docket in members.iter().filter_map(|member| self.dockets.get(member)) {
            let known = docket.claims.partition_point(|(entry, _)| entry.revision <= known_at);
            let known = &docket.claims[..known];
            if claims.is_empty() {
                claims = Cow::Borrowed(known);
            } else {
                claims.to_mut().extend(known.iter().cloned());
            }
        }
        if members.len() > 1 {
            claims.to_mut().sort_by_key(|(entry, _)| *entry);
        }
        if kin.len() > 1 {
            rulings.sort_by_key(|(at, _)| *at);
            rulings.dedup_by_key(|(at, _)| *at);
        }
        (claims, rulings)
    }
}

/// Claims and rulings on a subject.
type Said<'a> = (Cow<'a, [(EntryId, Claim)]>, Vec<(EntryId, Ruling)>);

fn unreadable(entry: EntryId, error: &serde_json::Error) -> StoreError {
    StoreError::Entry { entry: entry.to_string(), error: error.to_string() }
}
