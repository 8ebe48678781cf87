//! Whether a file is a text at all.

use std::borrow::Cow;

use super::{
    code,
    faults::{About, Faults},
};

/// A file with more broken places than this is no text with a slip in it.
const MOST_BROKEN: usize = 20;
const MOST_BROKEN_BYTES: usize = 100;

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// The text of a file.
pub(super) struct Whole<'a> {
    /// The text; what is broken in it is replaced by a mark.
    pub text: Cow<'a, str>,
    /// What is wrong so far.
    pub faults: Faults<'a>,
    /// Whether it is worth reading on.
    pub legible: bool,
}

/// Reads the bytes of a file as text.
pub(super) fn text<'a>(name: &'a str, bytes: &'a [u8]) -> Whole<'a> {
    // The byte order mark that some editors write belongs to neither TOML nor JSON.
    let marked = bytes.strip_prefix(BYTE_ORDER_MARK);
    let before = if marked.is_some() { BYTE_ORDER_MARK.len() } else { 0 };
    let bytes = marked.unwrap_or(bytes);
    let text = String::from_utf8_lossy(bytes);
    let mut faults = Faults::new(name, &text);
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        faults.note(
            0,
            About::default(),
            code::BROKEN_UTF8,
            "the file is written in UTF-16",
            "save it as UTF-8",
        );
        return Whole { text, faults, legible: false };
    }
    let readable = note_broken(bytes, before, &mut faults);
    if text.trim().is_empty() {
        faults.note(
            0,
            About::default(),
            code::EMPTY_FILE,
            "there is nothing in this file",
            "write a [dossier], a [[source]] and what it says under [[claim]]",
        );
    }
    let legible = readable && !text.trim().is_empty();
    Whole { text, faults, legible }
}

/// Notes the places that are not UTF-8, and tells whether they are few.
fn note_broken(bytes: &[u8], before: usize, faults: &mut Faults<'_>) -> bool {
    let (mut at, mut at_text, mut broken, mut in_bytes) = (0, 0, 0, 0);
    // Broken bytes that follow each other are one place.
    let mut chunks = bytes.utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        at += chunk.valid().len();
        at_text += chunk.valid().len();
        let mut wrong = chunk.invalid().to_vec();
        let mut marks = 1;
        while let Some(next) = chunks.next_if(|next| next.valid().is_empty()) {
            wrong.extend(next.invalid());
            marks += 1;
        }
        if wrong.is_empty() {
            continue;
        }
        broken += 1;
        in_bytes += wrong.len();
        if broken <= MOST_BROKEN {
            let shown: Vec<String> =
                wrong.iter().take(4).map(|byte| format!("{byte:02X}")).collect();
            faults.note(
                at_text,
                About::default(),
                code::BROKEN_UTF8,
                format!("byte {} ({}) is not UTF-8", before + at + 1, shown.join(" ")),
                "save the file as UTF-8, and write again what stood there",
            );
        }
        at += wrong.len();
        at_text += marks * '\u{fffd}'.len_utf8();
    }
    broken <= MOST_BROKEN && in_bytes <= MOST_BROKEN_BYTES
}
