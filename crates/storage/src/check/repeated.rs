//! Which claims of a submission the ledger holds already, as far as whoever submits them may know.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use detente_core::{Claim, ClaimHash, Decision, EntryId, Ruling};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use super::told;
use crate::{
    StoreError, Viewer,
    given::{Docket, Given},
    ledger::entry,
    settle::rulings_on,
    store::BATCH,
};

/// Whether a claim was said before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Said {
    /// It is new.
    Never,
    /// In the same submission.
    Here,
    /// In the ledger, at this place.
    At(EntryId),
}

/// Tells of each claim, with its identity, whether it was said before. A claim is known too where
/// the public is given just that of one that states more: so what was exported for everyone adds
/// nothing where it comes from. `here` is the revision that is being written.
pub(crate) async fn repeated(
    db: &impl ConnectionTrait,
    viewer: &Viewer,
    claims: &[(&Claim, &ClaimHash)],
    spoken_of: &HashSet<String>,
    here: u64,
) -> Result<Vec<Said>, StoreError> {
    // The same claim is on the same subject: only what was said of these can be known.
    let of_old = |(claim, _): &&(&Claim, &ClaimHash)| spoken_of.contains(claim.subject.as_str());
    let subjects: BTreeSet<&str> =
        claims.iter().filter(of_old).map(|(claim, _)| claim.subject.as_str()).collect();
    let mut held = whole(db, viewer, claims, &subjects, here).await?;
    let rest: Vec<_> = claims
        .iter()
        .filter(of_old)
        .filter(|(_, hash)| !held.contains_key(hash.as_str()))
        .collect();
    held.extend(excerpted(db, &rest, here).await?);
    let said = claims
        .iter()
        .map(|(_, hash)| held.insert(hash.as_str().to_owned(), Said::Here).unwrap_or(Said::Never));
    Ok(said.collect())
}

/// The claims that the ledger holds word for word.
async fn whole(
    db: &impl ConnectionTrait,
    viewer: &Viewer,
    claims: &[(&Claim, &ClaimHash)],
    subjects: &BTreeSet<&str>,
    here: u64,
) -> Result<HashMap<String, Said>, StoreError> {
    let subjects: Vec<&str> = subjects.iter().copied().collect();
    let said: HashSet<&str> = claims.iter().map(|(_, hash)| hash.as_str()).collect();
    let mut found: BTreeMap<EntryId, String> = BTreeMap::new();
    for batch in subjects.chunks(BATCH) {
        let rows = entry::Entity::find()
            .select_only()
            .columns([entry::Column::Hash, entry::Column::Revision, entry::Column::Position])
            .filter(entry::Column::Subject.is_in(batch.iter().copied()))
            .filter(entry::Column::Hash.is_not_null());
        let rows: Vec<(String, i64, i64)> = rows.into_tuple().all(db).await?;
        let rows = rows.into_iter().filter(|(hash, ..)| said.contains(hash.as_str()));
        found.extend(rows.map(|(hash, on, position)| (entry::place(on, position), hash)));
    }
    let told = told(db, viewer, found.keys().copied().collect()).await?;
    let mut held = HashMap::with_capacity(claims.len());
    // Where one is there twice, the first is the one that is ruled on. What an earlier piece of
    // this revision says stands nowhere yet.
    for (at, hash) in found.into_iter().filter(|(at, _)| told.contains(at)) {
        held.entry(hash).or_insert(if at.revision == here { Said::Here } else { Said::At(at) });
    }
    Ok(held)
}

fn retracts(at: EntryId, ruling: &Ruling, claim: EntryId) -> bool {
    matches!(&ruling.decision, Decision::Retract { entries, .. } if entries.holds(claim, at.revision))
}

/// The claims that are what the public is given of one that states more.
async fn excerpted(
    db: &impl ConnectionTrait,
    claims: &[&(&Claim, &ClaimHash)],
    here: u64,
) -> Result<HashMap<String, Said>, StoreError> {
    let subjects: BTreeSet<&str> = claims.iter().map(|(claim, _)| claim.subject.as_str()).collect();
    let sources: BTreeSet<&str> = claims.iter().map(|(claim, _)| claim.source.as_str()).collect();
    let subjects: Vec<&str> = subjects.into_iter().collect();
    let sources: Vec<&str> = sources.into_iter().collect();
    let said: HashSet<&str> = claims.iter().map(|(_, hash)| hash.as_str()).collect();
    let mut rows = Vec::new();
    for of in subjects.chunks(BATCH / 2) {
        for from in sources.chunks(BATCH / 2) {
            let claims = entry::Entity::find()
                .filter(entry::Column::Subject.is_in(of.iter().copied()))
                .filter(entry::Column::Source.is_in(from.iter().copied()))
                .filter(entry::Column::Revision.ne(here.cast_signed()))
                .filter(entry::Column::Body.is_not_null());
            rows.extend(claims.all(db).await?);
        }
    }
    let mut held = HashMap::new();
    if rows.is_empty() {
        return Ok(held);
    }
    let docket = Docket::of(db, &rows).await?;
    let rulings = rulings_on(db, rows.iter().map(|row| row.revision).collect()).await?;
    for row in &rows {
        let Given::Excerpt(excerpt) = docket.given_now(row.id())? else { continue };
        // What was retracted, in whole or in part, may be said anew without what was wrong.
        let rulings = rulings.get(&row.revision.cast_unsigned()).into_iter().flatten();
        if rulings.into_iter().any(|(at, ruling)| retracts(*at, ruling, row.id())) {
            continue;
        }
        let hash = ClaimHash::of(&excerpt);
        if said.contains(hash.as_str()) {
            held.entry(hash.as_str().to_owned()).or_insert(Said::At(row.id()));
        }
    }
    Ok(held)
}
