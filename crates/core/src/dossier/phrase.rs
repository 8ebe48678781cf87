//! Turns what parsers and types say is wrong into a sentence and a remedy.

use super::{code, written::shortened};

/// What is wrong, and what to do.
pub(super) struct Told {
    pub code: &'static str,
    pub problem: String,
    pub remedy: String,
}

/// What the TOML parser says of a piece of the file.
pub(super) fn toml(message: &str, piece: &str) -> Told {
    if message == "duplicate key" {
        return twice(piece);
    }
    let here = piece.lines().next().unwrap_or_default().trim();
    if message.starts_with("string values must be quoted") {
        return unquoted(here);
    }
    let remedy = if message.contains("basic string") || message.contains("string") {
        "write texts and dates in quotation marks, each closed on its own line"
    } else if message.contains("date") || message.contains("month") || message.contains("day") {
        "write dates in quotation marks, such as \"2025-12\""
    } else if message.contains("array") {
        "close the list with ], and set commas between its elements"
    } else if message.contains("inline table") {
        "close the table with }, and set commas between its fields"
    } else {
        "write a field as name = \"text\", a table as [name], each on a line of its own"
    };
    let near = if here.is_empty() { String::new() } else { format!(" at `{}`", shortened(here)) };
    Told {
        code: code::NOT_TOML,
        problem: format!("this is not TOML{near}: {message}"),
        remedy: remedy.to_owned(),
    }
}

/// A value that stands without quotation marks, or none at all.
fn unquoted(here: &str) -> Told {
    let (problem, remedy) = if here.is_empty() {
        ("nothing is written here".to_owned(), "write the value, or leave the field out")
    } else {
        let problem = format!("{} stands without quotation marks", quoted(here));
        (problem, "write texts and dates in quotation marks")
    };
    Told { code: code::NOT_TOML, problem, remedy: remedy.to_owned() }
}

/// What the JSON parser says.
pub(super) fn json(message: &str) -> Told {
    let message = message.split(" at line ").next().unwrap_or(message);
    Told {
        code: code::NOT_JSON,
        problem: format!("this is not JSON: {message}"),
        remedy: "correct what stands here or just before it".to_owned(),
    }
}

/// A key that stands twice in one table.
pub(super) fn twice(key: &str) -> Told {
    let remedy = match key {
        "source" | "claim" => "write each under brackets of its own: [[source]], [[claim]]",
        _ => "keep one of the two",
    };
    Told {
        code: code::DUPLICATE_KEY,
        problem: format!("`{}` is written twice here", shortened(key)),
        remedy: remedy.to_owned(),
    }
}

/// What a type says of a text: what is wrong stands before the colon, what to
/// write after it. A colon within the text itself does not count.
pub(super) fn formed(sentence: &str, written: &str) -> (String, String) {
    let text = format!("`{written}`");
    let from = sentence.find(&text).map_or(0, |at| at + text.len());
    match sentence[from..].find(": ") {
        Some(colon) => {
            let (problem, remedy) = sentence.split_at(from + colon);
            (problem.replace(&text, &quoted(written)), remedy[2..].to_owned())
        }
        None => (sentence.to_owned(), "correct it, or leave the field out".to_owned()),
    }
}

/// A text as a sentence quotes it.
pub(super) fn quoted(text: &str) -> String {
    format!("`{}`", shortened(text))
}

/// The kind of fault of a text that has not its form.
pub(super) fn malformed(form: &str) -> &'static str {
    match form {
        "PartialDate" | "Date" => code::MALFORMED_DATE,
        "QuantityInput" => code::MALFORMED_QUANTITY,
        "TermInput" => code::MALFORMED_TERM,
        "FineInput" => code::MALFORMED_FINE,
        "CoordinatesInput" => code::MALFORMED_COORDINATES,
        "CountryCode" => code::MALFORMED_COUNTRY,
        "Language" => code::MALFORMED_LANGUAGE,
        "Script" => code::MALFORMED_SCRIPT,
        "Url" => code::MALFORMED_URL,
        "Sha256" => code::MALFORMED_DIGEST,
        "Key" => code::BAD_KEY,
        _ => code::MALFORMED_VALUE,
    }
}
