//! The commands: one file per noun, and one per verb.

pub mod detention;
pub mod person;
pub mod query;
pub mod record;
pub mod release;
pub mod schema;

mod import;
#[cfg(feature = "embedded")]
mod keeping;

use detente_core::Day;

use crate::output::Page;

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
