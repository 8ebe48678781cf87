//! What is asked with: arguments, the fields of inputs, their defaults; and what was announced to go.

use apollo_compiler::{
    Name, Node,
    ast::{DirectiveList, InputValueDefinition, Type, Value},
};

use super::Changes;

/// Compares what may be given; `path` says where one of them stands, `what` what it is.
pub(super) fn compare(
    changes: &mut Changes,
    path: impl Fn(&Name) -> String,
    what: &str,
    before: &[Node<InputValueDefinition>],
    after: &[Node<InputValueDefinition>],
) {
    for old in before {
        let path = path(&old.name);
        let Some(new) = after.iter().find(|new| new.name == old.name) else {
            changes.breaking(path, format!("was removed{}", notice(&old.directives)));
            continue;
        };
        if old.ty != new.ty {
            let change = format!("was `{}`, and is `{}` now", old.ty, new.ty);
            if takes(&old.ty, &new.ty) {
                changes.safe(&path, change);
            } else {
                changes.breaking(&path, change);
            }
        }
        default(changes, &path, old, new);
        deprecation(changes, &path, &old.directives, &new.directives);
        changes.description(path, old.description.as_ref(), new.description.as_ref());
    }
    for new in after.iter().filter(|new| before.iter().all(|old| old.name != new.name)) {
        let path = path(&new.name);
        if new.is_required() {
            changes.breaking(path, format!("was added: {what} that must be given, `{}`", new.ty));
        } else {
            changes.dangerous(path, format!("was added: {what} that may be given, `{}`", new.ty));
        }
    }
}

fn default(
    changes: &mut Changes,
    path: &str,
    old: &InputValueDefinition,
    new: &InputValueDefinition,
) {
    match (&old.default_value, &new.default_value) {
        (Some(before), None) if new.is_required() && !old.is_required() => {
            changes.breaking(path, format!("was `{before}` if not given, and must be given now"));
        }
        (Some(before), None) => {
            changes
                .dangerous(path, format!("was `{before}` if not given, and is nothing then now"));
        }
        (Some(before), Some(after)) if !same(before, after) => {
            changes
                .dangerous(path, format!("was `{before}` if not given, and is `{after}` then now"));
        }
        (None, Some(after)) if old.is_required() => {
            changes.safe(path, format!("need not be given now: it is `{after}` then"));
        }
        (None, Some(after)) => {
            changes.dangerous(path, format!("was nothing if not given, and is `{after}` then now"));
        }
        _ => {}
    }
}

/// Whether two values are one: the fields of an object have no order.
fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            let finds = |(name, value): &(Name, Node<Value>)| {
                other.iter().any(|(of, other)| of == name && same(value, other))
            };
            one.len() == other.len() && one.iter().all(finds)
        }
        (Value::List(one), Value::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (one, other) => one == other,
    }
}

/// Whether all that `before` took is taken by `after`: it may ask for less, never for more.
pub(super) fn takes(before: &Type, after: &Type) -> bool {
    match (before, after) {
        (Type::Named(before) | Type::NonNullNamed(before), Type::Named(after))
        | (Type::NonNullNamed(before), Type::NonNullNamed(after)) => before == after,
        (Type::List(before) | Type::NonNullList(before), Type::List(after))
        | (Type::NonNullList(before), Type::NonNullList(after)) => takes(before, after),
        _ => false,
    }
}

/// Why something is to go, if that was announced.
fn reason(directives: &DirectiveList) -> Option<String> {
    let deprecated = directives.get("deprecated")?;
    let reason = deprecated.specified_argument_by_name("reason");
    Some(reason.and_then(|reason| reason.as_str()).unwrap_or("No longer supported").to_owned())
}

/// Whether what was removed had been announced to go.
pub(super) fn notice(directives: &DirectiveList) -> String {
    match reason(directives) {
        Some(reason) => format!("; it was deprecated: {reason}"),
        None => "; it was never deprecated".to_owned(),
    }
}

pub(super) fn deprecation(
    changes: &mut Changes,
    path: &str,
    before: &DirectiveList,
    after: &DirectiveList,
) {
    match (reason(before), reason(after)) {
        (None, Some(reason)) => changes.safe(path, format!("is deprecated now: {reason}")),
        (Some(_), None) => changes.safe(path, "is no longer deprecated"),
        (Some(before), Some(after)) if before != after => {
            changes.safe(path, format!("is deprecated otherwise: {after}"));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_argument_may_ask_for_less_and_never_for_more() {
        let read = |ty: &str| Type::parse(ty, "type").unwrap();
        for (before, after) in [("A!", "A"), ("[A!]!", "[A]"), ("[[A!]!]", "[[A]]")] {
            assert!(takes(&read(before), &read(after)), "{before} to {after}");
            assert!(!takes(&read(after), &read(before)), "{after} to {before}");
        }
        for (before, after) in [("A", "B"), ("A", "[A]"), ("[A]", "A")] {
            assert!(!takes(&read(before), &read(after)), "{before} to {after}");
        }
    }
}
