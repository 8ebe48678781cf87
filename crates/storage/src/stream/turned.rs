//! What a revision turned of the entries before it: of which more or less is
//! given since. Whoever keeps a copy is told, and follows.

use std::collections::{BTreeMap, BTreeSet};

use detente_core::{Audience, Body, Decision, EntryId, RecordId, Sight};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait as _, QueryFilter, QueryOrder,
    sea_query::Expr,
};

use super::{GivenTo, LedgerEntry, PageStart};
use crate::{
    StoreError,
    given::{Docket, claims_in, on_subjects},
    ledger::{change, entry, revision, turned},
    merged,
    settle::{read, scope},
    store::BATCH,
};

/// The kinds of rulings that change how much of another entry is given.
const SIGHT: [&str; 7] = ["accept", "reject", "show", "hide", "erase", "merge", "part"];

/// The earlier entries of which each of these revisions may have turned how much
/// is given, as they are given now. What the viewer is not given now and was not
/// given before is left out: that a ruling bears on it is told to nobody.
pub(super) async fn changes(
    db: &impl ConnectionTrait,
    to: Audience,
    start: PageStart,
    revisions: &[i64],
) -> Result<BTreeMap<u64, Vec<LedgerEntry>>, StoreError> {
    let mut found: BTreeMap<u64, BTreeMap<EntryId, LedgerEntry>> = BTreeMap::new();
    let earlier = Condition::any()
        .add(entry::Column::OnRevision.is_null())
        .add(Expr::col(entry::Column::OnRevision).lt(Expr::col(entry::Column::Revision)));
    let rulings = entry::Entity::find()
        .filter(entry::Column::Revision.is_in(revisions.iter().copied()))
        .filter(entry::Column::Kind.is_in(SIGHT))
        .filter(entry::Column::Body.is_not_null())
        .filter(earlier)
        .order_by_asc(entry::Column::Revision)
        .all(db)
        .await?;
    // What a mirror was told to turn, those who mirror it are told too.
    let told = turned::Entity::find()
        .filter(turned::Column::Revision.is_in(revisions.iter().copied()))
        .order_by_asc(turned::Column::Revision)
        .all(db)
        .await?;
    // What this page gives, it gives as it is now.
    let before = if start.entries_after > 0 { start.after + 1 } else { start.after };
    let mut sprung = if to == Audience::Public {
        sprung_up(db, revisions, before).await?
    } else {
        BTreeMap::new()
    };
    for of_one in rulings.chunk_by(|one, next| one.revision == next.revision) {
        let here = of_one[0].revision.cast_unsigned();
        let further = sprung.remove(&here).unwrap_or_default();
        let changed = changed_by(db, to, of_one, further, Ord::min(before, here - 1)).await?;
        found.insert(here, changed);
    }
    for (here, further) in sprung {
        let changed =
            as_given(db, to, further, &BTreeSet::new(), Ord::min(before, here - 1)).await?;
        found.insert(here, changed);
    }
    for of_one in told.chunk_by(|one, next| one.revision == next.revision) {
        let here = of_one[0].revision.cast_unsigned();
        let places = of_one.iter().map(|row| entry::place(row.entry_revision, row.entry_position));
        let places = places.filter(|at| at.revision <= Ord::min(before, here - 1)).collect();
        let known: &mut BTreeMap<EntryId, LedgerEntry> = found.entry(here).or_default();
        for entry in as_given_now(db, to, places).await? {
            known.entry(entry.entry).or_insert(entry);
        }
    }
    let in_order = |(here, changed): (u64, BTreeMap<_, _>)| (here, changed.into_values().collect());
    Ok(found.into_iter().map(in_order).collect())
}

/// These entries, and headings among them, as they are given now.
async fn as_given_now(
    db: &impl ConnectionTrait,
    to: Audience,
    places: BTreeSet<EntryId>,
) -> Result<Vec<LedgerEntry>, StoreError> {
    let mut rows = Vec::new();
    let mut found = Vec::new();
    for at in places {
        if at.position > 0 {
            rows.extend(entry_at(db, at).await?);
        } else if let Some(row) =
            revision::Entity::find_by_id(at.revision.cast_signed()).one(db).await?
        {
            let headed = GivenTo { to, docket: Docket::default() };
            found.push(headed.heading(db, &row, None).await?);
        }
    }
    let given = GivenTo::read(db, to, &rows).await?;
    for row in rows {
        found.push(given.entry(row)?);
    }
    Ok(found)
}

/// The earlier rulings on subjects that these revisions changed: they are given
/// once the subject is spoken of.
async fn sprung_up(
    db: &impl ConnectionTrait,
    revisions: &[i64],
    before: u64,
) -> Result<BTreeMap<u64, Vec<entry::Model>>, StoreError> {
    let rows = change::Entity::find()
        .filter(change::Column::Revision.is_in(revisions.iter().copied()))
        .all(db)
        .await?;
    let mut turned: BTreeMap<String, BTreeSet<i64>> = BTreeMap::new();
    for change::Model { revision, subject, .. } in rows {
        turned.entry(subject).or_default().insert(revision);
    }
    let subjects: Vec<&String> = turned.keys().collect();
    let mut rulings = Vec::new();
    for batch in subjects.chunks(BATCH) {
        let rows = entry::Entity::find()
            .filter(entry::Column::Subject.is_in(batch.iter().copied()))
            .filter(entry::no_claim())
            .filter(entry::Column::Kind.is_in(["show", "settle"]))
            .filter(entry::Column::Revision.lte(before.cast_signed()));
        rulings.extend(rows.filter(entry::Column::Body.is_not_null()).all(db).await?);
    }
    let subjects = subjects.iter().map(|id| id.parse()).collect::<Result<_, _>>()?;
    rulings.extend(merges_of(db, &subjects).await?);
    let mut found: BTreeMap<u64, Vec<entry::Model>> = BTreeMap::new();
    for row in rulings {
        let Body::Ruling(ruling) = read(&row)? else { continue };
        let subjects = match &ruling.decision {
            Decision::Settle { subject, .. }
            | Decision::Show { what: Sight::Record { subject, .. } } => vec![subject],
            Decision::Merge { subject, into: other } | Decision::Part { subject, from: other } => {
                vec![subject, other]
            }
            _ => continue,
        };
        let revisions = subjects.into_iter().filter_map(|subject| turned.get(subject.as_str()));
        for revision in revisions.flatten().filter(|revision| **revision > row.revision) {
            found.entry(revision.cast_unsigned()).or_default().push(row.clone());
        }
    }
    Ok(found)
}

/// What the rulings of one revision bear on, in the revisions up to `before`.
async fn changed_by(
    db: &impl ConnectionTrait,
    to: Audience,
    rulings: &[entry::Model],
    further: Vec<entry::Model>,
    before: u64,
) -> Result<BTreeMap<EntryId, LedgerEntry>, StoreError> {
    let here = rulings[0].revision.cast_unsigned();
    let (mut scopes, mut subjects, mut erased) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
    for row in rulings {
        let Body::Ruling(ruling) = read(row)? else { continue };
        match &ruling.decision {
            Decision::Erase { entry } => {
                erased.insert(*entry);
            }
            // To whom everything is given, only erasing takes something away.
            _ if to == Audience::Restricted => {}
            Decision::Show { what: Sight::Record { subject, .. } }
            | Decision::Hide { what: Sight::Record { subject, .. } } => {
                subjects.insert(subject.clone());
            }
            Decision::Merge { subject, into: other } | Decision::Part { subject, from: other } => {
                subjects.extend([subject.clone(), other.clone()]);
            }
            decision => scopes.extend(scope(decision).map(|scope| (here, scope.clone()))),
        }
    }
    let mut rows = claims_in(db, &scopes).await?;
    rows.extend(further);
    let spoken_of = rows.iter().filter_map(|row| row.subject.as_deref()).map(str::parse);
    let mut around: BTreeSet<RecordId> = spoken_of.collect::<Result<_, _>>()?;
    around.extend(subjects.iter().cloned());
    // What is shown or hidden of one identifier turns what is given of those merged with it.
    let merged = merged::read(db).await?;
    for subject in around.clone().iter().filter(|subject| merged.concerns(subject)) {
        let home = merged.home(Audience::Restricted, subject);
        subjects.extend(merged.members(Audience::Restricted, home));
    }
    around.extend(subjects.iter().cloned());
    // What an erased claim was about is told by nothing but the list of what changed.
    let mut bereft = BTreeSet::new();
    if !erased.is_empty() && to == Audience::Public {
        let listed =
            change::Entity::find().filter(change::Column::Revision.eq(rulings[0].revision));
        // Of those that were merged the one that stays is listed.
        for row in listed.all(db).await? {
            around.extend(merged.kin(&row.subject.parse()?));
        }
        let mut on_erased = rulings_over(db, &erased).await?;
        on_erased.extend(merges_of(db, &around).await?);
        on_erased
            .extend(on_subjects(db, &around).await?.into_iter().filter(|row| row.kind != "claim"));
        on_erased.retain(|row| !["hide", "erase"].contains(&row.kind.as_str()));
        bereft.extend(on_erased.iter().map(entry::Model::id));
        rows.extend(on_erased);
    }
    // Also where nothing is merged: two can be told apart that never were one.
    rows.extend(merges_of(db, &around).await?);
    // Every claim on what was shown or hidden; and the rulings on each subject, for
    // they are given where the subject is spoken of.
    let turned = |row: &entry::Model| {
        let of = |subject: &String| subjects.iter().any(|id| id.as_str() == subject);
        row.kind != "claim" || row.subject.as_ref().is_some_and(of)
    };
    rows.extend(on_subjects(db, &around).await?.into_iter().filter(turned));
    let claims = rows.iter().filter(|row| row.kind == "claim").map(entry::Model::id).collect();
    rows.extend(rulings_over(db, &claims).await?);
    for entry in &erased {
        rows.extend(entry_at(db, *entry).await?);
    }
    bereft.extend(erased);
    as_given(db, to, rows, &bereft, before).await
}

/// These entries up to `before` as they are given now, with the headings above
/// them. Those that are not given now and were not given before are left out,
/// but for those that an erasure bears on: of these nobody can tell.
async fn as_given(
    db: &impl ConnectionTrait,
    to: Audience,
    mut rows: Vec<entry::Model>,
    bereft: &BTreeSet<EntryId>,
    before: u64,
) -> Result<BTreeMap<EntryId, LedgerEntry>, StoreError> {
    rows.retain(|row| row.revision <= before.cast_signed());
    rows.sort_by_key(entry::Model::id);
    rows.dedup_by_key(|row| row.id());
    let given = GivenTo::read(db, to, &rows).await?;
    let mut changed = BTreeMap::new();
    for row in rows {
        // A page may be asked for after a pause: what it takes the place of may be
        // of any moment since the revision before it.
        if bereft.contains(&row.id()) || given.docket.given_since(row.id(), before)? {
            let entry = given.entry(row)?;
            changed.insert(entry.entry, entry);
        }
    }
    let revisions: BTreeSet<i64> = changed.keys().map(|at| at.revision.cast_signed()).collect();

    for revision in revisions {
        if let Some(row) = revision::Entity::find_by_id(revision).one(db).await? {
            let heading = given.heading(db, &row, None).await?;
            changed.insert(heading.entry, heading);
        }
    }
    Ok(changed)
}

/// The rulings that act on some of these claims.
async fn rulings_over(
    db: &impl ConnectionTrait,
    claims: &BTreeSet<EntryId>,
) -> Result<Vec<entry::Model>, StoreError> {
    let revisions: BTreeSet<i64> = claims.iter().map(|at| at.revision.cast_signed()).collect();
    let revisions: Vec<i64> = revisions.into_iter().collect();
    let mut found = Vec::new();
    for batch in revisions.chunks(BATCH) {
        let rows = entry::Entity::find()
            .filter(entry::Column::OnRevision.is_in(batch.iter().copied()))
            .filter(entry::Column::Body.is_not_null())
            .all(db)
            .await?;
        for row in rows {
            let Body::Ruling(ruling) = read(&row)? else { continue };
            let Some(scope) = scope(&ruling.decision) else { continue };
            let revision = scope.revision.unwrap_or(row.revision.cast_unsigned());
            let first = EntryId { revision, position: 0 };
            let last = EntryId { revision, position: u32::MAX };
            let here = row.revision.cast_unsigned();
            if claims.range(first..=last).any(|claim| scope.holds(*claim, here)) {
                found.push(row);
            }
        }
    }
    Ok(found)
}

/// The merges, and what undid them, that name one of these subjects.
async fn merges_of(
    db: &impl ConnectionTrait,
    subjects: &BTreeSet<RecordId>,
) -> Result<Vec<entry::Model>, StoreError> {
    let rows = entry::Entity::find()
        .filter(entry::on_sight())
        .filter(entry::Column::Kind.is_in(["merge", "part"]))
        .filter(entry::Column::Body.is_not_null())
        .all(db)
        .await?;
    let mut found = Vec::new();
    for row in rows {
        if let Body::Ruling(ruling) = read(&row)?
            && let Decision::Merge { subject, into: other }
            | Decision::Part { subject, from: other } = &ruling.decision
            && (subjects.contains(subject) || subjects.contains(other))
        {
            found.push(row);
        }
    }
    Ok(found)
}

async fn entry_at(
    db: &impl ConnectionTrait,
    at: EntryId,
) -> Result<Option<entry::Model>, StoreError> {
    let place = (at.revision.cast_signed(), i64::from(at.position));
    Ok(entry::Entity::find_by_id(place).one(db).await?)
}
