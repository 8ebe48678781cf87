//! The tables of the ledger, to which rows are only ever added, and the
//! `reference` table, which is filled from the records.

/// A revision.
pub(crate) mod revision {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "revision")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub number: i64,
        pub made_at: String,
        pub commitment: String,
        pub salt: Option<String>,
        pub body: Option<String>,
        pub hash: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// An entry of a revision: a claim or a ruling.
pub(crate) mod entry {
    use detente_core::{Body, ClaimHash, Decision, EntryId, Sealed, Sight};
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "entry")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub revision: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub position: i64,
        pub kind: String,
        pub commitment: String,
        pub salt: Option<String>,
        pub body: Option<String>,
        pub hash: Option<String>,
        pub subject: Option<String>,
        pub source: Option<String>,
        pub said_by: Option<String>,
        pub on_revision: Option<i64>,
    }

    impl Model {
        /// The row of an entry: the columns beside its body are read out of it.
        pub(crate) fn new(id: EntryId, body: &Body, sealed: Sealed) -> Self {
            let mut row = Self {
                revision: id.revision.cast_signed(),
                position: i64::from(id.position),
                kind: body.kind().to_owned(),
                commitment: sealed.commitment,
                salt: Some(sealed.salt.to_string()),
                hash: None,
                subject: None,
                source: None,
                said_by: None,
                on_revision: None,
                body: None,
            };
            match body {
                Body::Claim(claim) => {
                    row.hash = Some(ClaimHash::of(&sealed.body).as_str().to_owned());
                    row.subject = Some(claim.subject.to_string());
                    row.source = Some(claim.source.to_string());
                    row.said_by = claim.said_by.as_ref().map(ToString::to_string);
                }
                Body::Ruling(ruling) => {
                    row.subject = match &ruling.decision {
                        Decision::Show { what: Sight::Record { subject, .. } }
                        | Decision::Hide { what: Sight::Record { subject, .. } }
                        | Decision::Settle { subject, .. }
                        | Decision::Merge { subject, .. }
                        | Decision::Part { subject, .. } => Some(subject.to_string()),
                        _ => None,
                    };
                    row.on_revision = match &ruling.decision {
                        Decision::Accept { entries }
                        | Decision::Reject { entries }
                        | Decision::Rank { entries, .. }
                        | Decision::Retract { entries, .. }
                        | Decision::Show { what: Sight::Claims { entries } }
                        | Decision::Hide { what: Sight::Claims { entries } } => {
                            Some(entries.revision.unwrap_or(id.revision).cast_signed())
                        }
                        Decision::Erase { entry } => Some(entry.revision.cast_signed()),
                        _ => None,
                    };
                }
            }
            row.body = Some(sealed.body);
            row
        }

        /// Where it stands.
        pub(crate) fn id(&self) -> EntryId {
            EntryId {
                revision: self.revision.cast_unsigned(),
                position: u32::try_from(self.position).unwrap_or(u32::MAX),
            }
        }
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// That a revision changed the record of a subject.
pub(crate) mod change {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "change")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub revision: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub subject: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A record that points to another, or to a value that lists are filtered by.
pub(crate) mod reference {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, DeriveEntityModel)]
    #[sea_orm(table_name = "reference")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub to_id: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub field: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub from_id: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub element: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub audience: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
