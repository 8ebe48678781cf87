//! Choices, one after the other: a test is made of them, and made smaller by taking some away.

use proptest::collection::vec;
use proptest::prelude::*;

/// What text is made of that others did not think of.
const ODD: &[&str] = &[
    "",
    "-",
    "9999999999999999999",
    "\u{0}",
    "\u{10FFFF}",
    "é",
    "🜏",
    "..",
    "/",
    ":",
    "~",
    "%",
    "'",
    "\\",
    "\"",
    "0",
    " ",
    "\n",
    "\u{202e}",
    "99999",
    "-0",
    "+",
    "e9",
    "ﷺ",
    "٣",
    "\u{301}",
    "#",
    "{",
    "}",
    "[",
    "]",
    "$",
    "...",
    "=",
    "İ",
    "ß",
    "\u{feff}",
    "\r",
    "\t",
    "\"\"\"",
    "null",
    "@skip(if: true)",
    "*",
    "|",
    ",",
    "\u{7f}",
    "0000-00-00",
    "person/",
    "1e400",
    "..../....",
    "P1Y",
    "%00",
];

/// Choices that were made before.
pub(crate) struct Tape<'a> {
    choices: &'a [u16],
    at: usize,
}

pub(crate) fn choices(most: usize) -> impl Strategy<Value = Vec<u16>> {
    vec(any::<u16>(), 0..most)
}

impl<'a> Tape<'a> {
    pub(crate) fn of(choices: &'a [u16]) -> Self {
        Self { choices, at: 0 }
    }

    /// One of so many; the first, where no choice is left.
    pub(crate) fn one_of(&mut self, many: usize) -> usize {
        let choice = self.choices.get(self.at).copied().unwrap_or_default();
        self.at += 1;
        usize::from(choice) % many.max(1)
    }

    /// Whether to do what is done once in so many times; not, where no choice is left.
    pub(crate) fn once_in(&mut self, many: usize) -> bool {
        self.one_of(many) == many - 1
    }

    pub(crate) fn is_over(&self) -> bool {
        self.at >= self.choices.len()
    }

    pub(crate) fn among<'b, T: ?Sized>(&mut self, of: &[&'b T]) -> &'b T {
        of[self.one_of(of.len())]
    }

    /// A text in which a few letters were replaced.
    pub(crate) fn mutated(&mut self, text: &str) -> String {
        let mut letters: Vec<char> = text.chars().collect();
        for _ in 0..=self.one_of(3) {
            let at = self.one_of(letters.len() + 1);
            let end = (at + self.one_of(4)).min(letters.len());
            let odd = self.among(ODD);
            letters.splice(at..end, odd.chars());
        }
        letters.into_iter().collect()
    }

    /// A text, mostly as it is.
    pub(crate) fn perhaps_mutated(&mut self, text: &str) -> String {
        if self.once_in(4) { self.mutated(text) } else { text.to_owned() }
    }
}
