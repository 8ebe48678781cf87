//! A database as of a revision: its ledger up to there, and the records it came to.

use std::collections::BTreeSet;

use detente_core::{
    Body, ChainLink, Decision, EntryId, Heading, Instant, Merged, RecordId, Ruling, Scope, Sealed,
    Seed, Sight,
};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};

use crate::{
    Store, StoreError,
    append::{follow, ruled_on, unwritable},
    boxed, erased,
    insert::insert,
    ledger::{change, entry, excerpt, mirror, revision, signature, turned},
    listed, merged,
    opened::Opened,
    pending,
    settle::{self, News, Subjects, is_sight, read, scope},
    store::BATCH,
};

/// What a database that was checked out holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedOut {
    /// The revision it was checked out at: up to there its ledger is this one.
    pub revision: u64,
    /// How many entries it holds up to there.
    pub entries: u64,
    /// How many later rulings on who may see what, and erasures, were carried over, as one
    /// revision more; where there are none, so is that revision.
    pub carried: usize,
}

/// What a revision that carries later rulings over needs.
struct Carrying {
    author: String,
    made_at: Instant,
    seed: Seed,
}

impl Store {
    /// Writes the ledger up to a revision into a new database, all of it, and
    /// makes the records it comes to. Where later revisions hid, showed or erased
    /// something in it, one revision more does the same: else whoever serves it
    /// would publish what was hidden since. The past of a mirror is a mirror.
    #[boxed]
    pub async fn checkout(
        &self,
        revision: u64,
        into: &Self,
        author: String,
        made_at: Instant,
        seed: Seed,
    ) -> Result<CheckedOut, StoreError> {
        self.copy(revision, into, Carrying { author, made_at, seed }).await
    }

    /// The same for this process alone, where nobody reads who carried it over.
    pub(super) async fn carry_over(&self, revision: u64, into: &Self) -> Result<(), StoreError> {
        let (author, made_at, seed) = (String::new(), Instant::EPOCH, Seed([0; 32]));
        self.copy(revision, into, Carrying { author, made_at, seed }).await.map(|_| ())
    }

    /// How many entries the ledger has up to a revision.
    pub(super) async fn entries_until(&self, revision: u64) -> Result<u64, StoreError> {
        let until = entry::Column::Revision.lte(revision.cast_signed());
        Ok(entry::Entity::find().filter(until).count(&self.db).await?)
    }

    async fn copy(
        &self,
        revision: u64,
        into: &Self,
        carrying: Carrying,
    ) -> Result<CheckedOut, StoreError> {
        let (place, tx) = into.begin().await?;
        let entries = self.copy_ledger(revision, &tx).await?;
        self.copy_mirrored(revision.cast_signed(), &tx).await?;
        let subjects = settle::subjects(&tx, entry::Entity::find()).await?;
        erased::copy(&self.db, &tx).await?;
        pending::remake(&tx).await?;
        let mut merged = merged::remake(&tx).await?;
        settle::settle(&tx, &merged, subjects.iter().cloned().collect(), News::of_no_record())
            .await?;
        listed::complete(&tx).await?;
        let later = self.later_sights(revision, &subjects).await?;
        let carried = later.len();
        let mut head = revision;
        if carried > 0 {
            head += 1;
            merged = carry(&tx, head, &merged, later, carrying).await?;
        }
        let place = into.commit(place, tx).await?;
        into.know(merged);
        into.cache.forget_all();
        into.saw(head, std::iter::empty());
        drop(place);
        Ok(CheckedOut { revision, entries, carried })
    }

    /// Copies revisions, entries, and what each revision changed, byte by byte.
    async fn copy_ledger(&self, until: u64, into: &DatabaseTransaction) -> Result<u64, StoreError> {
        let until = until.cast_signed();
        let mut entries = 0;
        for number in 1..=until {
            let row = revision::Entity::find_by_id(number).one(&self.db).await?;
            let missing = || StoreError::Broken {
                revision: number.cast_unsigned(),
                what: "it is missing".to_owned(),
            };
            let row = row.ok_or_else(missing)?;
            revision::Entity::insert(row.into_active_model()).exec_without_returning(into).await?;
            let mut after = 0;
            loop {
                let rows = entry::Entity::find()
                    .filter(entry::Column::Revision.eq(number))
                    .filter(entry::Column::Position.gt(after))
                    .order_by_asc(entry::Column::Position)
                    .limit(BATCH as u64)
                    .all(&self.db)
                    .await?;
                let Some(last) = rows.last() else { break };
                after = last.position;
                entries += rows.len() as u64;
                insert::<entry::Entity>(into, rows).await?;
            }
            let mut after = String::new();
            loop {
                let rows = change::Entity::find()
                    .filter(change::Column::Revision.eq(number))
                    .filter(change::Column::Subject.gt(after))
                    .order_by_asc(change::Column::Subject)
                    .limit(BATCH as u64)
                    .all(&self.db)
                    .await?;
                let Some(last) = rows.last() else { break };
                after = last.subject.clone();
                insert::<change::Entity>(into, rows).await?;
            }
        }
        Ok(entries)
    }

    /// Copies what stands beside the ledger: signatures, and in a mirror whose it is, and what it
    /// was given of claims that it may not see as a whole.
    async fn copy_mirrored(
        &self,
        until: i64,
        into: &DatabaseTransaction,
    ) -> Result<(), StoreError> {
        let rows = signature::Entity::find().filter(signature::Column::Revision.lte(until));
        insert::<signature::Entity>(into, rows.all(&self.db).await?).await?;
        let rows = excerpt::Entity::find().filter(excerpt::Column::Revision.lte(until));
        insert::<excerpt::Entity>(into, rows.all(&self.db).await?).await?;
        let rows = turned::Entity::find().filter(turned::Column::Revision.lte(until));
        insert::<turned::Entity>(into, rows.all(&self.db).await?).await?;
        insert::<mirror::Entity>(into, mirror::Entity::find().all(&self.db).await?).await?;
        Ok(())
    }

    /// The later rulings on who may see what, and erasures, as far as they are about these
    /// subjects or about entries up to a revision.
    async fn later_sights(
        &self,
        until: u64,
        subjects: &BTreeSet<RecordId>,
    ) -> Result<Vec<(EntryId, Ruling)>, StoreError> {
        let rows = entry::Entity::find()
            .filter(entry::Column::Revision.gt(until.cast_signed()))
            .filter(entry::Column::Kind.is_in(["hide", "show", "erase"]))
            .filter(entry::Column::Body.is_not_null())
            .order_by_asc(entry::Column::Revision)
            .order_by_asc(entry::Column::Position)
            .all(&self.db)
            .await?;
        let mut found = Vec::new();
        for row in rows {
            let Body::Ruling(ruling) = read(&row)? else { continue };
            let bears = match &ruling.decision {
                Decision::Show { what: Sight::Record { subject, .. } }
                | Decision::Hide { what: Sight::Record { subject, .. } } => {
                    subjects.contains(subject)
                }
                // Its body is there no longer: without the ruling, nothing would say why.
                Decision::Erase { entry } => entry.revision <= until,
                decision => {
                    let on = scope(decision).and_then(|scope: &Scope| scope.revision);
                    is_sight(decision) && on.is_some_and(|on| on <= until)
                }
            };
            if bears {
                found.push((row.id(), ruling));
            }
        }
        Ok(found)
    }
}

/// Writes a revision that makes these rulings again, in their order and in the
/// name of those who made them.
async fn carry(
    tx: &DatabaseTransaction,
    number: u64,
    before_it: &Merged,
    rulings: Vec<(EntryId, Ruling)>,
    Carrying { author, made_at, seed }: Carrying,
) -> Result<Merged, StoreError> {
    let from: BTreeSet<u64> = rulings.iter().map(|(at, _)| at.revision).collect();
    let from: Vec<String> = from.iter().map(ToString::to_string).collect();
    let message = format!(
        "What was hidden, shown or erased after revision {}, carried over from revision {}",
        number - 1,
        from.join(", ")
    );
    let sealed = |position: u32, text: String| Sealed::new(seed.salt(position), text);
    let mut rows = Vec::with_capacity(rulings.len());
    let mut touched = Subjects::default();
    let ruled: Vec<Decision> = rulings.iter().map(|(_, ruling)| ruling.decision.clone()).collect();
    for (position, (_, ruling)) in (1..).zip(rulings) {
        touched.extend(ruled_on(tx, &ruling.decision, number).await?);
        let id = EntryId { revision: number, position };
        let body = Body::Ruling(ruling);
        let text = body.canonical().map_err(|error| unwritable(number, position, &error))?;
        rows.push(entry::Model::new(id, &body, sealed(position, text)));
    }
    let before = revision::Entity::find_by_id((number - 1).cast_signed()).one(tx).await?;
    let before = before.map(|before| before.hash).unwrap_or_default();
    let link = ChainLink { before: &before, number, made_at: &made_at.to_string() };
    let mut opened = Opened::open(tx, link, &Heading { author, message }, seed).await?;
    opened.add(tx, rows).await?;
    opened.close(tx).await?;
    let (changed, merged) =
        follow(tx, number, &ruled, before_it, touched, News::default(), seed).await?;
    listed::write(tx, number, &changed, &[]).await?;
    Ok(merged)
}
