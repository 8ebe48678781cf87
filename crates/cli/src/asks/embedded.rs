//! The local database, asked in this process.

use std::{
    path::{Path, PathBuf},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use async_graphql::{Request, Variables};
use detente_core::Audience;
use detente_server::{
    graphql::{Api, Service},
    service::{self, Opening, open},
    uploads::TooMany,
};
use detente_storage::{Role, Store, StoreError, Trouble, Viewer};
use futures_util::StreamExt as _;

use super::{Question, follow::Answers};
use crate::{failure::Failure, options::Options, output};

/// What this process opened, to be closed when it ends.
static OPENED: Mutex<Vec<Store>> = Mutex::new(Vec::new());

/// What the file of a database is called, in a folder that holds one.
pub const FILE: &str = "detente.db";

/// How long others may keep what is closed.
const PATIENCE: Duration = Duration::from_secs(5);

/// Closes what this process opened: what is in a log goes into its file, which
/// is then the whole database and can be copied.
pub async fn close() {
    let opened = std::mem::take(&mut *OPENED.lock().unwrap_or_else(PoisonError::into_inner));
    for store in opened {
        // Nothing is lost where this fails: whoever opens the file next reads its log.
        let _ = tokio::time::timeout(PATIENCE, store.close()).await;
    }
}

/// The local database, asked in this process.
pub struct Database {
    /// What the answers come from.
    pub service: Service,
    api: Api,
    viewer: Viewer,
    /// Whether anything was asked of it.
    asked: AtomicBool,
}

impl Database {
    /// Opens the database that the options name; begins a new one with the bundled dossier.
    pub async fn open(options: &Options) -> Result<Self, Failure> {
        Self::open_as(options, Opening { empty: false }).await
    }

    /// Opens the database that the options name as it is: it must be there, and on this machine.
    pub async fn open_kept(options: &Options) -> Result<Self, Failure> {
        on_this_machine(options)?;
        let chosen = chosen(options)?;
        if begins(&chosen) {
            return Err(Failure::usage(
                format!("there is no database in {chosen}"),
                "name the one that is meant with --database or DETENTE_DATABASE",
            ));
        }
        Self::open_as(options, Opening { empty: true }).await
    }

    /// Opens the database that the options name, in this way.
    pub async fn open_as(options: &Options, opening: Opening) -> Result<Self, Failure> {
        let database = chosen(options)?;
        if begins(&database) {
            output::note(&format!("a new database begins in {database}"));
        }
        let mut service = open(&database, opening).await?;
        OPENED.lock().unwrap_or_else(PoisonError::into_inner).push(service.store.clone());
        if let Some(file) = &options.signing_key {
            service.store = service.store.signed_by(crate::commands::key::read(file)?);
        }
        // Whoever holds the file may write it; what is restricted is shown only to who asks for it.
        let sees = if options.restricted { Audience::Restricted } else { Audience::Public };
        let viewer = Viewer { name: "owner".to_owned(), role: Role::Admin, sees };
        let (api, asked) = (Api::new(service.clone()), AtomicBool::new(false));
        Ok(Self { service, api, viewer, asked })
    }

    /// Lends a file of this machine to be imported.
    pub fn lend(&self, name: String, file: &Path) -> Result<String, Failure> {
        let id = named((self.service.randomness)());
        let lent = self.service.uploads.lend(&id, &self.viewer.name, name, file.to_owned());
        lent.map_err(|TooMany| {
            Failure::usage("too many files are named", "an edition has a few files: name those")
        })?;
        Ok(id)
    }

    /// Asks what is answered again and again, and looks whether another process adds to the ledger.
    pub fn follow(&self, question: Question<'_>) -> Answers {
        let answers = self.api.answers(self.viewer.clone(), request(question));
        // It ends with the process.
        tokio::spawn(service::follow(self.service.store.clone()));
        let answers = answers.map(|answer| {
            serde_json::to_string(&answer)
                .map_err(|error| Failure::Unintelligible(error.to_string()))
        });
        Answers(answers.boxed())
    }

    /// Asks, and gives the answer as it came.
    pub async fn ask(&self, question: Question<'_>) -> Result<String, Failure> {
        // While somebody writes or reads, another process may add to the ledger.
        if self.asked.swap(true, Ordering::Relaxed) {
            service::look(&self.service.store).await;
        }
        let response = self.api.answer(self.viewer.clone(), request(question)).await;
        serde_json::to_string(&response).map_err(|error| Failure::Unintelligible(error.to_string()))
    }
}

/// A question as the schema takes it.
fn request(question: Question<'_>) -> Request {
    let request = Request::new(question.document);
    let request = request.variables(Variables::from_json(question.variables));
    match question.operation {
        Some(operation) => request.operation_name(operation),
        None => request,
    }
}

/// Refuses what only the keeper of a database does, where a server is asked.
pub fn on_this_machine(options: &Options) -> Result<(), Failure> {
    if options.server.as_ref().is_none_or(String::is_empty) {
        return Ok(());
    }
    Err(Failure::usage(
        "only whoever keeps a database can do this, and not through its server",
        "leave --server out: this is done on the machine of the database",
    ))
}

/// An identifier of bytes that nobody can guess.
fn named(bytes: [u8; 32]) -> String {
    let (high, low) = bytes.split_at(16);
    let number = |half: &[u8]| half.iter().fold(0_u128, |all, byte| all << 8 | u128::from(*byte));
    format!("{:032x}{:032x}", number(high), number(low))
}

/// Whether a file is about to be made.
pub fn begins(database: &str) -> bool {
    let file = database.strip_prefix("sqlite://").or_else(|| database.strip_prefix("sqlite:"));
    let file = file.unwrap_or(database).split('?').next().unwrap_or_default();
    if file.contains("://") || file.contains(":memory:") {
        return false;
    }
    let folder = Path::new(file).parent();
    let can = folder.is_some_and(|folder| folder.as_os_str().is_empty() || folder.is_dir());
    can && !Path::new(file).exists()
}

/// The database that the options name, else the file in the platform's data directory.
pub fn chosen(options: &Options) -> Result<String, Failure> {
    if let Some(database) = options.database.as_ref().filter(|database| !database.is_empty()) {
        return Ok(database.clone());
    }
    let folder = data_folder()?;
    std::fs::create_dir_all(&folder)
        .map_err(|why| Failure::Unwritable { file: folder.clone(), why })?;
    Ok(folder.join(FILE).to_string_lossy().into_owned())
}

fn data_folder() -> Result<PathBuf, Failure> {
    let folders = directories::ProjectDirs::from("", "", "detente");
    folders.map(|folders| folders.data_dir().to_owned()).ok_or_else(|| {
        Failure::Database("there is no home directory to keep a database in".to_owned())
    })
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match (&error, error.trouble()) {
            (StoreError::Database(_) | StoreError::Busy, Some(trouble)) => {
                return Self::Ailing(trouble);
            }
            (StoreError::Open { .. }, Some(Trouble::Full)) => return Self::Ailing(Trouble::Full),
            _ => {}
        }
        match error {
            StoreError::Forbidden { .. } => Self::NotAuthorised(error.to_string()),
            StoreError::Unanswered { place, why } => Self::Unanswered { place, why },
            StoreError::Moment(told) => Self::Refused(told),
            StoreError::Refused(faults) => {
                Self::Faults { faults: faults.into_iter().map(Into::into).collect(), storing: true }
            }
            StoreError::Token(_)
            | StoreError::NotEmpty { .. }
            | StoreError::Parted { .. }
            | StoreError::OwnLedger { .. }
            // What to do is in the words themselves.
            | StoreError::Stale { .. }
            | StoreError::MirrorOf { .. } => Self::Refused(error.to_string()),
            StoreError::Broken { .. } | StoreError::Entry { .. } | StoreError::Id(_) => {
                Self::Unsound(error.to_string())
            }
            StoreError::Database(_)
            | StoreError::Busy
            | StoreError::Open { .. }
            | StoreError::Newer(_)
            | StoreError::Migration(_)
            | StoreError::Record { .. }
            | StoreError::Folder(_)
            | StoreError::Spool(_)
            | StoreError::Remains(_)
            | StoreError::Key(_)
            | StoreError::Cursor(_) => Self::Database(error.to_string()),
        }
    }
}
