//! Checks that the ledger is what it was: every commitment, every revision, the chain.

mod whole;

pub use whole::Verified;

use detente_core::{Body, ChainLink, Salt, Sealed, chain, commitment};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{
    Store, StoreError,
    ledger::{entry, revision},
};

/// How many revisions are read at a time.
const PAGE: u64 = 500;

impl Store {
    /// Walks the chain and recomputes every commitment whose body can be seen.
    /// Gives the hash of the newest revision, or names the first thing that does not hold.
    pub async fn verify(&self) -> Result<Option<String>, StoreError> {
        let mut before = String::new();
        let (mut number, mut count) = (0_u64, 0_u64);
        loop {
            let rows = revision::Entity::find()
                .filter(revision::Column::Number.gt(number.cast_signed()))
                .order_by_asc(revision::Column::Number)
                .limit(PAGE)
                .all(&self.db)
                .await?;
            if rows.is_empty() {
                // What is filed under no number of the chain is not part of it.
                let revisions = revision::Entity::find().count(&self.db).await?;
                let entries = entry::Entity::find().count(&self.db).await?;
                if (revisions, entries) != (number, count) {
                    let what = "there are revisions or entries beside the chain".to_owned();
                    return Err(StoreError::Broken { revision: number, what });
                }
                return Ok((number > 0).then_some(before));
            }
            for row in rows {
                let broken = |what: String| StoreError::Broken {
                    revision: row.number.cast_unsigned(),
                    what,
                };
                if row.number.cast_unsigned() != number + 1 {
                    return Err(broken(format!("revision {} is missing before it", number + 1)));
                }
                number += 1;
                let entries = entry::Entity::find()
                    .filter(entry::Column::Revision.eq(row.number))
                    .order_by_asc(entry::Column::Position)
                    .all(&self.db)
                    .await?;
                held(row.salt.as_ref(), row.body.as_ref(), &row.commitment)
                    .map_err(|what| broken(format!("its heading: {what}")))?;
                count += entries.len() as u64;
                for (at, entry) in (1_i64..).zip(&entries) {
                    let name = |what: String| broken(format!("entry {}: {what}", entry.id()));
                    if entry.position != at {
                        return Err(broken(format!("entry {number}.{at} is missing")));
                    }
                    held(entry.salt.as_ref(), entry.body.as_ref(), &entry.commitment)
                        .map_err(name)?;
                    columns(entry).map_err(name)?;
                }
                let link = ChainLink { before: &before, number, made_at: &row.made_at };
                let commitments = entries.iter().map(|entry| entry.commitment.as_str());
                let hash = chain(link, std::iter::once(row.commitment.as_str()).chain(commitments));
                if hash != row.hash {
                    return Err(broken("its hash is not that of what it holds".to_owned()));
                }
                before = hash;
            }
        }
    }
}

fn held(salt: Option<&String>, body: Option<&String>, promised: &str) -> Result<(), String> {
    let (salt, body) = match (salt, body) {
        // An excerpt: what is held of it is looked at with the records.
        (None, _) => return Ok(()),
        (Some(salt), Some(body)) => (salt, body),
        _ => return Err("salt and body are not both there".to_owned()),
    };
    let salt: Salt = salt.parse().map_err(|error| format!("{error}"))?;
    if commitment(salt, body) == promised {
        Ok(())
    } else {
        Err("its body is not what was committed to".to_owned())
    }
}

/// The columns beside the body must say what the body says.
fn columns(row: &entry::Model) -> Result<(), String> {
    let (Some(text), Some(salt)) = (&row.body, &row.salt) else { return Ok(()) };
    let body = Body::read(text).map_err(|error| error.to_string())?;
    let salt: Salt = salt.parse().map_err(|error| format!("{error}"))?;
    let sealed = Sealed { salt, body: text.clone(), commitment: row.commitment.clone() };
    if entry::Model::new(row.id(), &body, sealed) == *row {
        Ok(())
    } else {
        Err("it is filed under something else than it says".to_owned())
    }
}
