//! What the machine is, without which a figure says nothing.

use std::fs;

/// Cores, processor and kernel, as far as the system tells.
pub fn description() -> String {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let processor = field("/proc/cpuinfo", "model name").unwrap_or_else(|| "unknown".to_owned());
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    format!("{cores} cores, {processor}, kernel {}", kernel.trim())
}

/// The memory that this process takes now, and the most it ever took, in MB.
pub fn memory() -> (u64, u64) {
    let megabytes = |name| kilobytes("self", name).map_or(0, |kilobytes| kilobytes / 1024);
    (megabytes("VmRSS"), megabytes("VmHWM"))
}

/// The memory that another process takes now, in MB; none where it does not run on this machine.
pub fn memory_of(process: u32) -> Option<f64> {
    let kilobytes = u32::try_from(kilobytes(&process.to_string(), "VmRSS")?).ok()?;
    Some(f64::from(kilobytes) / 1024.0)
}

fn kilobytes(process: &str, name: &str) -> Option<u64> {
    let text = field(&format!("/proc/{process}/status"), name)?;
    text.split_whitespace().next()?.parse().ok()
}

/// The seconds that processors worked for this process: what a figure is worth
/// when others were busy on the machine too.
pub fn worked() -> f64 {
    worked_by("self")
}

/// The same for another process.
pub fn worked_by(process: &str) -> f64 {
    let text = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let fields = text.rsplit_once(')').map_or("", |(_, fields)| fields).split_whitespace();
    let ticks = fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok());
    ticks.sum::<f64>() / 100.0
}

fn field(file: &str, name: &str) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let line = text.lines().find(|line| line.starts_with(name))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}
