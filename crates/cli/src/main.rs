//! `detente`: asks the record, and keeps it.

use std::process::ExitCode;

#[cfg(feature = "embedded")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    detente_cli::main()
}
