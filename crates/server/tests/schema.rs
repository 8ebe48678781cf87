//! The schema as text, and what must hold of it as a whole.

use std::collections::BTreeSet;

use apollo_compiler::Schema;
use async_graphql_parser::types::{FieldDefinition, TypeKind, TypeSystemDefinition};
use detente_core::Day;

/// `UPDATE_SCHEMA=1 cargo test -p detente-server --test schema` writes it anew.
#[test]
fn the_committed_schema_is_the_one_served() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../schema.graphql");
    let served = detente_server::graphql::sdl();
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(path, &served).unwrap();
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    assert!(committed == served, "schema.graphql is not what is served: run `just schema`");
}

/// A reference names the type of its record without registering it: a noun
/// that no query gives would leave a hole.
#[test]
fn every_type_that_the_schema_names_is_defined_in_it() {
    let sdl = detente_server::graphql::sdl();
    let code: String = sdl.split("\"\"\"").step_by(2).collect();
    let words = |text: &str| -> Vec<String> {
        let split = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        split.filter(|word| !word.is_empty()).map(ToOwned::to_owned).collect()
    };
    let mut defined: BTreeSet<String> =
        ["Int", "Float", "String", "Boolean", "ID"].map(ToOwned::to_owned).into();
    let mut named = BTreeSet::new();
    for line in code.lines() {
        let line = line.trim();
        let mut parts = words(line).into_iter();
        match parts.next().as_deref() {
            Some("type" | "interface" | "input" | "enum" | "scalar" | "union") => {
                defined.extend(parts.next());
            }
            _ => {
                for typed in line.split(':').skip(1) {
                    let name = words(typed).into_iter().next().unwrap_or_default();
                    if name.starts_with(|c: char| c.is_ascii_uppercase()) {
                        named.insert(name);
                    }
                }
            }
        }
    }
    let missing: Vec<_> = named.difference(&defined).collect();
    assert!(named.len() > 50 && missing.is_empty(), "named and not defined: {missing:?}");
}

/// A field of one noun that has the name of a field of all records must be that
/// field: every client that reads the schema refuses it otherwise.
#[test]
fn whatever_is_a_record_has_the_fields_of_a_record_as_they_are() {
    let sdl = detente_server::graphql::sdl();
    let document = async_graphql_parser::parse_schema(&sdl).unwrap();
    let kinds: Vec<_> = document
        .definitions
        .iter()
        .filter_map(|definition| match definition {
            TypeSystemDefinition::Type(one) => Some((one.node.name.node.as_str(), &one.node.kind)),
            _ => None,
        })
        .collect();
    let type_of = |fields: &[async_graphql_parser::Positioned<FieldDefinition>], name: &str| {
        let field = fields.iter().find(|field| field.node.name.node == name)?;
        let arguments = field.node.arguments.iter();
        let arguments: Vec<_> =
            arguments.map(|one| format!("{}: {}", one.node.name.node, one.node.ty.node)).collect();
        Some((field.node.ty.node.to_string(), arguments))
    };
    let mut compared = 0;
    for (name, kind) in &kinds {
        let TypeKind::Object(object) = kind else { continue };
        for implements in &object.implements {
            let interface = kinds.iter().find(|(name, _)| *name == implements.node.as_str());
            let Some((_, TypeKind::Interface(interface))) = interface else {
                panic!("{name} is a {}, which the schema does not have", implements.node);
            };
            for field in &interface.fields {
                let field = field.node.name.node.as_str();
                let (own, all) =
                    (type_of(&object.fields, field), type_of(&interface.fields, field));
                assert_eq!(own, all, "{name}.{field} against {}.{field}", implements.node);
                compared += 1;
            }
        }
    }
    assert!(compared > 100, "only {compared} fields were compared");
}

/// Whatever is deprecated in a schema and does not say until when it is answered: docs/schema.md.
fn deprecated_without_a_day(schema: &Schema) -> Vec<String> {
    let sdl = schema.serialize().initial_indent_level(0).to_string();
    let reasons = sdl.split("@deprecated").skip(1).map(|rest| {
        let reason = rest.strip_prefix("(reason: \"").and_then(|rest| rest.split('"').next());
        reason.unwrap_or_default().to_owned()
    });
    let says_until_when = |reason: &String| {
        let mut days = reason.split("until ").skip(1);
        days.any(|rest| rest.get(..10).is_some_and(|day| day.parse::<Day>().is_ok()))
    };
    reasons.filter(|reason| !says_until_when(reason)).collect()
}

#[test]
fn whatever_is_deprecated_says_until_when_it_is_answered() {
    let sdl = r#"type Query {
        good: Int @deprecated(reason: "Ask `other`. Answered until 2027-06-01.")
        silent: Int @deprecated
        vague(argument: Int @deprecated(reason: "Leave it out until next year.")): Word
    }
    enum Word { OLD @deprecated(reason: "Say `NEW` until 2027-02-30.") NEW }"#;
    let faults =
        ["", "Leave it out until next year.", "Say `NEW` until 2027-02-30."].map(str::to_owned);
    let read = |sdl: &str| Schema::parse(sdl, "schema.graphql").unwrap();
    assert_eq!(deprecated_without_a_day(&read(sdl)), faults);
    let served = read(&detente_server::graphql::sdl());
    assert_eq!(deprecated_without_a_day(&served), Vec::<String>::new());
}
