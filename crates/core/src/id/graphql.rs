//! In GraphQL an identifier is written as an `ID` and read as the record it
//! leads to. So one field serves a claim (`person: ID`) and an answer
//! (`person: Person`), at any depth, with no code of its own.

use std::{borrow::Cow, future::Future, pin::Pin, sync::Arc};

use async_graphql::{
    ContextSelectionSet, InputType, InputValueError, InputValueResult, OutputType, Positioned,
    ServerError, ServerResult, Value, parser::types::Field, registry::Registry,
};

use super::{Id, Kind, RecordId};

/// Answers a selection on the record an identifier leads to. The server
/// provides it, as `Arc<dyn Follow>` among the data of its schema.
pub trait Follow: Send + Sync {
    /// Answers the selection, with an empty record where nobody speaks of the subject.
    fn follow<'a>(
        &'a self,
        id: &'a RecordId,
        ctx: &'a ContextSelectionSet<'a>,
        field: &'a Positioned<Field>,
    ) -> Pin<Box<dyn Future<Output = ServerResult<Value>> + Send + 'a>>;
}

impl<K: Kind> OutputType for Id<K> {
    fn type_name() -> Cow<'static, str> {
        Cow::Borrowed(K::TYPE)
    }

    // The server registers the type itself, when it meets its own `N`.
    fn create_type_info(_: &mut Registry) -> String {
        <Self as OutputType>::qualified_type_name()
    }

    async fn resolve(
        &self,
        ctx: &ContextSelectionSet<'_>,
        field: &Positioned<Field>,
    ) -> ServerResult<Value> {
        let Ok(records) = ctx.data::<Arc<dyn Follow>>() else {
            return Err(ServerError::new("this schema follows no identifiers", Some(field.pos)));
        };
        records.follow(&self.0, ctx, field).await
    }
}

impl<K: Kind> InputType for Id<K> {
    type RawValueType = Self;

    fn type_name() -> Cow<'static, str> {
        Cow::Borrowed("ID")
    }

    fn create_type_info(registry: &mut Registry) -> String {
        <async_graphql::ID as InputType>::create_type_info(registry)
    }

    fn parse(value: Option<Value>) -> InputValueResult<Self> {
        match value.unwrap_or_default() {
            Value::String(text) => text.parse().map_err(InputValueError::custom),
            // A whole number is an ID by the specification (§3.5.5): none of ours, and that is said as of any other text.
            Value::Number(number) if !number.is_f64() => {
                number.to_string().parse().map_err(InputValueError::custom)
            }
            other => Err(InputValueError::expected_type(other)),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.to_string())
    }

    fn as_raw_value(&self) -> Option<&Self> {
        Some(self)
    }
}
