//! One thing of several that are wrong with what was given.

use std::fmt;

use detente_core::Fault;

/// Something wrong with what was given: where, what, and what to do.
#[derive(Clone, Debug)]
pub struct Wrong {
    /// Where it was written: `file.toml:12`.
    pub written_at: Option<String>,
    /// The record it concerns.
    pub record: Option<String>,
    /// The path of the field it concerns.
    pub field: Option<String>,
    /// What is wrong, in a sentence.
    pub problem: String,
    /// What to do about it.
    pub remedy: String,
}

impl Wrong {
    /// The line of the file, where it is known.
    pub fn line(&self) -> Option<usize> {
        self.written_at.as_ref()?.rsplit_once(':')?.1.parse().ok()
    }
}

impl From<Fault> for Wrong {
    fn from(fault: Fault) -> Self {
        let Fault { written_at, record, field, code: _, problem, remedy } = fault;
        Self { written_at, record, field, problem, remedy }
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(written_at) = &self.written_at {
            write!(f, "{written_at}: ")?;
        }
        match (&self.record, &self.field) {
            (Some(record), Some(field)) => write!(f, "{record}, {}: ", as_written(field))?,
            (Some(place), None) => write!(f, "{place}: ")?,
            (None, Some(field)) => write!(f, "{}: ", as_written(field))?,
            (None, None) => {}
        }
        write!(f, "{}\n  hint: {}", self.problem, self.remedy)
    }
}

/// A path as dossiers have it: of `takenToCountry`, `taken_to_country`.
pub fn as_written(path: &str) -> String {
    let mut text = String::with_capacity(path.len() + 4);
    for letter in path.chars() {
        if letter.is_ascii_uppercase() {
            text.push('_');
        }
        text.push(letter.to_ascii_lowercase());
    }
    text
}
