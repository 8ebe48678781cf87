use super::*;

const SDL: &str = "type Query { answer: Int }";

/// A folder with these files, read as documents to be trusted.
fn read(files: &[(&str, &str)], given: &[&str]) -> Result<Trusted, Vec<String>> {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let paths: Vec<PathBuf> = given.iter().map(|name| folder.path().join(name)).collect();
    let validator = Validator::new(SDL, true);
    Trusted::read(&paths, &validator, &Limits::default()).map_err(|unfit| {
        let told = unfit.into_iter().map(|Unfit { file, line, part, problem }| {
            let file = file.strip_prefix(folder.path()).unwrap().display().to_string();
            let line = line.map(|line| format!(":{line}")).unwrap_or_default();
            let part = part.map(|part| format!("{part}: ")).unwrap_or_default();
            format!("{file}{line}: {part}{problem}")
        });
        told.collect()
    })
}

#[test]
fn documents_are_read_as_common_tools_write_them() {
    let apollo = format!(
        r#"{{"format": "{APOLLO}", "version": 1, "operations": [{{"id": "of-apollo", "name": "A", "type": "query", "body": "query A {{ answer }}"}}]}}"#
    );
    let files = [
        ("relay.json", r#"{"of-relay": "query R { answer }"}"#),
        ("apollo.json", apollo.as_str()),
        ("folder/page.graphql", "query P { answer }"),
        ("folder/inner/other.gql", "query O { answer }"),
        ("folder/README.md", "nothing of it"),
        ("alone.graphql", "query L { answer }"),
    ];
    let trusted = read(&files, &["relay.json", "apollo.json", "folder", "alone.graphql"]).unwrap();
    for name in ["of-relay", "of-apollo", "page", "inner/other", "alone"] {
        assert!(trusted.named(name).and_then(|digest| trusted.get(&digest)).is_some(), "{name}");
    }
    assert_eq!(trusted.len(), 5);
}

#[test]
fn everything_wrong_is_told_at_once_with_file_and_operation() {
    let wrong_digest = format!("sha256:{}", "0".repeat(64));
    let relay = format!(
        r#"{{"a": "query A {{ answer }}\nquery B {{ anser }}", "{wrong_digest}": "query C {{ answer }}"}}"#
    );
    let files = [
        ("relay.json", relay.as_str()),
        (
            "folder/a.graphql",
            "query A { answer }\n\nquery B { ...F }\nfragment F on Query {\n  nothing\n}",
        ),
        ("folder/b.graphql", "{ answer"),
        ("folder/c.graphql", "query C { anwer nothing }"),
        ("list.json", "[]"),
        ("broken.json", "{"),
        ("old.json", &format!(r#"{{"format": "{APOLLO}", "version": 2, "operations": []}}"#)),
        ("again.json", r#"{"folder-less": "{ answer }"}"#),
        ("twice.json", r#"{"folder-less": "{ a: answer }"}"#),
        ("none.json", "{}"),
    ];
    let given = [
        "relay.json",
        "folder",
        "list.json",
        "broken.json",
        "old.json",
        "again.json",
        "twice.json",
        "none.json",
        "absent.json",
    ];
    let told = read(&files, &given).err().unwrap();
    insta::assert_snapshot!(told.join("\n"));
}
