//! What a variable is where nobody gives it.
//!
//! async-graphql leaves out what `@skip` and `@include` say before it knows the defaults of variables, so that
//! `@include(if: $all)` is taken as false where `$all` is true unless it is given: defaults are given to it as if they had been sent.

use async_graphql::Request;
use async_graphql_parser::types::DocumentOperations;

/// Gives a request the defaults of its variables that it does not bring. One that is given as null stays null.
pub(super) fn given(mut request: Request) -> Request {
    let name = request.operation_name.clone();
    // What cannot be read is told by whoever answers.
    let Ok(document) = request.parsed_query() else { return request };
    let operation = match (&document.operations, name) {
        (DocumentOperations::Single(operation), _) => Some(operation),
        (DocumentOperations::Multiple(operations), Some(name)) => operations.get(name.as_str()),
        (DocumentOperations::Multiple(operations), None) => {
            operations.values().next().filter(|_| operations.len() == 1)
        }
    };
    let definitions = operation.into_iter().flat_map(|one| &one.node.variable_definitions);
    let defaults = definitions.filter_map(|definition| {
        // The library's own `default_value()` is null where there is none.
        let default = definition.node.default_value.as_ref()?;
        Some((definition.node.name.node.clone(), default.node.clone()))
    });
    let defaults: Vec<_> = defaults.collect();
    for (name, default) in defaults {
        request.variables.entry(name).or_insert(default);
    }
    request
}

#[cfg(test)]
mod tests {
    use async_graphql::Variables;
    use serde_json::json;

    use super::*;

    #[test]
    fn a_default_holds_where_nothing_is_given_and_null_is_something() {
        let text = "query Q($a: Boolean = true, $b: Int = 1, $c: Int = 2, $d: Int) { x } query R($e: Int = 3) { x }";
        let request = Request::new(text)
            .operation_name("Q")
            .variables(Variables::from_json(json!({ "b": null, "c": 5 })));
        assert_eq!(
            serde_json::to_value(given(request).variables).unwrap(),
            json!({ "a": true, "b": null, "c": 5 })
        );
        let alone = Request::new("query Q($a: Boolean = true) { x }");
        assert_eq!(serde_json::to_value(given(alone).variables).unwrap(), json!({ "a": true }));
    }
}
