//! Three rules on what is given in the input, which the validator lacks: a field is given once (§5.6.3), of a type with `@oneOf` one
//! alone (§3.10), and a variable that is null by default is not given where there is no null (§5.8.5).

use std::collections::HashSet;

use apollo_compiler::ast::{Argument, InputValueDefinition, Type, Value};
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
    let null = |value: &Node<Value>| value.is_null();
    let nulls =
        variables.iter().filter(|variable| variable.default_value.as_ref().is_some_and(null));
    let nulls = nulls.map(|variable| &variable.name).collect();
    let sources = &document.sources;
    let mut look = Look { schema, sources, nullable, nulls, found: Vec::new() };
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
    /// The variables that are null by default.
    nulls: HashSet<&'a Name>,
    found: Vec<GraphQLError>,
}

impl Look<'_> {
    fn set(&mut self, set: &SelectionSet) {
        for selection in &set.selections {
            for directive in selection.directives() {
                if let Some(defined) = self.schema.directive_definitions.get(&directive.name) {
                    self.arguments(&directive.arguments, &defined.arguments);
                }
            }
            match selection {
                Selection::Field(field) => {
                    self.arguments(&field.arguments, &field.definition.arguments);
                    self.set(&field.selection_set);
                }
                Selection::InlineFragment(fragment) => self.set(&fragment.selection_set),
                Selection::FragmentSpread(_) => {}
            }
        }
    }

    fn arguments(&mut self, given: &[Node<Argument>], defined: &[Node<InputValueDefinition>]) {
        for argument in given {
            let defined = defined.iter().find(|one| one.name == argument.name);
            self.given(&argument.value, defined);
        }
    }

    fn given(&mut self, value: &Node<Value>, defined: Option<&Node<InputValueDefinition>>) {
        if let (Value::Variable(name), Some(defined)) = (value.as_ref(), defined)
            && defined.default_value.is_none()
        {
            self.no_null(name, &defined.ty);
        }
        self.value(value, defined.map(|defined| defined.ty.as_ref()));
    }

    fn no_null(&mut self, name: &Name, ty: &Type) {
        if ty.is_non_null() && self.nulls.contains(name) {
            let message =
                format!("the variable `${name}` is null by default, and `{ty}` is never null");
            self.found(message, name);
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
                    self.given(value, defined.map(|defined| &defined.node));
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
                let item = ty.map(Type::item_type);
                for value in values {
                    if let (Value::Variable(name), Some(item)) = (value.as_ref(), item) {
                        self.no_null(name, item);
                    }
                    self.value(value, item);
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
