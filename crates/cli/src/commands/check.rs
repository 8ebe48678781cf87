//! `detente check`: what in a news text cannot be.

use std::{
    fs::File,
    io::Read as _,
    path::{Path, PathBuf},
};

use clap::Args;
use detente_core::{PartialDate, dossier::LARGEST};
use detente_texts::{Document, Finding, Unreadable};

use crate::{
    failure::Failure,
    options::{Format, Options},
    output::{Output, Page, say},
};

/// Finds what cannot be in news texts; needs no record.
#[derive(Debug, Args)]
pub struct Checked {
    /// The texts, plain or HTML
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// The day they were published, where they do not say it: ages and days of the week are held against it
    #[arg(long, value_name = "DATE")]
    published_on: Option<PartialDate>,
}

/// Something that cannot be, and in which file.
#[derive(Debug, serde::Serialize)]
struct InFile {
    file: String,
    #[serde(flatten)]
    finding: Finding,
}

impl Checked {
    /// Tells it; the exit code is 1 where there is something.
    pub fn run(&self, options: &Options) -> Result<(), Failure> {
        let output = Output::of(options);
        if output.format == Format::Csv {
            return Err(Failure::usage("`check` prints no CSV", "ask for table, json or ndjson"));
        }
        let mut found = Vec::new();
        for path in &self.files {
            let document = document(path)?;
            let file = path.display().to_string();
            let findings = detente_texts::check(&document, self.published_on);
            if output.format == Format::Table {
                say(&page(&file, &findings).drawn(output))?;
            }
            found
                .extend(findings.into_iter().map(|finding| InFile { file: file.clone(), finding }));
        }
        match output.format {
            Format::Ndjson => found.iter().try_for_each(|finding| output.json(finding))?,
            Format::Json => output.json(&found)?,
            Format::Table | Format::Csv => {}
        }
        if found.is_empty() { Ok(()) } else { Err(Failure::Impossible(found.len())) }
    }
}

fn page(file: &str, findings: &[Finding]) -> Page {
    let mut page = Page::new();
    if findings.is_empty() {
        page.block(format!("{file}: no sum, share, age or date in it that cannot be\n"));
        return page;
    }
    page.heading(file);
    for finding in findings {
        page.item(format!("line {}: {}", finding.place.line, finding.problem));
        page.beneath(format!("“{}”", finding.place.quote));
    }
    page
}

/// Reads a text, no more of it than a text may have.
pub fn document(path: &Path) -> Result<Document, Failure> {
    let unreadable = |why| Failure::Unreadable { file: path.to_owned(), why };
    let no_text = |why| Failure::NoText { file: path.to_owned(), why };
    let file = File::open(path).map_err(unreadable)?;
    let size = file.metadata().map_err(unreadable)?.len();
    if let Some(refused) = Unreadable::by_size(size) {
        return Err(no_text(refused));
    }
    // What tells no size, such as a pipe, is read up to the bound all the same.
    let mut bytes = Vec::new();
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    Document::read(&path.display().to_string(), &bytes).map_err(no_text)
}
