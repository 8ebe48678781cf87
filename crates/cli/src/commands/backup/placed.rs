//! A file that gets its name once it is whole, and on the disk.

use std::{
    fs::File,
    io,
    path::{Path, PathBuf},
};

use tempfile::NamedTempFile;

use crate::failure::Failure;

/// A file beside the place where it will stand; nobody else may read it.
pub struct Beside {
    file: NamedTempFile,
    place: PathBuf,
}

impl Beside {
    /// Begins it, if nothing stands in its place.
    pub fn new(place: &Path, prefix: &str) -> Result<Self, Failure> {
        let unwritable = |why| Failure::Unwritable { file: place.to_owned(), why };
        if place.symlink_metadata().is_ok() {
            return Err(unwritable(io::ErrorKind::AlreadyExists.into()));
        }
        let file = tempfile::Builder::new().prefix(prefix).tempfile_in(folder(place));
        Ok(Self { file: file.map_err(unwritable)?, place: place.to_owned() })
    }

    /// Where it stands until then.
    pub fn path(&self) -> &Path {
        self.file.path()
    }

    /// The file, to be written.
    pub fn file(&mut self) -> &mut File {
        self.file.as_file_mut()
    }

    /// Gives it its name, once all of it is on the disk. Where something stands there by now, that stays.
    pub fn placed(self) -> Result<(), Failure> {
        let Self { file, place } = self;
        let unwritable = |why| Failure::Unwritable { file: place.clone(), why };
        file.as_file().sync_all().map_err(unwritable)?;
        file.persist_noclobber(&place).map_err(|error| unwritable(error.error))?;
        // The name too must outlast a loss of power. On other systems a folder is not opened.
        if cfg!(unix) {
            File::open(folder(&place)).and_then(|folder| folder.sync_all()).map_err(unwritable)?;
        }
        Ok(())
    }
}

/// The folder that something stands in.
fn folder(place: &Path) -> &Path {
    let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}
