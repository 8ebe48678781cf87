//! What a ruling acts on must be there, or it would act on whatever comes to stand there.

use std::collections::BTreeMap;

use detente_core::{Decision, EntryId, Fault, Fields, RecordId, Scope, Sight, with_noun};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::{StoreError, ledger::entry, settle::scope};

/// What is wrong with these rulings, all of it.
pub(crate) async fn rulings(
    db: &impl ConnectionTrait,
    rulings: &[Decision],
) -> Result<Vec<Fault>, StoreError> {
    let mut faults = Vec::new();
    for decision in rulings {
        let claims = match scope(decision) {
            Some(scope) => acted_on(db, scope, &mut faults).await?,
            None => BTreeMap::new(),
        };
        match decision {
            Decision::Rank { field: Some(field), .. }
            | Decision::Retract { field: Some(field), .. } => {
                for (entry, subject) in &claims {
                    faults.extend(unknown_field(entry.to_string(), subject, field));
                }
            }
            Decision::Show { what: Sight::Record { subject, field: Some(field) } }
            | Decision::Hide { what: Sight::Record { subject, field: Some(field) } } => {
                faults.extend(unknown_field(subject.to_string(), subject, field));
            }
            Decision::Settle { subject, field, entry } => {
                faults.extend(unknown_field(subject.to_string(), subject, field));
                let claims = acted_on(db, &Scope::of(*entry), &mut faults).await?;
                if claims.get(entry).is_some_and(|about| about != subject) {
                    let problem = format!("the claim {entry} is not about it");
                    let remedy = "settle a dispute by one of the claims that speak in it";
                    faults.push(fault(subject.to_string(), None, "UNKNOWN_ENTRY", problem, remedy));
                }
            }
            _ => {}
        }
    }
    Ok(faults)
}

/// The claims of earlier revisions that a ruling acts on, with their subjects.
async fn acted_on(
    db: &impl ConnectionTrait,
    scope: &Scope,
    faults: &mut Vec<Fault>,
) -> Result<BTreeMap<EntryId, RecordId>, StoreError> {
    let Some(revision) = scope.revision else { return Ok(BTreeMap::new()) };
    let mut rows = entry::Entity::find()
        .select_only()
        .columns([entry::Column::Position, entry::Column::Subject])
        .filter(entry::Column::Revision.eq(revision.cast_signed()))
        .filter(entry::Column::Kind.eq("claim"))
        .filter(entry::Column::Subject.is_not_null());
    if !scope.positions.is_empty() {
        let positions = scope.positions.iter().map(|position| i64::from(*position));
        rows = rows.filter(entry::Column::Position.is_in(positions));
    }
    let rows: Vec<(i64, String)> = rows.into_tuple().all(db).await?;
    let mut found = BTreeMap::new();
    for (position, subject) in rows {
        found.insert(entry::place(revision.cast_signed(), position), subject.parse()?);
    }
    let mut unknown = |place: String| {
        let problem = "the ledger holds no such claim".to_owned();
        let remedy = "check the revision and the position of the claim";
        faults.push(fault(place, None, "UNKNOWN_ENTRY", problem, remedy));
    };
    if scope.positions.is_empty() && found.is_empty() {
        unknown(format!("revision {revision}"));
    }
    for position in &scope.positions {
        let entry = EntryId { revision, position: *position };
        if !found.contains_key(&entry) {
            unknown(entry.to_string());
        }
    }
    Ok(found)
}

fn unknown_field(place: String, subject: &RecordId, field: &str) -> Option<Fault> {
    let known = with_noun!(subject.noun(), N => N::knows(field), _ => false);
    let problem = format!("a {} has no field `{field}`", subject.noun());
    let remedy = "check the name of the field, and the key of the element";
    (!known).then(|| fault(place, Some(field.to_owned()), "UNKNOWN_FIELD", problem, remedy))
}

fn fault(
    place: String,
    field: Option<String>,
    code: &'static str,
    problem: String,
    remedy: &str,
) -> Fault {
    let remedy = remedy.to_owned();
    Fault { written_at: None, record: Some(place), field, code, problem, remedy }
}
