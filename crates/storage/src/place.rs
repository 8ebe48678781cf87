//! The `place` table.

use detente_core::{Coordinates, CountryCode, Id, Identifier, Name, Place, PlaceKind};
use sea_orm::entity::prelude::*;

use crate::{json::Json, table::mirror};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "place")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Id<Place>,
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
    pub kind: Option<PlaceKind>,
    pub country: Option<CountryCode>,
    pub within: Option<Id<Place>>,
    pub coordinates: Option<Coordinates>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

mirror!(Place { summary, identifiers, name, names, kind, country, within, coordinates });
