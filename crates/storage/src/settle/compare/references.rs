//! What records point to, and what they are found by, summed: there is more of it
//! than can be kept.

use std::collections::HashMap;

use sea_orm::ConnectionTrait;

use super::texts;
use crate::{
    StoreError,
    ledger::reference,
    search::name_key,
    sum::{Sum, Summing},
};

/// Sums over the rows of a table, by the noun of the record that each is of.
pub(super) type Sums = HashMap<String, Sum>;

/// Adds a reference that the ledger comes to.
pub(super) fn point(sum: &mut Sum, row: &reference::Model, by: &Summing) {
    let reference::Model { to_id, field, from_id, element, audience } = row;
    sum.add(&[to_id, field, from_id, element, audience].map(String::as_str)[..], by);
}

/// Adds a key that a record is found by.
pub(super) fn call(sum: &mut Sum, row: &name_key::Model, by: &Summing) {
    let name_key::Model { key, id, audience, sounds } = row;
    sum.add(&[key, id, audience, sounds].map(String::as_str)[..], by);
}

/// The sums over the references that are written.
pub(super) async fn pointing(db: &impl ConnectionTrait, by: &Summing) -> Result<Sums, StoreError> {
    summed(db, "reference", reference::WRITTEN.columns, "from_id", by).await
}

/// The sums over the keys that are written.
pub(super) async fn called(db: &impl ConnectionTrait, by: &Summing) -> Result<Sums, StoreError> {
    summed(db, "name_key", name_key::WRITTEN.columns, "id", by).await
}

async fn summed(
    db: &impl ConnectionTrait,
    table: &str,
    columns: &[&str],
    of: &str,
    by: &Summing,
) -> Result<Sums, StoreError> {
    let of = columns.iter().position(|column| *column == of).unwrap_or_default();
    let sums = (Sums::new(), by.clone());
    let summed = texts::fold(db, table, columns, sums, move |(sums, by), row| {
        let noun = row[of].split_once('/').map_or("", |(noun, _)| noun);
        match sums.get_mut(noun) {
            Some(sum) => sum.add(row, by),
            None => sums.entry(noun.to_owned()).or_default().add(row, by),
        }
    });
    Ok(summed.await?.0)
}
