//! The `agreement` table.

use detente_core::{Actor, Agreement, Commitment, Id, Identifier, PartialDate, Talks};
use sea_orm::entity::prelude::*;

use crate::{json::Json, table::mirror};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "agreement")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Id<Agreement>,
    #[sea_orm(primary_key, auto_increment = false)]
    pub audience: String,
    pub account: String,
    pub sort_name: String,
    pub first_day: String,
    pub last_day: String,
    pub summary: Option<String>,
    pub identifiers: Json<Vec<Identifier>>,
    pub title: Option<String>,
    pub parties: Json<Vec<Id<Actor>>>,
    pub reached_on: Option<PartialDate>,
    pub talks: Json<Vec<Talks>>,
    pub commitments: Json<Vec<Commitment>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

mirror!(Agreement { summary, identifiers, title, parties, reached_on, talks, commitments });
