//! `detente checkout`: a whole database as of a moment.

use std::path::PathBuf;

use clap::Args;
use detente_core::{KnownAt, Seed};
use detente_server::service::{Opening, address};
use detente_storage::Store;

use crate::{
    asks::embedded::Database,
    failure::Failure,
    options::{Options, Target},
    output::{note, say},
    wording::count,
};

/// Writes a database as of a moment into the file that --output names.
#[derive(Debug, Args)]
pub struct Checkout {
    /// The moment: a revision, as in 2, a day or an instant
    #[arg(long, value_name = "MOMENT")]
    at: KnownAt,
}

impl Checkout {
    /// Writes it, under another name until it is whole.
    pub async fn run(self, options: &Options) -> Result<(), Failure> {
        if options.known_at.is_some() {
            return Err(Failure::usage("the moment is that of --at", "leave --known-at out"));
        }
        if options.server.as_ref().is_some_and(|server| !server.is_empty()) {
            return Err(Failure::usage(
                "a server does not give its whole ledger away",
                "leave --server out: what is checked out is the local database",
            ));
        }
        let Target::File(into) = &options.output else {
            return Err(Failure::usage(
                "no file is named to write it into",
                "name one that is not there yet, as in -o past.db",
            ));
        };
        if into.exists() {
            return Err(Failure::usage(
                format!("{} is there already", into.display()),
                "name a file that is not there yet, or remove it first",
            ));
        }
        let database = Database::open_as(options, Opening { empty: true }).await?;
        let service = &database.service;
        let revision = service.store.revision_at(self.at).await?;
        let folder = into.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.map_or_else(|| PathBuf::from("."), PathBuf::from);
        let unwritable = |why| Failure::Unwritable { file: into.clone(), why };
        let beside = tempfile::Builder::new().prefix(".checkout-").tempdir_in(folder);
        let beside = beside.map_err(unwritable)?;
        let whole = beside.path().join("past.db");
        let past = Store::open(&address(&whole.to_string_lossy())).await?;
        let (moment, seed) = ((service.clock)(), Seed((service.randomness)()));
        let made =
            service.store.checkout(revision, &past, "owner".to_owned(), moment, seed).await?;
        let hash = past.verify().await?.unwrap_or_default();
        past.close().await?;
        std::fs::rename(&whole, into).map_err(unwritable)?;
        let revisions = count(i64::try_from(revision).unwrap_or(i64::MAX), "revision", "revisions");
        let entries = count(i64::try_from(made.entries).unwrap_or(i64::MAX), "entry", "entries");
        say(&format!("{}: {revisions} with {entries}, the newest {hash}", into.display()))?;
        if made.carried > 0 {
            let rulings = i64::try_from(made.carried).unwrap_or(i64::MAX);
            note(&format!(
                "{} made since, on what may be seen of it, stand in revision {} on top: whoever asks this database is shown what may be shown today",
                count(rulings, "ruling", "rulings"),
                revision + 1
            ));
        }
        note(match service.store.mirror_of().await? {
            Some(_) => "it holds what the mirror holds, and is a mirror too",
            None => {
                "it holds what is restricted and what is hidden too: keep it as you keep the database itself"
            }
        });
        Ok(())
    }
}
