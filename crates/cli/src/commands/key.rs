//! `detente key`: the keys that sign revisions, kept in files of their own.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use clap::Subcommand;
use detente_storage::SigningKey;

use crate::{failure::Failure, output::say};

/// Keys that sign revisions.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a key, and print the half that may be known: it is what mirrors pin
    ///
    /// As in `detente key create signing.key`
    Create {
        /// The file it is kept in, which must not be there yet; nobody else may read it
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Print the half of a key that may be known
    Show {
        /// The file it is kept in
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

impl Command {
    /// Makes a key, or shows one.
    pub fn run(self) -> Result<(), Failure> {
        match self {
            Self::Create { file } => {
                let random = |_| Failure::Database("this machine gives no randomness".to_owned());
                let seed = SigningKey::new_seed().map_err(random)?;
                let key = SigningKey::of_seed(&seed).map_err(random)?;
                let unwritable = |why| Failure::Unwritable { file: file.clone(), why };
                let mut kept = new_file(&file).map_err(unwritable)?;
                kept.write_all(SigningKey::written(&seed).as_bytes()).map_err(unwritable)?;
                kept.sync_all().map_err(unwritable)?;
                say(&key.public().to_string())
            }
            Self::Show { file } => say(&read(&file)?.public().to_string()),
        }
    }
}

/// A file that was not there before, and that nobody else may read.
fn new_file(file: &Path) -> std::io::Result<fs::File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)
}

/// Reads a key from its file.
pub fn read(file: &Path) -> Result<SigningKey, Failure> {
    let text = fs::read_to_string(file)
        .map_err(|why| Failure::Unreadable { file: file.to_owned(), why })?;
    text.parse().map_err(|_| {
        Failure::usage(
            format!("{} holds no key that signs", file.display()),
            "make one with `detente key create FILE`",
        )
    })
}
