//! The `organization` table.

use detente_core::{
    Address, Association, CountryCode, Id, Identifier, Name, Organization, OrganizationKind,
};
use sea_orm::entity::prelude::*;

use crate::{json::Json, table::mirror};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "organization")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Id<Organization>,
    #[sea_orm(primary_key, auto_increment = false)]
    pub audience: String,
    pub account: String,
    pub sort_name: String,
    pub first_day: String,
    pub last_day: String,
    pub summary: Option<String>,
    pub identifiers: Json<Vec<Identifier>>,
    pub name: Option<String>,
    pub names: Json<Vec<Name>>,
    pub kind: Option<OrganizationKind>,
    pub country: Option<CountryCode>,
    pub sector: Option<String>,
    pub parent: Option<Id<Organization>>,
    pub addresses: Json<Vec<Address>>,
    pub associations: Json<Vec<Association>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

mirror!(Organization {
    summary,
    identifiers,
    name,
    names,
    kind,
    country,
    sector,
    parent,
    addresses,
    associations
});
