//! The `statement` table.

use detente_core::{Actor, Anything, Id, Identifier, Organization, PartialDate, Statement};
use sea_orm::entity::prelude::*;

use crate::{json::Json, table::mirror};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "statement")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Id<Statement>,
    #[sea_orm(primary_key, auto_increment = false)]
    pub audience: String,
    pub account: String,
    pub sort_name: String,
    pub first_day: String,
    pub last_day: String,
    pub summary: Option<String>,
    pub identifiers: Json<Vec<Identifier>>,
    pub speaker: Option<Id<Actor>>,
    pub speaker_description: Option<String>,
    pub text: Option<String>,
    pub said_on: Option<PartialDate>,
    pub carried_by: Option<Id<Organization>>,
    pub about: Json<Vec<Id<Anything>>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

mirror!(Statement {
    summary,
    identifiers,
    speaker,
    speaker_description,
    text,
    said_on,
    carried_by,
    about
});
