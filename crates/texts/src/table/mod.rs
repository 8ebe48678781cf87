//! Tables: rows of cells under their headings.

mod aged;
pub(crate) mod written;

pub(crate) use self::aged::is_of_death;

use std::borrow::Cow;

use crate::document::Passage;

/// One row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line of the file on which it begins.
    pub line: usize,
    /// Its cells, as many as the table has columns at most.
    pub cells: Vec<String>,
}

/// A table of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The line of the file on which it begins.
    pub line: usize,
    /// What stands over it.
    pub title: Option<String>,
    /// What its columns are called; empty where nothing says it.
    pub header: Vec<String>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// What a column holds, by what it is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Who the row is about.
    Name,
    /// What they are or were.
    Role,
    /// To what they were sentenced, and for what.
    Sentence,
    /// For what alone.
    Charge,
    /// How old they are.
    Age,
    /// How old they were at another time: when they were arrested.
    AgeThen,
    /// Something else.
    Other,
}

/// Words by which a column of sentences is called.
const SENTENCES: &[&str] = &["sentence", "sentences", "sentenced", "punishment"];

/// Words with which it is none of the sentence that was passed.
const NOT_THE_SENTENCE: &[&str] = &[
    "sought",
    "requested",
    "demanded",
    "asked",
    "proposed",
    "recommended",
    "maximum",
    "minimum",
    "max",
    "min",
    "possible",
    "potential",
    "expected",
    "average",
    "mean",
    "median",
    "suspended",
    "served",
    "remaining",
    "left",
    "office",
    "date",
    "judge",
    "by",
    "began",
    "begins",
    "ends",
    "end",
    "start",
    "if",
];

/// Words of what became of a sentence later.
const AFTER_IT: &[&str] = &[
    "appeal",
    "appealed",
    "reduced",
    "revised",
    "final",
    "new",
    "quashed",
    "commuted",
    "reduction",
];

/// Words of a table that speaks of cases.
const OF_CASES: &[&str] = &[
    "arrested",
    "arrest",
    "detained",
    "detention",
    "jailed",
    "prison",
    "jail",
    "colony",
    "court",
    "verdict",
    "article",
    "convicted",
    "conviction",
    "sentence",
    "sentences",
    "sentenced",
    "prisoner",
    "prisoners",
    "held",
    "imprisonment",
    "trial",
];

/// Whether the words of a head hold one of these.
fn has_word(called: &str, any: &[&str]) -> bool {
    called
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| any.contains(&word.to_lowercase().as_str()))
}

impl Table {
    /// A table of these rows, the first of which may be the header.
    pub(crate) fn of(line: usize, mut rows: Vec<Row>, ruled: bool) -> Self {
        let header = if (ruled || begins_with_header(&rows)) && rows.len() > 1 {
            rows.remove(0).cells
        } else {
            Vec::new()
        };
        Self { line, title: None, header, rows }
    }

    /// The same table under the heading that stands over it.
    pub(crate) fn under(mut self, above: Option<&Passage>) -> Self {
        let near =
            |above: &&Passage| self.line.saturating_sub(above.line_at(above.text.len())) <= 3;
        let short = |above: &&Passage| above.text.split_whitespace().count() <= 20;
        self.title =
            self.title.or_else(|| above.filter(near).filter(short).map(|above| above.text.clone()));
        self
    }

    /// Every cell, the header's first.
    pub(crate) fn cells(&self) -> impl Iterator<Item = &str> {
        let rows = self.rows.iter().flat_map(|row| &row.cells);
        self.header.iter().chain(rows).map(String::as_str)
    }

    /// The name in a cell of the column of names, in the order in which it is spoken: of `Priklad, Jan` under `Surname,
    /// name`, `Jan Priklad`.
    pub(crate) fn name_in<'a>(&self, column: usize, cell: &'a str) -> Cow<'a, str> {
        let head = self.header.get(column).map(|head| head.to_lowercase()).unwrap_or_default();
        let turned = head.contains(',')
            && ["surname", "last name", "family name"].iter().any(|first| head.starts_with(first));
        match cell.split_once(',') {
            Some((surname, given)) if turned && !given.contains(',') => {
                Cow::Owned(format!("{} {}", given.trim(), surname.trim()))
            }
            _ => Cow::Borrowed(cell),
        }
    }

    /// What each column holds.
    #[must_use]
    pub fn columns(&self) -> Vec<Column> {
        let mut columns: Vec<Column> =
            self.header.iter().map(|called| Column::of(called)).collect();
        // A term may be one of office: only beside what speaks of a case is it one of prison.
        let of_cases = columns.contains(&Column::Charge)
            || self.header.iter().any(|called| has_word(called, OF_CASES));
        for (column, called) in columns.iter_mut().zip(&self.header) {
            let term = has_word(called, &["term", "terms"]);
            if *column == Column::Sentence && term && !of_cases && !has_word(called, SENTENCES) {
                *column = Column::Other;
            }
        }
        columns
    }

    /// Whether a column tells what became of a sentence later, as on appeal.
    pub(crate) fn tells_of_later(&self) -> bool {
        self.header.iter().any(|called| has_word(called, AFTER_IT))
    }
}

impl Column {
    /// What a column holds that is called so.
    pub(crate) fn of(header: &str) -> Self {
        let words: Vec<String> = header
            .split(|c: char| !c.is_alphanumeric())
            .map(str::to_lowercase)
            .filter(|word| !word.is_empty())
            .collect();
        let has = |any: &[&str]| words.iter().any(|word| any.contains(&word.as_str()));
        if words.first().is_some_and(|first| first == "age") {
            Self::of_ages(&words)
        } else if has(SENTENCES) || has(&["term", "terms"]) {
            if has(NOT_THE_SENTENCE) || has(AFTER_IT) { Self::Other } else { Self::Sentence }
        } else if has(&["charge", "charges", "accusation", "offence", "offense", "conviction"]) {
            Self::Charge
        } else if has(&["age"]) {
            Self::of_ages(&words)
        } else if has(&[
            "role",
            "roles",
            "background",
            "occupation",
            "profession",
            "position",
            "post",
            "job",
        ]) {
            Self::Role
        } else if has(&["name", "names", "prisoner", "person", "who", "prisoners"])
            && words.len() <= 3
        {
            Self::Name
        } else {
            Self::Other
        }
    }
}

/// Whether the first row says what the columns hold: it has no figure where others have, or names a person's column.
fn begins_with_header(rows: &[Row]) -> bool {
    let Some((first, rest)) = rows.split_first() else { return false };
    let figure =
        |row: &Row| row.cells.iter().any(|cell| cell.contains(|c: char| c.is_ascii_digit()));
    let called = first.cells.iter().any(|cell| Column::of(cell) != Column::Other);
    !figure(first) && (called || rest.iter().any(figure))
}
