//! `detente`: asks the record, and keeps it.

use std::process::ExitCode;

fn main() -> ExitCode {
    detente_cli::main()
}
