//! The size of a document once its fragments stand where they are spread.

use std::collections::{HashMap, HashSet};

use apollo_compiler::Name;
use apollo_compiler::ast::{Definition, Directive, Document, Selection};
use apollo_compiler::parser::SourceMap;

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

pub(super) fn check(document: &Document, limits: &Limits) -> Result<(), DocumentError> {
    let (mut operations, mut fragments) = (Vec::new(), HashMap::new());
    let mut written = Written::default();
    for definition in &document.definitions {
        let selections = match definition {
            Definition::OperationDefinition(operation) => {
                written.directives(&operation.directives);
                let variables = operation.variables.iter();
                variables.for_each(|variable| written.directives(&variable.directives));
                operations.push(operation.selection_set.as_slice());
                &operation.selection_set
            }
            Definition::FragmentDefinition(fragment) => {
                written.directives(&fragment.directives);
                // Of two fragments of one name the first is measured: validation refuses the document.
                fragments.entry(&fragment.name).or_insert(fragment.selection_set.as_slice());
                &fragment.selection_set
            }
            _ => continue,
        };
        written.count(selections);
    }
    if written.about_schema && !limits.introspection {
        return Err(DocumentError::Introspection);
    }
    within(written.aliases, limits.aliases, "aliases")?;
    within(written.directives, limits.directives, "directives")?;
    within(written.schemas, SCHEMAS, "fields `__schema`")?;

    let known = measured(&fragments, &document.sources)?;
    let operations = operations.into_iter().map(|set| size(set, &known));
    // Validation walks every operation and every fragment, spread or not: so each counts.
    let (mut selections, mut depth) = (0usize, 0usize);
    for size in operations.chain(known.values().copied()) {
        selections = selections.saturating_add(size.selections);
        depth = depth.max(size.depth);
    }
    within(depth, limits.depth, "levels of selection")?;
    within(selections, limits.selections, "selections once its fragments are spread")
}

/// How often the whole schema may be asked for: its answer is long.
const SCHEMAS: usize = 8;

/// What is counted as it is written.
#[derive(Default)]
struct Written {
    aliases: usize,
    directives: usize,
    schemas: usize,
    about_schema: bool,
}

impl Written {
    fn directives(&mut self, directives: &[apollo_compiler::Node<Directive>]) {
        self.directives += directives.len();
    }

    fn count(&mut self, set: &[Selection]) {
        for selection in set {
            match selection {
                Selection::Field(field) => {
                    self.about_schema |= matches!(field.name.as_str(), "__schema" | "__type");
                    self.schemas += usize::from(field.name == "__schema");
                    self.aliases += usize::from(field.alias.is_some());
                    self.directives(&field.directives);
                    self.count(&field.selection_set);
                }
                Selection::InlineFragment(fragment) => {
                    self.directives(&fragment.directives);
                    self.count(&fragment.selection_set);
                }
                Selection::FragmentSpread(spread) => self.directives(&spread.directives),
            }
        }
    }
}

type Fragments<'a> = HashMap<&'a Name, &'a [Selection]>;

/// A fragment on the way down: the spreads it has left to visit.
struct Visit<'a> {
    name: &'a Name,
    spreads: Vec<&'a Name>,
}

/// Measures each fragment once, those it spreads before it. A stack of its own, because a chain of fragments can be thousands long.
fn measured<'a>(
    all: &Fragments<'a>,
    sources: &SourceMap,
) -> Result<HashMap<&'a Name, Size>, DocumentError> {
    let mut known: HashMap<&Name, Size> = HashMap::with_capacity(all.len());
    let mut open: HashSet<&Name> = HashSet::new();
    for (name, set) in all {
        let mut stack = vec![visit(name, set)];
        while let Some(top) = stack.last_mut() {
            open.insert(top.name);
            match top.spreads.pop().and_then(|name| all.get_key_value(name)) {
                Some((name, _)) if known.contains_key(name) => {}
                Some((name, _)) if open.contains(name) => {
                    let place = top.name.location().and_then(|at| at.line_column(sources));
                    return Err(DocumentError::Endless(name.to_string(), place));
                }
                Some((name, set)) => stack.push(visit(name, set)),
                None if !top.spreads.is_empty() => {} // a spread of nothing: validation names it
                None => {
                    let name = top.name;
                    if let Some(set) = all.get(name) {
                        known.insert(name, size(set, &known));
                    }
                    open.remove(name);
                    stack.pop();
                }
            }
        }
    }
    Ok(known)
}

fn visit<'a>(name: &'a Name, set: &'a [Selection]) -> Visit<'a> {
    let mut spreads = Vec::new();
    spreads_of(set, &mut spreads);
    Visit { name, spreads }
}

// No more than a hundred selection sets stand inside one another, so these may recurse.

fn spreads_of<'a>(set: &'a [Selection], spreads: &mut Vec<&'a Name>) {
    for selection in set {
        match selection {
            Selection::Field(field) => spreads_of(&field.selection_set, spreads),
            Selection::InlineFragment(fragment) => spreads_of(&fragment.selection_set, spreads),
            Selection::FragmentSpread(spread) => spreads.push(&spread.fragment_name),
        }
    }
}

fn size(set: &[Selection], fragments: &HashMap<&Name, Size>) -> Size {
    set.iter().fold(Size::default(), |sum, selection| {
        sum.holding(match selection {
            Selection::Field(field) => size(&field.selection_set, fragments),
            Selection::InlineFragment(fragment) => size(&fragment.selection_set, fragments),
            Selection::FragmentSpread(spread) => {
                fragments.get(&spread.fragment_name).copied().unwrap_or_default()
            }
        })
    })
}
