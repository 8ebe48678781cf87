//! Blanks: the fields of which nothing is said, as comments that only need filling in.
//!
//! A blank that loses its `#` and gets no value is refused: no example in a sheet is a value that
//! could be said by mistake.

use super::comment::behind;
use crate::{FieldShape, Shape, Table};

/// A field that is silent: its name, where its value goes, what it means.
pub(super) fn field(file: &mut String, field: &FieldShape) {
    let line = format!("# {} = {}", field.name, value(field.shape));
    behind(file, &line, &meaning(field.doc, field.shape));
}

/// An element of a list, with all its fields.
pub(super) fn part(file: &mut String, list: &FieldShape, part: &Table) {
    behind(file, &format!("# [[claim.states.{}]]", list.name), first_sentence(list.doc));
    let key = "a word that stays when dates and counts are corrected, such as to-lithuania";
    behind(file, "# key = \"\"", key);
    for field in part.fields {
        self::field(file, field);
    }
}

/// Where the value goes; nothing that could be said as it stands.
fn value(shape: &Shape) -> String {
    match shape {
        Shape::Reference([noun]) => format!("\"{noun}/\""),
        Shape::List(element) => format!("[{}]", value(element)),
        _ => "\"\"".to_owned(),
    }
}

fn meaning(doc: &str, shape: &Shape) -> String {
    let doc = first_sentence(doc);
    match forms(shape) {
        forms if forms.is_empty() => doc.to_owned(),
        forms => format!("{doc}: {forms}"),
    }
}

/// What may be written, in a few words.
fn forms(shape: &Shape) -> String {
    match shape {
        Shape::Words(list) => {
            list.words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ")
        }
        // The examples are those of the form's own sentence.
        Shape::Formed(form) => {
            form.doc.split('`').skip(1).step_by(2).take(3).collect::<Vec<_>>().join(", ")
        }
        Shape::Flag => "true or false".to_owned(),
        Shape::Reference(nouns) if nouns.len() > 1 && nouns.len() < 5 => {
            nouns.iter().map(|noun| format!("{noun}/…")).collect::<Vec<_>>().join(" or ")
        }
        Shape::Reference([_]) | Shape::Text | Shape::Table(_) => String::new(),
        Shape::Reference(_) => "noun/…".to_owned(),
        Shape::List(element) => forms(element),
    }
}

fn first_sentence(doc: &str) -> &str {
    let doc = doc.trim();
    doc.split_once(". ").map_or(doc, |(first, _)| first).trim_end_matches('.')
}
