//! Claims as a draft writes them: those that are stated, and those that are only proposed.

use std::fmt::Write as _;

use crate::place::quotable;

/// What a line begins with that becomes part of the dossier when this is taken away.
pub const PROPOSED: &str = "#: ";

/// A claim as a draft writes it.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// What is told about it: where it was found, and what is not sure.
    pub notes: Vec<String>,
    pub subject: String,
    pub new: bool,
    pub said_by: Option<String>,
    /// The fields, each as TOML has it.
    pub states: Vec<(&'static str, String)>,
    /// The quotes, by the path that they carry, each cut to what a dossier may quote.
    pub quotes: Vec<(String, String)>,
    /// Whether it is stated; else it is only proposed.
    pub stated: bool,
}

impl Block {
    /// A claim on a subject, found on a line.
    pub fn of(subject: impl Into<String>, line: usize) -> Self {
        Self {
            subject: subject.into(),
            notes: vec![format!("drafted, line {line}")],
            stated: true,
            ..Self::default()
        }
    }

    /// States a text, and the words that carry it.
    pub fn text(&mut self, field: &'static str, value: &str, quote: &str) -> &mut Self {
        self.states.push((field, quoted(value)));
        self.quotes.push((field.to_owned(), quote.to_owned()));
        self
    }

    /// Notes something, and states the claim no more.
    pub fn unsure(&mut self, why: impl Into<String>) -> &mut Self {
        self.notes.push(why.into());
        self.stated = false;
        self
    }

    fn lines(&self) -> Vec<String> {
        let mut lines = vec!["[[claim]]".to_owned(), "source = \"S1\"".to_owned()];
        lines.push(format!("subject = {}", quoted(&self.subject)));
        if self.new {
            lines.push("new = true".to_owned());
        }
        if let Some(voice) = &self.said_by {
            lines.push(format!("said_by = {}", quoted(voice)));
        }
        lines.push("[claim.states]".to_owned());
        lines.extend(self.states.iter().map(|(field, value)| format!("{field} = {value}")));
        if !self.quotes.is_empty() {
            lines.push("[claim.quotes]".to_owned());
            let quote = |(path, phrase): &(String, String)| {
                format!("\"{path}\" = {}", quoted(quotable(phrase)))
            };
            lines.extend(self.quotes.iter().map(quote));
        }
        lines
    }
}

/// A draft as it is written.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub text: String,
}

impl Page {
    /// A line of the dossier.
    pub fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// A line that is only read.
    pub fn note(&mut self, note: &str) {
        if note.is_empty() {
            self.line("#");
        } else {
            self.line(&format!("# {note}"));
        }
    }

    /// Begins a part of the draft.
    pub fn heading(&mut self, heading: &str) {
        let _ = write!(self.text, "\n\n# -- {heading} ");
        let long = heading.chars().count() + 6;
        self.text.extend(std::iter::repeat_n('-', 100_usize.saturating_sub(long)));
        self.text.push('\n');
    }

    /// A claim, stated or proposed.
    pub fn block(&mut self, block: &Block) {
        self.line("");
        for (at, note) in block.notes.iter().enumerate() {
            let note = if at == 0 && !block.stated {
                format!("{note}: not sure, so proposed only")
            } else {
                note.clone()
            };
            self.note(&note);
        }
        for line in block.lines().iter().flat_map(|line| line.split('\n')) {
            let mark = if block.stated { "" } else { PROPOSED };
            self.line(&format!("{mark}{line}"));
        }
    }
}

/// A text as TOML has it, on one line.
pub(super) fn quoted(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    toml::Value::String(text).to_string()
}
