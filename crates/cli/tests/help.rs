//! The help of every command, as one snapshot: what a user is promised.

use clap::Command;

fn told(command: &mut Command, path: &str, text: &mut String) {
    let path = if path.is_empty() {
        command.get_name().to_owned()
    } else {
        format!("{path} {}", command.get_name())
    };
    text.push_str(&format!("\n## {path}\n\n{}", command.render_long_help()));
    for inner in command.get_subcommands_mut().filter(|inner| inner.get_name() != "help") {
        told(inner, &path, text);
    }
}

#[test]
fn the_help_of_every_command() {
    let mut command = detente_cli::command().term_width(100);
    command.build();
    let mut text = String::new();
    told(&mut command, "", &mut text);
    // The options that every command has are told once, with the first.
    insta::assert_snapshot!(text);
}
