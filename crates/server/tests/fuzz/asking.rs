//! Questions that the schema knows, with values that nobody would send; and questions that people send, with slips.

use std::cell::Cell;
use std::fs;
use std::sync::LazyLock;

use apollo_compiler::ast::Type;
use apollo_compiler::schema::{ExtendedType, InputValueDefinition};
use apollo_compiler::{Schema, ast};
use axum::http::HeaderValue;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::tape::{Tape, choices};
use crate::{SERVER, asked, posting, posting_as_vera};

/// What is written where a text is wanted: of every kind that the schema takes as text.
const TEXTS: &[&str] = &[
    "",
    "Jana Vymyslena",
    "Яна Вымысленка",
    "2025-12-13",
    "2021-09~",
    "../2026-04-23",
    "12.3",
    "3",
    "roles.clerk",
    "between 5 and 7",
    "more than 430",
    "4 1/2 years",
    "life",
    "P1Y7M",
    "5400 BYN",
    "54.6872, 25.2797",
    "be-tarask",
    "https://gazette.example/1",
    "BY",
    "2025-12-15T09:30:00Z",
    "person/jana:person/jana",
    "1:2:2:person/jana",
    "1.500000:person/jana",
    "0:1:1:source/gazette",
    "[dossier]\ntitle = \"x\"",
    "clerk",
];

const NUMBERS: &[&str] =
    &["1", "3", "0", "-1", "100", "101", "20", "2147483647", "-2147483648", "2147483648", "7"];

pub(crate) static SCHEMA: LazyLock<Schema> = LazyLock::new(|| {
    Schema::parse(detente_server::graphql::sdl(), "schema.graphql").expect("it is the server's own")
});

/// A question, and how its values are written: in the document, or beside it.
pub(crate) struct Question<'a> {
    tape: Tape<'a>,
    fields: usize,
    as_json: bool,
}

/// A question that is valid, or nearly: some of its values are none.
pub(crate) fn question(choices: &[u16]) -> String {
    let mut question = Question { tape: Tape::of(choices), fields: 0, as_json: false };
    let roots = ["Query", "Query", "Query", "Query", "Mutation", "Subscription"];
    let root = question.tape.among(&roots);
    format!("{} {}", root.to_lowercase(), question.set(root, 0))
}

impl Question<'_> {
    fn set(&mut self, ty: &str, depth: usize) -> String {
        let mut set = "{ ".to_owned();
        let several = if ty == "Subscription" { 0 } else { self.tape.one_of(3) };
        for _ in 0..=several {
            set += &self.field(ty, depth);
            set.push(' ');
        }
        set + "}"
    }

    fn field(&mut self, ty: &str, depth: usize) -> String {
        let fields = match &SCHEMA.types[ty] {
            ExtendedType::Object(object) => &object.fields,
            ExtendedType::Interface(interface) => &interface.fields,
            _ => return "__typename".to_owned(),
        };
        self.fields += 1;
        let is_leaf = |ty: &Type| {
            let inner = &SCHEMA.types[ty.inner_named_type()];
            matches!(inner, ExtendedType::Scalar(_) | ExtendedType::Enum(_))
        };
        let deep = depth > 3 || self.fields > 40;
        let fields: Vec<_> = fields.values().filter(|field| !deep || is_leaf(&field.ty)).collect();
        let Some(field) = fields.get(self.tape.one_of(fields.len())) else {
            return "__typename".to_owned();
        };
        let mut text = format!("f{}: {}", self.fields, field.name);
        let arguments: Vec<String> =
            field.arguments.iter().filter_map(|one| self.given(one, 0)).collect();
        if !arguments.is_empty() {
            text = format!("{text}({})", arguments.join(", "));
        }
        if !is_leaf(&field.ty) {
            text.push(' ');
            text += &self.set(field.ty.inner_named_type(), depth + 1);
        }
        text
    }

    /// What is given for an argument or a field of an input; often nothing where nothing must be.
    fn given(&mut self, defined: &InputValueDefinition, depth: usize) -> Option<String> {
        let must = defined.ty.is_non_null() && defined.default_value.is_none();
        if !must && (depth > 5 || !self.tape.once_in(3)) {
            return None;
        }
        let value = self.value(&defined.ty, depth);
        let name = &defined.name;
        Some(if self.as_json { format!("\"{name}\": {value}") } else { format!("{name}: {value}") })
    }

    fn value(&mut self, ty: &Type, depth: usize) -> String {
        if !ty.is_non_null() && self.tape.once_in(8) {
            return "null".to_owned();
        }
        if ty.is_list() {
            let many = self.tape.one_of(3);
            let values: Vec<_> = (0..many).map(|_| self.value(ty.item_type(), depth + 1)).collect();
            return format!("[{}]", values.join(", "));
        }
        match &SCHEMA.types[ty.inner_named_type()] {
            ExtendedType::Enum(words) => {
                let words: Vec<_> =
                    words.values.keys().map(apollo_compiler::Name::as_str).collect();
                let word = self.tape.among(&words);
                if self.as_json { format!("\"{word}\"") } else { word.to_owned() }
            }
            ExtendedType::InputObject(input) => {
                let mut fields: Vec<_> = input.fields.values().collect();
                if input.directives.has("oneOf") {
                    let one = fields[self.tape.one_of(fields.len())];
                    let value = self.value(&one.ty.as_ref().clone().non_null(), depth + 1);
                    let name = &one.name;
                    let name = if self.as_json { format!("\"{name}\"") } else { name.to_string() };
                    return format!("{{{name}: {value}}}");
                }
                // The last fields of an input come as often as the first.
                let from = self.tape.one_of(fields.len());
                fields.rotate_left(from);
                let fields: Vec<_> =
                    fields.into_iter().filter_map(|one| self.given(one, depth + 1)).collect();
                format!("{{{}}}", fields.join(", "))
            }
            _ => self.scalar(ty.inner_named_type()),
        }
    }

    fn scalar(&mut self, name: &str) -> String {
        let text = match name {
            "Int" => return self.tape.among(NUMBERS).to_owned(),
            "Float" => return self.tape.among(&["0.5", "0", "-1.0", "1e308", "1"]).to_owned(),
            "Boolean" => return self.tape.among(&["true", "false"]).to_owned(),
            "ID" => {
                let ids = &SERVER.ids;
                let id = self.tape.one_of(ids.len());
                self.tape.perhaps_mutated(&ids[id])
            }
            _ => {
                // The description of a scalar has examples in it.
                let described = SCHEMA.types.get(name).and_then(|scalar| scalar.description());
                let described = described.map_or("", |description| description.as_str());
                let mut examples: Vec<&str> = described.split('`').skip(1).step_by(2).collect();
                if examples.is_empty() || self.tape.once_in(6) {
                    examples = TEXTS.to_vec();
                }
                let example = self.tape.among(&examples);
                self.tape.perhaps_mutated(example)
            }
        };
        json!(text).to_string()
    }
}

/// What the command line asks, document by document.
static DOCUMENTS: LazyLock<Vec<(String, ast::Document)>> = LazyLock::new(|| {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../cli/graphql");
    let mut paths: Vec<_> =
        fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    paths.sort();
    let read = paths.iter().map(|path| {
        let text = fs::read_to_string(path).unwrap();
        let document = ast::Document::parse(&text, "document").unwrap();
        (text, document)
    });
    read.collect()
});

/// A document of the command line, the name of one of its operations, and variables for it.
pub(crate) fn operation(tape: &mut Tape<'_>, choices: &[u16]) -> (String, String, Value) {
    let (text, document) = &DOCUMENTS[tape.one_of(DOCUMENTS.len())];
    let operations = document.definitions.iter().filter_map(|one| one.as_operation_definition());
    let operations: Vec<_> = operations.collect();
    let operation = operations[tape.one_of(operations.len())];
    let mut question = Question { tape: Tape::of(choices), fields: 0, as_json: true };
    let variables = operation.variables.iter().map(|variable| {
        let value = question.value(&variable.ty, 0);
        format!("\"{}\": {value}", variable.name)
    });
    let variables = format!("{{{}}}", variables.collect::<Vec<_>>().join(", "));
    let variables = serde_json::from_str(&variables).unwrap_or_default();
    (text.clone(), operation.name.as_ref().unwrap().to_string(), variables)
}

/// A document in which words were taken out, doubled or replaced by those of another.
fn reworded(tape: &mut Tape<'_>, text: &str) -> String {
    let mut words: Vec<&str> = text.split_inclusive([' ', '\n', '(', ')', '{', '}', ':']).collect();
    for _ in 0..=tape.one_of(3) {
        let at = tape.one_of(words.len());
        let (other, _) = &DOCUMENTS[tape.one_of(DOCUMENTS.len())];
        let others: Vec<&str> =
            other.split_inclusive([' ', '\n', '(', ')', '{', '}', ':']).collect();
        let word = others[tape.one_of(others.len())];
        match tape.one_of(4) {
            0 => drop(words.remove(at)),
            1 => words.insert(at, words[at]),
            2 => words[at] = word,
            _ => words.insert(at, word),
        }
        if words.is_empty() {
            break;
        }
    }
    words.concat()
}

#[test]
fn any_question_of_the_schema_is_answered() {
    let (all, executed) = (Cell::new(0), Cell::new(0));
    proptest!(|(choices in choices(150), as_vera in any::<bool>())| {
        let query = question(&choices);
        let body = json!({ "query": query });
        let mut request = if as_vera { posting_as_vera(&body) } else { posting(&body) };
        if query.starts_with("subscription") {
            let events = HeaderValue::from_static("text/event-stream");
            request.headers_mut().insert("accept", events);
        }
        let answer = asked(request)?;
        all.set(all.get() + 1);
        executed.set(executed.get() + u32::from(!answer.json()["data"].is_null()));
    });
    // Else the test would look at the validator alone.
    let (all, executed) = (all.get(), executed.get());
    assert!(executed * 10 > all, "{executed} of {all} were executed");
}

#[test]
fn any_variables_of_what_the_command_line_asks_are_answered() {
    proptest!(|(which in choices(4), values in choices(60), as_vera in any::<bool>())| {
        let (query, name, variables) = operation(&mut Tape::of(&which), &values);
        let body = json!({ "query": query, "operationName": name, "variables": variables });
        asked(if as_vera { posting_as_vera(&body) } else { posting(&body) })?;
    });
}

#[test]
fn any_slip_in_a_document_is_answered() {
    proptest!(|(choices in choices(40), letters in any::<bool>())| {
        let mut tape = Tape::of(&choices);
        let (query, name, variables) = operation(&mut tape, &choices);
        let query =
            if letters { tape.mutated(&query) } else { reworded(&mut tape, &query) };
        let body = json!({ "query": query, "operationName": name, "variables": variables });
        asked(posting(&body))?;
    });
}
