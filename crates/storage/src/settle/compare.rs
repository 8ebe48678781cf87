//! Compares what is written of the records with what the ledger comes to,
//! without writing anything.

mod references;
mod texts;

use std::collections::{BTreeMap, BTreeSet};

use detente_core::{Merged, NOUNS, RecordId, with_noun};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, Value};
use tokio::sync::mpsc;

use super::{
    AHEAD, Docket, aside, leaning,
    naming::{self, named},
    resolved,
    walk::Walk,
    write::{Parts, Rows},
};
use crate::{
    StoreError, Table, dispute,
    ledger::reference,
    sum::{Sum, Summing},
};

const REMEDY: &str = "`detente rebuild` makes the records anew";

/// Checks that every record stands as the ledger has it, for both audiences,
/// with all that it points to. Gives how many records there are, and names the
/// first that is another. Takes no more memory than some records need.
pub(crate) async fn compare(db: &impl ConnectionTrait, merged: &Merged) -> Result<u64, StoreError> {
    let by = &Summing::default();
    // Each looks at the records of every other noun, so that both have about as much to do.
    let every_other = |first: usize| async move {
        let mut computed: BTreeMap<&str, Compared> = BTreeMap::new();
        for noun in NOUNS.iter().skip(first).step_by(2) {
            let found = with_noun!(*noun, N => compare_noun::<N>(db, merged, by).await?,
                _ => Compared::default());
            computed.insert(noun, found);
        }
        Ok::<_, StoreError>(computed)
    };
    let (computed, others, called, pointing) = tokio::join!(
        Box::pin(every_other(0)),
        Box::pin(every_other(1)),
        references::called(db, by),
        references::pointing(db, by)
    );
    let mut computed: BTreeMap<&str, Compared> = computed?;
    computed.extend(others?);
    let (mut called, mut pointing) = (called?, pointing?);
    let named: u64 = computed.values().map(|found| found.named).sum();
    let written = named::Entity::find().count(db).await?;
    if written != named {
        let what = "what is noted of what claims name".to_owned();
        let why = format!("it has {written} rows, and the ledger comes to {named}");
        return Err(StoreError::Stale { what, why, remedy: REMEDY });
    }
    for (noun, found) in &computed {
        if called.remove(*noun).unwrap_or_default() != found.called {
            let what = format!("the keys that records of `{noun}` are found by");
            let why = "they are not what the records are called".to_owned();
            return Err(StoreError::Stale { what, why, remedy: REMEDY });
        }
        if pointing.remove(*noun).unwrap_or_default() != found.pointing {
            return Err(with_noun!(*noun, N => first_reference::<N>(db, merged).await?,
                _ => of_nobody(1)));
        }
    }
    match called.values().chain(pointing.values()).map(Sum::count).sum() {
        0 => Ok(computed.values().map(|found| found.rows).sum()),
        count => Err(of_nobody(count)),
    }
}

fn of_nobody(count: u64) -> StoreError {
    let what = "what records point to and are found by".to_owned();
    let why = format!("{count} rows of it are from no record");
    StoreError::Stale { what, why, remedy: REMEDY }
}

/// What was found of some records that are as they should be.
#[derive(Default)]
struct Compared {
    /// How many rows they have.
    rows: u64,
    /// How much is noted of what claims name beside.
    named: u64,
    /// The sum over what they point to.
    pointing: Sum,
    /// The sum over what they are found by.
    called: Sum,
}

impl Compared {
    fn join(&mut self, other: &Self) {
        self.rows += other.rows;
        self.named += other.named;
        self.pointing.join(&other.pointing);
        self.called.join(&other.called);
    }
}

/// Checks the rows of a noun.
async fn compare_noun<N: Table>(
    db: &impl ConnectionTrait,
    merged: &Merged,
    by: &Summing,
) -> Result<Compared, StoreError> {
    // While some are compared, the next are resolved, and those after them read.
    let (say, mut said) = mpsc::channel(AHEAD);
    let (ready, mut besides) = mpsc::channel(AHEAD);
    let read = async move {
        let mut walk = Walk::of(N::NAME, merged);
        while let Some(dockets) = walk.next(db).await? {
            // Whoever hears no more has failed, and says so.
            let _ = say.send(dockets).await;
        }
        Ok(())
    };
    let resolve = async move {
        let mut around = leaning::Around::default();
        while let Some(dockets) = said.recv().await {
            let _ = ready.send(Beside::<N>::read(db, merged, dockets, &mut around).await?).await;
        }
        Ok(())
    };
    let compare = async move {
        let mut found = Compared::default();
        while let Some(beside) = besides.recv().await {
            let by = by.clone();
            found.join(&aside(move || beside.compare(&by)).await?);
        }
        Ok::<_, StoreError>(found)
    };
    let ((), (), found) = tokio::try_join!(read, resolve, compare)?;
    let count = N::Entity::find().count(db).await?;
    if count != found.rows {
        let what = format!("the table `{}`", N::NAME);
        let why = format!("it has {count} rows, and the ledger comes to {}", found.rows);
        return Err(StoreError::Stale { what, why, remedy: REMEDY });
    }
    Ok(found)
}

/// What the ledger comes to of some records, beside what is written of them.
struct Beside<N: Table> {
    computed: Rows<N>,
    written: Option<String>,
    disputes: dispute::Rows,
    named: BTreeSet<named::Model>,
}

impl<N: Table> Beside<N> {
    async fn read(
        db: &impl ConnectionTrait,
        merged: &Merged,
        said: Vec<(RecordId, Docket)>,
        around: &mut leaning::Around,
    ) -> Result<Self, StoreError> {
        let ids: Vec<RecordId> = said.iter().map(|(id, _)| id.clone()).collect();
        let (computed, written, disputes, named) = tokio::join!(
            resolved::<N>(db, merged, said, around),
            texts::written::<N>(db, &ids),
            dispute::Rows::within_records(db, &ids),
            naming::written(db, &ids)
        );
        let (computed, written, disputes, named) = (computed?, written?, disputes?, named?);
        Ok(Self { computed, written, disputes, named })
    }

    /// Names the first that is another.
    fn compare(self, by: &Summing) -> Result<Compared, StoreError> {
        let Parts { records, references, named, disputes, name_keys } = self.computed.into_parts();
        same_disputes(&disputes, &self.disputes)?;
        if let Some(row) = named.symmetric_difference(&self.named).next() {
            let what = format!("what is noted of what claims on {} name", row.from_id);
            let why = "it is not what they come to".to_owned();
            return Err(StoreError::Stale { what, why, remedy: REMEDY });
        }
        let written = self.written.unwrap_or_default();
        let mut written = texts::by_record(&written, N::WRITTEN.columns.len());
        let mut found = Compared { named: named.len() as u64, ..Compared::default() };
        for (id, computed) in records {
            let written = written.remove(id.as_str()).unwrap_or_default();
            found.rows += computed.len() as u64;
            same_rows::<N>(&id, computed, written)?;
        }
        if let Some((id, written)) = written.into_iter().find(|(_, rows)| !rows.is_empty()) {
            let shown = written.keys().next().copied().unwrap_or_default();
            return Err(stale(id, shown, "the ledger says nothing of it".to_owned()));
        }
        for reference in &references {
            references::point(&mut found.pointing, reference, by);
        }
        for key in &name_keys {
            references::call(&mut found.called, key, by);
        }
        Ok(found)
    }
}

/// Checks the disputes within some records.
fn same_disputes(computed: &dispute::Rows, written: &dispute::Rows) -> Result<(), StoreError> {
    match computed.differs_from(written) {
        None => Ok(()),
        Some(subject) => Err(StoreError::Stale {
            what: format!("the disputes within {subject}"),
            why: "they are not what its claims come to".to_owned(),
            remedy: REMEDY,
        }),
    }
}

fn same_rows<N: Table>(
    id: &RecordId,
    computed: Vec<N::Row>,
    mut written: BTreeMap<&str, &str>,
) -> Result<(), StoreError> {
    let mut should = Vec::with_capacity(N::WRITTEN.columns.len());
    for row in computed {
        let shown = N::place(&row).1.to_owned();
        let Some(row_written) = written.remove(shown.as_str()) else {
            return Err(stale(id.as_str(), &shown, "it is not written".to_owned()));
        };
        (N::WRITTEN.values)(row, &mut should);
        let should = should.drain(..).map(|value| match value {
            Value::String(text) => text,
            _ => None,
        });
        let is = texts::split(row_written);
        for ((name, should), is) in N::WRITTEN.columns.iter().zip(should).zip(is) {
            if should.as_deref() != is {
                let what = format!("the record of {id}, shown to {shown}, column `{name}`");
                let why = match should.filter(|text| text.len() <= 80) {
                    Some(text) => format!("the ledger comes to `{text}`"),
                    None => "the ledger comes to something else".to_owned(),
                };
                return Err(StoreError::Stale { what, why, remedy: REMEDY });
            }
        }
    }
    match written.into_keys().next() {
        Some(shown) => Err(stale(id.as_str(), shown, "the ledger comes to no such row".to_owned())),
        None => Ok(()),
    }
}

fn stale(id: &str, shown: &str, why: String) -> StoreError {
    let what = format!("the record of {id}, shown to {shown},");
    StoreError::Stale { what, why, remedy: REMEDY }
}

/// Names the first record whose references are not what the ledger comes to.
/// The table is not made to be asked from where: it is read anew for each batch.
async fn first_reference<N: Table>(
    db: &impl ConnectionTrait,
    merged: &Merged,
) -> Result<StoreError, StoreError> {
    let mut around = leaning::Around::default();
    let mut walk = Walk::of(N::NAME, merged);
    while let Some(said) = walk.next(db).await? {
        let ids: Vec<RecordId> = said.iter().map(|(id, _)| id.clone()).collect();
        let computed = resolved::<N>(db, merged, said, &mut around).await?.into_parts().references;
        let from = reference::Column::FromId.is_in(ids.iter().map(RecordId::as_str));
        let written = reference::Entity::find().filter(from).all(db).await?;
        let written: BTreeSet<reference::Model> = written.into_iter().collect();
        if let Some(row) = computed.symmetric_difference(&written).next() {
            let missing = computed.contains(row);
            let why = if missing { "it is not written" } else { "the record says nothing of it" };
            let reference::Model { to_id, field, from_id, .. } = row;
            let what = format!("the reference of {from_id} to {to_id}, in `{field}`,");
            return Ok(StoreError::Stale { what, why: why.to_owned(), remedy: REMEDY });
        }
    }
    let what = format!("the references of the records of `{}`", N::NAME);
    let why = "some are from records that are not there".to_owned();
    Ok(StoreError::Stale { what, why, remedy: REMEDY })
}
