//! How often one field is written at one place. Its value is told once, and looked up as often as it is written.

use std::collections::HashMap;

use apollo_compiler::executable::{Field, Selection, SelectionSet};
use apollo_compiler::{ExecutableDocument, Name, Node};

use super::{DocumentError, within};

/// How often one field may be written at one place. Fragments that overlap write it a few times.
const REPEATED: usize = 100;

/// Says whether no field is written too often. The selections that a document comes to are bounded before: they are walked
/// where they stand.
pub(super) fn check(document: &ExecutableDocument) -> Result<(), DocumentError> {
    let most =
        document.operations.iter().map(|operation| most(document, &[&operation.selection_set]));
    within(most.max().unwrap_or(0), REPEATED, "times the same field at one place")
}

/// The most times that a field is written at one place, in sets that are answered as one.
fn most(document: &ExecutableDocument, sets: &[&SelectionSet]) -> usize {
    let mut written: HashMap<&Name, Vec<&Node<Field>>> = HashMap::new();
    for set in sets {
        gather(document, set, &mut written);
    }
    let each = written.into_values().map(|fields| {
        let below: Vec<&SelectionSet> = fields.iter().map(|field| &field.selection_set).collect();
        fields.len().max(most(document, &below))
    });
    each.max().unwrap_or(0)
}

/// The fields of a set, and of the fragments that stand in it, by the keys that they are answered under.
fn gather<'a>(
    document: &'a ExecutableDocument,
    set: &'a SelectionSet,
    written: &mut HashMap<&'a Name, Vec<&'a Node<Field>>>,
) {
    for selection in &set.selections {
        match selection {
            Selection::Field(field) => {
                written.entry(field.response_key()).or_default().push(field);
            }
            Selection::InlineFragment(fragment) => {
                gather(document, &fragment.selection_set, written);
            }
            Selection::FragmentSpread(spread) => {
                if let Some(fragment) = document.fragments.get(&spread.fragment_name) {
                    gather(document, &fragment.selection_set, written);
                }
            }
        }
    }
}
