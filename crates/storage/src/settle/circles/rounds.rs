//! Every circle there is, some at a time: to make what contradicts anything in
//! them anew, or to compare it with what is written.

use std::collections::{BTreeSet, HashSet};

use detente_core::{Agreement, Merged, RecordId, Release};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};

use super::{CIRCLES, Circles, Found, GATHERING, LIVED, News, SAT, told};
use crate::{
    StoreError, Table,
    dispute::{ACROSS, Rows, party, row},
    ledger::reference,
    store::{BATCH, rounded},
};

/// Where a walk through all circles has come to.
struct Rounds {
    circles: Circles,
    /// Of the nouns that others gather about, the one that is looked at.
    at: usize,
    after: String,
}

impl Rounds {
    fn new() -> Self {
        Self { circles: Circles::new(&News::default()), at: 0, after: String::new() }
    }

    /// What is found round the next records; none at the end.
    async fn next(
        &mut self,
        db: &impl ConnectionTrait,
    ) -> Result<Option<(Vec<RecordId>, Found)>, StoreError> {
        while let Some(noun) = GATHERING.get(self.at) {
            let centres = match *noun {
                "person" => lived(db, &mut self.after).await?,
                "release" => ids::<Release>(db, &mut self.after).await?,
                _ => ids::<Agreement>(db, &mut self.after).await?,
            };
            if let Some(centres) = centres {
                let found = self.circles.round(db, noun, &centres).await?;
                return Ok(Some((centres, found)));
            }
            self.at += 1;
            self.after.clear();
        }
        Ok(None)
    }
}

/// Looks for contradictions in every circle there is, of which nothing is written yet.
pub(crate) async fn contradictions(
    db: &impl ConnectionTrait,
    merged: &Merged,
) -> Result<(), StoreError> {
    let mut rounds = Rounds::new();
    while let Some((_, found)) = rounds.next(db).await? {
        if !found.is_empty() {
            told::rows(db, merged, found).await?.write(db, &[]).await?;
        }
    }
    Ok(())
}

/// Checks that what is written of contradictions is what every circle comes to.
/// Nothing is kept of one circle when the next is looked at.
pub(crate) async fn compare_contradictions(
    db: &impl ConnectionTrait,
    merged: &Merged,
) -> Result<(), StoreError> {
    let stale = |what: String, why: &str| StoreError::Stale {
        what,
        why: why.to_owned(),
        remedy: "`detente rebuild` makes it anew",
    };
    let mut rounds = Rounds::new();
    let mut seen = Count::default();
    while let Some((centres, found)) = rounds.next(db).await? {
        let computed = told::rows(db, merged, found).await?;
        let written = written(db, &centres).await?;
        if let Some(subject) = computed.differs_from(&written) {
            let what = format!("what contradicts {subject} in other records");
            return Err(stale(what, "it is not what the records come to"));
        }
        seen.add(&computed);
    }
    if seen != Count::written(db).await? {
        let what = "what contradicts records in others".to_owned();
        return Err(stale(what, "some of it stands where the records come to nothing"));
    }
    Ok(())
}

/// Some identifiers of a noun of which something is written, after one.
async fn ids<N: Table>(
    db: &impl ConnectionTrait,
    after: &mut String,
) -> Result<Option<Vec<RecordId>>, StoreError> {
    let rows = N::Entity::find().select_only().column(N::ID).distinct();
    let rows = rows.filter(N::ID.gt(after.as_str())).order_by_asc(N::ID).limit(CIRCLES as u64);
    next(&rows.into_tuple::<String>().all(db).await?, after, N::NAME)
}

/// Some people, after one, whom a detention or a statement is about, or who sat in court. Of some
/// of them nobody may have spoken yet: their lives are told by these alone.
async fn lived(
    db: &impl ConnectionTrait,
    after: &mut String,
) -> Result<Option<Vec<RecordId>>, StoreError> {
    let people = reference::Entity::find()
        .select_only()
        .column(reference::Column::ToId)
        .distinct()
        .filter(reference::Column::ToId.gt("person/"))
        .filter(reference::Column::ToId.lt("person0"))
        .filter(reference::Column::ToId.gt(after.as_str()))
        .filter(reference::Column::Field.is_in(LIVED.into_iter().chain(SAT)))
        .order_by_asc(reference::Column::ToId)
        .limit(CIRCLES as u64);
    next(&people.into_tuple::<String>().all(db).await?, after, "reference")
}

/// The identifiers of a page, if it has any; the next begins after them.
fn next(
    ids: &[String],
    after: &mut String,
    table: &str,
) -> Result<Option<Vec<RecordId>>, StoreError> {
    let Some(last) = ids.last() else { return Ok(None) };
    if last <= after {
        return Err(StoreError::out_of_order(table));
    }
    last.clone_into(after);
    Ok(Some(ids.iter().map(|id| id.parse()).collect::<Result<_, _>>()?))
}

/// What is written of the contradictions round some records.
async fn written(db: &impl ConnectionTrait, centres: &[RecordId]) -> Result<Rows, StoreError> {
    let ids = rounded(centres.iter().map(RecordId::as_str));
    let disputes = row::Entity::find().filter(row::Column::Circle.is_in(ids)).all(db).await?;
    let centres: HashSet<&str> = centres.iter().map(RecordId::as_str).collect();
    let is_here = |party: &party::Model| {
        let circle = party.place.strip_prefix(ACROSS).and_then(|rest| rest.rsplit_once(ACROSS));
        circle.is_some_and(|(circle, _)| centres.contains(circle))
    };
    let subjects: BTreeSet<&str> = disputes.iter().map(|row| row.subject.as_str()).collect();
    let subjects: Vec<&str> = subjects.into_iter().collect();
    let mut parties = BTreeSet::new();
    for batch in subjects.chunks(BATCH) {
        let rows = party::Entity::find()
            .filter(party::Column::Subject.is_in(rounded(batch.iter().copied())))
            .filter(party::Column::Place.gte(ACROSS));
        parties.extend(rows.all(db).await?.into_iter().filter(is_here));
    }
    Ok(Rows { disputes, parties })
}

/// How many contradictions there are, and how often somebody takes a side in one.
#[derive(Default, PartialEq)]
struct Count {
    disputes: u64,
    parties: u64,
}

impl Count {
    fn add(&mut self, rows: &Rows) {
        self.disputes += rows.disputes.len() as u64;
        self.parties += rows.parties.len() as u64;
    }

    async fn written(db: &impl ConnectionTrait) -> Result<Self, StoreError> {
        let disputes = row::Entity::find().filter(row::Column::Place.gte(ACROSS)).count(db);
        let parties = party::Entity::find().filter(party::Column::Place.gte(ACROSS)).count(db);
        Ok(Self { disputes: disputes.await?, parties: parties.await? })
    }
}
