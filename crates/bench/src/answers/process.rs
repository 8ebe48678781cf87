//! A server that is started to be measured, on a core of its own.

use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use detente_bench::generator::Error;

use crate::machine;

/// The core of whoever is asked, and that of whoever asks.
const ASKED: &str = "0";
const ASKING: &str = "1";

/// A process that listens, until this is dropped.
pub struct Process {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
    // It may say more: who closes this would let it fail.
    _told: BufReader<ChildStdout>,
}

impl Process {
    /// Starts a program, and waits until it says where it listens.
    pub fn start(
        program: &Path,
        arguments: &[&str],
        log: &str,
        pinned: bool,
    ) -> Result<Self, Error> {
        let mut command = if pinned {
            let mut command = Command::new("taskset");
            command.args([OsStr::new("-c"), OsStr::new(ASKED), program.as_os_str()]);
            command
        } else {
            Command::new(program)
        };
        command.args(arguments).env("RUST_LOG", log).stdout(Stdio::piped());
        let name = program.display();
        let mut child = command.spawn().map_err(|error| format!("{name}: {error}"))?;
        let stdout = child.stdout.take().ok_or("it cannot be heard")?;
        let mut told = BufReader::new(stdout);
        let address = loop {
            let mut line = String::new();
            if told.read_line(&mut line)? == 0 {
                return Err(format!("{name} ended before it listened").into());
            }
            let said = line.split_once("http://").and_then(|(_, said)| said.split('/').next());
            if let Some(address) = said {
                break address.parse()?;
            }
        };
        Ok(Self { child, address, _told: told })
    }

    /// The seconds that a processor worked for it so far.
    pub fn worked(&self) -> f64 {
        machine::worked_by(&self.child.id().to_string())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Keeps this process, which asks, to a core of its own, where that can be done: whether what it
/// starts can be kept to another.
pub fn pin() -> bool {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let this = std::process::id().to_string();
    let mut command = Command::new("taskset");
    let done = command.args(["-a", "-c", "-p", ASKING, &this]).stdout(Stdio::null()).status();
    cores > 1 && done.is_ok_and(|status| status.success())
}
