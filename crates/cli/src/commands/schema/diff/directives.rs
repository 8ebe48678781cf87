//! Directives: which there are, where they may stand, and what they take.

use apollo_compiler::{Name, Schema};

use super::{Changes, inputs};

pub(super) fn compare(changes: &mut Changes, before: &Schema, after: &Schema) {
    for (name, old) in &before.directive_definitions {
        let path = format!("@{name}");
        let Some(new) = after.directive_definitions.get(name) else {
            changes.breaking(path, "was removed");
            continue;
        };
        for place in old.locations.iter().filter(|place| !new.locations.contains(place)) {
            changes.breaking(&path, format!("may no longer stand on {place}"));
        }
        for place in new.locations.iter().filter(|place| !old.locations.contains(place)) {
            changes.safe(&path, format!("may stand on {place} now"));
        }
        match (old.repeatable, new.repeatable) {
            (true, false) => changes.breaking(&path, "may no longer stand twice in one place"),
            (false, true) => changes.safe(&path, "may stand twice in one place now"),
            _ => {}
        }
        let argument = |argument: &Name| format!("{path}({argument}:)");
        inputs::compare(changes, argument, "an argument", &old.arguments, &new.arguments);
        changes.description(path, old.description.as_ref(), new.description.as_ref());
    }
    for name in after.directive_definitions.keys() {
        if !before.directive_definitions.contains_key(name) {
            changes.safe(format!("@{name}"), "was added");
        }
    }
}
