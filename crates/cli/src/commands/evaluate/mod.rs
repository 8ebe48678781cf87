//! `detente evaluate`: how well the score tells one bearer's names from two, on labelled pairs.

mod labelled;

use std::path::PathBuf;

use clap::Args;
use detente_core::names::{Evaluation, THRESHOLD, Tally, evaluate};
use serde_json::json;

use self::labelled::Labelled;
use super::explain::Whose;
use crate::{
    failure::Failure,
    json::Json,
    options::Options,
    output::{Output, Page, arranged},
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
    /// Pairs whose label is disputed: CSV with the columns `name1`, `name2` and `reason`. The figures are then
    /// given without them too
    #[arg(long, value_name = "FILE")]
    disputed: Option<PathBuf>,
    /// Also list the pairs that the score and the label disagree on
    #[arg(long)]
    errors: bool,
}

impl Evaluated {
    /// Measures it.
    pub fn run(&self, options: &Options) -> Result<(), Failure> {
        if !(0.0..=1.0).contains(&self.threshold) {
            return Err(Failure::usage(
                format!("a threshold lies between 0 and 1, and {} does not", self.threshold),
                format!("leave it out for the usual one, {THRESHOLD}"),
            ));
        }
        let pairs = labelled::read(&self.pairs, self.disputed.as_deref(), self.skip_broken)?;
        if pairs.is_empty() {
            return Err(Failure::usage(
                format!("{} has no pairs", self.pairs.display()),
                "write one a line, as in Jana Vymyslenka,Яна Вымысленка,true",
            ));
        }
        let found = self.over(pairs.iter());
        let undisputed = self.disputed.as_ref();
        let undisputed = undisputed.map(|_| self.over(pairs.iter().filter(|pair| !pair.disputed)));
        let json = self.as_json(&found, undisputed.as_ref())?;
        let output = Output::of(options);
        output.one(&json, || self.drawn(output, &found, undisputed.as_ref(), &pairs))
    }

    fn over<'a>(&self, pairs: impl Iterator<Item = &'a Labelled>) -> Evaluation {
        let pairs = pairs.map(|pair| (pair.one.as_str(), pair.other.as_str(), pair.is_match));
        evaluate(pairs, self.noun.into(), self.threshold)
    }

    fn drawn(
        &self,
        output: Output,
        found: &Evaluation,
        undisputed: Option<&Evaluation>,
        pairs: &[Labelled],
    ) -> Page {
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
        if let Some(undisputed) = undisputed {
            let name = format!("whose label nobody disputes, from {}", self.threshold);
            rows.push(row(&name, undisputed.at_threshold));
        }
        let titles =
            ["pairs", "precision", "recall", "F1", "found", "false alarms", "missed", "told apart"];
        let mut page = Page::new();
        page.block(arranged(output, &titles, &[false; 8], &rows));
        if self.errors {
            page.heading("Where the score and the label disagree");
            for Labelled { one, other, is_match, disputed } in pairs {
                let [a, b] = [one, other]
                    .map(|name| detente_core::names::Prepared::new(name, self.noun.into()));
                let score = detente_core::names::compare(&a, &b);
                if (score >= self.threshold) != *is_match {
                    let label = if *is_match { "one" } else { "two" };
                    let but = if *disputed { ", which is disputed" } else { "" };
                    page.item(format!("{score:.2}, labelled {label}{but}: {one} | {other}"));
                }
            }
        }
        page
    }

    fn as_json(
        &self,
        found: &Evaluation,
        undisputed: Option<&Evaluation>,
    ) -> Result<Json, Failure> {
        let by_scripts: serde_json::Map<_, _> = found
            .by_scripts
            .iter()
            .map(|(scripts, tally)| (scripts.clone(), told(*tally)))
            .collect();
        let whole = json!({ "threshold": self.threshold, "atThreshold": told(found.at_threshold),
            "byScripts": by_scripts, "bestThreshold": found.best_threshold, "atBest": told(found.at_best),
            "undisputed": undisputed.map(|undisputed| told(undisputed.at_threshold)) });
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
