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
pub mod rule;
pub mod sanction;
pub mod schema;
pub mod source;
pub mod statement;
#[cfg(feature = "embedded")]
pub mod token;

#[cfg(feature = "embedded")]
mod backup;
mod changes;
mod check;
#[cfg(feature = "embedded")]
mod checkout;
mod claims;
mod compare;
mod correction;
mod detained;
mod diff;
mod disputes;
mod draft;
mod duplicates;
mod edit;
mod evaluate;
mod explain;
mod export;
mod headcount;
mod history;
mod import;
mod join;
#[cfg(feature = "embedded")]
mod keeping;
#[cfg(feature = "embedded")]
pub mod key;
#[cfg(feature = "embedded")]
mod listening;
mod log;
mod manual;
mod matching;
mod mentions;
#[cfg(feature = "embedded")]
mod mirror;
mod noun;
mod officials;
mod reconcile;
mod review;
mod search;
mod statistics;
mod timeline;
#[cfg(feature = "embedded")]
mod trusting;
mod viewer;
mod watch;
mod why;

use detente_core::{CountryCode, Day, Language, Script};

use crate::{output::Page, wording, words::NameKind};

#[cfg(feature = "embedded")]
pub use backup::{Backup, Restore};
pub use changes::Since;
pub use check::Checked;
#[cfg(feature = "embedded")]
pub use checkout::Checkout;
pub use claims::Stated;
pub use correction::{Correct, Sent};
pub use detained::Held;
pub use diff::Diff;
pub use disputes::Disputed;
pub use draft::Drafting;
pub use duplicates::Alike;
pub use edit::{Edit, New};
pub use evaluate::Evaluated;
pub use explain::Compared;
pub use export::Export;
pub use headcount::Headcount;
pub use history::Turns;
pub use import::Import;
pub use join::Sets;
#[cfg(feature = "embedded")]
pub use keeping::{Serve, rebuild, verify};
pub use log::Revisions;
pub use manual::{Completions, Man};
pub use matching::Screened;
pub use mentions::Pointing;
#[cfg(feature = "embedded")]
pub use mirror::Mirror;
pub use officials::Named;
pub use reconcile::Reconcile;
pub use review::Review;
pub use search::Sought;
pub use statistics::Statistics;
pub use timeline::Timeline;
pub use viewer::whoami;
pub use watch::Follow;
pub use why::Asked;

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

/// An address on one line, with what is said about it.
fn address(
    parts: [&Option<String>; 4],
    country: Option<CountryCode>,
    note: Option<&str>,
) -> String {
    let parts = parts.into_iter().filter_map(|part| part.as_deref());
    let parts: Vec<&str> = parts.chain(country.map(CountryCode::name)).collect();
    let note = note.map(|note| format!("({note})"));
    let line = Some(parts.join(", ")).filter(|line| !line.is_empty());
    [line, note].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Whom a list links a record to, and how.
fn association(to: Option<(&str, &str)>, name: Option<&str>, kind: Option<&str>) -> String {
    let name = to.map(|(label, _)| label).or(name);
    wording::known([name, kind, to.map(|(_, id)| id)].map(|part| part.map(str::to_owned)))
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
pub fn stated<'a>(denies: bool, fields: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let said = statements(fields).join("; ");
    if denies { format!("denies: {said}") } else { said }
}

/// What a claim states, field by field. That an element of a list is there goes without saying where more is said of it.
fn statements<'a>(fields: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<String> {
    let fields: Vec<(&str, &str)> = fields.collect();
    let lines = fields.iter().filter_map(|(path, says)| {
        let element = path.strip_suffix(says).and_then(|list| list.strip_suffix('.'));
        match element {
            Some(list) if says.contains('/') => Some(format!("{}: {says}", wording::field(list))),
            Some(_) if fields.iter().any(|(other, _)| lies_beneath(other, path)) => None,
            Some(_) => Some(wording::field(path)),
            None => Some(format!("{}: {says}", wording::field(path))),
        }
    });
    lines.collect()
}

fn lies_beneath(path: &str, element: &str) -> bool {
    path.strip_prefix(element).is_some_and(|rest| rest.starts_with('.'))
}
