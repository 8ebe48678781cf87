//! What was read of a dossier: claims on their way, faults, sources, quotes.

use std::collections::BTreeMap;

use super::{claim::Draft, faults::Faults};
use crate::{Day, Fault, Id, Source, Submission, TextDigest};

/// What was read of a dossier.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// The claims that could be read. If there are faults, it is a part of what was meant.
    pub submission: Submission,
    /// Everything that is wrong, in the order of the file.
    pub faults: Vec<Fault>,
    /// The sources that the file names, each with the day it was read.
    pub sources: Vec<ReadSource>,
    /// Every quote, so that whoever holds the texts can check it.
    pub quoted: Vec<Quoted>,
    /// Where each record is spoken of, and each path of it.
    pub(super) places: BTreeMap<(String, String), String>,
}

/// A source as a dossier names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadSource {
    /// The short key that the claims of the file use for it.
    pub key: String,
    /// The source.
    pub id: Id<Source>,
    /// The day it was read.
    pub read_on: Day,
    /// The digest of its text, if the file states it.
    pub text_digest: Option<TextDigest>,
    /// Where it was written: `file.toml:6`.
    pub written_at: String,
}

/// A quote, with the field it carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// The source it must occur in.
    pub source: Id<Source>,
    /// The record that its claim is about.
    pub record: String,
    /// The path of the field.
    pub path: String,
    /// The phrase.
    pub phrase: String,
    /// Where it was written: `file.toml:12`.
    pub written_at: String,
}

impl Reading {
    /// A file of which nothing could be read.
    pub(super) fn failed(fault: Fault) -> Self {
        Self { faults: vec![fault], ..Self::default() }
    }

    /// The claims, if nothing at all is wrong with the file; else its faults.
    pub fn whole(self) -> Result<Submission, Vec<Fault>> {
        if self.faults.is_empty() { Ok(self.submission) } else { Err(self.faults) }
    }

    /// Where a field of a record was written: `file.toml:12`. Of a path that was not
    /// written, the place of the nearest above it.
    #[must_use]
    pub fn place_of(&self, record: &str, path: &str) -> Option<&str> {
        let mut path = path;
        loop {
            if let Some(place) = self.places.get(&(record.to_owned(), path.to_owned())) {
                return Some(place);
            }
            if path.is_empty() {
                return None;
            }
            path = path.rsplit_once('.').map_or("", |(above, _)| above);
        }
    }

    /// The sources whose texts are needed to check every quote of the file.
    pub fn texts_wanted(&self) -> impl Iterator<Item = &ReadSource> {
        let quoted = |source: &&ReadSource| self.quoted.iter().any(|q| q.source == source.id);
        self.sources.iter().filter(quoted)
    }
}

/// The quotes of all claims, with their lines.
pub(super) fn quoted(drafts: &[Draft], faults: &Faults<'_>) -> Vec<Quoted> {
    let quotes = drafts.iter().flat_map(|draft| {
        let claim = &draft.claim.claim;
        claim.quotes.iter().map(|(path, phrase)| Quoted {
            source: claim.source.clone(),
            record: claim.subject.to_string(),
            path: path.clone(),
            phrase: phrase.clone(),
            written_at: faults.place(draft.quotes_at.get(path).copied().unwrap_or(draft.at)),
        })
    });
    quotes.collect()
}

/// Where each record is spoken of, and each path of it: the first time.
pub(super) fn places(drafts: &[Draft], faults: &Faults<'_>) -> BTreeMap<(String, String), String> {
    let mut places = BTreeMap::new();
    for draft in drafts {
        let subject = draft.claim.claim.subject.as_str();
        let whole = std::iter::once(("", draft.at));
        let paths = draft.fields_at.iter().map(|(path, at)| (path.as_str(), *at));
        for (path, at) in whole.chain(paths) {
            let place = || faults.place(at);
            places.entry((subject.to_owned(), path.to_owned())).or_insert_with(place);
        }
    }
    places
}
