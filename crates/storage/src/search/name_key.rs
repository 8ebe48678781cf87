//! The table of name keys: what a record is found by, and how it follows from the record.

use std::collections::BTreeSet;

use detente_core::{
    Noun, Record,
    names::{Bearer, Prepared, entries},
};
use sea_orm::entity::prelude::*;

use crate::insert::Written;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, DeriveEntityModel)]
#[sea_orm(table_name = "name_key")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub audience: String,
    /// How the names sound that the key leads to. It is of the key that the index may hold it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub sounds: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

/// How rows are written.
pub(crate) const WRITTEN: Written<Model> = Written {
    columns: &["key", "id", "audience", "sounds"],
    values: |row, into| {
        let Model { key, id, audience, sounds } = row;
        into.extend([key, id, audience, sounds].map(Value::from));
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
    let names: Vec<Prepared> =
        called(record).iter().map(|name| Prepared::new(name, bearer)).collect();
    for (key, sounds) in entries(&names) {
        let (id, audience) = (record.id.to_string(), audience.to_owned());
        into.insert(Model { key: kept(bearer, &key), id, audience, sounds });
    }
}
