//! What the schema knows, and which values it takes.

use super::*;

#[test]
fn what_the_library_lets_pass_is_refused_as_the_specification_has_it() {
    assert_eq!(faults("{ answer ...f } fragment f on Query { words(of: { first: 1 }) }"), [""; 0]);
    assert_eq!(faults("query($a: Int!) { words(of: { one: { a: $a } }) }"), [""; 0]);
    for text in [
        "{ __typename @nothing }",
        "{ answer @skip(if: true) @skip(if: false) }",
        "{ words(of: { first: 1, first: 1 }) }",
        "query($of: In = { second: { first: 1, first: 2 } }) { words(of: $of) }",
        "{ words(of: { first: 3000000000 }) }",
        "{ words(of: { one: { a: 1, b: 2 } }) }",
        "{ words(of: { one: { a: null } }) }",
        "{ words(of: { one: {} }) }",
        "query($a: Int) { words(of: { one: { a: $a } }) }",
        "{ ...on } fragment on on Query { answer }",
        "{ a: answer a: __typename }",
        "query A { answer } query A { answer }",
        "query($a: Int) { answer }",
    ] {
        assert!(!faults(text).is_empty(), "{text}");
    }
}

#[test]
fn what_is_misspelt_is_told_what_it_might_be_unless_that_is_switched_off() {
    for (text, told) in [
        ("{ anser }", "type `Query` does not have a field `anser`; did you mean `answer`?"),
        (
            "{ a(c: []) { answer } }",
            "the argument `c` is not supported by `Query.a`; did you mean `b`?",
        ),
        (
            "{ words(of: { frist: 1 }) }",
            "field `frist` does not exist on `In`; did you mean `first`?",
        ),
        (
            "{ ... on Qery { answer } }",
            "type condition `Qery` of inline fragment is not a type defined in the schema; did you mean `Query`?",
        ),
        (
            "query($a: Wrd) { answer }",
            "cannot find type `Wrd` in this document; did you mean `Word`?",
        ),
        ("{ something }", "type `Query` does not have a field `something`"),
    ] {
        assert!(faults(text).contains(&told.to_owned()), "{text}: {:?}", faults(text));
    }
    let silent = Validator::new(SDL, false);
    let error = super::super::check("{ anser }", &Limits::default(), &silent).err().unwrap();
    assert_eq!(error.to_string(), "type `Query` does not have a field `anser`");
}

#[test]
fn variables_that_do_not_fit_are_refused_before_anything_is_asked() {
    let fit = |text: &str, variables: serde_json::Value| {
        let variables = async_graphql::Variables::from_json(variables);
        let mut request = Request::new(text).variables(variables);
        let checked = checked(text, &Limits::default()).unwrap();
        checked
            .weigh(&mut request, &Limits::default(), &validator())
            .map(drop)
            .map_err(|error| error.to_string())
    };
    let text = "query($of: In!, $n: Int = 1) { words(of: $of) a(b: [$n]) { answer } }";
    for fits in [
        json!({"of": {}}),
        json!({"of": {"one": {"a": 1}}, "n": null}),
        json!({"of": {}, "n": 2, "more": 3}),
    ] {
        assert_eq!(fit(text, fits.clone()), Ok(()), "{fits}");
    }
    for wrong in [
        json!({}),
        json!({"of": null}),
        json!({"of": {"nothing": 1}}),
        json!({"of": {"first": "1"}}),
        json!({"of": {}, "n": 3_000_000_000_i64}),
        json!({"of": {"one": {"a": 1, "b": 2}}}),
        json!({"of": {"one": {"a": null}}}),
    ] {
        assert!(fit(text, wrong.clone()).is_err(), "{wrong}");
    }
}

#[test]
fn what_is_null_by_default_is_not_given_where_there_is_no_null() {
    let said = faults("query($a: Boolean = null) { answer @skip(if: $a) }");
    assert_eq!(said, ["the variable `$a` is null by default, and `Boolean!` is never null"]);
    assert!(faults("query($a: Boolean = true) { answer @skip(if: $a) }").is_empty());
    assert!(faults("query($a: Boolean!) { answer @skip(if: $a) }").is_empty());
    assert!(faults("query($a: Int = null) { a(b: [$a]) { answer } }").is_empty());
}

#[test]
fn a_variable_stands_only_where_its_type_may_within_lists_and_inputs_too() {
    let sdl = "type Query { people(filter: Filter, more: [[ID!]]): Int of(on: [Int!]! = [1]): Int }
        input Filter { ids: [ID!] first: Int! = 1 name: String! }";
    let validator = Validator::new(sdl, true);
    let faults = |text: &str| {
        let checked = super::super::check(text, &Limits::default(), &validator);
        let errors = checked.err().map(Vec::<ServerError>::from).unwrap_or_default();
        errors.into_iter().map(|error| error.message).collect::<Vec<_>>()
    };
    for text in [
        "query($i: [ID!]) { people(filter: { name: \"\", ids: $i }) }",
        "query($i: [ID!]!) { people(filter: { name: \"\", ids: $i }) }",
        "query($i: ID!) { people(filter: { name: \"\", ids: [$i] }) }",
        "query($i: ID = \"a\") { people(filter: { name: \"\", ids: [\"x\"] }, more: [[\"x\", $i]]) }",
        "query($i: [ID!]) { people(more: [$i]) }",
        "query($n: Int) { people(filter: { name: \"\", first: $n }) }",
        "query($n: Int = null) { people(filter: { name: \"\", first: $n }) }",
        "query($n: String!) { people(filter: { name: $n }) }",
        "query($n: String = \"x\") { ...F } fragment F on Query { people(filter: { name: $n }) }",
        "query($on: [Int!]) { of(on: $on) }",
    ] {
        assert_eq!(faults(text), [""; 0], "{text}");
    }
    for (text, told) in [
        ("query($i: [ID]) { people(filter: { name: \"\", ids: $i }) }", "`$i` is a `[ID]`, and here a `[ID!]` is wanted"),
        ("query($i: ID) { people(filter: { name: \"\", ids: [$i] }) }", "`$i` is a `ID`, and here a `ID!` is wanted"),
        ("query($i: ID!) { people(filter: { name: \"\", ids: $i }) }", "`$i` is a `ID!`, and here a `[ID!]` is wanted"),
        ("query($i: [ID!]) { people(more: [[$i]]) }", "`$i` is a `[ID!]`, and here a `ID!` is wanted"),
        ("query($n: String) { people(filter: { name: $n }) }", "`$n` is a `String`, and here a `String!` is wanted"),
        ("query($n: String = null) { people(filter: { name: $n }) }", "`$n` is null by default, and `String!` is never null"),
        ("query($n: Int) { of(on: [$n]) }", "`$n` is a `Int`, and here a `Int!` is wanted"),
        // Of two operations the one in which it does not fit, and once though each spreads it.
        (
            "query A($n: String!) { ...F } query B($n: String) { ...F } query C($n: String) { ...F }
            fragment F on Query { people(filter: { name: $n }) }",
            "`$n` is a `String`, and here a `String!` is wanted",
        ),
    ] {
        let said = faults(text);
        assert!(said.len() == 1 && said[0].contains(told), "{text}: {said:?}");
    }
}

fn of_the_schema() -> Validator {
    Validator::new(include_str!("../../../../../../schema.graphql"), true)
}

/// What is wrong with a question, with the code of the first fault and its line.
fn told(text: &str, variables: serde_json::Value) -> Option<(String, String, Option<Pos>)> {
    let (validator, limits) = (of_the_schema(), Limits::default());
    let variables = async_graphql::Variables::from_json(variables);
    let mut request = Request::new("").variables(variables);
    let checked = super::super::check(text, &limits, &validator);
    let weighed = checked.and_then(|checked| checked.weigh(&mut request, &limits, &validator));
    let first = Vec::from(weighed.err()?).into_iter().next();
    first.map(|error: ServerError| {
        let code = error.extensions.as_ref().and_then(|all| all.get("code")).unwrap().to_string();
        (error.message, code, error.locations.first().copied())
    })
}

#[test]
fn a_value_that_is_none_of_its_scalar_is_refused_before_anything_is_asked() {
    for (text, variables) in [
        ("{ officials(on: \"2020-01-01\") { nodes { __typename } } }", json!({})),
        (
            "query($d: Date!) { officials(on: $d) { nodes { __typename } } }",
            json!({ "d": "2020-01-01" }),
        ),
        ("query($at: KnownAt) { people(knownAt: $at) { totalCount } }", json!({ "at": null })),
        (
            "query($on: [Date!]!) { sanctionComparison(target: \"a\", on: $on) { __typename } }",
            json!({ "on": ["2020-01-01", "2021-01-01"] }),
        ),
        (
            "query($on: [Date!]!) { sanctionComparison(target: \"a\", on: $on) { __typename } }",
            json!({ "on": "2020-01-01" }),
        ),
    ] {
        assert_eq!(told(text, variables), None, "{text}");
    }
    for (text, variables, column) in [
        ("{ officials(on: \"zzz\") { nodes { __typename } } }", json!({}), 17),
        ("{ officials(on: 2020) { nodes { __typename } } }", json!({}), 17),
        ("{ officials(on: [\"2020-01-01\"]) { nodes { __typename } } }", json!({}), 17),
        ("{ officials(on: {a: 1}) { nodes { __typename } } }", json!({}), 17),
        ("{ officials(on: WORD) { nodes { __typename } } }", json!({}), 17),
        ("query($d: Date = \"zzz\") { officials(on: $d) { nodes { __typename } } }", json!({}), 18),
        (
            "query($d: Date!) { officials(on: $d) { nodes { __typename } } }",
            json!({ "d": "zzz" }),
            7,
        ),
        (
            "query($d: Date!) { officials(on: $d) { nodes { __typename } } }",
            json!({ "d": 2020 }),
            7,
        ),
        (
            "query($d: Date!) { officials(on: $d) { nodes { __typename } } }",
            json!({ "d": ["2020-01-01"] }),
            7,
        ),
        (
            "query($on: [Date!]!) { sanctionComparison(target: \"a\", on: $on) { __typename } }",
            json!({ "on": ["2020-01-01", "x"] }),
            7,
        ),
        ("{ people(knownAt: \"some day\") { totalCount } }", json!({}), 19),
    ] {
        let (message, code, place) = told(text, variables).unwrap();
        assert_eq!(code, "\"BAD_INPUT\"", "{text}: {message}");
        assert_eq!(place, Some(Pos { line: 1, column }), "{text}: {message}");
    }
}

#[test]
fn whole_numbers_are_whole_however_they_are_written_and_null_is_no_yes_or_no() {
    let mut request = Request::new("").variables(async_graphql::Variables::from_json(
        json!({ "n": 1.0, "of": { "second": { "first": -2e0 } }, "all": [1.0, null, 3] }),
    ));
    let text = "query($n: Int, $of: In, $all: [Int]) { words(of: $of) a(b: [$n]) { answer } c: a(b: $all) { answer } }";
    let checked = checked(text, &Limits::default()).unwrap();
    checked.weigh(&mut request, &Limits::default(), &validator()).unwrap();
    let given = serde_json::to_value(&request.variables).unwrap();
    assert_eq!(given, json!({ "n": 1, "of": { "second": { "first": -2 } }, "all": [1, null, 3] }));
    for wrong in [json!({ "n": 1.5 }), json!({ "n": 3e9 }), json!({ "n": "1" })] {
        let mut request =
            Request::new("").variables(async_graphql::Variables::from_json(wrong.clone()));
        let weighed = checked.weigh(&mut request, &Limits::default(), &validator());
        assert!(weighed.is_err(), "{wrong}");
    }
    let about = |given: &str| {
        format!("{{ __type(name: \"Query\") {{ fields(includeDeprecated: {given}) {{ name }} }} }}")
    };
    assert_eq!(faults(&about("true")), [""; 0]);
    assert!(!faults(&about("null")).is_empty());
}

#[test]
fn where_all_that_is_asked_of_a_record_is_misspelt_just_that_is_told() {
    let sdl = "type Query { people: People } type People { nodes: [Person!]! } type Person { name: String friend: Person }";
    let validator = Validator::new(sdl, true);
    let faults = |text: &str| {
        let checked = super::super::check(text, &Limits::default(), &validator);
        let errors = checked.err().map(Vec::<ServerError>::from).unwrap_or_default();
        errors.into_iter().map(|error| error.message).collect::<Vec<_>>()
    };
    let misspelt = "type `Person` does not have a field `nam`; did you mean `name`?";
    assert_eq!(faults("{ people { nodes { nam } } }"), [misspelt]);
    assert_eq!(
        faults("{ ...F } fragment F on Query { x: people { nodes { ... { nam } } } }"),
        [misspelt]
    );
    let bare = "interface, union and object types must have a subselection set";
    assert_eq!(faults("{ people { nodes } }"), [bare]);
    assert_eq!(faults("{ people { nodes { name friend nam } } }"), [bare, misspelt]);
}

#[test]
fn however_much_is_sent_an_error_says_little_of_it_again() {
    let long = "x".repeat(90_000);
    for text in [
        format!("{{ {long} }}"),
        format!("{{ a(b: \"{long}\") {{ answer }} }}"),
        format!("{{ a({long}) {{ answer }} }}"),
        format!("{{ answer @{long} }}"),
        format!("query($a: {long}) {{ answer }}"),
        format!("query(${long}: Int) {{ answer }}"),
        format!("{{ ...{long} }}"),
        format!("{{ ...{long} }} fragment {long} on Query {{ ...{long} }}")
            .replace(&long, &long[..20_000]),
        format!("{{ answer ? {long} }}"),
        format!("{{ words(of: {{ one: {long} }}) }}"),
        format!("{{ answer(\"{long} }}"),
    ] {
        let said = faults(&text);
        assert!(!said.is_empty(), "{text:.60}");
        assert!(said.iter().all(|message| message.chars().count() < 1_100), "{text:.60}");
    }
    let checked = checked("query($a: Int) { a(b: [$a]) { answer } }", &Limits::default()).unwrap();
    let weighed = |name: Option<&str>, variables: serde_json::Value| {
        let mut request =
            Request::new("").variables(async_graphql::Variables::from_json(variables));
        request.operation_name = name.map(str::to_owned);
        checked.weigh(&mut request, &Limits::default(), &validator()).err().unwrap().to_string()
    };
    assert!(weighed(Some(&long), json!({})).len() < 200);
    assert!(weighed(None, json!({ "a": long })).len() < 1_100);
    assert!(DocumentError::Unknown(long.clone()).to_string().len() < 400);
    assert!(DocumentError::Mismatch(long).to_string().len() < 400);
}
