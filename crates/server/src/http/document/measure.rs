//! The size of a document once its fragments stand where they are spread.

use std::collections::{HashMap, HashSet};

use async_graphql::{Name, Pos, Positioned};
use async_graphql_parser::types::{
    ExecutableDocument, FragmentDefinition, Selection, SelectionSet,
};

use super::{DocumentError, Limits, within};

/// The measure of a selection set.
#[derive(Clone, Copy, Default)]
struct Size {
    selections: usize,
    depth: usize,
}

impl Size {
    /// This and `inner`, which stands one level below it.
    fn holding(self, inner: Self) -> Self {
        Self {
            selections: self.selections.saturating_add(1).saturating_add(inner.selections),
            depth: self.depth.max(inner.depth.saturating_add(1)),
        }
    }
}

type Fragments = HashMap<Name, Positioned<FragmentDefinition>>;

pub(super) fn check(document: &ExecutableDocument, limits: &Limits) -> Result<(), DocumentError> {
    let known = fragments(&document.fragments)?;
    let operations = document
        .operations
        .iter()
        .map(|(_, operation)| size(&operation.node.selection_set.node, &known));
    // The library's validation walks every operation and every fragment, spread or not: so each counts.
    let (mut selections, mut depth) = (0usize, 0usize);
    for size in operations.chain(known.values().copied()) {
        selections = selections.saturating_add(size.selections);
        depth = depth.max(size.depth);
    }
    within(depth, limits.depth, "levels of selection")?;
    within(selections, limits.selections, "selections once its fragments are spread")
}

/// A fragment on the way down: the spreads it has left to visit.
struct Visit<'a> {
    name: &'a Name,
    position: Pos,
    spreads: Vec<&'a Name>,
}

/// Measures each fragment once, those it spreads before it. A stack of its own, because a chain of fragments can be thousands long.
fn fragments(all: &Fragments) -> Result<HashMap<&Name, Size>, DocumentError> {
    let mut known: HashMap<&Name, Size> = HashMap::with_capacity(all.len());
    let mut open: HashSet<&Name> = HashSet::new();
    for (name, fragment) in all {
        let mut stack = vec![visit(name, fragment)];
        while let Some(top) = stack.last_mut() {
            open.insert(top.name);
            match top.spreads.pop().and_then(|name| all.get_key_value(name)) {
                Some((name, _)) if known.contains_key(name) => {}
                Some((name, _)) if open.contains(name) => {
                    return Err(DocumentError::Endless(name.to_string(), top.position));
                }
                Some((name, fragment)) => stack.push(visit(name, fragment)),
                None if !top.spreads.is_empty() => {} // a spread of nothing: validation names it
                None => {
                    let name = top.name;
                    if let Some(fragment) = all.get(name) {
                        known.insert(name, size(&fragment.node.selection_set.node, &known));
                    }
                    open.remove(name);
                    stack.pop();
                }
            }
        }
    }
    Ok(known)
}

fn visit<'a>(name: &'a Name, fragment: &'a Positioned<FragmentDefinition>) -> Visit<'a> {
    let mut spreads = Vec::new();
    spreads_of(&fragment.node.selection_set.node, &mut spreads);
    Visit { name, position: fragment.pos, spreads }
}

// The parser allows 64 selection sets inside one another, so these two may recurse.

fn spreads_of<'a>(set: &'a SelectionSet, spreads: &mut Vec<&'a Name>) {
    for selection in &set.items {
        match &selection.node {
            Selection::Field(field) => spreads_of(&field.node.selection_set.node, spreads),
            Selection::InlineFragment(fragment) => {
                spreads_of(&fragment.node.selection_set.node, spreads);
            }
            Selection::FragmentSpread(spread) => spreads.push(&spread.node.fragment_name.node),
        }
    }
}

fn size(set: &SelectionSet, fragments: &HashMap<&Name, Size>) -> Size {
    set.items.iter().fold(Size::default(), |sum, selection| {
        sum.holding(match &selection.node {
            Selection::Field(field) => size(&field.node.selection_set.node, fragments),
            Selection::InlineFragment(fragment) => {
                size(&fragment.node.selection_set.node, fragments)
            }
            Selection::FragmentSpread(spread) => {
                fragments.get(&spread.node.fragment_name.node).copied().unwrap_or_default()
            }
        })
    })
}
