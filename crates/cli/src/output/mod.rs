//! The only place that prints: answers to stdout, everything else to stderr.

mod arrange;
mod over;
mod page;
mod table;
mod text;

use std::io::{self, IsTerminal, Write as _};

use serde::Serialize;

pub use arrange::arranged;
pub use over::may_be_written;
pub use page::Page;
pub use table::{Cell, Column, Listed, Row};
pub use text::hanging;

use crate::{
    failure::Failure,
    json::Json,
    options::{Colour, Format, Options},
    session::misread,
};

/// How wide lines are where no terminal says it.
const USUAL_WIDTH: u16 = 100;

/// Where answers are printed, and how.
#[derive(Clone, Copy, Debug)]
pub struct Output {
    /// The format.
    pub format: Format,
    /// How many characters a line may have.
    pub width: u16,
    /// Whether with colours.
    pub colour: bool,
}

/// How many characters a line has: those of the terminal, where one reads.
pub fn usual_width() -> u16 {
    let terminal = io::stdout().is_terminal();
    comfy_table::Table::new().width().filter(|_| terminal).unwrap_or(USUAL_WIDTH)
}

impl Output {
    /// As the options and the terminal have it.
    pub fn of(options: &Options) -> Self {
        let terminal = io::stdout().is_terminal();
        Self {
            format: options.format(),
            width: options.width.unwrap_or_else(usual_width).max(40),
            colour: match options.color {
                Colour::Always => true,
                Colour::Never => false,
                Colour::Auto => {
                    terminal && std::env::var_os("NO_COLOR").is_none_or(|set| set.is_empty())
                }
            },
        }
    }

    /// Prints one JSON value, over several lines or on one.
    pub fn json(self, value: &impl Serialize) -> Result<(), Failure> {
        say(&self.json_text(value)?)
    }

    fn json_text(self, value: &impl Serialize) -> Result<String, Failure> {
        let text = if self.format == Format::Ndjson {
            serde_json::to_string(value)
        } else {
            serde_json::to_string_pretty(value)
        };
        text.map(|text| text + "\n").map_err(misread)
    }

    /// Prints a list.
    pub fn list<R: Row>(self, rows: &[Listed<R>], columns: &[Column<R>]) -> Result<(), Failure> {
        say(&self.listed(rows, columns)?)
    }

    /// A list as text, in the format of this output.
    pub fn listed<R: Row>(
        self,
        rows: &[Listed<R>],
        columns: &[Column<R>],
    ) -> Result<String, Failure> {
        let mut plain = rows.iter().map(|row| plain(&row.json));
        match self.format {
            Format::Table => Ok(table::drawn(self, rows, columns)),
            Format::Csv => table::csv(rows, columns),
            Format::Json => self.json_text(&plain.collect::<Vec<_>>()),
            Format::Ndjson => {
                plain.try_fold(String::new(), |text, row| Ok(text + &self.json_text(&row)?))
            }
        }
    }

    /// Prints one answer: its page for a reader, its fields for a program.
    pub fn one(self, json: &Json, page: impl FnOnce() -> Page) -> Result<(), Failure> {
        match self.format {
            Format::Table => say(&page().drawn(self)),
            Format::Json | Format::Ndjson => self.json(&plain(json)),
            Format::Csv => say(&table::flat(&plain(json))?),
        }
    }
}

/// The answer as it is given to programs: without what only this one asked for.
fn plain(json: &Json) -> Json {
    let mut json = json.clone();
    json.each_object(&mut |fields| fields.retain(|(field, _)| field != "__typename"));
    json
}

/// Prints text on stdout, as it is.
pub fn say(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    if !text.ends_with('\n') && !text.is_empty() {
        out.write_all(b"\n")?;
    }
    Ok(out.flush()?)
}

/// Asks something on stderr, and leaves the line open for the answer.
pub fn ask(text: &str) -> Result<(), Failure> {
    let mut err = io::stderr().lock();
    err.write_all(text.as_bytes())?;
    Ok(err.flush()?)
}

/// Tells something on stderr; in the log, where that is written for machines.
pub fn note(text: &str) {
    #[cfg(feature = "embedded")]
    if detente_server::http::logging::noted(text) {
        return;
    }
    let _ = writeln!(io::stderr().lock(), "{text}"); // with nobody to tell, it stays untold
}
