//! What became of a reading: how much was carried, what was left out, and what stopped it.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt, io,
};

use detente_core::{Fault, Id, Source};

use crate::text::{shortened, up_to};

/// So many examples of what was left out are kept for each field; all are counted and told once.
const EXAMPLES: usize = 10;

/// The most signs of a value that whoever takes note of all that was left is given: no list of names
/// and numbers comes near it, and a value without end is no reason to hold all of it.
const MOST_OF_A_VALUE: usize = 4096;

/// So many faults are listed; more of them help nobody.
const MOST_FAULTS: usize = 1000;

/// Why something of a file is not in its claims, or not as it stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// The record has no field for it.
    NoField,
    /// Its field takes one value, and another is stated.
    OneValue,
    /// Its form or its word is not known.
    Unknown,
    /// It names something that the list does not hold.
    NamesNothing,
    /// It was put right before it was stated.
    Mended,
    /// It is carried less closely than it stood.
    Coarser,
    /// An entry before it has its number.
    Duplicate,
    /// It cannot be true beside another value of its entry.
    Contradicts,
    /// An earlier edition spoke of it, and this one does not.
    Gone,
    /// Whoever reads the list named another.
    Named,
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoField => "the record has no field for it",
            Self::OneValue => "its field takes one value, and holds another",
            Self::Unknown => "its form is not known",
            Self::NamesNothing => "it names an entry that the list does not have",
            Self::Mended => "it was put right",
            Self::Coarser => "it is carried less closely",
            Self::Duplicate => "an entry before it has its number, and was carried",
            Self::Contradicts => "it contradicts another value of its entry, and is not stated",
            Self::Named => "another was named",
            Self::Gone => {
                "an earlier edition spoke of it and this one does not; nothing is stated of it"
            }
        })
    }
}

/// Something of a file that is not in its claims, or not as it stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// The field of the file: a column, an element, a kind of remark.
    pub field: String,
    /// Where it stands: `sdn.csv:12`.
    pub written_at: String,
    /// What stands there: in the report shortened to a line, to an `Intake` whole up to 4096 signs.
    pub value: String,
    /// Why it was left.
    pub why: Why,
}

impl fmt::Display for Left {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: `{}`: {}", self.written_at, self.field, self.value, self.why)
    }
}

/// What was left of one field, for one reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftOfField {
    /// How often.
    pub count: u64,
    /// The first of them.
    pub first: Vec<Left>,
}

/// What became of a reading.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The edition that was read, once it is known which.
    pub edition: Option<Id<Source>>,
    /// How many entries the files have.
    pub entries: u64,
    /// How many claims were made, by the noun they speak of.
    pub claims: BTreeMap<String, u64>,
    /// What was left out, by the field of the file and the reason.
    pub left: BTreeMap<(String, Why), LeftOfField>,
    /// Fields of which a part stands in files of the set that were not given: what is missing of them is no word.
    pub partial: BTreeSet<&'static str>,
    /// What stops the whole: where there is any, nothing of the reading may be stored.
    pub faults: Vec<Fault>,
    pub(crate) more_faults: u64,
}

impl Report {
    /// Whether the reading may be stored.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }

    /// How many values were left out, or carried otherwise than they stood.
    #[must_use]
    pub fn left_out(&self) -> u64 {
        self.left.values().map(|left| left.count).sum()
    }

    pub(crate) fn note(&mut self, mut left: Left) {
        let of_field = self.left.entry((left.field.clone(), left.why)).or_default();
        of_field.count += 1;
        if of_field.first.len() < EXAMPLES {
            left.value = shortened(&left.value);
            of_field.first.push(left);
        }
    }

    pub(crate) fn fault(&mut self, fault: impl Into<Box<Fault>>) {
        if self.faults.len() < MOST_FAULTS {
            self.faults.push(*fault.into());
        } else {
            self.more_faults += 1;
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(edition) = &self.edition {
            writeln!(f, "{edition}: {} entries", self.entries)?;
        }
        for (noun, count) in &self.claims {
            writeln!(f, "  claims on {noun}: {count}")?;
        }
        for ((field, why), left) in &self.left {
            writeln!(f, "  left of {field}: {} ({why})", left.count)?;
            for one in &left.first {
                writeln!(f, "    {}: {}", one.written_at, one.value)?;
            }
        }
        for fault in &self.faults {
            writeln!(f, "fault: {fault}")?;
        }
        if self.more_faults > 0 {
            writeln!(f, "{} more faults are not listed", self.more_faults)?;
        }
        Ok(())
    }
}

/// A fault that stops the reading of a file where it stands.
#[derive(Debug)]
pub(crate) struct Stopped(pub Box<Fault>);

impl Stopped {
    /// At this place of a file, because of this.
    pub fn at(
        place: impl Into<String>,
        code: &'static str,
        problem: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self(Box::new(Fault {
            written_at: Some(place.into()),
            record: None,
            field: None,
            code,
            problem: problem.into(),
            remedy: remedy.into(),
        }))
    }

    /// What an error of reading says: the fault in it, where the text of the file gave one.
    pub fn of(error: io::Error, place: &str) -> Self {
        match error.downcast::<Self>() {
            Ok(stopped) => stopped,
            Err(error) => Self::at(
                place,
                crate::code::UNREADABLE,
                format!("the file could not be read on from here: {error}"),
                "see that it lies whole where it was, and read it again",
            ),
        }
    }
}

impl fmt::Display for Stopped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl std::error::Error for Stopped {}

impl Left {
    pub(crate) fn new(field: impl Into<String>, written_at: &str, value: &str, why: Why) -> Self {
        Self {
            field: field.into(),
            written_at: written_at.to_owned(),
            value: up_to(MOST_OF_A_VALUE, value),
            why,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_whole_for_whoever_takes_note_of_all_and_a_line_in_the_report() {
        let long = "a long remark ".repeat(100);
        let left = Left::new("remarks", "sdn.csv:1", &long, Why::NoField);
        assert_eq!(left.value, long);
        let mut report = Report::default();
        report.note(left);
        let shown = &report.left.values().next().unwrap().first[0].value;
        assert_eq!(shown.chars().count(), 121, "{shown}");
        let endless = Left::new("remarks", "sdn.csv:1", &"é".repeat(5000), Why::NoField);
        assert_eq!(endless.value.chars().count(), 4097);
    }
}
