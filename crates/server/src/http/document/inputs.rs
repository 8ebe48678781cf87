//! Two rules on what is given in the input, which the validator lacks: a field is given once (§5.6.3), and of a type with `@oneOf` one
//! alone (§3.10).

use std::collections::HashSet;

use apollo_compiler::ast::{Type, Value};
use apollo_compiler::executable::{Operation, Selection, SelectionSet};
use apollo_compiler::parser::SourceMap;
use apollo_compiler::response::{GraphQLError, JsonMap, JsonValue};
use apollo_compiler::{ExecutableDocument, Name, Node, Schema};

/// What in a document breaks these rules.
pub(super) fn faults(schema: &Schema, document: &ExecutableDocument) -> Vec<GraphQLError> {
    let variables = document.operations.iter().flat_map(|operation| &operation.variables);
    let variables: Vec<_> = variables.collect();
    let nullable = variables.iter().filter(|variable| !variable.ty.is_non_null());
    let nullable = nullable.map(|variable| &variable.name).collect();
    let sources = &document.sources;
    let mut look = Look { schema, sources, nullable, found: Vec::new() };
    for variable in variables {
        variable.default_value.iter().for_each(|value| look.value(value, Some(&variable.ty)));
    }
    document.operations.iter().for_each(|operation| look.set(&operation.selection_set));
    document.fragments.values().for_each(|fragment| look.set(&fragment.selection_set));
    look.found
}

struct Look<'a> {
    schema: &'a Schema,
    sources: &'a SourceMap,
    /// The variables that may be null.
    nullable: HashSet<&'a Name>,
    found: Vec<GraphQLError>,
}

impl Look<'_> {
    fn set(&mut self, set: &SelectionSet) {
        for selection in &set.selections {
            match selection {
                Selection::Field(field) => {
                    for argument in &field.arguments {
                        let defined =
                            field.definition.arguments.iter().find(|one| one.name == argument.name);
                        self.value(&argument.value, defined.map(|defined| defined.ty.as_ref()));
                    }
                    self.set(&field.selection_set);
                }
                Selection::InlineFragment(fragment) => self.set(&fragment.selection_set),
                Selection::FragmentSpread(_) => {}
            }
        }
    }

    fn value(&mut self, value: &Node<Value>, ty: Option<&Type>) {
        match value.as_ref() {
            Value::Object(fields) => {
                let input = ty.and_then(|ty| self.schema.get_input_object(ty.inner_named_type()));
                let mut known = HashSet::with_capacity(fields.len());
                for (name, value) in fields {
                    if !known.insert(name) {
                        let message = format!("the field `{name}` of an input is given twice");
                        self.found(message, name);
                    }
                    let defined = input.and_then(|input| input.fields.get(name));
                    self.value(value, defined.map(|defined| defined.ty.as_ref()));
                }
                let Some(input) = input.filter(|input| input.directives.has("oneOf")) else {
                    return;
                };
                let is_null = |value: &Value| match value {
                    Value::Variable(name) => self.nullable.contains(name),
                    value => value.is_null(),
                };
                if fields.len() != 1 || fields.iter().any(|(_, value)| is_null(value)) {
                    let error =
                        GraphQLError::new(one_of(&input.name), value.location(), self.sources);
                    self.found.push(error);
                }
            }
            Value::List(values) => {
                for value in values {
                    self.value(value, ty.map(Type::item_type));
                }
            }
            _ => {}
        }
    }

    fn found(&mut self, message: String, name: &Name) {
        self.found.push(GraphQLError::new(message, name.location(), self.sources));
    }
}

fn one_of(input: &Name) -> String {
    format!("of the fields of `{input}` one is given, and it is not null")
}

/// What in the values of variables breaks the rule of `@oneOf`.
pub(super) fn fault_of_variables(
    schema: &Schema,
    operation: &Operation,
    values: &JsonMap,
) -> Option<String> {
    operation.variables.iter().find_map(|variable| {
        let value = values.get(variable.name.as_str())?;
        in_json(schema, &variable.ty, value)
            .map(|input| format!("{}: variable `${}`", one_of(&input), variable.name))
    })
}

fn in_json(schema: &Schema, ty: &Type, value: &JsonValue) -> Option<Name> {
    match value {
        JsonValue::Array(values) => {
            values.iter().find_map(|value| in_json(schema, ty.item_type(), value))
        }
        JsonValue::Object(fields) => {
            let input = schema.get_input_object(ty.inner_named_type())?;
            let one = fields.len() == 1 && fields.values().all(|value| !value.is_null());
            if input.directives.has("oneOf") && !one {
                return Some(input.name.clone());
            }
            fields.iter().find_map(|(name, value)| {
                in_json(schema, &input.fields.get(name.as_str())?.ty, value)
            })
        }
        _ => None,
    }
}
