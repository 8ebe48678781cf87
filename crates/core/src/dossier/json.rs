//! Reads JSON, knowing where every value stands.

use std::{borrow::Cow, fmt};

use serde::{
    Deserialize,
    de::{MapAccess, SeqAccess, Visitor},
};
use serde_json::value::RawValue;

use super::{
    code,
    faults::{About, Faults},
    phrase,
    written::{Entry, Node, Written},
};

/// A dossier is six levels deep; what goes on for longer is none.
const DEEPEST: usize = 16;

/// The members of a JSON file, if it is JSON at all.
pub(super) fn read<'a>(text: &'a str, faults: &mut Faults<'_>) -> Option<Vec<Entry<'a>>> {
    match serde_json::from_str::<&RawValue>(text) {
        Ok(raw) => {
            let root = Source { text }.written(raw, DEEPEST, faults);
            if let Node::Table(entries) = root.node {
                return Some(entries);
            }
            faults.note(
                root.at,
                About::default(),
                code::WRONG_KIND,
                format!("the file holds {}, and no dossier", root.node.in_words()),
                "write { \"dossier\": { … }, \"source\": [ … ], \"claim\": [ … ] }",
            );
            None
        }
        Err(error) => {
            let line = text.split_inclusive('\n').take(error.line().saturating_sub(1));
            let at = line.map(str::len).sum::<usize>() + error.column().saturating_sub(1);
            let told = phrase::json(&error.to_string());
            faults.note(at, About::default(), told.code, told.problem, told.remedy);
            None
        }
    }
}

/// The text that every value of the file is a piece of.
#[derive(Clone, Copy)]
struct Source<'a> {
    text: &'a str,
}

impl<'a> Source<'a> {
    fn at(self, piece: &str) -> usize {
        let at = (piece.as_ptr().addr()).saturating_sub(self.text.as_ptr().addr());
        at.min(self.text.len())
    }

    fn written(self, raw: &'a RawValue, deep: usize, faults: &mut Faults<'_>) -> Written<'a> {
        let (text, at) = (raw.get(), self.at(raw.get()));
        let node = match text.as_bytes().first() {
            Some(b'{' | b'[') if deep == 0 => {
                faults.note(
                    at,
                    About::default(),
                    code::WRONG_KIND,
                    "lists and tables stand here one within the other, deeper than any dossier",
                    "remove what does not belong here",
                );
                Node::Broken
            }
            Some(b'{') => match serde_json::from_str::<Members<'a>>(text) {
                Ok(Members(members)) => Node::Table(self.entries(members, deep - 1, faults)),
                Err(_) => Node::Broken,
            },
            Some(b'[') => match serde_json::from_str::<Elements<'a>>(text) {
                Ok(Elements(elements)) => {
                    let written = |raw| self.written(raw, deep - 1, faults);
                    Node::List(elements.into_iter().map(written).collect())
                }
                Err(_) => Node::Broken,
            },
            Some(b'"') => match serde_json::from_str::<Word<'a>>(text) {
                Ok(Word(text)) => Node::Text(text),
                Err(error) => {
                    let told = phrase::json(&error.to_string());
                    faults.note(at, About::default(), told.code, told.problem, told.remedy);
                    Node::Broken
                }
            },
            Some(b't') => Node::Flag(true),
            Some(b'f') => Node::Flag(false),
            Some(b'n') => Node::Null,
            _ => Node::Number(Cow::Borrowed(text)),
        };
        Written { at, node }
    }

    fn entries(
        self,
        members: Vec<(Cow<'a, str>, &'a RawValue)>,
        deep: usize,
        faults: &mut Faults<'_>,
    ) -> Vec<Entry<'a>> {
        let mut known = std::collections::HashSet::new();
        let mut entries = Vec::with_capacity(members.len());
        for (key, raw) in members {
            let value = self.written(raw, deep, faults);
            if known.insert(key.clone()) {
                entries.push(Entry { key, at: value.at, value });
            } else {
                let told = phrase::twice(&key);
                faults.note(value.at, About::default(), told.code, told.problem, told.remedy);
            }
        }
        entries
    }
}

/// A text that borrows where nothing in it is escaped.
#[derive(Deserialize)]
struct Word<'a>(#[serde(borrow)] Cow<'a, str>);

struct Members<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

struct Elements<'a>(Vec<&'a RawValue>);

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Each;

        impl<'de> Visitor<'de> for Each {
            type Value = Vec<(Cow<'de, str>, &'de RawValue)>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a table")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
                let mut members = Vec::new();
                while let Some((Word(key), value)) = map.next_entry()? {
                    members.push((key, value));
                }
                Ok(members)
            }
        }

        from.deserialize_map(Each).map(Members)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Elements<'a> {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Each;

        impl<'de> Visitor<'de> for Each {
            type Value = Vec<&'de RawValue>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }

            fn visit_seq<S: SeqAccess<'de>>(self, mut list: S) -> Result<Self::Value, S::Error> {
                let mut elements = Vec::new();
                while let Some(element) = list.next_element()? {
                    elements.push(element);
                }
                Ok(elements)
            }
        }

        from.deserialize_seq(Each).map(Elements)
    }
}
