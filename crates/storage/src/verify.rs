//! Checks that the ledger is what it was: every commitment, every revision, the chain.

mod whole;

pub use whole::Verified;

use std::collections::VecDeque;

use detente_core::{Body, Chain, ChainLink, Salt, Sealed, commitment};
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};

use crate::{
    Store, StoreError,
    beside::side_by_side,
    boxed,
    ledger::{entry, revision},
    settle::aside,
};

/// How many revisions are read at a time.
const REVISIONS: u64 = 500;

/// How many entries are read at a time, of whichever revisions: so the memory
/// it takes does not depend on how many a revision has.
const ENTRIES: u64 = 4000;

impl Store {
    /// Walks the chain and recomputes every commitment whose body can be seen.
    /// Gives the hash of the newest revision, or names the first thing that does not hold.
    #[boxed]
    pub async fn verify(&self) -> Result<Option<String>, StoreError> {
        // What is added from now on is verified only as far as it is met.
        let head = self.head().await?;
        let mut walk = Walk::default();
        let mut page = self.entries_after(None).await?;
        while let Some(last) = page.last().map(|row| (row.revision, row.position)) {
            // While these are looked at, the next are read.
            let looked = aside(move || Ok(side_by_side(page, looked_at)));
            let (looked, next) = tokio::join!(looked, self.entries_after(Some(last)));
            for (row, holds) in looked? {
                self.reach(&mut walk, row.revision).await?;
                walk.entry(&row, holds)?;
            }
            page = next?;
        }
        self.reach(&mut walk, head.cast_signed()).await?;
        walk.close()?;
        Ok((walk.number > 0).then_some(walk.before))
    }

    async fn entries_after(
        &self,
        after: Option<(i64, i64)>,
    ) -> Result<Vec<entry::Model>, StoreError> {
        let mut rows = entry::Entity::find();
        if let Some((revision, position)) = after {
            let place = [entry::Column::Revision, entry::Column::Position].map(Expr::col);
            let place = Expr::tuple(place);
            rows = rows.filter(place.gt(Expr::tuple([revision, position].map(Expr::value))));
        }
        let rows = rows.order_by_asc(entry::Column::Revision);
        let rows = rows.order_by_asc(entry::Column::Position).limit(ENTRIES);
        Ok(rows.all(&self.db).await?)
    }

    /// Closes revisions and opens those after them, up to this one.
    async fn reach(&self, walk: &mut Walk, number: i64) -> Result<(), StoreError> {
        while walk.at() < number {
            walk.close()?;
            if walk.ahead.is_empty() {
                let mut rows = revision::Entity::find();
                if walk.number > 0 {
                    rows = rows.filter(revision::Column::Number.gt(walk.number.cast_signed()));
                }
                let rows = rows.order_by_asc(revision::Column::Number).limit(REVISIONS);
                walk.ahead.extend(rows.all(&self.db).await?);
            }
            walk.open()?;
        }
        Ok(())
    }
}

/// How far the chain was walked.
#[derive(Default)]
struct Walk {
    /// The hash of the last revision that was closed.
    before: String,
    /// The number of the last revision that was opened.
    number: u64,
    open: Option<Open>,
    ahead: VecDeque<revision::Model>,
}

/// A revision of which entries are still to come.
struct Open {
    row: revision::Model,
    chain: Chain,
    /// The position of the last entry; zero before the first.
    position: i64,
}

fn broken(revision: i64, what: String) -> StoreError {
    StoreError::Broken { revision: revision.cast_unsigned(), what }
}

fn beside(revision: u64) -> StoreError {
    let what = "there are revisions or entries beside the chain".to_owned();
    StoreError::Broken { revision, what }
}

impl Walk {
    /// The number of the revision that is open.
    fn at(&self) -> i64 {
        self.number.cast_signed()
    }

    fn open(&mut self) -> Result<(), StoreError> {
        // What is filed under no number of the chain is not part of it.
        let row = self.ahead.pop_front().ok_or_else(|| beside(self.number))?;
        let number = self.number + 1;
        if row.number != number.cast_signed() {
            return Err(broken(row.number, format!("revision {number} is missing before it")));
        }
        held(row.salt.as_ref(), row.body.as_ref(), &row.commitment)
            .map_err(|what| broken(row.number, format!("its heading: {what}")))?;
        let link = ChainLink { before: &self.before, number, made_at: &row.made_at };
        let mut chain = Chain::of(link);
        chain.add(&row.commitment);
        self.number = number;
        self.open = Some(Open { row, chain, position: 0 });
        Ok(())
    }

    fn entry(&mut self, row: &entry::Model, holds: Result<(), String>) -> Result<(), StoreError> {
        let number = self.number;
        let open = self.open.as_mut().filter(|open| open.row.number == row.revision);
        let open = open.ok_or_else(|| beside(number))?;
        open.position += 1;
        if row.position != open.position {
            let what = format!("entry {number}.{} is missing", open.position);
            return Err(broken(row.revision, what));
        }
        holds.map_err(|what| broken(row.revision, format!("entry {}: {what}", row.id())))?;
        open.chain.add(&row.commitment);
        Ok(())
    }

    fn close(&mut self) -> Result<(), StoreError> {
        let Some(Open { row, chain, position: _ }) = self.open.take() else { return Ok(()) };
        self.before = chain.hash();
        if self.before == row.hash {
            Ok(())
        } else {
            Err(broken(row.number, "its hash is not that of what it holds".to_owned()))
        }
    }
}

/// An entry, and whether it holds by itself.
fn looked_at(row: entry::Model) -> (entry::Model, Result<(), String>) {
    if row.salt.is_none() && row.body.is_some() {
        // An excerpt, which no commitment covers, is looked at with the records.
        return (row, Ok(()));
    }
    let holds = held(row.salt.as_ref(), row.body.as_ref(), &row.commitment);
    let holds = holds.and_then(|salt| salt.map_or(Ok(()), |salt| columns(&row, salt)));
    (row, holds)
}

/// Whether a body is what was committed to. Gives its salt, where it can be seen.
fn held(
    salt: Option<&String>,
    body: Option<&String>,
    promised: &str,
) -> Result<Option<Salt>, String> {
    let (salt, body) = match (salt, body) {
        (None, None) => return Ok(None),
        (Some(salt), Some(body)) => (salt, body),
        _ => return Err("salt and body are not both there".to_owned()),
    };
    let salt: Salt = salt.parse().map_err(|error| format!("{error}"))?;
    if commitment(salt, body) == promised {
        Ok(Some(salt))
    } else {
        Err("its body is not what was committed to".to_owned())
    }
}

/// The columns beside the body must say what the body says.
fn columns(row: &entry::Model, salt: Salt) -> Result<(), String> {
    let Some(text) = &row.body else { return Ok(()) };
    // Its form was checked when it was added, and it is what was committed to then.
    let body = Body::of_ledger(text).map_err(|error| error.to_string())?;
    let sealed = Sealed { salt, body: text.clone(), commitment: row.commitment.clone() };
    if entry::Model::new(row.id(), &body, sealed) == *row {
        Ok(())
    } else {
        Err("it is filed under something else than it says".to_owned())
    }
}
