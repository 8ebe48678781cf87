//! What records bring into the circles that they stand in: the fields that a
//! rule across records asks for.

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    sync::Arc,
};

use detente_core::{
    Actor, Charge, Detention, EndModality, Id, Noun, PartialDate, Person, Proceeding, Record,
    RecordId, Release, Sentence, Statement, Stay,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QuerySelect,
    QueryTrait,
};

use super::super::leaning::Both;
use crate::{StoreError, beside::side_by_side, json::Json, store::BATCH, viewer::Shown};

/// How many are kept: those that are not are read again.
const ROOM: usize = 20_000;

/// A day of birth, and one of death.
pub(super) type Lifespan = (Option<PartialDate>, Option<PartialDate>);

/// Who said something, and when.
type Said = (Option<Id<Actor>>, PartialDate);

/// A statement as it stands in its table: who said it, and when.
type StatementRow = (String, String, Option<Id<Actor>>, Option<PartialDate>);

/// What a rule across records asks of a detention, as it stands in its table.
#[derive(FromQueryResult)]
struct DetentionRow {
    id: String,
    audience: String,
    person: Option<Id<Person>>,
    began_on: Option<PartialDate>,
    ended_on: Option<PartialDate>,
    stays: Json<Vec<Stay>>,
    charges: Json<Vec<Charge>>,
    proceedings: Json<Vec<Proceeding>>,
    sentences: Json<Vec<Sentence>>,
    end_modality: Option<EndModality>,
    release: Option<Id<Release>>,
}

/// What was settled or read, by audience.
#[derive(Default)]
pub(in super::super) struct Members {
    /// The subjects of which something is here, or of which there is nothing.
    known: HashSet<RecordId>,
    pub(super) lifespans: HashMap<RecordId, Both<Lifespan>>,
    pub(super) detentions: HashMap<RecordId, Both<Arc<Detention>>>,
    pub(super) statements: HashMap<RecordId, Both<Said>>,
    /// Who gathers about whom, of what was settled.
    pub(super) about: HashMap<RecordId, BTreeSet<RecordId>>,
    /// Whether there was no room for some who gather about others, of what was settled.
    pub(super) is_full: bool,
    /// What was read beside, until it is forgotten again.
    read: Vec<RecordId>,
}

impl Members {
    /// Notes what a record brings that was settled.
    pub(in super::super) fn note<N: Noun>(&mut self, record: &Record<N>, shown: Shown) {
        let id = record.id.as_record_id();
        if !matches!(id.noun(), "person" | "detention" | "statement") {
            return;
        }
        let fields: &dyn std::any::Any = &record.fields;
        if let Some(person) = fields.downcast_ref::<Person>() {
            let lifespan = (person.born_on, person.died_on);
            self.lifespans.entry(id.clone()).or_default().set(shown.word(), &lifespan);
        } else if let Some(detention) = fields.downcast_ref::<Detention>() {
            if let Some(person) = &detention.person {
                self.about.entry(person.as_record_id().clone()).or_default().insert(id.clone());
            }
            let both = self.detentions.entry(id.clone()).or_default();
            both.set(shown.word(), &Arc::new(trimmed(detention)));
        } else if let Some(statement) = fields.downcast_ref::<Statement>() {
            if let (Some(speaker), Some(_)) = (&statement.speaker, statement.said_on) {
                self.about.entry(speaker.as_record_id().clone()).or_default().insert(id.clone());
            }
            self.statement(id, shown.word(), statement.speaker.as_ref(), statement.said_on);
        }
        self.known.insert(id.clone());
    }

    fn statement(
        &mut self,
        id: &RecordId,
        audience: &str,
        speaker: Option<&Id<Actor>>,
        said_on: Option<PartialDate>,
    ) {
        let Some(said_on) = said_on else { return };
        self.statements.entry(id.clone()).or_default().set(audience, &(speaker.cloned(), said_on));
    }

    /// Adds what was settled beside, as far as there is room.
    pub(super) fn extend(&mut self, others: Self) {
        if self.known.len() + others.known.len() > ROOM {
            self.is_full |= !others.about.is_empty();
            return;
        }
        self.known.extend(others.known);
        self.lifespans.extend(others.lifespans);
        self.detentions.extend(others.detentions);
        self.statements.extend(others.statements);
        for (centre, members) in others.about {
            self.about.entry(centre).or_default().extend(members);
        }
    }

    /// The records that a detention or a statement gathers about.
    pub(super) fn gather_about(&self, id: &RecordId) -> BTreeSet<RecordId> {
        let mut about: BTreeSet<RecordId> = BTreeSet::new();
        for (_, audience) in super::audiences() {
            if let Some(detention) = self.detentions.get(id).and_then(|both| both.of(audience)) {
                about.extend(detention.person.iter().map(|id| id.as_record_id().clone()));
                about.extend(detention.sat().map(|id| id.as_record_id().clone()));
                about.extend(detention.release.iter().map(|id| id.as_record_id().clone()));
            }
            if let Some((Some(speaker), _)) =
                self.statements.get(id).and_then(|both| both.of(audience))
            {
                about.insert(speaker.as_record_id().clone());
            }
        }
        about.retain(|id| matches!(id.noun(), "person" | "release"));
        about
    }

    /// Whether both audiences are told the same of a person and of these.
    pub(super) fn are_one<'a>(
        &self,
        person: &RecordId,
        mut members: impl Iterator<Item = &'a RecordId>,
    ) -> bool {
        self.lifespans.get(person).is_none_or(Both::is_one)
            && members.all(|id| {
                self.detentions.get(id).is_none_or(Both::is_one)
                    && self.statements.get(id).is_none_or(Both::is_one)
            })
    }

    /// Reads what is not here yet of these people, detentions and statements.
    pub(super) async fn read(
        &mut self,
        db: &impl ConnectionTrait,
        ids: impl Iterator<Item = &RecordId>,
    ) -> Result<(), StoreError> {
        let missing: Vec<RecordId> = ids.filter(|id| !self.known.contains(*id)).cloned().collect();
        let of = |noun: &str| -> Vec<&str> {
            missing.iter().filter(|id| id.noun() == noun).map(RecordId::as_str).collect()
        };
        for batch in of("person").chunks(BATCH) {
            self.read_people(db, batch).await?;
        }
        for batch in of("detention").chunks(BATCH) {
            self.read_detentions(db, batch).await?;
        }
        for batch in of("statement").chunks(BATCH) {
            self.read_statements(db, batch).await?;
        }
        self.known.extend(missing.iter().cloned());
        self.read.extend(missing);
        Ok(())
    }

    /// Forgets what was read, so that no more is in memory than what was settled.
    pub(super) fn forget_what_was_read(&mut self) {
        for id in self.read.drain(..) {
            self.known.remove(&id);
            self.lifespans.remove(&id);
            self.detentions.remove(&id);
            self.statements.remove(&id);
        }
    }

    async fn read_people(
        &mut self,
        db: &impl ConnectionTrait,
        ids: &[&str],
    ) -> Result<(), StoreError> {
        use crate::person::{Column, Entity};
        let rows = Entity::find()
            .select_only()
            .columns([Column::Id, Column::Audience, Column::BornOn, Column::DiedOn])
            .filter(Column::Id.is_in(ids.iter().copied()));
        let rows: Vec<(String, String, Option<PartialDate>, Option<PartialDate>)> =
            rows.into_tuple().all(db).await?;
        for (id, audience, born_on, died_on) in rows {
            let both = self.lifespans.entry(id.parse()?).or_default();
            both.set(&audience, &(born_on, died_on));
        }
        Ok(())
    }

    async fn read_detentions(
        &mut self,
        db: &impl ConnectionTrait,
        ids: &[&str],
    ) -> Result<(), StoreError> {
        use crate::detention::{Column, Entity};
        let rows = Entity::find()
            .select_only()
            .columns([Column::Id, Column::Audience, Column::Person, Column::BeganOn])
            .columns([Column::EndedOn, Column::Stays, Column::Charges, Column::Proceedings])
            .columns([Column::Sentences, Column::EndModality, Column::Release])
            .filter(Column::Id.is_in(ids.iter().copied()));
        let rows = db.query_all(rows.as_query()).await?;
        let rows = side_by_side(rows, |row| DetentionRow::from_query_result(&row, ""));
        for row in rows {
            let row = row?;
            let id = row.id.parse()?;
            let fields = Arc::new(Detention {
                person: row.person,
                began_on: row.began_on,
                ended_on: row.ended_on,
                stays: row.stays.0,
                charges: row.charges.0,
                proceedings: row.proceedings.0,
                sentences: row.sentences.0,
                end_modality: row.end_modality,
                release: row.release,
                ..Detention::default()
            });
            self.detentions.entry(id).or_default().set(&row.audience, &fields);
        }
        Ok(())
    }

    async fn read_statements(
        &mut self,
        db: &impl ConnectionTrait,
        ids: &[&str],
    ) -> Result<(), StoreError> {
        use crate::statement::{Column, Entity};
        let rows = Entity::find()
            .select_only()
            .columns([Column::Id, Column::Audience, Column::Speaker, Column::SaidOn])
            .filter(Column::Id.is_in(ids.iter().copied()));
        let rows: Vec<StatementRow> = rows.into_tuple().all(db).await?;
        for (id, audience, speaker, said_on) in rows {
            self.statement(&id.parse()?, &audience, speaker.as_ref(), said_on);
        }
        Ok(())
    }
}

/// The fields of a detention that a rule across records asks for.
fn trimmed(detention: &Detention) -> Detention {
    Detention {
        person: detention.person.clone(),
        began_on: detention.began_on,
        ended_on: detention.ended_on,
        stays: detention.stays.clone(),
        charges: detention.charges.clone(),
        proceedings: detention.proceedings.clone(),
        sentences: detention.sentences.clone(),
        end_modality: detention.end_modality,
        release: detention.release.clone(),
        ..Detention::default()
    }
}
