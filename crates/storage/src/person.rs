//! The `person` table.

use detente_core::{
    Address, Association, Award, CountryCode, Gender, Id, Identifier, Name, PartialDate, Person,
    Role,
};
use sea_orm::entity::prelude::*;

use crate::{json::Json, table::mirror};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "person")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Id<Person>,
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
    pub gender: Option<Gender>,
    pub born_on: Option<PartialDate>,
    pub died_on: Option<PartialDate>,
    pub nationalities: Json<Vec<CountryCode>>,
    pub roles: Json<Vec<Role>>,
    pub awards: Json<Vec<Award>>,
    pub birth_place: Option<String>,
    pub addresses: Json<Vec<Address>>,
    pub associations: Json<Vec<Association>>,
    pub relatives: Json<Vec<Association>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

mirror!(Person {
    summary,
    identifiers,
    name,
    names,
    gender,
    born_on,
    died_on,
    nationalities,
    roles,
    awards,
    birth_place,
    addresses,
    associations,
    relatives
});
