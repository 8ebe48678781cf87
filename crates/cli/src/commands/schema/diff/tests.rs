use super::*;

/// Two schemas that differ in everything in which two schemas can.
const BEFORE: &str = include_str!("../../../../tests/schemas/before.graphql");
const AFTER: &str = include_str!("../../../../tests/schemas/after.graphql");

fn schema(sdl: &str) -> Valid<Schema> {
    with_one_of(Schema::parse(sdl, "schema").unwrap()).validate().unwrap()
}

#[test]
fn every_kind_of_change_is_told_in_a_sentence() {
    let told: Vec<String> = between(&schema(BEFORE), &schema(AFTER))
        .into_iter()
        .map(|Change { severity, path, what }| format!("{severity:?}: {path} {what}"))
        .collect();
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn a_schema_is_no_other_than_itself() {
    assert_eq!(between(&schema(BEFORE), &schema(BEFORE)), []);
}

#[test]
fn what_is_added_in_one_direction_is_removed_in_the_other() {
    let paths = |before, after, word: &str| {
        let changes = between(&schema(before), &schema(after)).into_iter();
        let mut paths: Vec<String> = changes
            .filter(|change| change.what.starts_with(word))
            .map(|change| change.path)
            .collect();
        paths.sort();
        paths
    };
    assert_eq!(paths(BEFORE, AFTER, "was added"), paths(AFTER, BEFORE, "was removed"));
    assert_eq!(paths(BEFORE, AFTER, "was removed"), paths(AFTER, BEFORE, "was added"));
}
