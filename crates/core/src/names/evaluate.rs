//! How well the score tells one bearer's names from two: precision, recall, F1.

use std::collections::BTreeMap;

use super::{Bearer, Prepared, compare, homoglyph};

/// What was found at one threshold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Pairs of one bearer that score above.
    pub found: usize,
    /// Pairs of two bearers that score above.
    pub false_alarms: usize,
    /// Pairs of one bearer that score below.
    pub missed: usize,
    /// Pairs of two bearers that score below.
    pub told_apart: usize,
}

impl Tally {
    /// Counts a pair with its label, and whether it scores above.
    pub fn add(&mut self, is_match: bool, above: bool) {
        *match (is_match, above) {
            (true, true) => &mut self.found,
            (false, true) => &mut self.false_alarms,
            (true, false) => &mut self.missed,
            (false, false) => &mut self.told_apart,
        } += 1;
    }

    /// Of the pairs that score above, how many are one bearer's; none if none does.
    #[must_use]
    pub fn precision(self) -> Option<f64> {
        share(self.found, self.found + self.false_alarms)
    }

    /// Of the pairs of one bearer, how many score above; none if there are none.
    #[must_use]
    pub fn recall(self) -> Option<f64> {
        share(self.found, self.found + self.missed)
    }

    /// The harmonic mean of precision and recall; none if there are no pairs of one bearer.
    #[must_use]
    pub fn f1(self) -> Option<f64> {
        share(2 * self.found, 2 * self.found + self.false_alarms + self.missed)
    }

    /// How many pairs were compared.
    #[must_use]
    pub const fn pairs(self) -> usize {
        self.found + self.false_alarms + self.missed + self.told_apart
    }
}

#[expect(clippy::cast_precision_loss, reason = "pairs are counted in thousands")]
fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// What [`evaluate`] found.
#[derive(Clone, Debug, PartialEq)]
pub struct Evaluation {
    /// At the threshold that was asked for.
    pub at_threshold: Tally,
    /// The threshold at which F1 is highest.
    pub best_threshold: f64,
    /// At that threshold.
    pub at_best: Tally,
    /// At the threshold that was asked for, by the scripts of the two names: `cyr-lat`.
    pub by_scripts: BTreeMap<String, Tally>,
}

/// Scores labelled pairs (one name, another, whether they are one bearer's).
pub fn evaluate<'a>(
    pairs: impl IntoIterator<Item = (&'a str, &'a str, bool)>,
    bearer: Bearer,
    threshold: f64,
) -> Evaluation {
    let mut scored: Vec<(f64, bool)> = Vec::new();
    let mut at_threshold = Tally::default();
    let mut by_scripts: BTreeMap<String, Tally> = BTreeMap::new();
    for (one, other, is_match) in pairs {
        let score = compare(&Prepared::new(one, bearer), &Prepared::new(other, bearer));
        let above = score >= threshold;
        at_threshold.add(is_match, above);
        let mut scripts = [script(one), script(other)];
        scripts.sort_unstable();
        by_scripts.entry(scripts.join("-")).or_default().add(is_match, above);
        scored.push((score, is_match));
    }
    let (best_threshold, at_best) = best(&mut scored).unwrap_or((threshold, at_threshold));
    Evaluation { at_threshold, best_threshold, at_best, by_scripts }
}

/// From the highest score down, each pair in turn is let in: where F1 is highest, the threshold is.
fn best(scored: &mut [(f64, bool)]) -> Option<(f64, Tally)> {
    scored.sort_by(|one, other| other.0.total_cmp(&one.0));
    let mut tally = Tally::default();
    for (_, is_match) in scored.iter() {
        tally.add(*is_match, false);
    }
    let mut best: Option<(f64, Tally)> = None;
    for (at, (score, is_match)) in scored.iter().enumerate() {
        if *is_match {
            tally.missed -= 1;
            tally.found += 1;
        } else {
            tally.told_apart -= 1;
            tally.false_alarms += 1;
        }
        let whole = scored.get(at + 1).is_none_or(|next| next.0 < *score);
        if whole && best.is_none_or(|(_, best)| tally.f1() > best.f1()) {
            best = Some((*score, tally));
        }
    }
    best
}

/// `cyr`, `lat`, `mix` of the two, or `oth`.
fn script(name: &str) -> &'static str {
    let cyrillic = name.chars().any(homoglyph::is_cyrillic);
    let latin = name.chars().any(homoglyph::is_latin);
    match (cyrillic, latin) {
        (true, true) => "mix",
        (true, false) => "cyr",
        (false, true) => "lat",
        (false, false) => "oth",
    }
}
