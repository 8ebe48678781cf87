//! A database made of a backup.

use std::{
    fs::File,
    io::{self, Read as _, Seek as _},
    path::{Path, PathBuf},
};

use clap::Args;
use detente_server::service::{Opening, address};
use detente_storage::{Store, StoreError, Verified};

use super::{placed::Beside, told, verified};
use crate::{
    asks::embedded::{self, Database},
    failure::Failure,
    options::Options,
    output::say,
};

/// How a file of `SQLite` begins.
const SQLITE: &[u8; 16] = b"SQLite format 3\0";

/// Makes a database of a backup.
#[derive(Debug, Args)]
pub struct Restore {
    /// The file that `detente backup` wrote; it stays as it is
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

impl Restore {
    /// Copies it, verifies the copy, and puts that in the place of the database, where nothing may stand.
    pub async fn run(self, options: &Options) -> Result<(), Failure> {
        embedded::on_this_machine(options)?;
        let database = embedded::chosen(options)?;
        let verified = if database.contains("://") && !database.starts_with("sqlite:") {
            self.to_server(options).await?
        } else {
            self.to_file(Path::new(file_of(&database))).await?
        };
        say(&format!("restored from {}: {}", self.file.display(), told(&verified)))
    }

    /// Into a file, which must not be there.
    async fn to_file(&self, place: &Path) -> Result<Verified, Failure> {
        for end in ["", "-wal", "-shm", "-journal"] {
            let mut found = place.as_os_str().to_owned();
            found.push(end);
            if Path::new(&found).exists() {
                return Err(Failure::usage(
                    format!("{} is there already", Path::new(&found).display()),
                    "stop what uses that database and move it away, with the files beside it whose names begin with its own; or name another with --database",
                ));
            }
        }
        let copy = self.copied(Beside::new(place, ".restore-")?)?;
        let verified = self.looked_at(&copy).await?;
        copy.placed()?;
        Ok(verified)
    }

    /// Into a database of PostgreSQL, which must hold nothing.
    async fn to_server(&self, options: &Options) -> Result<Verified, Failure> {
        let folder = tempfile::tempdir().map_err(Failure::Output)?;
        let copy = self.copied(Beside::new(&folder.path().join("backup.db"), ".restore-")?)?;
        self.looked_at(&copy).await?;
        let from = Store::open(&address(&copy.path().to_string_lossy())).await?;
        let database = Database::open_as(options, Opening { empty: true }).await?;
        let store = &database.service.store;
        store.fill(&from).await?;
        from.close().await?;
        Ok(store.verify_whole().await?)
    }

    /// The backup itself is not opened as a database: that would write to it.
    fn copied(&self, mut copy: Beside) -> Result<Beside, Failure> {
        let unreadable = |why| Failure::Unreadable { file: self.file.clone(), why };
        let mut file = File::open(&self.file).map_err(unreadable)?;
        let mut head = [0; 100];
        if file.read_exact(&mut head).is_err() || !head.starts_with(SQLITE) {
            return Err(self.is_none("it is no file of SQLite"));
        }
        let (is, should_be) = (file.metadata().map_err(unreadable)?.len(), length(&head));
        if is < should_be {
            return Err(self.is_none(&format!(
                "it was cut off after {is} bytes, of the {should_be} that its beginning tells of"
            )));
        }
        file.rewind().map_err(unreadable)?;
        let path = copy.path().to_owned();
        let unwritable = |why| Failure::Unwritable { file: path, why };
        io::copy(&mut file, copy.file()).map_err(unwritable)?;
        Ok(copy)
    }

    async fn looked_at(&self, copy: &Beside) -> Result<Verified, Failure> {
        let verified = verified(copy).await.map_err(|error| match error {
            StoreError::Open { error, .. } => self.is_none(&error.to_string()),
            other => other.into(),
        })?;
        if verified.hash.is_none() {
            return Err(self.is_none("there is no ledger in it"));
        }
        Ok(verified)
    }

    fn is_none(&self, why: &str) -> Failure {
        Failure::usage(
            format!("{} is no backup: {why}", self.file.display()),
            "name a file that `detente backup` wrote",
        )
    }
}

/// How long a file of `SQLite` is by its own head: the size of a page, in which 1 stands for 65,536, times how many there are.
fn length(head: &[u8; 100]) -> u64 {
    let page = u64::from(u16::from_be_bytes([head[16], head[17]]));
    let page = if page == 1 { 65_536 } else { page };
    page * u64::from(u32::from_be_bytes([head[28], head[29], head[30], head[31]]))
}

/// The file of a database that is named as one, or by its address.
fn file_of(database: &str) -> &str {
    let file = database.strip_prefix("sqlite:").unwrap_or(database);
    let file = file.strip_prefix("//").unwrap_or(file);
    file.split('?').next().unwrap_or_default()
}
