//! What might have been meant by a name that the schema does not know.

use apollo_compiler::Schema;
use apollo_compiler::schema::ExtendedType;

/// A name is meant by another if no more than a third of its letters differ.
const LIKE: usize = 3;

/// What might be meant, by the sentence that says what is not known.
pub(super) fn of(schema: &Schema, sentence: &str) -> Option<String> {
    let named: Vec<&str> = sentence.split('`').skip(1).step_by(2).collect();
    let (unknown, known) = match *named.as_slice() {
        [of, unknown] if sentence.starts_with("type `") => (unknown, names_in(schema, of)?),
        [unknown, of] if sentence.starts_with("the argument `") => {
            let (of, field) = of.split_once('.')?;
            let field = match schema.types.get(of)? {
                ExtendedType::Object(object) => object.fields.get(field)?,
                ExtendedType::Interface(interface) => interface.fields.get(field)?,
                _ => return None,
            };
            let arguments = field.arguments.iter().map(|argument| argument.name.as_str());
            (unknown, arguments.collect())
        }
        [unknown, of] if sentence.contains("does not exist on") => (unknown, names_in(schema, of)?),
        [unknown] if sentence.starts_with("cannot find type `") => {
            (unknown, schema.types.keys().map(AsRef::as_ref).collect())
        }
        [unknown, ..] if sentence.starts_with("type condition `") => {
            (unknown, schema.types.keys().map(AsRef::as_ref).collect())
        }
        _ => return None,
    };
    nearest(unknown, &known).map(str::to_owned)
}

/// The name that is most like one that is not known, if any is like it.
fn nearest<'a>(unknown: &str, known: &[&'a str]) -> Option<&'a str> {
    let letters = unknown.len().max(LIKE);
    // To compare takes as long as both are, multiplied, and what is sent may be long: whose lengths differ by more than
    // that is not looked at.
    let near = known.iter().filter(|name| name.len().abs_diff(unknown.len()) * LIKE <= letters);
    let far = near.map(|name| (strsim::damerau_levenshtein(name, unknown), *name));
    let (far, nearest) = far.min()?;
    (far * LIKE <= letters).then_some(nearest)
}

/// The names of what a type has: fields, or the values of an enum.
fn names_in<'a>(schema: &'a Schema, name: &str) -> Option<Vec<&'a str>> {
    Some(match schema.types.get(name)? {
        ExtendedType::Object(object) => object.fields.keys().map(AsRef::as_ref).collect(),
        ExtendedType::Interface(interface) => interface.fields.keys().map(AsRef::as_ref).collect(),
        ExtendedType::InputObject(input) => input.fields.keys().map(AsRef::as_ref).collect(),
        ExtendedType::Enum(words) => words.values.keys().map(AsRef::as_ref).collect(),
        ExtendedType::Scalar(_) | ExtendedType::Union(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_far_longer_than_all_that_are_known_is_like_none_and_is_not_compared() {
        let known: Vec<String> = (0..500).map(|n| format!("TypeOfTheSchema{n}")).collect();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        assert_eq!(nearest("TypOfTheSchema7", &known), Some("TypeOfTheSchema7"));
        let started = std::time::Instant::now();
        assert_eq!(nearest(&"TypeOfTheSchema7".repeat(6_000), &known), None);
        // To compare it with each takes minutes.
        assert!(started.elapsed() < std::time::Duration::from_millis(100));
        assert_eq!(nearest("x", &["on"]), None);
        assert_eq!(nearest("", &["on"]), None);
        assert_eq!(nearest("n", &["on"]), Some("on"));
    }
}
