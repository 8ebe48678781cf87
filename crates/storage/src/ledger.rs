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

    /// That an entry is no claim: in the very words of the indexes of rulings, or
    /// they are not used.
    pub(crate) fn no_claim() -> Expr {
        Expr::cust("kind <> 'claim'")
    }

    /// The rulings on who may see what and on what is one, as an index has them: few among all.
    pub(crate) fn on_sight() -> Expr {
        Expr::cust("kind in ('hide', 'show', 'erase', 'merge', 'part')")
    }

    /// The kind of an entry of which nothing but the commitment is held.
    pub(crate) const WITHHELD: &str = "withheld";

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

        /// The row of a claim of which only an excerpt is held.
        pub(crate) fn of_excerpt(
            id: EntryId,
            claim: &Claim,
            excerpt: String,
            commitment: String,
        ) -> Self {
            Self {
                kind: "claim".to_owned(),
                hash: Some(ClaimHash::of(&excerpt).to_string()),
                body: Some(excerpt),
                subject: Some(claim.subject.to_string()),
                source: Some(claim.source.to_string()),
                said_by: claim.said_by.as_ref().map(ToString::to_string),
                ..Self::withheld(id, commitment)
            }
        }

        fn sealed(id: EntryId, kind: &str, sealed: Sealed) -> Self {
            Self {
                kind: kind.to_owned(),
                salt: Some(sealed.salt.to_string()),
                body: Some(sealed.body),
                ..Self::withheld(id, sealed.commitment)
            }
        }

        /// The row of an entry of which nothing but the commitment is held.
        pub(crate) fn withheld(id: EntryId, commitment: String) -> Self {
            Self {
                revision: id.revision.cast_signed(),
                position: i64::from(id.position),
                kind: WITHHELD.to_owned(),
                commitment,
                salt: None,
                body: None,
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

    /// That an entry stands at one of these places, which are in order. SQLite
    /// takes no more than a thousand conditions beside each other.
    pub(crate) fn stands_at(places: &[EntryId]) -> sea_orm::Condition {
        let mut which = sea_orm::Condition::any();
        for of_one in places.chunk_by(|one, next| one.revision == next.revision) {
            let positions = of_one.iter().map(|entry| i64::from(entry.position));
            which = which.add(
                sea_orm::Condition::all()
                    .add(Column::Revision.eq(of_one[0].revision.cast_signed()))
                    .add(Column::Position.is_in(positions)),
            );
        }
        which
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// That a revision changed the record of a subject, and for whom.
pub(crate) mod change {
    use sea_orm::entity::prelude::*;

    use crate::insert::Written;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "change")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub revision: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub subject: String,
        pub audience: String,
    }

    /// How rows are written.
    pub(crate) const WRITTEN: Written<Model> = Written {
        columns: &["revision", "subject", "audience"],
        values: |row, into| {
            let Model { revision, subject, audience } = row;
            into.extend([revision.into(), subject.into(), audience.into()]);
        },
    };

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

/// Where the ledger of a mirror comes from.
pub(crate) mod mirror {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "mirror")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub origin: String,
        pub pinned: Option<String>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// That of a claim only an excerpt is held.
pub(crate) mod excerpt {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "excerpt")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub revision: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub position: i64,
        pub digest: String,
    }

    impl Model {
        /// That of this entry an excerpt of this digest is held.
        pub(crate) fn at(id: detente_core::EntryId, digest: String) -> Self {
            Self { revision: id.revision.cast_signed(), position: i64::from(id.position), digest }
        }
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// A signature over the hash of a revision.
pub(crate) mod signature {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "signature")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub revision: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub key: String,
        pub signature: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {
        #[sea_orm(
            belongs_to = "super::revision::Entity",
            from = "Column::Revision",
            to = "super::revision::Column::Number"
        )]
        Revision,
    }

    impl Related<super::revision::Entity> for Entity {
        fn to() -> RelationDef {
            Relation::Revision.def()
        }
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// That a mirror was given more or less of an earlier entry with a revision.
pub(crate) mod turned {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "turned")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub revision: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub entry_revision: i64,
        #[sea_orm(primary_key, auto_increment = false)]
        pub entry_position: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// The digest of what a revision lists.
pub(crate) mod list {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "list")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub revision: i64,
        pub digest: String,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}
