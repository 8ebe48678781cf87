//! `detente backup` and `detente restore`: the whole database in one file, and a database made of it.

mod placed;
mod restore;

use std::path::PathBuf;

use clap::Args;
use detente_server::service::address;
use detente_storage::{Store, StoreError, Verified};

pub use restore::Restore;

use crate::{
    asks::embedded::{Database, on_this_machine},
    failure::Failure,
    options::Options,
    output::{note, say},
    wording::count,
};
use placed::Beside;

/// Writes all that the database holds into a file.
#[derive(Debug, Args)]
pub struct Backup {
    /// The file to write, which must not be there yet
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

impl Backup {
    /// Writes it under another name, verifies it, and gives it its name once it is whole and on the disk.
    pub async fn run(self, options: &Options) -> Result<(), Failure> {
        on_this_machine(options)?;
        let beside = Beside::new(&self.file, ".backup-")?;
        let database = Database::open_kept(options).await?;
        let store = &database.service.store;
        let head = store.head().await?;
        store.back_up(beside.path()).await?;
        let verified = verified(&beside).await?;
        if verified.revisions < head {
            return Err(Failure::Database(format!(
                "the backup has {} of {head} revisions, and was thrown away",
                verified.revisions
            )));
        }
        beside.placed()?;
        say(&format!("{}: {}", self.file.display(), told(&verified)))?;
        note(
            "it holds what is restricted and what is hidden too, and who bears a token: keep it as you keep the database itself",
        );
        Ok(())
    }
}

/// Looks at everything in a file that is about to get its name.
async fn verified(beside: &Beside) -> Result<Verified, StoreError> {
    let store = Store::open(&address(&beside.path().to_string_lossy())).await?;
    let verified = store.verify_whole().await;
    store.close().await?;
    verified
}

fn told(verified: &Verified) -> String {
    let counted = |many: u64, one, more| count(i64::try_from(many).unwrap_or(i64::MAX), one, more);
    let Some(hash) = &verified.hash else { return "an empty ledger".to_owned() };
    format!(
        "{} with {}, the newest {hash}; verified",
        counted(verified.revisions, "revision", "revisions"),
        counted(verified.entries, "entry", "entries"),
    )
}
