//! What is GraphQL, and that nothing which is written is left out of what is asked.

use apollo_compiler::parser::Parser;
use proptest::prelude::*;

use super::*;

#[test]
fn what_is_not_graphql_is_a_syntax_error_with_its_place() {
    for text in
        ["", "{", "{ a(b: \"never ends) }", "{ a(b: \"\"\"never ends) }", "\\", "{ a(b: \"\\"]
    {
        let error = checked(text, &Limits::default()).err().unwrap();
        let DocumentError::Syntax(error) = error else { panic!("{text}: {error}") };
        assert!(!error.locations.is_empty(), "{text}");
    }
}

#[test]
fn descriptions_are_for_readers_and_escapes_are_what_they_mean() {
    let described =
        "\"\"\"What it\nasks\"\"\" query Q(\"the word\" $of: In = { first: 1 }) { words(of: $of) }
        \"of all\" fragment F on Query { answer }  query A { ...F }";
    assert_eq!(faults(described), [""; 0]);
    // What is no description is refused, and a value is none.
    assert!(!faults("\"nothing\" { answer }").is_empty());
    assert!(!faults("{ \"nothing\" answer }").is_empty());
    let sdl = "type Query { says(text: String): Int }";
    let checked =
        |text: &str| super::super::check(text, &Limits::default(), &Validator::new(sdl, true));
    assert!(
        checked(r#"query($a: String = "x" $b: String) { says(text: $a) b: says(text: $b) }"#)
            .is_ok()
    );
    let escaped = checked(r#"{ says(text: "\u{1F600}a \uD83D\uDE00") }"#).unwrap();
    let mut request = Request::new("");
    escaped.weigh(&mut request, &Limits::default(), &Validator::new(sdl, true)).unwrap();
    escaped.put_into(&mut request);
    assert!(format!("{:?}", request.parsed_query().unwrap()).contains("😀a 😀"));
}

#[test]
fn what_has_no_value_is_a_syntax_error_and_not_left_out() {
    for (text, name, column) in [
        ("{ a(b) { answer } }", "b", 5),
        ("{ a(b: [] c) { answer } }", "c", 11),
        ("{ a(c b: []) { answer } }", "c", 5),
        ("{ words(of: { first }) }", "first", 15),
        ("{ words(of: { first: 1 second }) }", "second", 24),
        ("{ words(of: { one: { a: 1 b } }) }", "b", 27),
        ("{ answer @skip(if: false foo) }", "foo", 26),
        ("{ answer @skip(foo if: false) }", "foo", 16),
        ("query($a: In = { first }) { words(of: $a) }", "first", 18),
        ("query { words(of: { first }) }", "first", 21),
        ("{ query { words(of: { first: 1, query }) } }", "query", 33),
        ("{ a(b: [], \"\\u{62}\" c) { answer } }", "c", 0),
        ("fragment F on Query { a(b) { answer } } { ...F }", "b", 25),
        ("subscription { a(b) { answer } }", "b", 18),
        ("{ nothing(b) }", "b", 11),
    ] {
        let error = checked(text, &Limits::default()).err().unwrap();
        let DocumentError::Syntax(error) = error else { panic!("{text}: {error}") };
        if column > 0 {
            let said = format!("`{name}` has no value");
            assert!(error.message.contains(&said), "{text}: {}", error.message);
            assert_eq!(error.locations, [Pos { line: 1, column }], "{text}");
        }
    }
    let lines = "# …\n{ é: answer\r\n  a(b: [], cä) { answer } }";
    assert!(checked(lines, &Limits::default()).is_err());
    let lines = "# …\n{ x: answer\r\n  a(b: [], c) { answer } }";
    let Err(DocumentError::Syntax(error)) = checked(lines, &Limits::default()) else { panic!() };
    assert_eq!(error.locations, [Pos { line: 3, column: 12 }]);
}

#[test]
fn what_the_library_reads_in_its_own_way_is_asked_as_it_is_written() {
    for text in [
        "query($a: [ Int ! ] !) { a(b: $a) { answer } }",
        "query($a: [\n# whole numbers\nInt]) { a(b: $a) { answer } }",
        "\u{feff}{ a(b: [1, 2,, 3,]) { answer } }",
        "query { query { answer } } ",
        "query Q { query { answer } } query R { answer }",
        "{ ... on # the root\nQuery { answer } }",
    ] {
        assert_eq!(faults(text), [""; 0], "{text}");
    }
}

/// Documents of words and signs, with blanks between them.
const WORDS: &[&str] = &[
    "{ a ( b : [ 1 , 2 ] ) { answer } query { x : answer @skip ( if : false ) } }",
    "query Q ( $of : In = { first : 1 } $a : [ Int ] ) { words ( of : $of ) a ( b : $a ) { answer } }",
    "{ words ( of : { first : 1 second : { first : -2 one : { a : 1 } } } ) ... F } fragment F on Query { answer }",
    "query { answer ... @include ( if : true ) { a ( b : null ) { ... on Query { answer } } } }",
];

/// What is put in between.
const MORE: &[&str] = &[
    "a",
    "b",
    ":",
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    "1",
    "\"x\"",
    "$a",
    "query",
    "...",
    "@skip",
    "=",
    "!",
    "on",
    "true",
    "\"\\u{61}\"",
    "\"\"\"x\"\"\"",
    "|",
    "&",
    "fragment",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn of_a_document_that_is_taken_nothing_is_left_out(
        which in 0..WORDS.len(),
        turns in prop::collection::vec((any::<prop::sample::Index>(), 0..4_u8, 0..MORE.len()), 0..4),
    ) {
        let mut words: Vec<&str> = WORDS[which].split(' ').collect();
        for (at, turn, more) in turns {
            let at = at.index(words.len());
            match turn {
                0 | 1 if words.len() > 1 => drop(words.remove(at)),
                2 => words.insert(at, MORE[more]),
                _ => words[at] = MORE[more],
            }
        }
        let text = words.join(" ");
        // What breaks a rule of the schema was read whole too.
        if let Ok(_) | Err(DocumentError::Invalid(_)) = checked(&text, &Limits::default()) {
            // Descriptions are for readers.
            let text = scan::check(&text, &Limits::default()).unwrap();
            let kept = Parser::new().parse_ast(&*text, "").unwrap().to_string();
            prop_assert_eq!(scan::left_out(&text, &kept), None, "{} became {}", text, kept);
            prop_assert_eq!(scan::left_out(&kept, &text), None, "{} became {}", text, kept);
        }
    }
}
