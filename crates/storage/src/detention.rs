//! The `detention` table.

use detente_core::{
    Charge, CountryCode, Detention, EndModality, Id, Identifier, PartialDate, Person, Proceeding,
    Recognition, Release, Sentence, Stay,
};
use sea_orm::entity::prelude::*;

use crate::{json::Json, table::mirror};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "detention")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Id<Detention>,
    #[sea_orm(primary_key, auto_increment = false)]
    pub audience: String,
    pub account: String,
    pub sort_name: String,
    pub first_day: String,
    pub last_day: String,
    pub summary: Option<String>,
    pub identifiers: Json<Vec<Identifier>>,
    pub person: Option<Id<Person>>,
    pub country: Option<CountryCode>,
    pub began_on: Option<PartialDate>,
    pub ended_on: Option<PartialDate>,
    pub stays: Json<Vec<Stay>>,
    pub charges: Json<Vec<Charge>>,
    pub proceedings: Json<Vec<Proceeding>>,
    pub sentences: Json<Vec<Sentence>>,
    pub recognitions: Json<Vec<Recognition>>,
    pub end_modality: Option<EndModality>,
    pub release: Option<Id<Release>>,
    pub condition: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

mirror!(Detention {
    summary,
    identifiers,
    person,
    country,
    began_on,
    ended_on,
    stays,
    charges,
    proceedings,
    sentences,
    recognitions,
    end_modality,
    release,
    condition
});
