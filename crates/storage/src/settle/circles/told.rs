//! Contradictions as they are told beside each of their records, with those who say so.

use std::collections::{BTreeMap, BTreeSet};

use detente_core::{
    Audience, Body, Conflict, Crossing, CrossingSide, DisputeKind, DomainRule, EntryId, Merged,
    Party, Record, RecordId, Ruling, Settlements, Witness, with_noun,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::{super::read, Found, audiences};
use crate::{
    StoreError, Table,
    dispute::{ACROSS, Row, Rows},
    given,
    ledger::entry,
    store::BATCH,
    viewer::Shown,
};

/// What is known of those who speak on a field.
pub(crate) struct Spoken {
    /// Those who stand behind what it says.
    behind: Vec<Witness>,
    /// The revision in which anyone spoke last, also against it.
    last: u64,
}

impl Spoken {
    pub(crate) fn of<N>(record: &Record<N>, field: &str) -> Self {
        let behind = record.account.behind(field).cloned().collect();
        Self { behind, last: record.account.last_said(field) }
    }
}

/// Who speaks on each field of each record.
pub(crate) type Behind = BTreeMap<(RecordId, String), Spoken>;

/// A contradiction as it is told: with those who say so, and settled if it was.
pub(crate) fn told(crossing: &Crossing, behind: &Behind, settlements: &Settlements) -> Conflict {
    let fields = crossing.sides.iter().flat_map(|side| &side.fields);
    let last = fields.filter_map(|field| behind.get(field)).map(|spoken| spoken.last).max();
    settlements.settle(conflict(crossing, behind), last.unwrap_or(0))
}

/// The rows of what was found: one for each record that a contradiction is
/// about, and two where the audiences are told different things.
pub(super) async fn rows(
    db: &impl ConnectionTrait,
    merged: &Merged,
    found: Found,
) -> Result<Rows, StoreError> {
    let crossings = found.values().flatten().flatten();
    let subjects = crossings.flat_map(|crossing| &crossing.sides).flat_map(|side| &side.fields);
    let rulings = settlements(db, merged, subjects.map(|(subject, _)| subject)).await?;
    let told_to_all = given::rulings(db, &rulings).await?;
    let mut told: [BTreeMap<RecordId, Vec<(Crossing, Conflict)>>; 2] = Default::default();
    for (at, audience) in audiences() {
        let crossings = || found.values().flat_map(|both| &both[at]);
        let behind = behind(db, crossings(), audience).await?;
        let rulings = if audience == Audience::Public { &told_to_all } else { &rulings };
        let settlements = Settlements::of(rulings, merged, audience);
        for (circle, both) in &found {
            let conflict = |one| self::told(one, &behind, &settlements);
            let conflicts = both[at].iter().map(|one| (one.clone(), conflict(one)));
            told[at].insert(circle.clone(), conflicts.collect());
        }
    }
    let mut rows = Rows::default();
    let [public, restricted] = told;
    for (circle, open) in public {
        let whole = restricted.get(&circle).map(Vec::as_slice).unwrap_or_default();
        if open == whole {
            add(&mut rows, &circle, &open, Shown::Everyone)?;
        } else {
            add(&mut rows, &circle, &open, Shown::Public)?;
            add(&mut rows, &circle, whole, Shown::Restricted)?;
        }
    }
    Ok(rows)
}

fn add(
    rows: &mut Rows,
    circle: &RecordId,
    told: &[(Crossing, Conflict)],
    shown: Shown,
) -> Result<(), StoreError> {
    for (at, (crossing, conflict)) in told.iter().enumerate() {
        let mut subjects: BTreeSet<&RecordId> = told_beside(crossing, circle).collect();
        for (subject, field) in crossing.sides.iter().flat_map(|side| &side.fields) {
            if subjects.remove(subject) {
                let place = across_place(circle, at);
                let row = Row { subject, place, audience: shown.word(), circle: circle.as_str() };
                rows.add(row, field, conflict)?;
            }
        }
    }
    Ok(())
}

/// The records beside which a contradiction round one of them is told. Of a
/// crowd nobody is at odds by himself: that is told beside what gathers it.
pub(crate) fn told_beside<'a>(
    crossing: &'a Crossing,
    circle: &'a RecordId,
) -> impl Iterator<Item = &'a RecordId> {
    let beside_all = crossing.breaks != DomainRule::NamedAgainstCount;
    let sides = crossing.sides.iter().flat_map(|side| &side.fields);
    sides.map(|(subject, _)| subject).filter(move |subject| beside_all || *subject == circle)
}

/// What a contradiction round a record is known by beside each of its records.
pub(crate) fn across_place(circle: &RecordId, at: usize) -> String {
    format!("{ACROSS}{circle}{ACROSS}{at:04}")
}

/// A contradiction told with those who say so, as if nobody had settled it.
fn conflict(crossing: &Crossing, behind: &Behind) -> Conflict {
    let side = |side: &CrossingSide| {
        let mut party = Party {
            says: side.says.clone(),
            records: Vec::new(),
            fields: Vec::new(),
            witnesses: Vec::new(),
        };
        for (record, field) in &side.fields {
            if !party.records.contains(record) {
                party.records.push(record.clone());
            }
            if !party.fields.contains(field) {
                party.fields.push(field.clone());
            }
            let spoken = behind.get(&(record.clone(), field.clone()));
            for witness in spoken.into_iter().flat_map(|spoken| &spoken.behind) {
                if !party.witnesses.contains(witness) {
                    party.witnesses.push(witness.clone());
                }
            }
        }
        party
    };
    let field = crossing.sides[0].fields.first().map(|(_, field)| field.clone());
    Conflict {
        field: field.unwrap_or_default(),
        kind: DisputeKind::Contradiction,
        breaks: Some(crossing.breaks),
        rule: Some(crossing.rule.clone()),
        settled: false,
        sides: crossing.sides.iter().map(side).collect(),
    }
}

/// The rulings by which the keepers settled disputes on some subjects, under any
/// of their identifiers.
pub(crate) async fn settlements<'a>(
    db: &impl ConnectionTrait,
    merged: &Merged,
    subjects: impl Iterator<Item = &'a RecordId>,
) -> Result<Vec<(EntryId, Ruling)>, StoreError> {
    let subjects: BTreeSet<&RecordId> = subjects.collect();
    let members = |subject: &RecordId| -> Vec<RecordId> {
        let members = |audience: &Audience| merged.members(*audience, subject);
        Audience::ALL.iter().flat_map(members).chain([subject.clone()]).collect()
    };
    let subjects: BTreeSet<RecordId> = subjects.into_iter().flat_map(members).collect();
    let subjects: Vec<&str> = subjects.iter().map(RecordId::as_str).collect();
    let mut found = Vec::new();
    for batch in subjects.chunks(BATCH) {
        let rows = entry::Entity::find()
            .filter(entry::Column::Subject.is_in(batch.iter().copied()))
            .filter(entry::Column::Kind.eq("settle"))
            .filter(entry::Column::Body.is_not_null());
        for row in rows.all(db).await? {
            if let Body::Ruling(ruling) = read(&row)? {
                found.push((row.id(), ruling));
            }
        }
    }
    Ok(found)
}

/// Who stands behind the fields that contradict each other.
async fn behind(
    db: &impl ConnectionTrait,
    crossings: impl Iterator<Item = &Crossing>,
    audience: Audience,
) -> Result<Behind, StoreError> {
    let fields = crossings.flat_map(|crossing| &crossing.sides).flat_map(|side| &side.fields);
    let fields: BTreeSet<&(RecordId, String)> = fields.collect();
    let mut found = Behind::new();
    for noun in detente_core::NOUNS {
        let here: Vec<&(RecordId, String)> =
            fields.iter().copied().filter(|(id, _)| id.noun() == *noun).collect();
        if here.is_empty() {
            continue;
        }
        let mut ids: Vec<&RecordId> = here.iter().map(|(id, _)| id).collect();
        ids.dedup();
        with_noun!(*noun, N => {
            let records = records::<N>(db, &ids, audience).await?;
            for (id, field) in here {
                if let Some(record) = records.get(id) {
                    found.insert((id.clone(), field.clone()), Spoken::of(record, field));
                }
            }
        }, _ => {});
    }
    Ok(found)
}

/// Some records, as an audience sees them.
pub(super) async fn records<N: Table>(
    db: &impl ConnectionTrait,
    ids: &[&RecordId],
    audience: Audience,
) -> Result<BTreeMap<RecordId, Record<N>>, StoreError> {
    let mut found = BTreeMap::new();
    for batch in ids.chunks(BATCH) {
        let rows = N::Entity::find()
            .filter(N::ID.is_in(batch.iter().map(|id| id.as_str())))
            .filter(N::AUDIENCE.is_in(Shown::to(audience)));
        for row in rows.all(db).await? {
            let record = N::record(row)?;
            found.insert(record.id.as_record_id().clone(), record);
        }
    }
    Ok(found)
}
