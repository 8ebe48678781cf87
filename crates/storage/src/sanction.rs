//! The `sanction` table.

use detente_core::{Action, Id, Identifier, Organization, Sanction, SanctionKind, Target};
use sea_orm::entity::prelude::*;

use crate::{json::Json, table::mirror};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sanction")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Id<Sanction>,
    #[sea_orm(primary_key, auto_increment = false)]
    pub audience: String,
    pub account: String,
    pub sort_name: String,
    pub first_day: String,
    pub last_day: String,
    pub summary: Option<String>,
    pub identifiers: Json<Vec<Identifier>>,
    pub issuer: Option<Id<Organization>>,
    pub programme: Option<String>,
    pub kind: Option<SanctionKind>,
    pub target: Option<Id<Target>>,
    pub target_sector: Option<String>,
    pub actions: Json<Vec<Action>>,
    pub reason: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

mirror!(Sanction {
    summary,
    identifiers,
    issuer,
    programme,
    kind,
    target,
    target_sector,
    actions,
    reason
});
