//! What records said against each other when less was known, without a whole past.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use detente_core::{
    Agreement, Audience, Conflict, Crossing, Decision, Detention, Id, Life, Noun as _, Person,
    Promised, Record, RecordId, Release, Sanction, Settlements, Statement, Surroundings,
    delivered_before_promised, named_against_count, with_noun,
};

use super::{Past, typed};
use crate::{
    Store, StoreError, Table, Viewer, boxed,
    settle::{Behind, Spoken, across_place, settlements, told, told_beside},
};

/// What was found round each record.
type Found = BTreeMap<RecordId, Vec<Crossing>>;

impl Store {
    /// The contradictions of each of these records with others, as they were known
    /// at a moment, settled or not, as the viewer may see them today.
    #[boxed]
    pub async fn contradictions_at(
        &self,
        viewer: &Viewer,
        past: &Arc<Past>,
        subjects: &[RecordId],
    ) -> Result<HashMap<RecordId, Vec<Conflict>>, StoreError> {
        if let Some(whole) = past.made() {
            return whole.contradictions_with_others(viewer, subjects).await;
        }
        let then = Then { store: self, viewer, past };
        let centres = then.centres(subjects).await?;
        let mut found = then.lives(&centres).await?;
        for (centre, crossings) in
            then.releases(&centres).await?.into_iter().chain(then.agreements(&centres).await?)
        {
            found.entry(centre).or_default().extend(crossings);
        }
        let mut told: BTreeMap<String, (BTreeSet<RecordId>, Conflict)> = BTreeMap::new();
        for (centre, crossings) in found {
            for (at, crossing) in crossings.iter().enumerate() {
                let beside = told_beside(crossing, &centre).cloned().collect();
                let told_of = (beside, then.told(crossing).await?);
                told.insert(across_place(&centre, at), told_of);
            }
        }
        let mut beside: HashMap<RecordId, Vec<Conflict>> = HashMap::new();
        for subject in subjects {
            let conflicts = told.values().filter(|(records, _)| records.contains(subject));
            let conflicts: Vec<Conflict> = conflicts.map(|(_, told)| told.clone()).collect();
            if !conflicts.is_empty() {
                beside.insert(subject.clone(), conflicts);
            }
        }
        Ok(beside)
    }
}

/// What was known then, to one viewer.
struct Then<'a> {
    store: &'a Store,
    viewer: &'a Viewer,
    past: &'a Arc<Past>,
}

impl Then<'_> {
    async fn records<N: Table>(
        &self,
        ids: impl IntoIterator<Item = &RecordId>,
    ) -> Result<BTreeMap<RecordId, Arc<Record<N>>>, StoreError> {
        let ids = ids.into_iter().filter(|id| id.noun() == N::NAME);
        let ids = ids.map(|id| Id::<N>::try_from(id.clone())).collect::<Result<Vec<_>, _>>()?;
        let found = self.store.records_at(self.viewer, self.past, ids).await?;
        Ok(found.into_values().map(|one| (one.id.as_record_id().clone(), one)).collect())
    }

    async fn pointing<N: Table>(
        &self,
        to: &[RecordId],
        field: &'static str,
    ) -> Result<HashMap<RecordId, Arc<Vec<RecordId>>>, StoreError> {
        self.store.pointing_at::<N>(self.viewer, self.past, to, field).await
    }

    /// The records round which some stood: people, releases, agreements.
    async fn centres(&self, subjects: &[RecordId]) -> Result<BTreeSet<RecordId>, StoreError> {
        let mut centres: BTreeSet<RecordId> = subjects.iter().cloned().collect();
        for detention in self.records::<Detention>(subjects).await?.values() {
            let fields = &detention.fields;
            centres.extend(fields.person.iter().map(|id| id.as_record_id().clone()));
            centres.extend(fields.sat().map(|id| id.as_record_id().clone()));
            centres.extend(fields.release.iter().map(|id| id.as_record_id().clone()));
        }
        for statement in self.records::<Statement>(subjects).await?.values() {
            centres.extend(statement.fields.speaker.iter().map(|id| id.as_record_id().clone()));
        }
        let acts = subjects.iter().filter(|id| matches!(id.noun(), "release" | "sanction"));
        let acts: Vec<RecordId> = acts.cloned().collect();
        let promised = self.pointing::<Agreement>(&acts, "commitments.acts").await?;
        centres.extend(promised.into_values().flat_map(|from| from.to_vec()));
        Ok(centres)
    }

    async fn lives(&self, centres: &BTreeSet<RecordId>) -> Result<Found, StoreError> {
        let people: Vec<RecordId> =
            centres.iter().filter(|id| id.noun() == Person::NAME).cloned().collect();
        let spans = self.records::<Person>(&people).await?;
        let held = self.pointing::<Detention>(&people, "person").await?;
        let said = self.pointing::<Statement>(&people, "speaker").await?;
        let dead = spans.values().filter(|one| one.fields.died_on.is_some());
        let dead: Vec<RecordId> = dead.map(|one| one.id.as_record_id().clone()).collect();
        let judged = self.pointing::<Detention>(&dead, "proceedings.judge").await?;
        let prosecuted = self.pointing::<Detention>(&dead, "proceedings.prosecutor").await?;
        let cases = held.values().chain(judged.values()).chain(prosecuted.values());
        let detentions = self.records::<Detention>(cases.flat_map(|ids| ids.iter())).await?;
        let statements =
            self.records::<Statement>(said.values().flat_map(|ids| ids.iter())).await?;
        let freed: Vec<RecordId> = detentions
            .values()
            .filter_map(|one| Some(one.fields.release.as_ref()?.as_record_id().clone()))
            .collect();
        let mut around = Surroundings::default();
        for release in self.records::<Release>(&freed).await?.into_values() {
            around.released_on.extend(release.fields.on.map(|on| (release.id.clone(), on)));
        }
        let mut found = Found::new();
        for person in people {
            let id: Id<Person> = person.clone().try_into()?;
            let of = |all: &[&HashMap<RecordId, Arc<Vec<RecordId>>>]| {
                let ids = all.iter().filter_map(|pointing| pointing.get(&person));
                let ids: BTreeSet<&RecordId> = ids.flat_map(|ids| ids.iter()).collect();
                ids.into_iter().filter_map(|id| detentions.get(id)).collect::<Vec<_>>()
            };
            let (mine, sat_in) = (of(&[&held]), of(&[&judged, &prosecuted]));
            let mut told: Vec<&Arc<Record<Statement>>> = said
                .get(&person)
                .into_iter()
                .flat_map(|ids| ids.iter())
                .filter_map(|id| statements.get(id))
                .collect();
            told.sort_by(|one, other| one.id.cmp(&other.id));
            let span = spans.get(&person).map(|one| (one.fields.born_on, one.fields.died_on));
            let (born_on, died_on) = span.unwrap_or_default();
            let life = Life {
                person: &id,
                born_on,
                died_on,
                detentions: mine.iter().map(|one| (&one.id, &one.fields)).collect(),
                sat_in: sat_in.iter().map(|one| (&one.id, &one.fields)).collect(),
                statements: told
                    .iter()
                    .filter_map(|one| Some((&one.id, one.fields.said_on?)))
                    .collect(),
                around: &around,
            };
            found.insert(person, life.contradictions());
        }
        Ok(found)
    }

    async fn releases(&self, centres: &BTreeSet<RecordId>) -> Result<Found, StoreError> {
        let releases = self.records::<Release>(centres).await?;
        let counted = releases.values().filter(|one| one.fields.count.is_some());
        let counted: Vec<RecordId> = counted.map(|one| one.id.as_record_id().clone()).collect();
        let named = self.pointing::<Detention>(&counted, "release").await?;
        let people = self.records::<Detention>(named.values().flat_map(|ids| ids.iter())).await?;
        let mut found = Found::new();
        for id in counted {
            let Some(release) = releases.get(&id) else { continue };
            let mut named: Vec<&RecordId> =
                named.get(&id).into_iter().flat_map(|ids| ids.iter()).collect();
            named.sort();
            let freed = named.into_iter().filter_map(|id| people.get(id)).filter(|record| {
                let here = record.ask(|detention| detention.release.as_ref() == Some(&release.id));
                here.settled() == Some(true)
            });
            let freed: Vec<_> =
                freed.map(|record| (&record.id, record.fields.person.as_ref())).collect();
            let crossing = named_against_count((&release.id, release.fields.count), &freed);
            found.insert(id.clone(), crossing.into_iter().collect());
        }
        Ok(found)
    }

    async fn agreements(&self, centres: &BTreeSet<RecordId>) -> Result<Found, StoreError> {
        let agreements = self.records::<Agreement>(centres).await?;
        let acts: BTreeSet<RecordId> = agreements
            .values()
            .flat_map(|agreement| &agreement.fields.commitments)
            .flat_map(|commitment| &commitment.acts)
            .map(|act| act.as_record_id().clone())
            .collect();
        let releases = self.records::<Release>(&acts).await?;
        let sanctions = self.records::<Sanction>(&acts).await?;
        let mut found = Found::new();
        for (id, agreement) in &agreements {
            let named = agreement.fields.commitments.iter().flat_map(|one| &one.acts);
            let named: BTreeSet<&RecordId> = named.map(Id::as_record_id).collect();
            let promised = named.into_iter().filter_map(|act| {
                let release = releases.get(act).map(|one| Promised::Release {
                    id: &one.id,
                    release: &one.fields,
                    sides: Vec::new(),
                    contested: false,
                });
                let sanction = || sanctions.get(act);
                release.or_else(|| sanction().map(|one| Promised::Sanction(&one.id, &one.fields)))
            });
            let promised: Vec<Promised<'_>> = promised.collect();
            let crossings =
                delivered_before_promised((&agreement.id, &agreement.fields), &promised);
            found.insert(id.clone(), crossings);
        }
        Ok(found)
    }

    /// A contradiction with those who said so then, settled if it was.
    async fn told(&self, crossing: &Crossing) -> Result<Conflict, StoreError> {
        let fields = crossing.sides.iter().flat_map(|side| &side.fields);
        let fields: BTreeSet<&(RecordId, String)> = fields.collect();
        let mut behind = Behind::new();
        for (record, field) in fields.iter().copied() {
            let spoken = with_noun!(record.noun(), N => {
                let records = self.records::<N>([record]).await?;
                records.get(record).map(|one| Spoken::of(one, field))
            }, _ => None);
            behind.extend(spoken.map(|spoken| ((record.clone(), field.clone()), spoken)));
        }
        let known_at = self.past.known_at();
        let subjects: Vec<RecordId> = fields.iter().map(|(record, _)| record.clone()).collect();
        let files = self.store.files(subjects.clone()).await?;
        let merged = files.merged(known_at)?;
        let mut rulings = Vec::new();
        for (at, ruling) in settlements(&self.store.db, &merged, subjects.iter()).await? {
            let is_told = |subject: &RecordId, claim| {
                let public = self.viewer.sees == Audience::Public;
                let untold = with_noun!(subject.noun(),
                    N => files.is_untold::<N>(&typed(subject)?, claim, known_at)?, _ => true);
                Ok::<_, StoreError>(!(public && untold))
            };
            if let Decision::Settle { subject, entry, .. } = &ruling.decision
                && at.revision <= known_at
                && is_told(merged.home(self.viewer.sees, subject), *entry)?
            {
                rulings.push((at, ruling));
            }
        }
        let settled = Settlements::of(&rulings, &merged, self.viewer.sees);
        Ok(told(crossing, &behind, &settled))
    }
}
