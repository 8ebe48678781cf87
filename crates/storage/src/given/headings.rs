//! Who made a revision, and what for: told to the public where nothing of it is kept back.
//!
//! A heading speaks of the whole revision: of one that holds a claim which is hidden or waits, it may
//! name whoever is hidden. What a noun restricts by itself, such as an address, whoever wrote the
//! heading knew to be restricted, and it stays; a mirror, which cannot ask again, is given it only with all of the revision.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::PoisonError,
};

use detente_core::{Decision, RecordId};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Expr,
};

use super::{Docket, Given};
use crate::{Store, StoreError, ledger::entry, settle::rulings_on, store::batches};

/// So many entries that may be kept back are looked at at a time.
const ROWS: u64 = 500;

/// What is known of headings while the ledger is as high.
#[derive(Default)]
pub(crate) struct Headings {
    height: u64,
    given: BTreeMap<u64, bool>,
}

impl Store {
    /// Those of these revisions of which everyone is told who made them, and what for.
    pub(crate) async fn headings_given(
        &self,
        revisions: impl Iterator<Item = u64>,
    ) -> Result<BTreeSet<u64>, StoreError> {
        let height = self.seen();
        let asked: BTreeSet<u64> = revisions.collect();
        let (mut given, mut new) = (BTreeSet::new(), Vec::new());
        {
            let mut known = self.headings.lock().unwrap_or_else(PoisonError::into_inner);
            if known.height != height {
                *known = Headings { height, given: BTreeMap::new() };
            }
            for number in asked {
                match known.given.get(&number) {
                    Some(true) => _ = given.insert(number),
                    Some(false) => {}
                    None => new.push(number.cast_signed()),
                }
            }
        }
        let found = self.of_which_nothing_is_kept_back(&new).await?;
        given.extend(found.iter().filter(|(_, given)| **given).map(|(number, _)| *number));
        let mut known = self.headings.lock().unwrap_or_else(PoisonError::into_inner);
        if known.height == height {
            known.given.extend(found);
        }
        Ok(given)
    }

    /// Of each of these revisions, whether no entry of it is kept back.
    async fn of_which_nothing_is_kept_back(
        &self,
        revisions: &[i64],
    ) -> Result<BTreeMap<u64, bool>, StoreError> {
        let mut found = BTreeMap::new();
        if revisions.is_empty() {
            return Ok(found);
        }
        let ruled = rulings_on(&self.db, revisions.iter().copied().collect()).await?;
        let of_sight = self.subjects_of_sight().await?;
        let is_kept_back = |row: &entry::Model, given: &Given| match given {
            Given::Whole => false,
            // What the noun restricts by itself is kept back from nobody who wrote the heading.
            Given::Excerpt(_) => row.subject.as_deref().is_some_and(|id| of_sight.contains(id)),
            Given::Withheld => true,
        };
        for batch in batches(revisions) {
            // Where all that was ruled on is that all of it is accepted, few entries need a look.
            let (plain, others): (Vec<i64>, Vec<i64>) = batch.iter().partition(|number| {
                let rulings = ruled.get(&number.cast_unsigned()).map_or(&[][..], Vec::as_slice);
                !rulings.is_empty()
                    && rulings.iter().all(|(_, ruling)| accepts_all(&ruling.decision))
            });
            let doubtful = doubtful(&of_sight);
            let in_doubt = entry::Entity::find()
                .select_only()
                .column(entry::Column::Revision)
                .filter(entry::Column::Revision.is_in(plain.iter().copied()))
                .filter(doubtful.clone())
                .distinct();
            let in_doubt: BTreeSet<i64> =
                in_doubt.into_tuple::<i64>().all(&self.db).await?.into_iter().collect();
            for number in plain {
                let kept = in_doubt.contains(&number)
                    && self.any(number, doubtful.clone(), is_kept_back).await?;
                found.insert(number.cast_unsigned(), !kept);
            }
            for number in others {
                let kept = self.any(number, Condition::all(), is_kept_back).await?;
                found.insert(number.cast_unsigned(), !kept);
            }
        }
        self.speaking_to_all(&mut found).await?;
        Ok(found)
    }

    /// Leaves those of which anything is given at all: of some, noun by noun, everything is restricted.
    async fn speaking_to_all(&self, found: &mut BTreeMap<u64, bool>) -> Result<(), StoreError> {
        let told = found.iter().filter(|(_, given)| **given);
        let told: Vec<i64> = told.map(|(number, _)| number.cast_signed()).collect();
        for batch in batches(&told) {
            // Nearly always the first entry is given.
            let first = entry::Entity::find()
                .filter(entry::Column::Revision.is_in(batch.iter().copied()))
                .filter(entry::Column::Position.eq(1))
                .all(&self.db)
                .await?;
            let docket = Docket::of(&self.db, &first).await?;
            for row in first {
                let is_given = |_: &entry::Model, given: &Given| *given != Given::Withheld;
                if docket.given_now(row.id())? == Given::Withheld
                    && !self.any(row.revision, Condition::all(), is_given).await?
                {
                    found.insert(row.revision.cast_unsigned(), false);
                }
            }
        }
        Ok(())
    }

    /// Whether any of those entries of a revision of which one thing is so (`which`) is given in such a way.
    async fn any(
        &self,
        revision: i64,
        which: Condition,
        is_such: impl Fn(&entry::Model, &Given) -> bool,
    ) -> Result<bool, StoreError> {
        let mut after = 0;
        loop {
            let rows = entry::Entity::find()
                .filter(entry::Column::Revision.eq(revision))
                .filter(entry::Column::Position.gt(after))
                .filter(which.clone())
                .order_by_asc(entry::Column::Position)
                .limit(ROWS)
                .all(&self.db)
                .await?;
            let Some(last) = rows.last() else { return Ok(false) };
            after = last.position;
            let docket = Docket::of(&self.db, &rows).await?;
            for row in &rows {
                if is_such(row, &docket.given_now(row.id())?) {
                    return Ok(true);
                }
            }
        }
    }

    /// The subjects of which something was ever hidden or shown, under all their identifiers.
    async fn subjects_of_sight(&self) -> Result<BTreeSet<RecordId>, StoreError> {
        let ruled = entry::Entity::find()
            .select_only()
            .column(entry::Column::Subject)
            .filter(entry::on_sight())
            .filter(entry::Column::Kind.is_in(["hide", "show"]))
            .filter(entry::Column::Subject.is_not_null())
            .distinct();
        let (mut subjects, merged) = (BTreeSet::new(), self.merged());
        for subject in ruled.into_tuple::<String>().all(&self.db).await? {
            let subject: RecordId = subject.parse()?;
            subjects.extend(merged.kin(&subject));
            subjects.insert(subject);
        }
        Ok(subjects)
    }
}

fn accepts_all(decision: &Decision) -> bool {
    matches!(decision, Decision::Accept { entries } if entries.positions.is_empty())
}

/// The entries that may be kept back, of a revision that was accepted as a whole and of which
/// nothing else was ruled.
fn doubtful(of_sight: &BTreeSet<RecordId>) -> Condition {
    let accepts_itself = entry::Column::Kind
        .eq("accept")
        .and(Expr::col(entry::Column::OnRevision).eq(Expr::col(entry::Column::Revision)));
    Condition::any()
        .add(entry::Column::Body.is_null())
        .add(Condition::all().add(entry::no_claim()).add(accepts_itself.not()))
        .add(entry::Column::Subject.is_in(of_sight.iter().map(RecordId::as_str)))
}
