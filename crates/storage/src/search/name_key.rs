//! The table of name keys: what a record is found by, and how it follows from the record.

use std::collections::{BTreeMap, BTreeSet};

use detente_core::{
    Noun, Record,
    names::{Bearer, Prepared, keys},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter,
    QueryOrder, QuerySelect, entity::prelude::*, sea_query::Expr,
};
use sha2::{Digest as _, Sha256};

use crate::{StoreError, insert::Written, store::BATCH};

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, DeriveEntityModel)]
#[sea_orm(table_name = "name_key")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub audience: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// How rows are written.
pub(crate) const WRITTEN: Written<Model> = Written {
    columns: &["key", "id", "audience"],
    values: |row, into| {
        let Model { key, id, audience } = row;
        into.extend([key, id, audience].map(Value::from));
    },
};

/// Whose name a record of this noun has.
pub(super) fn bearer(noun: &str) -> Bearer {
    match noun {
        "person" => Bearer::Person,
        "organization" => Bearer::Organization,
        _ => Bearer::Thing,
    }
}

/// How a key is kept: after a letter for whose name it is of, so that people,
/// of whom there are many, do not stand between a text and a place.
pub(super) fn kept(bearer: Bearer, key: &str) -> String {
    let letter = match bearer {
        Bearer::Organization => 'o',
        Bearer::Person => 'p',
        Bearer::Thing => 't',
    };
    format!("{letter}{key}")
}

/// What a record is called, by any side of a dispute about it.
pub(super) fn called<N: Noun>(record: &Record<N>) -> BTreeSet<String> {
    let called = |fields: &N| -> Vec<String> {
        fields.called().into_iter().map(std::borrow::Cow::into_owned).collect()
    };
    record.ask(called).each().flatten().cloned().collect()
}

/// Notes the keys that a record is found by.
pub(crate) fn note<N: Noun>(record: &Record<N>, audience: &str, into: &mut BTreeSet<Model>) {
    let bearer = bearer(N::NAME);
    for name in called(record) {
        for key in keys(&Prepared::new(&name, bearer)) {
            let (id, audience) = (record.id.to_string(), audience.to_owned());
            into.insert(Model { key: kept(bearer, &key), id, audience });
        }
    }
}

/// Takes rows away.
pub(crate) async fn remove(db: &impl ConnectionTrait, rows: &[Model]) -> Result<(), DbErr> {
    // SQLite takes no more than a thousand conditions beside each other.
    for batch in rows.chunks(BATCH / 10) {
        let which = batch.iter().fold(Condition::any(), |which, Model { key, id, audience }| {
            let row = Condition::all().add(Column::Key.eq(key)).add(Column::Id.eq(id));
            which.add(row.add(Column::Audience.eq(audience)))
        });
        Entity::delete_many().filter(which).exec(db).await?;
    }
    Ok(())
}

/// A sum over rows in whichever order, for each noun: two lists that have the
/// same rows have the same sums.
#[derive(Default, PartialEq)]
pub(crate) struct Sums(BTreeMap<String, (u64, [u128; 2])>);

impl Sums {
    /// Adds a row.
    pub(crate) fn add(&mut self, row: &Model) {
        let mut digest = Sha256::new();
        for text in [&row.key, &row.id, &row.audience] {
            digest.update((text.len() as u64).to_be_bytes());
            digest.update(text);
        }
        let noun = row.id.split('/').next().unwrap_or_default();
        let (count, sums) = self.0.entry(noun.to_owned()).or_default();
        for (sum, half) in sums.iter_mut().zip(digest.finalize().as_chunks::<16>().0) {
            *sum = sum.wrapping_add(u128::from_be_bytes(*half));
        }
        *count += 1;
    }

    /// Adds the sums over other rows.
    pub(crate) fn join(&mut self, other: Self) {
        for (noun, (more, halves)) in other.0 {
            let (count, sums) = self.0.entry(noun).or_default();
            *count += more;
            for (sum, half) in sums.iter_mut().zip(halves) {
                *sum = sum.wrapping_add(half);
            }
        }
    }

    /// Those of what is written.
    pub(crate) async fn written(db: &impl ConnectionTrait) -> Result<Self, StoreError> {
        let mut sums = Self::default();
        let mut after: Option<Model> = None;
        loop {
            let mut page = Entity::find();
            if let Some(Model { key, id, audience }) = &after {
                let place = [Column::Key, Column::Id, Column::Audience].map(Expr::col);
                let last = [key, id, audience].map(|text| Expr::value(text.as_str()));
                page = page.filter(Expr::tuple(place).gt(Expr::tuple(last)));
            }
            for column in [Column::Key, Column::Id, Column::Audience] {
                page = page.order_by_asc(column);
            }
            let page = page.limit(4 * BATCH as u64).all(db).await?;
            let Some(last) = page.last() else { return Ok(sums) };
            for row in &page {
                sums.add(row);
            }
            after = Some(last.clone());
        }
    }

    /// A noun whose rows are not the same in both.
    pub(crate) fn differ<'a>(&'a self, other: &'a Self) -> Option<&'a str> {
        let nouns = self.0.keys().chain(other.0.keys());
        nouns.map(String::as_str).find(|noun| self.0.get(*noun) != other.0.get(*noun))
    }
}
