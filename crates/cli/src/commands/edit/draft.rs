//! The file that a sheet is written in. It is kept until what was typed is in the ledger, or until
//! nothing was typed: neither a refusal nor a closed terminal loses a word.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use detente_core::dossier::Sheet;
use serde_json::{Map, Value};

use crate::{failure::Failure, output::note, session::misread};

/// The folder of such files, where the environment names one.
const FOLDER: &str = "DETENTE_DRAFTS";

/// A sheet on its way, in its file.
pub struct Draft {
    /// The sheet, with the record as it was when it was opened.
    pub sheet: Sheet,
    /// The file.
    pub file: PathBuf,
}

impl Draft {
    /// Writes the sheet into a file of its own.
    pub fn begin(sheet: Sheet) -> Result<Self, Failure> {
        let folder = folder()?;
        fs::create_dir_all(&folder)
            .map_err(|why| Failure::Unwritable { file: folder.clone(), why })?;
        let name = sheet.subject.as_str().replace('/', "-");
        let names = (1..).map(|number| match number {
            1 => format!("{name}.toml"),
            number => format!("{name}-{number}.toml"),
        });
        for file in names.map(|name| folder.join(name)) {
            match create(&file, &sheet.write()) {
                Ok(()) => {
                    let draft = Self { sheet, file };
                    draft.remember()?;
                    return Ok(draft);
                }
                Err(why) if why.kind() == std::io::ErrorKind::AlreadyExists => note(&format!(
                    "an earlier text on this record is in {0}: --draft {0} goes on with it",
                    quoted(&file)
                )),
                Err(why) => return Err(Failure::Unwritable { file, why }),
            }
        }
        Err(Failure::Refused("there is no name left for a file".to_owned()))
    }

    /// Goes on with a file that was kept. What its record said when it was opened stands beside
    /// it: without that, what others have changed since would look like the work of its author.
    pub fn found(file: PathBuf, mut sheet: Sheet) -> Result<Self, Failure> {
        fs::metadata(&file).map_err(|why| Failure::Unreadable { file: file.clone(), why })?;
        let beside = beside(&file);
        let text = fs::read_to_string(&beside)
            .map_err(|why| Failure::Unreadable { file: beside.clone(), why })?;
        let before: Before = serde_json::from_str(&text).map_err(misread)?;
        if before.subject != sheet.subject.as_str() {
            return Err(Failure::usage(
                format!("{} is a text on {}", file.display(), before.subject),
                format!("`detente edit {} --draft {}`", before.subject, file.display()),
            ));
        }
        sheet.states = before.states;
        Ok(Self { sheet, file })
    }

    /// What is written.
    pub fn bytes(&self) -> Result<Vec<u8>, Failure> {
        fs::read(&self.file).map_err(|why| Failure::Unreadable { file: self.file.clone(), why })
    }

    /// Whether nothing was typed.
    pub fn is_untouched(&self) -> bool {
        let text = fs::read_to_string(&self.file);
        text.is_ok_and(|text| self.sheet.is_untouched(&text))
    }

    /// Writes another text in place of the one that is there: never half of it.
    pub fn replace(&self, text: &[u8]) -> Result<(), Failure> {
        let unwritable = |why| Failure::Unwritable { file: self.file.clone(), why };
        let new = self.file.with_extension("toml.new");
        fs::write(&new, text).and_then(|()| fs::rename(&new, &self.file)).map_err(unwritable)
    }

    /// What its faults call the file.
    pub fn name(&self) -> String {
        self.file.display().to_string()
    }

    /// Tells where the text is, unless whoever edited it took it away.
    pub fn tell_where(&self) {
        if !self.file.exists() {
            return;
        }
        let (subject, file) = (&self.sheet.subject, quoted(&self.file));
        let verb = if self.sheet.new {
            format!("new {} {}", subject.noun(), subject.slug())
        } else {
            format!("edit {subject}")
        };
        note(&format!(
            "your text is kept in {file}\n`detente {verb} --draft {file}` goes on with it"
        ));
    }

    /// Removes the file: nothing in it is needed any more.
    pub fn remove(&self) -> Result<(), Failure> {
        let unwritable = |why| Failure::Unwritable { file: self.file.clone(), why };
        fs::remove_file(&self.file).map_err(unwritable)?;
        let _ = fs::remove_file(beside(&self.file)); // alone it means nothing
        Ok(())
    }

    fn remember(&self) -> Result<(), Failure> {
        let before =
            Before { subject: self.sheet.subject.to_string(), states: self.sheet.states.clone() };
        let text = serde_json::to_string(&before).map_err(misread)?;
        let file = beside(&self.file);
        let _ = fs::remove_file(&file); // of a text that is gone
        create(&file, &text).map_err(|why| Failure::Unwritable { file, why })
    }
}

/// What the record said when it was opened.
#[derive(serde::Serialize, serde::Deserialize)]
struct Before {
    subject: String,
    states: Map<String, Value>,
}

/// A path as a shell reads it.
fn quoted(file: &Path) -> String {
    let path = file.display().to_string();
    let plain = |c: char| c.is_alphanumeric() || "/._-:\\".contains(c);
    if path.chars().all(plain) { path } else { format!("'{}'", path.replace('\'', "'\\''")) }
}

fn beside(file: &Path) -> PathBuf {
    file.with_extension("before.json")
}

/// Makes a file that only its owner reads: what is written may not be public yet.
fn create(file: &Path, text: &str) -> std::io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)?.write_all(text.as_bytes())
}

fn folder() -> Result<PathBuf, Failure> {
    if let Some(folder) = std::env::var_os(FOLDER).filter(|folder| !folder.is_empty()) {
        return Ok(folder.into());
    }
    let folders = directories::ProjectDirs::from("", "", "detente");
    folders.map(|folders| folders.data_dir().join("drafts")).ok_or_else(|| {
        Failure::usage(
            "there is no home directory to keep your text in",
            format!("name a folder in {FOLDER}"),
        )
    })
}
