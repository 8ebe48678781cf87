//! What is answered: fields, the types of their answers, and their arguments.

use apollo_compiler::{
    Name,
    ast::{FieldDefinition, Type},
    collections::IndexMap,
    schema::Component,
};

use super::{Changes, inputs};

type Fields = IndexMap<Name, Component<FieldDefinition>>;

pub(super) fn compare(changes: &mut Changes, of: &Name, before: &Fields, after: &Fields) {
    for (name, old) in before {
        let path = format!("{of}.{name}");
        let Some(new) = after.get(name) else {
            changes.breaking(path, format!("was removed{}", inputs::notice(&old.directives)));
            continue;
        };
        if old.ty != new.ty {
            let change = format!("was `{}`, and is `{}` now", old.ty, new.ty);
            if gives(&old.ty, &new.ty) {
                changes.safe(&path, change);
            } else {
                changes.breaking(&path, change);
            }
        }
        let argument = |argument: &Name| format!("{path}({argument}:)");
        inputs::compare(changes, argument, "an argument", &old.arguments, &new.arguments);
        inputs::deprecation(changes, &path, &old.directives, &new.directives);
        changes.description(path, old.description.as_ref(), new.description.as_ref());
    }
    for (name, new) in after.iter().filter(|(name, _)| !before.contains_key(*name)) {
        changes.safe(format!("{of}.{name}"), format!("was added: `{}`", new.ty));
    }
}

/// Whether whoever reads what `before` gives can read what `after` gives: it may promise more, never less.
fn gives(before: &Type, after: &Type) -> bool {
    match (before, after) {
        (Type::Named(before), Type::Named(after) | Type::NonNullNamed(after))
        | (Type::NonNullNamed(before), Type::NonNullNamed(after)) => before == after,
        (Type::List(before), Type::List(after) | Type::NonNullList(after))
        | (Type::NonNullList(before), Type::NonNullList(after)) => gives(before, after),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(ty: &str) -> Type {
        Type::parse(ty, "type").unwrap()
    }

    #[test]
    fn an_answer_may_promise_more_and_never_less() {
        for (before, after) in [("A", "A!"), ("[A]", "[A!]!"), ("[[A]!]", "[[A!]!]")] {
            assert!(gives(&read(before), &read(after)), "{before} to {after}");
            assert!(!gives(&read(after), &read(before)), "{after} to {before}");
        }
        for (before, after) in [("A", "B"), ("A", "[A]"), ("[A]", "A"), ("[A]!", "[[A]]!")] {
            assert!(!gives(&read(before), &read(after)), "{before} to {after}");
        }
    }
}
