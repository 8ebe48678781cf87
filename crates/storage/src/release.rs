//! The `release` table.

use detente_core::{
    Agreement, CountryCode, EndModality, Group, Id, Identifier, PartialDate, Quantity, Release,
    Sanction,
};
use sea_orm::entity::prelude::*;

use crate::{json::Json, table::mirror};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "release")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Id<Release>,
    #[sea_orm(primary_key, auto_increment = false)]
    pub audience: String,
    pub account: String,
    pub sort_name: String,
    pub first_day: String,
    pub last_day: String,
    pub summary: Option<String>,
    pub identifiers: Json<Vec<Identifier>>,
    pub country: Option<CountryCode>,
    pub on: Option<PartialDate>,
    pub count: Option<Quantity>,
    pub groups: Json<Vec<Group>>,
    pub modality: Option<EndModality>,
    pub agreement: Option<Id<Agreement>>,
    pub in_exchange_for: Json<Vec<Id<Sanction>>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

mirror!(Release {
    summary,
    identifiers,
    country,
    on,
    count,
    groups,
    modality,
    agreement,
    in_exchange_for
});
