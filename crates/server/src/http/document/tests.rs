use std::fmt::Write;
use std::time::{Duration, Instant};

use async_graphql_parser::types::Selection;
use serde_json::json;

use super::*;

mod syntax;
mod values;

const SDL: &str = "type Query { answer: Int a(b: [Int]): Query query: Query words(of: In): Word }
    input In { first: Int second: In one: One } input One @oneOf { a: Int b: Int }
    enum Word { YES NO }";

fn validator() -> Validator {
    Validator::new(SDL, true)
}

fn checked(text: &str, limits: &Limits) -> Result<Checked, DocumentError> {
    super::check(text, limits, &validator())
}

/// What is said of the size of a document: whether it is valid is not asked.
fn check(text: &str) -> Result<(), String> {
    match checked(text, &Limits::default()) {
        Ok(_) | Err(DocumentError::Invalid(_)) => Ok(()),
        Err(error) => Err(error.to_string()),
    }
}

fn faults(text: &str) -> Vec<String> {
    match checked(text, &Limits::default()) {
        Ok(_) => Vec::new(),
        Err(error) => {
            Vec::from(error).into_iter().map(|error: ServerError| error.message).collect()
        }
    }
}

/// `count` fragments that each spread the next one twice, and one field at the end.
fn bomb(count: usize) -> String {
    let mut text = String::from("{ ...f0 }");
    for n in 0..count {
        write!(text, " fragment f{n} on Query {{ ...f{0} ...f{0} }}", n + 1).unwrap();
    }
    write!(text, " fragment f{count} on Query {{ answer }}").unwrap();
    text
}

#[test]
fn a_bomb_of_fragments_is_refused_in_milliseconds() {
    let text = bomb(25);
    assert!(text.len() < 1100);
    let started = Instant::now();
    let refusal = check(&text).unwrap_err();
    assert!(started.elapsed() < Duration::from_millis(50), "{:?}", started.elapsed());
    assert!(refusal.contains("selections once its fragments are spread"), "{refusal}");
    assert!(check(&bomb(5)).is_ok());
}

#[test]
fn counts_too_large_for_a_number_are_refused_all_the_same() {
    let limits = Limits { depth: usize::MAX, ..Limits::default() };
    let refusal = checked(&bomb(300), &limits).err().unwrap().to_string();
    assert!(refusal.contains("far too many selections"), "{refusal}");
}

#[test]
fn a_long_chain_of_fragments_neither_overflows_the_stack_nor_hides_its_depth() {
    let mut text = String::from("{ ...f0 }");
    (0..2000).for_each(|n| write!(text, "fragment f{n} on Q{{...f{}}}", n + 1).unwrap());
    text.push_str("fragment f2000 on Q{a}");
    let limits = Limits { tokens: usize::MAX, selections: usize::MAX, ..Limits::default() };
    let refusal = checked(&text, &limits).err().unwrap().to_string();
    assert!(refusal.contains("2002 levels of selection, and 32 are allowed"), "{refusal}");
}

#[test]
fn a_fragment_that_spreads_itself_is_refused() {
    let refusal =
        check("{ ...a } fragment a on Q { x { ...b } } fragment b on Q { ...a }").unwrap_err();
    assert!(refusal.contains("spreads itself"), "{refusal}");
    assert!(
        check("{ ...a } fragment a on Q { ...nothing x }").is_ok(),
        "what is missing is for validation to name"
    );
}

#[test]
fn nesting_does_not_overflow_the_stack() {
    for (open, close) in [
        ("{a", "}"),
        ("{a(b:", ")}"),
        ("{a(b:[", "])}"),
        ("{a(b:{c:", "})}"),
        ("query($a:[", "]){a}"),
    ] {
        for count in [60, 1_000, 20_000] {
            let text = format!("{}{}", open.repeat(count), close.repeat(count));
            let _ = check(&text); // any answer will do, as long as there is one
        }
    }
    for text in ["{a(b:", "query($a:"].map(|head| format!("{head}{}", "[".repeat(90_000))) {
        assert!(check(&text).unwrap_err().contains("brackets inside one another"));
    }
    // The deepest that is let through to the parser, on the stack of a server's thread in a debug build.
    assert!(check(&format!("{{a(b:{}{})}}", "[".repeat(98), "]".repeat(98))).is_ok());
}

#[test]
fn size_tokens_and_depth_are_bounded() {
    let long = format!("{{ a(b: \"{}\") }}", "x".repeat(100_000));
    assert!(check(&long).unwrap_err().contains("bytes, and 100000 are allowed"));
    let wide = format!("{{ {} }}", "a ".repeat(10_000));
    assert!(check(&wide).unwrap_err().contains("10002 tokens, and 10000 are allowed"));
    let deep = |levels: usize| format!("{}a{}", "{a ".repeat(levels - 1) + "{", "}".repeat(levels));
    assert!(check(&deep(32)).is_ok());
    assert!(check(&deep(33)).unwrap_err().contains("33 levels of selection, and 32 are allowed"));
}

#[test]
fn brackets_in_strings_and_comments_are_text() {
    let brackets = "{[(".repeat(100);
    assert!(check(&format!("# {brackets}\n{{ a(b: \"\\\"{brackets}\") }}")).is_ok());
    assert!(check(&format!("{{ a(b: \"\"\"\\\"\"\" \\ \" {brackets}\"\"\") }}")).is_ok());
    assert!(check(&format!("{{ a(b: \"\") c(d: \"{brackets}\") }}")).is_ok());
}

#[test]
fn the_introspection_of_graphiql_passes_with_room_to_spare() {
    let limits = Limits {
        bytes: 10_000,
        tokens: 1_000,
        depth: 24,
        selections: 1_000,
        aliases: 0,
        directives: 0,
        ..Limits::default()
    };
    assert!(checked(include_str!("introspection.graphql"), &limits).is_ok());
}

#[test]
fn aliases_and_directives_are_bounded_as_they_are_written() {
    let mut aliases = String::new();
    (0..201).for_each(|n| write!(aliases, "a{n}: answer ").unwrap());
    assert!(check(&format!("{{ {aliases} }}")).unwrap_err().contains("201 aliases, and 200 are"));
    let directives = "answer @skip(if: true) ".repeat(501);
    assert!(check(&format!("{{ {directives} }}")).unwrap_err().contains("501 directives, and 500"));
}

#[test]
fn however_bad_a_document_is_it_is_judged_in_a_moment() {
    let many =
        |count: usize, one: &dyn Fn(usize) -> String| (0..count).map(one).collect::<String>();
    for text in [
        format!("{{ {} }}", "answer ".repeat(9_000)),
        format!("{{ {} }}", many(1_200, &|n| format!("a(b: {n}) {{ answer }} "))),
        format!("{{ {} }}", many(9_000, &|n| format!("x{n} "))),
        format!("{{ a({}) {{ answer }} }}", "b: 1 ".repeat(3_000)),
        format!("{{ answer {} }}", "@skip(if: true) ".repeat(500)),
        format!("query({}) {{ answer }}", many(2_400, &|n| format!("$v{n}: Int "))),
        many(2_400, &|n| format!("query q{n} {{ answer }} ")),
        format!(
            "{{ {} }} {}",
            many(1_400, &|n| format!("...f{n} ")),
            many(1_400, &|n| format!("fragment f{n} on Query {{ a: answer }} "))
                .chars()
                .take(60_000)
                .collect::<String>()
        ),
        format!("{{ words(of: {{ {} }}) }}", "first: 1 ".repeat(3_000)),
        format!("{{ a(b: [{}]) {{ answer }} }}", "[] ".repeat(4_000)),
        format!(
            "fragment F on Query {{ a(b: [{}]) {{ answer }} }} {}",
            "$a ".repeat(1_500),
            many(400, &|n| format!("query q{n}($a:Int){{...F}}"))
        ),
        format!("{{ {} }}", many(400, &|n| format!("{}{n} ", "x".repeat(200)))),
    ] {
        let started = Instant::now();
        let _ = checked(&text, &Limits::default());
        // In a debug build, on a machine that others use: what grows with the square takes minutes.
        assert!(started.elapsed() < Duration::from_secs(20), "{:?}: {text:.60}", started.elapsed());
    }
}

#[test]
fn what_is_asked_of_the_one_field_of_a_subscription_is_put_together_in_its_order() {
    let sdl = "type Query { a: Int } type Subscription { told(of: Int): Told } type Told { a: Int b: Int c: Int }";
    let validator = Validator::new(sdl, true);
    let asked = |text: &str| super::check(text, &Limits::default(), &validator);
    let text = "subscription { ...F told { b } } fragment F on Subscription { told { c } ... on Subscription { told { a } } }";
    let Ok(checked) = asked(text) else { panic!("it is one field") };
    let mut request = Request::new("");
    checked.put_into(&mut request);
    let (_, operation) = request.parsed_query().unwrap().operations.iter().next().unwrap();
    let [root] = &*operation.node.selection_set.node.items else { panic!("one field") };
    let Selection::Field(root) = &root.node else { panic!("a field") };
    let below = root.node.selection_set.node.items.iter().map(|below| match &below.node {
        Selection::Field(field) => field.node.name.node.to_string(),
        other => panic!("{other:?}"),
    });
    assert_eq!(below.collect::<Vec<_>>(), ["c", "a", "b"]);
    for several in [
        "subscription { told { a } b: told { a } }",
        "subscription { told { a } told(of: 1) { a } }",
        "subscription { told { a } told { a: b } }",
    ] {
        assert!(asked(several).is_err(), "{several}");
    }
}

#[test]
fn one_field_is_written_at_one_place_so_often_and_no_more() {
    let often = |times: usize| format!("{{ query {{ {} }} }}", "answer ".repeat(times));
    assert!(check(&often(100)).is_ok());
    let refusal = check(&often(101)).unwrap_err();
    assert!(refusal.contains("101 times the same field at one place"), "{refusal}");
    let parted = format!("{{ {} }}", "query { answer } ".repeat(101));
    assert!(check(&parted).is_err(), "what is written apart is answered as one");
    let spread = format!("{{ {} }} fragment F on Query {{ answer }}", "...F ".repeat(101));
    assert!(check(&spread).is_err());
    let aliases: Vec<String> = (0..101).map(|n| format!("a{n}: answer")).collect();
    assert!(
        check(&format!("{{ {} }}", aliases.join(" "))).is_ok(),
        "aliases are counted by themselves"
    );
}
