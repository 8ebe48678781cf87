//! What was found of everyone, as rows.

use std::path::Path;

use super::screen;
use crate::{
    failure::Failure,
    json::Json,
    options::Format,
    output::{Cell, Column, Listed, Output, Row},
    people::Someone,
};

pub type Found = screen::ScreenFoundMatches;

/// A record that someone may be.
pub struct Hit {
    /// The line of the file that they stand in.
    pub line: Option<usize>,
    /// What the file knows them by.
    own_id: Option<String>,
    /// The record, and why.
    pub found: Found,
}

impl Row for Hit {
    const DISPUTABLE: bool = false;

    fn disputed(&self) -> Vec<&str> {
        Vec::new()
    }
}

impl Hit {
    /// Of someone.
    pub fn of(someone: &Someone, found: Found) -> Self {
        Self { line: someone.line, own_id: someone.id.clone(), found }
    }

    /// As it was answered, with where it stands in the file.
    pub fn json(&self, found: &Json) -> Json {
        let line = self.line.map(|line| ("line".to_owned(), Json::Number(line.into())));
        let own = self.own_id.clone().map(|id| ("ownId".to_owned(), Json::Text(id)));
        let fields = match found {
            Json::Object(fields) => fields.clone(),
            _ => Vec::new(),
        };
        Json::Object(line.into_iter().chain(own).chain(fields).collect())
    }
}

/// The columns of hits.
pub fn hit_columns() -> [Column<Hit>; 8] {
    [
        Column::new("line", &[], |hit: &Hit| Cell::of(hit.line)),
        Column::new("own id", &[], |hit: &Hit| Cell::of(hit.own_id.as_ref())),
        Column::new("name", &[], |hit: &Hit| Cell::of(Some(&hit.found.sought))),
        Column::new("score", &[], |hit: &Hit| {
            let score = hit.found.score;
            Cell::two(Some(format!("{score:.2}")), Some(format!("{score:.4}")))
        }),
        Column::new("record", &[], |hit: &Hit| Cell::of(Some(&hit.found.record.label))),
        Column::new("as", &[], |hit: &Hit| Cell::of(Some(&hit.found.name))),
        Column::new("why", &[], |hit: &Hit| {
            // For reading there is `detente explain`; a program gets every reason.
            Cell::two(None, Some(hit.found.explanation.in_words.join("; ")))
        }),
        Column::whole_id(|hit: &Hit| &hit.found.record.id),
    ]
}

/// In which form a file is written, by its name: csv, json or ndjson.
pub fn form(file: &Path) -> Result<Format, Failure> {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("csv") => Ok(Format::Csv),
        Some("ndjson" | "jsonl") => Ok(Format::Ndjson),
        Some("json") => Ok(Format::Json),
        _ => Err(Failure::usage(
            format!("`{}` does not tell in which form to write it", file.display()),
            "name a file that ends in .csv, .ndjson or .json",
        )),
    }
}

/// Writes rows into a file.
pub fn into_file(file: &Path, rows: &[Listed<Hit>], output: Output) -> Result<(), Failure> {
    let text = Output { format: form(file)?, ..output }.listed(rows, &hit_columns())?;
    let unwritable = |why| Failure::Unwritable { file: file.to_owned(), why };
    std::fs::write(file, text).map_err(unwritable)
}
