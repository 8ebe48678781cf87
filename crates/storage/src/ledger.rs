//! The tables of the ledger, to which rows are only ever added, and the
//! `reference` table, which is filled from the records.

/// As much of a text as an index takes: PostgreSQL refuses entries of more than 2704 bytes.
pub(crate) fn short(text: &str) -> &str {
    text.char_indices().nth(300).map_or(text, |(end, _)| &text[..end])
}

/// What the `reference` table calls a value that lists are filtered by.
pub(crate) fn facet(value: impl std::fmt::Display) -> String {
    short(&format!("={value}")).to_owned()
}

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
    use detente_core::{Body, Claim, ClaimHash, Decision, EntryId, Sealed, Sight};
    use sea_orm::entity::prelude::*;

    use crate::insert::Written;

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
            let ruling = match body {
                Body::Claim(claim) => {
                    let hash = ClaimHash::of(&sealed.body);
                    return Self::of_claim(id, claim, hash, sealed);
                }
                Body::Ruling(ruling) => ruling,
            };
            let subject = match &ruling.decision {
                Decision::Show { what: Sight::Record { subject, .. } }
                | Decision::Hide { what: Sight::Record { subject, .. } }
                | Decision::Settle { subject, .. }
                | Decision::Merge { subject, .. }
                | Decision::Part { subject, .. } => Some(subject.to_string()),
                _ => None,
            };
            let on_revision = match &ruling.decision {
                Decision::Erase { entry } => Some(entry.revision),
                decision => crate::settle::scope(decision)
                    .map(|scope| scope.revision.unwrap_or(id.revision)),
            };
            let on_revision = on_revision.map(u64::cast_signed);
            Self { subject, on_revision, ..Self::sealed(id, body.kind(), sealed) }
        }

        /// The row of a claim, whose identity is known already.
        pub(crate) fn of_claim(
            id: EntryId,
            claim: &Claim,
            hash: ClaimHash,
            sealed: Sealed,
        ) -> Self {
            Self {
                hash: Some(hash.into()),
                subject: Some(claim.subject.to_string()),
                source: Some(claim.source.to_string()),
                said_by: claim.said_by.as_ref().map(ToString::to_string),
                ..Self::sealed(id, "claim", sealed)
            }
        }

        fn sealed(id: EntryId, kind: &str, sealed: Sealed) -> Self {
            Self {
                revision: id.revision.cast_signed(),
                position: i64::from(id.position),
                kind: kind.to_owned(),
                commitment: sealed.commitment,
                salt: Some(sealed.salt.to_string()),
                body: Some(sealed.body),
                hash: None,
                subject: None,
                source: None,
                said_by: None,
                on_revision: None,
            }
        }

        /// Where it stands.
        pub(crate) fn id(&self) -> EntryId {
            place(self.revision, self.position)
        }
    }

    /// How rows are written.
    pub(crate) const WRITTEN: Written<Model> = Written {
        columns: &[
            "revision",
            "position",
            "on_revision",
            "kind",
            "commitment",
            "salt",
            "body",
            "hash",
            "subject",
            "source",
            "said_by",
        ],
        values: |row, into| {
            into.extend([row.revision.into(), row.position.into(), row.on_revision.into()]);
            into.extend([row.kind, row.commitment].map(Value::from));
            into.extend([row.salt, row.body, row.hash].map(Value::from));
            into.extend([row.subject, row.source, row.said_by].map(Value::from));
        },
    };

    /// Where an entry stands, by its columns.
    pub(crate) fn place(revision: i64, position: i64) -> EntryId {
        let position = u32::try_from(position).unwrap_or(u32::MAX);
        EntryId { revision: revision.cast_unsigned(), position }
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

    use crate::insert::Written;

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

    /// How rows are written.
    pub(crate) const WRITTEN: Written<Model> = Written {
        columns: &["to_id", "field", "from_id", "element", "audience"],
        values: |row, into| {
            let Model { to_id, field, from_id, element, audience } = row;
            into.extend([to_id, field, from_id, element, audience].map(Value::from));
        },
    };

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
