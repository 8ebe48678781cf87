//! The commands: one file per noun, and one per verb.

pub mod agreement;
pub mod detention;
pub mod event;
pub mod indicator;
pub mod organization;
pub mod person;
pub mod place;
pub mod query;
pub mod record;
pub mod release;
pub mod sanction;
pub mod schema;
pub mod source;
pub mod statement;

mod import;
#[cfg(feature = "embedded")]
mod keeping;
mod noun;

use detente_core::{Day, Language, Script};

use crate::{output::Page, wording, words::NameKind};

pub use import::Import;
#[cfg(feature = "embedded")]
pub use keeping::{Serve, rebuild, verify};

/// The day it is, where a question has one and none was given.
#[expect(clippy::disallowed_methods, reason = "the edge of the program is where the clock is read")]
pub fn today() -> Day {
    let since =
        std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    let days = i64::try_from(since.as_secs() / 86_400).unwrap_or_default();
    Day::ymd(1970, 1, 1).and_then(|first| first.plus_days(days)).unwrap_or(Day::LAST)
}

/// What others know a record by.
fn identifiers<'a>(
    page: &mut Page,
    known: impl Iterator<Item = (Option<&'a str>, Option<&'a str>)>,
) {
    let known = known.filter_map(|(scheme, value)| Some(format!("{} {}", scheme?, value?)));
    page.fields("known elsewhere as", "identifiers", known);
}

/// Another name of a record, and what kind of name it is.
fn other_name(
    text: Option<&str>,
    kind: Option<NameKind>,
    language: Option<&Language>,
    script: Option<&Script>,
) -> String {
    let how = wording::known([
        kind.map(|kind| kind.to_string()),
        language.map(ToString::to_string),
        script.map(ToString::to_string),
    ]);
    let text = text.unwrap_or_default();
    if how.is_empty() { text.to_owned() } else { format!("{text} ({how})") }
}

/// What a claim states, or denies, in a line.
fn stated<'a>(denies: bool, fields: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let said = fields.map(|(field, says)| format!("{} {says}", wording::field(field)));
    let said = said.collect::<Vec<_>>().join("; ");
    if denies { format!("denies: {said}") } else { said }
}
