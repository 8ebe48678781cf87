//! What is counted while a file is read, for whoever reads it.

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
};

use sha2::{Digest, Sha256};

use crate::quotes::Quotes;

/// How far a file was read, and what was in it.
#[derive(Debug, Default)]
pub(crate) struct Meter {
    /// The name of the file.
    pub name: String,
    digest: RefCell<Sha256>,
    quotes: RefCell<Quotes>,
    ends: RefCell<Ends>,
    ending: Cell<Ending>,
    over: Cell<bool>,
    reached: Cell<Option<Spot>>,
    since: Cell<usize>,
}

impl Meter {
    /// Begins at the beginning of a file of this name.
    pub fn of(name: String) -> Self {
        Self { name, ..Self::default() }
    }

    /// The line up to which the text was taken, from one.
    pub fn line(&self) -> u64 {
        self.reached().line
    }

    /// The place up to which it was taken.
    pub fn reached(&self) -> Spot {
        self.reached.get().unwrap_or(Spot::BEGINNING)
    }

    /// Where that is, for a person: `list.xml:12:4`.
    pub fn here(&self) -> String {
        format!("{}:{}", self.name, self.reached())
    }

    /// An entry was read whole: the next may be as long again.
    pub fn entry_read(&self) {
        self.since.set(0);
    }

    /// How many bytes were taken since the last entry.
    pub fn since_entry(&self) -> usize {
        self.since.get()
    }

    /// Where a quotation mark opened that stands open at the end.
    pub fn open_quote(&self) -> Option<Spot> {
        self.quotes.borrow().open_since()
    }

    /// Where a line ends; none where it was read long ago.
    pub fn end_of(&self, line: u64) -> Option<Spot> {
        self.ends.borrow().of(line)
    }

    /// What the text that was decoded so far ends with.
    pub fn ending(&self) -> Ending {
        self.ending.get()
    }

    /// Whether whoever reads met the end of the text.
    pub fn is_over(&self) -> bool {
        self.over.get()
    }

    /// Notes that they did.
    pub fn over(&self) {
        self.over.set(true);
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

    /// Notes what a piece of text ends with, as it was decoded: control-Z is not taken out of it yet.
    pub fn ends_with(&self, text: &[u8]) {
        self.ending.set(self.ending.get().after(text));
    }

    /// Notes text that was decoded.
    pub fn decoded(&self, text: &[u8]) {
        self.quotes.borrow_mut().take(text);
        self.ends.borrow_mut().take(text);
    }

    /// Notes text that was taken by whoever reads.
    pub fn taken(&self, text: &[u8]) {
        self.reached.set(Some(self.reached().after(text)));
        self.since.set(self.since.get() + text.len());
    }
}

/// The sign with which MS-DOS ended texts, and OFAC still does: control-Z.
pub(crate) const CONTROL_Z: u8 = 0x1a;

/// What a text ends with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ending {
    /// The last line has its end.
    pub line: bool,
    /// Behind it stands control-Z.
    pub control_z: bool,
}

impl Ending {
    /// The same after some more of the text.
    fn after(self, text: &[u8]) -> Self {
        let written = text.iter().rposition(|byte| *byte != CONTROL_Z);
        let sealed = text.iter().rposition(|byte| *byte == CONTROL_Z);
        let rest = text.get(sealed.map_or(0, |at| at + 1)..).unwrap_or_default();
        Self {
            line: written.map_or(self.line, |at| text[at] == b'\n'),
            // Some editors end the line of the sign too.
            control_z: (self.control_z || sealed.is_some())
                && rest.iter().all(u8::is_ascii_whitespace),
        }
    }
}

/// A place in a text: the line and the column, from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Spot {
    pub line: u64,
    pub column: u64,
}

impl Spot {
    /// The beginning of a text.
    pub const BEGINNING: Self = Self { line: 1, column: 1 };

    /// The place after one more byte of the text.
    pub fn after_sign(self, byte: u8) -> Self {
        match byte {
            b'\n' => Self { line: self.line + 1, column: 1 },
            byte => Self { column: self.column + signs(&[byte]), ..self },
        }
    }

    /// The place after some more of the text.
    pub fn after(self, text: &[u8]) -> Self {
        match text.iter().rposition(|byte| *byte == b'\n') {
            Some(last) => {
                Self { line: self.line + lines(text), column: signs(&text[last + 1..]) + 1 }
            }
            None => Self { column: self.column + signs(text), ..self },
        }
    }
}

impl std::fmt::Display for Spot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// How long the last lines of a text are: whoever reads it is never further behind.
#[derive(Debug, Default)]
struct Ends {
    signs: VecDeque<u64>,
    forgotten: u64,
    open: u64,
}

impl Ends {
    /// So many lines are remembered: more than a piece of the text holds.
    const MOST: usize = 128 * 1024;

    fn take(&mut self, text: &[u8]) {
        let mut rest = text;
        while let Some(end) = rest.iter().position(|byte| *byte == b'\n') {
            self.signs.push_back(self.open + signs(&rest[..end]));
            self.open = 0;
            rest = &rest[end + 1..];
        }
        self.open += signs(rest);
        let more = self.signs.len().saturating_sub(Self::MOST);
        self.signs.drain(..more);
        self.forgotten += more as u64;
    }

    fn of(&self, line: u64) -> Option<Spot> {
        let at = usize::try_from(line.checked_sub(self.forgotten + 1)?).ok()?;
        let signs = self.signs.get(at).or_else(|| (at == self.signs.len()).then_some(&self.open));
        signs.map(|signs| Spot { line, column: signs + 1 })
    }
}

/// How many signs stand in some bytes of UTF-8.
fn signs(bytes: &[u8]) -> u64 {
    bytes.iter().map(|byte| u64::from(byte & 0xc0 != 0x80)).sum()
}

/// How many lines end in some bytes.
fn lines(bytes: &[u8]) -> u64 {
    bytes.iter().map(|byte| u64::from(*byte == b'\n')).sum()
}
