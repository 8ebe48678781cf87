//! Prints what was measured as a table in Markdown.

use std::io::Write;

use crate::machine;

/// Prints the figures, with the machine they were measured on.
pub fn print(figures: &[(&str, String)]) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "| {:<44} | {:>24} |", "what", "figure")?;
    writeln!(out, "|{:-<46}|{:->26}|", "", ":")?;
    for (what, figure) in figures {
        writeln!(out, "| {what:<44} | {figure:>24} |")?;
    }
    writeln!(out, "\nOn {}.", machine::description())
}

/// Prints one row of a table, whose head is printed by whoever puts it together.
pub fn row(cells: &[&str]) -> std::io::Result<()> {
    writeln!(std::io::stdout().lock(), "| {} |", cells.join(" | "))
}
