//! How large a document may be, decided in time linear in its text before anything else looks at it, and whether it is valid.
//!
//! The library bounds depth, but walks fragments wherever they are spread: 25 fragments that each spread the next twice fit in 1 KB and
//! cost it half a minute and gigabytes. Here each fragment is measured once, and the measure multiplied.

mod asked;
mod cost;
mod event;
mod given;
mod inputs;
pub(super) mod known;
mod measure;
mod repeated;
mod scalars;
mod scan;
mod suggestion;
pub mod trusted;
pub mod validator;

use apollo_compiler::executable::{Operation, OperationType};
use apollo_compiler::parser::{LineColumn, Parser};
use apollo_compiler::response::GraphQLError;
use apollo_compiler::validation::Valid;
use apollo_compiler::{ExecutableDocument, introspection};
use async_graphql::{Pos, Request, ServerError};
use async_graphql_parser::parse_query;
use detente_core::TextDigest;

use super::answer::{self, short, shortened};
pub use cost::Cost;
use validator::{Validator, written};

/// How large a document may be. The defaults leave GraphiQL's introspection room to grow tenfold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of text: 100 000.
    pub bytes: usize,
    /// Words, numbers, strings and signs: 10 000.
    pub tokens: usize,
    /// Levels of selection; a fragment counts as one wherever it is spread: 32, which is the library's own limit too.
    pub depth: usize,
    /// Selections once every fragment stands where it is spread, summed over all operations and fragments: 10 000.
    pub selections: usize,
    /// Other names for fields: 200.
    pub aliases: usize,
    /// Directives: 500.
    pub directives: usize,
    /// What the answer may come to: 50 000 objects.
    pub cost: u64,
    /// Whether the schema may be asked about itself: it may.
    pub introspection: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 100_000,
            tokens: 10_000,
            depth: 32,
            selections: 10_000,
            aliases: 200,
            directives: 500,
            cost: 50_000,
            introspection: true,
        }
    }
}

/// Why a document is not executed.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// It has more of something than is allowed.
    #[error(
        "The document has {what}, and {limit} are allowed. Ask in several requests, or for less."
    )]
    TooLarge {
        /// What there is too much of, with how much, where that is known.
        what: String,
        /// How much is allowed.
        limit: usize,
    },
    /// Its answer could come to more than is allowed.
    #[error(
        "The answer could come to {cost} objects, and {limit} are allowed. Ask for shorter lists (`first`), or for less of each record."
    )]
    Costly {
        /// How much it could come to.
        cost: u64,
        /// How much is allowed.
        limit: u64,
    },
    /// It asks about the schema itself.
    #[error(
        "This server does not tell its schema. Its documents are written for `schema.graphql`, which comes with Détente."
    )]
    Introspection,
    /// A fragment leads back to itself, so the document has no end.
    #[error(
        "The fragment `{}` spreads itself, directly or through others. Leave one of these spreads out.", short(.0)
    )]
    Endless(String, Option<LineColumn>),
    /// Nobody knows a document by this identifier.
    #[error(
        "No document is known here as `{}`. Send its text in `query`; or ask whoever keeps this server to start it with the document (`--trusted`).", short(.0)
    )]
    Unknown(String),
    /// The same, in the one word that clients of automatic persisted queries read.
    #[error("PersistedQueryNotFound")]
    NotPersisted,
    /// An identifier came with a text that is another's.
    #[error(
        "The text in `query` is not the document known as `{}`. Send one of the two, or the SHA-256 of exactly this text.", short(.0)
    )]
    Mismatch(String),
    /// It is none of those that the server was started with, and no others are answered.
    #[error(
        "This server answers only documents that it was started with, and this text is none of them, to the byte. Ask whoever keeps it to add the document."
    )]
    Untrusted,
    /// It is not GraphQL.
    #[error("{}", .0.message)]
    Syntax(ServerError),
    /// It is not a question that this schema knows.
    #[error("{}", .0.first().map_or("", |error| error.message.as_str()))]
    Invalid(Vec<ServerError>),
}

impl From<DocumentError> for Vec<ServerError> {
    fn from(error: DocumentError) -> Self {
        let message = error.to_string();
        match error {
            DocumentError::TooLarge { .. } => vec![named(message, "DOCUMENT_TOO_LARGE")],
            DocumentError::Costly { .. } => vec![named(message, "TOO_COSTLY")],
            DocumentError::Introspection => vec![named(message, "INTROSPECTION_OFF")],
            DocumentError::Unknown(_) | DocumentError::NotPersisted => {
                vec![named(message, "PERSISTED_QUERY_NOT_FOUND")]
            }
            DocumentError::Mismatch(_) => vec![named(message, "PERSISTED_QUERY_HASH_MISMATCH")],
            DocumentError::Untrusted => vec![named(message, "DOCUMENT_NOT_TRUSTED")],
            DocumentError::Endless(_, place) => {
                let mut error = GraphQLError::new(message, None, &<_>::default());
                error.locations.extend(place);
                vec![written(error, "INVALID_DOCUMENT")]
            }
            DocumentError::Syntax(error) => vec![error],
            DocumentError::Invalid(errors) => errors,
        }
    }
}

fn named(message: String, code: &str) -> ServerError {
    let mut error = ServerError::new(message, None);
    answer::name(&mut error, code);
    error
}

/// A document that may be executed, as often as it is asked for.
pub(super) struct Checked {
    /// How long its text is.
    pub(super) bytes: usize,
    /// The digest of its text.
    pub(super) digest: TextDigest,
    /// Whether the server was started with it.
    pub(super) is_trusted: bool,
    document: Valid<ExecutableDocument>,
    parsed: async_graphql_parser::types::ExecutableDocument,
}

impl Checked {
    /// The operation that is meant, and whether it only reads.
    fn operation(&self, name: Option<&str>) -> Result<&Operation, DocumentError> {
        let found = self.document.operations.get(name).map(AsRef::as_ref);
        found.map_err(|_| {
            let message = match name {
                Some(name) => format!("The document has no operation called `{}`.", short(name)),
                None => {
                    "The document has several operations: say in `operationName` which is meant."
                        .to_owned()
                }
            };
            let mut error = ServerError::new(message, None);
            answer::name(&mut error, "INVALID_DOCUMENT");
            DocumentError::Invalid(vec![error])
        })
    }

    /// The fields at the root of the operation that is meant.
    pub(super) fn fields(&self, name: Option<&str>) -> impl Iterator<Item = &str> {
        let operation = self.operation(name).ok();
        let fields =
            operation.into_iter().flat_map(|operation| operation.root_fields(&self.document));
        fields.map(|field| field.name.as_str())
    }

    /// What kind of operation is meant, and what it is called.
    pub(super) fn asks(
        &self,
        name: Option<&str>,
    ) -> Result<(OperationType, Option<&str>), DocumentError> {
        let operation = self.operation(name)?;
        Ok((operation.operation_type, operation.name.as_deref()))
    }

    /// The variables that the operation that is meant declares.
    pub(super) fn variables(&self, name: Option<&str>) -> impl Iterator<Item = &str> {
        let operation = self.operation(name).ok();
        let declared = operation.into_iter().flat_map(|operation| operation.variables.iter());
        declared.map(|variable| variable.name.as_str())
    }

    /// Puts the document into the request that it came with.
    pub(super) fn put_into(&self, request: &mut Request) {
        request.set_parsed_query(self.parsed.clone());
    }

    /// What the answer to a request may come to, if its variables fit the document; they are written as their types have them.
    pub(super) fn weigh(
        &self,
        request: &mut Request,
        limits: &Limits,
        validator: &Validator,
    ) -> Result<Cost, DocumentError> {
        let operation = self.operation(request.operation_name.as_deref())?;
        let fit = validator.takes(operation, &mut request.variables, &self.document.sources);
        let values = fit.map_err(|error| DocumentError::Invalid(vec![error]))?;
        let depth = introspection::check_max_depth(&self.document, operation);
        depth.map_err(|error| {
            let error = error.to_graphql_error(&self.document.sources);
            DocumentError::Invalid(vec![written(error, "INVALID_DOCUMENT")])
        })?;
        let cost = cost::of(&self.document, &validator.schema, operation, &values);
        cost.check(limits, operation.operation_type)?;
        Ok(cost)
    }
}

/// Parses a document that is within the limits, and says whether it is valid.
pub(super) fn check(
    text: &str,
    limits: &Limits,
    validator: &Validator,
) -> Result<Checked, DocumentError> {
    within(text.len(), limits.bytes, "bytes")?;
    let (bytes, digest) = (text.len(), TextDigest::of(text));
    // The parsers descend by recursion, so brackets are counted before they run.
    let text = &*scan::check(text, limits)?;
    // Its tokens are those of the scan and what stands between them.
    let parsed = Parser::new().token_limit(usize::MAX).parse_ast(text, "document");
    let document = parsed.map_err(|wrong| {
        let first = wrong.errors.iter().next().map(|error| error.to_json());
        let error =
            first.unwrap_or_else(|| GraphQLError::new("it cannot be read", None, &<_>::default()));
        DocumentError::Syntax(written(error, "SYNTAX_ERROR"))
    })?;
    measure::check(&document, limits)?;
    // The library's parser knows no escape of more than four digits, among others. Where it refuses the text, it reads what the
    // validator's parser made of it: and that leaves out an argument without a value, and says nothing.
    let parsed = parse_query(text);
    let rewritten = if parsed.is_ok() { None } else { Some(document.to_string()) };
    if let Some(at) = rewritten.as_ref().and_then(|kept| scan::left_out(text, kept)) {
        return Err(DocumentError::Syntax(left_over(text, at)));
    }
    let valid = validator.validated(&document).map_err(DocumentError::Invalid)?;
    repeated::check(&valid)?;
    let parsed = rewritten.map_or(parsed, parse_query);
    let mut parsed = parsed.map_err(|error| {
        let mut error = ServerError::from(error);
        error.message = shortened(error.message);
        answer::name(&mut error, "SYNTAX_ERROR");
        DocumentError::Syntax(error)
    })?;
    event::gather(&mut parsed);
    Ok(Checked { bytes, digest, is_trusted: false, document: valid, parsed })
}

/// Says that a name begins here to which nothing belongs.
fn left_over(text: &str, at: usize) -> ServerError {
    let before = text.get(..at).unwrap_or_default();
    let rest = text.get(at..).unwrap_or_default();
    let end = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_');
    let name = short(&rest[..end.unwrap_or(rest.len())]);
    let line = before.rsplit('\n').next().unwrap_or_default();
    let place = Pos { line: before.matches('\n').count() + 1, column: line.chars().count() + 1 };
    let message = format!(
        "syntax error: `{name}` has no value; an argument, and a field of an input, is written with its value: `{name}: …`"
    );
    let mut error = ServerError::new(message, Some(place));
    answer::name(&mut error, "SYNTAX_ERROR");
    error
}

fn within(count: usize, limit: usize, what: &str) -> Result<(), DocumentError> {
    if count <= limit {
        return Ok(());
    }
    let what = if count == usize::MAX {
        format!("far too many {what}")
    } else {
        format!("{count} {what}")
    };
    Err(DocumentError::TooLarge { what, limit })
}

#[cfg(test)]
mod tests;
