//! Reads the `[[source]]` blocks: documents, the day each was read, and what
//! each says of itself.

use std::collections::HashMap;

use super::{
    claim::{self, Draft, Parts},
    code,
    faults::{About, Faults},
    heading::Block,
    reading::ReadSource,
};
use crate::{Day, Described, Id, Shape, Source, TextDigest};

/// The keys of a block that are no fields of the source, for the schema.
pub(super) const KEYS: &[&str] = &["key", "id", "read_on", "new", "quotes"];

/// A source that the file names, as far as it could be read.
#[derive(Debug)]
pub(super) struct Known {
    key: Option<String>,
    pub id: Option<Id<Source>>,
    pub read_on: Option<Day>,
    digest: Option<TextDigest>,
    written_at: String,
}

/// The sources that the file names.
#[derive(Debug, Default)]
pub(super) struct Sources {
    known: Vec<Known>,
    keys: HashMap<String, usize>,
    /// The day on which each was read; none where it was read on several.
    days: HashMap<String, Option<Day>>,
}

impl Sources {
    /// The source of a short key.
    pub fn of_key(&self, key: &str) -> Option<&Known> {
        self.known.get(*self.keys.get(key)?)
    }

    /// The day on which a source was read, if the file says so once.
    pub fn read_on(&self, id: &Id<Source>) -> Option<Day> {
        self.days.get(id.as_str()).copied().flatten()
    }

    fn add(&mut self, known: Known) {
        if let Some(key) = &known.key {
            self.keys.entry(key.clone()).or_insert(self.known.len());
        }
        if let (Some(id), Some(day)) = (&known.id, known.read_on) {
            let same = |known: &mut Option<Day>| *known = known.filter(|known| *known == day);
            self.days.entry(id.to_string()).and_modify(same).or_insert(Some(day));
        }
        self.known.push(known);
    }

    /// The short keys, in the order of the file.
    pub fn keys(&self) -> Vec<&str> {
        self.known.iter().filter_map(|known| known.key.as_deref()).collect()
    }

    /// The sources of which everything could be read.
    pub fn listed(self) -> Vec<ReadSource> {
        let listed = self.known.into_iter().filter_map(|known| {
            Some(ReadSource {
                key: known.key?,
                id: known.id?,
                read_on: known.read_on?,
                text_digest: known.digest,
                written_at: known.written_at,
            })
        });
        listed.collect()
    }
}

/// Reads every `[[source]]`, and the claims of sources on themselves.
pub(super) fn read_all(blocks: Vec<Block<'_>>, faults: &mut Faults<'_>) -> (Sources, Vec<Draft>) {
    let mut sources = Sources::default();
    let mut drafts = Vec::new();
    for (at, block) in blocks.into_iter().enumerate() {
        drafts.extend(read(at + 1, block, &mut sources, faults));
    }
    (sources, drafts)
}

fn read(
    number: usize,
    mut block: Block<'_>,
    sources: &mut Sources,
    faults: &mut Faults<'_>,
) -> Option<Draft> {
    let about = About::record(&label(number, &block));
    let record = about.record.clone().unwrap_or_default();
    let key = key(&mut block, &record, sources, faults);
    let no_id = (
        code::MISSING,
        "the source has no id",
        "write id = \"source/…\", in small letters, digits and hyphens",
    );
    let id: Option<Id<Source>> = block.required("id", &record, no_id, faults);
    let read_on = block.required("read_on", &record, claim::NO_DAY, faults);
    let written_at = faults.place(block.at);
    sources.add(Known { key, id: id.clone(), read_on, digest: None, written_at });
    let new = claim::flag(&mut block, "new", &record, faults);
    let quotes = block.take("quotes");
    let Shape::Table(table) = Source::SHAPE else { return None };
    if block.entries.is_empty() && quotes.is_none() {
        if new {
            faults.note(
                block.at,
                about,
                code::STATES_NOTHING,
                "the source is new, and nothing is said of it",
                "state its title, publisher, url or the day it was published",
            );
        }
        return None;
    }
    let parts = Parts {
        at: block.at,
        record: &record,
        subject: id.as_ref().map(|id| id.as_record_id().clone()),
        source: id,
        read_on,
        said_by: None,
        denies: false,
        new,
        elsewhere: "here a source speaks of itself: write the rest under [[claim]]",
    };
    let draft = claim::draft(parts, table, &block.entries, quotes, faults)?;
    let digest = draft.claim.claim.states.read::<Source>().ok()?.text_digest;
    if let Some(known) = sources.known.last_mut() {
        known.digest = digest;
    }
    Some(draft)
}

fn label(number: usize, block: &Block<'_>) -> String {
    let text = |key: &str| {
        let entry = block.entries.iter().find(|entry| entry.key == key)?;
        claim::as_text(&entry.value)
    };
    let id = text("id").map(str::to_owned);
    id.or_else(|| Some(format!("source {}", text("key")?)))
        .unwrap_or_else(|| format!("source {number}"))
}

fn key(
    block: &mut Block<'_>,
    record: &str,
    sources: &Sources,
    faults: &mut Faults<'_>,
) -> Option<String> {
    let at = block.at_of("key");
    let about = About::field(record, "key");
    let no_key = (
        code::MISSING,
        "the source has no key",
        "write key = \"S1\" or the like: what the claims of this file call it",
    );
    let key: String = block.required("key", record, no_key, faults)?;
    let plain = |c: char| c.is_alphanumeric() || "-_.".contains(c);
    if !key.chars().all(plain) || key.len() > 100 {
        faults.note(
            at,
            about,
            code::BAD_KEY,
            format!("{} cannot be the key of a source", super::phrase::quoted(&key)),
            "write a short word of letters and digits, such as S1",
        );
        return None;
    }
    if sources.keys.contains_key(&key) {
        faults.note(
            at,
            about,
            code::DUPLICATE_KEY,
            format!(
                "the key {} is taken by another source of the file",
                super::phrase::quoted(&key)
            ),
            "give each source a key of its own",
        );
        return None;
    }
    Some(key)
}
