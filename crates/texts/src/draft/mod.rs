//! An article as the draft of a dossier, to be looked at and edited before it is added.
//!
//! What the article says beyond doubt is stated, and marked as drafted;
//! everything else is proposed in comments, each with its line and its words,
//! and becomes part of the dossier when the mark before its lines is taken away.

mod cell;
mod count;
mod custody;
mod heading;
mod metric;
mod names;
mod slug;
mod spoken;
#[cfg(test)]
mod stated;
mod table;
#[cfg(test)]
mod tests;
mod written;

use std::collections::HashMap;

use detente_core::{Day, Id, Source, Url};

pub use self::written::PROPOSED;
use self::{names::Ids, slug::Given, written::Page};
use crate::{article::Article, known::Likely};

/// What whoever drafts says of the article, beside its text.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The name of the file.
    pub file: String,
    /// The day on which it was read.
    pub read_on: Day,
    /// Who writes the dossier.
    pub author: String,
    /// What the record calls the article; made of the name of the file where nobody says.
    pub source: Option<Id<Source>>,
    /// Where it was found.
    pub url: Option<Url>,
    /// Whether the record was asked for its names.
    pub asked: bool,
}

/// What is drafted, and how much of it is stated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drafted {
    /// The dossier, in TOML.
    pub text: String,
    /// How many claims it states, beside that of the source on itself.
    pub stated: usize,
    /// How many it only proposes.
    pub proposed: usize,
}

/// Drafts a dossier. `known` holds, for each name of the article, the records that it may be of.
#[must_use]
pub fn draft(article: &Article, setting: &Setting, known: &[Vec<Likely>]) -> Drafted {
    let source = heading::source(setting);
    let mut draft = Draft {
        article,
        stem: source.trim_start_matches("source/").to_owned(),
        page: Page::default(),
        drafted: Drafted::default(),
        ids: Ids::of(article, known),
        given: Given::default(),
        voices: HashMap::new(),
        known,
    };
    heading::write(&mut draft.page, article, setting, &source);
    let rows = table::rows(&draft);
    names::write(&mut draft, &rows);
    table::write(&mut draft, &rows);
    spoken::write(&mut draft);
    count::write(&mut draft);
    let Draft { page, drafted, .. } = draft;
    Drafted { text: page.text, ..drafted }
}

/// A draft as it is written.
struct Draft<'a> {
    article: &'a Article,
    /// What the identifiers of what only this article tells begin with.
    stem: String,
    page: Page,
    drafted: Drafted,
    ids: Ids,
    given: Given,
    /// The statements by which speakers without a name are known.
    voices: HashMap<String, String>,
    known: &'a [Vec<Likely>],
}

impl Draft<'_> {
    /// Writes a claim.
    fn block(&mut self, block: &written::Block) {
        if block.stated {
            self.drafted.stated += 1;
        } else {
            self.drafted.proposed += 1;
        }
        self.page.block(block);
    }
}
