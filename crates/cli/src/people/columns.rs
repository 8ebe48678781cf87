//! Which columns of a file hold what.

use std::{fmt, str::FromStr};

use crate::failure::Failure;

/// Something that is known of someone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The name they go by.
    Name,
    /// Their other names, with `|` or `;` between them.
    Names,
    /// When they were born.
    BornOn,
    /// A country they are a citizen of.
    Country,
    /// Their gender.
    Gender,
    /// What they are known by.
    Id,
}

impl Field {
    const ALL: [Self; 6] =
        [Self::Name, Self::Names, Self::BornOn, Self::Country, Self::Gender, Self::Id];

    /// What it is called, and its column where none is named.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Names => "names",
            Self::BornOn => "born_on",
            Self::Country => "country",
            Self::Gender => "gender",
            Self::Id => "id",
        }
    }
}

/// What is known, and the columns that hold it, one after the other: `name=First+Last`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    field: Field,
    columns: Vec<String>,
}

/// A text that does not say which column holds what.
#[derive(Debug)]
pub struct KnownError(String);

impl fmt::Display for KnownError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fields = Field::ALL.map(Field::word).join(", ");
        write!(
            f,
            "`{}` does not say which column holds what: write one of {fields}, `=` and the column, as in name=First+Last",
            self.0
        )
    }
}

impl std::error::Error for KnownError {}

impl FromStr for Known {
    type Err = KnownError;

    fn from_str(text: &str) -> Result<Self, KnownError> {
        let unclear = || KnownError(text.to_owned());
        let (word, columns) = text.split_once('=').ok_or_else(unclear)?;
        let field = Field::ALL.into_iter().find(|field| field.word() == word.replace('-', "_"));
        let columns: Vec<String> = columns.split('+').map(|name| name.trim().to_owned()).collect();
        if columns.iter().any(String::is_empty) {
            return Err(unclear());
        }
        Ok(Self { field: field.ok_or_else(unclear)?, columns })
    }
}

/// Which columns hold what.
pub struct Columns(Vec<Known>);

impl Columns {
    /// As they were named; what was not named stands in the column of its own name.
    pub fn of(named: &[Known]) -> Result<Self, Failure> {
        for (at, known) in named.iter().enumerate() {
            if named[..at].iter().any(|before| before.field == known.field) {
                return Err(Failure::usage(
                    format!("two columns are named for `{}`", known.field.word()),
                    "join them with `+`, as in --columns name=First+Last",
                ));
            }
        }
        Ok(Self(named.to_vec()))
    }

    fn known(&self, field: Field) -> Option<&Known> {
        self.0.iter().find(|known| known.field == field)
    }

    /// What a row says of a field: its columns one after the other; none where all are empty.
    pub fn stated(&self, field: Field, cell: impl Fn(&str) -> Option<String>) -> Option<String> {
        let own = [field.word().to_owned()];
        let columns = self.known(field).map_or(&own[..], |known| &known.columns);
        let cells = columns.iter().filter_map(|column| cell(column));
        let cells: Vec<String> =
            cells.map(|cell| cell.trim().to_owned()).filter(|cell| !cell.is_empty()).collect();
        Some(cells.join(" ")).filter(|text| !text.is_empty())
    }

    /// The columns that a file must have.
    pub fn needed(&self) -> Vec<String> {
        let named = self.0.iter().flat_map(|known| known.columns.iter().cloned());
        let name = Field::Name.word().to_owned();
        named.chain(self.known(Field::Name).is_none().then_some(name)).collect()
    }
}
