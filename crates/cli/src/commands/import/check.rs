//! Reads dossiers and checks them by themselves, and their quotes against the texts of their sources.

use std::{collections::BTreeSet, path::PathBuf};

use detente_core::dossier::{self, Held, Reading};
use detente_texts::plain_words;

use crate::{
    failure::{Failure, Wrong},
    output::say,
    wording::{commas, count},
};

/// Reads `SOURCE=FILE`.
pub fn text(text: &str) -> Result<(String, PathBuf), String> {
    let (source, file) = text.split_once('=').ok_or("write SOURCE=FILE, as in S1=article.txt")?;
    Ok((source.to_owned(), file.into()))
}

/// Checks the files, all of them, and tells everything that is wrong.
pub fn run(files: &[PathBuf], texts: &[(String, PathBuf)]) -> Result<(), Failure> {
    let mut read = Vec::new();
    for (source, file) in texts {
        read.push((
            source.as_str(),
            file.display().to_string(),
            crate::commands::query::text(file)?,
        ));
    }
    // Of a page, quotes are looked up in the words without the marks of HTML.
    let words: Vec<_> = read.iter().map(|(_, file, text)| plain_words(file, text)).collect();
    let texts: Vec<Held<'_>> = read
        .iter()
        .zip(&words)
        .map(|((source, _, text), words)| Held { source, text, words })
        .collect();
    let mut wrong: Vec<Wrong> = Vec::new();
    for file in files {
        let unreadable = |why| Failure::Unreadable { file: file.clone(), why };
        let name = file.display().to_string();
        let size = std::fs::metadata(file).map_err(unreadable)?.len();
        if let Some(fault) = dossier::too_large(&name, size) {
            wrong.push(fault.into());
            continue;
        }
        let reading = dossier::read(&name, &std::fs::read(file).map_err(unreadable)?);
        let quotes = dossier::check_quotes(&reading, &texts);
        let sound = reading.faults.is_empty() && quotes.is_empty();
        wrong.extend(reading.faults.iter().cloned().chain(quotes).map(Into::into));
        if sound {
            say(&summary(&name, &reading, &texts))?;
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(Failure::Faults { faults: wrong, storing: false }) }
}

fn summary(name: &str, reading: &Reading, texts: &[Held<'_>]) -> String {
    let number = |many: usize| i64::try_from(many).unwrap_or(i64::MAX);
    let claims = &reading.submission.claims;
    let subjects: BTreeSet<_> = claims.iter().map(|new| &new.claim.subject).collect();
    let given =
        |key: &str, id: &str| texts.iter().any(|held| held.source == key || held.source == id);
    let (checked, unchecked): (Vec<_>, Vec<_>) =
        reading.texts_wanted().partition(|source| given(&source.key, source.id.as_str()));
    let found = reading
        .quoted
        .iter()
        .filter(|quoted| checked.iter().any(|source| source.id == quoted.source))
        .count();
    let mut text = format!(
        "{name}: {} on {}; {} of {} looked up in the texts given, and found",
        count(number(claims.len()), "claim", "claims"),
        count(number(subjects.len()), "record", "records"),
        found,
        count(number(reading.quoted.len()), "quote", "quotes"),
    );
    if reading.quoted.is_empty() {
        text = format!(
            "{name}: {} on {}; no quotes",
            count(number(claims.len()), "claim", "claims"),
            count(number(subjects.len()), "record", "records"),
        );
    }
    if !unchecked.is_empty() {
        let keys = commas(unchecked.iter().map(|source| &source.key));
        text = format!("{text}; no text was given for {keys}");
    }
    text
}
