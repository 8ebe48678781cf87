//! The JSON Schema is the one that is committed.

use serde_json::Value;

use crate::{
    Fields as _, Source,
    dossier::{claim, json_schema, source},
};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/dossier.schema.json");

#[test]
#[expect(clippy::disallowed_methods, reason = "a test may write the file that it guards")]
fn the_committed_schema_is_that_of_the_nouns() {
    let mut schema = json_schema();
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        schema.sort_all_objects();
        std::fs::write(FILE, format!("{schema:#}\n")).unwrap();
    }
    let committed = std::fs::read_to_string(FILE).unwrap_or_default();
    // Compared as values: the order of members depends on how the parser was built.
    assert!(
        serde_json::from_str::<Value>(&committed).is_ok_and(|committed| committed == schema),
        "data/dossier.schema.json is out of date: run `UPDATE_SCHEMA=1 cargo test -p detente-core schema`"
    );
}

#[test]
fn everything_that_is_referred_to_is_defined_and_described() {
    fn walk(value: &Value, schema: &Value) {
        match value {
            Value::Object(members) => {
                if let Some(Value::String(name)) = members.get("$ref") {
                    assert!(schema.pointer(&name[1..]).is_some(), "{name}");
                }
                members.values().for_each(|value| walk(value, schema));
            }
            Value::Array(elements) => elements.iter().for_each(|value| walk(value, schema)),
            _ => {}
        }
    }
    let schema = json_schema();
    walk(&schema, &schema);
    for (name, defined) in schema["$defs"].as_object().unwrap() {
        assert!(defined["description"].is_string(), "{name}");
    }
    let place = &schema["$defs"]["Detention"]["properties"];
    assert_eq!(place["began_on"]["description"], "The day custody began.");
    assert_eq!(place["began_on"]["$ref"], "#/$defs/PartialDate");
}

#[test]
fn the_keys_of_a_source_are_no_fields_of_it() {
    assert!(source::KEYS.iter().all(|key| !Source::FIELDS.contains(key)));
}

#[test]
fn every_key_of_the_format_is_in_the_schema() {
    let schema = json_schema();
    for (block, keys) in [("source", source::KEYS), ("claim", claim::KEYS)] {
        let properties = &schema["properties"][block]["items"]["properties"];
        for key in keys {
            assert!(properties[*key]["description"].is_string(), "{block}.{key}");
        }
    }
    assert_eq!(schema["properties"]["claim"]["items"]["properties"]["new"]["type"], "boolean");
    assert_eq!(schema["properties"]["claim"]["items"]["properties"]["denies"]["type"], "boolean");
}
