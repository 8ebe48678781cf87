//! What whoever imports a list says of it.

use async_graphql::{Enum, ID, InputObject};
use detente_core::{Day, Fault, Id, Organization, Url};
use detente_formats::{Body, Duplicates, Edition, Encoding, Format, List, Mapping, list};

use crate::{graphql::asking::Asking, uploads::Upload};

/// A format in which somebody publishes a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum ListFormat {
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
    /// FollowTheMoney, one entity or one statement a line; `list` says whose it is.
    Ftm,
    /// OpenSanctions: `targets.simple.csv` or `targets.nested.json`.
    Opensanctions,
    /// Any table, in CSV or as a workbook, by the mapping that comes with it.
    Table,
}

impl ListFormat {
    /// The reader of it; none where a mapping tells how it is read.
    const fn reader(self) -> Option<Format> {
        Some(match self {
            Self::Viasna => Format::Viasna,
            Self::Ofac => Format::Ofac,
            Self::Eu => Format::Eu,
            Self::Uk => Format::Uk,
            Self::Un => Format::Un,
            Self::Canada => Format::Canada,
            Self::Ftm => Format::Ftm,
            Self::Opensanctions => Format::OpenSanctions,
            Self::Table => return None,
        })
    }
}

/// How the letters of a file are written as bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub(crate) enum TextEncoding {
    /// UTF-8.
    Utf8,
    /// UTF-16.
    Utf16,
    /// The Cyrillic code page of Windows.
    #[graphql(name = "WINDOWS_1251")]
    Windows1251,
}

/// Whose list it is, where the format is one that anybody may write.
#[derive(InputObject)]
pub(crate) struct ListInput {
    /// What its sources are called: `our-list` makes `source/our-list-2026-01-31`.
    slug: String,
    /// What it is called.
    title: String,
    /// Who publishes it.
    publisher: Id<Organization>,
    /// The publisher's name.
    publisher_name: String,
    /// The terms on which it may be used.
    terms_of_use: Option<String>,
}

/// An edition of a published list, to be imported.
#[derive(InputObject)]
#[expect(clippy::struct_excessive_bools, reason = "each is asked for by its own name")]
pub(crate) struct ImportListInput {
    /// The format its files are in.
    format: ListFormat,
    /// Its files, each as `/uploads` answered it.
    uploads: Vec<ID>,
    /// Of a `TABLE`, the mapping in TOML: which column is which field.
    mapping: Option<String>,
    /// Whose list it is, where the format is one that anybody may write.
    list: Option<ListInput>,
    /// The day the edition was published; not needed where its files say it.
    published_on: Option<Day>,
    /// The day it was read; today unless said otherwise. An edition that was read before keeps its day.
    read_on: Option<Day>,
    /// How its files are written, where they do not tell it themselves.
    encoding: Option<TextEncoding>,
    /// Where this edition was found.
    url: Option<Url>,
    /// Whether an entry whose number another has refuses the whole. Otherwise it is left out, and named.
    #[graphql(default)]
    refuse_duplicates: bool,
    /// Whether its files are known to be whole. Otherwise an edition is refused with which more than a fifth of the
    /// measures on the list would leave it, and at least twenty: its file may have been cut off.
    #[graphql(default)]
    whole: bool,
    /// Whether every value that is left out is listed, and not the first ten of each kind.
    #[graphql(default)]
    list_all_left_out: bool,
    /// Only say what would come of it.
    #[graphql(default)]
    pub(super) dry_run: bool,
}

/// How the files of an edition are read.
pub(super) enum Reader {
    /// By the format that they are published in.
    Format(Format),
    /// By a mapping.
    Mapping(Box<Mapping>),
}

/// The files of an edition, and what is said of it.
pub(super) struct Taken {
    pub reader: Reader,
    pub uploads: Vec<Upload>,
    pub edition: Edition,
    /// Whether everything that is left out is listed.
    pub lists_all: bool,
}

impl ImportListInput {
    /// Takes the files that were sent, unless something is wrong: then it is told, all of it.
    pub(super) fn taken(self, asking: &Asking) -> Result<Taken, Vec<Fault>> {
        let mut faults = Vec::new();
        let mut reader = None;
        match (self.format.reader(), self.mapping.as_deref()) {
            (Some(format), None) => reader = Some(Reader::Format(format)),
            (None, Some(mapping)) => match Mapping::read(mapping) {
                Ok(mapping) => reader = Some(Reader::Mapping(Box::new(mapping))),
                Err(error) => faults.extend(error.0.into_iter().map(|problem| {
                    fault(
                        "BAD_MAPPING",
                        problem,
                        "correct the mapping; docs/importing.md shows some",
                    )
                })),
            },
            (Some(_), Some(_)) => faults.push(fault(
                "BAD_MAPPING",
                "a mapping tells how a table is read, and this format needs none".to_owned(),
                "leave the mapping out, or name the format TABLE",
            )),
            (None, None) => faults.push(fault(
                "BAD_MAPPING",
                "a table is read by a mapping, and none was given".to_owned(),
                "give one in TOML; `detente import csv --guess FILE` writes a first one",
            )),
        }
        if self.format == ListFormat::Ftm && self.list.is_none() {
            faults.push(fault(
                "NO_LIST",
                "anybody may write FollowTheMoney, and nobody says whose list this is".to_owned(),
                "say what the list is called and who publishes it",
            ));
        }
        let slug = self.list.as_ref().map(|list| format!("source/{}-2000-01-01", list.slug));
        if slug.is_some_and(|slug| slug.parse::<detente_core::RecordId>().is_err()) {
            faults.push(fault(
                "NO_LIST",
                "this cannot be what the sources of a list are called".to_owned(),
                "write small letters, digits and hyphens, as in `our-list`",
            ));
        }
        let (held, owner) = (&asking.service.uploads, asking.viewer.name.as_str());
        for id in self.uploads.iter().filter(|id| !held.holds(id, owner)) {
            faults.push(fault(
                "NO_UPLOAD",
                format!("there is no file `{}` of yours here", id.as_str()),
                "send it to /uploads again: a file is kept for an hour, and imported once",
            ));
        }
        let read_on = self.read_on.or_else(|| (asking.service.clock)().day());
        let (Some(read_on), Some(reader), true) = (read_on, reader, faults.is_empty()) else {
            return Err(faults);
        };
        let edition = Edition {
            published_on: self.published_on,
            read_on,
            encoding: self.encoding.map(|encoding| match encoding {
                TextEncoding::Utf8 => Encoding::Utf8,
                TextEncoding::Utf16 => Encoding::Utf16,
                TextEncoding::Windows1251 => Encoding::Windows1251,
            }),
            url: self.url,
            duplicates: if self.refuse_duplicates {
                Duplicates::Refused
            } else {
                Duplicates::LeftOut
            },
            whole: self.whole,
            list: self.list.map(ListInput::list),
        };
        // Whoever looks first imports the same files after.
        let handed = |id: &ID| {
            if self.dry_run { held.look(id, owner) } else { held.take(id, owner) }
        };
        let uploads = self.uploads.iter().filter_map(handed).collect();
        Ok(Taken { reader, uploads, edition, lists_all: self.list_all_left_out })
    }
}

impl ListInput {
    fn list(self) -> List {
        let slug = self.publisher.as_record_id().slug().to_owned();
        let name = self.publisher_name.into();
        let publisher = Body { slug: slug.into(), name, kind: None, country: None };
        list(&self.slug, &self.title, publisher, self.terms_of_use.as_deref())
    }
}

fn fault(code: &'static str, problem: String, remedy: &str) -> Fault {
    let remedy = remedy.to_owned();
    Fault { written_at: None, record: None, field: None, code, problem, remedy }
}
