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
    let far = |name: &&str| strsim::damerau_levenshtein(name, unknown);
    let nearest = known.into_iter().min_by_key(|name| (far(name), *name))?;
    (far(&nearest) * LIKE <= unknown.len().max(LIKE)).then(|| nearest.to_owned())
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
