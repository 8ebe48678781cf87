//! The sheet: a record opened for writing, as a dossier that states it.
//!
//! A sheet is a dossier like any other, so that whoever can read one can write in the other: its
//! first `[[claim]]` states the record as it stands, and all the rest of it is a dossier's. What is
//! left as it was is dropped when the sheet is read, so that the claim says what its author wrote,
//! and never puts another's word into the mouth of the source that is given.
//!
//! An unchanged value is said only where the source is quoted for it: so a second source can
//! confirm what a first one said. A value that is taken out is no retraction: that is a ruling, with
//! a reason, on the claim that made it. It is noted, so that its author can be told.

mod blank;
mod comment;
mod difference;
#[cfg(test)]
mod tests;
mod write;

use std::collections::BTreeMap;

use serde_json::{Map, Value};

pub use difference::{Change, Left};

use self::difference::Difference;
use super::{
    Reading,
    claim::{Draft, table_of},
    code,
    faults::{About, Faults},
    read_through,
};
use crate::{Day, Id, RecordId, Source, States, Table, Voice, lies_within, with_noun};

/// A record opened for writing.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The record.
    pub subject: RecordId,
    /// What it is called.
    pub label: String,
    /// The fields as they stand, in the form of a claim; none where nobody has spoken of it.
    pub states: Map<String, Value>,
    /// Who says each value, by its path.
    pub said: BTreeMap<String, String>,
    /// Whether nobody has spoken of it before.
    pub new: bool,
    /// What is added, in a sentence, as it is proposed.
    pub title: String,
    /// Who writes it down, if that is known.
    pub author: Option<String>,
    /// The source that is written from, if that is known.
    pub source: Option<Id<Source>>,
    /// Whose word it is, where it is not the source's own.
    pub said_by: Option<Id<Voice>>,
    /// The day the source was read, as it is proposed.
    pub read_on: Day,
}

/// What was written in a sheet.
#[derive(Clone, Debug, Default)]
pub struct Edited {
    /// The claims that follow from it, or what is wrong with it.
    pub reading: Reading,
    /// Which of the claims is that on the record, if it says anything.
    pub on_record: Option<usize>,
    /// What that claim says, value by value.
    pub changes: Vec<Change>,
    /// The values that were taken out, and stay as they are.
    pub left: Vec<Left>,
}

impl Sheet {
    /// Whether nothing at all was written: the text says what the sheet said
    /// when it was opened, or it says nothing.
    #[must_use]
    pub fn is_untouched(&self, text: &str) -> bool {
        let said = |text: &str| text.parse::<toml::Table>().ok();
        let now = said(text);
        now.as_ref().is_some_and(toml::Table::is_empty)
            || (now.is_some() && now == said(&self.write()))
    }

    /// Reads what was written. `name` is that of the file, as its faults give it.
    #[must_use]
    pub fn read(&self, name: &str, bytes: &[u8]) -> Edited {
        let mut edited = Edited::default();
        edited.reading = read_through(name, bytes, |drafts, first, faults| {
            let mut kept = Vec::with_capacity(drafts.len());
            for draft in drafts {
                if Some(draft.at) != first {
                    kept.push(draft);
                } else if let Some(draft) = self.narrowed(draft, faults, &mut edited) {
                    edited.on_record = Some(kept.len());
                    kept.push(draft);
                }
            }
            kept
        });
        edited
    }

    /// Of the claim that states the record, what was written in it.
    fn narrowed(
        &self,
        mut draft: Draft,
        faults: &mut Faults<'_>,
        edited: &mut Edited,
    ) -> Option<Draft> {
        let claim = &mut draft.claim.claim;
        let wrong = if claim.subject != self.subject {
            Some(("subject", format!("the first claim is about {}", claim.subject)))
        } else if claim.denies {
            Some(("denies", "the first claim denies all that the record says".to_owned()))
        } else {
            None
        };
        if let Some((field, problem)) = wrong {
            let remedy = format!(
                "leave it a claim on {}, and write the other in a [[claim]] of its own below it",
                self.subject
            );
            let about = About::field(self.subject.as_str(), field);
            faults.note(draft.at, about, code::NOT_THE_RECORD, problem, remedy);
            return None;
        }
        let after: Map<String, Value> =
            serde_json::from_str(claim.states.as_str()).unwrap_or_default();
        let quoted = |path: &str| claim.quotes.contains_key(path);
        let Difference { states, changes, left } =
            Difference::between(table_of(&self.subject)?, &self.states, &after, &quoted);
        for path in claim.quotes.keys() {
            if !changes.iter().any(|change| lies_within(&change.field, path)) {
                let at = draft.quotes_at.get(path).copied().unwrap_or(draft.at);
                let about = About::field(self.subject.as_str(), path);
                let problem = "a quote is given for several values, none of which was changed";
                let remedy = "quote the source for each value that it confirms";
                faults.note(at, about, code::BAD_QUOTE_PATH, problem, remedy);
            }
        }
        edited.left = left;
        if states.is_empty() {
            return None;
        }
        claim.states = with_noun!(self.subject.noun(), N => {
            let fields = serde_json::from_value::<N>(Value::Object(states)).ok()?;
            States::of(&fields).ok()?
        }, _ => return None);
        edited.changes = changes;
        Some(draft)
    }

    fn table(&self) -> Option<&'static Table> {
        table_of(&self.subject)
    }
}
