//! Checks that the ledger is what it was: every commitment, every revision, the chain.

use detente_core::{ChainLink, ClaimHash, Salt, chain, commitment};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

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
        let mut number = 0_u64;
        loop {
            let rows = revision::Entity::find()
                .filter(revision::Column::Number.gt(number.cast_signed()))
                .order_by_asc(revision::Column::Number)
                .limit(PAGE)
                .all(&self.db)
                .await?;
            if rows.is_empty() {
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
                held(&row.salt, &row.body, &row.commitment)
                    .map_err(|what| broken(format!("its heading: {what}")))?;
                for (at, entry) in (1_i64..).zip(&entries) {
                    let name = |what: String| broken(format!("entry {}: {what}", entry.id()));
                    if entry.position != at {
                        return Err(broken(format!("entry {number}.{at} is missing")));
                    }
                    held(&entry.salt, &entry.body, &entry.commitment).map_err(name)?;
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

fn held(salt: &Option<String>, body: &Option<String>, promised: &str) -> Result<(), String> {
    let (salt, body) = match (salt, body) {
        (None, None) => return Ok(()),
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
    let Some(text) = &row.body else { return Ok(()) };
    let body = detente_core::Body::read(text).map_err(|error| error.to_string())?;
    if body.kind() != row.kind {
        return Err("it is filed as something else than it is".to_owned());
    }
    if let detente_core::Body::Claim(claim) = &body {
        let same = row.hash.as_deref() == Some(ClaimHash::of(text).as_str())
            && row.subject.as_deref() == Some(claim.subject.as_str())
            && row.source.as_deref() == Some(claim.source.as_str())
            && row.said_by.as_deref() == claim.said_by.as_ref().map(detente_core::Id::as_str);
        if !same {
            return Err("it is filed under something else than it says".to_owned());
        }
    }
    Ok(())
}
