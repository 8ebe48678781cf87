//! The docket of a subject: every claim and ruling that bears on it.

mod with_sources;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use detente_core::{
    Audience, Body, Claim, Decision, EntryId, Merged, Noun, RecordId, Ruling, Scope, Sight,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    Select,
};

pub(super) use self::with_sources::said_with_sources;
use crate::{
    StoreError,
    ledger::entry,
    store::{BATCH, batches, rounded},
};

/// The claims and rulings on a subject.
#[derive(Default)]
pub(crate) struct Docket {
    pub claims: Vec<(EntryId, Claim)>,
    pub rulings: Vec<(EntryId, Ruling)>,
}

impl Docket {
    /// Whether it is plain, without a hearing, that nothing in it is kept from anyone.
    pub(super) fn is_open<N: Noun>(&self) -> bool {
        let hides = |(_, ruling): &(_, Ruling)| matches!(ruling.decision, Decision::Hide { .. });
        let says = |field: &&str| {
            let name = format!("\"{}\"", field.split('.').next_back().unwrap_or_default());
            self.claims.iter().any(|(_, claim)| claim.states.as_str().contains(&name))
        };
        !self.rulings.iter().any(hides) && !N::RESTRICTED.iter().any(says)
    }
}

/// The claims of a revision that a ruling acts on.
pub(crate) fn scope(decision: &Decision) -> Option<&Scope> {
    match decision {
        Decision::Accept { entries }
        | Decision::Reject { entries }
        | Decision::Rank { entries, .. }
        | Decision::Retract { entries, .. }
        | Decision::Show { what: Sight::Claims { entries } }
        | Decision::Hide { what: Sight::Claims { entries } } => Some(entries),
        Decision::Show { what: Sight::Record { .. } }
        | Decision::Hide { what: Sight::Record { .. } }
        | Decision::Settle { .. }
        | Decision::Merge { .. }
        | Decision::Part { .. }
        | Decision::Erase { .. } => None,
    }
}

/// Reads the claims on some subjects, each under all the identifiers that lead
/// either audience to it, and the rulings on it under all that it is known by.
pub(super) async fn dockets(
    db: &impl ConnectionTrait,
    subjects: &[RecordId],
    merged: &Merged,
) -> Result<BTreeMap<RecordId, Docket>, StoreError> {
    if merged.is_empty() {
        return said_of(db, subjects).await;
    }
    let members = |subject: &RecordId| -> BTreeSet<RecordId> {
        Audience::ALL.iter().flat_map(|audience| merged.members(*audience, subject)).collect()
    };
    let ids: BTreeSet<RecordId> = subjects.iter().flat_map(|subject| merged.kin(subject)).collect();
    let ids: Vec<RecordId> = ids.into_iter().collect();
    let mut said: BTreeMap<RecordId, Docket> = BTreeMap::new();
    for batch in ids.chunks(BATCH) {
        said.extend(said_of(db, batch).await?);
    }
    let mut dockets = BTreeMap::new();
    for subject in subjects {
        let members = members(subject);
        let mut docket = Docket::default();
        // What is hidden of one identifier is hidden of its kin too.
        for (id, said) in merged.kin(subject).iter().filter_map(|id| Some((id, said.get(id)?))) {
            if members.contains(id) {
                docket.claims.extend(said.claims.iter().cloned());
            }
            docket.rulings.extend(said.rulings.iter().cloned());
        }
        docket.rulings.sort_by_key(|(id, _)| *id);
        docket.rulings.dedup_by_key(|(id, _)| *id);
        if !docket.claims.is_empty() {
            docket.claims.sort_by_key(|(id, _)| *id);
            dockets.insert(subject.clone(), docket);
        }
    }
    Ok(dockets)
}

/// Reads the claims and rulings on some identifiers, each by itself.
pub(crate) async fn said_of(
    db: &impl ConnectionTrait,
    subjects: &[RecordId],
) -> Result<BTreeMap<RecordId, Docket>, StoreError> {
    let subjects = rounded(subjects.iter().map(RecordId::as_str));
    said_where(db, entry::Column::Subject.is_in(subjects).into()).await
}

async fn said_where(
    db: &impl ConnectionTrait,
    which: Condition,
) -> Result<BTreeMap<RecordId, Docket>, StoreError> {
    let rows = entry::Entity::find()
        .select_only()
        .columns([entry::Column::Revision, entry::Column::Position, entry::Column::Subject])
        .column(entry::Column::Body)
        .filter(which)
        .filter(entry::Column::Body.is_not_null())
        .order_by_asc(entry::Column::Revision)
        .order_by_asc(entry::Column::Position);
    let rows: Vec<(i64, i64, String, String)> = rows.into_tuple().all(db).await?;
    let few = rows.len() < FEW;
    let read = move || {
        let read = |(revision, position, subject, body): (i64, i64, String, String)| {
            let id = entry::place(revision, position);
            Ok((subject.parse::<RecordId>()?, id, body_of(id, &body)?))
        };
        rows.into_iter().map(read).collect::<Result<Said, StoreError>>()
    };
    // To go to another thread takes longer than to read a few.
    let said = if few { read()? } else { super::aside(read).await? };
    gathered(db, said).await
}

/// Below so many entries, they are read where they come in.
const FEW: usize = 50;

/// What was said of some subjects: claims, and rulings on a subject itself.
pub(super) type Said = Vec<(RecordId, EntryId, Body)>;

/// The dockets of some subjects, with the rulings on what was said of them.
pub(super) async fn gathered(
    db: &impl ConnectionTrait,
    said: Said,
) -> Result<BTreeMap<RecordId, Docket>, StoreError> {
    let mut dockets: BTreeMap<RecordId, Docket> = BTreeMap::new();
    let revisions = file(&mut dockets, said);
    let rulings = rulings_on(db, revisions).await?;
    bear(&mut dockets, &rulings);
    Ok(dockets)
}

/// Puts what was said where it belongs. Gives the revisions of its claims.
fn file(dockets: &mut BTreeMap<RecordId, Docket>, said: Said) -> BTreeSet<i64> {
    let mut revisions = BTreeSet::new();
    for (subject, id, body) in said {
        let docket = dockets.entry(subject).or_default();
        match body {
            Body::Claim(claim) => {
                revisions.insert(id.revision.cast_signed());
                docket.claims.push((id, claim));
            }
            Body::Ruling(ruling) => docket.rulings.push((id, ruling)),
        }
    }
    revisions
}

/// Adds the rulings on what was said, by the revision that holds it.
fn bear(dockets: &mut BTreeMap<RecordId, Docket>, rulings: &HashMap<u64, Vec<(EntryId, Ruling)>>) {
    let rulings: HashMap<u64, OnRevision<'_>> =
        rulings.iter().map(|(on, rulings)| (*on, OnRevision::new(rulings))).collect();
    for docket in dockets.values_mut() {
        let mut mine: Vec<&(EntryId, Ruling)> = Vec::new();
        for (id, _) in &docket.claims {
            mine.extend(rulings.get(&id.revision).into_iter().flat_map(|on| on.claim(*id)));
        }
        mine.sort_by_key(|(id, _)| *id);
        mine.dedup_by_key(|(id, _)| *id);
        docket.rulings.extend(mine.into_iter().cloned());
    }
}

/// The rulings on one revision, by the claims they act on: a revision of ten
/// thousand claims may carry as many rulings, each on one of them.
struct OnRevision<'a> {
    on_all: Vec<&'a (EntryId, Ruling)>,
    on_one: HashMap<u32, Vec<&'a (EntryId, Ruling)>>,
}

impl<'a> OnRevision<'a> {
    fn new(rulings: &'a [(EntryId, Ruling)]) -> Self {
        let mut found = Self { on_all: Vec::new(), on_one: HashMap::new() };
        for ruling in rulings {
            match scope(&ruling.1.decision).map(|scope| scope.positions.as_slice()) {
                Some([]) => found.on_all.push(ruling),
                Some(positions) => {
                    for position in positions {
                        found.on_one.entry(*position).or_default().push(ruling);
                    }
                }
                None => {}
            }
        }
        found
    }

    fn claim(&self, claim: EntryId) -> impl Iterator<Item = &'a (EntryId, Ruling)> {
        let one = self.on_one.get(&claim.position).into_iter().flatten();
        self.on_all.iter().chain(one).copied()
    }
}

/// The rulings that act on entries of these revisions, in the order they were made.
pub(crate) async fn rulings_on(
    db: &impl ConnectionTrait,
    revisions: BTreeSet<i64>,
) -> Result<HashMap<u64, Vec<(EntryId, Ruling)>>, StoreError> {
    let revisions: Vec<i64> = revisions.into_iter().collect();
    let mut found: HashMap<u64, Vec<(EntryId, Ruling)>> = HashMap::new();
    for batch in batches(&revisions) {
        let rows = entry::Entity::find()
            .filter(entry::Column::OnRevision.is_in(batch.iter().copied()))
            .filter(entry::Column::Body.is_not_null())
            .order_by_asc(entry::Column::Revision)
            .order_by_asc(entry::Column::Position)
            .all(db)
            .await?;
        for row in rows {
            if let (Some(on), Body::Ruling(ruling)) = (row.on_revision, read(&row)?) {
                found.entry(on.cast_unsigned()).or_default().push((row.id(), ruling));
            }
        }
    }
    Ok(found)
}

/// Every subject of these claims.
pub(crate) async fn subjects(
    db: &impl ConnectionTrait,
    claims: Select<entry::Entity>,
) -> Result<BTreeSet<RecordId>, StoreError> {
    let subjects: Vec<String> = claimed(claims).into_tuple().all(db).await?;
    Ok(subjects.into_iter().map(|id| id.parse()).collect::<Result<_, _>>()?)
}

/// The statement that asks for them.
pub(super) fn claimed(claims: Select<entry::Entity>) -> Select<entry::Entity> {
    claims
        .filter(entry::Column::Kind.eq("claim"))
        .filter(entry::Column::Subject.is_not_null())
        .select_only()
        .column(entry::Column::Subject)
        .distinct()
}

/// Reads the body of an entry.
pub(crate) fn read(row: &entry::Model) -> Result<Body, StoreError> {
    let withheld = || StoreError::Entry {
        entry: row.id().to_string(),
        error: "its body is withheld".to_owned(),
    };
    body_of(row.id(), row.body.as_deref().ok_or_else(withheld)?)
}

pub(super) fn body_of(id: EntryId, text: &str) -> Result<Body, StoreError> {
    let unreadable = |error: detente_core::BodyError| StoreError::Entry {
        entry: id.to_string(),
        error: error.to_string(),
    };
    Body::of_ledger(text).map_err(unreadable)
}
