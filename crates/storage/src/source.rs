//! The `source` table.

use detente_core::{
    Id, Identifier, Language, Organization, PartialDate, Source, SourceKind, TextDigest, Url,
};
use sea_orm::entity::prelude::*;

use crate::{json::Json, table::mirror};

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "source")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Id<Source>,
    #[sea_orm(primary_key, auto_increment = false)]
    pub audience: String,
    pub account: String,
    pub sort_name: String,
    pub first_day: String,
    pub last_day: String,
    pub summary: Option<String>,
    pub identifiers: Json<Vec<Identifier>>,
    pub title: Option<String>,
    pub publisher: Option<Id<Organization>>,
    pub authors: Json<Vec<String>>,
    pub url: Option<Url>,
    pub archived_url: Option<Url>,
    pub published_on: Option<PartialDate>,
    pub language: Option<Language>,
    pub kind: Option<SourceKind>,
    pub edition_of: Option<Id<Source>>,
    pub terms_of_use: Option<String>,
    pub text_digest: Option<TextDigest>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

mirror!(Source {
    summary,
    identifiers,
    title,
    publisher,
    authors,
    url,
    archived_url,
    published_on,
    language,
    kind,
    edition_of,
    terms_of_use,
    text_digest
});
