//! The dossier: the file in which a person writes claims down, and its reader.
//!
//! A dossier is TOML, or the same structure as JSON. `docs/dossier.md` explains
//! it to those who write one. The reader tells everything wrong at once, each
//! fault with its line, its record and its field, and what to do about it.

mod at_all;
mod check;
mod claim;
pub mod code;
mod faults;
mod heading;
mod json;
mod leaf;
mod near;
mod once;
mod passing;
mod phrase;
mod quotes;
mod reading;
mod schema;
mod sheet;
mod source;
mod states;
mod together;
mod toml;
mod verbatim;
mod write;
mod written;

#[cfg(test)]
mod tests;

pub use check::check;
pub use once::spoken_once;
pub use passing::Passing;
pub use quotes::MOST_WORDS;

pub use reading::{Quoted, ReadSource, Reading};
pub use schema::json_schema;
pub use sheet::{Change, Edited, Left, Sheet};
pub use verbatim::{Held, check_quotes};
pub use write::{write, write_claim, write_heading};

use self::{at_all::Whole, claim::Draft, faults::Faults};
use crate::{Fault, Submission};

/// The largest file that is read, in bytes.
pub const LARGEST: u64 = 16 * 1024 * 1024;

/// The fault of a file of so many bytes, if that is more than is read. A file
/// can be refused by it before a byte of it is read.
#[must_use]
pub fn too_large(name: &str, bytes: u64) -> Option<Fault> {
    (bytes > LARGEST).then(|| Fault {
        written_at: Some(name.to_owned()),
        record: None,
        field: None,
        code: code::TOO_LARGE,
        problem: format!(
            "the file has {} MB, and at most {} MB are read",
            bytes.div_ceil(1024 * 1024),
            LARGEST / (1024 * 1024)
        ),
        remedy: "divide it into several dossiers, each with its own [dossier] and sources"
            .to_owned(),
    })
}

/// Reads a dossier. `name` is that of the file, as its faults give it.
#[must_use]
pub fn read(name: &str, bytes: &[u8]) -> Reading {
    read_through(name, bytes, |drafts, _, _| drafts)
}

/// Reads a dossier, and lets `sift` say which of its claims are meant before they
/// are checked together. It is given the byte at which the first `[[claim]]` begins.
fn read_through(
    name: &str,
    bytes: &[u8],
    sift: impl FnOnce(Vec<Draft>, Option<usize>, &mut Faults<'_>) -> Vec<Draft>,
) -> Reading {
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if let Some(fault) = too_large(name, size) {
        return Reading::failed(fault);
    }
    let Whole { text, mut faults, legible } = at_all::text(name, bytes);
    let mut reading = Reading::default();
    if legible {
        let root = if is_json(name, &text) {
            json::read(&text, &mut faults)
        } else {
            toml::read(&text, &mut faults)
        };
        reading = root.map(|root| whole(root, &mut faults, sift)).unwrap_or_default();
    }
    reading.faults = faults.told();
    reading
}

/// Whether the text is meant as JSON: no TOML begins with a brace.
fn is_json(name: &str, text: &str) -> bool {
    let by_name = std::path::Path::new(name).extension().is_some_and(|end| end == "json");
    by_name || text.trim_start().starts_with('{')
}

/// Reads the file as a whole: what it is, its sources, its claims, and what
/// they say together.
fn whole(
    root: Vec<written::Entry<'_>>,
    faults: &mut Faults<'_>,
    sift: impl FnOnce(Vec<Draft>, Option<usize>, &mut Faults<'_>) -> Vec<Draft>,
) -> Reading {
    if root.is_empty() && faults.is_empty() {
        note_empty(faults);
        return Reading::default();
    }
    let mut parts = heading::parts(root, faults);
    let heading = heading::read(parts.dossier.take(), faults);
    let first = parts.claims.first().map(|block| block.at);
    let (sources, mut drafts) = source::read_all(parts.sources, faults);
    drafts.extend(claim::read_all(parts.claims, &sources, faults));
    if drafts.is_empty() && faults.is_empty() {
        note_empty(faults);
    }
    let drafts = sift(drafts, first, faults);
    check::drafts(&drafts, faults);
    let places = reading::places(&drafts, faults);
    let quoted = reading::quoted(&drafts, faults);
    let claims = drafts.into_iter().map(|draft| draft.claim).collect();
    let submission = Submission { author: heading.author, message: heading.title, claims };
    Reading { submission, faults: Vec::new(), sources: sources.listed(), quoted, places }
}

fn note_empty(faults: &mut Faults<'_>) {
    faults.note(
        0,
        faults::About::default(),
        code::EMPTY_FILE,
        "the file makes no claim",
        "write a [dossier], a [[source]] and what it says under [[claim]]",
    );
}
