//! The `event` table.

use detente_core::{Actor, Event, EventKind, Id, Identifier, PartialDate, Place};
use sea_orm::entity::prelude::*;

use crate::{json::Json, table::mirror};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "event")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Id<Event>,
    #[sea_orm(primary_key, auto_increment = false)]
    pub audience: String,
    pub account: String,
    pub sort_name: String,
    pub first_day: String,
    pub last_day: String,
    pub summary: Option<String>,
    pub identifiers: Json<Vec<Identifier>>,
    pub title: Option<String>,
    pub kind: Option<EventKind>,
    pub began_on: Option<PartialDate>,
    pub ended_on: Option<PartialDate>,
    pub places: Json<Vec<Id<Place>>>,
    pub participants: Json<Vec<Id<Actor>>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

mirror!(Event { summary, identifiers, title, kind, began_on, ended_on, places, participants });
