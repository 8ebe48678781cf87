use std::fmt::Write;
use std::time::{Duration, Instant};

use super::*;

fn check(text: &str) -> Result<(), String> {
    super::check(text, &Limits::default()).map(drop).map_err(|error| error.to_string())
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
    let refusal = super::check(&bomb(300), &limits).unwrap_err().to_string();
    assert!(refusal.contains("far too many selections"), "{refusal}");
}

#[test]
fn a_long_chain_of_fragments_neither_overflows_the_stack_nor_hides_its_depth() {
    let mut text = String::from("{ ...f0 }");
    (0..2000).for_each(|n| write!(text, "fragment f{n} on Q{{...f{}}}", n + 1).unwrap());
    text.push_str("fragment f2000 on Q{a}");
    let limits = Limits { tokens: usize::MAX, selections: usize::MAX, ..Limits::default() };
    let refusal = super::check(&text, &limits).unwrap_err().to_string();
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
fn what_is_not_graphql_is_a_syntax_error_with_its_place() {
    for text in
        ["", "{", "{ a(b: \"never ends) }", "{ a(b: \"\"\"never ends) }", "\\", "{ a(b: \"\\"]
    {
        let error = super::check(text, &Limits::default()).unwrap_err();
        assert!(matches!(error, DocumentError::Syntax(_)), "{text}");
        assert!(!ServerError::from(error).locations.is_empty(), "{text}");
    }
}

#[test]
fn the_introspection_of_graphiql_passes_with_room_to_spare() {
    let limits = Limits { bytes: 10_000, tokens: 1_000, depth: 24, selections: 1_000 };
    super::check(include_str!("introspection.graphql"), &limits).unwrap();
}
