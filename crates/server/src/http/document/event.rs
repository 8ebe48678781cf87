//! The one field of a subscription, however often it is written, and in whatever fragments.
//!
//! The specification counts what it answers: a field that is written twice is one field. The validator counts how often one is written, and
//! the library answers only what stands at the root itself: so what is one there is put together here.

use std::collections::{HashMap, HashSet};

use apollo_compiler::ExecutableDocument;
use apollo_compiler::diagnostic::Diagnostic;
use apollo_compiler::executable::Operation;
use apollo_compiler::validation::DiagnosticData;
use async_graphql::Name;
use async_graphql_parser::types::{
    DocumentOperations, ExecutableDocument as Parsed, Field, FragmentDefinition, OperationType,
    Selection, SelectionSet,
};
use async_graphql_parser::{Pos, Positioned};

type Fragments = HashMap<Name, Positioned<FragmentDefinition>>;

/// Whether a fault is that a subscription has several fields, where they are one.
pub(super) fn is_one(
    fault: &Diagnostic<'_, DiagnosticData>,
    document: &ExecutableDocument,
) -> bool {
    let counts = fault.error.unstable_error_name() == Some("SubscriptionUsesMultipleFields");
    counts
        && document
            .operations
            .iter()
            .filter(|of| of.is_subscription())
            .all(|operation| one(operation, document))
}

fn one(operation: &Operation, document: &ExecutableDocument) -> bool {
    let mut fields = operation.root_fields(document);
    let first = fields.next();
    fields.all(|field| first.is_some_and(|first| first.response_key() == field.response_key()))
}

/// Puts the fields at the root of each subscription together. What was only spread there is a fragment no longer.
pub(super) fn gather(document: &mut Parsed) {
    let Parsed { operations, fragments } = document;
    let mut operations: Vec<_> = match operations {
        DocumentOperations::Single(operation) => vec![operation],
        DocumentOperations::Multiple(operations) => operations.values_mut().collect(),
    };
    operations.retain(|operation| operation.node.ty == OperationType::Subscription);
    for operation in &mut operations {
        let set = std::mem::take(&mut operation.node.selection_set.node);
        let mut found = None;
        put_together(set, fragments, &mut found);
        let items = found.map(|(pos, field)| Positioned::new(Selection::Field(field), pos));
        operation.node.selection_set.node = SelectionSet { items: items.into_iter().collect() };
    }
    if !operations.is_empty() {
        let mut spread = HashSet::new();
        for (_, operation) in document.operations.iter() {
            note_spread(&operation.node.selection_set.node, &document.fragments, &mut spread);
        }
        document.fragments.retain(|name, _| spread.contains(name));
    }
}

/// The fragments that are spread in a set, and in one another.
fn note_spread(set: &SelectionSet, fragments: &Fragments, spread: &mut HashSet<Name>) {
    for Positioned { node, .. } in &set.items {
        match node {
            Selection::Field(field) => {
                note_spread(&field.node.selection_set.node, fragments, spread);
            }
            Selection::InlineFragment(fragment) => {
                note_spread(&fragment.node.selection_set.node, fragments, spread);
            }
            Selection::FragmentSpread(fragment) => {
                let name = &fragment.node.fragment_name.node;
                if spread.insert(name.clone())
                    && let Some(fragment) = fragments.get(name)
                {
                    note_spread(&fragment.node.selection_set.node, fragments, spread);
                }
            }
        }
    }
}

/// In the order in which they stand. How often fragments are spread, and how deep, is bounded before.
fn put_together(
    set: SelectionSet,
    fragments: &Fragments,
    found: &mut Option<(Pos, Positioned<Field>)>,
) {
    for Positioned { pos, node } in set.items {
        match node {
            Selection::Field(field) => match found {
                Some((_, first)) => {
                    let more = field.node.selection_set.node.items;
                    first.node.selection_set.node.items.extend(more);
                }
                None => *found = Some((pos, field)),
            },
            Selection::InlineFragment(fragment) => {
                put_together(fragment.node.selection_set.node, fragments, found);
            }
            Selection::FragmentSpread(spread) => {
                if let Some(fragment) = fragments.get(&spread.node.fragment_name.node) {
                    put_together(fragment.node.selection_set.node.clone(), fragments, found);
                }
            }
        }
    }
}
