//! An export as a file of `SQLite`: the same statements, carried out.

use std::path::{Path, PathBuf};

use detente_storage::TablesFile;

use super::{
    Page,
    writing::{Unfinished, unwritable},
};
use crate::failure::Failure;

/// Tables in a file of `SQLite`.
pub struct Tables {
    to: TablesFile,
    unfinished: Unfinished,
    file: PathBuf,
    has_head: bool,
    foot: String,
}

impl Tables {
    /// Begins the file under another name, which goes if it does not become whole.
    pub async fn begin(file: &Path) -> Result<Self, Failure> {
        // It could be somebody's ledger, which goes by such a name too.
        if file.exists() {
            return Err(Failure::usage(
                format!("there is a database at {} already", file.display()),
                "name another file, or take that one away first",
            ));
        }
        let unfinished = Unfinished::of(file);
        if let Err(why) = std::fs::remove_file(unfinished.path())
            && why.kind() != std::io::ErrorKind::NotFound
        {
            return Err(unwritable(file, why));
        }
        let to = TablesFile::begin(unfinished.path()).await?;
        let file = file.to_owned();
        Ok(Self { to, unfinished, file, has_head: false, foot: String::new() })
    }

    /// Makes the tables, where they are not made.
    pub async fn head(&mut self, page: &Page) -> Result<(), Failure> {
        if std::mem::replace(&mut self.has_head, true) {
            return Ok(());
        }
        self.foot.clone_from(&page.foot);
        Ok(self.to.run(&page.head).await?)
    }

    /// Adds the rows of a record.
    pub async fn rows(&mut self, statements: &str) -> Result<(), Failure> {
        Ok(self.to.run(statements).await?)
    }

    /// Ends the file, and gives it its name.
    pub async fn end(self) -> Result<(), Failure> {
        self.to.run(&self.foot).await?;
        self.to.end().await?;
        self.unfinished.becomes(&self.file)
    }
}
