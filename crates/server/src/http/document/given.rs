//! The values that come for the variables of an operation, read by their types.

use apollo_compiler::Schema;
use apollo_compiler::ast::Type;
use apollo_compiler::executable::Operation;
use apollo_compiler::parser::SourceSpan;
use async_graphql::{Value, Variables};

use super::scalars;

/// Writes whole numbers as such where one is wanted: `1.0` is 1 (§3.5.1). Gives what is wrong with the first value that is none of its
/// scalar's, and where its variable stands.
pub(super) fn read(
    schema: &Schema,
    operation: &Operation,
    variables: &mut Variables,
) -> Option<(String, Option<SourceSpan>)> {
    let mut found = None;
    for variable in &operation.variables {
        let Some(value) = variables.get_mut(variable.name.as_str()) else { continue };
        let fault = value_of(schema, &variable.ty, value);
        if let (None, Some(fault)) = (&found, fault) {
            found = Some((format!("variable `${}`: {fault}", variable.name), variable.location()));
        }
    }
    found
}

fn value_of(schema: &Schema, ty: &Type, value: &mut Value) -> Option<String> {
    // Each is looked at, though one is told: all are to be written as they are meant.
    let first = |found: Option<String>, fault: Option<String>| found.or(fault);
    match value {
        Value::Null => None,
        Value::List(values) if ty.is_list() => {
            let each = values.iter_mut().map(|value| value_of(schema, ty.item_type(), value));
            each.fold(None, first)
        }
        Value::Object(fields)
            if let Some(input) = schema.get_input_object(ty.inner_named_type()) =>
        {
            let each = fields
                .iter_mut()
                .map(|(name, value)| value_of(schema, &input.fields.get(name.as_str())?.ty, value));
            each.fold(None, first)
        }
        value => {
            let scalar = ty.inner_named_type().as_str();
            if scalar == "Int"
                && let Some(whole) = whole(value)
            {
                *value = Value::from(whole);
            }
            scalars::of(scalar)?(value.clone())
        }
    }
}

/// The whole number that a value is, though it is written with a fraction of nothing.
fn whole(value: &Value) -> Option<i32> {
    let Value::Number(number) = value else { return None };
    let number = number.as_f64().filter(|number| number.fract() == 0.0)?;
    // What is beyond a whole number of the specification is told by the validator.
    format!("{number}").parse().ok()
}
