//! The tables of disputes: what they hold of one, and how it follows from a record.

use std::collections::BTreeSet;

use detente_core::{Conflict, DomainRule, Noun, Record, RecordId};

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Value, sea_query::Query};

use crate::{
    StoreError,
    insert::{Written, insert_many},
    ledger::{entry, short},
    merged,
    store::{BATCH, rounded},
};

/// A dispute, as it stands beside a record that it is about.
pub(crate) mod row {
    use sea_orm::entity::prelude::*;

    use crate::insert::Written;

    #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, DeriveEntityModel)]
    #[sea_orm(table_name = "dispute")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub subject: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub place: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub audience: String,
        pub noun: String,
        pub kind: String,
        pub breaks: String,
        pub field: String,
        pub standing: String,
        pub circle: String,
        pub body: String,
    }

    /// How rows are written.
    pub(crate) const WRITTEN: Written<Model> = Written {
        columns: &[
            "subject", "place", "audience", "noun", "kind", "breaks", "field", "standing",
            "circle", "body",
        ],
        values: |row, into| {
            into.extend([row.subject, row.place, row.audience, row.noun].map(Value::from));
            into.extend([row.kind, row.breaks, row.field, row.standing].map(Value::from));
            into.extend([row.circle, row.body].map(Value::from));
        },
    };

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Who takes a side in a dispute.
pub(crate) mod party {
    use sea_orm::entity::prelude::*;

    use crate::insert::Written;

    #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, DeriveEntityModel)]
    #[sea_orm(table_name = "dispute_party")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub role: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub party: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub standing: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub audience: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub subject: String,
        #[sea_orm(primary_key, auto_increment = false)]
        pub place: String,
    }

    /// How rows are written.
    pub(crate) const WRITTEN: Written<Model> = Written {
        columns: &["role", "party", "standing", "audience", "subject", "place"],
        values: |row, into| {
            let Model { role, party, standing, audience, subject, place } = row;
            into.extend([role, party, standing, audience, subject, place].map(Value::from));
        },
    };

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Where a dispute stands: beside which record, in which place, for whom.
pub(crate) const PLACED: Written<[String; 3]> = Written {
    columns: &["subject", "place", "audience"],
    values: |row, into| into.extend(row.map(Value::from)),
};

/// What a party of a dispute is called by the role it has there.
pub(crate) const SOURCE: &str = "source";
pub(crate) const VOICE: &str = "said_by";

/// What the tables call a dispute that is settled, and one that is not.
pub(crate) const fn standing(settled: bool) -> &'static str {
    if settled { "settled" } else { "open" }
}

/// The disputes of some records, as rows.
#[derive(Default, Debug)]
pub(crate) struct Rows {
    pub disputes: Vec<row::Model>,
    pub parties: BTreeSet<party::Model>,
}

impl Rows {
    /// Adds the disputes within a record.
    pub(crate) fn within<N: Noun>(
        &mut self,
        record: &Record<N>,
        audience: &str,
    ) -> Result<(), StoreError> {
        for (at, dispute) in record.account.disputes.iter().enumerate() {
            let subject = record.id.as_record_id();
            let conflict = Conflict::within(record, dispute);
            let row = Row { subject, place: format!("{at:04}"), audience, circle: "" };
            self.add(row, &dispute.field, &conflict)?;
        }
        Ok(())
    }

    /// Adds a dispute beside one of the records that it is about.
    pub(crate) fn add(
        &mut self,
        row: Row<'_>,
        field: &str,
        conflict: &Conflict,
    ) -> Result<(), StoreError> {
        let Row { subject, place, audience, circle } = row;
        let unwritable =
            |error: serde_json::Error| StoreError::Record { id: subject.to_string(), error };
        let body = serde_json::to_string(conflict).map_err(unwritable)?;
        let standing = standing(conflict.settled);
        for witness in conflict.sides.iter().flat_map(|side| &side.witnesses) {
            let source = (SOURCE, witness.source.to_string());
            let voice = witness.said_by.as_ref().map(|voice| (VOICE, voice.to_string()));
            self.parties.extend(voice.into_iter().chain([source]).map(|(role, party)| {
                party::Model {
                    role: role.to_owned(),
                    party,
                    standing: standing.to_owned(),
                    audience: audience.to_owned(),
                    subject: subject.to_string(),
                    place: place.clone(),
                }
            }));
        }
        self.disputes.push(row::Model {
            subject: subject.to_string(),
            place,
            audience: audience.to_owned(),
            noun: subject.noun().to_owned(),
            kind: conflict.kind.word().to_owned(),
            breaks: conflict.breaks.map_or("", DomainRule::word).to_owned(),
            field: short(&without_keys(subject, field)).to_owned(),
            standing: standing.to_owned(),
            circle: circle.to_owned(),
            body,
        });
        Ok(())
    }
}

impl Rows {
    /// Keeps the disputes of these subjects only.
    pub(crate) fn retain(&mut self, wanted: impl Fn(&str) -> bool) {
        self.disputes.retain(|row| wanted(&row.subject));
        self.parties.retain(|row| wanted(&row.subject));
    }

    /// What is written of the disputes within some records.
    pub(crate) async fn within_records(
        db: &impl ConnectionTrait,
        ids: &[RecordId],
    ) -> Result<Self, StoreError> {
        let ids = || rounded(ids.iter().map(RecordId::as_str));
        let rows = row::Entity::find().filter(row::Column::Subject.is_in(ids()));
        let parties = party::Entity::find().filter(party::Column::Subject.is_in(ids()));
        let parties = parties.filter(party::Column::Place.lt(ACROSS)).all(db).await?;
        Ok(Self {
            disputes: rows.filter(row::Column::Place.lt(ACROSS)).all(db).await?,
            parties: parties.into_iter().collect(),
        })
    }

    /// The first subject of whose disputes these say something else than others.
    pub(crate) fn differs_from(&self, others: &Self) -> Option<String> {
        let mine: BTreeSet<&row::Model> = self.disputes.iter().collect();
        let theirs: BTreeSet<&row::Model> = others.disputes.iter().collect();
        let rows = mine.symmetric_difference(&theirs).map(|row| &row.subject);
        let parties = self.parties.symmetric_difference(&others.parties).map(|row| &row.subject);
        rows.chain(parties).min().cloned()
    }

    /// A subject of which disputes are noted, and nothing is in the ledger: neither of itself nor of
    /// what was merged into it.
    pub(crate) async fn of_nobody(db: &impl ConnectionTrait) -> Result<Option<String>, StoreError> {
        let spoken_of = || {
            let mut subjects = Query::select();
            subjects.column(entry::Column::Subject).from(entry::Entity);
            subjects.and_where(entry::Column::Subject.is_not_null()).to_owned()
        };
        let led_to = || {
            let mut homes = Query::select();
            homes.column(merged::row::Column::IntoId).from(merged::row::Entity).to_owned()
        };
        let row = row::Entity::find()
            .filter(row::Column::Subject.not_in_subquery(spoken_of()))
            .filter(row::Column::Subject.not_in_subquery(led_to()));
        let party = party::Entity::find()
            .filter(party::Column::Subject.not_in_subquery(spoken_of()))
            .filter(party::Column::Subject.not_in_subquery(led_to()));
        let row = row.one(db).await?.map(|row| row.subject);
        Ok(row.or(party.one(db).await?.map(|party| party.subject)))
    }

    /// Writes them, in place of those that stood within the records of some subjects.
    pub(crate) async fn write(
        self,
        db: &impl ConnectionTrait,
        before: &[&str],
    ) -> Result<(), StoreError> {
        for batch in before.chunks(BATCH) {
            let subjects = || batch.iter().copied();
            party::Entity::delete_many()
                .filter(party::Column::Subject.is_in(subjects()))
                // The places of those across records begin otherwise.
                .filter(party::Column::Place.lt(ACROSS))
                .exec(db)
                .await?;
            row::Entity::delete_many()
                .filter(row::Column::Subject.is_in(subjects()))
                .filter(row::Column::Place.lt(ACROSS))
                .exec(db)
                .await?;
        }
        let parties = self.parties.into_iter().collect();
        insert_many::<row::Entity>(db, self.disputes, row::WRITTEN).await?;
        insert_many::<party::Entity>(db, parties, party::WRITTEN).await?;
        Ok(())
    }
}

/// What the places of disputes across records begin with: later than any digit.
pub(crate) const ACROSS: &str = "~";

/// Where a dispute stands.
pub(crate) struct Row<'a> {
    pub subject: &'a RecordId,
    /// What it is known by beside its subject.
    pub place: String,
    pub audience: &'a str,
    /// For one across records: the record that they gather round.
    pub circle: &'a str,
}

/// A path without the keys of elements: `stays.colony.place` to `stays.place`.
pub(crate) fn without_keys(subject: &RecordId, path: &str) -> String {
    let Some((list, rest)) = path.split_once('.') else { return path.to_owned() };
    // Of the elements of plain lists nothing more is known than that they are there.
    let plain = detente_core::with_noun!(subject.noun(),
        N => <N as detente_core::Fields>::knows(&format!("{list}.-.-")), _ => true);
    match rest.split_once('.').filter(|_| !plain) {
        Some((_, field)) => format!("{list}.{field}"),
        None => list.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::without_keys;

    #[test]
    fn keys_are_left_out_of_paths_and_values_too() {
        let path = |subject: &str, path: &str| without_keys(&subject.parse().unwrap(), path);
        assert_eq!(path("detention/a", "began_on"), "began_on");
        assert_eq!(path("detention/a", "stays.colony"), "stays");
        assert_eq!(path("detention/a", "stays.colony.place"), "stays.place");
        assert_eq!(path("person/a", "nationalities.BY"), "nationalities");
        assert_eq!(path("source/a", "authors.A. B. C"), "authors");
    }
}
