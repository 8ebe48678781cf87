//! What is counted while a file is read, for whoever reads it.

use std::cell::{Cell, RefCell};

use sha2::{Digest, Sha256};

use crate::quotes::Quotes;

/// How far a file was read, and what was in it.
#[derive(Debug, Default)]
pub(crate) struct Meter {
    /// The name of the file.
    pub name: String,
    digest: RefCell<Sha256>,
    quotes: RefCell<Quotes>,
    line: Cell<u64>,
    column: Cell<u64>,
    since: Cell<usize>,
}

impl Meter {
    /// Begins at the beginning of a file of this name.
    pub fn of(name: String) -> Self {
        Self { name, ..Self::default() }
    }

    /// The line up to which the text was taken, from one.
    pub fn line(&self) -> u64 {
        self.line.get() + 1
    }

    /// The column up to which it was taken, from one.
    pub fn column(&self) -> u64 {
        self.column.get() + 1
    }

    /// Where that is, for a person: `list.xml:12:4`.
    pub fn here(&self) -> String {
        format!("{}:{}:{}", self.name, self.line(), self.column())
    }

    /// An entry was read whole: the next may be as long again.
    pub fn entry_read(&self) {
        self.since.set(0);
    }

    /// How many bytes were taken since the last entry.
    pub fn since_entry(&self) -> usize {
        self.since.get()
    }

    /// The line on which a quotation mark opened that stands open at the end.
    pub fn open_quote(&self) -> Option<u64> {
        self.quotes.borrow().open_since()
    }

    /// The SHA-256 of the bytes read so far, in hexadecimal.
    pub fn digest(&self) -> String {
        let digest = self.digest.borrow().clone().finalize();
        crate::slug::hex(&digest)
    }

    /// Notes bytes of the file, as they were published.
    pub fn bytes(&self, bytes: &[u8]) {
        self.digest.borrow_mut().update(bytes);
    }

    /// Notes text that was decoded; it begins on this line.
    pub fn decoded(&self, text: &[u8], line: u64) {
        self.quotes.borrow_mut().take(text, line);
    }

    /// Notes text that was taken by whoever reads.
    pub fn taken(&self, text: &[u8]) {
        match text.iter().rposition(|byte| *byte == b'\n') {
            Some(last) => {
                self.line.set(self.line.get() + lines(text));
                self.column.set((text.len() - last - 1) as u64);
            }
            None => self.column.set(self.column.get() + text.len() as u64),
        }
        self.since.set(self.since.get() + text.len());
    }
}

/// How many lines end in some bytes.
pub(crate) fn lines(bytes: &[u8]) -> u64 {
    bytes.iter().map(|byte| u64::from(*byte == b'\n')).sum()
}
