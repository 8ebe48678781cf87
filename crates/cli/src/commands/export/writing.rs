//! Where an export is written: to stdout, into a file, or into a folder.

use std::{
    collections::{BTreeMap, btree_map::Entry},
    fs::File,
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

use super::{Page, export_page::ExportPageListRecords};
use crate::{
    failure::Failure,
    words::{ExportFormat, Noun},
};

/// What is written, and where.
pub struct Writing {
    form: ExportFormat,
    place: Place,
}

enum Place {
    /// Everything in one.
    One(Begun),
    /// Tables in a file of `SQLite`.
    #[cfg(feature = "embedded")]
    Tables(super::tables::Tables),
    /// A file for each kind of record; in Markdown one for each record.
    Folder(PathBuf, BTreeMap<&'static str, Begun>),
}

impl Writing {
    /// Opens what `-o` names: a folder where its name ends with a slash, or where it is one.
    pub async fn open(
        form: ExportFormat,
        nouns: &[Noun],
        file: Option<&Path>,
        follows: bool,
    ) -> Result<Self, Failure> {
        let is_folder =
            |file: &&Path| file.is_dir() || file.to_string_lossy().ends_with(['/', '\\']);
        if let Some(folder) = file.filter(is_folder) {
            let divided =
                matches!(form, ExportFormat::Csv | ExportFormat::Ndjson | ExportFormat::Markdown);
            if !divided {
                return Err(Failure::usage(
                    format!("{} is one file, and `{}` a folder", form.word(), folder.display()),
                    "name a file, or leave -o out",
                ));
            }
            std::fs::create_dir_all(folder).map_err(|why| unwritable(folder, why))?;
            let place = Place::Folder(folder.to_owned(), BTreeMap::new());
            return Ok(Self { form, place });
        }
        if form == ExportFormat::Csv && nouns.len() != 1 {
            return Err(Failure::usage(
                "a table in CSV is of one kind of record",
                "name one, as in --noun detention, or a folder for all of them, as in -o tables/",
            ));
        }
        if form == ExportFormat::Csv && follows {
            return Err(Failure::usage(
                "what records lead to is of other kinds, and a table in CSV is of one",
                "name a folder, as in -o tables/, or leave --follow out",
            ));
        }
        let place = match file {
            #[cfg(feature = "embedded")]
            Some(file) if form == ExportFormat::Sql && is_database(file) => {
                Place::Tables(super::tables::Tables::begin(file).await?)
            }
            Some(file) => Place::One(Begun::file(file)?),
            None => Place::One(Begun::stdout()),
        };
        Ok(Self { form, place })
    }

    /// Whether sources stand in it as records of their own: then what rests on them brings them along.
    pub fn carries_sources(&self) -> bool {
        match self.form {
            ExportFormat::Csv => matches!(self.place, Place::Folder(..)),
            ExportFormat::Dossier
            | ExportFormat::DossierJson
            | ExportFormat::Ftm
            | ExportFormat::Sql => true,
            ExportFormat::Ndjson | ExportFormat::JsonLd | ExportFormat::Markdown => false,
        }
    }

    /// Begins what a page belongs to, where that is not begun.
    pub async fn begin(&mut self, noun: Noun, page: &Page) -> Result<(), Failure> {
        match &mut self.place {
            Place::One(begun) => begun.begin(page),
            #[cfg(feature = "embedded")]
            Place::Tables(tables) => tables.head(page).await,
            Place::Folder(..) if self.form == ExportFormat::Markdown => Ok(()),
            Place::Folder(folder, files) => match files.entry(noun.word()) {
                Entry::Occupied(_) => Ok(()),
                Entry::Vacant(place) => {
                    let file = folder.join(format!("{}.{}", noun.word(), self.form.word()));
                    place.insert(Begun::file(&file)?).begin(page)
                }
            },
        }
    }

    /// Writes a record.
    pub async fn record(
        &mut self,
        noun: Noun,
        record: &ExportPageListRecords,
    ) -> Result<(), Failure> {
        match &mut self.place {
            Place::One(begun) => begun.record(&record.text),
            #[cfg(feature = "embedded")]
            Place::Tables(tables) => tables.rows(&record.text).await,
            Place::Folder(folder, _) if self.form == ExportFormat::Markdown => {
                let file = folder.join(format!("{}.md", record.id.replace('/', "-")));
                let mut page = Begun::file(&file)?;
                page.record(&record.text)?;
                page.end()
            }
            Place::Folder(_, files) => match files.get_mut(noun.word()) {
                Some(begun) => begun.record(&record.text),
                None => Ok(()),
            },
        }
    }

    /// Ends what was begun.
    pub async fn end(self) -> Result<(), Failure> {
        match self.place {
            Place::One(begun) => begun.end(),
            #[cfg(feature = "embedded")]
            Place::Tables(tables) => tables.end().await,
            Place::Folder(_, files) => files.into_values().try_for_each(Begun::end),
        }
    }
}

/// A file, or stdout, that something was written to.
struct Begun {
    to: Box<dyn Write>,
    /// The name it has until it is whole, and the one it has then; none of stdout.
    names: Option<(Unfinished, PathBuf)>,
    has_head: bool,
    has_records: bool,
    between: String,
    foot: String,
}

/// A file that is not whole: it goes unless it is given its name.
pub struct Unfinished(PathBuf);

impl Unfinished {
    /// Beside the file that it becomes.
    pub fn of(file: &Path) -> Self {
        let mut name = file.as_os_str().to_owned();
        name.push(".part");
        Self(PathBuf::from(name))
    }

    /// Where it lies.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Gives it its name.
    pub fn becomes(self, file: &Path) -> Result<(), Failure> {
        std::fs::rename(&self.0, file).map_err(|why| unwritable(file, why))
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0); // it has its name by now, or cannot be helped
    }
}

impl Begun {
    fn of(to: impl Write + 'static, names: Option<(Unfinished, PathBuf)>) -> Self {
        Self {
            to: Box::new(BufWriter::new(to)),
            names,
            has_head: false,
            has_records: false,
            between: String::new(),
            foot: String::new(),
        }
    }

    fn stdout() -> Self {
        Self::of(io::stdout(), None)
    }

    fn file(file: &Path) -> Result<Self, Failure> {
        let unfinished = Unfinished::of(file);
        let to = File::create(unfinished.path()).map_err(|why| unwritable(file, why))?;
        Ok(Self::of(to, Some((unfinished, file.to_owned()))))
    }

    fn begin(&mut self, page: &Page) -> Result<(), Failure> {
        if std::mem::replace(&mut self.has_head, true) {
            return Ok(());
        }
        self.between.clone_from(&page.between);
        self.foot.clone_from(&page.foot);
        self.write(&page.head)
    }

    fn record(&mut self, text: &str) -> Result<(), Failure> {
        if std::mem::replace(&mut self.has_records, true) {
            let between = self.between.clone();
            self.write(&between)?;
        }
        self.write(text)
    }

    fn write(&mut self, text: &str) -> Result<(), Failure> {
        let written = self.to.write_all(text.as_bytes());
        match &self.names {
            Some((_, file)) => written.map_err(|why| unwritable(file, why)),
            None => Ok(written?),
        }
    }

    /// Writes the foot, and gives the file its name.
    fn end(mut self) -> Result<(), Failure> {
        let foot = std::mem::take(&mut self.foot);
        self.write(&foot)?;
        let flushed = self.to.flush();
        let Some((unfinished, file)) = self.names else { return Ok(flushed?) };
        drop(self.to);
        flushed.map_err(|why| unwritable(&file, why))?;
        unfinished.becomes(&file)
    }
}

/// Whether a name is that of a file of `SQLite`.
#[cfg(feature = "embedded")]
fn is_database(file: &Path) -> bool {
    let ending = file.extension().and_then(std::ffi::OsStr::to_str);
    ending.is_some_and(|ending| matches!(ending, "db" | "sqlite" | "sqlite3"))
}

pub fn unwritable(file: &Path, why: io::Error) -> Failure {
    Failure::Unwritable { file: file.to_owned(), why }
}
