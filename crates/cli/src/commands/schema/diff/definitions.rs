//! Types as wholes: which there are, of what kind, and what belongs to them.

use apollo_compiler::{
    Name, Schema,
    collections::IndexSet,
    schema::{ComponentName, EnumType, ExtendedType, InputObjectType, ScalarType, UnionType},
};

use super::{Changes, inputs, outputs};

/// Where questions begin.
pub(super) fn roots(changes: &mut Changes, before: &Schema, after: &Schema) {
    let of = |schema: &Schema| {
        let root = &schema.schema_definition;
        [&root.query, &root.mutation, &root.subscription]
            .map(|one| one.as_ref().map(|one| one.name.clone()))
    };
    let kinds = ["query", "mutation", "subscription"];
    for ((kind, before), after) in kinds.into_iter().zip(of(before)).zip(of(after)) {
        match (before, after) {
            (Some(before), None) => {
                changes.breaking(before, format!("is no longer the root of every {kind}"));
            }
            (None, Some(after)) => changes.safe(after, format!("is the root of every {kind} now")),
            (Some(before), Some(after)) if before != after => changes.breaking(
                before,
                format!("is no longer the root of every {kind}, which is `{after}` now"),
            ),
            _ => {}
        }
    }
}

pub(super) fn compare(changes: &mut Changes, before: &Schema, after: &Schema) {
    let own = |schema: &Schema| {
        let types = schema.types.iter().filter(|(_, one)| !one.is_built_in());
        types.map(|(name, one)| (name.clone(), one.clone())).collect::<Vec<_>>()
    };
    for (name, old) in own(before) {
        match after.types.get(&name) {
            None => changes.breaking(&name, format!("was removed: {}", kind(&old))),
            Some(new) => same_name(changes, &name, &old, new),
        }
    }
    for (name, new) in own(after) {
        if !before.types.contains_key(&name) {
            changes.safe(&name, format!("was added: {}", kind(&new)));
        }
    }
}

fn kind(one: &ExtendedType) -> &'static str {
    match one {
        ExtendedType::Scalar(_) => "a scalar",
        ExtendedType::Object(_) => "an object type",
        ExtendedType::Interface(_) => "an interface",
        ExtendedType::Union(_) => "a union",
        ExtendedType::Enum(_) => "an enum",
        ExtendedType::InputObject(_) => "an input type",
    }
}

fn same_name(changes: &mut Changes, name: &Name, before: &ExtendedType, after: &ExtendedType) {
    match (before, after) {
        (ExtendedType::Scalar(before), ExtendedType::Scalar(after)) => {
            scalar(changes, before, after);
        }
        (ExtendedType::Object(before), ExtendedType::Object(after)) => {
            interfaces(changes, name, &before.implements_interfaces, &after.implements_interfaces);
            outputs::compare(changes, name, &before.fields, &after.fields);
        }
        (ExtendedType::Interface(before), ExtendedType::Interface(after)) => {
            interfaces(changes, name, &before.implements_interfaces, &after.implements_interfaces);
            outputs::compare(changes, name, &before.fields, &after.fields);
        }
        (ExtendedType::Union(before), ExtendedType::Union(after)) => union(changes, before, after),
        (ExtendedType::Enum(before), ExtendedType::Enum(after)) => words(changes, before, after),
        (ExtendedType::InputObject(before), ExtendedType::InputObject(after)) => {
            input(changes, before, after);
        }
        (before, after) => {
            changes.breaking(name, format!("was {}, and is {} now", kind(before), kind(after)));
        }
    }
    changes.description(name, before.description(), after.description());
}

fn scalar(changes: &mut Changes, before: &ScalarType, after: &ScalarType) {
    let url = |scalar: &ScalarType| {
        let directive = scalar.directives.get("specifiedBy")?;
        Some(directive.specified_argument_by_name("url")?.as_str()?.to_owned())
    };
    let (old, new) = (url(before), url(after));
    if old == new {
        return;
    }
    match (old, new) {
        (None, new) => {
            changes.safe(&before.name, format!("is specified by {} now", new.unwrap_or_default()));
        }
        (Some(old), Some(new)) => {
            changes.dangerous(&before.name, format!("was specified by {old}, and is by {new} now"));
        }
        (Some(old), None) => {
            changes.dangerous(&before.name, format!("is no longer specified, as it was by {old}"));
        }
    }
}

fn interfaces(
    changes: &mut Changes,
    name: &Name,
    before: &IndexSet<ComponentName>,
    after: &IndexSet<ComponentName>,
) {
    for gone in before.difference(after) {
        changes.breaking(name, format!("is no longer a `{gone}`"));
    }
    for new in after.difference(before) {
        changes.dangerous(name, format!("is a `{new}` now, so fragments on that match it"));
    }
}

fn union(changes: &mut Changes, before: &UnionType, after: &UnionType) {
    for gone in before.members.difference(&after.members) {
        changes.breaking(&before.name, format!("can no longer be `{gone}`"));
    }
    for new in after.members.difference(&before.members) {
        changes.dangerous(&before.name, format!("can be `{new}` now, which programs may not know"));
    }
}

fn words(changes: &mut Changes, before: &EnumType, after: &EnumType) {
    let name = &before.name;
    for (word, old) in &before.values {
        let path = format!("{name}.{word}");
        match after.values.get(word) {
            None => {
                changes.breaking(path, format!("was removed{}", inputs::notice(&old.directives)));
            }
            Some(new) => {
                inputs::deprecation(changes, &path, &old.directives, &new.directives);
                changes.description(path, old.description.as_ref(), new.description.as_ref());
            }
        }
    }
    for word in after.values.keys().filter(|word| !before.values.contains_key(*word)) {
        changes.dangerous(format!("{name}.{word}"), "was added, and programs may not know it");
    }
}

fn input(changes: &mut Changes, before: &InputObjectType, after: &InputObjectType) {
    let one_of = |input: &InputObjectType| input.directives.has("oneOf");
    match (one_of(before), one_of(after)) {
        (false, true) => changes.breaking(&before.name, "takes exactly one of its fields now"),
        (true, false) => changes.safe(&before.name, "no longer takes exactly one of its fields"),
        _ => {}
    }
    let values = |input: &InputObjectType| {
        input.fields.values().map(|field| field.node.clone()).collect::<Vec<_>>()
    };
    let path = |field: &Name| format!("{}.{field}", before.name);
    inputs::compare(changes, path, "a field", &values(before), &values(after));
}
