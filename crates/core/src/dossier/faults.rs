//! Collects what is wrong, each fault with its line.

use super::code;
use crate::Fault;

/// So many faults are listed; more of them help nobody.
pub(super) const MOST: usize = 1000;

/// What a fault is about.
#[derive(Clone, Debug, Default)]
pub(super) struct About {
    /// The record: its id, or `claim 3` while it has none.
    pub record: Option<String>,
    /// The path of the field.
    pub field: Option<String>,
}

impl About {
    /// A record as a whole.
    pub fn record(record: &str) -> Self {
        Self { record: Some(record.to_owned()), field: None }
    }

    /// A field of a record.
    pub fn field(record: &str, field: &str) -> Self {
        Self { record: Some(record.to_owned()), field: Some(field.to_owned()) }
    }
}

/// The faults of one file.
#[derive(Debug)]
pub(super) struct Faults<'a> {
    name: &'a str,
    /// The byte at which each line begins.
    lines: Vec<usize>,
    noted: Vec<(usize, Fault)>,
    left_off: usize,
}

impl<'a> Faults<'a> {
    /// None yet, in this file.
    pub fn new(name: &'a str, text: &str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let lines = std::iter::once(0).chain(breaks.map(|(at, _)| at + 1)).collect();
        Self { name, lines, noted: Vec::new(), left_off: 0 }
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.noted.is_empty()
    }

    /// The line of a byte, from one.
    pub fn line(&self, at: usize) -> usize {
        self.lines.partition_point(|begins| *begins <= at)
    }

    /// Where a byte stands, for a person: `file.toml:12`.
    pub fn place(&self, at: usize) -> String {
        format!("{}:{}", self.name, self.line(at))
    }

    /// Notes that something is wrong at a byte of the file.
    pub fn note(
        &mut self,
        at: usize,
        about: About,
        code: &'static str,
        problem: impl Into<String>,
        remedy: impl Into<String>,
    ) {
        if self.noted.len() >= MOST {
            self.left_off += 1;
            return;
        }
        let fault = Fault {
            written_at: Some(self.place(at)),
            record: about.record,
            field: about.field,
            code,
            problem: problem.into(),
            remedy: remedy.into(),
        };
        self.noted.push((at, fault));
    }

    /// All of them, in the order of the file.
    pub fn told(mut self) -> Vec<Fault> {
        self.noted.sort_by_key(|(at, _)| *at);
        let mut told: Vec<Fault> = self.noted.into_iter().map(|(_, fault)| fault).collect();
        if self.left_off > 0 {
            told.push(Fault {
                written_at: Some(self.name.to_owned()),
                record: None,
                field: None,
                code: code::TOO_MANY_FAULTS,
                problem: format!("{} more faults are not listed", self.left_off),
                remedy: "correct these first, and check the file again".to_owned(),
            });
        }
        told
    }
}
