//! Contradictions across records: of a life and its times in custody, of a
//! release and the people it names, of an agreement and what was done.
//!
//! They are looked for once all records are written, round each record that
//! something which changed gathers about: its circle. Nothing is read of circles
//! that cannot hold one, and nothing again of what was just settled.

mod agreements;
mod lives;
mod members;
mod releases;
mod rounds;
mod told;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use detente_core::{Audience, Crossing, Merged, RecordId, Seen};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

pub(super) use self::members::Members;
pub(crate) use self::rounds::{compare_contradictions, contradictions};
pub(crate) use self::told::{Behind, Spoken, across_place, settlements, told, told_beside};
use super::{ChangedRecords, News, Subjects, write::Turned};
use crate::{
    StoreError,
    dispute::{PLACED, party, row},
    insert::insert_many,
    ledger::reference,
    remove::remove,
    store::BATCH,
    viewer::Shown,
};

/// How many circles are looked through at a time.
const CIRCLES: usize = 500;

/// The nouns that others gather about, in the order they are looked at.
const GATHERING: [&str; 3] = ["person", "release", "agreement"];

/// The fields by which a detention and a statement are about a person.
const LIVED: [&str; 2] = ["person", "speaker"];

/// The fields by which a detention tells of somebody who judged or prosecuted in it.
const SAT: [&str; 2] = ["proceedings.judge", "proceedings.prosecutor"];

/// What was found round each record, for each audience.
type Found = BTreeMap<RecordId, [Vec<Crossing>; 2]>;

/// The circles that a revision touches.
pub(super) struct Circles {
    /// Of whom nobody had spoken before: nothing that is not settled now points to them.
    new: Arc<Seen>,
    /// Whether no record was written yet.
    nothing_written: bool,
    /// On which the keepers settled something: it may be what another record contradicts.
    settled: BTreeSet<RecordId>,
    members: Members,
    /// The releases that detentions ended in before.
    left: BTreeSet<RecordId>,
}

impl Circles {
    pub(super) fn new(news: &News) -> Self {
        Self {
            new: Arc::clone(&news.new),
            nothing_written: news.nothing_written,
            settled: news.settled.clone(),
            members: Members::default(),
            left: BTreeSet::new(),
        }
    }

    /// Notes what writing some records turned.
    pub(super) fn turn(&mut self, turned: Turned, changed: &mut ChangedRecords) {
        self.left.extend(turned.left);
        for (id, shown) in turned.changed {
            changed.note(&id, shown);
        }
    }

    /// Keeps what was settled, as far as there is room.
    pub(super) fn keep(&mut self, members: Members) {
        self.members.extend(members);
    }

    /// Looks for contradictions in the circles of what changed, and writes what
    /// is other than before. Gives the records beside which it is, and for whom.
    pub(super) async fn settle(
        mut self,
        db: &impl ConnectionTrait,
        merged: &Merged,
        changed: &ChangedRecords,
    ) -> Result<Vec<(RecordId, Shown)>, StoreError> {
        let centres = self.centres(db, merged, changed).await?;
        let mut turned = Vec::new();
        for noun in GATHERING {
            for batch in centres.of_noun(noun).chunks(CIRCLES) {
                let batch: Vec<RecordId> = centres.at(batch.iter().copied()).collect();
                let found = self.round(db, noun, &batch).await?;
                turned.extend(self.write(db, merged, &batch, found).await?);
            }
        }
        Ok(turned)
    }

    /// Where the records round some of a noun contradict each other.
    async fn round(
        &mut self,
        db: &impl ConnectionTrait,
        noun: &str,
        centres: &[RecordId],
    ) -> Result<Found, StoreError> {
        match noun {
            "person" => {
                let found = self.lives(db, centres).await?;
                self.members.forget_what_was_read();
                Ok(found)
            }
            "release" => self.releases(db, centres).await,
            _ => agreements::agreements(db, centres).await,
        }
    }

    /// The records whose circles may have turned with what changed.
    async fn centres(
        &mut self,
        db: &impl ConnectionTrait,
        merged: &Merged,
        changed: &ChangedRecords,
    ) -> Result<Subjects, StoreError> {
        let mut centres: Subjects = std::mem::take(&mut self.left).into_iter().collect();
        let settled: BTreeSet<RecordId> =
            self.settled.iter().flat_map(|subject| merged.homes(subject)).collect();
        let mut all = changed.ids().chain(settled.iter().cloned());
        loop {
            let turns = |id: &RecordId| settled.contains(id) || self.may_turn(id);
            let batch: Vec<RecordId> = all.by_ref().filter(turns).take(BATCH).collect();
            if batch.is_empty() {
                return Ok(centres);
            }
            self.turned_with(db, &batch, &mut centres).await?;
        }
    }

    /// Adds the records whose circles may have turned with some of what changed.
    async fn turned_with(
        &mut self,
        db: &impl ConnectionTrait,
        changed: &[RecordId],
        centres: &mut Subjects,
    ) -> Result<(), StoreError> {
        let known: Vec<&RecordId> = changed.iter().filter(|id| self.is_known(id)).collect();
        // Where a record stood before, it may stand no longer.
        if !known.is_empty() {
            let rows = row::Entity::find()
                .select_only()
                .column(row::Column::Circle)
                .filter(row::Column::Subject.is_in(known.iter().map(|id| id.as_str())))
                .filter(row::Column::Circle.ne(""))
                .distinct();
            let circles: Vec<String> = rows.into_tuple().all(db).await?;
            for circle in circles {
                centres.insert(&circle.parse()?);
            }
        }
        let of = |nouns: &[&str]| -> Vec<RecordId> {
            known.iter().filter(|id| nouns.contains(&id.noun())).map(|id| (*id).clone()).collect()
        };
        // The day of a release is a day of its people's lives; an act may have been promised.
        let freed = pointing(db, &of(&["release"]), &["release"]).await?;
        let freed: BTreeSet<RecordId> = freed.into_values().flatten().collect();
        let acts = of(&["release", "sanction"]);
        let promised = pointing(db, &acts, &["commitments.acts"]).await?;
        centres.extend(promised.into_values().flatten());
        centres.extend(changed.iter().filter(|id| GATHERING.contains(&id.noun())).cloned());
        let members = changed.iter().chain(&freed);
        let members: BTreeSet<&RecordId> =
            members.filter(|id| matches!(id.noun(), "detention" | "statement")).collect();
        let members: Vec<&RecordId> = members.into_iter().collect();
        for batch in members.chunks(BATCH) {
            self.members.read(db, batch.iter().copied()).await?;
            for member in batch {
                centres.extend(self.members.gather_about(member));
            }
            self.members.forget_what_was_read();
        }
        Ok(())
    }

    /// Whether anything may be written of a record, or point to it, that is not settled now.
    fn is_known(&self, id: &RecordId) -> bool {
        !self.nothing_written && !self.new.holds(id.as_str())
    }

    /// Whether a record that changed may have turned any circle: one that is new stands in none
    /// unless it gathers others, or others about itself. Of a list of people that is nobody.
    fn may_turn(&self, id: &RecordId) -> bool {
        match id.noun() {
            _ if self.is_known(id) => true,
            "person" => self.members.is_full || self.members.about.contains_key(id),
            "detention" | "statement" | "release" | "agreement" => true,
            _ => false,
        }
    }

    /// Writes what was found round some records, where it is other than before.
    async fn write(
        &self,
        db: &impl ConnectionTrait,
        merged: &Merged,
        centres: &[RecordId],
        found: Found,
    ) -> Result<Vec<(RecordId, Shown)>, StoreError> {
        let known: Vec<&str> =
            centres.iter().filter(|id| self.is_known(id)).map(RecordId::as_str).collect();
        let mut before: BTreeSet<row::Model> = BTreeSet::new();
        if !known.is_empty() {
            let rows = row::Entity::find().filter(row::Column::Circle.is_in(known));
            before.extend(rows.all(db).await?);
        }
        if before.is_empty() && found.values().flatten().all(Vec::is_empty) {
            return Ok(Vec::new());
        }
        let after = told::rows(db, merged, found).await?;
        let written: BTreeSet<&row::Model> = after.disputes.iter().collect();
        let gone = before
            .iter()
            .filter(|row| !written.contains(row))
            .map(|row| [&row.subject, &row.place, &row.audience].map(String::clone));
        let gone: Vec<[String; 3]> = gone.collect();
        let new: Vec<row::Model> =
            after.disputes.iter().filter(|row| !before.contains(*row)).cloned().collect();
        let turned = turned(&before, &after.disputes)?;
        remove::<row::Entity, _>(db, gone.clone(), PLACED).await?;
        remove::<party::Entity, _>(db, gone, PLACED).await?;
        let places: BTreeSet<(&str, &str, &str)> = new.iter().map(place).collect();
        let mut parties = after.parties;
        parties.retain(|party| {
            let place = (party.subject.as_str(), party.place.as_str(), party.audience.as_str());
            places.contains(&place)
        });
        insert_many::<row::Entity>(db, new.clone(), row::WRITTEN).await?;
        let parties = parties.into_iter().collect();
        insert_many::<party::Entity>(db, parties, party::WRITTEN).await?;
        Ok(turned)
    }
}

/// The records beside which an audience is told of other contradictions than before.
fn turned(
    before: &BTreeSet<row::Model>,
    after: &[row::Model],
) -> Result<Vec<(RecordId, Shown)>, StoreError> {
    let mut turned = Vec::new();
    for (audience, shown) in
        [(Audience::Public, Shown::Public), (Audience::Restricted, Shown::Restricted)]
    {
        let told = |row: &&row::Model| Shown::to(audience).contains(&row.audience.as_str());
        let of = |row: &row::Model| row::Model { audience: String::new(), ..row.clone() };
        let was: BTreeSet<row::Model> = before.iter().filter(told).map(of).collect();
        let is: BTreeSet<row::Model> = after.iter().filter(told).map(of).collect();
        let subjects: BTreeSet<&str> =
            was.symmetric_difference(&is).map(|row| row.subject.as_str()).collect();
        for subject in subjects {
            turned.push((subject.parse()?, shown));
        }
    }
    Ok(turned)
}

fn place(row: &row::Model) -> (&str, &str, &str) {
    (&row.subject, &row.place, &row.audience)
}

/// What points to each of these in one of some fields, for either audience.
async fn pointing(
    db: &impl ConnectionTrait,
    to: &[RecordId],
    fields: &[&str],
) -> Result<BTreeMap<RecordId, BTreeSet<RecordId>>, StoreError> {
    let mut found: BTreeMap<RecordId, BTreeSet<RecordId>> = BTreeMap::new();
    for batch in to.chunks(BATCH) {
        let rows = reference::Entity::find()
            .select_only()
            .columns([reference::Column::ToId, reference::Column::FromId])
            .filter(reference::Column::ToId.is_in(batch.iter().map(RecordId::as_str)))
            .filter(reference::Column::Field.is_in(fields.iter().copied()));
        let rows: Vec<(String, String)> = rows.into_tuple().all(db).await?;
        for (to, from) in rows {
            found.entry(to.parse()?).or_default().insert(from.parse()?);
        }
    }
    Ok(found)
}

/// Both audiences, each with its place in what was found.
fn audiences() -> [(usize, Audience); 2] {
    [(0, Audience::Public), (1, Audience::Restricted)]
}
