//! NDJSON: one record a line, with who says what.

use detente_core::Noun;
use serde_json::{Map, Value, json};

use super::leaving::Leaving;

/// The line of a record.
pub(super) fn line<N: Noun>(leaving: &Leaving<'_, N>) -> String {
    let mut told = Map::new();
    told.insert("id".to_owned(), json!(leaving.id()));
    told.insert("noun".to_owned(), json!(N::NAME));
    told.insert("label".to_owned(), json!(leaving.label));
    told.extend(leaving.url().map(|url| ("url".to_owned(), Value::from(url))));
    told.insert("fields".to_owned(), Value::Object(leaving.fields()));
    if let Some(on) = leaving.around.on {
        let answers = leaving.answered().map(|(name, answer)| (name.to_owned(), json!(answer)));
        let mut answers: Map<String, Value> = answers.collect();
        if !answers.is_empty() {
            answers.insert("on".to_owned(), json!(on.to_string()));
            told.insert("answers".to_owned(), Value::Object(answers));
        }
    }
    told.insert("origins".to_owned(), Value::Object(leaving.origins()));
    told.insert("disputes".to_owned(), Value::Array(leaving.disputes()));
    let sources = leaving.sources();
    told.insert("sources".to_owned(), sources.iter().map(super::leaving::Cited::json).collect());
    format!("{}\n", Value::Object(told))
}
