//! The formats that are read, each by its name.

use std::{fmt, str::FromStr};

use crate::{
    canada, code, eu,
    file::File,
    ftm, ofac, opensanctions,
    reading::{Edition, Intake},
    report::{Report, Stopped},
    uk, un, viasna,
};

/// A format in which somebody publishes a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Viasna's political prisoners, in CSV.
    Viasna,
    /// OFAC's Specially Designated Nationals: `sdn.csv` with `alt.csv` and `add.csv`, or the XML.
    Ofac,
    /// The EU: the annexes of Regulation 765/2006 in rows, or the consolidated list in CSV or XML.
    Eu,
    /// The consolidated list of the UK's Treasury, in CSV or as a workbook.
    Uk,
    /// The consolidated list of the Security Council, in XML.
    Un,
    /// Canada's consolidated list of autonomous sanctions, in XML.
    Canada,
    /// FollowTheMoney, one entity or one statement a line.
    Ftm,
    /// OpenSanctions: `targets.simple.csv` or `targets.nested.json`.
    OpenSanctions,
}

impl Format {
    /// Every format.
    pub const ALL: &'static [Self] = &[
        Self::Viasna,
        Self::Ofac,
        Self::Eu,
        Self::Uk,
        Self::Un,
        Self::Canada,
        Self::Ftm,
        Self::OpenSanctions,
    ];

    /// Its name.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Viasna => "viasna",
            Self::Ofac => "ofac",
            Self::Eu => "eu",
            Self::Uk => "uk",
            Self::Un => "un",
            Self::Canada => "canada",
            Self::Ftm => "ftm",
            Self::OpenSanctions => "opensanctions",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(text: &str) -> Result<Self, UnknownFormat> {
        let named = Self::ALL.iter().find(|format| format.word() == text);
        named.copied().ok_or_else(|| UnknownFormat(text.to_owned()))
    }
}

/// The name of no format that is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownFormat(String);

impl fmt::Display for UnknownFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known: Vec<&str> = Format::ALL.iter().map(|format| format.word()).collect();
        write!(f, "`{}` is no format that is read: name one of {}", self.0, known.join(", "))
    }
}

impl std::error::Error for UnknownFormat {}

/// Reads the files of one edition, and hands its claims on as they are read.
///
/// Where the report tells a fault, nothing that was handed on may be stored: the
/// fault may come after the claims.
pub fn read(
    format: Format,
    files: Vec<File<'_>>,
    edition: &Edition,
    intake: &mut dyn Intake,
) -> Report {
    let read = match format {
        Format::Viasna => viasna::read(files, edition, intake),
        Format::Ofac => ofac::read(files, edition, intake),
        Format::Eu => eu::read(files, edition, intake),
        Format::Uk => uk::read(files, edition, intake),
        Format::Un => un::read(files, edition, intake),
        Format::Canada => canada::read(files, edition, intake),
        Format::Ftm => ftm::read(files, edition, intake),
        Format::OpenSanctions => opensanctions::read(files, edition, intake),
    };
    told(read)
}

/// The one file of a list that is published in one.
pub(crate) fn only(files: Vec<File<'_>>) -> Result<File<'_>, Stopped> {
    let mut files = files.into_iter();
    match (files.next(), files.next()) {
        (Some(file), None) => Ok(file),
        (None, _) => {
            Err(Stopped::at("", code::NO_FILE, "no file was named", "name the file of the list"))
        }
        (Some(_), Some(second)) => Err(Stopped::at(
            second.name,
            code::OTHER_LIST,
            "this list is published in one file, and this is a second one",
            "read each edition by itself",
        )),
    }
}

/// A reading that was stopped is a report of why.
pub(crate) fn told(read: Result<Report, Stopped>) -> Report {
    read.unwrap_or_else(|stopped| {
        let mut report = Report::default();
        report.fault(stopped.0);
        report
    })
}
