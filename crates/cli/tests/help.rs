//! The help of every command, as one snapshot: what a user is promised.
//!
//! After a change, `INSTA_UPDATE=always cargo test -p detente-cli --test help`, and read the difference.

use clap::Command;

/// The help of a command and of those within it. The options that every command has are told once, with the first.
fn told(command: Command, path: &str, text: &mut Vec<String>) {
    let path = format!("{path}{}", command.get_name());
    let mut command = if text.is_empty() {
        command
    } else {
        command.mut_args(
            |argument| if argument.is_global_set() { argument.hide(true) } else { argument },
        )
    };
    text.push(format!("## {path}\n\n{}", command.render_long_help()));
    for inner in command.get_subcommands().filter(|inner| inner.get_name() != "help") {
        told(inner.clone(), &format!("{path} "), text);
    }
}

#[test]
fn the_help_of_every_command() {
    let mut command = detente_cli::command().term_width(100);
    command.build();
    let mut text = Vec::new();
    told(command, "", &mut text);
    insta::assert_snapshot!(text.join("\n"));
}
