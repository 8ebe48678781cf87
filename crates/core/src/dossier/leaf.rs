//! Reads a single value: a text, a date, a word, an identifier, a flag.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{
    code,
    faults::{About, Faults},
    near, phrase,
    written::{Node, Written},
};
use crate::{Described, IdError, RecordId, Shape};

/// Reads one value as a type that has a text or a flag as its form.
pub(super) fn typed<T: Described + DeserializeOwned>(
    written: &Written<'_>,
    about: &About,
    faults: &mut Faults<'_>,
) -> Option<T> {
    let value = leaf(T::SHAPE, written, about, faults)?;
    serde_json::from_value(value).ok()
}

/// Reads a value that is neither a list nor a table, in its canonical form.
pub(super) fn leaf(
    shape: &Shape,
    written: &Written<'_>,
    about: &About,
    faults: &mut Faults<'_>,
) -> Option<Value> {
    let text = match (&written.node, shape) {
        (Node::Broken, _) => return None,
        (Node::Flag(flag), Shape::Flag) => return Some(Value::Bool(*flag)),
        (
            Node::Text(text),
            Shape::Text | Shape::Formed(_) | Shape::Words(_) | Shape::Reference(_),
        ) => {
            return formed(shape, written.at, text, about, faults);
        }
        (Node::Number(number), Shape::Formed(form)) if form.numbers => Some(&**number),
        (Node::Date(date), Shape::Formed(_)) => Some(date.as_str()),
        _ => None,
    };
    if let Some(text) = text {
        return formed(shape, written.at, text, about, faults);
    }
    if matches!(written.node, Node::Null) {
        note_empty(written.at, "null", about, faults);
        return None;
    }
    let (wanted, remedy) = match shape {
        Shape::Flag => ("true or false is wanted", "write true or false, without quotation marks"),
        _ => ("a text is wanted", "write it in quotation marks"),
    };
    let problem = format!("{wanted}, and here stands {}", written.node.in_words());
    faults.note(written.at, about.clone(), code::WRONG_KIND, problem, remedy);
    None
}

fn note_empty(at: usize, what: &str, about: &About, faults: &mut Faults<'_>) {
    faults.note(
        at,
        about.clone(),
        code::EMPTY,
        format!("here stands {what}, and unknown stays unknown"),
        "write what the source says, or leave it out",
    );
}

/// Reads a text in the form that it must have here.
fn formed(
    shape: &Shape,
    at: usize,
    text: &str,
    about: &About,
    faults: &mut Faults<'_>,
) -> Option<Value> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        note_empty(at, "an empty text", about, faults);
        return None;
    }
    if let Some(control) = trimmed.chars().find(|c| c.is_control() && !"\n\r\t".contains(*c)) {
        faults.note(
            at,
            about.clone(),
            code::CONTROL_CHARACTER,
            format!(
                "the text holds the character U+{:04X}, which is no writing",
                u32::from(control)
            ),
            "remove it",
        );
        return None;
    }
    let (code, problem, remedy) = match shape {
        Shape::Text => return Some(Value::String(trimmed.to_owned())),
        Shape::Formed(form) => match (form.read)(trimmed) {
            Ok(text) => return Some(Value::String(text)),
            Err(sentence) => {
                let (problem, remedy) = phrase::formed(&sentence, trimmed);
                (phrase::malformed(form.name), problem, remedy)
            }
        },
        Shape::Words(list) => {
            if let Ok(word) = (list.read)(trimmed) {
                return Some(Value::String(word));
            }
            let words: Vec<&str> = list.words.iter().map(|(word, _)| *word).collect();
            let problem = format!("{} is none of the words for this", phrase::quoted(trimmed));
            (code::UNKNOWN_WORD, problem, near::remedy(trimmed, "write one of", &words))
        }
        Shape::Reference(nouns) => match identifier(trimmed, nouns) {
            Ok(id) => return Some(Value::String(id.into())),
            Err(told) => told,
        },
        Shape::Flag | Shape::List(_) | Shape::Table(_) => return None,
    };
    faults.note(at, about.clone(), code, problem, remedy);
    None
}

/// Reads the identifier of a record of one of these nouns.
fn identifier(
    text: &str,
    nouns: &'static [&'static str],
) -> Result<RecordId, (&'static str, String, String)> {
    let shown = phrase::quoted(text);
    match text.parse::<RecordId>() {
        Ok(id) if nouns.contains(&id.noun()) => Ok(id),
        Ok(id) => {
            let wanted: Vec<String> = nouns.iter().map(|noun| near::a(noun)).collect();
            let (wanted, is) = (near::or(&wanted), near::a(id.noun()));
            let problem = format!("{shown} is {is}, and {wanted} is wanted here");
            let forms: Vec<String> = nouns.iter().map(|noun| format!("{noun}/…")).collect();
            Err((code::WRONG_NOUN, problem, format!("write {}", near::or(&forms))))
        }
        Err(IdError::Noun { .. }) => {
            let noun = text.split('/').next().unwrap_or_default();
            let problem = format!("{shown} names no kind of record");
            Err((code::UNKNOWN_NOUN, problem, near::remedy(noun, "the nouns are", crate::NOUNS)))
        }
        Err(error) => {
            let (problem, remedy) = phrase::formed(&error.to_string(), text);
            Err((code::BAD_ID, problem, remedy))
        }
    }
}
