//! The `indicator` table.

use detente_core::{Anything, Id, Identifier, Indicator, Point};
use sea_orm::entity::prelude::*;

use crate::{json::Json, table::mirror};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "indicator")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Id<Indicator>,
    #[sea_orm(primary_key, auto_increment = false)]
    pub audience: String,
    pub account: String,
    pub sort_name: String,
    pub first_day: String,
    pub last_day: String,
    pub summary: Option<String>,
    pub identifiers: Json<Vec<Identifier>>,
    pub subject: Option<Id<Anything>>,
    pub metric: Option<String>,
    pub unit: Option<String>,
    pub population: Option<String>,
    pub points: Json<Vec<Point>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

mirror!(Indicator { summary, identifiers, subject, metric, unit, population, points });
