//! Validation as the specification of September 2025 has it, before the library looks at a document.
//!
//! The library validates too, and lets pass what the specification forbids: unknown directives on `__typename`, directives and fields
//! of an input twice, a fragment named `on`, a required variable that is missing.

use apollo_compiler::ast::{Document, Type};
use apollo_compiler::diagnostic::Diagnostic;
use apollo_compiler::executable::Operation;
use apollo_compiler::parser::SourceMap;
use apollo_compiler::request::coerce_variable_values;
use apollo_compiler::response::{GraphQLError, JsonMap};
use apollo_compiler::schema::ExtendedType;
use apollo_compiler::validation::{DiagnosticData, Valid};
use apollo_compiler::{ExecutableDocument, Schema, name};
use async_graphql::{Pos, ServerError, Variables};

use super::{asked, event, given, inputs, suggestion};
use crate::http::answer;

/// How many faults of one document are told.
pub(super) const TOLD: usize = 20;

/// What documents are validated against.
pub struct Validator {
    pub(super) schema: Valid<Schema>,
    /// Whether what is misspelt is told what it might be.
    pub(super) suggests: bool,
}

impl Validator {
    /// Reads the schema that documents are validated against.
    #[must_use]
    pub fn new(sdl: &str, suggests: bool) -> Self {
        let schema = Schema::parse_and_validate(sdl, "schema.graphql").unwrap_or_else(|wrong| {
            tracing::error!(errors = %wrong.errors, "the schema is not what the specification allows: this is a bug");
            Valid::assume_valid(wrong.partial)
        });
        Self { schema: of_2025(schema), suggests }
    }

    /// The document, if it is valid; else what is wrong with it.
    pub(super) fn validated(
        &self,
        document: &Document,
    ) -> Result<Valid<ExecutableDocument>, Vec<ServerError>> {
        let executable = document.to_executable_validate(&self.schema).or_else(|wrong| {
            let faults = wrong.errors.iter().filter(|fault| !event::is_one(fault, &wrong.partial));
            let faults: Vec<_> = faults.collect();
            if faults.is_empty() {
                return Ok(Valid::assume_valid(wrong.partial));
            }
            let faults = asked::without_false(faults, document);
            let told: Vec<_> = faults.iter().take(TOLD).map(|fault| self.told(fault)).collect();
            Err(told)
        })?;
        let faults = inputs::faults(&self.schema, &executable);
        if faults.is_empty() { Ok(executable) } else { Err(faults) }
    }

    fn told(&self, error: &Diagnostic<'_, DiagnosticData>) -> ServerError {
        let error = error.to_json();
        let meant = self.suggests.then(|| suggestion::of(&self.schema, &error.message)).flatten();
        let mut error = written(error, "INVALID_DOCUMENT");
        if let Some(meant) = meant {
            error.message = format!("{}; did you mean `{meant}`?", error.message);
        }
        error
    }

    /// The values with which an operation runs, if these variables fit it. They are written as their types have them.
    pub(super) fn takes(
        &self,
        operation: &Operation,
        variables: &mut Variables,
        sources: &SourceMap,
    ) -> Result<Valid<JsonMap>, ServerError> {
        let wrong =
            |message: String| written(GraphQLError::new(message, None, sources), "BAD_VARIABLES");
        let fault = given::read(&self.schema, operation, variables);
        let values = serde_json::to_value(&*variables).and_then(serde_json::from_value::<JsonMap>);
        let values = values.map_err(|error| wrong(error.to_string()))?;
        let coerced = coerce_variable_values(&self.schema, operation, &values)
            .map_err(|error| written(error.to_graphql_error(sources), "BAD_VARIABLES"))?;
        if let Some(fault) = inputs::fault_of_variables(&self.schema, operation, &coerced) {
            return Err(wrong(fault));
        }
        match fault {
            Some((fault, place)) => {
                Err(written(GraphQLError::new(fault, place, sources), "BAD_INPUT"))
            }
            None => Ok(coerced),
        }
    }
}

/// The schema with what September 2025 says of introspection and the validator does not: `__Type.isOneOf`, and that
/// `includeDeprecated` is never null.
fn of_2025(schema: Valid<Schema>) -> Valid<Schema> {
    let mut schema = schema.into_inner();
    if let Some(ExtendedType::Object(about_types)) = schema.types.get_mut("__Type")
        && let Some(like) = about_types.fields.get("specifiedByURL").cloned()
    {
        let mut field = like;
        field.make_mut().name = name!("isOneOf");
        field.make_mut().ty = Type::Named(name!("Boolean"));
        about_types.make_mut().fields.entry(name!("isOneOf")).or_insert(field);
    }
    for about in ["__Type", "__Field", "__Directive"] {
        let Some(ExtendedType::Object(about)) = schema.types.get_mut(about) else { continue };
        for field in about.make_mut().fields.values_mut() {
            for argument in &mut field.make_mut().arguments {
                if argument.name == "includeDeprecated" {
                    argument.make_mut().ty = Type::NonNullNamed(name!("Boolean")).into();
                }
            }
        }
    }
    Valid::assume_valid(schema)
}

/// Writes an error of the validator's as one of the edge's.
pub(super) fn written(error: GraphQLError, code: &str) -> ServerError {
    let mut written = ServerError::new(answer::shortened(error.message), None);
    let places = error.locations.into_iter();
    written.locations = places.map(|at| Pos { line: at.line, column: at.column }).collect();
    answer::name(&mut written, code);
    written
}
