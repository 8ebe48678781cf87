//! The `pending` table: claims on which nobody has ruled.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use detente_core::{Audience, Body, Decision, EntryId, Id, RecordId, Scope, Source};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

use crate::{
    ClaimEntry, Revision, Role, Store, StoreError, Viewer, boxed,
    insert::insert,
    ledger::{entry, revision},
    settle::{self, scope},
    store::BATCH,
};

/// A claim on which nobody has ruled.
pub(crate) mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "pending")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub revision: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub position: i64,
        pub author: String,
        pub subject: String,
        pub source: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// What is asked of the claims that wait.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Claims on records of this noun.
    pub noun: Option<String>,
    /// Claims that were read in this document.
    pub source: Option<Id<Source>>,
    /// Claims that this person submitted.
    pub author: Option<String>,
    /// Claims on this record.
    pub subject: Option<RecordId>,
    /// Claims of this revision.
    pub revision: Option<u64>,
}

/// A submission of which something waits for the keepers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    /// The revision that holds it.
    pub revision: Revision,
    /// Its claims on which nobody has ruled.
    pub claims: Vec<ClaimEntry>,
}

impl Store {
    /// The submissions of which something waits, oldest first: all of them for
    /// an editor, their own for a contributor, none for anyone else. Those after
    /// a revision, and at most so many.
    #[boxed]
    pub async fn pending(
        &self,
        viewer: &Viewer,
        waiting: &Waiting,
        after: u64,
        limit: u64,
    ) -> Result<Vec<Pending>, StoreError> {
        let Some(which) = asked(viewer, waiting) else { return Ok(Vec::new()) };
        let numbers: Vec<i64> = row::Entity::find()
            .select_only()
            .column(row::Column::Revision)
            .distinct()
            .filter(which.clone())
            .filter(row::Column::Revision.gt(after.cast_signed()))
            .order_by_asc(row::Column::Revision)
            .limit(limit)
            .into_tuple()
            .all(&self.db)
            .await?;
        let rows = row::Entity::find()
            .filter(which)
            .filter(row::Column::Revision.is_in(numbers.iter().copied()))
            .all(&self.db)
            .await?;
        let entries: Vec<EntryId> =
            rows.iter().map(|row| entry::place(row.revision, row.position)).collect();
        let mut claims: BTreeMap<u64, Vec<ClaimEntry>> = BTreeMap::new();
        // A contributor is shown what they wrote, whatever the record shows of it.
        let whole = Viewer { sees: Audience::Restricted, ..viewer.clone() };
        let reader = if viewer.role == Role::Contributor { &whole } else { viewer };
        for claim in self.claims_at(reader, &entries).await? {
            claims.entry(claim.entry.revision).or_default().push(claim);
        }
        let revisions = revision::Entity::find()
            .filter(revision::Column::Number.is_in(numbers))
            .order_by_asc(revision::Column::Number)
            .all(&self.db)
            .await?;
        let mut found = Vec::with_capacity(revisions.len());
        for row in revisions {
            let revision = Revision::of(row)?;
            let claims = claims.remove(&revision.number).unwrap_or_default();
            found.push(Pending { revision, claims });
        }
        Ok(found)
    }

    /// How many submissions wait, for this viewer.
    #[boxed]
    pub async fn count_pending(
        &self,
        viewer: &Viewer,
        waiting: &Waiting,
    ) -> Result<u64, StoreError> {
        let Some(which) = asked(viewer, waiting) else { return Ok(0) };
        let numbers = row::Entity::find().select_only().column(row::Column::Revision).distinct();
        let numbers: Vec<i64> = numbers.filter(which).into_tuple().all(&self.db).await?;
        Ok(numbers.len() as u64)
    }
}

fn asked(viewer: &Viewer, waiting: &Waiting) -> Option<Condition> {
    use row::Column;
    let mut which = match viewer.role {
        Role::Reader => return None,
        Role::Contributor => Condition::all().add(Column::Author.eq(&viewer.name)),
        Role::Editor | Role::Admin => Condition::all(),
    };
    let Waiting { noun, source, author, subject, revision } = waiting;
    if let Some(noun) = noun {
        which = which.add(Column::Subject.like(format!("{noun}/%")));
    }
    if let Some(source) = source {
        which = which.add(Column::Source.eq(source.as_str()));
    }
    if let Some(author) = author {
        which = which.add(Column::Author.eq(author));
    }
    if let Some(subject) = subject {
        which = which.add(Column::Subject.eq(subject.as_str()));
    }
    if let Some(revision) = revision {
        which = which.add(Column::Revision.eq(revision.cast_signed()));
    }
    Some(which)
}

/// Notes that claims wait.
pub(crate) async fn wait<'a>(
    db: &impl ConnectionTrait,
    author: &str,
    claims: impl Iterator<Item = &'a entry::Model>,
) -> Result<(), StoreError> {
    let rows = claims.filter_map(|claim| {
        let (subject, source) = (claim.subject.clone()?, claim.source.clone()?);
        let (revision, position) = (claim.revision, claim.position);
        Some(row::Model { revision, position, author: author.to_owned(), subject, source })
    });
    Ok(insert::<row::Entity>(db, rows.collect()).await?)
}

/// Notes that these wait no longer, by a ruling of revision `here`.
pub(crate) async fn ruled(
    db: &impl ConnectionTrait,
    decision: &Decision,
    here: u64,
) -> Result<(), StoreError> {
    let Some(scope) = decides(decision) else { return Ok(()) };
    let revision = scope.revision.unwrap_or(here).cast_signed();
    let mut gone = row::Entity::delete_many().filter(row::Column::Revision.eq(revision));
    if !scope.positions.is_empty() {
        let positions = scope.positions.iter().map(|position| i64::from(*position));
        gone = gone.filter(row::Column::Position.is_in(positions));
    }
    gone.exec(db).await?;
    Ok(())
}

/// The claims that a ruling lets speak, or lets not.
pub(crate) fn decides(decision: &Decision) -> Option<Scope> {
    match decision {
        Decision::Erase { entry } => Some(Scope::of(*entry)),
        Decision::Retract { field: Some(_), .. } => None,
        Decision::Accept { .. } | Decision::Reject { .. } | Decision::Retract { .. } => {
            scope(decision).cloned()
        }
        _ => None,
    }
}

/// Which claims some rulings decide.
#[derive(Default)]
pub(crate) struct Decided {
    /// Their positions by revision; none where all of it was ruled on.
    of: HashMap<u64, Option<HashSet<u32>>>,
}

impl Decided {
    /// Adds those that a ruling of revision `here` decides.
    pub(crate) fn rule(&mut self, here: u64, decision: &Decision) {
        let Some(scope) = decides(decision) else { return };
        let on = scope.revision.unwrap_or(here);
        let known = self.of.entry(on).or_insert_with(|| Some(HashSet::new()));
        match known {
            Some(positions) if !scope.positions.is_empty() => positions.extend(scope.positions),
            known => *known = None,
        }
    }

    /// Whether a claim is among them.
    pub(crate) fn holds(&self, claim: EntryId) -> bool {
        let of = self.of.get(&claim.revision);
        of.is_some_and(|of| of.as_ref().is_none_or(|some| some.contains(&claim.position)))
    }

    /// Whether every claim of a revision is.
    fn all_of(&self, revision: u64) -> bool {
        matches!(self.of.get(&revision), Some(None))
    }
}

/// Which of these entries wait.
pub(crate) async fn among(
    db: &impl ConnectionTrait,
    entries: &[EntryId],
) -> Result<BTreeSet<EntryId>, StoreError> {
    let revisions: BTreeSet<i64> =
        entries.iter().map(|entry| entry.revision.cast_signed()).collect();
    let revisions: Vec<i64> = revisions.into_iter().collect();
    let entries: HashSet<&EntryId> = entries.iter().collect();
    let mut found = BTreeSet::new();
    for batch in revisions.chunks(BATCH) {
        let rows = row::Entity::find()
            .select_only()
            .columns([row::Column::Revision, row::Column::Position])
            .filter(row::Column::Revision.is_in(batch.iter().copied()));
        let rows: Vec<(i64, i64)> = rows.into_tuple().all(db).await?;
        let places = rows.into_iter().map(|(revision, position)| entry::place(revision, position));
        found.extend(places.filter(|place| entries.contains(place)));
    }
    Ok(found)
}

/// What is written of the claims that wait, row by row.
pub(crate) async fn rows(db: &impl ConnectionTrait) -> Result<Vec<row::Model>, StoreError> {
    let rows = row::Entity::find().order_by_asc(row::Column::Revision);
    Ok(rows.order_by_asc(row::Column::Position).all(db).await?)
}

/// Makes the table anew from the ledger.
pub(crate) async fn remake(db: &impl ConnectionTrait) -> Result<(), StoreError> {
    row::Entity::delete_many().exec(db).await?;
    let rulings = entry::Entity::find()
        .filter(entry::no_claim())
        .filter(entry::Column::Kind.is_in(["accept", "reject", "retract"]))
        .filter(entry::Column::Body.is_not_null())
        .all(db)
        .await?;
    let mut decided = Decided::default();
    for row in rulings {
        let Body::Ruling(ruling) = settle::read(&row)? else { continue };
        decided.rule(row.revision.cast_unsigned(), &ruling.decision);
    }
    let mut after = 0;
    loop {
        let revisions = revision::Entity::find()
            .filter(revision::Column::Number.gt(after))
            .order_by_asc(revision::Column::Number)
            .limit(BATCH as u64)
            .all(db)
            .await?;
        let Some(last) = revisions.last() else { return Ok(()) };
        after = last.number;
        for row in revisions {
            let number = row.number.cast_unsigned();
            if decided.all_of(number) {
                continue;
            }
            let author = Revision::of(row)?.author.unwrap_or_default();
            let claims = entry::Entity::find()
                .filter(entry::Column::Revision.eq(number.cast_signed()))
                .filter(entry::Column::Kind.eq("claim"))
                .all(db)
                .await?;
            let waits = |claim: &&entry::Model| !decided.holds(claim.id());
            wait(db, &author, claims.iter().filter(waits)).await?;
        }
    }
}

/// Fills in who submitted what waited when the table was made.
pub(crate) async fn name_authors(db: &impl ConnectionTrait) -> Result<(), StoreError> {
    let nameless = row::Entity::find().select_only().column(row::Column::Revision).distinct();
    let nameless = nameless.filter(row::Column::Author.eq(""));
    let numbers: Vec<i64> = nameless.into_tuple().all(db).await?;
    for number in numbers {
        let Some(row) = revision::Entity::find_by_id(number).one(db).await? else { continue };
        let author = Revision::of(row)?.author.unwrap_or_default();
        row::Entity::update_many()
            .col_expr(row::Column::Author, sea_orm::sea_query::Expr::value(author))
            .filter(row::Column::Revision.eq(number))
            .exec(db)
            .await?;
    }
    Ok(())
}
