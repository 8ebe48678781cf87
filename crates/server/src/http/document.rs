//! How large a document may be, decided in time linear in its text, before anything else looks at it.
//!
//! The library bounds depth, but walks fragments wherever they are spread: 25 fragments that each spread the next twice fit in 1 KB and
//! cost it half a minute and gigabytes. Here each fragment is measured once, and the measure multiplied.

mod measure;
mod scan;

use async_graphql::{Pos, ServerError};
use async_graphql_parser::parse_query;
use async_graphql_parser::types::ExecutableDocument;

use super::answer;

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
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 100_000, tokens: 10_000, depth: 32, selections: 10_000 }
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
    /// A fragment leads back to itself, so the document has no end.
    #[error(
        "The fragment `{0}` spreads itself, directly or through others. Leave one of these spreads out."
    )]
    Endless(String, Pos),
    /// It is not GraphQL.
    #[error("{0}")]
    Syntax(#[from] async_graphql_parser::Error),
}

impl From<DocumentError> for ServerError {
    fn from(error: DocumentError) -> Self {
        let (code, mut written) = match error {
            DocumentError::TooLarge { .. } => {
                ("DOCUMENT_TOO_LARGE", Self::new(error.to_string(), None))
            }
            DocumentError::Endless(_, position) => {
                ("INVALID_DOCUMENT", Self::new(error.to_string(), Some(position)))
            }
            DocumentError::Syntax(error) => ("SYNTAX_ERROR", Self::from(error)),
        };
        answer::name(&mut written, code);
        written
    }
}

/// Parses a document that is within the limits.
pub fn check(text: &str, limits: &Limits) -> Result<ExecutableDocument, DocumentError> {
    within(text.len(), limits.bytes, "bytes")?;
    scan::check(text, limits)?; // the parser descends by recursion, so brackets are counted before it runs
    let document = parse_query(text)?;
    measure::check(&document, limits)?;
    Ok(document)
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
