//! Who may what: every role, and every mutation that the schema has.

use std::collections::BTreeSet;

use detente_core::Audience;
use detente_server::graphql::{Api, sdl};
use detente_storage::{Role, Viewer};

use crate::{answer, service};

/// Every mutation, the least role that may ask it, and a question that reaches it.
const MUTATIONS: &[(&str, Role, &str)] = &[
    (
        "submitClaims",
        Role::Contributor,
        r#"mutation { submitClaims(input: { message: "m", claims: [] }) { added } }"#,
    ),
    (
        "submitDossier",
        Role::Contributor,
        r#"mutation { submitDossier(input: { name: "d.toml", text: "", dryRun: true }) { added } }"#,
    ),
    (
        "importList",
        Role::Contributor,
        "mutation { importList(input: { format: OFAC, uploads: [] }) { added } }",
    ),
    (
        "rule",
        Role::Editor,
        r#"mutation { rule(input: { rulings: [], reason: "m" }) { userErrors { code } } }"#,
    ),
    (
        "sendCorrection",
        Role::Reader,
        r#"mutation { sendCorrection(input: { subject: "person/nobody", text: "It is wrong." }) { received } }"#,
    ),
    (
        "closeCorrection",
        Role::Editor,
        r#"mutation { closeCorrection(id: "1", outcome: ACCEPTED) { userErrors { code } } }"#,
    ),
];

/// Every query that not everyone may ask.
const QUERIES: &[(&str, Role, &str)] =
    &[("corrections", Role::Editor, "{ corrections { totalCount nodes { contact } } }")];

fn viewers() -> Vec<Viewer> {
    let of = |role: &Role| Viewer {
        name: format!("a {role}"),
        role: *role,
        sees: if *role >= Role::Editor { Audience::Restricted } else { Audience::Public },
    };
    std::iter::once(Viewer::public()).chain(Role::ALL.iter().map(of)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn each_role_may_what_it_may_and_nothing_else() {
    let api = Api::new(service().await);
    for (name, least, document) in MUTATIONS.iter().chain(QUERIES) {
        for viewer in viewers() {
            let answer = answer(&api, viewer.clone(), document).await;
            let codes = answer.errors.iter().map(|error| {
                let code = error.extensions.as_ref().and_then(|extensions| extensions.get("code"));
                code.map(ToString::to_string).unwrap_or_default()
            });
            let codes: Vec<String> = codes.collect();
            let expected: &[&str] = if viewer.role >= *least { &[] } else { &["\"FORBIDDEN\""] };
            assert_eq!(codes, expected, "{name}, asked by {}: {:?}", viewer.name, answer.errors);
        }
    }
}

#[test]
fn the_table_names_every_mutation() {
    let sdl = sdl();
    let (_, mutations) = sdl.split_once("type Mutation {").unwrap();
    let (mutations, _) = mutations.split_once("\n}").unwrap();
    let code: String = mutations.split("\"\"\"").step_by(2).collect();
    let names = code.lines().filter_map(|line| line.trim().split_once('(')).map(|(name, _)| name);
    let known: BTreeSet<&str> = MUTATIONS.iter().map(|(name, ..)| *name).collect();
    assert_eq!(names.collect::<BTreeSet<_>>(), known);
}
