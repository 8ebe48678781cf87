//! Rules on what is given in the input, which the validator lacks: a field is given once (§5.6.3), of a type with `@oneOf` one alone
//! (§3.10), a variable stands where its type may (§5.8.5), within lists and inputs too, and a value of the schema's own scalars is one
//! (§5.6.1).

use std::collections::{HashMap, HashSet};

use apollo_compiler::ast::{Argument, InputValueDefinition, Type, Value, VariableDefinition};
use apollo_compiler::executable::{Operation, Selection, SelectionSet};
use apollo_compiler::parser::SourceSpan;
use apollo_compiler::response::{GraphQLError, JsonMap, JsonValue};
use apollo_compiler::{ExecutableDocument, Name, Node, Schema};
use async_graphql::ServerError;

use super::scalars;
use super::validator::{TOLD, written};

/// What in a document breaks these rules: as much of it as is told.
pub(super) fn faults(schema: &Schema, document: &ExecutableDocument) -> Vec<ServerError> {
    let mut look = Look {
        schema,
        document,
        variables: HashMap::new(),
        spread: HashSet::new(),
        known: HashSet::new(),
        is_known: false,
        found: Vec::new(),
    };
    for operation in document.operations.iter() {
        look.variables = operation.variables.iter().map(|one| (&one.name, &**one)).collect();
        look.spread.clear();
        for variable in &operation.variables {
            variable.default_value.iter().for_each(|value| look.value(value, Some(&variable.ty)));
        }
        look.set(&operation.selection_set);
    }
    look.found.into_iter().map(|(error, code)| written(error, code)).collect()
}

/// An operation that is looked at, with the fragments that it spreads.
struct Look<'a> {
    schema: &'a Schema,
    document: &'a ExecutableDocument,
    variables: HashMap<&'a Name, &'a VariableDefinition>,
    /// The fragments that were looked at for this operation.
    spread: HashSet<&'a Name>,
    /// Those that were looked at for any: to read their values again would take long, and says nothing new.
    known: HashSet<&'a Name>,
    /// Whether what is looked at is one of them.
    is_known: bool,
    found: Vec<(GraphQLError, &'static str)>,
}

impl<'a> Look<'a> {
    fn set(&mut self, set: &'a SelectionSet) {
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
                Selection::FragmentSpread(spread) => {
                    if self.spread.insert(&spread.fragment_name)
                        && let Some(fragment) = self.document.fragments.get(&spread.fragment_name)
                    {
                        let is_known = !self.known.insert(&spread.fragment_name);
                        let around = std::mem::replace(&mut self.is_known, is_known);
                        self.set(&fragment.selection_set);
                        self.is_known = around;
                    }
                }
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
        if let (Value::Variable(name), Some(defined)) = (value.as_ref(), defined) {
            self.variable(name, &defined.ty, defined.default_value.is_some());
        }
        self.value(value, defined.map(|defined| defined.ty.as_ref()));
    }

    /// Whether a variable may stand where a value of this type is wanted.
    fn variable(&mut self, name: &Name, wanted: &Type, has_default: bool) {
        let Some(variable) = self.variables.get(name) else { return };
        let is_given = match &variable.default_value {
            Some(value) => !value.is_null(),
            None => false,
        };
        let fits = if wanted.is_non_null() && (is_given || has_default) {
            variable.ty.is_assignable_to(&wanted.clone().nullable())
        } else {
            variable.ty.is_assignable_to(wanted)
        };
        if fits {
            return;
        }
        let ty = &variable.ty;
        let message = if variable.default_value.is_some() && !is_given {
            format!("the variable `${name}` is null by default, and `{wanted}` is never null")
        } else {
            format!(
                "the variable `${name}` is a `{ty}`, and here a `{wanted}` is wanted: declare it as that"
            )
        };
        self.found(message, name.location());
    }

    fn value(&mut self, value: &Node<Value>, ty: Option<&Type>) {
        match value.as_ref() {
            Value::Variable(_) | Value::Null => {}
            Value::List(values) if ty.is_none_or(Type::is_list) => {
                let item = ty.map(Type::item_type);
                for value in values {
                    if let (Value::Variable(name), Some(item)) = (value.as_ref(), item) {
                        self.variable(name, item, false);
                    }
                    self.value(value, item);
                }
            }
            Value::Object(fields) => {
                let input = ty.and_then(|ty| self.schema.get_input_object(ty.inner_named_type()));
                let mut known = HashSet::with_capacity(fields.len());
                for (name, value) in fields {
                    if !known.insert(name) {
                        let message = format!("the field `{name}` of an input is given twice");
                        self.found(message, name.location());
                    }
                    let defined = input.and_then(|input| input.fields.get(name));
                    self.given(value, defined.map(|defined| &defined.node));
                }
                match input {
                    Some(input) if input.directives.has("oneOf") => {
                        if fields.len() != 1 || fields.iter().any(|(_, value)| self.is_null(value))
                        {
                            self.found(one_of(&input.name), value.location());
                        }
                    }
                    Some(_) => {}
                    None => self.scalar(value, ty),
                }
            }
            _ => self.scalar(value, ty),
        }
    }

    /// Whether a value that stands where a scalar is wanted is one of it.
    fn scalar(&mut self, value: &Node<Value>, ty: Option<&Type>) {
        if self.is_known {
            return;
        }
        let fault = ty.and_then(|ty| scalars::of(ty.inner_named_type()));
        if let Some(problem) = fault.and_then(|fault| fault(scalars::literal(value))) {
            self.note(problem, value.location(), "BAD_INPUT");
        }
    }

    /// Whether a value may be null.
    fn is_null(&self, value: &Value) -> bool {
        match value {
            Value::Variable(name) => self.variables.get(name).is_some_and(|variable| {
                let usual = variable.default_value.as_ref();
                !variable.ty.is_non_null() && usual.is_none_or(|usual| usual.is_null())
            }),
            value => value.is_null(),
        }
    }

    fn found(&mut self, message: String, place: Option<SourceSpan>) {
        self.note(message, place, "INVALID_DOCUMENT");
    }

    /// What is found in a fragment is found again by each operation that spreads it.
    fn note(&mut self, message: String, place: Option<SourceSpan>, code: &'static str) {
        if self.found.len() < TOLD {
            let fault = (GraphQLError::new(message, place, &self.document.sources), code);
            if !self.found.contains(&fault) {
                self.found.push(fault);
            }
        }
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
