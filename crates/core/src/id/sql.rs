//! In SQL an identifier is a text column.

use sea_orm::{
    ColIdx, DbErr, QueryResult, TryFromU64, TryGetError, TryGetable, Value,
    sea_query::{ArrayType, ColumnType, Nullable, ValueType, ValueTypeErr},
};

use super::{Id, Kind};

impl<K> From<Id<K>> for Value {
    fn from(id: Id<K>) -> Self {
        String::from(id).into()
    }
}

impl<K: Kind> TryGetable for Id<K> {
    fn try_get_by<I: ColIdx>(row: &QueryResult, column: I) -> Result<Self, TryGetError> {
        let text = String::try_get_by(row, column)?;
        text.parse().map_err(|error| TryGetError::DbErr(DbErr::Type(format!("{error}"))))
    }
}

impl<K: Kind> ValueType for Id<K> {
    fn try_from(value: Value) -> Result<Self, ValueTypeErr> {
        <String as ValueType>::try_from(value)?.parse().map_err(|_| ValueTypeErr)
    }
    fn type_name() -> String {
        K::TYPE.to_owned()
    }
    fn array_type() -> ArrayType {
        ArrayType::String
    }
    fn column_type() -> ColumnType {
        ColumnType::Text
    }
}

impl<K> Nullable for Id<K> {
    fn null() -> Value {
        String::null()
    }
}

// SeaORM asks this of every primary key; ours are never numbers.
impl<K> TryFromU64 for Id<K> {
    fn try_from_u64(_: u64) -> Result<Self, DbErr> {
        Err(DbErr::ConvertFromU64("Id"))
    }
}
