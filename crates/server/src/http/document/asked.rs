//! A false fault beside a true one: that nothing is asked of a record, where all that is asked of it is misspelt.
//!
//! The validator leaves out what it does not know, and then misses it.

use std::collections::HashSet;

use apollo_compiler::ast::{Definition, Document, Selection};
use apollo_compiler::diagnostic::Diagnostic;
use apollo_compiler::parser::LineColumn;
use apollo_compiler::validation::DiagnosticData;

/// The faults without those that say of a field that nothing is asked of it, where something is.
pub(super) fn without_false<'a>(
    mut faults: Vec<Diagnostic<'a, DiagnosticData>>,
    document: &Document,
) -> Vec<Diagnostic<'a, DiagnosticData>> {
    let says_so = |fault: &Diagnostic<'_, DiagnosticData>| {
        fault.error.unstable_error_name() == Some("MissingSubselection")
    };
    if faults.iter().any(says_so) && !faults.iter().all(says_so) {
        let mut asked = HashSet::new();
        for definition in &document.definitions {
            match definition {
                Definition::OperationDefinition(operation) => {
                    note(&operation.selection_set, document, &mut asked);
                }
                Definition::FragmentDefinition(fragment) => {
                    note(&fragment.selection_set, document, &mut asked);
                }
                _ => {}
            }
        }
        faults.retain(|fault| {
            !says_so(fault) || !fault.to_json().locations.iter().any(|at| asked.contains(at))
        });
    }
    faults
}

/// Where the fields stand of which something is asked.
fn note(set: &[Selection], document: &Document, asked: &mut HashSet<LineColumn>) {
    for selection in set {
        match selection {
            Selection::Field(field) if !field.selection_set.is_empty() => {
                asked.extend(field.location().and_then(|at| at.line_column(&document.sources)));
                note(&field.selection_set, document, asked);
            }
            Selection::InlineFragment(fragment) => {
                note(&fragment.selection_set, document, asked);
            }
            Selection::Field(_) | Selection::FragmentSpread(_) => {}
        }
    }
}
