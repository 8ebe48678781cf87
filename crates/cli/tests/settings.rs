//! That the file says what it is thought to say, and what is told of one that does not.

#![expect(clippy::unwrap_used, reason = "tests")]

use std::{fmt::Write as _, fs, net::SocketAddr, path::Path};

use clap::{Arg, ArgMatches, Command};
use detente_cli::{command, command_with};

/// The file that has every key.
const EVERY_KEY: &str = "../../docs/detente.toml";

fn asked(text: &str, words: &[&str]) -> ArgMatches {
    let command = command_with(Path::new("detente.toml"), text).unwrap();
    command.try_get_matches_from([&["detente"], words].concat()).unwrap()
}

fn address(asked: &ArgMatches) -> String {
    let address = asked.subcommand_matches("serve").unwrap().get_one::<SocketAddr>("address");
    address.unwrap().to_string()
}

#[test]
fn a_flag_says_more_than_the_file_and_the_file_more_than_nothing() {
    let text = "database = \"file.db\"\n[serve]\naddress = \"127.0.0.1:1\"\nmax-requests = 7\nbehind-proxy = true\nallow-origin = [\"https://a.example\", \"https://b.example\"]";
    let of_file = asked(text, &["serve"]);
    let serve = of_file.subcommand_matches("serve").unwrap();
    assert_eq!(address(&of_file), "127.0.0.1:1");
    assert_eq!(serve.get_one("max_requests"), Some(&7_u16));
    assert!(serve.get_flag("behind_proxy"));
    assert_eq!(serve.get_many::<String>("allow_origin").unwrap().count(), 2);
    assert_eq!(address(&asked(text, &["serve", "--address", "127.0.0.1:2"])), "127.0.0.1:2");
    let database = |words: &[&str]| asked(text, words).get_one::<String>("database").cloned();
    assert_eq!(database(&["verify"]).as_deref(), Some("file.db"));
    assert_eq!(database(&["verify", "--database", "flag.db"]).as_deref(), Some("flag.db"));
}

#[test]
fn a_file_that_is_wrong_is_told_all_at_once() {
    let text = "adress = 1\naddress = \"127.0.0.1:1\"\ndatabase = true\n\n[serve]\naddress = \"localhost\"\nmetrics = 9\npublic-address = 5\nlog = \"xml\"\nbehind-proxy = \"yes\"\nmax-requests = -1\nallow-origin = [\"front.example\"]\nlog-format = \"json\"\nmax-cost = \n[severe]\n";
    insta::assert_snapshot!(command_with(Path::new("detente.toml"), text).unwrap_err());
}

#[test]
fn a_star_stands_for_no_part_of_a_host() {
    let text = "[serve]\nallow-origin = [\"https://*.example\"]";
    let told = command_with(Path::new("detente.toml"), text).unwrap_err();
    assert!(told.contains("a star stands for no part of a host"), "{told}");
}

/// The options that have a key: those that have a variable.
fn keyed(command: &Command) -> impl Iterator<Item = &Arg> {
    command.get_arguments().filter(|arg| arg.get_env().is_some() && arg.get_id() != "config")
}

/// A text in lines of a comment.
fn comment(text: &str) -> String {
    let mut lines = vec!["#".to_owned()];
    for word in text.split_whitespace() {
        if lines.last().unwrap().len() + word.len() > 98 {
            lines.push("#".to_owned());
        }
        let _ = write!(lines.last_mut().unwrap(), " {word}");
    }
    lines.join("\n")
}

/// The keys of a command with what stands there unless something is said, in the form of the file.
fn written(command: &Command) -> String {
    let keys = keyed(command).map(|arg| {
        let (name, variable) = (arg.get_long().unwrap(), arg.get_env().unwrap().to_string_lossy());
        let about = arg.get_help().map(ToString::to_string).unwrap_or_default();
        let about = about.split(" [default").next().unwrap_or_default();
        let about = comment(&format!("{about}. As a variable: {variable}."));
        format!("{about}\n#{name} = {}\n", example(arg))
    });
    keys.collect::<Vec<_>>().join("\n")
}

/// The default of an option; where it has none, what it could be.
fn example(arg: &Arg) -> String {
    let usual = arg.get_default_values().first().map(|value| value.to_string_lossy().into_owned());
    match (usual, arg.get_long().unwrap()) {
        (Some(text), _) if text.parse::<u64>().is_ok() || text == "false" => text,
        (Some(text), _) => format!("\"{text}\""),
        (None, "server" | "public-address") => "\"https://detente.example\"".to_owned(),
        (None, "server-ca") => "\"/etc/detente/ca.pem\"".to_owned(),
        (None, "token-file") => "\"/etc/detente/token\"".to_owned(),
        (None, "database") => "\"/var/lib/detente/detente.db\"".to_owned(),
        (None, "signing-key") => "\"/etc/detente/signing.key\"".to_owned(),
        (None, "tls-cert") => "\"/etc/detente/tls.pem\"".to_owned(),
        (None, "tls-key") => "\"/etc/detente/tls.key\"".to_owned(),
        (None, "metrics") => "\"127.0.0.1:9090\"".to_owned(),
        (None, "traces") => "\"http://127.0.0.1:4318/v1/traces\"".to_owned(),
        (None, "rate-limit") => "50000".to_owned(),
        (None, "trusted") => "[\"/etc/detente/documents.json\"]".to_owned(),
        (None, "allow-origin") => "[\"https://front.example\"]".to_owned(),
        (None, "no-introspection" | "no-suggestions" | "behind-proxy" | "trusted-only") => {
            "false".to_owned()
        }
        (None, name) => panic!("--{name} has no example yet: write one here"),
    }
}

#[test]
fn the_file_of_every_key_has_every_key() {
    let command = command();
    let head = "# Every setting that a file may have, with what holds where nothing is said, or with an example.\n\
        # A flag says more than a variable, and a variable more than this file: docs/runbook.md.\n\
        # This text is written by the tests, from the help of the options.\n\n";
    let mut text = format!("{head}{}", written(&command));
    let serve = command.find_subcommand("serve").unwrap();
    let _ = write!(text, "\n[serve]\n\n{}", written(serve));
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        fs::write(EVERY_KEY, &text).unwrap();
    }
    let kept = fs::read_to_string(EVERY_KEY).unwrap();
    assert_eq!(kept, text, "docs/detente.toml is not that of the options: `just schema` writes it");
    let spoken = text.lines().map(|line| match line.strip_prefix('#') {
        Some(key) if !key.starts_with(' ') => key,
        _ => line,
    });
    let spoken = spoken.collect::<Vec<_>>().join("\n");
    command_with(Path::new(EVERY_KEY), &spoken).unwrap();
}
