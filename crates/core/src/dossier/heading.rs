//! The three parts of a file, and its `[dossier]`.

use serde::de::DeserializeOwned;

use super::{
    code,
    faults::{About, Faults},
    leaf::typed,
    near,
    written::{Entry, Node, Written},
};
use crate::Described;

/// What may stand at the top of a file. Editors add `$schema` to JSON.
pub(super) const PARTS: &[&str] = &["dossier", "source", "claim"];
const SCHEMA: &str = "$schema";

/// What may stand in `[dossier]`.
const HEADING: &[&str] = &["title", "author"];

/// What is said of a key that is not written: the kind of fault, the problem, the remedy.
pub(super) type Missing = (&'static str, &'static str, &'static str);

/// A table of the file, and where it begins.
#[derive(Debug)]
pub(super) struct Block<'a> {
    pub at: usize,
    pub entries: Vec<Entry<'a>>,
}

impl<'a> Block<'a> {
    /// Takes what a key holds, if it is written.
    pub fn take(&mut self, key: &str) -> Option<Entry<'a>> {
        let at = self.entries.iter().position(|entry| entry.key == key)?;
        Some(self.entries.remove(at))
    }

    /// The byte at which a key's value stands; the block's own where it has none.
    pub fn at_of(&self, key: &str) -> usize {
        let entry = self.entries.iter().find(|entry| entry.key == key);
        entry.map_or(self.at, |entry| entry.value.at)
    }

    /// Reads what a key must hold. `missing` is said where it is not written.
    pub fn required<T: Described + DeserializeOwned>(
        &mut self,
        key: &str,
        record: &str,
        missing: Missing,
        faults: &mut Faults<'_>,
    ) -> Option<T> {
        let about = About::field(record, key);
        if let Some(entry) = self.take(key) {
            return typed(&entry.value, &about, faults);
        }
        let (code, problem, remedy) = missing;
        faults.note(self.at, about, code, problem, remedy);
        None
    }
}

/// The parts of a file.
#[derive(Debug, Default)]
pub(super) struct Parts<'a> {
    pub dossier: Option<Block<'a>>,
    pub sources: Vec<Block<'a>>,
    pub claims: Vec<Block<'a>>,
}

/// What the file is, and who wrote it.
#[derive(Debug, Default)]
pub(super) struct Heading {
    pub title: String,
    pub author: String,
}

/// Divides a file into its parts.
pub(super) fn parts<'a>(root: Vec<Entry<'a>>, faults: &mut Faults<'_>) -> Parts<'a> {
    let mut parts = Parts::default();
    for entry in root {
        match &*entry.key {
            "dossier" => parts.dossier = one(entry, faults),
            "source" => parts.sources = several(entry, faults),
            "claim" => parts.claims = several(entry, faults),
            SCHEMA => {}
            other => faults.note(
                entry.at,
                About::default(),
                code::UNKNOWN_FIELD,
                format!("a dossier has no part `{other}`"),
                near::remedy(other, "its parts are", PARTS),
            ),
        }
    }
    parts
}

fn one<'a>(entry: Entry<'a>, faults: &mut Faults<'_>) -> Option<Block<'a>> {
    match entry.value.node {
        Node::Table(entries) => Some(Block { at: entry.value.at, entries }),
        // It is told already, and told once.
        Node::Broken => Some(Block { at: entry.at, entries: Vec::new() }),
        other => {
            faults.note(
                entry.at,
                About::record(&entry.key),
                code::WRONG_KIND,
                format!("here stands {}, and not a table", other.in_words()),
                format!("write it as [{}], once", entry.key),
            );
            // Written in double brackets, it is read all the same.
            let Node::List(elements) = other else { return None };
            elements.into_iter().find_map(|element| match element.node {
                Node::Table(entries) => Some(Block { at: element.at, entries }),
                _ => None,
            })
        }
    }
}

fn several<'a>(entry: Entry<'a>, faults: &mut Faults<'_>) -> Vec<Block<'a>> {
    let key = entry.key;
    let wrong = |at: usize, node: &Node<'_>, faults: &mut Faults<'_>| {
        faults.note(
            at,
            About::record(&key),
            code::WRONG_KIND,
            format!("here stands {}, and not a table for each {key}", node.in_words()),
            format!("begin each {key} with [[{key}]], in double brackets"),
        );
    };
    match entry.value.node {
        Node::List(elements) => {
            let block = |element: Written<'a>| match element.node {
                Node::Table(entries) => Some(Block { at: element.at, entries }),
                Node::Broken => None,
                other => {
                    wrong(element.at, &other, faults);
                    None
                }
            };
            elements.into_iter().filter_map(block).collect()
        }
        Node::Broken => Vec::new(),
        Node::Table(entries) => {
            wrong(entry.at, &Node::Table(Vec::new()), faults);
            vec![Block { at: entry.at, entries }]
        }
        other => {
            wrong(entry.at, &other, faults);
            Vec::new()
        }
    }
}

/// Reads `[dossier]`.
pub(super) fn read(block: Option<Block<'_>>, faults: &mut Faults<'_>) -> Heading {
    let Some(mut block) = block else {
        faults.note(
            0,
            About::record("dossier"),
            code::MISSING,
            "the file does not say what it is and who wrote it",
            "begin it with [dossier], a title and an author",
        );
        return Heading::default();
    };
    let (missing, record) = (code::MISSING, "dossier");
    let no_title = (missing, "the dossier has no title", "write what is added, in a sentence");
    let no_author = (missing, "the dossier has no author", "write who wrote it down");
    let title = block.required("title", record, no_title, faults).unwrap_or_default();
    let author = block.required("author", record, no_author, faults).unwrap_or_default();
    for entry in block.entries {
        faults.note(
            entry.at,
            About::field("dossier", &entry.key),
            code::UNKNOWN_FIELD,
            format!("the dossier itself has no field `{}`", entry.key),
            near::remedy(&entry.key, "its fields are", HEADING),
        );
    }
    Heading { title, author }
}
