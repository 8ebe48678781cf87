//! The table of a noun: one row per record and audience, one column per field.

use detente_core::{Account, Day, Id, Noun, Record, Span, Surroundings};
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, EntityTrait, FromQueryResult, IntoActiveModel,
};

use crate::{OrderBy, StoreError, insert::Written, ledger::short};

/// A noun that has a table.
pub trait Table: Noun {
    /// The table.
    type Entity: EntityTrait<Model = Self::Row, ActiveModel = Self::Active>;
    /// A row as it is read.
    type Row: FromQueryResult + IntoActiveModel<Self::Active> + PartialEq + Send + Sync;
    /// A row as it is written.
    type Active: ActiveModelTrait<Entity = Self::Entity> + ActiveModelBehavior + Send;
    /// The column of the identifier.
    const ID: <Self::Entity as EntityTrait>::Column;
    /// The column of the audience.
    const AUDIENCE: <Self::Entity as EntityTrait>::Column;
    /// The column that lists are ordered by when they are ordered by name.
    const SORT_NAME: <Self::Entity as EntityTrait>::Column;
    /// The column of the first day the record is about.
    const FIRST_DAY: <Self::Entity as EntityTrait>::Column;
    /// The column of the last day the record is about.
    const LAST_DAY: <Self::Entity as EntityTrait>::Column;
    /// How rows are written.
    const WRITTEN: Written<Self::Row>;

    /// The row of a record.
    fn row(record: Record<Self>, keys: Keys) -> Self::Row;
    /// Where a row stands: its identifier, and whom it is shown to.
    fn place(row: &Self::Row) -> (&str, &str);
    /// What a row is ordered by.
    fn key(row: &Self::Row, order_by: OrderBy) -> String;
    /// The record of a row.
    fn record(row: Self::Row) -> Result<Record<Self>, StoreError>;
}

/// The columns that are not fields: what rows are found and ordered by.
#[derive(PartialEq)]
pub struct Keys {
    pub(crate) audience: String,
    pub(crate) account: String,
    pub(crate) sort_name: String,
    pub(crate) first_day: String,
    pub(crate) last_day: String,
}

/// Later than every day: where no day is known, a record is listed last and
/// found by none.
const NO_DAY: &str = "9999-99-99";

impl Keys {
    /// Those of a record; whom it is shown to is known only later.
    pub(crate) fn of<N: Noun>(
        record: &Record<N>,
        around: &Surroundings,
    ) -> Result<Self, StoreError> {
        // A search by day must find what any side of a dispute says.
        let spans = record.ask(|fields| fields.span(around));
        let span = spans.each().flatten().copied().reduce(Span::and);
        let account = serde_json::to_string(&record.account)
            .map_err(|error| StoreError::Record { id: record.id.to_string(), error })?;
        let label = record.fields.label();
        let day = |day: Day| day.to_string();
        Ok(Self {
            audience: String::new(),
            account,
            sort_name: label.map_or_else(
                || record.id.as_record_id().slug().to_owned(),
                |label| sort_name(&label),
            ),
            first_day: span
                .map_or_else(|| NO_DAY.to_owned(), |span| span.first.map(day).unwrap_or_default()),
            last_day: span
                .map_or_else(String::new, |span| span.last.map_or_else(|| NO_DAY.to_owned(), day)),
        })
    }
}

/// What a list by name is ordered and searched by.
pub(crate) fn sort_name(name: &str) -> String {
    short(&name.to_lowercase()).to_owned()
}

/// Reads the account that a row carries.
pub(crate) fn account<N: Noun>(id: &Id<N>, text: &str) -> Result<Account<N>, StoreError> {
    serde_json::from_str(text).map_err(|error| StoreError::Record { id: id.to_string(), error })
}

/// States that a row and a record hold the same fields, and converts each into
/// the other. A field that only one of them has does not compile.
macro_rules! mirror {
    ($noun:ident { $($field:ident),* $(,)? }) => {
        impl crate::table::Table for $noun {
            type Entity = Entity;
            type Row = Model;
            type Active = ActiveModel;
            const ID: Column = Column::Id;
            const AUDIENCE: Column = Column::Audience;
            const SORT_NAME: Column = Column::SortName;
            const FIRST_DAY: Column = Column::FirstDay;
            const LAST_DAY: Column = Column::LastDay;
            const WRITTEN: crate::insert::Written<Model> = crate::insert::Written {
                columns: &[
                    "id", "audience", "account", "sort_name", "first_day", "last_day",
                    $(stringify!($field),)*
                ],
                values: |row, into| {
                    let Model {
                        id, audience, account, sort_name, first_day, last_day,
                        $($field,)*
                    } = row;
                    into.extend([
                        id.into(), audience.into(), account.into(),
                        sort_name.into(), first_day.into(), last_day.into(),
                        $($field.into(),)*
                    ]);
                },
            };

            fn row(
                record: detente_core::Record<$noun>,
                keys: crate::table::Keys,
            ) -> Model {
                let detente_core::Record { id, fields, account: _ } = record;
                let $noun { $($field,)* } = fields;
                let crate::table::Keys { audience, account, sort_name, first_day, last_day } = keys;
                Model {
                    id, audience, account, sort_name, first_day, last_day,
                    $($field: $field.into(),)*
                }
            }

            fn place(row: &Model) -> (&str, &str) {
                (row.id.as_str(), &row.audience)
            }

            fn key(row: &Model, order_by: crate::OrderBy) -> String {
                match order_by {
                    crate::OrderBy::Id => row.id.to_string(),
                    crate::OrderBy::Name => row.sort_name.clone(),
                    crate::OrderBy::Day => row.first_day.clone(),
                }
            }

            fn record(row: Model) -> Result<detente_core::Record<$noun>, crate::StoreError> {
                let Model {
                    id, account, audience: _, sort_name: _, first_day: _, last_day: _,
                    $($field,)*
                } = row;
                let account = crate::table::account(&id, &account)?;
                let fields = $noun { $($field: $field.into(),)* };
                Ok(detente_core::Record { id, fields, account })
            }
        }
    };
}
pub(crate) use mirror;
