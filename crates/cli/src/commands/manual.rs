//! `detente completions` and `detente man`: help where shells and `man` look for it.

use std::{fs, path::PathBuf};

use clap::Args;
use clap_complete::Shell;
use clap_mangen::Man as Page;

use crate::{cli::command, failure::Failure, output::say};

/// Prints completions for a shell.
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

impl Completions {
    /// Prints them.
    pub fn run(self) -> Result<(), Failure> {
        let mut text = Vec::new();
        clap_complete::generate(self.shell, &mut command(), "detente", &mut text);
        say(&String::from_utf8_lossy(&text))
    }
}

/// Prints the manual.
#[derive(Debug, Args)]
pub struct Man {
    /// The folder into which a page for every command is written; without it, the main page is printed
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
}

impl Man {
    /// Prints or writes it.
    pub fn run(self) -> Result<(), Failure> {
        let Some(folder) = self.folder else {
            let mut text = Vec::new();
            Page::new(command()).render(&mut text)?;
            return say(&String::from_utf8_lossy(&text));
        };
        let unwritable = |why| Failure::Unwritable { file: folder.clone(), why };
        fs::create_dir_all(&folder).map_err(unwritable)?;
        clap_mangen::generate_to(command(), &folder).map_err(unwritable)
    }
}
