//! The options that every command has.

use std::path::PathBuf;

use clap::{
    Args, ValueEnum,
    builder::{OsStringValueParser, TypedValueParser},
};
use detente_core::{KnownAt, Language};

use crate::failure::Failure;

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

/// What `--output` names: how answers are printed, or the file that a command writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// How answers are printed.
    Format(Format),
    /// The file that is written.
    File(PathBuf),
}

/// What is no format is a file where it looks like one.
fn target(text: &str) -> Result<Target, String> {
    match Format::from_str(text, false) {
        Ok(format) => Ok(Target::Format(format)),
        Err(_) if text.contains(['.', '/', '\\']) => Ok(Target::File(text.into())),
        Err(_) => Err("the formats are table, json, ndjson and csv".to_owned()),
    }
}

/// Reads the name of a file; an empty one, as of a variable that says nothing, is none.
fn file() -> impl TypedValueParser<Value = PathBuf> {
    OsStringValueParser::new().map(PathBuf::from)
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
    /// Trust this certificate too when that server is asked by https: in PEM, for one that no public authority knows
    #[arg(
        long,
        global = true,
        value_parser = file(), env = "DETENTE_SERVER_CA",
        value_name = "FILE",
        hide_env_values = true
    )]
    pub server_ca: Option<PathBuf>,
    /// The file that holds your token for that server. `DETENTE_TOKEN` may hold the token itself; no
    /// option does, for everyone on this machine can read a command line
    #[arg(
        long,
        global = true,
        value_parser = file(), env = "DETENTE_TOKEN_FILE",
        value_name = "FILE",
        hide_env_values = true
    )]
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
    /// The file that says what these options and those of `serve` are, where neither flag nor variable does;
    /// docs/detente.toml has every key [default: detente.toml in your configuration directory, if it is there]
    #[arg(
        long,
        global = true,
        value_parser = file(), env = "DETENTE_CONFIG",
        value_name = "FILE",
        hide_env_values = true
    )]
    config: Option<PathBuf>,
    /// Also show what is restricted: health, and what could endanger someone. Local database only: a
    /// server shows what your token may see
    #[arg(long, global = true)]
    pub restricted: bool,
    /// How the answer is printed
    #[arg(
        long,
        short,
        global = true,
        value_parser = target,
        default_value = "table",
        value_name = "FORMAT",
        help = "How the answer is printed: table, json, ndjson or csv; for `checkout` the file to write"
    )]
    pub output: Target,
    /// Which of a record's names is shown, where it has one in this language: be, ru, uk, en
    #[arg(long, global = true, value_name = "LANGUAGE")]
    pub language: Option<Language>,
    /// Answer as it was known then: a revision, as in 3, a day or an instant. What may be shown is decided as it is today
    #[arg(long, global = true, value_name = "MOMENT")]
    pub known_at: Option<KnownAt>,
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

impl Options {
    /// How the answer is printed.
    pub fn format(&self) -> Format {
        match &self.output {
            Target::Format(format) => *format,
            Target::File(_) => Format::Table,
        }
    }

    /// Refuses a file where none is written.
    pub fn without_file(&self) -> Result<(), Failure> {
        let Target::File(file) = &self.output else { return Ok(()) };
        Err(Failure::usage(
            format!("`{}` is no format, and this command writes no file", file.display()),
            "name a format with --output: table, json, ndjson or csv",
        ))
    }
}
