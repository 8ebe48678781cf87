//! The steps of a path, as they are written: `groups.to-lithuania.count`, `authors."A. Novak"`.

use std::borrow::Cow;

use crate::with_noun;

/// A key as a step of a path: in quotation marks, as TOML has it, where a dot
/// or a letter in it would be taken for something else.
#[must_use]
pub fn spelled(key: &str) -> Cow<'_, str> {
    let as_a_name = || {
        key.starts_with(|first: char| first.is_ascii_lowercase())
            && key.bytes().all(|b| b.is_ascii_alphanumeric())
            && key.bytes().any(|b| b.is_ascii_uppercase())
    };
    if key.contains(['.', '"', '\\', '_']) || as_a_name() {
        Cow::Owned(format!("\"{}\"", key.replace('\\', "\\\\").replace('"', "\\\"")))
    } else {
        Cow::Borrowed(key)
    }
}

/// The first step of a path as it is meant, without quotation marks, and the rest.
#[must_use]
pub fn first_step(path: &str) -> (Cow<'_, str>, Option<&str>) {
    let Some(quoted) = path.strip_prefix('"') else {
        return path
            .split_once('.')
            .map_or((path.into(), None), |(step, rest)| (step.into(), Some(rest)));
    };
    let mut step = String::new();
    let mut letters = quoted.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => return (step.into(), quoted[at + 1..].strip_prefix('.')),
            '\\' => step.extend(letters.next().map(|(_, letter)| letter)),
            other => step.push(other),
        }
    }
    // Nothing ends the quotation: it was none.
    (path.into(), None)
}

/// The steps of a path, each as it is written.
pub fn steps(path: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(path);
    std::iter::from_fn(move || {
        let path = rest?;
        let (_, after) = first_step(path);
        rest = after;
        Some(after.map_or(path, |after| &path[..path.len() - after.len() - 1]))
    })
}

/// A path as claims have it now. In a plain list all that follows is one value:
/// before such a value stood in quotation marks, `authors.A. Novak` named it.
#[must_use]
pub fn respelled<'a>(noun: &str, path: &'a str) -> Cow<'a, str> {
    let Some((list, value)) = path.split_once('.') else { return Cow::Borrowed(path) };
    let plain = || with_noun!(noun, N => is_plain::<N>(list), _ => false);
    if value.starts_with('"') || spelled(value) == value || !plain() {
        return Cow::Borrowed(path);
    }
    Cow::Owned(format!("{list}.{}", spelled(value)))
}

/// Whether a field is a plain list, of whose elements nothing is known but that they are there.
fn is_plain<N: super::Fields>(list: &str) -> bool {
    N::knows(&format!("{list}.-.-"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::lies_within;

    #[test]
    fn a_value_with_a_dot_is_one_step() {
        let path = format!("authors.{}", spelled("A. Novak"));
        assert_eq!(path, r#"authors."A. Novak""#);
        assert_eq!(first_step(&path).0, "authors");
        assert_eq!(first_step(first_step(&path).1.unwrap()), ("A. Novak".into(), None));
        assert!(!lies_within(&path, "authors.A") && lies_within(&path, "authors"));
    }

    #[test]
    fn keys_and_values_that_nothing_else_is_taken_for_stand_as_they_are() {
        for plain in ["to-lithuania", "BY", "place/vilnius", "Jana Novak", "Žuk"] {
            assert_eq!(spelled(plain), plain);
        }
    }

    #[test]
    fn what_was_named_before_is_named_still() {
        assert_eq!(respelled("source", "authors.A. B. Novak"), r#"authors."A. B. Novak""#);
        for same in [r#"authors."A. Novak""#, "authors.Novak", "title", "authors"] {
            assert_eq!(respelled("source", same), same);
        }
        assert_eq!(respelled("detention", "stays.colony.seen_on"), "stays.colony.seen_on");
    }

    proptest! {
        #[test]
        fn every_key_comes_back_and_what_follows_it(key in "\\PC{1,12}", field in "[a-z_]{1,8}") {
            let path = format!("{}.{field}", spelled(&key));
            let (step, rest) = first_step(&path);
            prop_assert_eq!(step, key.as_str());
            prop_assert_eq!(rest, Some(field.as_str()));
            let spelled = spelled(&key);
            prop_assert_eq!(steps(&path).collect::<Vec<_>>(), [&*spelled, field.as_str()]);
        }
    }
}
