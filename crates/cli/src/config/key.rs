//! Which options have a key, and what may be written there.

use std::{any::TypeId, error::Error as _, path::PathBuf};

use clap::{
    Arg, ArgAction, Command,
    error::{ContextKind, ContextValue},
};
use toml::de::DeValue;

/// The options of a command that have a key: those that have a variable.
pub fn of(command: &Command) -> impl Iterator<Item = &Arg> {
    // A file does not say where it is.
    command.get_arguments().filter(|arg| arg.get_env().is_some() && arg.get_id() != "config")
}

/// What is wrong, and what to write instead.
type Fault = (String, String);

/// A value as it would be written on the command line; of a flag that is not set, nothing.
pub fn values(arg: &Arg, value: &DeValue<'_>) -> Result<Vec<String>, Fault> {
    let is_flag = matches!(arg.get_action(), ArgAction::SetTrue);
    match value {
        DeValue::Boolean(set) if is_flag => {
            return Ok(if *set { vec!["true".to_owned()] } else { Vec::new() });
        }
        _ if is_flag => {
            return Err(("this is either so or not".to_owned(), "write true or false".to_owned()));
        }
        _ => {}
    }
    let values = match value {
        DeValue::Array(values) if matches!(arg.get_action(), ArgAction::Append) => {
            values.iter().map(|value| text(arg, value.get_ref())).collect::<Result<_, _>>()?
        }
        value => vec![text(arg, value)?],
    };
    values.iter().try_for_each(|value| checked(arg, value))?;
    Ok(values)
}

fn text(arg: &Arg, value: &DeValue<'_>) -> Result<String, Fault> {
    match value {
        DeValue::String(text) => Ok(text.to_string()),
        DeValue::Integer(number) if !is_text(arg) => Ok(number.to_string()),
        DeValue::Integer(_) => Err((
            "a number stands here, where a text belongs".to_owned(),
            "write it in quotes, if it is meant so".to_owned(),
        )),
        _ => Err(("neither a text nor a number stands here".to_owned(), about(arg))),
    }
}

/// Whether an option takes any text.
fn is_text(arg: &Arg) -> bool {
    let kind = arg.get_value_parser().type_id();
    kind == TypeId::of::<String>() || kind == TypeId::of::<PathBuf>()
}

/// Lets the option itself say whether it may have this value.
fn checked(arg: &Arg, value: &str) -> Result<(), Fault> {
    let alone = arg.clone().env(None::<&'static str>).id("alone");
    let alone = Command::new("alone").no_binary_name(true).disable_help_flag(true).arg(alone);
    let asked =
        alone.try_get_matches_from([format!("--{}={value}", arg.get_long().unwrap_or_default())]);
    let Err(error) = asked else { return Ok(()) };
    let why = error.source().map(|why| format!(": {why}")).unwrap_or_default();
    let remedy = match error.get(ContextKind::ValidValue) {
        Some(ContextValue::Strings(words)) if !words.is_empty() => {
            format!("write one of {}", words.join(", "))
        }
        _ => about(arg),
    };
    Err((format!("`{value}` may not stand here{why}"), remedy))
}

/// What an option is, in the words of the help.
fn about(arg: &Arg) -> String {
    arg.get_help().map(ToString::to_string).unwrap_or_default()
}
