//! Lists that others publish: the files of one edition become one revision.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use detente_core::{Day, Id, Organization, Url};

use super::{told, wrong_of};
use crate::{
    asks::{Asks, upload},
    failure::{Failure, Wrong},
    json::Json,
    output::{may_be_written, note, say},
    progress::{bar, followed, spinner},
    session::{Session, misread},
};

operations!("graphql/import_list.graphql": ImportList);

use self::import_list::{ImportListInput, ListFormat, ListInput, TextEncoding};

/// The formats that are read, each by the word it goes by.
const FORMATS: &[(&str, ListFormat)] = &[
    ("viasna", ListFormat::VIASNA),
    ("ofac", ListFormat::OFAC),
    ("eu", ListFormat::EU),
    ("uk", ListFormat::UK),
    ("un", ListFormat::UN),
    ("canada", ListFormat::CANADA),
    ("ftm", ListFormat::FTM),
    ("opensanctions", ListFormat::OPENSANCTIONS),
    ("csv", ListFormat::TABLE),
];

/// The format that a word names.
pub fn format(word: &Path) -> Option<ListFormat> {
    let word = word.to_str()?;
    FORMATS.iter().find(|(name, _)| *name == word).map(|(_, format)| format.clone())
}

/// How the letters of a file are written as bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Encoding {
    /// UTF-8
    #[value(name = "utf-8")]
    Utf8,
    /// UTF-16
    #[value(name = "utf-16")]
    Utf16,
    /// The Cyrillic code page of Windows
    #[value(name = "windows-1251")]
    Windows1251,
}

/// What is said of an edition beside its files.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options of lists")]
pub struct ListOptions {
    /// The day the edition was published, where its files do not say it
    #[arg(long, value_name = "DAY")]
    published_on: Option<Day>,
    /// The day it was read [default: today; that of the first time for an edition read before]
    #[arg(long, value_name = "DAY")]
    read_on: Option<Day>,
    /// How the files are written, where they do not tell it themselves
    #[arg(long, value_enum, value_name = "ENCODING")]
    encoding: Option<Encoding>,
    /// Where the edition was found
    #[arg(long, value_name = "URL")]
    url: Option<Url>,
    /// Refuse the whole where two entries have one number; otherwise the second is left out, and named
    #[arg(long)]
    refuse_duplicates: bool,
    /// The files are whole, even where more than a fifth of the measures on the list would leave it
    #[arg(long)]
    whole: bool,
    /// Write everything that is left out into this file, in CSV; without it, some of each kind is shown
    #[arg(long, value_name = "FILE")]
    left_out: Option<PathBuf>,
    /// Of `csv`: the mapping, which says which column is which field
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,
    /// Of `csv`: print a first mapping for this table, to be looked through; needs no database
    #[arg(long, conflicts_with = "mapping")]
    guess: bool,
    /// Whose list it is: what its sources are called, as in `our-list`; for `ftm`, and for another
    /// list in the form of `opensanctions`
    #[arg(long, value_name = "SLUG", requires_all = ["title", "publisher", "publisher_name"])]
    list: Option<String>,
    /// What that list is called
    #[arg(long, value_name = "TITLE", requires = "list")]
    title: Option<String>,
    /// Who publishes it, as in `organization/viasna`
    #[arg(long, value_name = "ID", requires = "list")]
    publisher: Option<String>,
    /// The publisher's name
    #[arg(long, value_name = "NAME", requires = "list")]
    publisher_name: Option<String>,
    /// The terms on which it may be used
    #[arg(long, value_name = "TEXT", requires = "list")]
    terms: Option<String>,
}

impl ListOptions {
    /// Whether a first mapping is asked for.
    pub const fn is_guess(&self) -> bool {
        self.guess
    }

    /// Whether nothing is said that concerns a list.
    pub fn is_silent(&self) -> bool {
        self.published_on.is_none()
            && self.read_on.is_none()
            && self.encoding.is_none()
            && self.url.is_none()
            && self.left_out.is_none()
            && self.mapping.is_none()
            && self.list.is_none()
            && !self.guess
            && !self.refuse_duplicates
            && !self.whole
    }

    /// Prints a first mapping of a table.
    pub fn guess(&self, files: &[PathBuf]) -> Result<(), Failure> {
        let [file] = files else {
            return Err(Failure::usage("a mapping is guessed of one table", "name one file"));
        };
        let unreadable = |why| Failure::Unreadable { file: file.clone(), why };
        let bytes = std::fs::File::open(file).map_err(unreadable)?;
        let encoding = self.encoding.map(|encoding| match encoding {
            Encoding::Utf8 => detente_formats::Encoding::Utf8,
            Encoding::Utf16 => detente_formats::Encoding::Utf16,
            Encoding::Windows1251 => detente_formats::Encoding::Windows1251,
        });
        let table = detente_formats::File::new(file.display().to_string(), bytes);
        match detente_formats::guess(table, encoding, self.list.as_deref()) {
            Ok(mapping) => say(mapping.trim_end()),
            Err(fault) => {
                Err(Failure::Faults { faults: vec![Wrong::from(*fault)], storing: false })
            }
        }
    }

    /// Adds an edition, or only says what would come of it.
    pub async fn import(
        &self,
        session: &Session,
        format: ListFormat,
        files: &[PathBuf],
        dry_run: bool,
    ) -> Result<(), Failure> {
        if files.is_empty() {
            return Err(Failure::usage("no file is named", "name the files of one edition"));
        }
        if let Some(left_out) = &self.left_out {
            may_be_written(left_out, files)?;
        }
        let mut uploads = Vec::with_capacity(files.len());
        for file in files {
            uploads.push(upload::send(&session.asks, file).await?);
        }
        let input = self.input(format, uploads, dry_run)?;
        let asked = Box::pin(session.ask_patiently::<ImportList>(import_list::Variables { input }));
        let mut data = shown(asked, &session.asks, files).await?;
        let answer: import_list::ResponseData = data.read().map_err(misread)?;
        let one = answer.one;
        if let Some(file) = &self.left_out {
            written(file, &one)?;
        }
        if !one.user_errors.is_empty() {
            let faults = one.user_errors.into_iter().map(|error| {
                wrong_of(error.written_at, error.record, error.field, error.message, error.remedy)
            });
            return Err(Failure::Faults { faults: faults.collect(), storing: !dry_run });
        }
        let answer = data.take("one").unwrap_or(Json::Null);
        session.output.one(&answer, || told::page(&one, dry_run, self.left_out.is_some()))
    }

    fn input(
        &self,
        format: ListFormat,
        uploads: Vec<String>,
        dry_run: bool,
    ) -> Result<ImportListInput, Failure> {
        let mapping = self.mapping.as_ref().map(crate::commands::query::text);
        let list = match (&self.list, &self.title, &self.publisher, &self.publisher_name) {
            (Some(slug), Some(title), Some(publisher), Some(name)) => Some(ListInput {
                slug: slug.clone(),
                title: title.clone(),
                publisher: organization(publisher)?,
                publisher_name: name.clone(),
                terms_of_use: self.terms.clone(),
            }),
            _ => None,
        };
        Ok(ImportListInput {
            format,
            uploads,
            mapping: mapping.transpose()?,
            list,
            published_on: self.published_on,
            read_on: self.read_on,
            encoding: self.encoding.map(|encoding| match encoding {
                Encoding::Utf8 => TextEncoding::UTF_8,
                Encoding::Utf16 => TextEncoding::UTF_16,
                Encoding::Windows1251 => TextEncoding::WINDOWS_1251,
            }),
            url: self.url.clone(),
            refuse_duplicates: self.refuse_duplicates,
            whole: self.whole,
            list_all_left_out: self.left_out.is_some(),
            dry_run,
        })
    }
}

/// Waits for an import, and shows how far it has come.
async fn shown<T>(asked: impl Future<Output = T>, asks: &Asks, files: &[PathBuf]) -> T {
    let size = |file: &PathBuf| std::fs::metadata(file).map_or(0, |file| file.len());
    let bar = match asks.read_so_far() {
        Some(_) => bar(
            files.iter().map(size).sum(),
            "{bar:40} {bytes}/{total_bytes} read, then compared and written, {elapsed}",
        ),
        None => spinner("the list is read, compared and written"),
    };
    let asked = followed(asked, &bar, || asks.read_so_far().unwrap_or_default()).await;
    bar.finish_and_clear();
    asked
}

/// An organization by its identifier, or by the slug alone.
fn organization(text: &str) -> Result<String, Failure> {
    let id = if text.contains('/') { text.to_owned() } else { format!("organization/{text}") };
    match id.parse::<Id<Organization>>() {
        Ok(_) => Ok(id),
        Err(error) => Err(Failure::usage(error.to_string(), "write it as in organization/viasna")),
    }
}

/// Writes everything that is left out into a file.
fn written(file: &Path, one: &import_list::ImportListOne) -> Result<(), Failure> {
    let unwritable = |why| Failure::Unwritable { file: file.to_owned(), why };
    let mut table = csv::Writer::from_path(file).map_err(|error| unwritable(error.into()))?;
    let mut count = 0_usize;
    let mut rows = vec![["written_at", "field", "value", "reason"].map(str::to_owned)];
    for left in &one.left_out {
        for value in &left.values {
            count += 1;
            let [at, text] = [&value.written_at, &value.value].map(Clone::clone);
            rows.push([at, left.field.clone(), text, left.reason.clone()]);
        }
    }
    for row in rows {
        table.write_record(row).map_err(|error| unwritable(error.into()))?;
    }
    table.flush().map_err(unwritable)?;
    note(&format!("{}: {count} values that are left out", file.display()));
    Ok(())
}
