//! The command line of Détente: asks the record questions, adds to it, serves it.
//!
//! It knows no SQL and no table: every question is a GraphQL document under
//! `graphql/`, checked against `schema.graphql` when this is compiled. With the
//! feature `embedded` the same documents are answered from a local database in
//! this process; without it this is a pure client of a server.
// The roots of the schema are merged one within the other, and so are their futures.
#![recursion_limit = "256"]

#[macro_use]
mod operation;

mod asks;
mod cli;
mod commands;
mod config;
mod difference;
mod failure;
mod filter;
mod json;
mod list;
mod moment;
mod options;
mod output;
mod people;
mod progress;
mod run;
mod scalars;
mod session;
mod show;
mod wording;
mod words;

pub use run::main;

/// The command line with what the text of a file of settings says, or everything that is wrong with it.
pub fn command_with(file: &std::path::Path, text: &str) -> Result<clap::Command, String> {
    config::said(&cli::command(), file, text)
        .map_err(|faults| faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))
}

/// The command line as it is declared: for its help, completions and manual.
#[must_use]
pub fn command() -> clap::Command {
    cli::command()
}
