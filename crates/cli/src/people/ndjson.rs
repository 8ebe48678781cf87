//! People as one JSON object a line.

use std::path::Path;

use super::{Columns, Someone, wrong};
use crate::{failure::Wrong, json::Json};

/// Everyone in the lines, and what is wrong with those of the others.
pub fn read(file: &Path, text: &[u8], columns: &Columns) -> (Vec<Someone>, Vec<Wrong>) {
    let (mut people, mut broken) = (Vec::new(), Vec::new());
    for (line, text) in (1..).zip(text.split(|byte| *byte == b'\n')) {
        if text.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let object = match serde_json::from_slice::<Json>(text) {
            Ok(object @ Json::Object(_)) => object,
            Ok(_) => {
                let problem = "it is JSON, and no object".to_owned();
                broken.push(wrong(file, line, None, problem, "write {\"name\": \"...\"}"));
                continue;
            }
            Err(error) => {
                let problem = format!("it is not JSON: {error}");
                broken.push(wrong(file, line, None, problem, "write one whole object a line"));
                continue;
            }
        };
        let cell = |column: &str| match object.get(column)? {
            Json::Text(text) => Some(text.clone()),
            Json::List(texts) => {
                Some(texts.iter().filter_map(Json::text).collect::<Vec<_>>().join(" | "))
            }
            Json::Null => None,
            other => serde_json::to_string(other).ok(),
        };
        let read = Someone::read(file, line, &|field| columns.stated(field, cell));
        let text =
            object.get("name").is_none_or(|name| !matches!(name, Json::Number(_) | Json::Bool(_)));
        match read {
            Ok(someone) if text => people.push(someone),
            Ok(_) => {
                let problem = "it is no text".to_owned();
                broken.push(wrong(
                    file,
                    line,
                    Some("name"),
                    problem,
                    "put the name into quotation marks",
                ));
            }
            Err(wrong) => broken.extend(wrong),
        }
    }
    (people, broken)
}
