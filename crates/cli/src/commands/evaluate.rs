//! `detente evaluate`: how well the score tells one bearer's names from two, on labelled pairs.

use std::path::PathBuf;

use clap::Args;
use detente_core::names::{Evaluation, THRESHOLD, Tally, evaluate};
use serde_json::json;

use super::explain::Whose;
use crate::{
    failure::Failure,
    json::Json,
    options::Options,
    output::{Output, Page, arranged, note},
    people::{Table, wrong},
    session::misread,
};

/// Measures the score on labelled pairs; needs no record.
#[derive(Debug, Args)]
pub struct Evaluated {
    /// CSV with the columns `name1`, `name2` and `is_match` (true or false)
    #[arg(value_name = "FILE")]
    pairs: PathBuf,
    /// The score from which a pair is taken for one bearer's
    #[arg(long, value_name = "SCORE", default_value_t = THRESHOLD)]
    threshold: f64,
    /// Whose names they are: person, organization or place
    #[arg(long, value_name = "NOUN", default_value = "person", hide_possible_values = true)]
    noun: Whose,
    /// Go on without rows that cannot be read, once all of them are told
    #[arg(long)]
    skip_broken: bool,
    /// Also list the pairs that the score and the label disagree on
    #[arg(long)]
    errors: bool,
}

const COLUMNS: [&str; 3] = ["name1", "name2", "is_match"];

impl Evaluated {
    /// Measures it.
    pub fn run(&self, options: &Options) -> Result<(), Failure> {
        if !(0.0..=1.0).contains(&self.threshold) {
            return Err(Failure::usage(
                format!("a threshold lies between 0 and 1, and {} does not", self.threshold),
                format!("leave it out for the usual one, {THRESHOLD}"),
            ));
        }
        let pairs = self.read()?;
        if pairs.is_empty() {
            return Err(Failure::usage(
                format!("{} has no pairs", self.pairs.display()),
                "write one a line, as in Jana Vymyslenka,Яна Вымысленка,true",
            ));
        }
        let of = pairs.iter().map(|(one, other, is)| (one.as_str(), other.as_str(), *is));
        let found = evaluate(of, self.noun.into(), self.threshold);
        let json = self.as_json(&found)?;
        let output = Output::of(options);
        output.one(&json, || self.drawn(output, &found, &pairs))
    }

    /// The pairs of the file.
    fn read(&self) -> Result<Vec<(String, String, bool)>, Failure> {
        let file = &self.pairs;
        let text = std::fs::read(file);
        let text = text.map_err(|why| Failure::Unreadable { file: file.clone(), why })?;
        let mut table = Table::read(file, &text);
        table.must_have(file, &COLUMNS.map(str::to_owned), |there| {
            format!("name the columns {}; there are {}", COLUMNS.join(", "), there.join(", "))
        })?;
        let mut broken = std::mem::take(&mut table.broken);
        let mut pairs = Vec::new();
        for (line, row) in &table.rows {
            let [one, other, label] =
                COLUMNS.map(|column| table.cell(row, column).map_or("", |cell| cell.trim()));
            match label.to_lowercase().as_str() {
                "true" | "1" | "yes" => pairs.push((one.to_owned(), other.to_owned(), true)),
                "false" | "0" | "no" => pairs.push((one.to_owned(), other.to_owned(), false)),
                _ => broken.push(wrong(
                    file,
                    *line,
                    Some("is_match"),
                    format!("`{label}` does not say whether the two are one"),
                    "write true or false",
                )),
            }
        }
        broken.sort_by_key(crate::failure::Wrong::line);
        if !broken.is_empty() && !self.skip_broken {
            return Err(Failure::Rows { faults: broken });
        }
        for wrong in &broken {
            note(&wrong.to_string());
        }
        Ok(pairs)
    }

    fn drawn(&self, output: Output, found: &Evaluation, pairs: &[(String, String, bool)]) -> Page {
        let mut rows = vec![row(&format!("all, from {}", self.threshold), found.at_threshold)];
        rows.extend(
            found.by_scripts.iter().map(|(scripts, tally)| {
                row(&format!("{scripts}, from {}", self.threshold), *tally)
            }),
        );
        rows.push(row(
            &format!("all, from {:.3}, the best threshold", found.best_threshold),
            found.at_best,
        ));
        let titles =
            ["pairs", "precision", "recall", "F1", "found", "false alarms", "missed", "told apart"];
        let mut page = Page::new();
        page.block(arranged(output, &titles, &[false; 8], &rows));
        if self.errors {
            page.heading("Where the score and the label disagree");
            for (one, other, is_match) in pairs {
                let [a, b] = [one, other]
                    .map(|name| detente_core::names::Prepared::new(name, self.noun.into()));
                let score = detente_core::names::compare(&a, &b);
                if (score >= self.threshold) != *is_match {
                    let label = if *is_match { "one" } else { "two" };
                    page.item(format!("{score:.2}, labelled {label}: {one} | {other}"));
                }
            }
        }
        page
    }

    fn as_json(&self, found: &Evaluation) -> Result<Json, Failure> {
        let by_scripts: serde_json::Map<_, _> = found
            .by_scripts
            .iter()
            .map(|(scripts, tally)| (scripts.clone(), told(*tally)))
            .collect();
        let whole = json!({ "threshold": self.threshold, "atThreshold": told(found.at_threshold),
            "byScripts": by_scripts, "bestThreshold": found.best_threshold, "atBest": told(found.at_best) });
        serde_json::from_str(&whole.to_string()).map_err(misread)
    }
}

fn told(tally: Tally) -> serde_json::Value {
    json!({ "pairs": tally.pairs(), "precision": tally.precision(), "recall": tally.recall(), "f1": tally.f1(),
        "found": tally.found, "falseAlarms": tally.false_alarms, "missed": tally.missed, "toldApart": tally.told_apart })
}

fn row(name: &str, tally: Tally) -> Vec<String> {
    let share =
        |share: Option<f64>| share.map_or_else(|| "none".to_owned(), |share| format!("{share:.4}"));
    let counts = [tally.found, tally.false_alarms, tally.missed, tally.told_apart];
    let mut row = vec![
        format!("{} {name}", tally.pairs()),
        share(tally.precision()),
        share(tally.recall()),
        share(tally.f1()),
    ];
    row.extend(counts.map(|count| count.to_string()));
    row
}
