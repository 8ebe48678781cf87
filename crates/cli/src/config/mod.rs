//! The file that says what no flag and no variable says: `detente.toml`.
//!
//! What it says becomes the default of the options, so a variable says more than the file, and a flag more than a variable. An
//! option has a key where it has a variable: at the top those of every command, in the table `serve` those of `detente serve`.

mod key;

use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, Command};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::{
    cli::SET_UP as TABLES,
    failure::{Failure, Wrong},
};

/// The name of the file where it is looked for unasked.
const USUAL: &str = "detente.toml";

/// Gives a command line what the file says, if there is one.
pub fn filled(command: Command) -> Result<Command, Failure> {
    // What else is wrong with the command line is told when it is read in earnest.
    let Ok(asked) = command.clone().ignore_errors(true).try_get_matches() else {
        return Ok(command);
    };
    let Some(file) = chosen(&asked) else { return Ok(command) };
    let text = std::fs::read_to_string(&file);
    let text = text.map_err(|why| Failure::Unreadable { file: file.clone(), why })?;
    said(&command, &file, &text).map_err(|faults| Failure::Settings { faults })
}

/// The file that is named, else the one in the usual place.
fn chosen(asked: &ArgMatches) -> Option<PathBuf> {
    if let Some(file) = asked.get_one::<PathBuf>("config") {
        return (!file.as_os_str().is_empty()).then(|| file.clone());
    }
    let usual = directories::ProjectDirs::from("", "", "detente")?.config_dir().join(USUAL);
    usual.is_file().then_some(usual)
}

/// The same command line with what the text says, or everything that is wrong with the text.
pub fn said(command: &Command, file: &Path, text: &str) -> Result<Command, Vec<Wrong>> {
    let (root, errors) = DeTable::parse_recoverable(text);
    let place = Place { file, text };
    let mut faults: Vec<Wrong> = errors.iter().map(|error| place.not_toml(error)).collect();
    let mut filled = command.clone();
    for (name, value) in root.into_inner() {
        let table = TABLES.iter().find(|table| **table == name.get_ref().as_ref());
        let inner = table.and_then(|table| command.find_subcommand(table));
        match (value.into_inner(), inner) {
            (DeValue::Table(entries), Some(inner)) => {
                for (name, value) in entries {
                    match place.heard(inner, &name, value.get_ref()) {
                        Ok(arg) => {
                            let with_it =
                                |inner: Command| inner.mut_arg(arg.get_id(), |_| arg.clone());
                            filled = filled.mut_subcommand(inner.get_name(), with_it);
                        }
                        Err(wrong) => faults.push(wrong),
                    }
                }
            }
            (value, _) => match place.heard(command, &name, &value) {
                Ok(arg) => filled = filled.mut_arg(arg.get_id(), |_| arg.clone()),
                Err(wrong) => faults.push(wrong),
            },
        }
    }
    faults.sort_by_key(Wrong::line);
    if faults.is_empty() { Ok(filled) } else { Err(faults) }
}

/// Where something stands.
struct Place<'a> {
    file: &'a Path,
    text: &'a str,
}

impl Place<'_> {
    /// The option that a key is of, with its value as the default.
    fn heard(
        &self,
        command: &Command,
        name: &Spanned<impl AsRef<str>>,
        value: &DeValue<'_>,
    ) -> Result<Arg, Wrong> {
        let (key, at) = (name.get_ref().as_ref(), name.span().start);
        let wrong = |(problem, remedy)| Wrong {
            field: Some(key.to_owned()),
            ..self.wrong(at, problem, remedy)
        };
        let arg = key::of(command).find(|arg| arg.get_long() == Some(key));
        let arg = arg.ok_or_else(|| wrong((unknown(command), remedy(command, key))))?;
        let values = key::values(arg, value).map_err(wrong)?;
        Ok(if values.is_empty() { arg.clone() } else { arg.clone().default_values(values) })
    }

    fn not_toml(&self, error: &toml::de::Error) -> Wrong {
        let at = error.span().unwrap_or_default().start;
        let remedy =
            "a line is `key = value`, texts in quotation marks; docs/detente.toml shows every key";
        self.wrong(at, format!("this is not TOML: {}", error.message()), remedy.to_owned())
    }

    fn wrong(&self, at: usize, problem: String, remedy: String) -> Wrong {
        let line = self.text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
        let written_at = Some(format!("{}:{line}", self.file.display()));
        Wrong { written_at, record: None, field: None, problem, remedy }
    }
}

fn unknown(command: &Command) -> String {
    match TABLES.iter().find(|table| **table == command.get_name()) {
        Some(table) => format!("the table [{table}] has no such key"),
        None => "there is no such key".to_owned(),
    }
}

/// What may stand there, and where the key may stand.
fn remedy(command: &Command, key: &str) -> String {
    let tables = TABLES.iter().filter_map(|table| command.find_subcommand(table));
    let of_table = |table: &&Command| key::of(table).any(|arg| arg.get_long() == Some(key));
    if let Some(table) = tables.clone().find(of_table) {
        return format!("it belongs below the line [{}]", table.get_name());
    }
    let tables = tables.map(|table| format!("[{}]", table.get_name()));
    let keys = key::of(command).filter_map(|arg| arg.get_long().map(str::to_owned));
    format!("the keys are {}", keys.chain(tables).collect::<Vec<_>>().join(", "))
}
