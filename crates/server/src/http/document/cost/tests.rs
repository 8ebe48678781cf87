use async_graphql::Request;
use serde_json::json;

use super::*;
use crate::http::document::check;
use crate::http::document::validator::Validator;

#[test]
fn whatever_the_command_line_the_clients_and_the_examples_ask_for_costs_less_than_is_allowed() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let sdl = std::fs::read_to_string(format!("{folder}/schema.graphql")).unwrap();
    let (validator, limits) = (Validator::new(&sdl, false), Limits::default());
    let mut asked = 0;
    let texts = |of: &str| -> Vec<String> {
        let files = std::fs::read_dir(format!("{folder}/{of}")).unwrap();
        files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap()).collect()
    };
    let mut asks =
        [texts("crates/cli/graphql"), texts("crates/server/playground/examples")].concat();
    // Its documents share their fragments.
    asks.push(texts("clients/typescript/operations").concat());
    for text in asks {
        let checked =
            check(&text, &limits, &validator).unwrap_or_else(|error| panic!("{error}: {text:.80}"));
        for operation in checked.document.operations.iter() {
            // The longest pages that it asks for: where it does not say, the longest that there are.
            let pages = operation
                .variables
                .iter()
                .filter(|variable| variable.ty.inner_named_type() == "Int");
            let pages = pages
                .map(|variable| {
                    let said = variable.default_value.as_ref().and_then(|value| value.to_i32());
                    (variable.name.to_string(), said.unwrap_or(100))
                })
                .collect::<std::collections::BTreeMap<_, _>>();
            let pages = serde_json::from_value(json!(pages)).unwrap();
            let cost = of(&checked.document, &validator.schema, operation, &pages);
            println!("{} {:?}", cost.objects, operation.name);
            cost.check(&limits, operation.operation_type).unwrap();
            asked += 1;
        }
    }
    assert!(asked > 60, "{asked}");
}

#[test]
fn what_is_work_costs_as_much() {
    let sdl = "type Query { match(subjects: [String!]!): [Hit!]! people(ids: [ID!], first: Int, knownAt: Int): [Hit!]! }
        type Hit { id: ID match(subjects: [String!]): Hit }";
    let validator = Validator::new(sdl, true);
    let costs = |text: &str, variables: serde_json::Value| {
        let limits = Limits::default();
        let checked = check(text, &limits, &validator).unwrap();
        let mut request =
            Request::new("").variables(async_graphql::Variables::from_json(variables));
        checked.weigh(&mut request, &limits, &validator).unwrap().objects
    };
    let no = || json!({});
    assert_eq!(costs("{ people(first: 1) { id } }", no()), 1);
    let names =
        |count: usize| (0..count).fold(String::new(), |asked, n| format!("{asked} a{n}: id"));
    assert_eq!(costs(&format!("{{ people(first: 7) {{ {} }} }}", names(9)), no()), 7);
    assert_eq!(costs(&format!("{{ people(first: 7) {{ {} }} }}", names(25)), no()), 7 * 3);
    assert_eq!(costs("{ people(first: 1, knownAt: 2) { id } }", no()), 2001);
    assert_eq!(costs(r#"{ people(ids: ["a", "b"], first: 1) { id } }"#, no()), 11);
    let asked = "query($s: [String!]!) { match(subjects: $s) { id } }";
    assert_eq!(costs(asked, json!({ "s": ["a", "b", "c"] })), 3 * 200 + 15 + 4);
    // Of a record it is another field, which looks nothing up.
    assert_eq!(costs(r#"{ people(first: 1) { match(subjects: ["a"]) { id } } }"#, no()), 2);
}

#[test]
fn a_question_has_so_many_searches_and_values_in_lists_however_they_come() {
    let sdl = "type Query { search(text: String!, of: [ID!]): Hit latest: Hit people(filter: Filter): [Hit!]! }
        type Mutation { add(ids: [ID!]): Hit } input Filter { ids: [ID!] } type Hit { id: ID }";
    let validator = Validator::new(sdl, true);
    let limits = Limits::default();
    let asks = |text: &str, ids: usize| {
        let checked = check(text, &limits, &validator).unwrap();
        let variables = async_graphql::Variables::from_json(json!({ "s": vec!["a"; ids] }));
        let put = checked.weigh(&mut Request::new("").variables(variables), &limits, &validator);
        put.map(|_| ()).map_err(|error| error.to_string())
    };
    let searches = |many: usize, once: &str| format!("{{ {} }}", once.repeat(many));
    let search = "search(text: \"a\") { id } ";
    assert_eq!(asks(&searches(16, search), 0), Ok(()));
    let told = "The document has 17 searches (`latest` and `duplicates` count as eight each, and a text of more than 80 letters as several), and 16 are allowed. Ask in several requests, or for less.";
    assert_eq!(asks(&searches(17, search), 0), Err(told.to_owned()));
    assert!(asks("{ latest { id } search(text: \"a\") { id } }", 0).is_ok());
    assert!(asks("{ a: latest { id } b: latest { id } search(text: \"a\") { id } }", 0).is_err());
    let spread = format!("{} fragment F on Query {{ {search} }}", searches(17, "...F "));
    assert_eq!(asks(&spread, 0), Err(told.to_owned()));

    let filter = |many: usize| {
        let fields = (0..many).map(|n| format!("a{n}: people(filter: {{ ids: $s }}) {{ id }} "));
        format!("query($s: [ID!]) {{ {} }}", fields.collect::<String>())
    };
    assert_eq!(asks(&filter(5), 1000), Ok(()));
    let told = "The document has 5005 values in lists, and 5000 are allowed. Ask in several requests, or for less.";
    assert_eq!(asks(&filter(5), 1001), Err(told.to_owned()));
    assert!(asks(&filter(1), 29_000).is_err());
    assert_eq!(asks("mutation($s: [ID!]) { add(ids: $s) { id } }", 29_000), Ok(()));
}

#[test]
fn each_name_that_is_looked_for_is_work_and_so_is_a_long_one() {
    let validator = Validator::new(include_str!("../../../../../../schema.graphql"), true);
    let weighed = |text: &str, variables: serde_json::Value| {
        let limits = Limits::default();
        let checked = check(text, &limits, &validator).unwrap();
        let variables = async_graphql::Variables::from_json(variables);
        let cost = checked.weigh(&mut Request::new("").variables(variables), &limits, &validator);
        cost.map(|cost| (cost.objects, cost.busy)).map_err(|error| error.to_string())
    };
    let matching = "query($s: [NamedSubject!]!) { match(subjects: $s) { name } }";
    let subjects = |many: usize, names: &[&str]| {
        let one =
            json!({ "name": "Jana Novak", "names": names, "country": "BY", "bornOn": "1980" });
        json!({ "s": vec![one; many] })
    };
    let screened =
        |many, names: &[&str]| weighed(matching, subjects(many, names)).map(|cost| cost.0);
    // Two names, and two values in lists that are looked up; four hits at most.
    assert_eq!(screened(1, &["Jana Novakova"]), Ok(2 * 200 + 2 * 5 + 4));
    assert!(screened(100, &["Jana Novakova"]).is_ok());
    assert!(screened(90, &["Jana Novakova Vymyslena"; 40]).is_err());
    let long = "Vymyslena ".repeat(16);
    // Its letters cost a little too.
    assert_eq!(screened(1, &[&long]), Ok(3 * 200 + 2 * 5 + 4 + 3));

    let searching =
        "query($t: String!) { search(text: $t, nouns: [PERSON, PLACE]) { nodes { score } } }";
    let searched = |text: &str| weighed(searching, json!({ "t": text })).map(|cost| cost.1);
    assert_eq!(searched("Novak"), Ok(1));
    assert_eq!(searched(&long), Ok(2));
    assert!(searched(&"Vymyslena ".repeat(1000)).unwrap_err().contains("has 125 searches"));
}

#[test]
fn a_text_costs_its_length_wherever_it_is_used() {
    let validator = Validator::new(include_str!("../../../../../../schema.graphql"), true);
    let limits = Limits::default();
    let asks = |times: usize, letters: usize| {
        let asked = (0..times).fold(String::new(), |asked, n| {
            format!("{asked} a{n}: people(filter: {{ nameBegins: $a }}, first: 1) {{ totalCount }}")
        });
        let checked = check(&format!("query($a: String!) {{ {asked} }}"), &limits, &validator);
        let variables = async_graphql::Variables::from_json(json!({ "a": "é".repeat(letters) }));
        checked.unwrap().weigh(&mut Request::new("").variables(variables), &limits, &validator)
    };
    assert!(asks(200, 100).is_ok());
    assert!(asks(1, 480_000).is_ok());
    assert!(matches!(asks(3, 480_000), Err(DocumentError::Costly { .. })));

    let sends = |times: usize| {
        let asked = (0..times).fold(String::new(), |asked, n| {
            format!("{asked} a{n}: sendCorrection(input: {{ subject: \"person/a\", text: $a }}) {{ received }}")
        });
        let checked = check(&format!("mutation($a: String!) {{ {asked} }}"), &limits, &validator);
        let variables = async_graphql::Variables::from_json(json!({ "a": "é".repeat(480_000) }));
        checked.unwrap().weigh(&mut Request::new("").variables(variables), &limits, &validator)
    };
    assert!(sends(1).is_ok() && sends(3).is_err());
}

#[test]
fn what_leads_on_to_more_is_taken_to_be_many() {
    let validator = Validator::new(include_str!("../../../../../../schema.graphql"), true);
    let costs = |text: &str| {
        let limits = Limits::default();
        let checked = check(text, &limits, &validator).unwrap();
        checked.weigh(&mut Request::new(""), &limits, &validator).map(|cost| cost.objects)
    };
    let person =
        |asked: &str| costs(&format!("{{ person(id: \"person/a\") {{ {asked} }} }}")).unwrap();
    assert_eq!(person("names { text }"), 1 + 4);
    assert_eq!(person("detentions { id }"), 1 + 10);
    assert_eq!(person("claims { id }"), 1 + 50);
    assert_eq!(person("mentionedBy { field }"), 1 + 50);
    assert_eq!(person("history(first: 3) { nodes { revision { number } } }"), 1 + 1 + 3 * 2);
    assert_eq!(person("detentions { claims { id } }"), 1 + 10 * (1 + 50));
    // It came to a hundred megabytes, and to 2.4 GB of memory.
    let mut asked = "id".to_owned();
    for _ in 0..7 {
        asked = format!("claims {{ subject {{ {asked} }} }}");
    }
    let refused = costs(&format!("{{ record(id: \"release/a\") {{ {asked} }} }}")).unwrap_err();
    assert!(matches!(refused, DocumentError::Costly { .. }), "{refused}");
    assert!(person("claims { subject { claims { id } } }") < 50_000);
}
