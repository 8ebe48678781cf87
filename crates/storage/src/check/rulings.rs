//! What a ruling acts on must be there, or it would act on whatever comes to stand there.

use std::collections::{BTreeMap, HashSet};

use detente_core::{
    Audience, Body, Claim, Decision, EntryId, Fault, Fields, Merged, NewClaim, Noun, Path,
    RecordId, Scope, Sight, lies_within, respelled, with_noun,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::{known::held, own_list::own_list, spans::Spans, twice::said_before};
use crate::{
    StoreError,
    claims::{Standing, standing},
    ledger::entry,
    settle::{read, rulings_on, scope},
};

/// What is wrong with these rulings, all of it.
pub(crate) async fn rulings(
    db: &impl ConnectionTrait,
    rulings: &[Decision],
    merged: &Merged,
    submitted: &[NewClaim],
) -> Result<Vec<Fault>, StoreError> {
    let mut faults = Vec::new();
    let mut merged = merged.clone();
    let mut erased = HashSet::new();
    for decision in rulings {
        let claims = match scope(decision) {
            Some(scope) => acted_on(db, decision, scope, &mut faults).await?,
            None => BTreeMap::new(),
        };
        match decision {
            Decision::Accept { entries } => {
                faults.extend(retracted(db, entries, &claims).await?);
                faults.extend(accepted(db, claims).await?);
            }
            Decision::Reject { entries } | Decision::Retract { entries, field: None } => {
                faults.extend(retracted(db, entries, &claims).await?);
            }
            Decision::Rank { field: Some(field), .. }
            | Decision::Retract { field: Some(field), .. } => {
                for (entry, claim) in &claims {
                    let unknown = unknown_field(entry.to_string(), &claim.subject, field);
                    if unknown.is_none() && !says(*entry, claim, field, &merged)? {
                        let problem = format!("this claim says nothing on `{field}`");
                        let remedy = "name a field that the claim states, or none for all of it";
                        let (place, field) = (entry.to_string(), Some(field.clone()));
                        faults.push(fault(place, field, "SILENT", problem, remedy));
                    }
                    faults.extend(unknown);
                }
            }
            Decision::Show { what: Sight::Record { subject, field } }
            | Decision::Hide { what: Sight::Record { subject, field } } => {
                // Nobody need have spoken of it: what may not be seen is hidden before it comes.
                if let Some(field) = field {
                    faults.extend(unknown_field(subject.to_string(), subject, field));
                }
            }
            Decision::Settle { subject, field, entry } => {
                let unknown = unknown_field(subject.to_string(), subject, field);
                let is_field = unknown.is_none();
                faults.extend(unknown);
                let claims = acted_on(db, decision, &Scope::of(*entry), &mut faults).await?;
                if let Some(claim) = claims.get(entry) {
                    let by = Settling { subject, field, entry: *entry, claim, merged: &merged };
                    faults.extend(by.wrong(db, is_field).await?);
                }
            }
            Decision::Merge { subject, into } => {
                faults.extend(nobody(db, [subject, into], submitted).await?);
                if let Err(error) = merged.check(subject, into) {
                    let remedy =
                        "name two identifiers of one kind, and `part` first what was merged before";
                    let (place, problem) = (subject.to_string(), error.to_string());
                    faults.push(fault(place, None, "MERGE", problem, remedy));
                }
                merged.rule(decision);
            }
            Decision::Part { subject, from } => {
                faults.extend(nobody(db, [subject, from], submitted).await?);
                if subject == from || subject.noun() != from.noun() {
                    let problem = if subject == from {
                        format!("`{subject}` cannot be parted from itself")
                    } else {
                        format!(
                            "{} and {} are two kinds of record, and two anyhow",
                            subject.noun(),
                            from.noun()
                        )
                    };
                    let remedy = "name two identifiers of one kind of record";
                    faults.push(fault(subject.to_string(), None, "PART", problem, remedy));
                }
                merged.rule(decision);
            }
            Decision::Erase { entry } => {
                let found = acted_on(db, decision, &Scope::of(*entry), &mut faults).await?;
                if found.contains_key(entry) && !erased.insert(*entry) {
                    let problem = "it is to be erased twice".to_owned();
                    faults.push(fault(entry.to_string(), None, "ERASED", problem, "name it once"));
                }
            }
            _ => {}
        }
    }
    Ok(faults)
}

/// What is wrong with letting claims speak that waited, beside all that the
/// ledger holds: whoever submitted them may have been told of it in part.
async fn accepted(
    db: &impl ConnectionTrait,
    claims: BTreeMap<EntryId, Claim>,
) -> Result<Vec<Fault>, StoreError> {
    let mut faults = said_before(db, &claims).await?;
    let new = |(at, claim): (EntryId, Claim)| NewClaim {
        claim,
        new: false,
        written_at: Some(at.to_string()),
    };
    let claims: Vec<NewClaim> = claims.into_iter().map(new).collect();
    let wrong = own_list(db, Audience::Restricted, &claims, 0, &Spans::of(&claims)).await?;
    faults.extend(wrong.into_iter().map(|(_, fault)| fault));
    Ok(faults)
}

/// Of the claims that a ruling names one by one, those that were retracted: nothing is made of them any more.
async fn retracted(
    db: &impl ConnectionTrait,
    scope: &Scope,
    claims: &BTreeMap<EntryId, Claim>,
) -> Result<Vec<Fault>, StoreError> {
    let Some(revision) = scope.revision.filter(|_| !scope.positions.is_empty()) else {
        return Ok(Vec::new());
    };
    let rulings = rulings_on(db, [revision.cast_signed()].into()).await?;
    let rulings = rulings.get(&revision).map_or(&[][..], Vec::as_slice);
    let gone = claims.keys().filter(|entry| standing(**entry, rulings) == Standing::Retracted);
    let told = gone.map(|entry| {
        let problem = "this claim was retracted, and that stands".to_owned();
        let remedy = "read the source again and submit what it says, as a claim of its own";
        fault(entry.to_string(), None, "RETRACTED", problem, remedy)
    });
    Ok(told.collect())
}

/// Of the identifiers of a merge, those that nobody spoke of.
async fn nobody(
    db: &impl ConnectionTrait,
    ids: [&RecordId; 2],
    submitted: &[NewClaim],
) -> Result<Vec<Fault>, StoreError> {
    let asked = ids.into_iter().collect();
    let (known, _) = held(db, &asked).await?;
    let said = |id: &RecordId| submitted.iter().any(|new| new.claim.subject == *id);
    let unknown = asked.into_iter().filter(|id| !known.contains(id.as_str()) && !said(id));
    let told = unknown.map(|id| {
        let problem = "nobody has spoken of this subject".to_owned();
        fault(id.to_string(), None, "UNKNOWN_SUBJECT", problem, "check the identifier")
    });
    Ok(told.collect())
}

/// A dispute that is to be settled by a claim.
struct Settling<'a> {
    subject: &'a RecordId,
    field: &'a str,
    entry: EntryId,
    claim: &'a Claim,
    merged: &'a Merged,
}

impl Settling<'_> {
    async fn wrong(
        &self,
        db: &impl ConnectionTrait,
        is_field: bool,
    ) -> Result<Option<Fault>, StoreError> {
        let Self { subject, field, entry, claim, merged } = self;
        let remedy = "settle a dispute by one of the claims that speak in it";
        let homes = |id: &RecordId| merged.homes(id);
        if homes(&claim.subject).is_disjoint(&homes(subject)) {
            let problem = format!("the claim {entry} is not about it");
            let place = subject.to_string();
            return Ok(Some(fault(place, None, "UNKNOWN_ENTRY", problem, remedy)));
        }
        let revision = entry.revision.cast_signed();
        let rulings = rulings_on(db, [revision].into()).await?;
        let rulings = rulings.get(&entry.revision).map_or(&[][..], Vec::as_slice);
        let problem = match standing(*entry, rulings) {
            Standing::Accepted if is_field && !says(*entry, claim, field, merged)? => {
                format!("the claim {entry} says nothing on `{field}`")
            }
            Standing::Accepted => return Ok(None),
            Standing::Pending => format!("nobody has accepted the claim {entry} yet"),
            Standing::Rejected => format!("the claim {entry} was rejected"),
            Standing::Retracted => format!("the claim {entry} was retracted"),
        };
        let field = Some((*field).to_owned());
        Ok(Some(fault(subject.to_string(), field, "SILENT", problem, remedy)))
    }
}

/// Whether a claim says something on a field, or on a part of it.
fn says(at: EntryId, claim: &Claim, field: &str, merged: &Merged) -> Result<bool, StoreError> {
    with_noun!(claim.subject.noun(), N => says_as::<N>(at, claim, field, merged), _ => Ok(false))
}

fn says_as<N: Noun>(
    at: EntryId,
    claim: &Claim,
    field: &str,
    merged: &Merged,
) -> Result<bool, StoreError> {
    let unreadable = |error: serde_json::Error| StoreError::Entry {
        entry: at.to_string(),
        error: error.to_string(),
    };
    let states: N = claim.states.read().map_err(unreadable)?;
    let audience = Audience::Restricted;
    let field = merged.path(audience, &respelled(claim.subject.noun(), field));
    let mut says = false;
    states.stated(&mut Path::default(), &mut |path, _| {
        let path = merged.path(audience, path);
        says |= lies_within(&path, &field) || lies_within(&field, &path);
    });
    Ok(says)
}

/// The claims of earlier revisions that a ruling acts on.
async fn acted_on(
    db: &impl ConnectionTrait,
    decision: &Decision,
    scope: &Scope,
    faults: &mut Vec<Fault>,
) -> Result<BTreeMap<EntryId, Claim>, StoreError> {
    let Some(revision) = scope.revision else { return Ok(BTreeMap::new()) };
    let mut rows = entry::Entity::find().filter(entry::Column::Revision.eq(revision.cast_signed()));
    if !scope.positions.is_empty() {
        let positions = scope.positions.iter().map(|position| i64::from(*position));
        rows = rows.filter(entry::Column::Position.is_in(positions));
    }
    let (mut found, mut others) = (BTreeMap::new(), BTreeMap::new());
    for row in rows.all(db).await? {
        if row.body.is_some()
            && let Body::Claim(claim) = read(&row)?
        {
            found.insert(row.id(), claim);
        } else {
            others.insert(row.id(), row.kind);
        }
    }
    let mut wrong = |place: String, kind: Option<&str>| {
        let (code, problem, remedy) = no_claim(decision, kind);
        faults.push(fault(place, None, code, problem, remedy));
    };
    if scope.positions.is_empty() && found.is_empty() {
        wrong(format!("revision {revision}"), None);
    }
    for position in &scope.positions {
        let entry = EntryId { revision, position: *position };
        if !found.contains_key(&entry) {
            wrong(entry.to_string(), others.get(&entry).map(String::as_str));
        }
    }
    Ok(found)
}

/// What is wrong with a ruling on an entry of this kind, which is no claim that can be read.
fn no_claim(decision: &Decision, kind: Option<&str>) -> (&'static str, String, &'static str) {
    let retracts = matches!(decision, Decision::Retract { .. });
    match kind {
        None => (
            "UNKNOWN_ENTRY",
            "the ledger holds no such claim".to_owned(),
            "check the revision and the position of the claim",
        ),
        Some("claim") => (
            "ERASED",
            "this claim was erased: nothing is left of it to rule on".to_owned(),
            "check the revision and the position of the claim",
        ),
        Some("retract") if retracts => (
            "RETRACTION",
            "this entry is a retraction, and a retraction is not retracted".to_owned(),
            "read the source again and submit what it says, as a claim of its own",
        ),
        Some(kind) => (
            "NO_CLAIM",
            format!("this entry is a ruling ({kind}), not a claim"),
            "make the opposite ruling: accept or reject, show or hide, merge or part",
        ),
    }
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
