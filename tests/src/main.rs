//! The command line under test: built with the tests, so that a transcript never runs an old one.

use std::process::ExitCode;

fn main() -> ExitCode {
    detente_cli::main()
}
