//! The document as a row of tokens: enough to count them and their brackets, without recursion.

use super::{DocumentError, Limits, within};

/// Brackets of any kind inside one another. The parser takes a few stack frames for each; no readable document comes near.
const NESTING: usize = 100;

pub(super) fn check(text: &str, limits: &Limits) -> Result<(), DocumentError> {
    let mut rest = text.as_bytes();
    let (mut tokens, mut nesting) = (0usize, 0usize);
    while let Some(&byte) = rest.first() {
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
        }
        rest = &rest[length..];
    }
    within(tokens, limits.tokens, "tokens")
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
