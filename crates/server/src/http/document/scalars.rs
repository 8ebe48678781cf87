//! Whether a value is one of its scalar's, before anything is asked (§5.6.1, §6.1.2).
//!
//! The validator knows the scalars of the specification; the schema's own are read here as the schema will read them.

use apollo_compiler::ast;
use async_graphql::{InputType, Name, Pos, Value};
use detente_core::{
    Coordinates, CountryCode, Day, EntryId, Fine, Instant, Key, KnownAt, Language, PartialDate,
    Quantity, Script, Term, TextDigest, Url,
};

/// What is wrong with a value, if anything is.
type Fault = fn(Value) -> Option<String>;

/// Finds what is wrong with values of a scalar; none where every value is one, or where the scalar is the specification's.
pub(super) fn of(scalar: &str) -> Option<Fault> {
    Some(match scalar {
        "CoordinatesInput" => fault::<Coordinates>,
        "CountryCode" => fault::<CountryCode>,
        "Date" => fault::<Day>,
        "EntryID" => fault::<EntryId>,
        "FineInput" => fault::<Fine>,
        "Instant" => fault::<Instant>,
        "Key" => fault::<Key>,
        "KnownAt" => fault::<KnownAt>,
        "Language" => fault::<Language>,
        "PartialDate" => fault::<PartialDate>,
        "QuantityInput" => fault::<Quantity>,
        "Script" => fault::<Script>,
        "Sha256" => fault::<TextDigest>,
        "TermInput" => fault::<Term>,
        "Url" => fault::<Url>,
        _ => return None,
    })
}

fn fault<T: InputType>(value: Value) -> Option<String> {
    T::parse(Some(value)).err().map(|wrong| wrong.into_server_error(Pos::default()).message)
}

/// A value that stands in a document, as the schema reads it.
pub(super) fn literal(value: &ast::Value) -> Value {
    let number = |text: &str| text.parse().map_or(Value::Null, Value::Number);
    match value {
        ast::Value::Null | ast::Value::Variable(_) => Value::Null,
        ast::Value::Boolean(is) => Value::Boolean(*is),
        ast::Value::Enum(word) => Value::Enum(Name::new(word)),
        ast::Value::String(text) => Value::String(text.clone()),
        ast::Value::Int(of) => number(of.as_str()),
        ast::Value::Float(of) => number(of.as_str()),
        ast::Value::List(values) => values.iter().map(|value| literal(value)).collect(),
        ast::Value::Object(fields) => Value::Object(
            fields.iter().map(|(name, value)| (Name::new(name), literal(value))).collect(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scalar_of_the_schema_is_read_before_anything_is_asked_but_json_of_which_any_value_is_one()
     {
        let schema = include_str!("../../../../../schema.graphql");
        let scalars = schema.lines().filter_map(|line| line.strip_prefix("scalar "));
        let scalars = scalars.map(|line| line.split(' ').next().unwrap_or(line));
        let unread: Vec<_> = scalars.filter(|scalar| of(scalar).is_none()).collect();
        assert_eq!(unread, ["JSON"]);
    }
}
