//! The options that every command has.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use detente_core::Language;

/// How answers are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For reading: tables and pages.
    Table,
    /// One JSON value, with the fields as the API names them.
    Json,
    /// One JSON object a line.
    Ndjson,
    /// Comma-separated values with a header.
    Csv,
}

/// When colours are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The options that every command has.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Options of every command")]
pub struct Options {
    /// Ask this server instead of the local database, as in `https://detente.example`
    #[arg(long, global = true, env = "DETENTE_SERVER", value_name = "URL", hide_env_values = true)]
    pub server: Option<String>,
    /// The file that holds your token for that server. `DETENTE_TOKEN` may hold the token itself; no
    /// option does, for everyone on this machine can read a command line
    #[arg(long, global = true, value_name = "FILE")]
    pub token_file: Option<PathBuf>,
    /// The local database: a file, or a postgres:// address [default: a file in your data directory]
    #[arg(
        long,
        global = true,
        env = "DETENTE_DATABASE",
        value_name = "FILE|URL",
        hide_env_values = true
    )]
    pub database: Option<String>,
    /// Sign what is added to the local database with the key in this file
    #[cfg(feature = "embedded")]
    #[arg(
        long,
        global = true,
        env = "DETENTE_SIGNING_KEY",
        value_name = "FILE",
        hide_env_values = true
    )]
    pub signing_key: Option<PathBuf>,
    /// Also show what is restricted: health, and what could endanger someone. Local database only: a
    /// server shows what your token may see
    #[arg(long, global = true)]
    pub restricted: bool,
    /// How the answer is printed
    #[arg(
        long,
        short,
        global = true,
        value_enum,
        default_value = "table",
        value_name = "FORMAT",
        hide_possible_values = true,
        help = "How the answer is printed: table, json, ndjson or csv"
    )]
    pub output: Format,
    /// Which of a record's names is shown, where it has one in this language: be, ru, uk, en
    #[arg(long, global = true, value_name = "LANGUAGE")]
    pub language: Option<Language>,
    /// List no more than so many records; without it, all of them
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub limit: Option<u32>,
    /// Print lines of at most so many characters [default: those of the terminal, else 100]
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(40..))]
    pub width: Option<u16>,
    /// Colours: auto, always or never
    #[arg(
        long,
        global = true,
        value_enum,
        default_value = "auto",
        value_name = "WHEN",
        hide_possible_values = true
    )]
    pub color: Colour,
    /// Tell on stderr what is being done; twice for more. `RUST_LOG` says it in detail
    #[arg(long, short, global = true, action = clap::ArgAction::Count)]
    pub verbose: u8,
}
