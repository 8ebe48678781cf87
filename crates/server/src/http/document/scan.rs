//! The document as a row of tokens: enough to count them and their brackets, without recursion.

use std::borrow::Cow;
use std::ops::Range;

use super::{DocumentError, Limits, within};

/// Brackets of any kind inside one another. The parser takes a few stack frames for each; no readable document comes near.
const NESTING: usize = 100;

/// Counts them, and gives the text without the descriptions of its operations, fragments and variables: they tell the reader
/// something and the server nothing, and the parsers are of the time before there were any. What is left stays where it was.
pub(super) fn check<'a>(text: &'a str, limits: &Limits) -> Result<Cow<'a, str>, DocumentError> {
    let mut rest = text.as_bytes();
    let (mut tokens, mut nesting) = (0usize, 0usize);
    let mut descriptions: Vec<Range<usize>> = Vec::new();
    // The token before, and a string that may turn out to describe what comes after it.
    let (mut before, mut string_before) = (b' ', None::<Range<usize>>);
    while let Some(&byte) = rest.first() {
        let at = text.len() - rest.len();
        let length = match byte {
            b'#' => rest.iter().take_while(|byte| !matches!(byte, b'\n' | b'\r')).count(),
            b'"' => string(rest),
            b'.' if rest.starts_with(b"...") => 3,
            _ if is_word(byte) => rest.iter().take_while(|byte| is_word(**byte)).count(),
            _ => 1,
        };
        match byte {
            b'{' | b'[' | b'(' => nesting += 1,
            b'}' | b']' | b')' => nesting = nesting.saturating_sub(1),
            _ => {}
        }
        within(nesting, NESTING, "brackets inside one another")?;
        if !matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b',' | b'#') {
            tokens += 1;
            let describes = match nesting {
                0 => DESCRIBED.iter().any(|word| *word == &rest[..length]),
                _ => nesting == 1 && byte == b'$',
            };
            descriptions.extend(string_before.take().filter(|_| describes));
            let is_value = matches!(before, b':' | b'=');
            string_before = (byte == b'"' && !is_value).then_some(at..at + length);
            before = byte;
        }
        rest = &rest[length..];
    }
    within(tokens, limits.tokens, "tokens")?;
    Ok(without(text, descriptions))
}

/// What a description may stand before.
const DESCRIBED: [&[u8]; 4] = [b"query", b"mutation", b"subscription", b"fragment"];

/// The text with blanks in these places.
fn without(text: &str, places: Vec<Range<usize>>) -> Cow<'_, str> {
    if places.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut blanked = String::with_capacity(text.len());
    let mut at = 0;
    for place in places {
        blanked.push_str(&text[at..place.start]);
        let blank = text[place.clone()].bytes();
        blanked.extend(blank.map(|byte| if matches!(byte, b'\n' | b'\r') { '\n' } else { ' ' }));
        at = place.end;
    }
    blanked.push_str(&text[at..]);
    Cow::Owned(blanked)
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// The length of the string that `text` begins with, or of what there is of it.
fn string(text: &[u8]) -> usize {
    let (quote, step): (&[u8], usize) =
        if text.starts_with(br#"""""#) { (br#"""""#, 4) } else { (b"\"", 2) };
    let mut at = quote.len();
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with(quote) {
            return at + quote.len();
        }
        // In a block string only `\"""` is an escape; in a line string a line break ends it, and the parser refuses it.
        match rest[0] {
            b'\\' if step == 2 || rest[1..].starts_with(quote) => at += step,
            b'\n' | b'\r' if step == 2 => return at,
            _ => at += 1,
        }
    }
    text.len()
}
