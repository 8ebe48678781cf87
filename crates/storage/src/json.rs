//! A value kept as JSON in a text column: the same bytes on every database.

use detente_core::Element;
use sea_orm::{
    ColIdx, DbErr, QueryResult, TryGetError, TryGetable, Value,
    sea_query::{ArrayType, ColumnType, Nullable, ValueType, ValueTypeErr},
};
use serde::{Serialize, de::DeserializeOwned};

/// A list in a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Json<T>(pub T);

impl<E: Element> From<Vec<E>> for Json<Vec<E>> {
    fn from(value: Vec<E>) -> Self {
        Self(value)
    }
}

impl<T> From<Json<Vec<T>>> for Vec<T> {
    fn from(column: Json<Vec<T>>) -> Self {
        column.0
    }
}

impl<T: Serialize> From<Json<T>> for Value {
    fn from(column: Json<T>) -> Self {
        // A list of fields always has a JSON form: its keys are text.
        Self::String(serde_json::to_string(&column.0).ok())
    }
}

impl<T: DeserializeOwned> TryGetable for Json<T> {
    fn try_get_by<I: ColIdx>(row: &QueryResult, column: I) -> Result<Self, TryGetError> {
        let text = String::try_get_by(row, column)?;
        let read = serde_json::from_str(&text).map(Self);
        read.map_err(|error| TryGetError::DbErr(DbErr::Type(error.to_string())))
    }
}

impl<T: DeserializeOwned> ValueType for Json<T> {
    fn try_from(value: Value) -> Result<Self, ValueTypeErr> {
        let text = <String as ValueType>::try_from(value)?;
        serde_json::from_str(&text).map(Self).map_err(|_| ValueTypeErr)
    }
    fn type_name() -> String {
        "Json".to_owned()
    }
    fn array_type() -> ArrayType {
        ArrayType::String
    }
    fn column_type() -> ColumnType {
        ColumnType::Text
    }
}

impl<T> Nullable for Json<T> {
    fn null() -> Value {
        String::null()
    }
}
