//! The document as a row of tokens: enough to count them and their brackets, without recursion.

use std::borrow::Cow;
use std::ops::Range;

use super::{DocumentError, Limits, within};

/// Brackets of any kind inside one another. The parser takes a few stack frames for each; no readable document comes near.
const NESTING: usize = 100;

/// The tokens of a text, each with the byte at which it begins.
struct Tokens<'a> {
    text: &'a [u8],
    at: usize,
}

impl<'a> Iterator for Tokens<'a> {
    type Item = (usize, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (at, rest) = (self.at, &self.text[self.at..]);
            let &byte = rest.first()?;
            let length = match byte {
                b'#' => rest.iter().take_while(|byte| !matches!(byte, b'\n' | b'\r')).count(),
                b'"' => string(rest),
                b'.' if rest.starts_with(b"...") => 3,
                _ if rest.starts_with(MARK) => MARK.len(),
                _ if is_word(byte) => rest.iter().take_while(|byte| is_word(**byte)).count(),
                _ => 1,
            };
            self.at += length;
            let is_blank = matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b',' | b'#');
            if !is_blank && !rest.starts_with(MARK) {
                return Some((at, &rest[..length]));
            }
        }
    }
}

/// The mark of the order of bytes: it may stand anywhere, and says nothing.
const MARK: &[u8] = "\u{feff}".as_bytes();

fn tokens(text: &str) -> Tokens<'_> {
    Tokens { text: text.as_bytes(), at: 0 }
}

/// Counts them, and gives the text without the descriptions of its operations, fragments and variables, without comments and
/// commas: they tell the reader something and the server nothing. The parsers are of the time before there were any descriptions,
/// and do not take commas and comments wherever they may stand. What is left stays where it was.
pub(super) fn check<'a>(text: &'a str, limits: &Limits) -> Result<Cow<'a, str>, DocumentError> {
    let (mut count, mut nesting) = (0usize, 0usize);
    let mut idle: Vec<Range<usize>> = Vec::new();
    // The token before and where it ends, and a string that may turn out to describe what comes after it.
    let (mut before, mut end, mut string_before) = (b' ', 0, None::<Range<usize>>);
    for (at, token) in tokens(text) {
        nesting = nested(nesting, token);
        within(nesting, NESTING, "brackets inside one another")?;
        count += 1;
        let describes = match nesting {
            0 => DESCRIBED.contains(&token),
            _ => nesting == 1 && token == b"$",
        };
        idle.extend(string_before.take().filter(|_| describes));
        let between = &text.as_bytes()[end..at];
        idle.extend(between.iter().any(|byte| matches!(byte, b',' | b'#')).then_some(end..at));
        end = at + token.len();
        let is_string = token[0] == b'"' && !matches!(before, b':' | b'=');
        string_before = is_string.then_some(at..end);
        before = token[0];
    }
    within(count, limits.tokens, "tokens")?;
    Ok(without(text, idle))
}

/// In how many brackets one stands after a token.
fn nested(nesting: usize, token: &[u8]) -> usize {
    match token {
        b"{" | b"[" | b"(" => nesting + 1,
        b"}" | b"]" | b")" => nesting.saturating_sub(1),
        _ => nesting,
    }
}

/// Where the first name begins that a parser left out of a text, by what it kept, written again. Strings may be written in another way.
pub(super) fn left_out(text: &str, kept: &str) -> Option<usize> {
    let (mut text, mut kept) = (meant(text), meant(kept));
    let is_kept =
        |token: &[u8], kept: &[u8]| token == kept || (token[0] == b'"' && kept[0] == b'"');
    let (at, token) =
        text.find(|(_, token)| !kept.next().is_some_and(|(_, kept)| is_kept(token, kept)))?;
    // Where nothing is left in brackets, they are not either.
    let next = if token == b"(" { text.next() } else { None };
    Some(next.map_or(at, |(at, _)| at))
}

/// The tokens without the word `query` where it may be left away.
fn meant(text: &str) -> impl Iterator<Item = (usize, &[u8])> {
    let (mut tokens, mut nesting) = (tokens(text).peekable(), 0);
    std::iter::from_fn(move || {
        let mut next = tokens.next()?;
        if nesting == 0
            && next.1 == b"query"
            && tokens.peek().is_some_and(|(_, token)| *token == b"{")
        {
            next = tokens.next()?;
        }
        nesting = nested(nesting, next.1);
        Some(next)
    })
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
